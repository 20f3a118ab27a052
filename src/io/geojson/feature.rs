//! From one JSON feature to the flat arrays of a layer.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess};
use serde_json::Value;

use super::super::composed::nfc;
use super::super::flat::{AttributeValue, FeatureBuilder, HelperPoints, RawFeatures};
use super::super::placement::Refused;
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::geometry::{GeometryObject, Sink};
use super::values::{Course, LIST, Name, Named, OBJECT, Of, Skip, Take, Tree, named, skip_list};
use super::{OWN_MEMBER, marks_of};

/// Collects the features of a layer.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) features: RawFeatures,
    pub(super) problems: Vec<ImportProblem>,
    /// How many were there, whether or not they could be read.
    pub(super) count: usize,
}

impl Collected {
    fn problem(&mut self, number: usize, kind: ProblemKind) {
        self.problems.push(ImportProblem::new(Place::feature(number), kind));
    }
}

/// Reads a feature, whatever stands in its place.
pub(super) struct Feature<'a> {
    pub(super) into: &'a mut Collected,
    pub(super) course: &'a Course<'a>,
    pub(super) number: usize,
}

/// Reads a geometry that stands alone as a feature without anything else.
pub(super) struct BareGeometry<'a>(pub(super) Feature<'a>);

/// What a feature says besides its attributes and positions.
#[derive(Default)]
struct Said {
    /// `Ok` for "Feature", else what a message calls it.
    kind: Option<Result<(), String>>,
    odd_properties: Option<String>,
    marks: HelperPoints,
}

/// What stands in the place of the geometry.
#[derive(Default)]
enum Stored {
    #[default]
    Missing,
    Odd(String),
    Read(Parts),
}

/// What was read of a geometry, besides its positions.
#[derive(Default)]
struct Parts {
    fault: Option<Refused>,
    had_heights: bool,
    without_area: (Option<&'static str>, usize),
    is_collection: bool,
}

impl Parts {
    fn of(sink: Sink<'_, '_, '_>) -> Self {
        let Sink { fault, had_heights, without_area, is_collection, .. } = sink;
        Self { fault, had_heights, without_area, is_collection }
    }
}

impl<'de> Take<'de> for Feature<'_> {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.into.problem(self.number, ProblemKind::NotAFeature { found: LIST.into() });
        skip_list(list)
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self { into, course, number } = self;
        let mut builder = into.features.build(number);
        let mut said = Said::default();
        let mut stored = Stored::default();
        while let Some(name) = object.next_key_seed(Name(course))? {
            match name.as_ref() {
                "type" => said.kind = Some(object.next_value_seed(Of(FeatureWord))?),
                "geometry" => {
                    builder.clear_geometry();
                    stored = object.next_value_seed(Of(GeometryMember { builder: &mut builder, course, number }))?;
                }
                "properties" => {
                    builder.clear_attributes();
                    said.odd_properties = object.next_value_seed(Of(Attributes { builder: &mut builder, course }))?;
                }
                "id" => {
                    let id = object.next_value_seed(Of(Tree(course)))?;
                    let id = Some(id).filter(|id| !id.is_null()).map(|id| id.as_str().map_or_else(|| named(&id), nfc));
                    builder.set_id(id.as_deref());
                }
                OWN_MEMBER => said.marks = marks_of(&object.next_value_seed(Of(Tree(course)))?),
                _ => object.next_value_seed(Of(Skip))?,
            }
        }
        let problems = match &said.kind {
            Some(Ok(())) => kept(builder, said, stored),
            kind => {
                let found = match kind {
                    Some(Err(word)) => format!("an object of type {word}"),
                    _ => OBJECT.into(),
                };
                drop(builder);
                vec![ImportProblem::new(Place::feature(number), ProblemKind::NotAFeature { found })]
            }
        };
        into.problems.extend(problems);
        Ok(())
    }

    fn plain<E: Error>(self, value: Value) -> Result<(), E> {
        self.into.problem(self.number, ProblemKind::NotAFeature { found: named(&value) });
        Ok(())
    }
}

