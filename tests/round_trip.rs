//! What is written reads back as the same micrometres, vertex by vertex.

use std::path::Path;

use hecta::geometry::validity::region_from_raw;
use hecta::geometry::{ProjectCrs, Region};
use hecta::io::geojson::{self, WriteOptions};
use hecta::io::import::read_layers;
use hecta::io::{LandFeature, ReadOptions, SourceLayer, geopackage};

/// The files of the project, and one plan with 2,000 zones.
const FILES: [&str; 6] = [
    "data/communes_2020.geojson",
    "data/communes_2025.geojson",
    "data/park_boundary_demo.geojson",
    "data/sample_plan.geojson",
    "tests/data/plan_50/zones.geojson",
    "tests/data/plan_2000/zones.geojson",
];

fn layer(file: &str) -> SourceLayer {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a file of the project");
    geojson::read(&bytes, ReadOptions::default()).expect("readable")
}

fn regions(layer: &SourceLayer) -> Vec<Region> {
    layer.features.iter().map(|feature| region_from_raw(&feature.polygons).0).collect()
}

#[test]
fn geojson_comes_back_vertex_by_vertex() {
    for file in FILES {
        let first = layer(file);
        assert_eq!(first.problems, [], "{file}");
        let before = regions(&first);
        assert!(before.iter().all(|region| !region.is_empty()), "{file}");
        let properties = first.features.iter().map(|feature| feature.properties.clone());
        let features: Vec<_> =
            before.iter().zip(properties).map(|(region, properties)| LandFeature { id: None, properties, region }).collect();
        let text = geojson::write(&features, &first.members, WriteOptions::default()).expect("written").text;
        let second = geojson::read(text.as_bytes(), ReadOptions::default()).expect("readable");
        assert_eq!(second.problems, [], "{file}");
        assert!(regions(&second) == before, "{file}");
        assert!(second.features.iter().zip(&first.features).all(|(a, b)| a.properties == b.properties), "{file}");
        // a shared corner has one text, so other programs see the same coverage
        let again = geojson::write(&features, &first.members, WriteOptions::default()).expect("written").text;
        assert!(again == text, "{file}: the same plan gives the same bytes");
    }
}

#[test]
fn geopackage_comes_back_vertex_by_vertex() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("plan.gpkg");
    for file in FILES {
        let first = layer(file);
        let before = regions(&first);
        let features = before.iter().zip(first.features.iter().map(|feature| &feature.properties));
        let table = geopackage::table_from_regions("layer", "Lớp", ProjectCrs::default(), features);
        geopackage::write(&path, &[table]).expect("written");
        let second = read_layers(&path, ReadOptions::default()).expect("readable").remove(0);
        assert_eq!(second.problems, [], "{file}");
        assert!(regions(&second) == before, "{file}");
    }
}
