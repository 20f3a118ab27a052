//! The files of `data/` are what their README says: exact areas, one coverage, the faults of the unfinished plan.

use std::path::Path;

use hecta::geometry::area::ExactArea;
use hecta::geometry::coverage::{analyse, tiles_exactly};
use hecta::geometry::crs::ProjectCrs;
use hecta::geometry::grid::{GridPoint, Region};
use hecta::geometry::noding::{Joined, node_coverage};
use hecta::geometry::validity::region_from_raw;
use serde_json::Value;

/// A feature of a data file: its properties, its region on the grid, its geodesic area in m².
struct Feature {
    properties: Value,
    region: Region,
    geodesic_m2: f64,
}

impl Feature {
    fn text(&self, property: &str) -> &str {
        self.properties[property].as_str().unwrap_or_default()
    }
}

fn grid_ring(positions: &Value) -> Vec<GridPoint> {
    let lon_lats: Vec<[f64; 2]> = serde_json::from_value(positions.clone()).expect("positions");
    ProjectCrs::default().grid_from_lon_lats(&lon_lats[1..]).expect("in the zone")
}

fn features(file: &str) -> Vec<Feature> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file);
    let collection: Value = serde_json::from_slice(&std::fs::read(path).expect("the file is there")).expect("JSON");
    let rings = |polygon: &Value| polygon.as_array().expect("rings").iter().map(grid_ring).collect::<Vec<_>>();
    let region = |geometry: &Value| {
        let coordinates = &geometry["coordinates"];
        let polygons = match geometry["type"].as_str() {
            Some("Polygon") => vec![rings(coordinates)],
            _ => coordinates.as_array().expect("polygons").iter().map(rings).collect(),
        };
        let (region, faults) = region_from_raw(&polygons);
        assert!(faults.is_empty(), "{file}: {faults:?}");
        region
    };
    let list = collection["features"].as_array().expect("features");
    list.iter()
        .map(|feature| {
            let region = region(&feature["geometry"]);
            let geodesic_m2 = ProjectCrs::default().geodesic_area_m2(&region).expect("in the zone");
            Feature { properties: feature["properties"].clone(), region, geodesic_m2 }
        })
        .collect()
}

/// Boundary and zones of a plan file, joined as an import joins them.
fn plan(file: &str) -> (Vec<Feature>, Joined) {
    let features = features(file);
    let layers: Vec<_> = features.iter().map(|feature| feature.text("layer")).collect();
    assert_eq!(layers, ["boundary", "zone", "zone", "zone"]);
    assert!(features.iter().all(|feature| feature.properties["synthetic"] == true), "marked as synthetic");
    let zones = features[1..].iter().map(|feature| feature.region.clone()).collect();
    let joined = node_coverage(features[0].region.clone(), zones);
    assert_eq!((joined.moved, joined.boundary.legal()), (0, &features[0].region), "nothing had to move");
    (features, joined)
}

fn assert_m2(area: ExactArea, expected_m2: f64) {
    assert!((area.m2() - expected_m2).abs() < 0.001, "{} m² instead of {expected_m2}", area.m2());
}

#[test]
fn the_boundary_has_the_approved_area_and_corners_on_whole_millimetres() {
    let [boundary] = &features("park_boundary_demo.geojson")[..] else { panic!("one feature") };
    assert_eq!(boundary.region.area(), ExactArea::from_ha(663.19));
    assert_eq!(boundary.region.vertex_count(), 47);
    assert!(boundary.region.vertices().all(GridPoint::is_on_mm));
    assert!((boundary.geodesic_m2 - 6_631_043.0).abs() < 2.0);
    for file in ["sample_plan.geojson", "unfinished_plan.geojson"] {
        assert_eq!(features(file)[0].region, boundary.region, "{file}");
    }
}

