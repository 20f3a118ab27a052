//! Pointer tools as state machines: map events in, effects out; they change nothing themselves.

pub mod aim;
pub mod area_figure;
mod area_snap;
mod backdrop;
pub mod constraint;
pub mod edge;
pub mod entry;
pub mod event;
pub mod fill;
pub mod freehand;
pub mod guide;
pub mod identify;
pub mod kind;
pub mod line;
pub mod measure;
pub mod options;
pub mod pan;
pub mod path;
pub mod polygon;
pub mod pull;
pub mod rectangle;
pub mod round;
pub mod select;
pub mod select_polygon;
pub mod set_area;
pub mod snap;
mod targets;
pub mod straighten;
pub mod transform;
pub mod vertices;
mod wall;

use std::collections::BTreeSet;

pub use aim::{Aim, Aiming, Anchor};
pub use area_figure::AreaFigure;
pub use backdrop::Backdrop;
pub use constraint::{Angles, Constraint};
pub use entry::{Entry, EntryKey};
pub use event::{Effect, Key, Live, MapEvent, Modifiers, Pointer, Remark};
pub use guide::{Guide, GuideKind};
pub use identify::Inquiry;
pub use kind::{ToolGroup, ToolKind};
pub use measure::MeasuredPath;
pub use options::{EdgeDrag, ToolOptions};
pub use snap::{Snap, SnapKind, SnapKinds, SnapSettings, SnapTarget};
pub use transform::Extent;

use transform::Transformation;

