//! Solving for area: commands that give a zone the area it should have, to the square millimetre where the grid allows.
//!
//! [`set_area`] moves a border of a zone, [`offers`] looks for the cheapest border to move, [`split_by_programme`] cuts a zone
//! into given areas, [`balance`] brings several zones to their targets at once. All of them only propose: each returns a
//! [`Command`] and leaves the plan as it is. What a command does was worked out by carrying it out, so the area it will
//! give is known, not hoped for.
//!
//! Which land goes over: the land of the givers that the moving line sweeps, as far as it hangs together with the border that
//! moves. What lies behind the boundary, a locked zone or anybody who is not a giver is out of reach.

mod balance;
mod borders;
mod carry;
mod offers;
mod programme;
mod set_area;

use serde::{Deserialize, Serialize};

use super::{Command, Refusal};
use crate::geometry::coverage::DirectedEdge;
use crate::geometry::{ExactArea, GridPoint};
use crate::plan::ZoneId;

pub use balance::{Balanced, FreeBorder, balance};
pub use borders::{BorderChain, border_chains};
pub use offers::{AreaOffer, offers};
pub use programme::{CutDirection, ProgrammePart, Share, split_by_programme};
pub use set_area::set_area;

/// How the ends of a moved border run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sides {
    /// Along the lines of the adjacent edges; at right angles where one of those goes on almost straight.
    #[default]
    AlongNeighbours,
    /// At right angles to the border.
    Perpendicular,
}

/// Which border of a zone moves, and how. Edges and borders run as on the ring of the zone, its land on their left.
#[derive(Debug, Clone, PartialEq)]
pub enum AreaWay {
    /// An edge moves parallel to itself.
    Slide {
        /// The edge.
        edge: DirectedEdge,
        /// How its ends run.
        sides: Sides,
    },
    /// An edge turns about a point of its line. Where that lies between its ends, the longer part turns and the other stays.
    Swing {
        /// The edge.
        edge: DirectedEdge,
        /// About where; the foot on the edge's line is meant.
        hinge: GridPoint,
    },
    /// A border of several edges moves parallel to itself.
    Offset {
        /// Its vertices; closed where the first comes again as the last.
        border: Vec<GridPoint>,
        /// How its ends run.
        sides: Sides,
    },
    /// The line of an edge moves along the axis of a road, keeping its angle with it; as far as the axis goes.
    Along {
        /// The edge, which crosses the axis or would if it were longer.
        border: DirectedEdge,
        /// The axis, open.
        axis: Vec<GridPoint>,
    },
}

/// How an area is set.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaSolution {
    /// Does it.
    pub command: Command,
    /// What the zone has afterwards; grid area.
    pub area: ExactArea,
    /// How far the border moves, m: sideways, at its far end where it turns, along the axis.
    pub moved_m: f64,
}

/// The areas a zone can have if one border moves in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AreaRange {
    /// Least area.
    pub least: ExactArea,
    /// Largest area.
    pub most: ExactArea,
}

/// Why there is no way to the wanted areas. Texts for people are made from the variants, not from these messages.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unsolved {
    /// The border cannot be moved so far.
    #[error("only {} to {} m² can be had", .0.least.m2(), .0.most.m2())]
    OutOfReach(AreaRange),
    /// The step would be refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The border named is none of the zone's, or none between the two.
    #[error("this is no border of the zone")]
    NotABorder,
    /// The border does not cross the axis, or the axis has no length.
    #[error("the border does not cross the axis")]
    NotAcross,
    /// The zone has the area already.
    #[error("the zone has this area already")]
    NothingToDo,
    /// Fitted to the vertices that are there, the border jumps past the wanted area.
    #[error("next to the vertices here only {} m² can be had", nearest.m2())]
    TooCoarse {
        /// The nearest area that can be had.
        nearest: ExactArea,
    },
    /// Areas of a programme do not make up the zone.
    #[error("the parts are {} m² together, the zone {} m²", sum.m2(), whole.m2())]
    SumDiffers {
        /// All parts together.
        sum: ExactArea,
        /// The zone.
        whole: ExactArea,
    },
    /// A programme has less than two parts.
    #[error("a programme has at least two parts")]
    TooFewParts,
    /// A part of a programme has no area.
    #[error("part {part} has no area")]
    EmptyPart {
        /// Which, counted from 1.
        part: usize,
    },
    /// Zones cannot all reach their targets over the free borders.
    #[error("{} m² are lacking among {} zones", lacking.m2(), zones.len())]
    Unbalanced {
        /// The zones that only have each other to get land from.
        zones: Vec<ZoneId>,
        /// What they lack together; negative if they have too much.
        lacking: ExactArea,
    },
}
