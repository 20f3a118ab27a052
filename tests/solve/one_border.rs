//! One border: where it goes, what is out of reach, which offers are made.

use hecta::edit::solve::{AreaRange, AreaSolution, AreaWay, Sides, Unsolved, offers, set_area};
use hecta::edit::{Refusal, apply};
use hecta::geometry::coverage::DirectedEdge;
use hecta::geometry::{ExactArea, Ring};
use hecta::plan::{Face, Plan, ZoneId};

use super::plans::{aim_at, area_m2, assert_sound, m, plan_of, rectangle, with};

const A: ZoneId = ZoneId(1);
const B: ZoneId = ZoneId(2);

fn ha(hectares: f64) -> ExactArea {
    ExactArea::from_ha(hectares)
}

/// 100 ha: A has the western 40, B the rest.
fn two() -> Plan {
    plan_of(1_000, 1_000, &[rectangle(0, 0, 400, 1_000), rectangle(400, 0, 1_000, 1_000)])
}

/// The edge of A towards B, its land on the left.
fn common() -> DirectedEdge {
    (m(400, 0), m(400, 1_000))
}

fn slide(edge: DirectedEdge) -> AreaWay {
    AreaWay::Slide { edge, sides: Sides::AlongNeighbours }
}

fn done(plan: &mut Plan, way: &AreaWay, target: ExactArea, partners: &[Face]) -> AreaSolution {
    let legal = plan.boundary().expect("it has one").outline.legal().clone();
    let solution = set_area(plan, A, way, target, partners).unwrap_or_else(|why| panic!("{way:?}: {why}"));
    apply(plan, &solution.command).expect("a solution can be carried out");
    assert_sound(plan, &legal);
    assert_eq!(plan.zone(A).map(|zone| zone.area), Some(solution.area));
    assert!((solution.area - target).abs().m2() < 0.01, "{way:?}: {} m²", solution.area.m2());
    solution
}

#[test]
fn each_way_moves_the_border_as_it_says() {
    for (target, east_m) in [(45.0, 450), (35.0, 350)] {
        let mut plan = two();
        let solution = done(&mut plan, &slide(common()), ha(target), &[]);
        assert!((solution.moved_m - 50.0).abs() < 0.001, "{} m", solution.moved_m);
        let border = [m(east_m, 0), m(east_m, 1_000)];
        assert!(border.iter().all(|end| plan.index().owners_of_vertex(*end).len() == 2), "the border stands at {east_m} m");
        assert!((area_m2(&plan, 2) - (1_000_000.0 - target * 1e4)).abs() < 0.01, "B absorbs it");
    }
    let mut plan = two();
    let swing = AreaWay::Swing { edge: common(), hinge: m(400, 0) };
    assert!((done(&mut plan, &swing, ha(45.0), &[]).moved_m - 100.0).abs() < 0.001);
    assert_eq!(plan.index().owners_of_vertex(m(500, 1_000)).len(), 2);
    let mut plan = two();
    let axis = vec![m(-50, 500), m(600, 500), m(1_200, 500)];
    let along = AreaWay::Along { border: common(), axis };
    assert!((done(&mut plan, &along, ha(70.0), &[]).moved_m - 300.0).abs() < 0.001);
}

#[test]
fn a_bent_border_is_offset_and_a_whole_ring_too() {
    let l_shape: Ring = vec![m(0, 0), m(800, 0), m(800, 400), m(300, 400), m(300, 900), m(0, 900)];
    let around: Ring =
        vec![m(800, 0), m(1_000, 0), m(1_000, 1_000), m(0, 1_000), m(0, 900), m(300, 900), m(300, 400), m(800, 400)];
    let mut plan = plan_of(1_000, 1_000, &[l_shape.clone(), around]);
    let bent = AreaWay::Offset { border: l_shape[1..].to_vec(), sides: Sides::AlongNeighbours };
    let solution = done(&mut plan, &bent, ExactArea::from_m2(810.0 * 410.0 + 310.0 * 500.0), &[]);
    assert!((solution.moved_m - 10.0).abs() < 0.001, "{} m", solution.moved_m);
    let mut plan = plan_of(1_000, 1_000, &[rectangle(300, 300, 600, 600)]);
    let ring = vec![m(300, 300), m(600, 300), m(600, 600), m(300, 600), m(300, 300)];
    let offset = AreaWay::Offset { border: ring, sides: Sides::AlongNeighbours };
    let solution = done(&mut plan, &offset, ExactArea::from_m2(320.0 * 320.0), &[]);
    assert!((solution.moved_m - 10.0).abs() < 0.001, "{} m", solution.moved_m);
    assert_eq!(plan.zone(A).map(|zone| zone.region.vertex_count()), Some(4), "mitred corners, no helper vertices");
}

