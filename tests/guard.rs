//! The guard at the door: wrong variants of one boundary are named, right files raise no alarm.

#[path = "guard/variants.rs"]
mod variants;

use hecta::geometry::ProjectCrs;
use hecta::io::guard::{Basis, examine};
use hecta::io::{DeclaredCrs, KnownPlaces, RawFeature, RawLayer, ReadOptions, Shape, embedded};
use variants::{Variant, numbers_of};

fn layer(declared: DeclaredCrs, rings: Vec<Vec<[f64; 2]>>) -> RawLayer {
    let shape = Shape::Polygons { polygons: vec![rings], had_heights: false };
    let feature = RawFeature { number: 1, id: None, properties: Default::default(), shape, helper_points: Vec::new() };
    RawLayer { crs: declared, features: vec![feature], ..RawLayer::default() }
}

#[test]
fn wrong_variants_are_named_and_none_is_accepted_in_silence() {
    let crs = ProjectCrs::default();
    let known = KnownPlaces::embedded(crs).expect("embedded data");
    let boundary = embedded::demonstration_boundary(crs).expect("embedded data").boundary;
    for Variant { name, declared, reading, kind } in variants::wrong() {
        let rings = numbers_of(boundary.outline.legal(), reading);
        let raw = [layer(declared.clone(), rings)];
        let found = examine(&raw, &known, ReadOptions::default());
        let suspicion = found.suspicion().unwrap_or_else(|| panic!("{name} is accepted: {found:?}"));
        assert_eq!((suspicion.candidate.kind, suspicion.candidate.reading), (kind, reading), "{name}: {suspicion}");
        assert_eq!(suspicion.candidate.evidence.basis(), Basis::KnownCorners, "{name}");
    }
}
