use serde_json::json;

use super::*;
use crate::geometry::crs::{Decimals, FileCrs, Reading};
use crate::geometry::validity::region_from_raw;
use crate::geometry::{ExactArea, GridPoint, ProjectCrs, Region};
use crate::io::{ImportError, LandFeature, ProblemKind, ReadOptions, Shape, SourceLayer};

fn read_text(text: &str) -> Result<SourceLayer, ImportError> {
    read(text.as_bytes(), ReadOptions::default())
}

fn layer(text: &str) -> SourceLayer {
    read_text(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

fn regions(layer: &SourceLayer) -> Vec<Region> {
    layer.features.iter().map(|feature| region_from_raw(&feature.polygons).0).collect()
}

fn region(rings_mm: &[&[(i64, i64)]]) -> Region {
    let ring = |mm: &&[(i64, i64)]| {
        mm.iter().map(|&(east, north)| GridPoint::from_mm(614_000_000 + east, 2_272_000_000 + north)).collect()
    };
    region_from_raw(&[rings_mm.iter().map(ring).collect()]).0
}

fn written(regions: &[Region], options: WriteOptions) -> Written {
    let feature = |(i, region)| LandFeature { id: Some(json!(i)), properties: Map::new(), region };
    let features: Vec<_> = regions.iter().enumerate().map(feature).collect();
    write(&features, &Map::new(), options).expect("in the zone")
}

/// Two neighbours with a 4 km shared border and a hole; the second border point lies exactly in the middle of a straight edge.
fn neighbours() -> [Region; 2] {
    let west = region(&[
        &[(0, 0), (4_000_000, 100_000), (4_000_000, 1_100_000), (2_000_000, 1_000_000), (0, 900_000)],
        &[(200_000, 200_000), (200_000, 300_000), (900_000, 300_000), (900_000, 200_000)],
    ]);
    let east = region(&[&[(0, 900_000), (2_000_000, 1_000_000), (4_000_000, 1_100_000), (4_000_000, 2_000_000)]]);
    [west, east]
}

#[test]
fn regions_come_back_as_they_were() {
    let regions_out = neighbours();
    let text = written(&regions_out, WriteOptions::default());
    assert_eq!(text.largest_error_m.to_bits(), 0.0_f64.to_bits());
    assert!(text.text.contains("helper_points"), "a 4 km edge bows: {}", text.text);
    assert!(!text.text.contains("\"crs\""));
    let read = layer(&text.text);
    assert_eq!(read.problems, []);
    assert_eq!(regions(&read), regions_out, "the same vertices: helpers gone, the shared corner in mid-edge kept");
    assert_eq!(read.features[1].id.as_deref(), Some("1"));
}

#[test]
fn rings_follow_the_right_hand_rule_and_are_closed() {
    let text = written(&neighbours(), WriteOptions::default()).text;
    let json: Value = serde_json::from_str(&text).expect("JSON");
    let rings = json["features"][0]["geometry"]["coordinates"].as_array().expect("rings");
    let signed_area = |ring: &Value| {
        let at = |k: usize| [ring[k][0].as_f64().expect("lon"), ring[k][1].as_f64().expect("lat")];
        (1..ring.as_array().expect("a ring").len()).map(|k| at(k - 1)[0] * at(k)[1] - at(k)[0] * at(k - 1)[1]).sum::<f64>()
    };
    assert!(signed_area(&rings[0]) > 0.0 && signed_area(&rings[1]) < 0.0);
    for ring in rings {
        assert_eq!(ring.as_array().expect("a ring").first(), ring.as_array().expect("a ring").last());
    }
}

#[test]
fn marks_that_no_longer_fit_drop_nothing() {
    let text = written(&neighbours(), WriteOptions::default()).text;
    let count = |text: &str| layer(text).features.iter().flat_map(|f| f.polygons.iter().flatten()).map(Vec::len).sum::<usize>();
    let with_helpers = count(&text.replace("helper_points", "other"));
    assert!(with_helpers > count(&text) + 10);
    let mut json: Value = serde_json::from_str(&text).expect("JSON");
    let of_hole = json["features"][0]["hecta"]["helper_points"][0][1].as_array().expect("marks of the hole").len();
    // another program moved every helper point of the exteriors by 1 mm and kept the marks
    for feature in json["features"].as_array_mut().expect("features") {
        let marks = feature["hecta"]["helper_points"][0][0].clone();
        for mark in marks.as_array().expect("marks") {
            let at = usize::try_from(mark.as_u64().expect("a place")).expect("small");
            let latitude = &mut feature["geometry"]["coordinates"][0][at][1];
            *latitude = json!(latitude.as_f64().expect("a number") + 1e-8);
        }
    }
    assert_eq!(count(&json.to_string()), with_helpers - of_hole, "only the hole's untouched marks still fit");
    for nonsense in [json!([[[0, 1, 2, 3, 4, 5]]]), json!("x"), json!([[[99, -1, 1.5]]]), json!([[(0..500).collect::<Vec<_>>()]])]
    {
        json["features"][1]["hecta"]["helper_points"] = nonsense;
        assert_eq!(layer(&json.to_string()).features.len(), 2);
    }
}

#[test]
fn fewer_decimals_state_their_error_and_helpers_are_still_found() {
    let options = WriteOptions { decimals: Decimals::AtMost(7), ..WriteOptions::default() };
    let regions_out = neighbours();
    let text = written(&regions_out, options);
    assert!(text.largest_error_m > 0.001 && text.largest_error_m < 0.008, "{}", text.largest_error_m);
    let read = regions(&layer(&text.text));
    for (out, back) in regions_out.iter().zip(&read) {
        assert_eq!(back.vertex_count(), out.vertex_count());
        let nearest = |p: GridPoint| out.vertices().map(|q| q.distance_m(p)).fold(f64::MAX, f64::min);
        assert!(back.vertices().all(|p| nearest(p) <= text.largest_error_m + 1e-6));
    }
}

#[test]
fn a_grid_is_written_in_metres_with_its_name() {
    let tm3 = ProjectCrs::default();
    let text = written(&neighbours(), WriteOptions { target: tm3.into(), ..WriteOptions::default() }).text;
    assert!(text.contains("urn:ogc:def:crs:EPSG::5897") && text.contains("[614000.0,2272000.0]"), "{text}");
    let read = layer(&text);
    assert_eq!((read.reading.crs, regions(&read)), (tm3.into(), neighbours().to_vec()));
    let utm = ProjectCrs::from_epsg(3405).expect("known");
    let text = written(&neighbours(), WriteOptions { target: utm.into(), ..WriteOptions::default() }).text;
    let moved = regions(&layer(&text));
    for (a, b) in moved.iter().flat_map(Region::vertices).zip(neighbours().iter().flat_map(Region::vertices)) {
        assert!(a.distance_squared(b) <= 2, "{a:?} {b:?}");
    }
    let refused = write(&[], &Map::new(), WriteOptions { target: FileCrs::WebMercator, ..WriteOptions::default() });
    assert!(refused.is_err());
}

#[test]
fn micrometres_are_written_exactly_as_metres() {
    let one_um = Region::empty();
    assert!(written(&[one_um], WriteOptions::default()).text.contains("\"geometry\":null"));
    let feature = json!({"type": "Polygon", "coordinates": [[[-1.5, 0.000_001], [2, -0.25], [609_275.859_901, 3.1]]]});
    let with_crs = json!({"type": "Feature", "crs": {"type": "EPSG", "properties": {"code": 5897}}, "properties": null, "geometry": feature});
    let read = layer(&with_crs.to_string());
    let target = WriteOptions { target: ProjectCrs::default().into(), ..WriteOptions::default() };
    let text = written(&regions(&read), target).text;
    assert!(text.contains("[-1.5,1e-6],[2.0,-0.25],[609275.859901,3.1],[-1.5,1e-6]"), "{text}");
}

#[test]
fn the_crs_of_a_file_is_stated_declared_or_wgs84() {
    let square = json!({"type": "Polygon", "coordinates": [[[609_275, 2_275_703], [609_375, 2_275_703], [609_375, 2_275_803], [609_275, 2_275_703]]]});
    let with = |name: &str| {
        json!({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": name}},
        "features": [{"type": "Feature", "properties": {}, "geometry": square}]})
        .to_string()
    };
    for name in ["urn:ogc:def:crs:EPSG::5897", "EPSG:5897", "epsg:5897"] {
        assert_eq!(regions(&layer(&with(name)))[0].area(), ExactArea::from_m2(5_000.0), "{name}");
    }
    assert!(matches!(read_text(&with("EPSG:2326")), Err(ImportError::UnusableCrs { .. })));
    assert!(matches!(read_text(&with("CRS84")), Err(ImportError::NotDegrees { .. })));
    let stated = ReadOptions { reading: Some(Reading::of(ProjectCrs::default())), ..ReadOptions::default() };
    let overruled = read(with("CRS84").as_bytes(), stated).expect("stated");
    assert!(matches!(overruled.problems[0].kind, ProblemKind::DeclaredCrsOverruled { .. }));
    let link =
        json!({"type": "FeatureCollection", "features": [], "crs": {"type": "link", "properties": {"href": "x"}}}).to_string();
    assert!(matches!(read_text(&link), Err(ImportError::UnusableCrs { .. })));
    assert_eq!(layer(&link.replace("{\"type\":\"link\",\"properties\":{\"href\":\"x\"}}", "null")).reading, Reading::default());
    // X (Bắc) before Y (Đông)
    let swapped = with("EPSG:5897").replace("[609", "[7,609");
    let swapped = swapped.replace("[7,609275,2275703]", "[2275703,609275]").replace("[7,609375,2275703]", "[2275703,609375]");
    let swapped = swapped.replace("[7,609375,2275803]", "[2275803,609375]");
    let swap =
        ReadOptions { reading: Some(Reading { swapped: true, ..Reading::of(ProjectCrs::default()) }), ..ReadOptions::default() };
    assert_eq!(regions(&read(swapped.as_bytes(), swap).expect("swapped")), regions(&layer(&with("EPSG:5897"))));
}

#[test]
fn text_is_composed_and_foreign_members_are_kept() {
    let decomposed = "Thi\u{301} nghie\u{323}\u{302}m";
    let text = json!({"type": "FeatureCollection", "name": decomposed, "note": [decomposed],
        "features": [{"type": "Feature", "id": 7, "properties": {decomposed: {"a": decomposed}}, "geometry":
            {"type": "Polygon", "coordinates": [[[106, 20], [106.1, 20], [106, 20.1], [106, 20]]]}}]});
    let layer = layer(&text.to_string());
    assert_eq!(layer.name.as_deref(), Some("Thí nghiệm"));
    assert_eq!(layer.members["note"], json!(["Thí nghiệm"]));
    assert_eq!(layer.features[0].properties["Thí nghiệm"]["a"], json!("Thí nghiệm"));
    assert_eq!(layer.features[0].id.as_deref(), Some("7"));
}

#[test]
fn one_bad_feature_does_not_take_the_others_with_it() {
    let square = "[[106,20],[106.1,20],[106.1,20.1],[106,20]]";
    let polygon = |ring: &str| {
        format!("{{\"type\":\"Feature\",\"properties\":null,\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}}}")
    };
    let bad = ["7", "[]", "[[1]]", "[[106,20],[106.1,20],[106.1,\"x\"],[106,20]]", "{}", "[[609275,2275703],[1,1],[2,2],[1,1]]"];
    let mut features = vec![polygon(square)];
    features.extend(bad.map(polygon));
    features.extend([
        "3".into(),
        "{}".into(),
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\"}}".into(),
        polygon(square),
    ]);
    let layer = layer(&format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",")));
    assert_eq!(layer.features.iter().map(|f| f.number).collect::<Vec<_>>(), [1, 11]);
    assert_eq!(layer.problems.iter().filter_map(|p| p.place.feature).collect::<Vec<_>>(), (2..=10).collect::<Vec<_>>());
    let text = layer.problems[3].to_string();
    assert_eq!(text, "feature 5, ring 1, position 3: \"x\" is not a number; write coordinates without quotation marks");
}