#[test]
fn what_cannot_be_had_says_what_can() {
    let plan = two();
    let range = |plan: &Plan, way: &AreaWay, partners: &[Face]| match set_area(plan, A, way, ha(1_000.0), partners) {
        Err(Unsolved::OutOfReach(AreaRange { least, most })) => (least.m2().round(), most.m2().round()),
        other => panic!("{other:?}"),
    };
    assert_eq!(range(&plan, &slide(common()), &[]), (0.0, 1_000_000.0));
    assert_eq!(range(&plan, &slide((m(0, 1_000), m(0, 0))), &[]), (0.0, 400_000.0), "nothing beyond the boundary");
    let half = AreaWay::Swing { edge: common(), hinge: m(400, 500) };
    let (least, most) = range(&plan, &half, &[]);
    assert!(least > 190_000.0 && most < 710_000.0, "half an edge sweeps less: {least} to {most}");
    let locked = {
        let mut plan = plan_of(1_000, 1_000, &[rectangle(0, 0, 300, 1_000), rectangle(300, 0, 1_000, 1_000)]);
        super::plans::draw(&mut plan, vec![rectangle(500, -10, 700, 1_010)], Default::default()).expect("there is land");
        with(&mut plan, ZoneId(3), |attributes| attributes.locked = true);
        plan
    };
    let edge = (m(300, 0), m(300, 1_000));
    assert_eq!(range(&locked, &slide(edge), &[]), (0.0, 500_000.0), "what lies behind a locked zone is out of reach");
    assert_eq!(range(&locked, &slide(edge), &[Face::Unallocated]), (0.0, 300_000.0), "nobody else gives");
    let axis = vec![m(0, 500), m(600, 500)];
    let along = AreaWay::Along { border: common(), axis };
    assert_eq!(range(&plan, &along, &[]), (0.0, 600_000.0), "as far as the axis goes");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut plan = two();
    let way = slide(common());
    assert_eq!(set_area(&plan, A, &way, ha(40.0), &[]), Err(Unsolved::NothingToDo));
    let elsewhere = slide((m(1, 1), m(2, 2)));
    assert_eq!(set_area(&plan, A, &elsewhere, ha(41.0), &[]), Err(Unsolved::NotABorder));
    let beside = AreaWay::Along { border: common(), axis: vec![m(500, 0), m(500, 900)] };
    assert_eq!(set_area(&plan, A, &beside, ha(41.0), &[]), Err(Unsolved::NotAcross));
    assert!(matches!(set_area(&plan, A, &way, ha(0.0), &[]), Err(Unsolved::OutOfReach(_))));
    with(&mut plan, B, |attributes| attributes.locked = true);
    assert_eq!(set_area(&plan, A, &way, ha(41.0), &[]), Err(Unsolved::Refused(Refusal::Locked { zone: B })));
    assert_eq!(set_area(&plan, B, &way, ha(41.0), &[]), Err(Unsolved::Refused(Refusal::Locked { zone: B })));
}

#[test]
fn the_border_on_a_row_of_neighbours_moves_against_all_of_them() {
    let east = [rectangle(400, 0, 1_000, 300), rectangle(400, 300, 1_000, 1_000)];
    let mut plan = plan_of(1_000, 1_000, &[rectangle(0, 0, 400, 1_000), east[0].clone(), east[1].clone()]);
    let border = vec![m(400, 0), m(400, 300), m(400, 1_000)];
    let way = AreaWay::Offset { border, sides: Sides::AlongNeighbours };
    done(&mut plan, &way, ha(50.0), &[]);
    assert!((area_m2(&plan, 2) - 500.0 * 300.0).abs() < 0.01 && (area_m2(&plan, 3) - 500.0 * 700.0).abs() < 0.01);
    let border = vec![m(500, 0), m(500, 300), m(500, 1_000)];
    let way = AreaWay::Offset { border, sides: Sides::AlongNeighbours };
    done(&mut plan, &way, ha(45.0), &[]);
    assert!((area_m2(&plan, 3) - 550.0 * 700.0 - 50.0 * 300.0).abs() < 0.01, "who has most of the border gets what it gives up");
}

#[test]
fn offers_reach_the_target_and_the_least_movement_comes_first() {
    // A in the middle, B west of it along the whole height, a third south of its eastern part, the rest unallocated
    let zones = [rectangle(300, 0, 700, 1_000), rectangle(0, 0, 300, 1_000), rectangle(700, 0, 1_000, 200)];
    let mut plan = plan_of(1_000, 1_000, &zones);
    aim_at(&mut plan, 1, ha(42.0));
    aim_at(&mut plan, 2, ha(30.0));
    let found = offers(&plan, A);
    let partners: Vec<Face> = found.iter().map(|offer| offer.partner).collect();
    assert_eq!(partners, [Face::Unallocated, Face::Zone(B), Face::Zone(ZoneId(3))], "B has its area: its metres count twice");
    for offer in &found {
        let mut tried = plan.clone();
        apply(&mut tried, &offer.solution.command).expect("an offer can be carried out");
        assert!((area_m2(&tried, 1) - 420_000.0).abs() < 0.01);
    }
    let moved: Vec<f64> = found.iter().map(|offer| offer.solution.moved_m.round()).collect();
    assert_eq!(moved, [25.0, 20.0, 100.0]);
    aim_at(&mut plan, 2, ha(25.0));
    assert_eq!(offers(&plan, A).first().map(|offer| offer.partner), Some(Face::Zone(B)), "now B has too much");
    assert!(offers(&plan, ZoneId(3)).is_empty(), "no target, no offers");
}
