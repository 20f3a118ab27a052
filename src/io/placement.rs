//! From layers as a file has them to layers on the plan grid, with the reason where that fails; the same for every format.

mod helper_points;
mod outline;
mod points;

use std::ops::Range;

use self::helper_points::without_helper_points;
pub use self::outline::{OutlineFeature, OutlineLayer, OutlinePath, PathKind, outline_layer};
use self::points::{Projection, is_placed};
use super::flat::{FeatureRef, Paths, ShapeRef};
use super::guard::declared_name;
use super::import_error::{ImportError, MAX_PLAN_POSITIONS};
use super::problem::{ImportProblem, Place, ProblemKind};
use super::source::{DeclaredCrs, RawLayer, ReadOptions, SourceFeature, SourceLayer};
use super::watch::{Unwatched, Watch};
use crate::geometry::crs::Reading;
use crate::geometry::validity::RawPolygon;
use crate::geometry::{GridPoint, ProjectCrs, Ring};

/// Both numbers beyond this are metres, not degrees with a slip.
const CERTAINLY_NOT_DEGREES: f64 = 1_000.0;
/// Eastings and northings of VN-2000 grids in Vietnam, in metres: what tells exchanged axes.
const EASTINGS_M: [f64; 2] = [100_000.0, 900_000.0];
const NORTHINGS_M: [f64; 2] = [900_000.0, 2_700_000.0];

/// Puts layers on the plan grid; see [`place_layer`].
pub fn place_layers(raw: &[RawLayer], options: ReadOptions) -> Result<Vec<SourceLayer>, ImportError> {
    raw.iter().map(|layer| place_layer(layer, options)).collect()
}

/// Puts a layer on the plan grid of `options`, read in the CRS they state, else in the one it declares.
///
/// Features that cannot be placed are left out with the reason among the layer's problems; an error is returned only where nothing can be.
pub fn place_layer(raw: &RawLayer, options: ReadOptions) -> Result<SourceLayer, ImportError> {
    place_layer_watched(raw, options, &Unwatched)
}

/// Puts a layer on the plan grid as [`place_layer`] does while someone waits; [`ImportError::Stopped`] if nobody wants it any more.
pub fn place_layer_watched(raw: &RawLayer, options: ReadOptions, watch: &dyn Watch) -> Result<SourceLayer, ImportError> {
    let mut problems = Vec::new();
    let reading = reading_to_use(raw, options, &mut problems)?;
    let mut layer = place_watched(raw, reading, options.plan_crs, watch)?;
    layer.problems.splice(0..0, problems);
    refuse_metres(layer)
}

/// Puts a layer on the plan grid, read so whatever it declares.
pub(super) fn place_layer_so(raw: &RawLayer, reading: Reading, plan_crs: ProjectCrs) -> Result<SourceLayer, ImportError> {
    place_watched(raw, reading, plan_crs, &Unwatched)
}

fn place_watched(raw: &RawLayer, reading: Reading, plan_crs: ProjectCrs, watch: &dyn Watch) -> Result<SourceLayer, ImportError> {
    let positions = raw.features.positions();
    if positions.len() > MAX_PLAN_POSITIONS {
        return Err(ImportError::TooManyPositions { count: positions.len(), most: MAX_PLAN_POSITIONS });
    }
    let projection = Projection::new(reading, plan_crs)?;
    let points = projection.points(positions, watch)?;
    let placing = Placing { projection: &projection, positions, points: &points };
    let mut features = Vec::with_capacity(raw.features.len());
    let mut had_any_heights = false;
    let mut problems = raw.problems.clone();
    for feature in &raw.features {
        had_any_heights |= matches!(feature.shape(), ShapeRef::Polygons { had_heights: true, .. });
        match placing.feature(feature, raw.helper_tolerance_um, &mut problems) {
            Ok(feature) => features.push(feature),
            Err(problem) => problems.push(*problem),
        }
    }
    problems.sort_by_key(|problem| problem.place.feature);
    if had_any_heights {
        problems.push(ImportProblem::new(Place::default(), ProblemKind::HeightsDropped));
    }
    Ok(SourceLayer { name: raw.name.clone(), reading, members: raw.members.clone(), features, problems })
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

/// Land of one layer whose positions have been placed.
struct Placing<'a> {
    projection: &'a Projection,
    positions: &'a [[f64; 2]],
    points: &'a [GridPoint],
}

