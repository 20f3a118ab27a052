//! What a pasted table of corners means: rings, notes, and faults by line and column.

use super::cells::Separator;
use super::figure::DecimalSign;
use crate::geometry::GridPoint;
use crate::io::problem::Severity;

/// Which of the two coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// X, the northing.
    North,
    /// Y, the easting.
    East,
}

/// A corner as pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedCorner {
    /// Where it is.
    pub at: GridPoint,
    /// The line it stands on, from 1.
    pub line: usize,
    /// Its number or name as written, empty if there is none.
    pub label: String,
    /// The side length written beside it, µm.
    pub side_um: Option<i64>,
}

/// A ring as pasted: each corner once, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PastedRing {
    /// Whose corners these are, as a column or a title says; empty if none does.
    pub land: String,
    /// The corners.
    pub corners: Vec<PastedCorner>,
}

impl PastedRing {
    /// The corners' positions.
    pub fn points(&self) -> Vec<GridPoint> {
        self.corners.iter().map(|corner| corner.at).collect()
    }
}

/// What was understood about a pasted text, to be told before it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// What separates the columns.
    SeparatedBy(Separator),
    /// The line taken as header.
    Header {
        /// Which line.
        line: usize,
    },
    /// What the decimal sign is.
    Decimals(DecimalSign),
    /// Both decimal signs occur; each figure could be read in one way only.
    MixedDecimals {
        /// The first line that differs.
        line: usize,
    },
    /// Y (east) stood where X (north) is expected: they were exchanged.
    AxesSwapped,
    /// The first corner is repeated at the end of a ring.
    ClosingCorner {
        /// The line that repeats it.
        line: usize,
    },
    /// A corner is repeated right after itself.
    RepeatedCorner {
        /// The line that repeats it.
        line: usize,
    },
    /// There are several rings.
    Rings {
        /// How many.
        count: usize,
    },
    /// Blank lines within a ring mean nothing.
    BlankLines,
    /// The numbers of corners leave some out.
    NumbersSkip {
        /// The line after the gap.
        line: usize,
        /// The number before it.
        from: i64,
        /// The number after it.
        to: i64,
    },
    /// Coordinates are finer than a millimetre.
    FinerThanMm {
        /// How many corners.
        count: usize,
    },
    /// All side lengths given agree with the coordinates within 1 cm.
    SidesAgree {
        /// How many.
        count: usize,
    },
    /// A side length given differs from the coordinates by more than 1 cm.
    SideDiffers {
        /// The line it stands on.
        line: usize,
        /// As given, µm.
        given_um: i64,
        /// From the coordinates, µm.
        computed_um: i64,
    },
    /// Lines above or below the table were left out.
    LinesLeftOut {
        /// How many.
        count: usize,
    },
}

impl Note {
    /// Whether the planner should look twice.
    pub const fn is_warning(&self) -> bool {
        matches!(self, Self::SideDiffers { .. } | Self::NumbersSkip { .. } | Self::MixedDecimals { .. })
    }
}

/// Why a pasted text cannot be taken, and where; lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No pair of coordinates was found.
    NoCoordinates,
    /// These are longitude and latitude.
    Degrees {
        /// The first such line.
        line: usize,
    },
    /// A cell is no figure.
    NotAFigure {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// What is written there.
        text: String,
    },
    /// A coordinate is missing.
    Missing {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// Which one.
        axis: Axis,
    },
    /// A figure is no coordinate of Vietnam.
    OutOfRange {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// What is written there.
        text: String,
    },
    /// The easting begins with the number of its zone.
    ZonePrefix {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// What is written there.
        text: String,
        /// The easting without it, µm.
        meant_um: i64,
    },
    /// The easting lacks the 500 km of the grid.
    NoFalseEasting {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// What is written there.
        text: String,
        /// The easting with them, µm.
        meant_um: i64,
    },
    /// X and Y are exchanged on this line but not on most others.
    AxesMixed {
        /// Line.
        line: usize,
    },
    /// The comma is both decimal sign and separator.
    CommaTwice {
        /// Line.
        line: usize,
    },
    /// A ring has fewer than three different corners.
    TooFewCorners {
        /// The line it begins on.
        line: usize,
        /// How many it has.
        count: usize,
    },
    /// Two sides cross.
    SidesCross {
        /// The line of the corner one side begins at.
        line: usize,
        /// The line of the corner the other begins at.
        other: usize,
    },
    /// A ring encloses no area.
    NoArea {
        /// The line it begins on.
        line: usize,
    },
    /// There are more corners than can be taken.
    TooMany {
        /// The most.
        most: usize,
    },
}

