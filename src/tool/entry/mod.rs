//! Dynamic input at the cursor: the next point typed as distance and bearing, or as coordinates.

mod figures;

use super::aim::{Anchor, TypedParts};
use super::constraint::Heading;
use super::event::bearing_deg;
use crate::geometry::GridPoint;
use crate::geometry::grid::UM_PER_M;

pub use figures::{degrees, leading_reading, number};

/// What can be typed of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Distance from the last corner, metres; also a whole point, as "120,5<47d12'30", "@10 -5" or "2271903 616580".
    Distance,
    /// Bearing (phương vị), clockwise from grid north.
    Bearing,
    /// Angle from the direction of the previous edge, clockwise; 0 goes straight on.
    Turn,
    /// X (north), metres; also a whole point.
    North,
    /// Y (east), metres.
    East,
}

impl Field {
    /// All fields, in the order of the Tab key.
    pub const ALL: [Self; 5] = [Self::Distance, Self::Bearing, Self::Turn, Self::North, Self::East];

    const fn is_polar(self) -> bool {
        matches!(self, Self::Distance | Self::Bearing | Self::Turn)
    }
}

/// Why what is typed is no point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryError {
    /// This is no number.
    NotANumber(String),
    /// A point or comma could part thousands or decimals.
    Ambiguous(String),
    /// This is no angle.
    NotABearing(String),
    /// The coordinates lie outside Vietnam, whichever way around.
    NotAPlace,
    /// Distances need a corner to count from.
    NoCorner,
    /// The new corner would be the last one.
    NoDistance,
    /// A part is missing, and there is no pointer to give it.
    Incomplete,
}

impl EntryError {
    /// The text it is about.
    pub fn text(&self) -> &str {
        match self {
            Self::NotANumber(text) | Self::Ambiguous(text) | Self::NotABearing(text) => text,
            _ => "",
        }
    }
}

/// Keys that mean something while a point is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKey {
    /// To the next field.
    Tab,
    /// To the field before.
    BackTab,
    /// Puts the point.
    Enter,
    /// Gives up what is typed.
    Escape,
    /// Takes the last character back; what is empty is closed.
    Backspace,
}

/// A point while it is typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    texts: [String; Field::ALL.len()],
    active: Field,
    anchor: Option<Anchor>,
    decimal: char,
    error: Option<EntryError>,
}

impl Entry {
    /// Whether a character begins an entry.
    pub const fn begins_with(c: char) -> bool {
        c.is_ascii_digit() || matches!(c, '-' | '@' | '<' | ',' | '.')
    }

    /// An empty entry; `anchor` is what distances count from, `decimal` the sign of the language.
    pub fn new(anchor: Option<Anchor>, decimal: char) -> Self {
        let active = if anchor.is_some() { Field::Distance } else { Field::North };
        Self { texts: Default::default(), active, anchor, decimal, error: None }
    }

