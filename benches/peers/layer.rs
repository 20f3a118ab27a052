//! A layer of parcels: reading it to metres with its index, and finding the parcel of each of many places.

use std::path::Path;

use hecta::app::job::Progress;
use hecta::app::reference::{ReferenceShape, read_reference};
use hecta::geometry::area::signed_ring_area;
use hecta::geometry::coverage::envelope;
use hecta::geometry::{ExactArea, GridPoint, ProjectCrs};
use hecta::io::{KnownPlaces, ReadOptions};
use rstar::RTree;
use rstar::primitives::Rectangle;

use crate::{Failure, Told};

/// Reads a file as a reference layer, as the window does.
pub fn read(path: &Path) -> Result<ReferenceShape, Failure> {
    let known = KnownPlaces::embedded(ProjectCrs::default())?;
    let layers = read_reference(path, ReadOptions::default(), &known, &Progress::default())?;
    Ok(layers.into_iter().next().ok_or("a file without a layer")?.1)
}

/// Reads a layer and finds the parcel at each place of a file.
pub fn load_and_find(layer: &Path, places: &Path) -> Result<Told, Failure> {
    let mut told = Told::default();
    let shape = told.phase("load", || read(layer))?;
    told.total("features", shape.len());
    told.total("vertices", shape.counts().vertices);
    told.total("area_m2", area(&shape).m2());

    let places = places_of(&std::fs::read(places)?);
    told.repeated("index", || index(&shape).size())?;
    let found = told.repeated("find", || shape.holding(&places))?;
    told.total("found", found.len());
    told.total("found_numbers", found.iter().map(|(_, parcel)| shape.number(*parcel as usize) as u64).sum::<u64>());
    Ok(told)
}

/// An index of the boxes of all parcels, as the shape has one since it was loaded.
fn index(shape: &ReferenceShape) -> RTree<Rectangle<[f64; 2]>> {
    let bounds = (0..shape.len()).filter_map(|feature| shape.bounds_of(feature));
    RTree::bulk_load(bounds.map(|bounds| Rectangle::from_aabb(envelope(bounds))).collect())
}

/// The land of all parcels; exteriors and holes differ by their direction or, where a file does not keep to it, by what they are.
fn area(shape: &ReferenceShape) -> ExactArea {
    let rings = (0..shape.len()).flat_map(|feature| shape.paths(feature));
    rings
        .map(|ring| {
            let land = signed_ring_area(ring.points).abs();
            if ring.kind == hecta::io::PathKind::Hole { -land } else { land }
        })
        .sum()
}

/// Easting and northing in µm, each eight bytes, the lowest first.
fn places_of(bytes: &[u8]) -> Vec<GridPoint> {
    let number = |bytes: &[u8]| bytes.try_into().map_or(0, i64::from_le_bytes);
    bytes.chunks_exact(16).map(|pair| GridPoint::new(number(&pair[..8]), number(&pair[8..]))).collect()
}
