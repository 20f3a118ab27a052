//! Several zones brought to their targets at once.

use std::collections::BTreeMap;

use hecta::edit::solve::{Balanced, FreeBorder, Unsolved, balance};
use hecta::edit::{Refusal, apply};
use hecta::geometry::ExactArea;
use hecta::plan::{Face, Plan, ZoneId};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use super::plans::{aim_at, area_m2, assert_sound, plan_of, rectangle, with};

/// Twenty zones of different sizes in four rows of five.
fn twenty() -> Plan {
    let (columns, rows) = ([0, 180, 420, 600, 850, 1_000], [0, 260, 480, 760, 1_000]);
    let cells = rows.windows(2).flat_map(|row| columns.windows(2).map(move |column| (column.to_vec(), row.to_vec())));
    let zones: Vec<_> = cells.map(|(column, row)| rectangle(column[0], row[0], column[1], row[1])).collect();
    plan_of(1_000, 1_000, &zones)
}

fn border(a: u32, b: u32) -> FreeBorder {
    FreeBorder { a: Face::Zone(ZoneId(a)), b: Face::Zone(ZoneId(b)) }
}

fn shared_m(plan: &Plan, border: FreeBorder) -> f64 {
    let Face::Zone(zone) = border.a else { panic!("a zone comes first") };
    plan.neighbours(zone).into_iter().find(|(face, _)| *face == border.b).map_or(0.0, |(_, length)| length)
}

fn assert_at_targets(plan: &Plan, balanced: &Balanced) {
    let legal = plan.boundary().expect("it has one").outline.legal().clone();
    let mut after = plan.clone();
    apply(&mut after, &balanced.command).expect("a balance can be carried out");
    assert_sound(&after, &legal);
    for zone in after.zones() {
        let miss_m2 = zone.difference_to_target().unwrap_or_default().abs().m2();
        assert!(miss_m2 <= 1.0, "zone {} is {miss_m2} m² off", zone.id.0);
    }
    let mut gained: BTreeMap<Face, f64> = BTreeMap::new();
    for (border, area, _) in &balanced.moves {
        *gained.entry(border.a).or_default() -= area.m2();
        *gained.entry(border.b).or_default() += area.m2();
    }
    for (face, m2) in gained {
        let change = (after.land(face).area() - plan.land(face).area()).m2();
        assert!((change - m2).abs() < 0.1, "{face:?} gained {change} m², not {m2} m² as told");
    }
}

#[test]
fn twenty_zones_and_ten_borders_come_to_their_targets() {
    let plan = twenty();
    let mut rng = Pcg64::seed_from_u64(11);
    for _ in 0..6 {
        let all: Vec<FreeBorder> = (1..=20_u32)
            .flat_map(|zone| [(zone % 5 != 0).then_some((zone, zone + 1)), (zone <= 15).then_some((zone, zone + 5))])
            .flatten()
            .map(|(a, b)| border(a, b))
            .collect();
        let mut free: Vec<FreeBorder> = Vec::new();
        while free.len() < 10 {
            let chosen = all[rng.random_range(0..all.len())];
            if !free.contains(&chosen) {
                free.push(chosen);
            }
        }
        // targets that a known movement of the free borders would meet
        let known: Vec<f64> = free.iter().map(|_| rng.random_range(-4_000.0..4_000.0)).collect();
        let mut aimed = plan.clone();
        for id in 1..=20 {
            let face = Face::Zone(ZoneId(id));
            let gain = |(free, m2): (&FreeBorder, &f64)| {
                if free.b == face {
                    *m2
                } else if free.a == face {
                    -m2
                } else {
                    0.0
                }
            };
            let change: f64 = free.iter().zip(&known).map(gain).sum();
            aim_at(&mut aimed, id, ExactArea::from_m2(area_m2(&plan, id) + change));
        }
        let balanced = balance(&aimed, &free).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(balanced.command.code(), "balance");
        assert!(balanced.moves.iter().all(|(border, ..)| free.contains(border)), "only free borders move");
        assert_at_targets(&aimed, &balanced);
        let cost = |m2: f64, border: FreeBorder| m2 * m2 / shared_m(&plan, border);
        let least: f64 = balanced.moves.iter().map(|(border, area, _)| cost(area.m2(), *border)).sum();
        let some: f64 = free.iter().zip(&known).map(|(border, m2)| cost(*m2, *border)).sum();
        assert!(least <= some * 1.000_001 + 0.01, "{least} is the least movement, {some} one that is known");
    }
}

#[test]
fn land_is_passed_on_and_free_land_gives_what_lacks() {
    // three zones in a row, the land east of them is nobody's
    let zones = [rectangle(0, 0, 200, 500), rectangle(200, 0, 400, 500), rectangle(400, 0, 600, 500)];
    let mut plan = plan_of(1_000, 500, &zones);
    aim_at(&mut plan, 1, ExactArea::from_ha(12.0));
    aim_at(&mut plan, 2, ExactArea::from_ha(10.0));
    let free = [border(1, 2), border(2, 3)];
    let balanced = balance(&plan, &free).expect("the third zone has no target and gives");
    assert_at_targets(&plan, &balanced);
    assert_eq!(balanced.moves.len(), 2, "the second zone passes on what it gets");
    aim_at(&mut plan, 3, ExactArea::from_ha(10.0));
    let beyond = FreeBorder { a: Face::Zone(ZoneId(3)), b: Face::Unallocated };
    let balanced = balance(&plan, &[free[0], free[1], beyond]).expect("nobody's land gives");
    assert_at_targets(&plan, &balanced);
    let what = balance(&plan, &free);
    assert_eq!(
        what.map(drop),
        Err(Unsolved::Unbalanced { zones: vec![ZoneId(3), ZoneId(2), ZoneId(1)], lacking: ExactArea::from_m2(20_000.0) }),
        "the three lack 2 ha among them"
    );
}

#[test]
fn what_cannot_be_balanced_is_refused_with_the_zone() {
    let zones = [rectangle(0, 0, 200, 500), rectangle(200, 0, 400, 500), rectangle(400, 0, 1_000, 500)];
    let mut plan = plan_of(1_000, 500, &zones);
    assert_eq!(balance(&plan, &[border(1, 2)]).map(drop), Err(Unsolved::NothingToDo), "nobody has a target");
    aim_at(&mut plan, 1, ExactArea::from_ha(10.1));
    let lacks = |result: Result<Balanced, Unsolved>| match result {
        Err(Unsolved::Unbalanced { zones, lacking }) => (zones, lacking.m2().round()),
        other => panic!("{other:?}"),
    };
    assert_eq!(lacks(balance(&plan, &[])), (vec![ZoneId(1)], 1_000.0), "no border is free");
    assert_eq!(balance(&plan, &[border(1, 3)]).map(drop), Err(Unsolved::NotABorder));
    aim_at(&mut plan, 1, ExactArea::from_ha(25.0));
    let (zones, lacking) = lacks(balance(&plan, &[border(1, 2)]));
    assert!(zones.contains(&ZoneId(1)) && lacking >= 50_000.0, "the neighbour has only 10 ha to give: {lacking}");
    with(&mut plan, ZoneId(2), |attributes| attributes.locked = true);
    assert_eq!(balance(&plan, &[border(1, 2)]).map(drop), Err(Unsolved::Refused(Refusal::Locked { zone: ZoneId(2) })));
}
