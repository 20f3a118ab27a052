//! From coordinates of a file to rings on the plan grid, with the reason where that fails; the same for every format.

use super::problem::{ImportProblem, Place, ProblemKind};
use super::source::ReadOptions;
use crate::geometry::crs::{CrsError, FileCrs, ToGrid};
use crate::geometry::{GridPoint, Ring};

/// Both numbers beyond this are metres, not degrees with a slip.
const CERTAINLY_NOT_DEGREES: f64 = 1_000.0;
/// Eastings and northings of VN-2000 grids in Vietnam, in metres: what tells exchanged axes.
const EASTINGS_M: [f64; 2] = [100_000.0, 900_000.0];
const NORTHINGS_M: [f64; 2] = [900_000.0, 2_700_000.0];

/// A feature that cannot be read, and why. Boxed: it is rare and large.
pub(super) type Refused = Box<ImportProblem>;

/// Makes the refusal of a feature.
pub(super) fn refused(place: Place, kind: ProblemKind) -> Refused {
    Box::new(ImportProblem::new(place, kind))
}

/// Puts positions of one layer on the plan grid.
pub(super) struct Placement {
    to_grid: ToGrid,
    crs: FileCrs,
    options: ReadOptions,
}

impl Placement {
    /// For positions in `crs`.
    pub(super) fn new(crs: FileCrs, options: ReadOptions) -> Result<Self, CrsError> {
        Ok(Self { to_grid: ToGrid::new(crs, options.plan_crs)?, crs, options })
    }

    /// The grid point of a position as the file has it.
    pub(super) fn point(&self, [first, second]: [f64; 2], place: Place) -> Result<GridPoint, Refused> {
        let ordered = if self.options.swap_axes { [second, first] } else { [first, second] };
        if self.crs.is_geographic() {
            degrees_in_range(ordered).map_err(|kind| refused(place, kind))?;
        } else {
            metres_in_order(ordered).map_err(|kind| refused(place, kind))?;
        }
        let plan_crs = self.options.plan_crs;
        self.to_grid.grid(ordered).map_err(|_| refused(place, ProblemKind::BeyondProjection { first, second, plan_crs }))
    }

    /// The vertices of a ring, each once, from its positions in the file, of which the last should repeat the first.
    pub(super) fn ring(mut positions: Ring, place: Place, problems: &mut Vec<ImportProblem>) -> Result<Ring, Refused> {
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
