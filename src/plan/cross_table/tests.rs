use super::*;
use crate::geometry::overlay::{Fill, difference_all, intersection, region_from_rings};
use crate::geometry::{ProjectCrs, Ring};
use crate::plan::{Approval, Boundary, ZoneAttributes, ZoneDraft, ZoneId};

/// Features by their rings.
struct Layer(Vec<Vec<(RingRole, Ring)>>);

impl LandLayer for Layer {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn rings(&self, feature: usize) -> impl Iterator<Item = (RingRole, &[GridPoint])> + Clone {
        self.0[feature].iter().map(|(role, ring)| (*role, ring.as_slice()))
    }
}

fn ring(corners: &[(i64, i64)]) -> Ring {
    corners.iter().map(|&(east, north)| GridPoint::from_mm(east, north)).collect()
}

/// A rectangle by its corners in metres.
fn rectangle(west: i64, south: i64, east: i64, north: i64) -> Ring {
    ring(&[(west, south), (east, south), (east, north), (west, north)].map(|(e, n)| (1000 * e, 1000 * n)))
}

fn land(ring: &Ring) -> Region {
    region_from_rings([ring], Fill::NonZero)
}

fn plan(boundary: Option<&Ring>, zones: &[Ring]) -> Plan {
    let boundary = boundary.map(|ring| Boundary::from_legal(land(ring), String::new(), String::new(), false));
    let draft = |ring: &Ring| ZoneDraft { attributes: ZoneAttributes::default(), region: land(ring), faults: Vec::new() };
    let drafts = zones.iter().map(draft).collect();
    Plan::assemble("test", ProjectCrs::default(), Approval::default(), boundary.as_ref(), drafts).0
}

fn exteriors(rings: impl IntoIterator<Item = Ring>) -> Layer {
    Layer(rings.into_iter().map(|ring| vec![(RingRole::Exterior, ring)]).collect())
}

fn table(plan: &Plan, layer: &Layer, groups: &[u32]) -> CrossTable {
    let table = CrossTable::of(plan, layer, groups, &|_| true).expect("nobody stops it");
    for row in &table.rows {
        assert_eq!(row.cells.iter().copied().sum::<ExactArea>(), row.total);
    }
    for (column, total) in table.totals.iter().enumerate() {
        assert_eq!(table.rows.iter().map(|row| row.cells[column]).sum::<ExactArea>(), *total);
    }
    assert_eq!(table.totals.iter().copied().sum::<ExactArea>(), table.total());
    table
}

fn cells(table: &CrossTable, row: usize) -> Vec<(Party, f64)> {
    let columns = table.columns.iter().zip(&table.rows[row].cells);
    columns.filter(|(_, area)| !area.is_zero()).map(|(party, area)| (*party, area.m2())).collect()
}

const WEST: Party = Party::Zone(ZoneId(1));
const EAST: Party = Party::Zone(ZoneId(2));

fn two_zones() -> Plan {
    plan(Some(&rectangle(0, 0, 100, 100)), &[rectangle(0, 0, 40, 100), rectangle(40, 0, 90, 100)])
}

#[test]
fn land_is_counted_where_it_lies() {
    let plan = two_zones();
    let parcels = [
        rectangle(5, 5, 15, 15),
        rectangle(30, 20, 60, 30),
        rectangle(80, 0, 120, 10),
        rectangle(200, 0, 210, 10),
        rectangle(0, 90, 40, 100),
    ];
    let table = table(&plan, &exteriors(parcels), &[0, 0, 1, 2, 2]);
    assert_eq!(cells(&table, 0), [(WEST, 200.0), (EAST, 200.0)]);
    assert_eq!(cells(&table, 1), [(EAST, 100.0), (Party::Unallocated, 100.0), (Party::Outside, 200.0)]);
    assert_eq!(cells(&table, 2), [(WEST, 400.0), (Party::Outside, 100.0)]);
    assert_eq!(table.columns, [WEST, EAST, Party::Unallocated, Party::Outside]);
    assert_eq!(table.rows.iter().map(|row| (row.group, row.features)).collect::<Vec<_>>(), [(0, 2), (1, 1), (2, 2)]);
    assert_eq!(table.counts, CrossCounts { with_land: 5, without_land: 0, mended: 0, met: 3 });
    assert_eq!(table.rounded_m2(1).shown_columns(), [0, 1, 2, 3]);
}