    /// The fields there are, in the order of the Tab key.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        Field::ALL.into_iter().filter(|field| match field {
            Field::Distance | Field::Bearing => self.anchor.is_some(),
            Field::Turn => self.anchor.is_some_and(|anchor| anchor.previous.is_some()),
            Field::North | Field::East => true,
        })
    }

    /// The field being typed into.
    pub const fn active(&self) -> Field {
        self.active
    }

    /// What stands in a field.
    pub fn text(&self, field: Field) -> &str {
        &self.texts[field as usize]
    }

    /// Why it was not taken, until something else is typed.
    pub const fn error(&self) -> Option<&EntryError> {
        self.error.as_ref()
    }

    /// Types into the active field. A point is given by direction or by coordinates, and a direction in one way.
    pub fn type_text(&mut self, text: &str) {
        self.error = None;
        self.texts[self.active as usize].extend(text.chars().filter(|c| !c.is_control()));
        let excluded: &[Field] = match self.active {
            Field::Distance => &[Field::North, Field::East],
            Field::Bearing => &[Field::Turn, Field::North, Field::East],
            Field::Turn => &[Field::Bearing, Field::North, Field::East],
            Field::North | Field::East => &[Field::Distance, Field::Bearing, Field::Turn],
        };
        excluded.iter().for_each(|field| self.texts[*field as usize].clear());
    }

    /// Takes the last character of the active field back; `false` if nothing at all was left to take.
    pub fn backspace(&mut self) -> bool {
        self.error = None;
        self.texts[self.active as usize].pop().is_some() || self.texts.iter().any(|text| !text.is_empty())
    }

    /// Goes to the next field, or the one before.
    pub fn go(&mut self, forward: bool) {
        let fields: Vec<Field> = self.fields().collect();
        let at = fields.iter().position(|field| *field == self.active).unwrap_or(0);
        let next = if forward { at + 1 } else { at + fields.len() - 1 };
        self.active = fields[next % fields.len()];
    }

    /// Makes a field the active one, if there is such a field.
    pub fn activate(&mut self, field: Field) {
        if self.fields().any(|there| there == field) {
            self.active = field;
        }
    }

    /// Keeps why it was not taken.
    pub fn refuse(&mut self, error: EntryError) {
        self.error = Some(error);
    }

    /// What can already be read, to be shown while typing.
    pub fn parts(&self) -> TypedParts {
        if let Ok(Some(point)) = self.expression() {
            return TypedParts { north_um: Some(point.north), east_um: Some(point.east), ..TypedParts::default() };
        }
        let um = |metres: f64| (metres * UM_PER_M as f64).round();
        let coordinate = |field, is_north| {
            let text = self.text(field);
            figures::coordinate(text, is_north, self.decimal).ok().map(|metres| um(metres) as i64)
        };
        TypedParts {
            distance_um: self.distance_m().ok().flatten().map(um),
            bearing_deg: self.bearing().ok().flatten(),
            north_um: coordinate(Field::North, true),
            east_um: coordinate(Field::East, false),
        }
    }

    /// The point that is typed; `cursor` is where the pointer is with what is typed so far, and gives what is not typed.
    pub fn point(&self, cursor: Option<GridPoint>) -> Result<GridPoint, EntryError> {
        if let Some(point) = self.expression()? {
            return self.unless_repeated(point);
        }
        let (north, east) = (self.text(Field::North), self.text(Field::East));
        if !north.trim().is_empty() && !east.trim().is_empty() {
            let (north_m, east_m) = figures::place(north, east, self.decimal)?;
            return self.unless_repeated(at_m(north_m, east_m)?);
        }
        if !north.trim().is_empty() || !east.trim().is_empty() {
            let is_north = !north.trim().is_empty();
            let um = (figures::coordinate(if is_north { north } else { east }, is_north, self.decimal)? * UM_PER_M as f64).round()
                as i64;
            let rest = cursor.ok_or(EntryError::Incomplete)?;
            return Ok(if is_north { GridPoint::new(rest.east, um) } else { GridPoint::new(um, rest.north) }.rounded_to_mm());
        }
        let (distance_m, bearing) = (self.distance_m()?, self.bearing()?);
        let point = match (self.anchor, distance_m, bearing) {
            (_, None, None) => return Err(EntryError::Incomplete),
            (Some(anchor), Some(distance_m), Some(degrees)) => polar(anchor, distance_m, degrees),
            _ => cursor.ok_or(EntryError::Incomplete)?,
        };
        self.unless_repeated(point)
    }

    fn unless_repeated(&self, point: GridPoint) -> Result<GridPoint, EntryError> {
        let repeats = self.anchor.is_some_and(|anchor| anchor.from == point);
        if repeats { Err(EntryError::NoDistance) } else { Ok(point) }
    }

    fn distance_m(&self) -> Result<Option<f64>, EntryError> {
        let text = self.text(Field::Distance).trim();
        if text.is_empty() { Ok(None) } else { number(text, self.decimal).map(Some) }
    }

    /// The bearing, typed as such or as an angle to the previous edge.
    fn bearing(&self) -> Result<Option<f64>, EntryError> {
        let (bearing, turn) = (self.text(Field::Bearing).trim(), self.text(Field::Turn).trim());
        if !bearing.is_empty() {
            return whole_turn(bearing, self.decimal).map(Some);
        }
        let Some((anchor, previous)) = self.anchor.and_then(|a| Some((a, a.previous?))) else { return Ok(None) };
        if turn.is_empty() {
            return Ok(None);
        }
        let turned = bearing_deg(previous, anchor.from) + degrees(turn, self.decimal)?;
        Ok(Some(turned.rem_euclid(360.0)))
    }

    /// A whole point in one field: "@north east", "@distance<bearing", "distance<bearing", "X Y". `None` if it is a plain number.
    fn expression(&self) -> Result<Option<GridPoint>, EntryError> {
        let text = self.text(if self.active.is_polar() { Field::Distance } else { Field::North });
        let text = if text.is_empty() { self.text(Field::East) } else { text }.trim();
        let (is_relative, rest) = text.strip_prefix('@').map_or((false, text), |rest| (true, rest.trim()));
        if let Some((distance, bearing)) = rest.split_once('<') {
            let anchor = self.anchor.ok_or(EntryError::NoCorner)?;
            let distance_m = number(distance, self.decimal)?;
            return Ok(Some(polar(anchor, distance_m, whole_turn(bearing, self.decimal)?)));
        }
        match figures::pair(rest, self.decimal) {
            Some((north, east)) if is_relative => {
                let from = self.anchor.ok_or(EntryError::NoCorner)?.from;
                let um = |text: &str| Ok((number(text, self.decimal)? * UM_PER_M as f64).round() as i64);
                Ok(Some(GridPoint::new(from.east + um(&east)?, from.north + um(&north)?).rounded_to_mm()))
            }
            Some((first, second)) => {
                let (north_m, east_m) = figures::place(&first, &second, self.decimal)?;
                at_m(north_m, east_m).map(Some)
            }
            None if is_relative => Err(EntryError::NotANumber(rest.to_owned())),
            None => Ok(None),
        }
    }
}

