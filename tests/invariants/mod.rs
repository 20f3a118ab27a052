//! What must hold of a document at every moment, computed from scratch and by other means than the edits themselves.

use hecta::app::Session;
use hecta::check::{Checker, RuleBook};
use hecta::geometry::Region;
use hecta::geometry::overlay::region_from_edges;
use hecta::geometry::segment::distance_to_segment_um;
use hecta::plan::Ledger;

/// Asserts the invariants on what is shown, committed or previewed; `legal` is the boundary there should be.
pub fn assert_invariants(session: &Session, legal: Option<&Region>) {
    let plan = session.plan();
    let communes = &session.communes().until2025;
    assert_eq!(*session.ledger(), Ledger::of(plan, communes), "the ledger equals a recomputed one");
    let anew = Checker::of(plan, session.ledger(), RuleBook::KNOWN_ON);
    assert_eq!(session.findings(), anew.findings(), "the findings equal recomputed ones");
    assert_eq!(plan.boundary().map(|b| b.outline.legal()), legal, "the legal boundary stays");
    for zone in plan.zones() {
        assert_eq!(region_from_edges(zone.region.edges()).as_ref(), Ok(&zone.region), "zones are valid");
    }
    assert_adds_up(session);
}

/// Asserts that zones and unallocated land make up the boundary to the last integer; cheap enough for every mouse move.
///
/// Nothing is asserted of a plan without a boundary or one that was imported with faults.
pub fn assert_adds_up(session: &Session) {
    let plan = session.plan();
    let (Some(boundary), false) = (plan.boundary(), plan.faults().inexact) else { return };
    assert!(plan.adds_up(), "zones and unallocated land tile the boundary");
    let total = session.ledger().zones_total + session.ledger().unallocated;
    assert_eq!(total, boundary.noded_area(), "areas add up to the last integer");
    for node in boundary.outline.noded().vertices() {
        let legal = boundary.outline.legal();
        assert!(legal.edges().any(|line| distance_to_segment_um(node, line) <= 1.0), "nodes lie on the legal line");
    }
}
