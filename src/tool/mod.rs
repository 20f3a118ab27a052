//! Pointer tools as state machines: map events in, effects out; they change nothing themselves.

pub mod aim;
pub mod constraint;
pub mod edge;
pub mod event;
pub mod guide;
pub mod identify;
pub mod line;
pub mod measure;
pub mod options;
pub mod pan;
pub mod path;
pub mod polygon;
pub mod pull;
pub mod round;
pub mod select;
pub mod select_polygon;
pub mod snap;
mod targets;
pub mod straighten;
pub mod transform;
pub mod vertices;
mod wall;

use std::collections::BTreeSet;

pub use aim::{Aim, Aiming, Anchor};
pub use constraint::{Angles, Constraint};
pub use event::{Effect, Key, Live, MapEvent, Modifiers, Pointer};
pub use guide::{Guide, GuideKind};
pub use identify::Inquiry;
pub use measure::MeasuredPath;
pub use options::{EdgeDrag, ToolOptions};
pub use snap::{Snap, SnapKind, SnapKinds, SnapSettings, SnapTarget};
pub use transform::Extent;

use transform::Transformation;

use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::plan::{Plan, ZoneAttributes, ZoneId};

/// The tools, in the order of the toolbar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ToolKind {
    /// Select zones by click, window and crossing.
    #[default]
    Select,
    /// Move, insert and delete vertices of shared borders.
    Vertices,
    /// Draw a zone by its corners.
    Polygon,
    /// Cut zones along a line.
    Split,
    /// Give a zone a new course.
    Reshape,
    /// Move zones.
    Move,
    /// Turn zones.
    Rotate,
    /// Scale zones.
    Scale,
    /// Round corners of borders.
    Round,
    /// Make borders straight.
    Straighten,
    /// Measure along a path.
    Measure,
    /// Ask what is at a place.
    Identify,
    /// Select zones by a polygon.
    SelectPolygon,
    /// Move the map.
    Pan,
}

impl ToolKind {
    /// All tools.
    pub const ALL: [Self; 14] = [
        Self::Select,
        Self::Vertices,
        Self::Polygon,
        Self::Split,
        Self::Reshape,
        Self::Move,
        Self::Rotate,
        Self::Scale,
        Self::Round,
        Self::Straighten,
        Self::Measure,
        Self::Identify,
        Self::SelectPolygon,
        Self::Pan,
    ];

    /// Whether what it does makes new zones.
    pub const fn makes_zones(self) -> bool {
        matches!(self, Self::Polygon)
    }

    /// Stable name, the key of its text: `tool-{code}`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Select => "select",
            Self::Vertices => "vertices",
            Self::Polygon => "polygon",
            Self::Split => "split",
            Self::Reshape => "reshape",
            Self::Move => "move",
            Self::Rotate => "rotate",
            Self::Scale => "scale",
            Self::Round => "round",
            Self::Straighten => "straighten",
            Self::Measure => "measure",
            Self::Identify => "identify",
            Self::SelectPolygon => "select-polygon",
            Self::Pan => "pan",
        }
    }
}

/// What a tool may look at.
#[derive(Debug, Clone, Copy)]
pub struct ToolContext<'a> {
    /// The plan without any preview.
    pub plan: &'a Plan,
    /// Selected zones.
    pub selection: &'a BTreeSet<ZoneId>,
    /// How the pointer is aimed.
    pub aiming: &'a Aiming,
    /// Attributes of the next zone drawn.
    pub new_zone: &'a ZoneAttributes,
    /// How the tools do what they do.
    pub options: &'a ToolOptions,
}

/// The active tool with its state.
#[derive(Debug, Clone)]
pub enum Tool {
    /// Select.
    Select(select::SelectTool),
    /// Vertices.
    Vertices(Box<vertices::VerticesTool>),
    /// Polygon.
    Polygon(polygon::PolygonTool),
    /// Split or reshape.
    Line(line::LineTool),
    /// Move, rotate or scale.
    Transform(transform::TransformTool),
    /// Round corners.
    Round(round::RoundTool),
    /// Straighten.
    Straighten(straighten::StraightenTool),
    /// Measure.
    Measure(measure::MeasureTool),
    /// Identify.
    Identify(identify::IdentifyTool),
    /// Select by polygon.
    SelectPolygon(select_polygon::SelectPolygonTool),
    /// Pan.
    Pan(pan::PanTool),
}

impl Default for Tool {
    fn default() -> Self {
        Self::of(ToolKind::default())
    }
}