#[test]
fn the_sample_plan_covers_the_boundary_exactly() {
    let (features, joined) = plan("sample_plan.geojson");
    assert!(tiles_exactly(joined.boundary.noded(), &joined.regions));
    let expected = [
        ("TN", "rd_laboratory", 1_658_000.0, 1_657_800.1),
        ("SX", "production", 3_979_100.0, 3_978_569.1),
        ("KN", "startup_hub", 994_800.0, 994_673.9),
    ];
    for ((feature, region), (code, function, grid_m2, geodesic_m2)) in features[1..].iter().zip(&joined.regions).zip(expected) {
        assert_eq!((feature.text("zone_code"), feature.text("function")), (code, function));
        assert_eq!(feature.properties["target_ha"].as_f64().map(ExactArea::from_ha), Some(feature.region.area()));
        assert_eq!(feature.region.area(), ExactArea::from_m2(grid_m2), "{code} to the last integer");
        assert!((feature.geodesic_m2 - geodesic_m2).abs() < 0.1, "{code}: {} m² geodesic", feature.geodesic_m2);
        assert_eq!(&feature.region, region, "{code} needed no noding");
    }
    assert_eq!(joined.regions.iter().map(Region::area).sum::<ExactArea>(), ExactArea::from_ha(663.19));
    assert_eq!(joined.boundary.noded().vertex_count(), 47 + 3);
    assert_eq!(joined.boundary.noded().area(), joined.boundary.legal().area(), "helper nodes lie exactly on legal lines");
}

#[test]
fn the_unfinished_plan_has_one_fault_of_each_kind() {
    let (_, joined) = plan("unfinished_plan.geojson");
    let report = analyse(joined.boundary.noded(), &joined.regions.iter().collect::<Vec<_>>());
    let [gap] = &report.unallocated.parts()[..] else { panic!("one gap") };
    let [overlap] = &report.overlaps[..] else { panic!("one overlap") };
    let [outside] = &report.outside[..] else { panic!("one part outside") };
    assert_m2(gap.area(), 9_259.644);
    assert_m2(overlap.land.area(), 5_330.125);
    assert_m2(outside.land.area(), 3_728.471);
    assert_eq!((overlap.a, overlap.b, outside.index), (1, 2, 1), "SX with KN, SX outside");
    let sum: ExactArea = joined.regions.iter().map(Region::area).sum();
    assert_eq!(sum + gap.area() - overlap.land.area() - outside.land.area(), ExactArea::from_ha(663.19), "the balance closes");
}

#[test]
fn former_communes_fill_the_present_ones_and_share_the_park_as_documented() {
    let park = features("park_boundary_demo.geojson").remove(0).region;
    let former = features("communes_2020.geojson");
    let present = features("communes_2025.geojson");
    assert_eq!((former.len(), present.len()), (21, 7));
    let total = |communes: &[Feature]| communes.iter().map(|c| c.region.area()).sum::<ExactArea>();
    assert_eq!(total(&former), total(&present));
    for commune in &present {
        let parts: Vec<_> = former.iter().filter(|f| f.text("successor_code") == commune.text("code")).collect();
        let sum = parts.iter().map(|f| f.region.area()).sum::<ExactArea>();
        assert_eq!(sum, commune.region.area(), "{} is made of its former communes", commune.text("name"));
    }
    let shares_ha = [
        ("Xã Trần Hưng Đạo", 40.0547),
        ("Xã Nhân Mỹ", 287.6822),
        ("Xã Nhân Nghĩa", 11.2225),
        ("Xã Nhân Bình", 200.4315),
        ("Xã Phú Phúc", 30.7098),
        ("Xã Xuân Khê", 93.0893),
        ("Xã Trần Thương", 251.7088),
        ("Xã Nhân Hà", 380.7714),
        ("Xã Nam Lý", 30.7098),
    ];
    for (name, expected_ha) in shares_ha {
        let communes = former.iter().chain(&present).filter(|c| c.text("name") == name && c.properties["hosts_park"] == true);
        let share: ExactArea = communes.map(|c| hecta::geometry::overlay::intersection(&c.region, &park).area()).sum();
        assert!((share.ha() - expected_ha).abs() < 0.0001, "{name}: {} ha", share.ha());
    }
}
