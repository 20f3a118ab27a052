//! Joining and analysing a foreign coverage from scratch.

use std::collections::BTreeSet;

use super::{CoverageFaults, ZoneOverlap};
use crate::geometry::coverage::{CoverageReport, analyse, cancel_edges, without_noise};
use crate::geometry::noding::{Joined, NodedBoundary, node_coverage};
use crate::geometry::overlay::region_from_edges;
use crate::geometry::{GridPoint, Region};
use crate::plan::{Boundary, ZoneId};

/// A coverage after joining what lies within the noding tolerance.
pub(crate) struct Settled {
    pub boundary: Option<Boundary>,
    pub regions: Vec<Region>,
    pub unallocated: Region,
    pub faults: CoverageFaults,
    pub moved: usize,
    pub largest_shift_um: f64,
    pub largest_shift_at: Option<GridPoint>,
}

/// The land that zones are to tile.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Land<'a> {
    pub boundary: Option<&'a Boundary>,
    /// What zones leave of it, where that is known.
    pub unallocated: Option<&'a Region>,
}

impl Land<'_> {
    /// Zones that tile the boundary as they are, together with the unallocated land; `None` if that is not known or they do not.
    ///
    /// Their edges and those of the unallocated land must leave those of a boundary whose nodes lie on the legal lines: then they are
    /// disjoint and leave nothing out, as in [`tiles_exactly`](crate::geometry::coverage::tiles_exactly).
    pub(crate) fn tiled_by(self, regions: &[Region]) -> Option<Settled> {
        let (boundary, unallocated) = (self.boundary?, self.unallocated?);
        let edges = regions.iter().chain([unallocated]).flat_map(Region::edges);
        let noded = region_from_edges(cancel_edges(edges)).ok()?;
        let nodes: BTreeSet<GridPoint> = noded.vertices().collect();
        if !boundary.outline.legal().vertices().all(|corner| nodes.contains(&corner)) {
            return None;
        }
        let outline = NodedBoundary::from_noded(boundary.outline.legal().clone(), noded)?;
        Some(Settled {
            boundary: Some(Boundary { outline, ..boundary.clone() }),
            regions: regions.to_vec(),
            unallocated: unallocated.clone(),
            faults: CoverageFaults::default(),
            moved: 0,
            largest_shift_um: 0.0,
            largest_shift_at: None,
        })
    }
}

/// Rounds after which borders that keep missing each other are left as they are; one or two are usual.
const MOST_NOISE_ROUNDS: usize = 4;

fn report_of(joined: &Joined) -> CoverageReport {
    analyse(joined.boundary.noded(), &joined.regions.iter().collect::<Vec<_>>())
}

/// Where borders miss each other by less than is listed and nothing else is wrong, makes them meet exactly: what has no fault
/// to show adds up.
fn settle_noise(joined: &mut Joined, report: &mut CoverageReport) {
    for _ in 0..MOST_NOISE_ROUNDS {
        if report.is_exact || !report.overlaps.is_empty() || !report.outside.is_empty() {
            return;
        }
        let cleaned = without_noise(joined.boundary.noded(), &joined.regions);
        let again = node_coverage(joined.boundary.legal().clone(), cleaned);
        joined.moved += again.moved;
        if again.largest_shift_um > joined.largest_shift_um {
            (joined.largest_shift_um, joined.largest_shift_at) = (again.largest_shift_um, again.largest_shift_at);
        }
        (joined.boundary, joined.regions) = (again.boundary, again.regions);
        *report = report_of(joined);
    }
}

/// Joins and analyses zones against the legal boundary from scratch.
pub(crate) fn settle(boundary: Option<&Boundary>, ids: &[ZoneId], regions: Vec<Region>) -> Settled {
    let legal = boundary.map_or(Region::empty(), |b| b.outline.legal().clone());
    let mut joined = node_coverage(legal, regions);
    let mut report = report_of(&joined);
    if boundary.is_none() {
        report.outside.clear();
    } else {
        settle_noise(&mut joined, &mut report);
    }
    let faults = CoverageFaults {
        overlaps: report
            .overlaps
            .into_iter()
            .map(|o| ZoneOverlap { a: ids[o.a], b: ids[o.b], land: o.land, duplicate: o.duplicate })
            .collect(),
        outside: report.outside.into_iter().map(|o| (ids[o.index], o.land)).collect(),
        inexact: !report.is_exact,
    };
    Settled {
        boundary: boundary.map(|b| Boundary { outline: joined.boundary.clone(), ..b.clone() }),
        unallocated: report.unallocated,
        faults,
        moved: joined.moved,
        largest_shift_um: joined.largest_shift_um,
        largest_shift_at: joined.largest_shift_at,
        regions: joined.regions,
    }
}
