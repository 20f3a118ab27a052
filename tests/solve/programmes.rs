//! Programmes: a zone cut into given areas.

use hecta::edit::solve::{CutDirection, ProgrammePart, Share, Unsolved, split_by_programme};
use hecta::edit::{Command, Refusal, apply};
use hecta::geometry::{ExactArea, GridPoint, Ring};
use hecta::plan::{Face, Plan, ZoneAttributes, ZoneId};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use super::plans::{assert_sound, draw, empty_plan, m, park, plan_of, rectangle, with};

const ZONE: ZoneId = ZoneId(1);

fn parts(shares: impl IntoIterator<Item = Share>) -> Vec<ProgrammePart> {
    let part = |(number, share)| {
        let attributes = ZoneAttributes { code: format!("P{number}"), ..ZoneAttributes::default() };
        ProgrammePart { attributes, share }
    };
    shares.into_iter().enumerate().map(part).collect()
}

/// Splits the zone and returns the areas in the order of the programme.
fn areas_after(plan: &Plan, parts: &[ProgrammePart], direction: &CutDirection) -> Vec<ExactArea> {
    let legal = plan.boundary().expect("it has one").outline.legal().clone();
    let others = |plan: &Plan| -> Vec<_> {
        let codes = parts.iter().map(|part| part.attributes.code.as_str()).collect::<Vec<_>>();
        plan.zones().filter(|z| !codes.contains(&z.attributes.code.as_str()) && z.id != ZONE).map(|z| (z.id, z.area)).collect()
    };
    let mut split = plan.clone();
    let command = split_by_programme(plan, ZONE, parts, direction).unwrap_or_else(|why| panic!("{direction:?}: {why}"));
    let before = others(plan);
    apply(&mut split, &command).expect("a programme can be carried out");
    assert_sound(&split, &legal);
    for ((id, area), (same, now)) in before.into_iter().zip(others(&split)) {
        assert!(id == same && (area - now).abs().m2() < 0.001, "no other zone gives or takes");
    }
    let by_code = |code: &str| split.zones().find(|zone| zone.attributes.code == code).expect("the part is there");
    assert_eq!(by_code(&parts[parts.len() - 1].attributes.code).id, ZONE, "the last part stays the zone");
    let areas: Vec<ExactArea> = parts.iter().map(|part| by_code(&part.attributes.code).area).collect();
    let drift = areas.iter().copied().sum::<ExactArea>() - plan.zone(ZONE).expect("it is there").area;
    assert!(drift.abs().m2() < 0.01, "the total moves by nodes on the old border alone: {} m²", drift.m2());
    areas
}

#[test]
fn a_rectangle_is_cut_from_left_to_right_of_the_bearing() {
    let plan = plan_of(1_000, 500, &[rectangle(0, 0, 1_000, 500)]);
    let programme = parts([Share::Area(ExactArea::from_ha(10.0)), Share::Percent(30.0), Share::Percent(50.0)]);
    let areas = areas_after(&plan, &programme, &CutDirection::Bearing(0.0));
    assert_eq!(areas.iter().map(|area| area.m2().round()).collect::<Vec<_>>(), [100_000.0, 150_000.0, 250_000.0]);
    let mut split = plan.clone();
    let command = split_by_programme(&plan, ZONE, &programme, &CutDirection::Bearing(0.0)).expect("it fits");
    assert_eq!(command.code(), "split-by-programme");
    apply(&mut split, &command).expect("it can be carried out");
    assert_eq!(split.zones_at(m(100, 250)), [ZoneId(2)], "the first part lies in the west");
    let east = split_by_programme(&plan, ZONE, &programme, &CutDirection::Bearing(90.0)).expect("it fits");
    let mut split = plan.clone();
    apply(&mut split, &east).expect("it can be carried out");
    assert_eq!(split.zones_at(m(500, 450)), [ZoneId(2)], "the first part lies in the north");
}

