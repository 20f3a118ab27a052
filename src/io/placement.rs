//! From layers as a file has them to layers on the plan grid, with the reason where that fails; the same for every format.

mod helper_points;
mod outline;

use self::helper_points::without_helper_points;
pub use self::outline::{OutlineFeature, OutlineLayer, OutlinePath, PathKind, outline_layer};
use super::guard::declared_name;
use super::import_error::ImportError;
use super::problem::{ImportProblem, Place, ProblemKind};
use super::source::{DeclaredCrs, RawFeature, RawLayer, ReadOptions, Shape, SourceFeature, SourceLayer};
use crate::geometry::crs::{CrsError, Reading, ToGrid};
use crate::geometry::validity::RawPolygon;
use crate::geometry::{GridPoint, ProjectCrs, Ring};

/// Both numbers beyond this are metres, not degrees with a slip.
const CERTAINLY_NOT_DEGREES: f64 = 1_000.0;
/// Eastings and northings of VN-2000 grids in Vietnam, in metres: what tells exchanged axes.
const EASTINGS_M: [f64; 2] = [100_000.0, 900_000.0];
const NORTHINGS_M: [f64; 2] = [900_000.0, 2_700_000.0];

/// Puts layers on the plan grid; see [`place_layer`].
pub fn place_layers(raw: Vec<RawLayer>, options: ReadOptions) -> Result<Vec<SourceLayer>, ImportError> {
    raw.into_iter().map(|layer| place_layer(layer, options)).collect()
}

/// Puts a layer on the plan grid of `options`, read in the CRS they state, else in the one it declares.
///
/// Features that cannot be placed are left out with the reason among the layer's problems; an error is returned only where nothing can be.
pub fn place_layer(raw: RawLayer, options: ReadOptions) -> Result<SourceLayer, ImportError> {
    let mut problems = Vec::new();
    let reading = reading_to_use(&raw, options, &mut problems)?;
    let mut layer = place_layer_so(raw, reading, options.plan_crs)?;
    layer.problems.splice(0..0, problems);
    refuse_metres(layer)
}

/// Puts a layer on the plan grid, read so whatever it declares.
pub(super) fn place_layer_so(raw: RawLayer, reading: Reading, plan_crs: ProjectCrs) -> Result<SourceLayer, ImportError> {
    let mut problems = Vec::new();
    let placement = Placement::new(reading, plan_crs).map_err(ImportError::Crs)?;
    let mut features = Vec::with_capacity(raw.features.len());
    let mut had_any_heights = false;
    let mut of_features = raw.problems;
    for feature in raw.features {
        had_any_heights |= matches!(feature.shape, Shape::Polygons { had_heights: true, .. });
        match placement.feature(feature, raw.helper_tolerance_um, &mut of_features) {
            Ok(feature) => features.push(feature),
            Err(problem) => of_features.push(*problem),
        }
    }
    of_features.sort_by_key(|problem| problem.place.feature);
    problems.extend(of_features);
    if had_any_heights {
        problems.push(ImportProblem::new(Place::default(), ProblemKind::HeightsDropped));
    }
    Ok(SourceLayer { name: raw.name, reading, members: raw.members, features, problems })
}

/// How the positions are read: as stated, else in the CRS that is declared.
fn reading_to_use(raw: &RawLayer, options: ReadOptions, problems: &mut Vec<ImportProblem>) -> Result<Reading, ImportError> {
    let mut tell = |kind| problems.push(ImportProblem::new(Place::default(), kind));
    let overruled = |stated| ProblemKind::DeclaredCrsOverruled { declared: declared_name(&raw.crs), stated };
    match (options.reading, &raw.crs) {
        (Some(stated), DeclaredCrs::Known(declared) | DeclaredCrs::Contradicted { used: declared, .. })
            if stated != Reading::of(*declared) =>
        {
            tell(overruled(stated));
        }
        (Some(stated), DeclaredCrs::Unknown { source: Some(_), .. }) => tell(overruled(stated)),
        (Some(stated), _) if !stated.is_plain() => tell(ProblemKind::ReadAsStated { stated }),
        (None, DeclaredCrs::Contradicted { code, used }) => tell(ProblemKind::CrsCodeContradicted { code: *code, used: *used }),
        _ => {}
    }
    let no_crs = || match &raw.crs {
        DeclaredCrs::Unknown { name, source: Some(source) } => {
            ImportError::UnusableCrs { declared: name.clone(), source: source.clone() }
        }
        _ => ImportError::NoCrs { layer: raw.name.clone().unwrap_or_default() },
    };
    options.reading.or(raw.crs.usable().map(Reading::of)).ok_or_else(no_crs)
}

/// A file whose every refused feature is in metres has one fault, not many.
fn refuse_metres(layer: SourceLayer) -> Result<SourceLayer, ImportError> {
    match layer.first_error() {
        Some(&ImportProblem { place, kind: ProblemKind::NotDegrees { first, second }, .. }) if layer.features.is_empty() => {
            Err(ImportError::NotDegrees { place, first, second })
        }
        _ => Ok(layer),
    }
}

/// A feature that cannot be read, and why. Boxed: it is rare and large.
pub(super) type Refused = Box<ImportProblem>;

/// Makes the refusal of a feature.
pub(super) fn refused(place: Place, kind: ProblemKind) -> Refused {
    Box::new(ImportProblem::new(place, kind))
}

