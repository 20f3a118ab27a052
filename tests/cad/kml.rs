//! KML and KMZ: what comes in and what goes out.

use std::path::Path;

use hecta::geometry::ProjectCrs;
use hecta::io::embedded::{SamplePlan, sample_plan};
use hecta::io::{ImportError, Imported, ProblemKind, ReadOptions, Severity, Shape, import_plan, kml};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use serde_json::json;

use crate::{assert_same, exported, kept};

fn imported(path: &Path) -> Imported {
    import_plan(path, ReadOptions::default(), None, None).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// What other programs write: folders, typed and untyped data, a MultiGeometry, CDATA, entities, a point, an overlay, a bad number.
const FOREIGN: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Khu A &amp; B</name>
<Schema name="s" id="s"><SimpleField type="double" name="area_ha"/><SimpleField type="string" name="code"/></Schema>
<Folder><name>Ranh giới</name><Placemark id="r1"><name><![CDATA[Ranh <b>giới</b>]]></name><Polygon><outerBoundaryIs><LinearRing>
<coordinates>106.05,20.57,0 106.06,20.57,0 106.06,20.58,0 106.05,20.58,0 106.05,20.57,0</coordinates></LinearRing></outerBoundaryIs>
</Polygon></Placemark></Folder>
<Folder><name>Vùng chức năng</name>
<Placemark><name>Vu&#x300;ng m&#7897;t</name><description>mô tả</description><ExtendedData><SchemaData schemaUrl="#s">
<SimpleData name="area_ha">12.50</SimpleData><SimpleData name="code">007</SimpleData></SchemaData>
<Data name="storeys"><displayName>Tầng</displayName><value>5</value></Data></ExtendedData><MultiGeometry>
<Polygon><outerBoundaryIs><LinearRing><coordinates>106.05,20.57,3 106.055,20.57,3 106.055,20.58,3 106.05,20.58,3 106.05,20.57,3</coordinates>
</LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>106.051,20.571 106.052,20.571 106.052,20.572 106.051,20.571</coordinates>
</LinearRing></innerBoundaryIs></Polygon><Polygon><outerBoundaryIs><LinearRing>
<coordinates>106.056,20.57 106.057,20.57 106.057,20.571 106.056,20.57</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark>
<Placemark><name>Mốc</name><Point><coordinates>106.05,20.57,0</coordinates></Point></Placemark>
<Placemark><name>Hỏng</name><Polygon><outerBoundaryIs><LinearRing><coordinates>106.05,x 1,2</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark><name>Rỗng</name></Placemark></Folder>
<GroundOverlay><name>ảnh</name></GroundOverlay></Document></kml>"##;

#[test]
fn files_of_others_are_read_with_their_words_and_the_bad_parts_are_named() {
    let layers = kml::read_raw(FOREIGN.as_bytes()).expect("readable");
    let names: Vec<_> = layers.iter().map(|layer| layer.name.as_deref().unwrap_or_default()).collect();
    assert_eq!(names, ["Ranh giới", "Vùng chức năng"]);
    let zone = layers[1].features.owned(0);
    assert_eq!(
        json!(zone.properties),
        json!({"area_ha": 12.5, "code": "007", "storeys": 5, "name": "Vùng một", "description": "mô tả"})
    );
    let Shape::Polygons { polygons, had_heights: true } = &zone.shape else { panic!("{:?}", zone.shape) };
    assert_eq!(polygons.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(layers[0].features.owned(0).properties["name"], "Ranh <b>giới</b>");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("khu.kml");
    std::fs::write(&path, FOREIGN).expect("written");
    let imported = imported(&path);
    assert!(imported.plan.boundary().is_some());
    let zones: Vec<_> = imported.plan.zones().map(|zone| (zone.attributes.code.as_str(), zone.region.polygons().len())).collect();
    assert_eq!(zones, [("007", 2)]);
    let of: Vec<_> = imported.problems.iter().map(|problem| (problem.place.feature, problem.severity())).collect();
    assert!(of.contains(&(Some(3), Severity::Warning)) && of.contains(&(Some(4), Severity::Error)), "{:?}", imported.problems);
    assert!(
        imported.problems.iter().any(|p| matches!(&p.kind, ProblemKind::EntitiesLeftOut { kind, .. } if kind == "GroundOverlay"))
    );
}

#[test]
fn an_exported_plan_comes_back_identical_as_kml_and_as_kmz() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = sample_plan(SamplePlan::Finished, "Phương án 1", ProjectCrs::default()).expect("embedded").plan;
    for name in ["plan.kml", "plan.kmz"] {
        let path = folder.path().join(name);
        assert!(exported(&plan, &path, None).is_ok_and(|error_m| error_m <= 0.0));
        let back = imported(&path);
        assert_eq!(back.problems, []);
        assert_eq!(back.laying.moved, 0);
        assert_same(&plan, &back.plan);
        let first = std::fs::read(&path).expect("written");
        exported(&plan, &path, None).expect("it passes");
        assert!(std::fs::read(&path).expect("written") == first, "the same plan gives the same bytes");
    }
    for name in ["tests/data/plan_2000/zones.geojson", "data/communes_2025.geojson"] {
        let read = imported(&kept(name)).plan;
        let path = folder.path().join("many.kmz");
        exported(&read, &path, Some("thử nghiệm")).expect("a draft");
        assert_same(&read, &imported(&path).plan);
    }
}

#[test]
fn a_draft_says_so_and_another_reader_sees_styles_and_rings() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("draft.kml");
    let plan = sample_plan(SamplePlan::Unfinished, "A < B", ProjectCrs::default()).expect("embedded").plan;
    exported(&plan, &path, Some("gửi & xem <trước>")).expect("a draft");
    let text = std::fs::read_to_string(&path).expect("UTF-8");
    assert!(text.contains("<name>BẢN NHÁP — A &lt; B</name>") && text.contains("BẢN NHÁP: gửi &amp; xem &lt;trước&gt;"));
    // the blue of laboratories (#0072B2) as aabbggrr
    assert!(text.contains("<PolyStyle><color>80b27200</color>"), "{}", &text[..2000]);
    let document = ::kml::KmlReader::<_, f64>::from_string(&text).read().expect("the library reads it");
    let mut rings = Vec::new();
    let mut open = vec![&document];
    while let Some(element) = open.pop() {
        match element {
            ::kml::Kml::KmlDocument(document) => open.extend(&document.elements),
            ::kml::Kml::Document { elements, .. } => open.extend(elements),
            ::kml::Kml::Folder(folder) => open.extend(&folder.elements),
            ::kml::Kml::Placemark(mark) => match &mark.geometry {
                Some(::kml::types::Geometry::Polygon(polygon)) => rings.push(polygon.outer.coords.len()),
                other => panic!("{other:?}"),
            },
            _ => {}
        }
    }
    assert_eq!(rings.len(), 1 + plan.zones().len());
    assert_same(&plan, &imported(&path).plan);
}