#[test]
fn without_a_boundary_land_of_no_zone_is_unallocated() {
    let plan = plan(None, &[rectangle(0, 0, 40, 100)]);
    let table = table(&plan, &exteriors([rectangle(30, 0, 60, 10), rectangle(70, 0, 71, 1)]), &[0, 0]);
    assert_eq!(cells(&table, 0), [(WEST, 100.0), (Party::Unallocated, 201.0)]);
}

#[test]
fn holes_parts_and_broken_rings_are_read_as_on_import() {
    use RingRole::{Exterior, Hole};
    let courtyard = vec![(Exterior, rectangle(30, 0, 60, 30)), (Hole, rectangle(35, 5, 45, 15))];
    let parts = vec![(Exterior, rectangle(0, 50, 10, 60)), (Exterior, rectangle(85, 50, 95, 60))];
    let bow_tie = vec![(Exterior, ring(&[(70_000, 70_000), (80_000, 80_000), (80_000, 70_000), (70_000, 80_000)]))];
    let around = vec![(Exterior, rectangle(-10, -10, 110, 110))];
    let layer = Layer(vec![courtyard, parts, bow_tie, around, Vec::new(), vec![(Exterior, rectangle(1, 1, 1, 9))]]);
    let table = table(&two_zones(), &layer, &[0, 1, 2, 3, 4, 5]);
    assert_eq!(cells(&table, 0), [(WEST, 250.0), (EAST, 550.0)]);
    assert_eq!(cells(&table, 1), [(WEST, 100.0), (EAST, 50.0), (Party::Unallocated, 50.0)]);
    assert_eq!(cells(&table, 2), [(EAST, 50.0)]);
    assert_eq!(cells(&table, 3), [(WEST, 4000.0), (EAST, 5000.0), (Party::Unallocated, 1000.0), (Party::Outside, 4400.0)]);
    assert_eq!(table.counts, CrossCounts { with_land: 4, without_land: 2, mended: 1, met: 3 });
}

#[test]
fn what_zones_claim_twice_is_taken_off() {
    let zones = [rectangle(0, 0, 60, 100), rectangle(40, 0, 100, 100)];
    let plan = plan(Some(&rectangle(0, 0, 100, 100)), &zones);
    let parcels = [rectangle(45, 5, 55, 15), rectangle(30, 20, 70, 30), rectangle(30, 90, 70, 110)];
    let table = table(&plan, &exteriors(parcels), &[0, 1, 2]);
    assert_eq!(cells(&table, 0), [(WEST, 100.0), (EAST, 100.0), (Party::Overlap, -100.0)]);
    assert_eq!(cells(&table, 1), [(WEST, 300.0), (EAST, 300.0), (Party::Overlap, -200.0)]);
    assert_eq!(cells(&table, 2), [(WEST, 300.0), (EAST, 300.0), (Party::Outside, 400.0), (Party::Overlap, -200.0)]);
    assert_eq!(table.total(), ExactArea::from_m2(1300.0));
}

#[test]
fn features_that_overlap_are_counted_pair_by_pair() {
    let tiles = |turned: bool| {
        let tile = move |at: i64| {
            let mut ring = rectangle(at % 5 * 10, at / 5 * 10, at % 5 * 10 + 10, at / 5 * 10 + 10);
            if turned && at % 3 == 0 {
                ring.reverse();
            }
            ring
        };
        (0..25).map(tile)
    };
    let overlaps = |rings: Vec<Ring>| overlapping_features(&exteriors(rings), &|| true).expect("nobody stops it");
    assert_eq!(overlaps(tiles(true).collect()), OverlappingFeatures::default(), "neighbours share borders only");
    let with = |other: Ring| overlaps(tiles(true).chain([other]).collect());
    assert_eq!(with(rectangle(12, 12, 18, 18)), OverlappingFeatures { pairs: 1, area: ExactArea::from_m2(36.0) });
    assert_eq!(with(rectangle(5, 5, 15, 15)), OverlappingFeatures { pairs: 4, area: ExactArea::from_m2(100.0) });
    let twice = overlaps(tiles(false).chain(tiles(true)).collect());
    assert_eq!(twice, OverlappingFeatures { pairs: 25, area: ExactArea::from_m2(2500.0) }, "also where one runs backwards");
    assert_eq!(overlapping_features(&exteriors(tiles(false)), &|| false), None);
}

