//! Tables of corners that come in: those Hecta writes come back as the same grid points, others as what they mean.

use std::path::Path;

use hecta::app::tables::ReportPart;
use hecta::app::{Language, Texts, Workspace};
use hecta::geometry::crs::{FileCrs, Reading};
use hecta::geometry::{ProjectCrs, Region};
use hecta::io::embedded::SamplePlan;
use hecta::io::import::read_raw_layers;
use hecta::io::{DeclaredCrs, ImportError, ProblemKind, ReadOptions, Severity, Shape, import_boundary, import_plan};
use rust_xlsxwriter::Workbook;

use super::{place, sample, written};

fn legal(workspace: &Workspace) -> Region {
    workspace.session().plan().boundary().expect("a boundary").outline.legal().clone()
}

#[test]
fn the_corners_of_the_boundary_come_back_as_the_same_grid_points() {
    let workspace = sample(SamplePlan::Finished);
    for language in Language::ALL {
        let (_folder, path) = place("ranh giới.csv");
        written(&workspace, &path, ReportPart::Keyed("corners"), language, None).expect("it passes");
        let raw = read_raw_layers(&path, ReadOptions::default()).expect("readable");
        assert_eq!(raw[0].crs, DeclaredCrs::Known(FileCrs::Grid(ProjectCrs::default())), "{language:?}");
        let back = import_boundary(&path, ReadOptions::default()).expect("a boundary");
        assert_eq!(back.problems, []);
        assert!(*back.boundary.outline.legal() == legal(&workspace), "{language:?}");
    }
}

#[test]
fn a_workbook_of_all_tables_is_read_as_the_plan_it_came_from() {
    let workspace = sample(SamplePlan::Finished);
    for language in Language::ALL {
        let (_folder, path) = place("plan.xlsx");
        written(&workspace, &path, ReportPart::All, language, None).expect("it passes");
        let back = import_plan(&path, ReadOptions::default(), None, None).expect("readable");
        assert_eq!(back.problems, [], "{language:?}");
        assert_eq!(back.laying.moved, 0);
        let plan = workspace.session().plan();
        assert!(*back.plan.boundary().expect("a boundary").outline.legal() == legal(&workspace));
        assert_eq!(back.plan.zones().len(), plan.zones().len());
        for (a, b) in plan.zones().zip(back.plan.zones()) {
            assert!(a.region == b.region, "{language:?}: {}", a.attributes.code);
        }
        assert!(back.plan.adds_up());
    }
}

#[test]
fn numbers_of_cells_and_words_in_them_are_read_alike() {
    let (_folder, path) = place("moc.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Mốc giới").expect("a name");
    sheet.write(0, 0, "VN-2000, KTT 105°30', múi 3°").expect("written");
    for (column, heading) in (0..).zip(["Vùng", "Số hiệu", "X (m)", "Y (m)", "Cạnh (m)"]) {
        sheet.write(2, column, heading).expect("written");
    }
    let corners = [(2_271_903.412, 616_580.02), (2_271_950.0, 616_700.5), (2_271_800.25, 616_720.125), (2_271_790.0, 616_600.0)];
    for (row, (north, east)) in (3..).zip(corners) {
        sheet.write(row, 0, "SX").expect("written");
        sheet.write(row, 1, row - 2).expect("written");
        if row % 2 == 0 {
            sheet.write(row, 2, north).expect("written");
            sheet.write(row, 3, east).expect("written");
        } else {
            sheet.write(row, 2, format!("{north:.3}").replace('.', ",")).expect("written");
            sheet.write(row, 3, format!("{east:.3}").replace('.', ",")).expect("written");
        }
    }
    sheet.write(3, 4, 129.5).expect("written");
    workbook.save(&path).expect("written");
    let layers = read_raw_layers(&path, ReadOptions::default()).expect("readable");
    let [layer] = &layers[..] else { panic!("one layer: {layers:?}") };
    assert_eq!(layer.name.as_deref(), Some("Mốc giới"));
    assert_eq!(layer.crs, DeclaredCrs::Known(FileCrs::from_epsg(9209).expect("a grid")));
    let [feature] = &layer.features.to_vec()[..] else { panic!("one feature: {layer:?}") };
    assert_eq!(feature.properties["code"], "SX");
    let Shape::Polygons { polygons, .. } = &feature.shape else { panic!("{feature:?}") };
    let expected: Vec<[f64; 2]> = corners.iter().chain(&corners[..1]).map(|(north, east)| [*east, *north]).collect();
    assert_eq!(polygons[0][0], expected);
    let told: Vec<_> = layer.problems.iter().map(|problem| &problem.kind).collect();
    assert!(
        told.iter().any(|kind| matches!(kind, ProblemKind::Corners(remark) if remark.severity() == Severity::Warning)),
        "a side differs: {told:?}"
    );
}

#[test]
fn a_table_without_a_grid_asks_for_it_and_takes_it() {
    let (_folder, path) = place("goc.csv");
    let text = "STT;X;Y\n1;2271903,412;616580,02\n2;2271950;616700,5\n3;2271800,25;616720,125\n";
    std::fs::write(&path, text).expect("written");
    let refused = import_boundary(&path, ReadOptions::default());
    // three corners prove nothing: it says what they may be, and asks
    assert!(matches!(refused, Err(ImportError::SuspectCrs(_))), "{refused:?}");
    let stated = ReadOptions { reading: Some(Reading::of(ProjectCrs::default())), ..ReadOptions::default() };
    assert!(import_boundary(&path, stated).is_ok());
}

#[test]
fn what_is_wrong_is_named_by_line_and_the_rest_is_read() {
    let (_folder, path) = place("goc.csv");
    let text = "EPSG:5897\nVùng;X;Y\nA;2272000;616000\nA;2272000;616100\nA;2271900;616100\nB;2271000;616000\nB;sai;616100\nB;2270900;616100\n";
    std::fs::write(&path, text).expect("written");
    let read = import_plan(&path, ReadOptions::default(), None, None).expect("readable in part");
    assert_eq!(read.plan.zones().len(), 1);
    let error = read.first_error().expect("B is left out");
    assert_eq!(error.severity(), Severity::Error);
    let vi = hecta::app::import_text::problem_text(&Texts::new(Language::Vietnamese), error);
    assert!(vi.contains("7") && vi.contains("sai"), "{vi}");
}

#[test]
fn what_holds_no_corners_says_so() {
    let (folder, path) = place("other.csv");
    for (text, expected) in [("a;b\n1;2\n", "X"), ("lon,lat\n106.119912,20.536312\n106.120012,20.536412\n", "")] {
        std::fs::write(&path, text).expect("written");
        let error = read_raw_layers(&path, ReadOptions::default()).expect_err("no corners");
        assert!(matches!(error, ImportError::CornerTable { .. }), "{error:?}");
        let said = hecta::app::import_text::error_text(&Texts::new(Language::Vietnamese), "other.csv", &error);
        assert!(said.contains("other.csv") && said.contains(expected), "{said}");
    }
    let workbook = folder.path().join("empty.xlsx");
    let mut empty = Workbook::new();
    empty.add_worksheet();
    empty.save(Path::new(&workbook)).expect("written");
    assert!(matches!(read_raw_layers(&workbook, ReadOptions::default()), Err(ImportError::CornerTable { .. })));
}