#[test]
fn what_is_no_geojson_is_named() {
    let found = |text: &str| match read_text(text) {
        Err(ImportError::NotGeoJson { found }) => found,
        other => panic!("{text}: {other:?}"),
    };
    for features in ["null", "1", "-1", "1.5", "\"x\"", "true", "{\"a\":[1]}"] {
        let text = format!("{{\"features\":{features},\"type\":\"FeatureCollection\"}}");
        assert_eq!(found(&text), "a feature collection whose features are no list", "{features}");
    }
    assert_eq!(found("{\"type\":\"FeatureCollection\"}"), "a feature collection without features");
    assert_eq!(found("{\"type\":\"Topology\",\"features\":[]}"), "an object of type \"Topology\"");
    assert_eq!(found(" [1]"), "[…]");
    assert_eq!(found("7"), "7");
    // the crs may come after the features it is for
    let late = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":\
        [[[609275,2275703],[609375,2275703],[609375,2275803],[609275,2275703]]]}}],\"crs\":{\"properties\":{\"name\":\"EPSG:5897\"}}}";
    assert_eq!(regions(&layer(late))[0].area(), ExactArea::from_m2(5_000.0));
    for (broken, id) in [
        ("]", "error-truncated"),
        ("]}x", "error-not-json"),
        ("1e999]}", "error-not-finite"),
        ("\"\\ud800\"]}", "error-not-json"),
    ] {
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{broken}");
        assert_eq!(read_text(&text).expect_err("broken").message_id(), id, "{broken}");
    }
    let deep = format!("{{\"type\":\"FeatureCollection\",\"features\":{}", "[".repeat(300_000));
    assert!(read_text(&deep).is_err());
    let deep = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}{}]}}", "[".repeat(300_000), "]".repeat(300_000));
    assert_eq!(read_text(&deep).expect_err("too deep").message_id(), "error-too-deep");
}

