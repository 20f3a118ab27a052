//! What Hecta itself needs when it reads its drawings again: extended data of entities, as JSON in short texts.

use serde_json::{Map, Value, json};

use super::pairs::Pair;
use super::texts::Decoder;

/// The application that the extended data names.
pub(super) const APPLICATION: &str = "HECTA";
/// Bytes of one text of extended data; the format allows 255.
const CHUNK_BYTES: usize = 240;
/// Bytes of all texts of one entity; the format allows 16 383 with everything around them.
pub(super) const MOST_BYTES: usize = 14_000;

/// What Hecta wrote about an entity.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum OwnMark {
    /// A fill, a label or a remark: nothing that a plan is made of.
    Decoration,
    /// A ring of a feature.
    Ring {
        /// Number of the feature in the drawing.
        feature: u64,
        /// Polygon of the feature, from 0.
        polygon: u64,
        /// Ring of the polygon: 0 is the exterior.
        ring: u64,
        /// Attributes of the feature; with its first ring only.
        properties: Option<Map<String, Value>>,
    },
}

impl OwnMark {
    /// The texts of the mark, in order. JSON without the signs that drawings give a meaning of their own.
    pub(super) fn texts(&self) -> Vec<String> {
        let whole = match self {
            Self::Decoration => json!({"decoration": true}),
            Self::Ring { feature, polygon, ring, properties } => {
                let mut whole = json!({"feature": feature, "polygon": polygon, "ring": ring});
                if let (Some(properties), Some(members)) = (properties, whole.as_object_mut()) {
                    members.insert("properties".into(), properties.clone().into());
                }
                whole
            }
        };
        let text = whole.to_string().replace("\\\\", "\\u005c").replace('^', "\\u005e");
        let mut chunks = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let mut end = CHUNK_BYTES.min(rest.len());
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            let (chunk, after) = rest.split_at(end);
            chunks.push(chunk.to_owned());
            rest = after;
        }
        chunks
    }
}

/// The mark among the pairs of an entity; `None` if there is none, or one that says nothing.
pub(super) fn mark_of_pairs(pairs: &[Pair<'_>], decoder: Decoder) -> Option<OwnMark> {
    let begin = pairs.iter().position(|pair| pair.is(1001, APPLICATION))?;
    let texts = pairs[begin + 1..].iter().take_while(|pair| pair.code != 1001).filter(|pair| pair.code == 1000);
    let bytes: Vec<u8> = texts.flat_map(|pair| pair.bytes().iter().copied()).collect();
    let whole: Value = serde_json::from_str(&decoder.text(&bytes)).ok()?;
    if whole.get("decoration").is_some() {
        return Some(OwnMark::Decoration);
    }
    let number = |name: &str| whole.get(name).and_then(Value::as_u64);
    let properties = whole.get("properties").and_then(Value::as_object).cloned();
    Some(OwnMark::Ring { feature: number("feature")?, polygon: number("polygon")?, ring: number("ring")?, properties })
}

#[cfg(test)]
mod tests {
    use super::super::pairs::Value as PairValue;
    use super::*;

    #[test]
    fn marks_come_back_whatever_they_say() {
        let said = json!({"name_vi": "Vùng \\U+1EDB ^J \"sản xuất\"\n".repeat(40), "n": 1.5});
        let mark = OwnMark::Ring { feature: 3, polygon: 1, ring: 0, properties: said.as_object().cloned() };
        let texts = mark.texts();
        assert!(
            texts.len() > 3
                && texts.iter().all(|text| text.len() <= CHUNK_BYTES && !text.contains("\\U+") && !text.contains('^'))
        );
        let mut pairs = vec![Pair { code: 1001, value: PairValue::Text(b"HECTA"), at: 1 }];
        pairs.extend(texts.iter().map(|text| Pair { code: 1000, value: PairValue::Text(text.as_bytes()), at: 2 }));
        pairs.push(Pair { code: 1001, value: PairValue::Text(b"OTHER"), at: 3 });
        pairs.push(Pair { code: 1000, value: PairValue::Text(b"x"), at: 4 });
        let decoder = Decoder::of_header("AC1021", "");
        assert_eq!(mark_of_pairs(&pairs, decoder), Some(mark));
        assert_eq!(mark_of_pairs(&pairs[..2], decoder), None, "a cut mark says nothing");
    }
}
