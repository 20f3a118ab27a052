//! From JSON coordinates to rings on the plan grid.

use serde_json::Value;

use super::super::source::{ImportProblem, Place, ProblemKind, ReadOptions};
use crate::geometry::crs::{CrsError, FileCrs, ToGrid};
use crate::geometry::validity::RawPolygon;
use crate::geometry::{GridPoint, Ring};

/// Both numbers beyond this are metres, not degrees with a slip.
const CERTAINLY_NOT_DEGREES: f64 = 1_000.0;

/// Reads the coordinates of one layer.
pub(super) struct CoordinateReader {
    to_grid: ToGrid,
    crs: FileCrs,
    options: ReadOptions,
    /// Whether a position had a third number.
    pub(super) saw_heights: bool,
}

/// What went wrong, and where the ring was.
type Refused = Box<ImportProblem>;

fn refused(place: Place, kind: ProblemKind) -> Refused {
    Box::new(ImportProblem::new(place, kind))
}

/// A JSON value as a message names it; long ones are cut.
pub(super) fn named(value: &Value) -> String {
    let text = match value {
        Value::Object(_) => return "an object".into(),
        Value::Array(_) => return "a list".into(),
        other => other.to_string(),
    };
    if text.chars().count() > 40 { text.chars().take(39).chain(['…']).collect() } else { text }
}

impl CoordinateReader {
    pub(super) fn new(crs: FileCrs, options: ReadOptions) -> Result<Self, CrsError> {
        Ok(Self { to_grid: ToGrid::new(crs, options.plan_crs)?, crs, options, saw_heights: false })
    }

    /// Rings of a Polygon. The ring's place comes with each unclosed ring.
    pub(super) fn polygon(
        &mut self,
        rings: &Value,
        place: Place,
        problems: &mut Vec<ImportProblem>,
    ) -> Result<RawPolygon, Refused> {
        list(rings, place, "a polygon is a list of rings")?
            .iter()
            .enumerate()
            .map(|(i, ring)| self.ring(ring, Place { ring: Some(i + 1), ..place }, problems))
            .collect()
    }

    fn ring(&mut self, positions: &Value, place: Place, problems: &mut Vec<ImportProblem>) -> Result<Ring, Refused> {
        let positions = list(positions, place, "a ring is a list of positions")?;
        let mut ring = Ring::with_capacity(positions.len());
        for (i, position) in positions.iter().enumerate() {
            ring.push(self.position(position, Place { position: Some(i + 1), ..place })?);
        }
        let closed = ring.len() > 1 && ring.first() == ring.last();
        if ring.len() < if closed { 4 } else { 3 } {
            return Err(refused(place, ProblemKind::TooFewPositions { positions: ring.len() }));
        }
        if closed {
            ring.pop();
        } else {
            problems.push(ImportProblem { place, at: ring.last().copied(), kind: ProblemKind::UnclosedRing });
        }
        Ok(ring)
    }

    fn position(&mut self, position: &Value, place: Place) -> Result<GridPoint, Refused> {
        let numbers = list(position, place, "a position is a list of numbers")?;
        let [first, second, rest @ ..] = &numbers[..] else {
            return Err(refused(place, ProblemKind::PositionTooShort { numbers: numbers.len() }));
        };
        self.saw_heights |= !rest.is_empty();
        let number = |value: &Value| {
            let not_a_number = || refused(place, ProblemKind::NotANumber { found: named(value) });
            value.as_f64().filter(|number| number.is_finite()).ok_or_else(not_a_number)
        };
        let (first, second) = (number(first)?, number(second)?);
        let ordered = if self.options.swap_axes { [second, first] } else { [first, second] };
        self.in_range(ordered).map_err(|kind| refused(place, kind))?;
        self.to_grid
            .grid(ordered)
            .map_err(|_| refused(place, ProblemKind::BeyondProjection { first, second, plan_crs: self.options.plan_crs }))
    }

    fn in_range(&self, [first, second]: [f64; 2]) -> Result<(), ProblemKind> {
        if !self.crs.is_geographic() {
            return Ok(());
        }
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
}

fn list<'a>(value: &'a Value, place: Place, rule: &str) -> Result<&'a Vec<Value>, Refused> {
    let broken = || refused(place, ProblemKind::BrokenGeometry { detail: format!("{rule}, {} stands here", named(value)) });
    value.as_array().ok_or_else(broken)
}