fn feature_of(members: &[&str]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{{{}}}]}}", members.join(","))
}

#[test]
fn members_may_come_in_any_order() {
    let ring = "[[106,20],[106.1,20],[106.1,20.1],[106,20]]";
    let (kind, properties, id) = ("\"type\":\"Feature\"", "\"properties\":{\"a\":1,\"b\":\"x\",\"a\":2}", "\"id\":\"7\"");
    let [first, second] = [["type", "coordinates"], ["coordinates", "type"]].map(|order| {
        let member = |name: &str| match name {
            "type" => "\"type\":\"MultiPolygon\"".to_owned(),
            _ => format!("\"coordinates\":[[{ring}],[],[{ring},{ring}]]"),
        };
        format!("\"geometry\":{{{}}}", order.map(member).join(","))
    });
    let expected = read_raw(feature_of(&[kind, properties, id, &first]).as_bytes()).expect("GeoJSON");
    assert_eq!(expected.features.owned(0).properties, json!({"a": 2, "b": "x"}).as_object().cloned().expect("an object"));
    assert_eq!(expected.features.get(0).map(|feature| feature.paths().lengths().collect()), Some(vec![4, 4, 4]));
    for geometry in [&first, &second] {
        for order in [[geometry, kind, id, properties], [properties, geometry, kind, id], [id, properties, geometry, kind]] {
            let read = read_raw(feature_of(&order).as_bytes()).expect("GeoJSON");
            assert_eq!((&read.features, &read.problems), (&expected.features, &expected.problems), "{order:?}");
        }
        // the feature alone, and its geometry alone
        let alone = read_raw(format!("{{{geometry},{properties},{id},{kind}}}").as_bytes()).expect("GeoJSON");
        assert_eq!((alone.features, alone.members.len()), (expected.features.clone(), 0));
        let bare = read_raw(geometry.trim_start_matches("\"geometry\":").as_bytes()).expect("GeoJSON");
        assert_eq!(bare.features.owned(0).shape, expected.features.owned(0).shape);
    }
    let late = format!("{{\"features\":[{{{kind},{first}}}],\"geometry\":{{\"a\":[1]}},\"type\":\"FeatureCollection\"}}");
    let late = read_raw(late.as_bytes()).expect("GeoJSON");
    assert_eq!((late.features.len(), &late.members["geometry"]), (1, &json!({"a": [1]})));
}

