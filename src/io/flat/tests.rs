use serde_json::{Value, json};

use super::*;

fn feature(number: usize, id: Option<&str>, properties: &Value, shape: Shape) -> RawFeature {
    let properties = properties.as_object().cloned().unwrap_or_default();
    RawFeature { number, id: id.map(str::to_owned), properties, shape, helper_points: Vec::new() }
}

fn ring(from: f64, to: f64) -> Vec<[f64; 2]> {
    vec![[from, from], [to, from], [to, to], [from, from]]
}

fn samples() -> Vec<RawFeature> {
    let land = Shape::Polygons {
        polygons: vec![vec![ring(0.0, 9.0), ring(1.0, 2.0)], vec![ring(20.0, 30.0), Vec::new()]],
        had_heights: true,
    };
    let values = json!({"n": -3, "u": u64::MAX, "r": 0.1, "one": 1.0, "big": 1e300, "t": "Đất", "y": true, "no": false, "null": null,
        "list": ["a", {"b": 1}], "empty": ""});
    let mut marked = feature(1, Some("7"), &values, land);
    marked.helper_points = vec![vec![vec![1]]];
    let lines = Shape::WithoutArea { kind: "LineString", paths: vec![vec![[1.0, 2.0], [3.0, 4.0]], vec![[5.0, 6.0]]] };
    vec![
        marked,
        feature(2, None, &json!({"t": "Đất", "n": 5, "r": "0.1"}), Shape::Missing),
        feature(9, Some(""), &json!({}), Shape::Broken("it is cut off".into())),
        feature(10, Some("x"), &json!({"u": "18446744073709551615", "more": "a"}), lines),
    ]
}

#[test]
fn features_come_back_as_they_were_put_in() {
    let flat: RawFeatures = samples().into();
    assert_eq!(flat.iter().map(FeatureRef::to_owned).collect::<Vec<_>>(), samples());
    let land = flat.get(0).expect("a feature");
    let ShapeRef::Polygons { rings, had_heights: true } = land.shape() else { panic!("{land:?}") };
    assert_eq!(rings.lengths().collect::<Vec<_>>(), [4, 4, 4, 0]);
    assert_eq!(rings.polygons().map(Paths::range).collect::<Vec<_>>(), [0..8, 8..12]);
    assert_eq!((rings.positions().len(), flat.positions().len()), (12, 15));
    assert_eq!(land.properties().get("t").and_then(CellValue::as_str), Some("Đất"));
    assert_eq!((land.properties().len(), land.properties().get("nothing")), (11, None));
    assert_eq!(flat.iter().map(FeatureRef::id).collect::<Vec<_>>(), [Some("7"), None, Some(""), Some("x")]);
    let mut without = flat.clone();
    without.clear_ids();
    assert!(without.iter().all(|feature| feature.id().is_none()) && without != flat);
    assert_eq!(without.get(3).map(|feature| feature.properties().to_map()), Some(samples()[3].properties.clone()));
}

#[test]
fn numbers_keep_every_bit_and_their_kind() {
    let numbers =
        [json!(0), json!(-0.0), json!(0.1), json!(5e-324), json!(1.797_693_134_862_315_7e308), json!(i64::MIN), json!(3.0)];
    for number in numbers {
        let flat: RawFeatures = vec![feature(1, None, &json!({"a": number}), Shape::Missing)].into();
        let back = flat.owned(0).properties["a"].clone();
        assert_eq!(back.to_string(), number.to_string());
        assert_eq!(back.as_f64().map(f64::to_bits), number.as_f64().map(f64::to_bits));
    }
}

#[test]
fn what_is_not_finished_leaves_nothing() {
    let mut flat: RawFeatures = samples().into();
    let before = flat.clone();
    let mut builder = flat.build(11);
    builder.set_id(Some("lost"));
    builder.attribute("new", AttributeValue::Text("a"));
    builder.position([1.0, 1.0]);
    builder.end_path(true);
    drop(builder);
    assert_eq!(flat, before);
    let mut builder = flat.build(12);
    builder.attribute("n", AttributeValue::Integer(1));
    builder.attribute("t", AttributeValue::Text("e\u{323}\u{302}"));
    builder.attribute("n", AttributeValue::Bool(true));
    builder.finish_missing();
    let last = flat.owned(4);
    assert_eq!(
        (last.id.as_deref(), last.properties),
        (None, json!({"n": true, "t": "ệ"}).as_object().cloned().expect("an object"))
    );
}

#[test]
fn texts_that_repeat_are_kept_once() {
    let commune = |i: usize| {
        let name = if i.is_multiple_of(2) { "Tượng Lĩnh" } else { "Lê Hồ" };
        json!({"xã": name, "mã": "13400", "số": i})
    };
    let flat: RawFeatures = (1..=10_000).map(|i| feature(i, None, &commune(i), Shape::Missing)).collect();
    assert!(flat.attributes().bytes() < 10_000 * 3 * 12 + 10_000 * 4 + 60_000, "{}", flat.attributes().bytes());
    assert_eq!(flat.owned(9_999).properties, commune(10_000).as_object().cloned().expect("an object"));
    assert!(flat.attributes().distinct().count() < 100);
}

#[test]
fn mending_reaches_texts_names_and_ids_and_loses_nothing() {
    let mut flat: RawFeatures = vec![
        feature(1, Some("nhµ"), &json!({"nhµ": "nhµ", "nhà": "", "n": 3, "l": ["nhµ"]}), Shape::Missing),
        feature(2, None, &json!({"nhµ": "nhµ", "®": "nhµ"}), Shape::Missing),
    ]
    .into();
    let mut asked = 0;
    flat.attributes_mut().mend(&mut |mended| match mended {
        Mended::Text(text) => {
            asked += usize::from(text == "nhµ");
            *text = text.replace('µ', "à").replace('®', "đ");
        }
        Mended::Nested(value) => *value = json!(["nhà"]),
    });
    assert_eq!(asked, 2, "the text and the name");
    let properties: Vec<_> = flat.iter().map(|feature| feature.properties().to_map()).collect();
    let expected = [json!({"nhµ": "nhà", "nhà": "", "n": 3, "l": ["nhà"]}), json!({"nhµ": "nhà", "đ": "nhà"})];
    assert_eq!(properties.into_iter().map(Value::Object).collect::<Vec<_>>(), expected);
    assert_eq!(flat.owned(0).id.as_deref(), Some("nhà"));
}