/// A bearing from 0 to 360 degrees.
fn whole_turn(text: &str, decimal: char) -> Result<f64, EntryError> {
    let found = degrees(text, decimal)?;
    let is_bearing = (0.0..=360.0).contains(&found);
    if is_bearing { Ok(found % 360.0) } else { Err(EntryError::NotABearing(text.trim().to_owned())) }
}

fn polar(anchor: Anchor, distance_m: f64, bearing: f64) -> GridPoint {
    Heading::from_bearing(bearing).place(anchor.from, distance_m * UM_PER_M as f64)
}

fn at_m(north_m: f64, east_m: f64) -> Result<GridPoint, EntryError> {
    GridPoint::from_m(east_m, north_m).map(GridPoint::rounded_to_mm).ok_or(EntryError::NotAPlace)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: GridPoint = GridPoint::from_mm(600_000_000, 2_270_000_000);

    fn entry(anchor: Option<Anchor>, decimal: char, keys: &[&str]) -> Entry {
        let mut entry = Entry::new(anchor, decimal);
        for key in keys {
            match *key {
                "tab" => entry.go(true),
                "back" => drop(entry.backspace()),
                text => text.chars().for_each(|c| entry.type_text(&c.to_string())),
            }
        }
        entry
    }

    fn typed(keys: &[&str]) -> Result<GridPoint, EntryError> {
        let previous = Some(GridPoint::from_mm(600_000_000 - 50_000, 2_270_000_000));
        entry(Some(Anchor { from: FROM, previous }), ',', keys).point(None)
    }

    fn mm(north: i64, east: i64) -> Result<GridPoint, EntryError> {
        Ok(GridPoint::from_mm(600_000_000 + east, 2_270_000_000 + north))
    }

    #[test]
    fn a_point_is_typed_in_any_of_the_ways_planners_know() {
        assert_eq!(typed(&["120,5", "tab", "90"]), mm(0, 120_500));
        assert_eq!(typed(&["100", "tab", "30"]), mm(86_603, 50_000));
        assert_eq!(typed(&["100", "tab", "tab", "90"]), mm(-100_000, 0), "the previous edge runs east; right is south");
        assert_eq!(typed(&["100", "tab", "tab", "-90"]), mm(100_000, 0));
        assert_eq!(typed(&["120,5<270"]), mm(0, -120_500));
        assert_eq!(typed(&["@120,5<0"]), mm(120_500, 0));
        assert_eq!(typed(&["@10 -5,25"]), mm(10_000, -5_250));
        assert_eq!(typed(&["@10;-5.25"]), mm(10_000, -5_250));
        assert_eq!(typed(&["2270001 600002,5"]), mm(1_000, 2_500));
        assert_eq!(typed(&["600002,5;2270001"]), mm(1_000, 2_500), "the other way around");
        assert_eq!(typed(&["tab", "tab", "tab", "2270001", "tab", "600002,5"]), mm(1_000, 2_500));
        assert_eq!(typed(&["1205", "back", ",5", "tab", "180"]), mm(-120_500, 0));
    }

    #[test]
    fn what_is_wrong_is_named_and_what_is_typed_stays() {
        use EntryError::{Ambiguous, Incomplete, NoCorner, NoDistance, NotABearing, NotANumber, NotAPlace};
        assert_eq!(typed(&["12a", "tab", "90"]), Err(NotANumber("12a".into())));
        assert_eq!(typed(&["12.345", "tab", "90"]), Err(Ambiguous("12.345".into())));
        assert_eq!(typed(&["12", "tab", "400"]), Err(NotABearing("400".into())));
        assert_eq!(typed(&["12", "tab", "47d71"]), Err(NotABearing("47d71".into())));
        assert_eq!(typed(&["12 13"]), Err(NotAPlace));
        assert_eq!(typed(&["0", "tab", "90"]), Err(NoDistance));
        assert_eq!(typed(&["@"]), Err(NotANumber(String::new())));
        assert_eq!(typed(&[]), Err(Incomplete));
        assert_eq!(typed(&["12"]), Err(Incomplete), "there is no pointer to give the direction");
        assert_eq!(entry(None, ',', &["@1 2"]).point(None), Err(NoCorner));
        assert_eq!(entry(None, '.', &["120,5"]).point(None), Err(NotAPlace), "in English a comma parts two numbers");
        let mut kept = entry(None, ',', &["12x"]);
        kept.refuse(NotAPlace);
        assert_eq!((kept.text(Field::North), kept.error()), ("12x", Some(&NotAPlace)));
        kept.type_text("1");
        assert_eq!((kept.text(Field::North), kept.error()), ("12x1", None));
    }

    #[test]
    fn parts_that_are_typed_lock_what_they_say() {
        let anchor = Some(Anchor { from: FROM, previous: None });
        let parts = |keys: &[&str]| entry(anchor, ',', keys).parts();
        assert_eq!(parts(&["120,5"]), TypedParts { distance_um: Some(120_500_000.0), ..TypedParts::default() });
        assert_eq!(parts(&["tab", "47d12'30"]).bearing_deg.map(|b| (b * 3600.0).round()), Some(169_950.0));
        assert_eq!(
            parts(&["tab", "tab", "2270001"]).north_um,
            Some(2_270_001_000_000),
            "without a previous edge there is no turn"
        );
        assert_eq!(parts(&["5<90"]).east_um, Some(600_005_000_000));
        assert_eq!(parts(&["abc"]), TypedParts::default());
        let both = entry(anchor, ',', &["12", "tab", "tab", "2270001"]);
        assert_eq!(both.text(Field::Distance), "", "coordinates take the place of a distance");
    }

    #[test]
    fn a_part_is_completed_by_the_cursor() {
        let anchor = Some(Anchor { from: FROM, previous: None });
        let cursor = GridPoint::from_mm(600_012_345, 2_270_067_890);
        assert_eq!(entry(anchor, ',', &["77"]).point(Some(cursor)), Ok(cursor));
        let north = entry(None, ',', &["2270001"]).point(Some(cursor));
        assert_eq!(north, Ok(GridPoint::from_mm(600_012_345, 2_270_001_000)));
        let mut empty = entry(anchor, ',', &["7"]);
        assert!(empty.backspace() && !empty.backspace());
    }
}