/// Finishes a feature, and gives what is wrong with it.
fn kept(builder: FeatureBuilder<'_>, said: Said, stored: Stored) -> Vec<ImportProblem> {
    let place = Place::feature(builder.number());
    let mut problems = Vec::new();
    let mut tell = |kind| problems.push(ImportProblem::new(place, kind));
    if let Some(found) = said.odd_properties {
        tell(ProblemKind::PropertiesUnreadable { found });
    }
    let parts = match stored {
        Stored::Missing => {
            builder.finish_missing();
            return problems;
        }
        Stored::Odd(found) => {
            builder.finish_broken(format!("a geometry is an object, {found} stands here"));
            return problems;
        }
        Stored::Read(parts) => parts,
    };
    if let Some(fault) = parts.fault {
        problems.push(*fault);
        return problems;
    }
    match (!builder.has_polygons(), parts.without_area) {
        (true, (Some(kind), _)) if !parts.is_collection => builder.finish_without_area(kind),
        (has_no_land, (found, count)) => {
            if found.is_some() && !has_no_land {
                tell(ProblemKind::PartsLeftOut { count });
            }
            builder.finish_polygons(parts.had_heights, said.marks);
        }
    }
    problems
}

impl<'de> DeserializeSeed<'de> for BareGeometry<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Feature { into, course, number } = self.0;
        let mut builder = into.features.build(number);
        let stored = Of(GeometryMember { builder: &mut builder, course, number }).deserialize(deserializer)?;
        into.problems.extend(kept(builder, Said::default(), stored));
        Ok(())
    }
}

/// The type of a feature: whether it is one, else what a message calls it.
struct FeatureWord;

impl<'de> Take<'de> for FeatureWord {
    type Taken = Result<(), String>;

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Taken, A::Error> {
        Named.list(list).map(Err)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Self::Taken, A::Error> {
        Named.object(object).map(Err)
    }

    fn plain<E: Error>(self, value: Value) -> Result<Self::Taken, E> {
        Ok(Err(named(&value)))
    }

    fn text<E: Error>(self, text: &str) -> Result<Self::Taken, E> {
        if text == "Feature" { Ok(Ok(())) } else { self.plain(text.into()) }
    }
}

/// The member `geometry` of a feature.
struct GeometryMember<'b, 'f, 'c> {
    builder: &'b mut FeatureBuilder<'f>,
    course: &'c Course<'c>,
    number: usize,
}

impl<'de> Take<'de> for GeometryMember<'_, '_, '_> {
    type Taken = Stored;

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Stored, A::Error> {
        Named.list(list).map(Stored::Odd)
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<Stored, A::Error> {
        let mut sink = Sink::new(self.builder, self.course, self.number);
        GeometryObject { sink: &mut sink, is_part: false }.read(object)?;
        Ok(Stored::Read(Parts::of(sink)))
    }

    fn plain<E: Error>(self, value: Value) -> Result<Stored, E> {
        Ok(if value.is_null() { Stored::Missing } else { Stored::Odd(named(&value)) })
    }
}

/// The member `properties` of a feature; gives what stands in its place if that is no object.
struct Attributes<'b, 'f, 'c> {
    builder: &'b mut FeatureBuilder<'f>,
    course: &'c Course<'c>,
}

impl<'de> Take<'de> for Attributes<'_, '_, '_> {
    type Taken = Option<String>;

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Taken, A::Error> {
        Named.list(list).map(Some)
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Taken, A::Error> {
        let Self { builder, course } = self;
        while let Some(name) = object.next_key_seed(Name(course))? {
            object.next_value_seed(Of(Attribute { builder: &mut *builder, course, name: &name }))?;
        }
        Ok(None)
    }

    fn plain<E: Error>(self, value: Value) -> Result<Self::Taken, E> {
        Ok((!value.is_null()).then(|| named(&value)))
    }
}

/// The value of an attribute.
struct Attribute<'b, 'f, 'c> {
    builder: &'b mut FeatureBuilder<'f>,
    course: &'c Course<'c>,
    name: &'b str,
}

impl<'de> Take<'de> for Attribute<'_, '_, '_> {
    type Taken = ();

    fn list<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let value = Tree(self.course).list(list)?;
        self.builder.attribute(self.name, AttributeValue::Nested(value));
        Ok(())
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        let value = Tree(self.course).object(object)?;
        self.builder.attribute(self.name, AttributeValue::Nested(value));
        Ok(())
    }

    fn plain<E: Error>(self, value: Value) -> Result<(), E> {
        self.builder.attribute(self.name, (&value).into());
        Ok(())
    }

    fn text<E: Error>(self, text: &str) -> Result<(), E> {
        self.builder.attribute(self.name, AttributeValue::Text(text));
        Ok(())
    }
}
