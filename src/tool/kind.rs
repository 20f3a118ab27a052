//! The tools by name, and the groups they stand in.

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
    /// Draw a rectangular zone.
    Rectangle,
    /// Draw a zone with a free hand.
    Freehand,
    /// Draw the missing side of a zone between its neighbours.
    Complete,
    /// Make a zone of unallocated land, or give it to one.
    Fill,
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
    /// Cut land out of zones.
    CutOut,
    /// Give a zone exactly the area it should have.
    SetArea,
    /// Measure along a path.
    Measure,
    /// Ask what is at a place.
    Identify,
    /// Select zones by a polygon.
    SelectPolygon,
    /// Move the map.
    Pan,
}

/// Tools that share a place in the tool bar and in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToolGroup {
    /// Say which zones are meant.
    Select,
    /// Work on vertices.
    Vertices,
    /// Make zones.
    Draw,
    /// Divide zones and give them another course.
    Cut,
    /// Give zones another place or shape.
    Shape,
    /// Make areas what they should be.
    Area,
    /// Ask and measure.
    Look,
    /// Move the map.
    Pan,
}

impl ToolGroup {
    /// All groups, in the order of the tool bar.
    pub const ALL: [Self; 8] =
        [Self::Select, Self::Vertices, Self::Draw, Self::Cut, Self::Shape, Self::Area, Self::Look, Self::Pan];

    /// Its tools, in their order.
    pub fn tools(self) -> impl Iterator<Item = ToolKind> {
        ToolKind::ALL.into_iter().filter(move |kind| kind.group() == self)
    }
}

impl ToolKind {
    /// All tools.
    pub const ALL: [Self; 20] = [
        Self::Select,
        Self::SelectPolygon,
        Self::Vertices,
        Self::Polygon,
        Self::Rectangle,
        Self::Freehand,
        Self::Complete,
        Self::Fill,
        Self::Split,
        Self::Reshape,
        Self::CutOut,
        Self::Move,
        Self::Rotate,
        Self::Scale,
        Self::Round,
        Self::Straighten,
        Self::SetArea,
        Self::Measure,
        Self::Identify,
        Self::Pan,
    ];

    /// Whether what it does makes new zones.
    pub const fn makes_zones(self) -> bool {
        matches!(self, Self::Polygon | Self::Rectangle | Self::Freehand | Self::Complete | Self::Fill)
    }

    /// Where it stands in the tool bar.
    pub const fn group(self) -> ToolGroup {
        match self {
            Self::Select | Self::SelectPolygon => ToolGroup::Select,
            Self::Vertices => ToolGroup::Vertices,
            Self::Polygon | Self::Rectangle | Self::Freehand | Self::Complete | Self::Fill => ToolGroup::Draw,
            Self::Split | Self::Reshape | Self::CutOut => ToolGroup::Cut,
            Self::Move | Self::Rotate | Self::Scale | Self::Round | Self::Straighten => ToolGroup::Shape,
            Self::SetArea => ToolGroup::Area,
            Self::Measure | Self::Identify => ToolGroup::Look,
            Self::Pan => ToolGroup::Pan,
        }
    }

    /// Whether it draws a path whose segments may be arcs and that may follow borders.
    pub const fn draws_path(self) -> bool {
        match self.group() {
            ToolGroup::Draw => matches!(self, Self::Polygon | Self::Complete),
            ToolGroup::Cut => true,
            _ => matches!(self, Self::Measure | Self::SelectPolygon),
        }
    }

    /// Stable name, the key of its text: `tool-{code}`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Select => "select",
            Self::Vertices => "vertices",
            Self::Polygon => "polygon",
            Self::Rectangle => "rectangle",
            Self::Freehand => "freehand",
            Self::Complete => "complete",
            Self::Fill => "fill",
            Self::Split => "split",
            Self::Reshape => "reshape",
            Self::CutOut => "cut-out",
            Self::Move => "move",
            Self::Rotate => "rotate",
            Self::Scale => "scale",
            Self::Round => "round",
            Self::Straighten => "straighten",
            Self::SetArea => "set-area",
            Self::Measure => "measure",
            Self::Identify => "identify",
            Self::SelectPolygon => "select-polygon",
            Self::Pan => "pan",
        }
    }
}
