//! Drawings (DXF), KML and KMZ: what comes in and what goes out.

#[path = "cad/drawings_in.rs"]
mod drawings_in;
#[path = "cad/drawings_out.rs"]
mod drawings_out;
#[path = "cad/kml.rs"]
mod kml;
mod judged;

use std::path::{Path, PathBuf};

use hecta::geometry::ProjectCrs;
use hecta::geometry::crs::Reading;
use hecta::io::{Imported, ReadOptions, import_plan};
use hecta::plan::Plan;

use judged::exported;

/// A file of this repository.
fn kept(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Options that state the plan's grid, as a drawing names none.
fn in_plan_grid() -> ReadOptions {
    ReadOptions { reading: Some(Reading::of(ProjectCrs::default())), ..ReadOptions::default() }
}

fn imported(path: &Path) -> Imported {
    import_plan(path, in_plan_grid(), None, None).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Land and attributes of two plans are the same, vertex by vertex.
fn assert_same(a: &Plan, b: &Plan) {
    assert_eq!(a.zones().len(), b.zones().len());
    for (a, b) in a.zones().zip(b.zones()) {
        assert!(a.region == b.region, "{} changed", a.attributes.code);
        assert_eq!(a.attributes, b.attributes);
    }
    assert_eq!(a.boundary(), b.boundary());
    assert_eq!(a.approval(), b.approval());
    let plots = |plan: &Plan| -> Vec<_> {
        plan.zones().filter_map(|zone| plan.plots(zone.id)).flat_map(|plots| plots.zones().cloned().collect::<Vec<_>>()).collect()
    };
    let (a, b) = (plots(a), plots(b));
    assert_eq!(a.len(), b.len());
    assert!(a.iter().zip(&b).all(|(a, b)| a.region == b.region && a.attributes == b.attributes));
}
