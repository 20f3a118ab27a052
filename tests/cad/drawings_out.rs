//! Plans that leave as drawings come back as the same plans, and another reader finds the same land in them.

use hecta::geometry::ProjectCrs;
use hecta::io::embedded::{SamplePlan, sample_plan};
use hecta::io::{ReadOptions, import_plan};
use hecta::plan::Plan;

use crate::{assert_same, exported, imported, kept};

fn sample(which: SamplePlan) -> Plan {
    sample_plan(which, "Phương án 1", ProjectCrs::default()).expect("embedded").plan
}

#[test]
fn an_exported_plan_comes_back_identical_and_names_its_grid() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.dxf");
    let plan = sample(SamplePlan::Finished);
    exported(&plan, &path, None).expect("it passes");
    let back = import_plan(&path, ReadOptions::default(), None, None).expect("the drawing names its grid");
    assert_eq!(back.problems, []);
    assert_eq!(back.laying.moved, 0);
    assert_same(&plan, &back.plan);
    let first = std::fs::read(&path).expect("written");
    exported(&plan, &path, None).expect("it passes");
    assert!(std::fs::read(&path).expect("written") == first, "the same plan gives the same bytes");
}

#[test]
fn holes_parts_and_two_thousand_zones_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["tests/data/plan_50/zones.geojson", "tests/data/plan_2000/zones.geojson", "data/communes_2025.geojson"] {
        let read = import_plan(&kept(name), ReadOptions::default(), None, None).expect("readable").plan;
        let path = folder.path().join("plan.dxf");
        exported(&read, &path, Some("thử nghiệm")).expect("a draft");
        assert_same(&read, &imported(&path).plan);
    }
}

#[test]
fn a_draft_says_so_in_the_drawing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("draft.dxf");
    let plan = sample(SamplePlan::Unfinished);
    assert!(exported(&plan, &path, None).is_err() && !path.exists(), "nothing leaves unmarked");
    exported(&plan, &path, Some("gửi VSIP\nxem {trước}")).expect("a draft");
    let text = std::fs::read_to_string(&path).expect("UTF-8");
    assert!(text.contains("BẢN NHÁP — gửi VSIP xem \\{trước\\}"));
    assert!(
        text.contains("$CUSTOMPROPERTYTAG\r\n  1\r\ndraft_reason\r\n  9\r\n$CUSTOMPROPERTY\r\n  1\r\ngửi VSIP xem {trước}\r\n")
    );
    assert_same(&plan, &imported(&path).plan);
}

#[test]
fn another_reader_finds_the_same_rings_layers_and_labels() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.dxf");
    let plan = sample(SamplePlan::Finished);
    exported(&plan, &path, None).expect("it passes");
    let drawing = dxf::Drawing::load_file(&path).expect("the library reads it");
    assert_eq!(drawing.header.version, dxf::enums::AcadVersion::R2007);
    assert_eq!(drawing.header.default_drawing_units, dxf::enums::Units::Meters);
    let layers: Vec<_> = drawing.layers().map(|layer| layer.name.as_str()).collect();
    for layer in ["RANH_GIOI_QUY_HOACH", "PHAN_KHU_THI_NGHIEM", "PHAN_KHU_SAN_XUAT", "PHAN_KHU_KHOI_NGHIEP"] {
        assert!(layers.contains(&layer), "{layers:?}");
    }
    let mut areas = Vec::new();
    let mut labels = Vec::new();
    for entity in drawing.entities() {
        match &entity.specific {
            dxf::entities::EntityType::LwPolyline(line) => {
                assert!(line.is_closed());
                let at = |i: usize| &line.vertices[i % line.vertices.len()];
                let (east, north) = (at(0).x, at(0).y);
                let cross = |i: usize| (at(i).x - east) * (at(i + 1).y - north) - (at(i + 1).x - east) * (at(i).y - north);
                areas.push((0..line.vertices.len()).map(cross).sum::<f64>() / 2.0);
            }
            dxf::entities::EntityType::MText(text) => labels.push(text.text.clone()),
            _ => {}
        }
    }
    let boundary = plan.boundary().expect("a boundary").outline.legal().area().m2();
    let expected: Vec<f64> = std::iter::once(boundary).chain(plan.zones().map(|zone| zone.area.m2())).collect();
    assert_eq!(areas.len(), expected.len());
    assert!(areas.iter().zip(&expected).all(|(found, exact)| (found.abs() - exact).abs() < 1e-3), "{areas:?} {expected:?}");
    assert!(
        labels.iter().any(|label| label.contains("Vùng sản xuất, ứng dụng công nghệ cao") && label.contains("397,91 ha")),
        "{labels:?}"
    );
}
