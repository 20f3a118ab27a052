//! From JSON coordinates to the flat arrays of a layer, without a tree of them in between.

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess};
use serde_json::Value;

use super::super::flat::FeatureBuilder;
use super::super::placement::{Refused, refused};
use super::super::problem::{Place, ProblemKind};
use super::values::{Course, LIST, Name, Named, OBJECT, Of, Skip, Take, Tree, named, skip_list, skip_object};

/// A type of geometry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Polygon,
    MultiPolygon,
    Collection,
    /// One without area.
    Line(&'static str),
    /// Another word, cut where it is long.
    Unknown(String),
}

impl Kind {
    pub(super) fn of(word: &str) -> Self {
        match word {
            "Polygon" => Self::Polygon,
            "MultiPolygon" => Self::MultiPolygon,
            "GeometryCollection" => Self::Collection,
            "Point" => Self::Line("Point"),
            "MultiPoint" => Self::Line("MultiPoint"),
            "LineString" => Self::Line("LineString"),
            "MultiLineString" => Self::Line("MultiLineString"),
            other => Self::Unknown(other.chars().take(40).collect()),
        }
    }
}

/// The geometry of a feature as it is read; what it holds is in the builder.
pub(super) struct Sink<'b, 'f, 'c> {
    pub(super) builder: &'b mut FeatureBuilder<'f>,
    pub(super) course: &'c Course<'c>,
    place: Place,
    /// The first thing that is wrong; the rest is only stepped over.
    pub(super) fault: Option<Refused>,
    pub(super) had_heights: bool,
    /// The type of the first part without area, and how many such parts there are.
    pub(super) without_area: (Option<&'static str>, usize),
    pub(super) is_collection: bool,
    is_polygon_begun: bool,
}

impl<'b, 'f, 'c> Sink<'b, 'f, 'c> {
    pub(super) const fn new(builder: &'b mut FeatureBuilder<'f>, course: &'c Course<'c>, number: usize) -> Self {
        Self {
            builder,
            course,
            place: Place::feature(number),
            fault: None,
            had_heights: false,
            without_area: (None, 0),
            is_collection: false,
            is_polygon_begun: false,
        }
    }

    fn refuse(&mut self, place: Place, kind: ProblemKind) {
        self.fault.get_or_insert_with(|| refused(place, kind));
    }

    fn broken(&mut self, place: Place, detail: String) {
        self.refuse(place, ProblemKind::BrokenGeometry { detail });
    }

    fn odd(&mut self, place: Place, rule: &str, found: &str) {
        self.broken(place, format!("{rule}, {found} stands here"));
    }

    /// Ends a ring or line.
    fn end_path(&mut self, is_ring: bool) {
        self.builder.end_path(is_ring && !std::mem::replace(&mut self.is_polygon_begun, true));
    }
}

/// The members of a geometry object.
pub(super) struct GeometryObject<'s, 'b, 'f, 'c> {
    pub(super) sink: &'s mut Sink<'b, 'f, 'c>,
    /// Whether it is part of a collection.
    pub(super) is_part: bool,
}

impl GeometryObject<'_, '_, '_, '_> {
    /// Reads the members in any order; coordinates that come before the type wait as a tree.
    pub(super) fn read<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { sink, is_part } = self;
        let course = sink.course;
        let mut kind = None;
        let mut is_read = false;
        let (mut coordinates, mut geometries) = (None, None);
        while let Some(name) = map.next_key_seed(Name(course))? {
            match (name.as_ref(), &kind) {
                ("type", None) => kind = Some(map.next_value_seed(Of(Word))?),
                ("coordinates", None) => coordinates = Some(map.next_value_seed(Of(Tree(course)))?),
                ("geometries", None) => geometries = Some(map.next_value_seed(Of(Tree(course)))?),
                ("coordinates", Some(kind)) if *kind != Kind::Collection && !is_read => {
                    map.next_value_seed(Of(Coordinates { sink: &mut *sink, kind, is_part }))?;
                    is_read = true;
                }
                ("geometries", Some(Kind::Collection)) if !is_read => {
                    map.next_value_seed(Of(Parts { sink: &mut *sink }))?;
                    is_read = true;
                }
                _ => map.next_value_seed(Of(Skip))?,
            }
        }
        let kind = kind.unwrap_or_else(|| Kind::of(""));
        sink.is_collection |= !is_part && kind == Kind::Collection;
        if is_read {
            return Ok(());
        }
        let waiting = if kind == Kind::Collection { geometries } else { coordinates };
        let waiting = waiting.unwrap_or(Value::Null);
        let read = match kind {
            Kind::Collection => Of(Parts { sink }).deserialize(&waiting),
            kind => Of(Coordinates { sink, kind: &kind, is_part }).deserialize(&waiting),
        };
        read.map_err(|error| A::Error::custom(error.to_string()))
    }
}

