use super::*;
use crate::geometry::overlay::{Fill, region_from_rings};
use crate::geometry::{GridPoint, ProjectCrs};
use crate::plan::plan::NextState;
use crate::plan::{Approval, Boundary, ZoneAttributes, ZoneDraft};

/// A rectangle by its corners in metres.
fn land(west: i64, south: i64, east: i64, north: i64) -> Region {
    let corner = |e, n| GridPoint::from_mm(e * 1000, n * 1000);
    let ring = vec![corner(west, south), corner(east, south), corner(east, north), corner(west, north)];
    region_from_rings(&[ring], Fill::NonZero)
}

fn plan(park: Option<&Region>, zones: &[(&str, Region)]) -> Plan {
    let boundary = park.map(|park| Boundary::from_legal(park.clone(), String::new(), String::new(), false));
    let draft = |(code, region): &(&str, Region)| {
        let attributes = ZoneAttributes { code: (*code).into(), ..ZoneAttributes::default() };
        ZoneDraft { attributes, region: region.clone(), faults: Vec::new() }
    };
    let drafts = zones.iter().map(draft).collect();
    Plan::assemble("", ProjectCrs::default(), Approval::default(), boundary.as_ref(), drafts).0
}

/// Cells in whole square metres; zones by number.
fn table(matrix: &TransferMatrix) -> Vec<(Party, Party, i128)> {
    matrix.cells().map(|(from, to, area)| (from, to, area.rounded_m2(0))).collect()
}

const fn zone(id: u32) -> Party {
    Party::Zone(ZoneId(id))
}

/// Rows and columns add up to the zones and the unallocated land, to the last integer.
fn assert_exact(matrix: &TransferMatrix, a: &Plan, b: &Plan) {
    for (plan, parties) in [(a, matrix.rows()), (b, matrix.columns())] {
        for zone in plan.zones() {
            let sum = parties.iter().find(|(party, _)| *party == Party::Zone(zone.id)).map(|(_, area)| *area);
            assert_eq!(sum, Some(zone.area), "{:?}", zone.id);
        }
        let unallocated =
            parties.iter().find(|(party, _)| *party == Party::Unallocated).map_or(ExactArea::ZERO, |(_, area)| *area);
        assert_eq!(plan.boundary().map_or(unallocated, |_| plan.unallocated().area()), unallocated);
    }
}

#[test]
fn a_plan_against_itself_is_a_diagonal() {
    let park = land(0, 0, 100, 100);
    let a = plan(Some(&park), &[("A", land(0, 0, 30, 100)), ("B", land(30, 0, 60, 100))]);
    let matrix = TransferMatrix::between(&a, &a);
    let expected = [(zone(1), zone(1), 3000), (zone(2), zone(2), 3000), (Party::Unallocated, Party::Unallocated, 4000)];
    assert_eq!(table(&matrix), expected);
    assert_eq!(matrix.moved(&counterparts(&a, &a)), ExactArea::ZERO);
    assert_eq!(matrix.rounding(), ExactArea::ZERO);
    assert_exact(&matrix, &a, &a);
}

#[test]
fn a_moved_border_shows_who_gave_what_to_whom() {
    let park = land(0, 0, 100, 100);
    let a = plan(Some(&park), &[("A", land(0, 0, 30, 100)), ("B", land(30, 0, 60, 100))]);
    let b = plan(Some(&park), &[("B", land(40, 0, 70, 100)), ("A", land(0, 0, 40, 100))]);
    let matrix = TransferMatrix::between(&a, &b);
    let expected = [
        (zone(1), zone(2), 3000),
        (zone(2), zone(1), 2000),
        (zone(2), zone(2), 1000),
        (Party::Unallocated, zone(1), 1000),
        (Party::Unallocated, Party::Unallocated, 3000),
    ];
    assert_eq!(table(&matrix), expected);
    assert_exact(&matrix, &a, &b);
    let same = counterparts(&a, &b);
    assert_eq!(same, BTreeMap::from([(ZoneId(1), ZoneId(2)), (ZoneId(2), ZoneId(1))]));
    assert_eq!(matrix.moved(&same), ExactArea::from_m2(2000.0));
    assert_eq!(cell_land(&a, &b, zone(2), zone(2)), land(30, 0, 40, 100));
    assert_eq!(cell_land(&a, &b, Party::Unallocated, zone(1)), land(60, 0, 70, 100));
}

#[test]
fn land_beyond_the_other_boundary_and_land_claimed_twice_are_said() {
    let a = plan(Some(&land(0, 0, 100, 100)), &[("A", land(0, 0, 50, 100)), ("B", land(40, 0, 100, 100))]);
    let b = plan(Some(&land(0, 0, 110, 90)), &[("C", land(0, 0, 110, 80))]);
    let matrix = TransferMatrix::between(&a, &b);
    let expected = [
        (zone(1), zone(1), 4000),
        (zone(1), Party::Unallocated, 500),
        (zone(1), Party::Outside, 500),
        (zone(2), zone(1), 4800),
        (zone(2), Party::Unallocated, 600),
        (zone(2), Party::Outside, 600),
        (Party::Outside, zone(1), 800),
        (Party::Outside, Party::Unallocated, 100),
        (Party::Overlap, zone(1), -800),
        (Party::Overlap, Party::Unallocated, -100),
    ];
    assert_eq!(table(&matrix), expected);
    assert_exact(&matrix, &a, &b);
    let reversed = TransferMatrix::between(&b, &a);
    assert_exact(&reversed, &b, &a);
    for (from, to, area) in matrix.cells() {
        assert_eq!(reversed.cell(to, from), area, "{from:?} {to:?}");
        if from != Party::Overlap {
            assert_eq!(cell_land(&a, &b, from, to).area(), area, "{from:?} {to:?}");
        }
    }
    assert_eq!(cell_land(&a, &b, Party::Overlap, zone(1)).area(), ExactArea::from_m2(800.0));
}