#[test]
fn collections_lines_and_odd_members_are_told_apart() {
    let of = |geometry: &str| {
        let geometry = format!("\"geometry\":{geometry}");
        let mut read = read_raw(feature_of(&["\"type\":\"Feature\"", &geometry]).as_bytes()).expect("GeoJSON");
        let problems: Vec<_> = read.problems.drain(..).map(|problem| problem.to_string()).collect();
        (read.features.to_vec().pop().map(|feature| feature.shape), problems)
    };
    let ring = "[[106,20],[106.1,20,5],[106.1,20.1],[106,20]]";
    let polygon = format!("{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}");
    let point = "{\"coordinates\":[106,20],\"type\":\"Point\"}";
    let nested = format!(
        "{{\"geometries\":[{point},{{\"type\":\"GeometryCollection\",\"geometries\":[{polygon},{point}]}}],\"type\":\"GeometryCollection\"}}"
    );
    let (shape, problems) = of(&nested);
    assert!(matches!(shape, Some(Shape::Polygons { polygons, had_heights: true }) if polygons[0][0].len() == 4));
    assert!(problems[0].contains('2'), "two points are left out: {problems:?}");
    let only_lines = format!("{{\"type\":\"GeometryCollection\",\"geometries\":[{point}]}}");
    assert!(matches!(of(&only_lines).0, Some(Shape::Polygons { polygons, .. }) if polygons.is_empty()));
    let lines = [
        ("{\"type\":\"Point\",\"coordinates\":[1,2]}", vec![1]),
        ("{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}", vec![1, 1]),
        ("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4,5]]}", vec![2]),
        ("{\"coordinates\":[[[1,2],[3,4]],[[5,6]]],\"type\":\"MultiLineString\"}", vec![2, 1]),
        ("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,\"x\"]]}", vec![]),
        ("{\"type\":\"LineString\"}", vec![]),
    ];
    for (text, expected) in lines {
        let Some(Shape::WithoutArea { paths, .. }) = of(text).0 else { panic!("{text}") };
        assert_eq!(paths.iter().map(Vec::len).collect::<Vec<_>>(), expected, "{text}");
    }
    let odd = [
        ("7", "a geometry is an object, 7 stands here"),
        ("{\"type\":\"Polygon\"}", "a polygon is a list of rings, null stands here"),
        ("{\"type\":\"Polygon\",\"coordinates\":{\"a\":1}}", "a polygon is a list of rings, {…} stands here"),
        ("{\"type\":\"MultiPolygon\",\"coordinates\":\"x\"}", "a MultiPolygon needs a list of coordinates"),
        ("{\"type\":\"GeometryCollection\"}", "a GeometryCollection needs a list of geometries"),
        ("{\"type\":\"GeometryCollection\",\"geometries\":[null]}", "null stands in the collection"),
        ("{\"type\":\"Circle\",\"coordinates\":[1]}", "\"Circle\" is no type of geometry"),
        ("{\"coordinates\":[[1]]}", "\"\" is no type of geometry"),
    ];
    for (text, expected) in odd {
        let (shape, problems) = of(text);
        let told = match shape {
            Some(Shape::Broken(reason)) => reason,
            _ => problems.join("; "),
        };
        assert!(told.contains(expected), "{text}: {told}");
    }
    let place = of("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,2],[3,4]]],[[[1,2]],[[1,2],[1]]]]}").1;
    assert!(place[0].contains("polygon 2") && place[0].contains("ring 2") && place[0].contains("position 2"), "{place:?}");
}

