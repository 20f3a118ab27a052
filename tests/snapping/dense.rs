//! A plan of some 200,000 different vertices: square zones whose sides wind a little.

use hecta::geometry::noding::NodedBoundary;
use hecta::geometry::overlay::{Fill, region_from_rings};
use hecta::geometry::{GridPoint, ProjectCrs};
use hecta::plan::{Approval, Boundary, Plan, ZoneAttributes, ZoneDraft};

/// Zones along each side of the plan.
const ZONES: i64 = 56;
/// Edges of each side of a zone.
const EDGES: i64 = 32;
/// Length of the side of a zone, mm.
const SIDE_MM: i64 = 160_000;

/// The vertex `step` edges from the western or southern end of a side.
fn vertex(column: i64, row: i64, step: i64, upward: bool) -> GridPoint {
    let along = SIDE_MM * step / EDGES;
    let aside = if step == 0 { 0 } else { (step * 7 + column * 3 + row * 5) % 11 * 150 - 700 };
    let (east, north) = if upward { (aside, along) } else { (along, aside) };
    GridPoint::from_mm(600_000_000 + column * SIDE_MM + east, 2_270_000_000 + row * SIDE_MM + north)
}

/// The ring of the rectangle from zone `(west, south)` to zone `(east, north)`, exclusive.
fn ring(west: i64, south: i64, east: i64, north: i64) -> Vec<GridPoint> {
    let mut ring = Vec::new();
    ring.extend((west..east).flat_map(|c| (0..EDGES).map(move |s| vertex(c, south, s, false))));
    ring.extend((south..north).flat_map(|r| (0..EDGES).map(move |s| vertex(east, r, s, true))));
    let back = |column: i64, row: i64, step: i64, upward: bool| {
        let (next_column, next_row) = if upward { (column, row + 1) } else { (column + 1, row) };
        if step == EDGES { vertex(next_column, next_row, 0, upward) } else { vertex(column, row, step, upward) }
    };
    ring.extend((west..east).rev().flat_map(|c| (1..=EDGES).rev().map(move |s| back(c, north, s, false))));
    ring.extend((south..north).rev().flat_map(|r| (1..=EDGES).rev().map(move |s| back(west, r, s, true))));
    ring
}

/// The plan.
pub fn dense_plan() -> Plan {
    let region = |ring: Vec<GridPoint>| region_from_rings(&[ring], Fill::NonZero);
    let boundary = Boundary {
        outline: NodedBoundary::from_legal(region(ring(0, 0, ZONES, ZONES))),
        name_vi: String::new(),
        name_en: String::new(),
        synthetic: true,
        locked: true,
        source: None,
    };
    let places = (0..ZONES).flat_map(|row| (0..ZONES).map(move |column| (column, row)));
    let drafts = places.map(|(column, row)| ZoneDraft {
        attributes: ZoneAttributes { code: format!("{column}-{row}"), ..ZoneAttributes::default() },
        region: region(ring(column, row, column + 1, row + 1)),
        faults: Vec::new(),
    });
    Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), drafts.collect()).0
}