#[test]
fn what_is_no_kml_or_nests_without_end_is_refused() {
    let refuse = |text: &str| kml::read_raw(text.as_bytes()).expect_err("refused");
    assert!(matches!(refuse(" "), ImportError::Empty));
    assert!(matches!(refuse("<a/>"), ImportError::NotKml { .. }));
    assert!(matches!(refuse("<kml><Document>"), ImportError::NotKml { .. }));
    assert!(matches!(refuse("<kml></Document>"), ImportError::NotKml { .. }));
    let deep = "<Folder>".repeat(200_000);
    assert!(refuse(&format!("<kml>{deep}")).to_string().contains("nest"));
    assert!(matches!(kml::read_raw(b"\xff\xfe<\0k\0"), Err(ImportError::NotUtf8 { utf16: true, .. })));
    let laughs =
        "<!DOCTYPE kml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><kml><Placemark><name>&b;</name></Placemark></kml>";
    assert!(
        kml::read_raw(laughs.as_bytes()).is_ok_and(|layers| layers[0].features.owned(0).properties.is_empty()),
        "no entity is followed"
    );
}

#[test]
fn cut_and_damaged_files_never_panic_or_hang() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut random = Pcg64::seed_from_u64(20_261_123);
    let packed = kml::kml_in_archive(FOREIGN).expect("packed");
    let mut refused = 0;
    for (name, whole) in [("a.kml", FOREIGN.as_bytes()), ("a.kmz", packed.as_slice())] {
        let path = folder.path().join(name);
        let mut survive = |bytes: &[u8]| {
            std::fs::write(&path, bytes).expect("written");
            refused += usize::from(import_plan(&path, ReadOptions::default(), None, None).is_err());
        };
        (0..50).for_each(|part| survive(&whole[..whole.len() * part / 50]));
        for _ in 0..150 {
            let mut damaged = whole.to_vec();
            for _ in 0..random.random_range(1..5) {
                let at = random.random_range(0..damaged.len());
                damaged[at] ^= 1 << random.random_range(0..8);
            }
            survive(&damaged);
        }
    }
    assert!(refused >= 100, "every cut file is refused: {refused}");
}
