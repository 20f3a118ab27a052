//! Shapefiles in and out, FlatGeobuf and GeoJSON sequences in; what GDAL writes, what Hecta writes, and what is damaged.

#[path = "shape/damage.rs"]
mod damage;
#[path = "shape/foreign.rs"]
mod foreign;
mod judged;
#[path = "shape/sequence.rs"]
mod sequence;
#[path = "shape/written.rs"]
mod written;

use std::path::{Path, PathBuf};

use hecta::geometry::Region;
use hecta::geometry::validity::region_from_raw;
use hecta::io::import::read_raw_layers;
use hecta::io::{FileFault, ProblemKind, RawLayer, ReadOptions, SourceLayer, place_layers};

/// A file that GDAL wrote.
fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shapes").join(name)
}

/// The one layer of a file.
fn raw(path: &Path) -> RawLayer {
    let mut layers = read_raw_layers(path, ReadOptions::default()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    assert_eq!(layers.len(), 1);
    layers.remove(0)
}

fn placed(raw: RawLayer) -> SourceLayer {
    place_layers(&[raw], ReadOptions::default()).expect("on the grid").remove(0)
}

fn regions(layer: &SourceLayer) -> Vec<Region> {
    layer.features.iter().map(|feature| region_from_raw(&feature.polygons).0).collect()
}

/// What was wrong with the file around its features.
fn faults(layer: &RawLayer) -> Vec<FileFault> {
    let fault = |kind: &ProblemKind| if let ProblemKind::File(fault) = kind { Some(fault.clone()) } else { None };
    layer.problems.iter().filter_map(|problem| fault(&problem.kind)).collect()
}

/// Copies a Shapefile of the given endings into a folder.
fn copy(name: &str, endings: &[&str], folder: &Path) -> PathBuf {
    for ending in endings {
        let file = Path::new(name).with_extension(ending);
        std::fs::copy(kept(name).with_extension(ending), folder.join(file)).expect("copied");
    }
    folder.join(name).with_extension("shp")
}
