//! From JSON coordinates to rings of numbers.

use serde_json::Value;

use super::super::placement::{Refused, refused};
use super::super::problem::{Place, ProblemKind};

/// Reads the coordinates of one geometry.
pub(super) struct CoordinateReader {
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
    /// Rings of a Polygon, exterior first, or the lines of a MultiLineString.
    pub(super) fn polygon(&mut self, rings: &Value, place: Place) -> Result<Vec<Vec<[f64; 2]>>, Refused> {
        list(rings, place, "a polygon is a list of rings")?
            .iter()
            .enumerate()
            .map(|(i, ring)| self.ring(ring, Place { ring: Some(i + 1), ..place }))
            .collect()
    }

    /// Positions of a line or ring.
    pub(super) fn ring(&mut self, positions: &Value, place: Place) -> Result<Vec<[f64; 2]>, Refused> {
        let positions = list(positions, place, "a ring is a list of positions")?.iter().enumerate();
        positions.map(|(i, position)| self.position(position, Place { position: Some(i + 1), ..place })).collect()
    }

    /// One position; heights are noticed and dropped.
    pub(super) fn position(&mut self, position: &Value, place: Place) -> Result<[f64; 2], Refused> {
        let numbers = list(position, place, "a position is a list of numbers")?;
        let [first, second, rest @ ..] = &numbers[..] else {
            return Err(refused(place, ProblemKind::PositionTooShort { numbers: numbers.len() }));
        };
        self.saw_heights |= !rest.is_empty();
        let number = |value: &Value| {
            let not_a_number = || refused(place, ProblemKind::NotANumber { found: named(value) });
            value.as_f64().filter(|number| number.is_finite()).ok_or_else(not_a_number)
        };
        Ok([number(first)?, number(second)?])
    }
}

fn list<'a>(value: &'a Value, place: Place, rule: &str) -> Result<&'a Vec<Value>, Refused> {
    let broken = || refused(place, ProblemKind::BrokenGeometry { detail: format!("{rule}, {} stands here", named(value)) });
    value.as_array().ok_or_else(broken)
}
