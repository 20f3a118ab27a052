//! Moving corners of an unlocked boundary: nodes and zones follow, and what would fold the boundary is refused.

use hecta::edit::{Command, DrawMode, Refusal, apply};
use hecta::geometry::grid::{Location, UM_PER_M};
use hecta::geometry::overlay::{Fill, region_from_rings};
use hecta::geometry::{GridPoint, ProjectCrs};
use hecta::plan::{Approval, Boundary, Face, Plan, ZoneAttributes, ZoneId};

fn m(east: i64, north: i64) -> GridPoint {
    GridPoint::new(east * UM_PER_M, north * UM_PER_M)
}

/// A park of 1 km × 1 km whose north-east corner is cut off by a short side, divided into strips that end on its slanted north side.
fn plan() -> Plan {
    let ring = vec![m(0, 0), m(1000, 0), m(1000, 999), m(999, 1000), m(0, 1003)];
    let boundary = Boundary::from_legal(region_from_rings([&ring], Fill::NonZero), String::new(), String::new(), false);
    let mut plan = Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(&boundary), Vec::new()).0;
    for east in (50..1000).step_by(100) {
        let sketch = vec![vec![m(east, -50), m(east + 100, -50), m(east + 101, 1050), m(east + 1, 1050)]];
        let attributes = Box::<ZoneAttributes>::default();
        apply(&mut plan, &Command::DrawZone { sketch, mode: DrawMode::Yield, attributes }).expect("it fits");
    }
    plan
}

fn moved(plan: &mut Plan, from: GridPoint, to: GridPoint) -> Result<(), Refusal> {
    apply(plan, &Command::MoveVertices { moves: vec![(from, to)] })?;
    assert!(plan.adds_up());
    let outline = &plan.boundary().expect("it keeps it").outline;
    assert!(outline.legal().vertices().all(|corner| outline.noded().locate(corner) == Location::Border));
    Ok(())
}

#[test]
fn a_locked_boundary_holds_its_corners_and_an_unlocked_one_takes_the_zones_along() {
    let mut plan = plan();
    assert_eq!(moved(&mut plan, m(1000, 0), m(1100, 0)), Err(Refusal::LegalCorner { at: m(1000, 0) }));
    apply(&mut plan, &Command::SetBoundaryLocked { locked: false }).expect("it has a boundary");
    let before = plan.land(Face::Zone(ZoneId(10))).area();
    moved(&mut plan, m(1000, 0), m(1100, 0)).expect("the corner moves");
    assert!(plan.land(Face::Zone(ZoneId(10))).area() > before, "the zone at the corner comes along");
    assert_eq!(plan.boundary().expect("a boundary").outline.legal().vertex_count(), 5);
}

/// Found by the random commands: the corner came to lie on the side after the next corner, the boundary kept a spike without width
/// and its nodes lost it.
#[test]
fn a_corner_moved_onto_the_side_after_the_next_corner_is_refused() {
    let mut plan = plan();
    apply(&mut plan, &Command::SetBoundaryLocked { locked: false }).expect("it has a boundary");
    let before = plan.clone();
    let nodes: Vec<_> = before.boundary().expect("a boundary").outline.noded().vertices().collect();
    let on_the_north_side: Vec<_> = nodes.into_iter().filter(|v| v.north > m(0, 1000).north && v.east > 0).collect();
    assert_eq!(on_the_north_side.len(), 10);
    for to in on_the_north_side {
        assert!(moved(&mut plan, m(1000, 999), to).is_err(), "{to:?}");
        assert_eq!(plan, before);
    }
}