/// A word that says a type.
struct Word;

impl<'de> Take<'de> for Word {
    type Taken = Kind;

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Kind, A::Error> {
        skip_list(list).map(|()| Kind::of(""))
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Kind, A::Error> {
        skip_object(object).map(|()| Kind::of(""))
    }

    fn plain<E: Error>(self, _: Value) -> Result<Kind, E> {
        Ok(Kind::of(""))
    }

    fn text<E: Error>(self, text: &str) -> Result<Kind, E> {
        Ok(Kind::of(text))
    }
}

/// The member `coordinates` of a geometry whose type is known.
struct Coordinates<'s, 'b, 'f, 'c, 'k> {
    sink: &'s mut Sink<'b, 'f, 'c>,
    kind: &'k Kind,
    is_part: bool,
}

impl Coordinates<'_, '_, '_, '_, '_> {
    /// Lines are no part of a plan: one that cannot be read is not worth a word, and leaves nothing.
    fn forgive(sink: &mut Sink<'_, '_, '_>) {
        if sink.fault.take().is_some() {
            sink.builder.clear_geometry();
        }
    }

    fn odd(self, found: &str) {
        let Self { sink, kind, .. } = self;
        let place = sink.place;
        match kind {
            Kind::Polygon => sink.odd(place, RULE_OF_POLYGONS, found),
            Kind::MultiPolygon => sink.broken(place, "a MultiPolygon needs a list of coordinates".into()),
            Kind::Line(kind) => count_line(sink, kind),
            Kind::Unknown(word) => sink.broken(place, format!("\"{word}\" is no type of geometry")),
            Kind::Collection => {}
        }
    }
}

fn count_line(sink: &mut Sink<'_, '_, '_>, kind: &'static str) {
    sink.without_area = (sink.without_area.0.or(Some(kind)), sink.without_area.1 + 1);
}

const RULE_OF_POLYGONS: &str = "a polygon is a list of rings";
const RULE_OF_RINGS: &str = "a ring is a list of positions";
const RULE_OF_POSITIONS: &str = "a position is a list of numbers";

impl<'de> Take<'de> for Coordinates<'_, '_, '_, '_, '_> {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let Self { sink, kind, is_part } = self;
        let place = sink.place;
        match kind {
            Kind::Polygon => Polygon { sink, place, is_land: true }.list(list),
            Kind::MultiPolygon => polygons(sink, list),
            Kind::Line(kind) => {
                count_line(sink, kind);
                // parts of a collection are only counted
                if is_part {
                    return skip_list(list);
                }
                match *kind {
                    "Point" => {
                        Position { sink, place }.list(list)?;
                        sink.end_path(false);
                    }
                    "MultiPoint" => Ring { sink, place, form: Form::Points }.list(list)?,
                    "LineString" => Ring { sink, place, form: Form::Line }.list(list)?,
                    _ => Polygon { sink, place, is_land: false }.list(list)?,
                }
                Self::forgive(sink);
                Ok(())
            }
            Kind::Unknown(_) | Kind::Collection => {
                Self { sink, kind, is_part }.odd(LIST);
                skip_list(list)
            }
        }
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        self.odd(OBJECT);
        skip_object(object)
    }

    fn plain<E: Error>(self, value: Value) -> Result<(), E> {
        self.odd(&named(&value));
        Ok(())
    }
}

fn polygons<'de, A: SeqAccess<'de>>(sink: &mut Sink<'_, '_, '_>, mut list: A) -> Result<(), A::Error> {
    for number in 1.. {
        let place = Place { polygon: Some(number), ..sink.place };
        if sink.fault.is_some() {
            return skip_list(list);
        }
        if list.next_element_seed(Of(Polygon { sink: &mut *sink, place, is_land: true }))?.is_none() {
            break;
        }
    }
    Ok(())
}

/// Rings of a polygon, exterior first, or the lines of a MultiLineString.
struct Polygon<'s, 'b, 'f, 'c> {
    sink: &'s mut Sink<'b, 'f, 'c>,
    place: Place,
    is_land: bool,
}

impl<'de> Take<'de> for Polygon<'_, '_, '_, '_> {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { sink, place, is_land } = self;
        sink.is_polygon_begun = false;
        let form = if is_land { Form::Ring } else { Form::Line };
        for number in 1.. {
            let place = Place { ring: Some(number), ..place };
            if sink.fault.is_some() {
                return skip_list(list);
            }
            if list.next_element_seed(Of(Ring { sink: &mut *sink, place, form }))?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        self.sink.odd(self.place, RULE_OF_POLYGONS, OBJECT);
        skip_object(object)
    }