/// Puts positions of one layer on the plan grid.
struct Placement {
    to_grid: ToGrid,
    reading: Reading,
    plan_crs: ProjectCrs,
}

impl Placement {
    /// For positions to be read so.
    fn new(reading: Reading, plan_crs: ProjectCrs) -> Result<Self, CrsError> {
        Ok(Self { to_grid: ToGrid::of_reading(reading, plan_crs)?, reading, plan_crs })
    }

    /// A feature on the grid, without the helper points that are where they should be.
    fn feature(&self, raw: RawFeature, tolerance_um: f64, problems: &mut Vec<ImportProblem>) -> Result<SourceFeature, Refused> {
        let RawFeature { number, id, properties, shape, helper_points } = raw;
        let place = Place::feature(number);
        let polygons = match shape {
            Shape::Missing => return Err(refused(place, ProblemKind::NoGeometry)),
            Shape::WithoutArea { kind, .. } => return Err(refused(place, ProblemKind::NotAPolygon { found: kind.to_owned() })),
            Shape::Broken(detail) => return Err(refused(place, ProblemKind::BrokenGeometry { detail })),
            Shape::Polygons { polygons, .. } if polygons.is_empty() => return Err(refused(place, ProblemKind::EmptyGeometry)),
            Shape::Polygons { polygons, .. } => polygons,
        };
        let mut on_grid = self.polygons(&polygons, place, problems)?;
        for (polygon, marks) in on_grid.iter_mut().zip(&helper_points) {
            for (ring, marked) in polygon.iter_mut().zip(marks).filter(|(_, marked)| !marked.is_empty()) {
                *ring = without_helper_points(ring, marked, tolerance_um);
            }
        }
        Ok(SourceFeature { number, id, properties, polygons: on_grid })
    }

    fn polygons(
        &self,
        polygons: &[Vec<Vec<[f64; 2]>>],
        place: Place,
        problems: &mut Vec<ImportProblem>,
    ) -> Result<Vec<RawPolygon>, Refused> {
        let place_of = |p: usize| Place { polygon: (polygons.len() > 1).then_some(p + 1), ..place };
        let mut on_grid = Vec::with_capacity(polygons.len());
        for (p, polygon) in polygons.iter().enumerate() {
            let mut rings = RawPolygon::with_capacity(polygon.len());
            for (r, ring) in polygon.iter().enumerate() {
                let place = Place { ring: Some(r + 1), ..place_of(p) };
                let points = ring.iter().enumerate().map(|(i, position)| {
                    let place = Place { position: Some(i + 1), ..place };
                    if let Some(number) = position.iter().find(|number| !number.is_finite()) {
                        return Err(refused(place, ProblemKind::NotANumber { found: number.to_string() }));
                    }
                    self.point(*position, place)
                });
                rings.push(Self::ring(points.collect::<Result<_, _>>()?, place, problems)?);
            }
            on_grid.push(rings);
        }
        Ok(on_grid)
    }

    /// The grid point of a position as the file has it.
    fn point(&self, [first, second]: [f64; 2], place: Place) -> Result<GridPoint, Refused> {
        let Some(natural) = self.reading.natural([first, second]) else {
            let found = format!("{first}, {second} ({})", self.reading);
            return Err(refused(place, ProblemKind::NotANumber { found }));
        };
        let in_range = if self.reading.crs.is_geographic() { degrees_in_range(natural) } else { metres_in_order(natural) };
        in_range.map_err(|kind| refused(place, kind))?;
        let plan_crs = self.plan_crs;
        self.to_grid.grid(natural).map_err(|_| refused(place, ProblemKind::BeyondProjection { first, second, plan_crs }))
    }

    /// The vertices of a ring, each once, from its positions in the file, of which the last should repeat the first.
    fn ring(mut positions: Ring, place: Place, problems: &mut Vec<ImportProblem>) -> Result<Ring, Refused> {
        let closed = positions.len() > 1 && positions.first() == positions.last();
        if positions.len() < if closed { 4 } else { 3 } {
            return Err(refused(place, ProblemKind::TooFewPositions { positions: positions.len() }));
        }
        if closed {
            positions.pop();
        } else {
            problems.push(ImportProblem { place, at: positions.last().copied(), kind: ProblemKind::UnclosedRing });
        }
        Ok(positions)
    }
}

fn degrees_in_range([first, second]: [f64; 2]) -> Result<(), ProblemKind> {
    if first.abs() > CERTAINLY_NOT_DEGREES && second.abs() > CERTAINLY_NOT_DEGREES {
        return Err(ProblemKind::NotDegrees { first, second });
    }
    if second.abs() > 90.0 {
        return Err(ProblemKind::LatitudeOutOfRange {
            latitude_deg: second,
            swap_fits: first.abs() <= 90.0 && second.abs() <= 180.0,
        });
    }
    if first.abs() > 180.0 {
        return Err(ProblemKind::LongitudeOutOfRange { longitude_deg: first });
    }
    Ok(())
}

/// Refuses a northing (X, Bắc) in the place of the easting (Y, Đông): no zone reaches that far east.
fn metres_in_order([first, second]: [f64; 2]) -> Result<(), ProblemKind> {
    let within = |[least, most]: [f64; 2], value: f64| least <= value && value <= most;
    if first > EASTINGS_M[1] && within(NORTHINGS_M, first) && within(EASTINGS_M, second) {
        return Err(ProblemKind::GridAxesSwapped { first_m: first, second_m: second });
    }
    Ok(())
}
