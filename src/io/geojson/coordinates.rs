//! From JSON coordinates to rings on the plan grid.

use serde_json::Value;

use super::super::placement::{Placement, Refused, refused};
use super::super::problem::{ImportProblem, Place, ProblemKind};
use crate::geometry::validity::RawPolygon;
use crate::geometry::{GridPoint, Ring};

/// Reads the coordinates of one layer.
pub(super) struct CoordinateReader {
    placement: Placement,
    /// Whether a position had a third number.
    pub(super) saw_heights: bool,
}

/// A JSON value as a message names it; long ones are cut.
pub(super) fn named(value: &Value) -> String {
    let text = match value {
        Value::Object(_) => return "{…}".into(),
        Value::Array(_) => return "[…]".into(),
        other => other.to_string(),
    };
    if text.chars().count() > 40 { text.chars().take(39).chain(['…']).collect() } else { text }
}

impl CoordinateReader {
    pub(super) const fn new(placement: Placement) -> Self {
        Self { placement, saw_heights: false }
    }

    /// Rings of a Polygon, exterior first.
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
        Placement::ring(ring, place, problems)
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
        self.placement.point([number(first)?, number(second)?], place)
    }
}

fn list<'a>(value: &'a Value, place: Place, rule: &str) -> Result<&'a Vec<Value>, Refused> {
    let broken = || refused(place, ProblemKind::BrokenGeometry { detail: format!("{rule}, {} stands here", named(value)) });
    value.as_array().ok_or_else(broken)
}