impl Placing<'_> {
    /// A feature on the grid, without the helper points that are where they should be.
    fn feature(
        &self,
        raw: FeatureRef<'_>,
        tolerance_um: f64,
        problems: &mut Vec<ImportProblem>,
    ) -> Result<SourceFeature, Refused> {
        let place = Place::feature(raw.number());
        let rings = match raw.shape() {
            ShapeRef::Missing => return Err(refused(place, ProblemKind::NoGeometry)),
            ShapeRef::WithoutArea { kind, .. } => {
                return Err(refused(place, ProblemKind::NotAPolygon { found: kind.to_owned() }));
            }
            ShapeRef::Broken(detail) => return Err(refused(place, ProblemKind::BrokenGeometry { detail: detail.to_owned() })),
            ShapeRef::Polygons { rings, .. } if rings.is_empty() => return Err(refused(place, ProblemKind::EmptyGeometry)),
            ShapeRef::Polygons { rings, .. } => rings,
        };
        let mut polygons = self.polygons(rings, place, problems)?;
        for (polygon, marks) in polygons.iter_mut().zip(raw.helper_points()) {
            for (ring, marked) in polygon.iter_mut().zip(marks).filter(|(_, marked)| !marked.is_empty()) {
                *ring = without_helper_points(ring, marked, tolerance_um);
            }
        }
        let id = raw.id().map(str::to_owned);
        Ok(SourceFeature { number: raw.number(), id, properties: raw.properties().to_map(), polygons })
    }

    fn polygons(&self, rings: Paths<'_>, place: Place, problems: &mut Vec<ImportProblem>) -> Result<Vec<RawPolygon>, Refused> {
        let count = rings.polygons().count();
        let place_of = |p: usize| Place { polygon: (count > 1).then_some(p + 1), ..place };
        let mut on_grid = Vec::with_capacity(count);
        let mut start = rings.range().start;
        for (p, polygon) in rings.polygons().enumerate() {
            let mut placed = RawPolygon::with_capacity(polygon.len());
            for (r, length) in polygon.lengths().enumerate() {
                let place = Place { ring: Some(r + 1), ..place_of(p) };
                let range = start..start + length;
                start = range.end;
                placed.push(Self::ring(self.placed(range, place)?.to_vec(), place, problems)?);
            }
            on_grid.push(placed);
        }
        Ok(on_grid)
    }

    /// The grid points of positions, or what is wrong with the first that could not be placed.
    fn placed(&self, range: Range<usize>, place: Place) -> Result<&[GridPoint], Refused> {
        let points = self.points.get(range.clone()).unwrap_or_default();
        let Some(at) = points.iter().position(|point| !is_placed(*point)) else { return Ok(points) };
        let place = Place { position: Some(at + 1), ..place };
        Err(self.projection.refusal(self.positions[range.start + at], place))
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

fn degrees_in_range([first, second]: [f64; 2]) -> Result<(), Box<ProblemKind>> {
    if first.abs() > CERTAINLY_NOT_DEGREES && second.abs() > CERTAINLY_NOT_DEGREES {
        return Err(Box::new(ProblemKind::NotDegrees { first, second }));
    }
    if second.abs() > 90.0 {
        let swap_fits = first.abs() <= 90.0 && second.abs() <= 180.0;
        return Err(Box::new(ProblemKind::LatitudeOutOfRange { latitude_deg: second, swap_fits }));
    }
    if first.abs() > 180.0 {
        return Err(Box::new(ProblemKind::LongitudeOutOfRange { longitude_deg: first }));
    }
    Ok(())
}

/// Refuses a northing (X, Bắc) in the place of the easting (Y, Đông): no zone reaches that far east.
fn metres_in_order([first, second]: [f64; 2]) -> Result<(), Box<ProblemKind>> {
    let within = |[least, most]: [f64; 2], value: f64| least <= value && value <= most;
    if first > EASTINGS_M[1] && within(NORTHINGS_M, first) && within(EASTINGS_M, second) {
        return Err(Box::new(ProblemKind::GridAxesSwapped { first_m: first, second_m: second }));
    }
    Ok(())
}