    fn plain<E: Error>(self, value: Value) -> Result<(), E> {
        self.sink.odd(self.place, RULE_OF_POLYGONS, &named(&value));
        Ok(())
    }
}

/// What a list of positions is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Ring,
    Line,
    Points,
}

struct Ring<'s, 'b, 'f, 'c> {
    sink: &'s mut Sink<'b, 'f, 'c>,
    place: Place,
    form: Form,
}

impl<'de> Take<'de> for Ring<'_, '_, '_, '_> {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { sink, place, form } = self;
        for number in 1.. {
            let place = Place { position: Some(number), ..place };
            if sink.fault.is_some() {
                return skip_list(list);
            }
            if list.next_element_seed(Of(Position { sink: &mut *sink, place }))?.is_none() {
                break;
            }
            if form == Form::Points {
                sink.end_path(false);
            }
        }
        if form != Form::Points {
            sink.end_path(form == Form::Ring);
        }
        Ok(())
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        self.sink.odd(self.place, RULE_OF_RINGS, OBJECT);
        skip_object(object)
    }

    fn plain<E: Error>(self, value: Value) -> Result<(), E> {
        self.sink.odd(self.place, RULE_OF_RINGS, &named(&value));
        Ok(())
    }
}

/// One position; heights are noticed and dropped.
struct Position<'s, 'b, 'f, 'c> {
    sink: &'s mut Sink<'b, 'f, 'c>,
    place: Place,
}

impl<'de> Take<'de> for Position<'_, '_, '_, '_> {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { sink, place } = self;
        let first = list.next_element_seed(Of(Number))?;
        let second = if first.is_some() { list.next_element_seed(Of(Number))? } else { None };
        let (Some(first), Some(second)) = (&first, &second) else {
            sink.refuse(place, ProblemKind::PositionTooShort { numbers: usize::from(first.is_some()) });
            return Ok(());
        };
        while list.next_element_seed(Of(Skip))?.is_some() {
            sink.had_heights = true;
        }
        match (first, second) {
            (Ok(first), Ok(second)) => {
                sink.builder.position([*first, *second]);
                sink.course.positions(sink.builder.positions())?;
            }
            (Err(found), _) | (_, Err(found)) => sink.refuse(place, ProblemKind::NotANumber { found: found.clone() }),
        }
        Ok(())
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        self.sink.odd(self.place, RULE_OF_POSITIONS, OBJECT);
        skip_object(object)
    }

    fn plain<E: Error>(self, value: Value) -> Result<(), E> {
        self.sink.odd(self.place, RULE_OF_POSITIONS, &named(&value));
        Ok(())
    }
}

/// A number, or what stands in its place.
struct Number;

impl<'de> Take<'de> for Number {
    type Taken = Result<f64, String>;

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Taken, A::Error> {
        Named.list(list).map(Err)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Self::Taken, A::Error> {
        Named.object(object).map(Err)
    }

    fn plain<E: Error>(self, value: Value) -> Result<Self::Taken, E> {
        Ok(value.as_f64().ok_or_else(|| named(&value)))
    }

    fn number<E: Error>(self, number: f64) -> Result<Self::Taken, E> {
        Ok(Ok(number))
    }
}

/// The parts of a collection.
struct Parts<'s, 'b, 'f, 'c> {
    sink: &'s mut Sink<'b, 'f, 'c>,
}

impl<'de> Take<'de> for Parts<'_, '_, '_, '_> {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { sink } = self;
        while sink.fault.is_none() {
            if list.next_element_seed(Of(Part { sink: &mut *sink }))?.is_none() {
                return Ok(());
            }
        }
        skip_list(list)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        self.odd();
        skip_object(object)
    }

    fn plain<E: Error>(self, _: Value) -> Result<(), E> {
        self.odd();
        Ok(())
    }
}

impl Parts<'_, '_, '_, '_> {
    fn odd(self) {
        let place = self.sink.place;
        self.sink.broken(place, "a GeometryCollection needs a list of geometries".into());
    }
}

/// A part of a collection.
struct Part<'s, 'b, 'f, 'c> {
    sink: &'s mut Sink<'b, 'f, 'c>,
}

impl<'de> Take<'de> for Part<'_, '_, '_, '_> {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let place = self.sink.place;
        self.sink.broken(place, format!("{LIST} stands in the collection"));
        skip_list(list)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        GeometryObject { sink: self.sink, is_part: true }.read(object)
    }

    fn plain<E: Error>(self, value: Value) -> Result<(), E> {
        let place = self.sink.place;
        self.sink.broken(place, format!("{} stands in the collection", named(&value)));
        Ok(())
    }
}