impl Tool {
    /// The tool in its initial state.
    pub fn of(kind: ToolKind) -> Self {
        match kind {
            ToolKind::Select => Self::Select(select::SelectTool::default()),
            ToolKind::Vertices => Self::Vertices(Box::default()),
            ToolKind::Polygon => Self::Polygon(polygon::PolygonTool::default()),
            ToolKind::Split => Self::Line(line::LineTool::new(line::LineUse::Split)),
            ToolKind::Reshape => Self::Line(line::LineTool::new(line::LineUse::Reshape)),
            ToolKind::Move => Self::Transform(transform::TransformTool::new(Transformation::Move)),
            ToolKind::Rotate => Self::Transform(transform::TransformTool::new(Transformation::Rotate)),
            ToolKind::Scale => Self::Transform(transform::TransformTool::new(Transformation::Scale)),
            ToolKind::Round => Self::Round(round::RoundTool::default()),
            ToolKind::Straighten => Self::Straighten(straighten::StraightenTool::default()),
            ToolKind::Measure => Self::Measure(measure::MeasureTool::default()),
            ToolKind::Identify => Self::Identify(identify::IdentifyTool),
            ToolKind::SelectPolygon => Self::SelectPolygon(select_polygon::SelectPolygonTool::default()),
            ToolKind::Pan => Self::Pan(pan::PanTool),
        }
    }

    /// Which tool it is.
    pub const fn kind(&self) -> ToolKind {
        match self {
            Self::Select(_) => ToolKind::Select,
            Self::Vertices(_) => ToolKind::Vertices,
            Self::Polygon(_) => ToolKind::Polygon,
            Self::Line(tool) => match tool.purpose {
                line::LineUse::Split => ToolKind::Split,
                line::LineUse::Reshape => ToolKind::Reshape,
            },
            Self::Transform(tool) => match tool.purpose {
                Transformation::Move => ToolKind::Move,
                Transformation::Rotate => ToolKind::Rotate,
                Transformation::Scale => ToolKind::Scale,
            },
            Self::Round(_) => ToolKind::Round,
            Self::Straighten(_) => ToolKind::Straighten,
            Self::Measure(_) => ToolKind::Measure,
            Self::Identify(_) => ToolKind::Identify,
            Self::SelectPolygon(_) => ToolKind::SelectPolygon,
            Self::Pan(_) => ToolKind::Pan,
        }
    }

    /// Takes an event and says what follows from it.
    pub fn on(&mut self, event: &MapEvent, context: &ToolContext<'_>) -> Vec<Effect> {
        match self {
            Self::Select(tool) => tool.on(event, context),
            Self::Vertices(tool) => tool.on(event, context),
            Self::Polygon(tool) => tool.on(event, context),
            Self::Line(tool) => tool.on(event, context),
            Self::Transform(tool) => tool.on(event, context),
            Self::Round(tool) => tool.on(event, context),
            Self::Straighten(tool) => tool.on(event, context),
            Self::Measure(tool) => tool.on(event, context),
            Self::Identify(tool) => tool.on(event),
            Self::SelectPolygon(tool) => tool.on(event, context),
            Self::Pan(tool) => tool.on(event),
        }
    }

    /// Tells the tool that what it committed was accepted: it starts anew.
    pub fn accepted(&mut self) {
        match self {
            Self::Vertices(tool) => tool.accepted(),
            Self::Polygon(tool) => tool.accepted(),
            Self::Line(tool) => tool.accepted(),
            Self::Transform(tool) => tool.accepted(),
            Self::Round(tool) => tool.accepted(),
            Self::Straighten(tool) => tool.accepted(),
            Self::Select(_) | Self::Measure(_) | Self::Identify(_) | Self::SelectPolygon(_) | Self::Pan(_) => {}
        }
    }

    /// Tells the tool that what it committed was refused: it keeps what was wanted, to be mended or tried again.
    pub fn refused(&mut self) {
        match self {
            Self::Vertices(tool) => tool.refused(),
            Self::Transform(tool) => tool.refused(),
            Self::Round(tool) => tool.refused(),
            Self::Straighten(tool) => tool.refused(),
            _ => {}
        }
    }

    /// Whether a refused gesture is kept that a press on one of its handles takes up again.
    pub fn holds_ghost(&self) -> bool {
        match self {
            Self::Vertices(tool) => tool.holds_ghost(),
            Self::Transform(tool) => tool.holds_ghost(),
            Self::Round(tool) => tool.holds_ghost(),
            Self::Straighten(tool) => tool.holds_ghost(),
            _ => false,
        }
    }