use crate::geometry::GridPoint;
use crate::geometry::coverage::DirectedEdge;
use crate::plan::{Plan, ZoneAttributes, ZoneId};

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
    /// Polygon or cut out.
    Polygon(polygon::PolygonTool),
    /// Rectangle.
    Rectangle(rectangle::RectangleTool),
    /// Freehand.
    Freehand(freehand::FreehandTool),
    /// Fill.
    Fill(fill::FillTool),
    /// Split, reshape or complete.
    Line(line::LineTool),
    /// Move, rotate or scale.
    Transform(transform::TransformTool),
    /// Round corners.
    Round(round::RoundTool),
    /// Straighten.
    Straighten(straighten::StraightenTool),
    /// Set area.
    SetArea(Box<set_area::SetAreaTool>),
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
            ToolKind::Rectangle => Self::Rectangle(rectangle::RectangleTool::default()),
            ToolKind::Freehand => Self::Freehand(freehand::FreehandTool::default()),
            ToolKind::Complete => Self::Line(line::LineTool::new(line::LineUse::Complete)),
            ToolKind::Fill => Self::Fill(fill::FillTool::default()),
            ToolKind::CutOut => Self::Polygon(polygon::PolygonTool::new(polygon::LandUse::CutOut)),
            ToolKind::Split => Self::Line(line::LineTool::new(line::LineUse::Split)),
            ToolKind::Reshape => Self::Line(line::LineTool::new(line::LineUse::Reshape)),
            ToolKind::Move => Self::Transform(transform::TransformTool::new(Transformation::Move)),
            ToolKind::Rotate => Self::Transform(transform::TransformTool::new(Transformation::Rotate)),
            ToolKind::Scale => Self::Transform(transform::TransformTool::new(Transformation::Scale)),
            ToolKind::Round => Self::Round(round::RoundTool::default()),
            ToolKind::Straighten => Self::Straighten(straighten::StraightenTool::default()),
            ToolKind::SetArea => Self::SetArea(Box::default()),
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
            Self::Polygon(tool) => match tool.purpose {
                polygon::LandUse::Zone => ToolKind::Polygon,
                polygon::LandUse::CutOut => ToolKind::CutOut,
            },
            Self::Fill(_) => ToolKind::Fill,
            Self::Rectangle(_) => ToolKind::Rectangle,
            Self::Freehand(_) => ToolKind::Freehand,
            Self::Line(tool) => match tool.purpose {
                line::LineUse::Split => ToolKind::Split,
                line::LineUse::Reshape => ToolKind::Reshape,
                line::LineUse::Complete => ToolKind::Complete,
            },
            Self::Transform(tool) => match tool.purpose {
                Transformation::Move => ToolKind::Move,
                Transformation::Rotate => ToolKind::Rotate,
                Transformation::Scale => ToolKind::Scale,
            },
            Self::Round(_) => ToolKind::Round,
            Self::Straighten(_) => ToolKind::Straighten,
            Self::SetArea(_) => ToolKind::SetArea,
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
            Self::Rectangle(tool) => tool.on(event, context),
            Self::Freehand(tool) => tool.on(event, context),
            Self::Fill(tool) => tool.on(event, context),
            Self::Line(tool) => tool.on(event, context),
            Self::Transform(tool) => tool.on(event, context),
            Self::Round(tool) => tool.on(event, context),
            Self::Straighten(tool) => tool.on(event, context),
            Self::SetArea(tool) => tool.on(event, context),
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
            Self::Rectangle(tool) => tool.accepted(),
            Self::Freehand(tool) => tool.accepted(),
            Self::Fill(tool) => tool.accepted(),
            Self::Line(tool) => tool.accepted(),
            Self::Transform(tool) => tool.accepted(),
            Self::Round(tool) => tool.accepted(),
            Self::Straighten(tool) => tool.accepted(),
            Self::SetArea(tool) => tool.accepted(),
            Self::Select(_) | Self::Measure(_) | Self::Identify(_) | Self::SelectPolygon(_) | Self::Pan(_) => {}
        }
    }

    /// Tells the tool that what it committed was refused: it keeps what was wanted, to be mended or tried again.
    pub fn refused(&mut self) {
        match self {
            Self::Vertices(tool) => tool.refused(),
            Self::Polygon(tool) => tool.refused(),
            Self::Rectangle(tool) => tool.refused(),
            Self::Freehand(tool) => tool.refused(),
            Self::Line(tool) => tool.refused(),
            Self::Transform(tool) => tool.refused(),
            Self::Round(tool) => tool.refused(),
            Self::Straighten(tool) => tool.refused(),
            Self::SetArea(tool) => tool.refused(),
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
            Self::Rectangle(tool) => tool.hint(),
            Self::Freehand(tool) => tool.hint(),
            Self::Fill(tool) => tool.hint(),
            Self::Line(tool) => tool.hint(),
            Self::Transform(tool) => tool.hint(),
            Self::Round(tool) => tool.hint(),
            Self::Straighten(tool) => tool.hint(),
            Self::SetArea(tool) => tool.hint(),
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
            Self::Rectangle(tool) => tool.live(),
            Self::Freehand(tool) => tool.live(),
            Self::Line(tool) => tool.live(),
            Self::Vertices(tool) => tool.live(),
            Self::Transform(tool) => tool.live(),
            Self::Straighten(tool) => tool.live(),
            Self::SetArea(tool) => tool.live(),
            Self::Measure(tool) => tool.live(),
            Self::SelectPolygon(tool) => tool.live(),
            Self::Select(_) | Self::Fill(_) | Self::Round(_) | Self::Identify(_) | Self::Pan(_) => None,
        }
    }

    /// Angle or factor of the transformation under way.
    pub fn extent(&self) -> Option<Extent> {
        match self {
            Self::Transform(tool) => tool.extent(),
            _ => None,
        }
    }

    /// What there is to say beside the figures.
    pub fn remark(&self) -> Option<Remark> {
        match self {
            Self::Rectangle(tool) => tool.remark(),
            Self::Freehand(tool) => tool.remark(),
            Self::Fill(tool) => tool.remark(),
            _ => self.path().and_then(path::Path::remark),
        }
    }

    /// The path being drawn, by tools that draw one.
    const fn path(&self) -> Option<&path::Path> {
        match self {
            Self::Polygon(tool) => Some(tool.path()),
            Self::Rectangle(tool) => Some(tool.path()),
            Self::Line(tool) => Some(tool.path()),
            Self::Measure(tool) => Some(tool.path()),
            Self::SetArea(tool) => tool.path(),
            Self::SelectPolygon(tool) => Some(tool.path()),
            _ => None,
        }
    }

    /// The line being sketched, vertex by vertex, the cursor last; empty when nothing is.
    pub fn sketch(&self) -> Vec<GridPoint> {
        match self {
            Self::Rectangle(tool) => tool.sketch(),
            Self::Freehand(tool) => tool.sketch(),
            Self::Transform(tool) => tool.sketch(),
            Self::Straighten(tool) => tool.sketch(),
            _ => self.path().map(path::Path::with_cursor).unwrap_or_default(),
        }
    }

    /// The corners of the sketch as the planner set them, the cursor last; those that were computed between them are left out.
    pub fn marks(&self) -> Vec<GridPoint> {
        match self {
            Self::Freehand(tool) => tool.marks(),
            Self::Transform(tool) => tool.sketch(),
            Self::Straighten(tool) => tool.sketch(),
            _ => self.path().map(path::Path::marks).unwrap_or_default(),
        }
    }

    /// The corner of the sketch a press would take hold of, or that is being dragged.
    pub fn hot_corner(&self) -> Option<GridPoint> {
        match self {
            Self::Freehand(tool) => tool.hot_corner(),
            _ => self.path().and_then(path::Path::hot_corner),
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

    /// The tool that sets areas, if it is active.
    pub fn set_area(&self) -> Option<&set_area::SetAreaTool> {
        match self {
            Self::SetArea(tool) => Some(tool),
            _ => None,
        }
    }

    /// What the cursor is snapped to.
    pub fn snap(&self) -> Option<Snap> {
        match self {
            Self::Vertices(tool) => tool.snap(),
            Self::Freehand(tool) => tool.snap(),
            Self::Transform(tool) => tool.snap(),
            _ => self.path().and_then(path::Path::snap),
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
        let is_held = match self {
            Self::Vertices(tool) => tool.is_dragging(),
            Self::SetArea(tool) => tool.is_busy(),
            _ => false,
        };
        is_held || !self.sketch().is_empty() || self.window().is_some()
    }
}
