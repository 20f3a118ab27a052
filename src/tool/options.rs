//! What the row of options offers: how the tools do what they do, until the planner chooses otherwise.

use serde::{Deserialize, Serialize};

use crate::edit::solve::Sides;
use crate::edit::{DrawMode, Vacated};
use crate::geometry::grid::UM_PER_M;

/// How a rectangle is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RectangleBy {
    /// By two opposite corners; sides run north and east.
    #[default]
    Diagonal,
    /// By the two ends of a side, at any angle, and a point on the opposite side.
    Side,
}

/// What the next segment of a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Straight.
    #[default]
    Straight,
    /// An arc through a point to an end.
    Arc,
}

/// What dragging a border does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EdgeDrag {
    /// It puts a vertex into the border and moves that.
    #[default]
    Insert,
    /// It moves the border parallel to itself; its ends move squarely with it.
    Parallel,
    /// It moves the border parallel to itself; its ends slide along the borders beside it, which keep their directions.
    Slide,
}

/// Which zones a polygon selects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SelectBy {
    /// Those that share a point with it.
    #[default]
    Crossing,
    /// Those wholly within.
    Within,
}

/// Who gets the land that is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FillTo {
    /// A new zone.
    #[default]
    NewZone,
    /// The selected zone.
    Selected,
}

/// How the border moves that gives a zone its area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaMove {
    /// An edge, parallel to itself.
    Slide,
    /// An edge, about one of its ends.
    Swing,
    /// The whole border between two junctions, every edge of it by the same distance.
    #[default]
    Offset,
    /// An edge, along an axis that is drawn.
    Along,
}

impl AreaMove {
    /// All ways, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Slide, Self::Swing, Self::Offset, Self::Along];
}

/// Options of all tools; each tool reads those that concern it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ToolOptions {
    /// Whose land a zone gets that is drawn or moved, when no modifier is held.
    pub draw_mode: DrawMode,
    /// Who gets the land that a moved zone leaves.
    pub vacated: Vacated,
    /// How a rectangle is drawn.
    pub rectangle_by: RectangleBy,
    /// What the next segment of a path is.
    pub segment: Segment,
    /// What dragging a border does, when no modifier is held.
    pub edge_drag: EdgeDrag,
    /// Which zones a polygon selects.
    pub select_by: SelectBy,
    /// Who gets the land that is filled.
    pub fill_to: FillTo,
    /// How far a simplified line may depart from the one drawn or given, µm.
    pub simplify_tolerance_um: i64,
    /// Radius of a rounded corner, µm.
    pub corner_radius_um: i64,
    /// How the border moves that gives a zone its area.
    pub area_move: AreaMove,
    /// How the ends of that border run.
    pub sides: Sides,
}

impl Default for ToolOptions {
    fn default() -> Self {
        Self {
            draw_mode: DrawMode::default(),
            vacated: Vacated::default(),
            rectangle_by: RectangleBy::default(),
            segment: Segment::default(),
            edge_drag: EdgeDrag::default(),
            select_by: SelectBy::default(),
            fill_to: FillTo::default(),
            simplify_tolerance_um: UM_PER_M,
            corner_radius_um: 15 * UM_PER_M,
            area_move: AreaMove::default(),
            sides: Sides::AlongNeighbours,
        }
    }
}