/// What a pasted text means. With faults nothing of it can be taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PastedCorners {
    /// The rings.
    pub rings: Vec<PastedRing>,
    /// What was understood.
    pub notes: Vec<Note>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl PastedCorners {
    /// Whether it can be taken.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && !self.rings.is_empty()
    }

    /// The rings as positions.
    pub fn points(&self) -> Vec<Vec<GridPoint>> {
        self.rings.iter().map(PastedRing::points).collect()
    }

    /// Number of corners over all rings.
    pub fn corner_count(&self) -> usize {
        self.rings.iter().map(|ring| ring.corners.len()).sum()
    }
}

impl Fault {
    /// The line it is on, if it has one.
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::NoCoordinates | Self::TooMany { .. } => None,
            Self::Degrees { line }
            | Self::NotAFigure { line, .. }
            | Self::Missing { line, .. }
            | Self::OutOfRange { line, .. }
            | Self::ZonePrefix { line, .. }
            | Self::NoFalseEasting { line, .. }
            | Self::AxesMixed { line }
            | Self::CommaTwice { line }
            | Self::TooFewCorners { line, .. }
            | Self::SidesCross { line, .. }
            | Self::NoArea { line } => Some(*line),
        }
    }
}

impl std::fmt::Display for Fault {
    /// In English, for logs; the texts of the window are others.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(line) = self.line() {
            write!(f, "line {line}: ")?;
        }
        match self {
            Self::NoCoordinates => write!(f, "no columns with X (north) and Y (east) were found"),
            Self::Degrees { .. } => write!(f, "longitude and latitude stand where X and Y in metres are expected"),
            Self::NotAFigure { column, text, .. } => write!(f, "\"{text}\" in column {column} is no figure"),
            Self::Missing { column, axis, .. } => write!(f, "{axis:?} is missing in column {column}"),
            Self::OutOfRange { column, text, .. } => write!(f, "{text} in column {column} is no coordinate of Vietnam"),
            Self::ZonePrefix { column, text, .. } => write!(f, "{text} in column {column} begins with the number of a zone"),
            Self::NoFalseEasting { column, text, .. } => write!(f, "{text} in column {column} lacks the 500 km of the grid"),
            Self::AxesMixed { .. } => write!(f, "X and Y are exchanged here but not on most lines"),
            Self::CommaTwice { .. } => write!(f, "the comma is both decimal sign and separator"),
            Self::TooFewCorners { count, .. } => write!(f, "a ring begins that has only {count} corners"),
            Self::SidesCross { other, .. } => write!(f, "the side from here crosses the one from line {other}"),
            Self::NoArea { .. } => write!(f, "a ring begins that encloses no area"),
            Self::TooMany { most } => write!(f, "there are more than {most} corners"),
        }
    }
}

/// What an import has to tell of a corner table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CornerRemark {
    /// A line that cannot be read; the land it belongs to was left out.
    Fault(Box<Fault>),
    /// What was noticed.
    Note(Note),
}

impl CornerRemark {
    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Fault(_) => Severity::Error,
            Self::Note(note) if note.is_warning() => Severity::Warning,
            Self::Note(_) => Severity::Note,
        }
    }
}

impl std::fmt::Display for CornerRemark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fault(fault) => write!(f, "{fault}"),
            Self::Note(note) => write!(f, "{note:?}"),
        }
    }
}
