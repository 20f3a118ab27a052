//! Plans to solve on, and what must hold of them.

use hecta::edit::{Command, DrawMode, Refusal, apply};
use hecta::geometry::grid::UM_PER_M;
use hecta::geometry::overlay::{Fill, region_from_edges, region_from_rings};
use hecta::geometry::{ExactArea, GridPoint, ProjectCrs, Region, Ring};
use hecta::plan::{Approval, Boundary, Plan, ZoneAttributes, ZoneId};

pub fn park() -> Boundary {
    let file: geojson::FeatureCollection =
        include_str!("../../data/park_boundary_demo.geojson").parse().expect("the demonstration boundary is GeoJSON");
    let geometry = file.features[0].geometry.clone().expect("it has a geometry");
    let geojson::GeometryValue::Polygon { coordinates } = geometry.value else { panic!("it is a polygon") };
    let crs = ProjectCrs::default();
    let ring: Ring =
        coordinates[0][1..].iter().map(|c| crs.grid_from_lon_lat(c[0], c[1]).expect("it lies in the province")).collect();
    Boundary::from_legal(region_from_rings([&ring], Fill::NonZero), String::new(), String::new(), true)
}

pub fn empty_plan(boundary: &Boundary) -> Plan {
    Plan::assemble("", ProjectCrs::default(), Approval::default(), Some(boundary), Vec::new()).0
}

pub fn m(east: i64, north: i64) -> GridPoint {
    GridPoint::new((600_000 + east) * UM_PER_M, (2_270_000 + north) * UM_PER_M)
}

pub fn rectangle(west: i64, south: i64, east: i64, north: i64) -> Ring {
    vec![m(west, south), m(east, south), m(east, north), m(west, north)]
}

pub fn draw(plan: &mut Plan, sketch: Vec<Ring>, attributes: ZoneAttributes) -> Result<(), Refusal> {
    let attributes = Box::new(attributes);
    apply(plan, &Command::DrawZone { sketch, mode: DrawMode::Take, attributes }).map(drop)
}

/// A boundary of `width` × `height` m, and zones on it.
pub fn plan_of(width: i64, height: i64, zones: &[Ring]) -> Plan {
    let legal = region_from_rings([&rectangle(0, 0, width, height)], Fill::NonZero);
    let mut plan = empty_plan(&Boundary::from_legal(legal, String::new(), String::new(), true));
    for ring in zones {
        draw(&mut plan, vec![ring.clone()], ZoneAttributes::default()).expect("there is land");
    }
    plan
}

/// What must hold after every command.
pub fn assert_sound(plan: &Plan, legal: &Region) {
    assert!(plan.adds_up(), "zones and unallocated land tile the boundary");
    assert_eq!(plan.boundary().expect("it stays").outline.legal(), legal, "the legal boundary stays");
    for zone in plan.zones() {
        assert_eq!(region_from_edges(zone.region.edges()).as_ref(), Ok(&zone.region), "zones are valid");
        assert_eq!(zone.area, zone.region.area());
    }
}

pub fn with(plan: &mut Plan, id: ZoneId, change: impl Fn(&mut ZoneAttributes)) {
    let mut attributes = plan.zone(id).expect("it is there").attributes.clone();
    change(&mut attributes);
    apply(plan, &Command::SetAttributes { zone: id, attributes: Box::new(attributes) }).expect("attributes can be set");
}

/// The area of a zone, m².
pub fn area_m2(plan: &Plan, id: u32) -> f64 {
    plan.zone(ZoneId(id)).map_or(0.0, |zone| zone.area.m2())
}

/// Gives a zone a target.
pub fn aim_at(plan: &mut Plan, id: u32, target: ExactArea) {
    with(plan, ZoneId(id), |attributes| attributes.target = Some(target));
}
