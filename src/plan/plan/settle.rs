//! Joining and analysing a foreign coverage from scratch.

use super::{CoverageFaults, ZoneOverlap};
use crate::geometry::coverage::{CoverageReport, analyse, without_noise};
use crate::geometry::noding::{Joined, node_coverage};
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