#[test]
fn twenty_parts_of_concave_land_with_holes_are_met() {
    let boundary = park();
    let mut plan = empty_plan(&boundary);
    let bounds = boundary.outline.legal().bounds().expect("it has an extent");
    let c = bounds.centre();
    let p = |east: i64, north: i64| GridPoint::new(c.east + east * 1_000_000, c.north + north * 1_000_000);
    let comb: Ring = [(-800, -700), (900, -600), (700, 700), (350, 650), (300, -100), (100, -50), (50, 800), (-200, 750)]
        .into_iter()
        .chain([(-250, 0), (-450, -50), (-500, 600), (-850, 500)])
        .map(|(east, north)| p(east, north))
        .collect();
    draw(&mut plan, vec![comb], ZoneAttributes::default()).expect("there is land");
    draw(&mut plan, vec![vec![p(-600, -400), p(-400, -380), p(-420, -200), p(-610, -220)]], ZoneAttributes::default())
        .expect("there is land");
    let hole = vec![vec![p(400, -300), p(600, -350), p(550, -200)], vec![p(-950, -20), p(950, -10), p(960, 60), p(-960, 40)]];
    apply(&mut plan, &Command::CutOut { zones: vec![ZONE], sketch: hole }).expect("there is land");
    assert!(plan.zone(ZONE).expect("it is there").region.polygons().len() > 1, "the zone has several parts");
    let whole = plan.zone(ZONE).expect("it is there").area;
    let mut rng = Pcg64::seed_from_u64(5);
    let guide = vec![p(-900, -600), p(0, -650), p(500, 0), p(500, 700)];
    let directions = [0.0, 33.3, 90.0, 271.5].map(CutDirection::Bearing).into_iter().chain([CutDirection::Guide(guide)]);
    for direction in directions {
        let weights: Vec<f64> = (0..20).map(|_| rng.random_range(0.2..1.0)).collect();
        let total: f64 = weights.iter().sum();
        let mut areas: Vec<ExactArea> = weights.iter().map(|w| ExactArea::from_m2(w / total * whole.m2())).collect();
        // stated to 0.01 ha, as a decision states them
        areas.iter_mut().for_each(|area| *area = ExactArea::from_ha(area.rounded_ha(2) as f64 / 100.0));
        let got = areas_after(&plan, &parts(areas.iter().map(|area| Share::Area(*area))), &direction);
        for (wanted, got) in areas.iter().zip(&got).take(19) {
            assert!((*wanted - *got).abs().m2() <= 1.0, "{direction:?}: {} instead of {} m²", got.m2(), wanted.m2());
        }
        assert!((areas[19] - got[19]).abs().m2() < 20.0 * 50.0, "the last takes the rounding");
    }
}

#[test]
fn a_programme_that_does_not_fit_says_why() {
    let mut plan = plan_of(1_000, 500, &[rectangle(0, 0, 1_000, 500)]);
    let split = |plan: &Plan, shares: &[Share], direction: &CutDirection| {
        split_by_programme(plan, ZONE, &parts(shares.iter().copied()), direction).map(drop)
    };
    let north = CutDirection::Bearing(0.0);
    let ha = |hectares: f64| Share::Area(ExactArea::from_ha(hectares));
    let differs = |sum: f64| Err(Unsolved::SumDiffers { sum: ExactArea::from_ha(sum), whole: ExactArea::from_ha(50.0) });
    assert_eq!(split(&plan, &[ha(20.0), ha(29.0)], &north), differs(49.0));
    assert_eq!(split(&plan, &[ha(20.0), ha(31.0)], &north), differs(51.0));
    assert_eq!(split(&plan, &[ha(20.0), ha(29.991)], &north), Ok(()), "what rounding explains goes to the last part");
    assert_eq!(split(&plan, &[Share::Percent(33.33); 3], &north), Ok(()), "99.99 % is rounding");
    assert_eq!(split(&plan, &[Share::Percent(33.0); 3], &north), differs(49.5));
    assert_eq!(split(&plan, &[ha(50.0)], &north), Err(Unsolved::TooFewParts));
    assert_eq!(split(&plan, &[ha(50.0), ha(0.0)], &north), Err(Unsolved::EmptyPart { part: 2 }));
    let point = CutDirection::Guide(vec![m(1, 1)]);
    assert_eq!(split(&plan, &[ha(20.0), ha(30.0)], &point), Err(Unsolved::NotAcross));
    with(&mut plan, ZONE, |attributes| attributes.locked = true);
    assert_eq!(split(&plan, &[ha(20.0), ha(30.0)], &north), Err(Unsolved::Refused(Refusal::Locked { zone: ZONE })));
    assert_eq!(plan.land(Face::Unallocated).area(), ExactArea::ZERO);
}
