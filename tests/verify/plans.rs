//! Plans to be handed over.

use hecta::edit::{Command, DrawMode, apply};
use hecta::geometry::{GridPoint, ProjectCrs, Ring};
use hecta::io::embedded::{self, SamplePlan};
use hecta::plan::{LandUse, Plan, ZoneAttributes, ZoneFunction};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

pub fn sample(which: SamplePlan) -> Plan {
    embedded::sample_plan(which, "Phương án 1", ProjectCrs::default()).expect("readable").plan
}

/// The sample with two plots in its second zone.
pub fn with_plots() -> Plan {
    let mut plan = sample(SamplePlan::Finished);
    let zone = plan.zones().nth(1).expect("it has zones");
    let (id, bounds) = (zone.id, zone.region.bounds().expect("it has land"));
    let (middle, beyond) = (bounds.centre(), bounds.grown(1_000_000));
    for (from, to, code, land_use) in [(beyond.min, middle, "1", "SX_Congnghiep"), (middle, beyond.max, "2", "HTKT_DuongGT")] {
        let sketch = vec![vec![from, GridPoint::new(to.east, from.north), to, GridPoint::new(from.east, to.north)]];
        let land_use = LandUse::from_code(land_use);
        let attributes = Box::new(ZoneAttributes { code: code.into(), land_use, storeys: Some(5), ..ZoneAttributes::default() });
        let command = Command::DrawZone { sketch, mode: DrawMode::Yield, attributes };
        apply(&mut plan, &Command::OnPlots { zone: id, command: Box::new(command) }).expect("there is land");
    }
    plan
}

/// A plan that passes: stars drawn over each other at random, and what is left given to one more zone.
pub fn random(seed: u64) -> Plan {
    let mut rng = Pcg64::seed_from_u64(seed);
    let mut plan = sample(SamplePlan::Finished);
    let bounds = plan.boundary().and_then(|boundary| boundary.outline.legal().bounds()).expect("it has a boundary");
    let zones: Vec<_> = plan.order().as_ref().clone();
    apply(&mut plan, &Command::DeleteZones { zones }).expect("zones can be deleted");
    let count = rng.random_range(3..40);
    for number in 0..count {
        let centre = GridPoint::new(
            rng.random_range(bounds.min.east..bounds.max.east),
            rng.random_range(bounds.min.north..bounds.max.north),
        );
        let sketch = vec![star(&mut rng, centre, 900.0)];
        // what is refused (no land is left there) is no zone of this plan
        let _ = apply(&mut plan, &Command::DrawZone { sketch, mode: DrawMode::Take, attributes: attributes(number) });
    }
    let around = bounds.grown(1_000_000_000);
    let everything = vec![
        around.min,
        GridPoint::new(around.max.east, around.min.north),
        around.max,
        GridPoint::new(around.min.east, around.max.north),
    ];
    let _ = apply(&mut plan, &Command::DrawZone { sketch: vec![everything], mode: DrawMode::Yield, attributes: attributes(99) });
    // the three functions that the decision asks for, whichever zones are left
    let order: Vec<_> = plan.order().as_ref().clone();
    for (zone, function) in order.into_iter().zip(ZoneFunction::REQUIRED) {
        let mut attributes = plan.zone(zone).expect("it exists").attributes.clone();
        attributes.function = Some(function);
        apply(&mut plan, &Command::SetAttributes { zone, attributes: Box::new(attributes) }).expect("allowed");
    }
    plan
}

fn attributes(number: i32) -> Box<ZoneAttributes> {
    Box::new(ZoneAttributes { code: format!("V-{number:02}"), name_vi: format!("Vùng {number}"), ..ZoneAttributes::default() })
}

fn star(rng: &mut Pcg64, centre: GridPoint, reach_m: f64) -> Ring {
    let corners = rng.random_range(3..14);
    (0..corners)
        .map(|corner| {
            let angle = (f64::from(corner) + rng.random_range(-0.3..0.3)) * std::f64::consts::TAU / f64::from(corners);
            let radius = rng.random_range(0.15..1.0) * reach_m * 1e6;
            let at = |sine: f64| (radius * sine) as i64;
            GridPoint::new(centre.east + at(angle.cos()), centre.north + at(angle.sin())).rounded_to_mm()
        })
        .collect()
}