#[test]
fn without_boundaries_the_rest_is_unallocated() {
    let a = plan(None, &[("A", land(0, 0, 10, 10))]);
    let b = plan(Some(&land(0, 0, 20, 20)), &[("A", land(5, 0, 15, 10))]);
    let matrix = TransferMatrix::between(&a, &b);
    let expected = [
        (zone(1), zone(1), 50),
        (zone(1), Party::Unallocated, 50),
        (Party::Unallocated, zone(1), 50),
        (Party::Unallocated, Party::Unallocated, 250),
    ];
    assert_eq!(table(&matrix), expected);
    assert_exact(&matrix, &a, &b);
    assert_eq!(table(&TransferMatrix::between(&a, &a)), [(zone(1), zone(1), 100)]);
}

#[test]
fn slanting_borders_balance_to_the_last_integer() {
    let park = land(0, 0, 1000, 1000);
    let corner = |e, n| GridPoint::from_mm(e, n);
    let slanted = |east_mm: i64| {
        let ring = vec![corner(0, 0), corner(east_mm, 0), corner(east_mm + 333_337, 1_000_000), corner(0, 1_000_000)];
        region_from_rings(&[ring], Fill::NonZero)
    };
    let level = |north_mm: i64| {
        let ring = vec![corner(0, 0), corner(1_000_000, 0), corner(1_000_000, north_mm + 77_771), corner(0, north_mm)];
        region_from_rings(&[ring], Fill::NonZero)
    };
    let halves = |west: Region| [("A", west.clone()), ("B", difference(&park, &west))];
    let a = plan(Some(&park), &halves(slanted(123_457)));
    for b in [plan(Some(&park), &halves(level(456_789))), plan(Some(&park), &[("A", level(99_999))])] {
        let matrix = TransferMatrix::between(&a, &b);
        assert_exact(&matrix, &a, &b);
        assert!(matrix.rounding() < ExactArea::from_m2(0.001), "{:?}", matrix.rounding());
        let outside: ExactArea = matrix.rows().iter().filter(|(party, _)| *party == Party::Outside).map(|(_, area)| *area).sum();
        assert!(outside.abs() < ExactArea::from_m2(0.001), "{outside:?}");
        assert!(!matrix.shown_rows().contains(&Party::Outside));
    }
}

#[test]
fn figures_in_hectares_add_up_both_ways() {
    let park = land(0, 0, 1000, 1000);
    let strips = |cuts: &[i64], is_upright: bool| {
        let ends = std::iter::once(0).chain(cuts.iter().copied());
        let strip = |(from, to): (i64, i64)| if is_upright { land(from, 0, to, 1000) } else { land(0, from, 1000, to) };
        let zones: Vec<_> = ends.zip(cuts.iter().copied()).map(strip).map(|region| ("", region)).collect();
        plan(Some(&park), &zones)
    };
    let a = strips(&[111, 222, 333, 555, 777, 999], true);
    for (b, decimals) in [(strips(&[143, 286, 429, 571, 714, 857], false), 2), (strips(&[77, 345, 1000], false), 0)] {
        let matrix = TransferMatrix::between(&a, &b);
        let rounded = matrix.rounded_hectares(decimals);
        let (mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new());
        for ((from, to), count) in &rounded.cells {
            *rows.entry(*from).or_insert(0) += *count;
            *columns.entry(*to).or_insert(0) += *count;
            let unit = 10_f64.powi(-i32::try_from(decimals).expect("small"));
            let off = (*count as f64).mul_add(unit, -matrix.cell(*from, *to).ha());
            assert!(off.abs() < unit, "{from:?} {to:?}: {off}");
        }
        assert_eq!((rows, columns), (rounded.rows.clone(), rounded.columns.clone()));
        assert_eq!(rounded.total(), 100 * 10_i128.pow(decimals));
        let zones: Vec<ExactArea> = a.zones().map(|zone| zone.area).collect();
        let shown = crate::plan::ledger::rounded_hectares(&zones, decimals);
        assert!(a.zones().zip(shown).all(|(zone, count)| rounded.rows[&Party::Zone(zone.id)] == count));
    }
}

#[test]
fn a_change_says_who_gave_land_to_whom() {
    let park = land(0, 0, 100, 100);
    let before = plan(Some(&park), &[("A", land(0, 0, 30, 100)), ("B", land(30, 0, 60, 100)), ("C", land(60, 0, 90, 100))]);
    let lands = [land(0, 0, 40, 100), land(40, 0, 60, 100), land(60, 0, 85, 100)];
    let unallocated = Some(difference_all(&park, &lands));
    let next = |(zone, land): (&Zone, Region)| (zone.id, Some(std::sync::Arc::new(zone.with_region(land))));
    let zones = before.zones().zip(lands).map(next).collect();
    let diff = before.diff_to(NextState { zones, unallocated, ..NextState::default() });
    let mut after = before.clone();
    after.commit(&diff);
    let matrix = TransferMatrix::of_change(&diff);
    let moved: Vec<_> = matrix.cells().filter(|(from, to, _)| from != to).collect();
    let expected = [(zone(2), zone(1), 1000.0), (zone(3), Party::Unallocated, 500.0)];
    assert_eq!(moved, expected.map(|(from, to, m2)| (from, to, ExactArea::from_m2(m2))));
    let whole = TransferMatrix::between(&before, &after);
    assert_eq!(moved, whole.cells().filter(|(from, to, _)| from != to).collect::<Vec<_>>());
    let back = TransferMatrix::of_change(&diff.inverted());
    assert!(matrix.cells().all(|(from, to, area)| back.cell(to, from) == area));
}