#[test]
fn reading_says_how_far_it_is_and_stops() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    struct Reader(AtomicUsize, usize);
    impl crate::io::Watch for Reader {
        fn goes_on(&self, stage: crate::io::Stage, done: usize, total: usize) -> bool {
            assert!(stage == crate::io::Stage::Parsing && done < total);
            self.0.fetch_max(done, Ordering::Relaxed);
            done * 2 < self.1
        }
    }
    let feature = "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[106,20]}}";
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", vec![feature; 5_000].join(",\n"));
    let patient = Reader(AtomicUsize::new(0), usize::MAX);
    assert_eq!(read_raw_watched(text.as_bytes(), &patient).map(|layer| layer.features.len()).ok(), Some(5_000));
    assert!(patient.0.into_inner() > text.len() * 9 / 10);
    let impatient = Reader(AtomicUsize::new(0), text.len());
    assert!(matches!(read_raw_watched(text.as_bytes(), &impatient), Err(ImportError::Stopped)));
    assert!(impatient.0.into_inner() < text.len() * 6 / 10);
    let lines = vec![feature; 5_000].join("\n");
    assert!(matches!(read_raw_sequence_watched(lines.as_bytes(), &Reader(AtomicUsize::new(0), 9)), Err(ImportError::Stopped)));
}