    /// Where a press takes up the refused gesture that is kept; empty if none is.
    pub fn ghost_handles(&self) -> &[GridPoint] {
        match self {
            Self::Vertices(tool) => tool.ghost_handles(),
            Self::Transform(tool) => tool.ghost_handles(),
            Self::Round(tool) => tool.ghost_handles(),
            Self::Straighten(tool) => tool.ghost_handles(),
            _ => &[],
        }
    }

    /// The text id of the hint for the present state.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Select(tool) => tool.hint(),
            Self::Vertices(tool) => tool.hint(),
            Self::Polygon(tool) => tool.hint(),
            Self::Line(tool) => tool.hint(),
            Self::Transform(tool) => tool.hint(),
            Self::Round(tool) => tool.hint(),
            Self::Straighten(tool) => tool.hint(),
            Self::Measure(tool) => tool.hint(),
            Self::Identify(_) => "hint-identify",
            Self::SelectPolygon(tool) => tool.hint(),
            Self::Pan(_) => "hint-pan",
        }
    }

    /// Figures for the tip beside the cursor.
    pub fn live(&self) -> Option<Live> {
        match self {
            Self::Polygon(tool) => tool.live(),
            Self::Line(tool) => tool.live(),
            Self::Vertices(tool) => tool.live(),
            Self::Transform(tool) => tool.live(),
            Self::Straighten(tool) => tool.live(),
            Self::Measure(tool) => tool.live(),
            Self::SelectPolygon(tool) => tool.live(),
            Self::Select(_) | Self::Round(_) | Self::Identify(_) | Self::Pan(_) => None,
        }
    }

    /// Angle or factor of the transformation under way.
    pub fn extent(&self) -> Option<Extent> {
        match self {
            Self::Transform(tool) => tool.extent(),
            _ => None,
        }
    }

    /// The line being sketched, corner by corner, the cursor last; empty when nothing is.
    pub fn sketch(&self) -> Vec<GridPoint> {
        match self {
            Self::Polygon(tool) => tool.sketch(),
            Self::Line(tool) => tool.sketch(),
            Self::Transform(tool) => tool.sketch(),
            Self::Straighten(tool) => tool.sketch(),
            Self::Measure(tool) => tool.sketch(),
            Self::SelectPolygon(tool) => tool.sketch(),
            _ => Vec::new(),
        }
    }

    /// The vertex a click would take hold of, or that is being dragged.
    pub fn hot_vertex(&self) -> Option<GridPoint> {
        match self {
            Self::Vertices(tool) => tool.hot_vertex(),
            Self::Round(tool) => tool.hot_vertex(),
            Self::Straighten(tool) => tool.hot_vertex(),
            _ => None,
        }
    }

    /// The vertices that are selected, in the plan without preview.
    pub fn selected_vertices(&self) -> Option<&BTreeSet<GridPoint>> {
        match self {
            Self::Vertices(tool) => Some(tool.selected()),
            Self::Round(tool) => Some(tool.picked()),
            _ => None,
        }
    }

    /// The border a press would take hold of.
    pub const fn hot_border(&self) -> Option<DirectedEdge> {
        match self {
            Self::Vertices(tool) => tool.hot_border(),
            _ => None,
        }
    }

    /// What the cursor is snapped to.
    pub fn snap(&self) -> Option<Snap> {
        match self {
            Self::Vertices(tool) => tool.snap(),
            Self::Polygon(tool) => tool.snap(),
            Self::Line(tool) => tool.snap(),
            Self::Transform(tool) => tool.snap(),
            Self::Measure(tool) => tool.snap(),
            Self::SelectPolygon(tool) => tool.snap(),
            Self::Select(_) | Self::Identify(_) | Self::Round(_) | Self::Straighten(_) | Self::Pan(_) => None,
        }
    }

    /// Opposite corners of the selection window being dragged: start and cursor.
    pub fn window(&self) -> Option<(GridPoint, GridPoint)> {
        match self {
            Self::Select(tool) => tool.window(),
            Self::Vertices(tool) => tool.window(),
            _ => None,
        }
    }

    /// Whether nothing is under way and nothing is kept: Enter has nothing to finish, Escape nothing to drop.
    pub fn is_idle(&self) -> bool {
        !self.is_busy() && !self.holds_ghost()
    }

    /// Whether a gesture is under way that Escape would drop.
    pub fn is_busy(&self) -> bool {
        !self.sketch().is_empty() || self.window().is_some() || matches!(self, Self::Vertices(t) if t.is_dragging())
    }
}
