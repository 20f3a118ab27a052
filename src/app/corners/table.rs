//! The corner table of the boundary or a zone: what a surveyor calls bảng kê tọa độ góc ranh.

use crate::app::corners::{Axis, is_easting, is_northing, readings};
use crate::edit::Command;
pub use crate::geometry::cadastral::in_cadastral_order;
use crate::geometry::{ExactArea, GridPoint, Polygon, Region};
use crate::plan::{Plan, ZoneId};
use crate::tool::event::bearing_deg;

/// Whose corners a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum CornerSubject {
    /// The legal boundary.
    #[default]
    Boundary,
    /// A zone.
    Zone(ZoneId),
}

impl CornerSubject {
    /// The land whose corners are listed; the boundary's legal line without the nodes that zones put on it.
    pub fn region(self, plan: &Plan) -> Option<&Region> {
        match self {
            Self::Boundary => plan.boundary().map(|boundary| boundary.outline.legal()),
            Self::Zone(id) => plan.zone(id).map(|zone| &zone.region),
        }
    }
}

/// One corner of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corner {
    /// Its number, from 1, unique in the table.
    pub number: usize,
    /// Its ring, as a place in [`CornerTable::rings`].
    pub ring: usize,
    /// Where it is, exactly.
    pub at: GridPoint,
    /// Length of the side to the next corner, metres of grid distance.
    pub side_m: f64,
    /// Grid bearing of that side, degrees clockwise from grid north.
    pub bearing_deg: f64,
}

impl Corner {
    /// Whether both coordinates are whole millimetres, so that the table shows them as they are.
    pub const fn is_on_mm(&self) -> bool {
        self.at.is_on_mm()
    }
}

/// A ring of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CornerRing {
    /// Which part of the land it bounds, from 1, the largest first.
    pub part: usize,
    /// Which hole of that part, from 1; `None` for the outer ring.
    pub hole: Option<usize>,
    /// Place of its first corner in [`CornerTable::corners`].
    pub first: usize,
    /// Number of its corners.
    pub count: usize,
}

/// The corners of the boundary or a zone in cadastral order.
///
/// The rule of numbering: the largest part first, its outer ring before its holes; each ring begins at its north-west corner (the one with
/// the greatest X − Y, the more northern of equals) and runs clockwise; numbers run on over all rings, so that none occurs twice.
#[derive(Debug, Clone, PartialEq)]
pub struct CornerTable {
    /// Whose corners these are.
    pub subject: CornerSubject,
    /// The rings.
    pub rings: Vec<CornerRing>,
    /// The corners, ring by ring.
    pub corners: Vec<Corner>,
    /// Length of all rings, metres of grid distance.
    pub perimeter_m: f64,
    /// Exact grid area.
    pub area: ExactArea,
}

impl CornerTable {
    /// The table of `subject`; `None` if the plan does not have it.
    pub fn of(plan: &Plan, subject: CornerSubject) -> Option<Self> {
        let region = subject.region(plan)?;
        let mut table =
            Self { subject, rings: Vec::new(), corners: Vec::new(), perimeter_m: region.perimeter_m(), area: region.area() };
        let mut parts: Vec<&Polygon> = region.polygons().iter().collect();
        parts.sort_by_key(|polygon| std::cmp::Reverse(polygon.area()));
        for (part, polygon) in (1..).zip(parts) {
            table.add(&polygon.exterior, part, None);
            for (hole, ring) in (1..).zip(&polygon.holes) {
                table.add(ring, part, Some(hole));
            }
        }
        Some(table)
    }

    fn add(&mut self, ring: &[GridPoint], part: usize, hole: Option<usize>) {
        let (first, place) = (self.corners.len(), self.rings.len());
        let ring = in_cadastral_order(ring);
        for (at, &corner) in ring.iter().enumerate() {
            let next = ring[(at + 1) % ring.len()];
            self.corners.push(Corner {
                number: first + at + 1,
                ring: place,
                at: corner,
                side_m: corner.distance_m(next),
                bearing_deg: bearing_deg(corner, next),
            });
        }
        self.rings.push(CornerRing { part, hole, first, count: ring.len() });
    }

    /// The corners of a ring.
    pub fn ring_corners(&self, ring: CornerRing) -> &[Corner] {
        &self.corners[ring.first..ring.first + ring.count]
    }

    /// The place in the table of the corner at a position.
    pub fn position_of(&self, at: GridPoint) -> Option<usize> {
        self.corners.iter().position(|corner| corner.at == at)
    }

    /// The command that gives a corner the coordinate typed into its cell; `Ok(None)` if it says what stands there already.
    ///
    /// The figure may have a decimal comma or point and grouped thousands; it is taken to the millimetre.
    pub fn typed(&self, index: usize, axis: Axis, text: &str) -> Result<Option<Command>, CellFault> {
        let Some(corner) = self.corners.get(index) else { return Ok(None) };
        let found = readings(text);
        if found.is_empty() {
            return Err(CellFault::NotAFigure);
        }
        let fits = match axis {
            Axis::North => is_northing,
            Axis::East => is_easting,
        };
        let figure = found.iter().find(|figure| fits(figure.um)).ok_or(CellFault::OutOfRange)?;
        let from = corner.at;
        let shown = from.rounded_to_mm();
        let typed = GridPoint::new(figure.um, figure.um).rounded_to_mm();
        let to = match axis {
            Axis::North if typed.north == shown.north => return Ok(None),
            Axis::East if typed.east == shown.east => return Ok(None),
            Axis::North => GridPoint::new(from.east, typed.north),
            Axis::East => GridPoint::new(typed.east, from.north),
        };
        Ok(Some(Command::MoveVertices { moves: vec![(from, to)] }))
    }
}

/// Why a typed coordinate cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellFault {
    /// It is no figure.
    NotAFigure,
    /// It is no coordinate of Vietnam on this axis.
    OutOfRange,
}