/// A number from a seed, below `below`.
fn random(seed: &mut u64, below: i64) -> i64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((*seed >> 33) as i64) % below
}

/// Parcels of five corners anywhere, some of them crossing themselves, and a plan of crooked strips that tile a crooked boundary.
fn random_case(seed: &mut u64, parcels: usize) -> (Plan, Layer, Vec<u32>) {
    let height = 400_000;
    let border = |at: i64, seed: &mut u64| -> Ring {
        (0..9).map(|k| GridPoint::from_mm(100_000 * at + random(seed, 60_000), k * height / 8)).collect()
    };
    let borders: Vec<Ring> = (0..6).map(|at| border(at, seed)).collect();
    let strip = |west: &Ring, east: &Ring| -> Ring { east.iter().copied().chain(west.iter().rev().copied()).collect() };
    let zones: Vec<Ring> = borders.windows(2).take(4).map(|pair| strip(&pair[0], &pair[1])).collect();
    let plan = plan(Some(&strip(&borders[0], &borders[5])), &zones);
    let corner =
        |east: i64, north: i64, seed: &mut u64| GridPoint::new(east + random(seed, 30_000_000), north + random(seed, 30_000_000));
    let parcel = |seed: &mut u64| -> Ring {
        let (east, north) = (random(seed, 600_000_000) - 30_000_000, random(seed, 440_000_000) - 30_000_000);
        (0..5).map(|_| corner(east, north, seed)).collect()
    };
    let rings: Vec<Ring> = (0..parcels).map(|_| parcel(seed)).collect();
    let groups = (0..parcels).map(|_| random(seed, 7) as u32).collect();
    (plan, exteriors(rings), groups)
}

#[test]
fn random_parcels_lie_where_pairwise_overlay_says() {
    let mut seed = 5;
    for _ in 0..4 {
        let (plan, layer, groups) = random_case(&mut seed, 300);
        assert!(plan.adds_up());
        let table = table(&plan, &layer, &groups);
        let regions: Vec<Region> = layer.0.iter().map(|rings| land(&rings[0].1)).collect();
        let of_group =
            |group: usize| regions.iter().zip(&groups).filter(move |(_, of)| **of as usize == group).map(|(land, _)| land);
        for (at, row) in table.rows.iter().enumerate() {
            assert_eq!(row.total, of_group(row.group).map(Region::area).sum(), "to the last integer");
            for (column, party) in table.columns.iter().enumerate() {
                let common = |land: &Region| match party {
                    Party::Zone(id) => intersection(land, plan.land(Face::Zone(*id))).area(),
                    Party::Unallocated => intersection(land, plan.unallocated()).area(),
                    _ => difference_all(land, plan.faces().map(|(_, face)| face)).area(),
                };
                let expected: ExactArea = of_group(row.group).map(common).sum();
                assert!((expected - table.cell(at, column)).abs() < ExactArea::from_m2(0.001), "{at} {party:?}");
            }
        }
    }
}

#[test]
fn the_table_does_not_depend_on_the_number_of_threads() {
    let (plan, layer, groups) = random_case(&mut 3, 3_000);
    let with = |threads| CrossTable::with_threads(&plan, &layer, &groups, &|_| true, threads);
    let alone = with(1);
    assert!(alone.is_some());
    for threads in [2, 3, 8] {
        assert_eq!(with(threads), alone);
    }
    assert_eq!(CrossTable::of(&plan, &layer, &groups, &|done| done < 600), None, "it stops when asked to");
}

#[test]
fn printed_rows_and_columns_add_up() {
    let (plan, layer, groups) = random_case(&mut 9, 500);
    let table = table(&plan, &layer, &groups);
    for rounded in [table.rounded_m2(1), table.rounded_m2(0), table.rounded_cell_by_cell(ExactArea::from_m2(0.1).twice_um2())] {
        for (cells, sum) in rounded.cells.iter().zip(&rounded.rows) {
            assert_eq!(cells.iter().sum::<i128>(), *sum);
        }
        for (column, sum) in rounded.columns.iter().enumerate() {
            assert_eq!(rounded.cells.iter().map(|row| row[column]).sum::<i128>(), *sum);
        }
    }
    assert_eq!(table.rounded_m2(1).total(), table.total().rounded_m2(1));
}
