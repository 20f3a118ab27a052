//! Drawings made by ezdxf (`tests/data/dxf/make_drawings.py`) become the plans they show.

use std::path::Path;

use hecta::geometry::{ExactArea, GridPoint};
use hecta::io::import::read_raw_layers;
use hecta::io::{ImportError, ProblemKind, ReadOptions, Shape, dxf};
use hecta::plan::{Plan, Zone, ZoneFunction};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use crate::{imported, kept};

const DRAWINGS: [&str; 4] = ["lines_r12_tcvn3", "arcs_mm_2018", "hatches_r2000", "hatches_r2000_binary"];

fn drawing(name: &str) -> std::path::PathBuf {
    kept("tests/data/dxf").join(name).with_extension("dxf")
}

fn zone(plan: &Plan, function: ZoneFunction) -> &Zone {
    plan.zones().find(|zone| zone.attributes.function == Some(function)).unwrap_or_else(|| panic!("no zone of {function:?}"))
}

/// What was told, as text.
fn problems(imported: &hecta::io::Imported) -> Vec<String> {
    imported.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn lines_of_an_old_drawing_become_land_and_a_gap_is_named_with_its_place() {
    let imported = imported(&drawing("lines_r12_tcvn3"));
    let plan = &imported.plan;
    assert_eq!(plan.boundary().expect("a boundary").outline.legal().area(), ExactArea::from_m2(80_000.0));
    let (west, east) = (zone(plan, ZoneFunction::Production), zone(plan, ZoneFunction::RdLaboratory));
    assert_eq!([west.area, east.area], [50_000.0, 30_000.0].map(ExactArea::from_m2));
    assert_eq!((west.attributes.code.as_str(), west.attributes.name_vi.as_str()), ("SX-01", "Vùng sản xuất"), "from TCVN3");
    assert_eq!(east.attributes.name_vi, "Vùng thí nghiệm");
    assert_eq!(west.region.vertices().min(), Some(GridPoint::from_mm(605_000_000, 2_275_000_000)));
    let gap = imported.problems.iter().find_map(|problem| match &problem.kind {
        ProblemKind::ChainOpen { layer, gap_m, first, second } => Some((layer.as_str(), *gap_m, *first, *second)),
        _ => None,
    });
    let (layer, gap_m, east_m, north_m) = gap.expect("the gap of the road is named");
    assert!(layer == "DUONG" && (gap_m - 0.35).abs() < 1e-6, "{layer} {gap_m}");
    assert!((east_m - 605_010.0).abs() < 1e-6 && (north_m - 2_275_210.0).abs() < 1.0, "{east_m} {north_m}");
}

#[test]
fn millimetres_arcs_holes_blocks_and_sheets_are_understood() {
    let imported = imported(&drawing("arcs_mm_2018"));
    let plan = &imported.plan;
    assert_eq!(plan.boundary().expect("a boundary").outline.legal().area(), ExactArea::from_m2(80_000.0));
    let (west, east) = (zone(plan, ZoneFunction::Production), zone(plan, ZoneFunction::RdLaboratory));
    // a third of a circle over a chord of 200 m
    let radius = 100.0 / (std::f64::consts::PI / 3.0).sin();
    let swelling = radius * radius * (2.0 * std::f64::consts::PI / 3.0 - (2.0 * std::f64::consts::PI / 3.0).sin()) / 2.0;
    assert!((west.area.m2() - (50_000.0 - 1_600.0 + swelling)).abs() < 0.2, "{}", west.area.m2());
    assert!((east.area.m2() - (30_000.0 - swelling)).abs() < 0.2, "{}", east.area.m2());
    let lake = plan.zones().find(|zone| zone.attributes.other.get("cad_layer").is_some_and(|layer| layer == "Phân khu hồ nước"));
    assert_eq!(lake.expect("the block is put in").area, ExactArea::from_m2(1_600.0));
    // the arc has the same vertices on both sides: nothing between, nothing twice
    let sum: i128 = plan.zones().map(|zone| zone.area.twice_um2()).sum();
    assert_eq!(sum, plan.boundary().expect("a boundary").outline.legal().area().twice_um2());
    assert_eq!((west.attributes.name_vi.as_str(), west.attributes.code.as_str()), ("Vùng sản xuất, ứng dụng CNC", ""));
    assert_eq!(east.attributes.code, "TN");
    let texts = problems(&imported).join("\n");
    for said in ["unit of the drawing is mm", "1 entities of sheets", "layer \"AN\"", "1 × SPLINE", "heights were dropped"] {
        assert!(texts.contains(said), "{said} in\n{texts}");
    }
    assert!(imported.first_error().is_none());
}

#[test]
fn hatches_alone_are_land_in_text_and_in_binary() {
    let [text, binary] = ["hatches_r2000", "hatches_r2000_binary"].map(|name| imported(&drawing(name)).plan);
    let areas: Vec<f64> = text.zones().map(|zone| zone.area.m2()).collect();
    // the east is a half circle moved by 150 m: as much land is gained as is lost
    assert_eq!(areas.len(), 2);
    assert!((areas[0] - 48_400.0).abs() < 1e-6 && (areas[1] - 30_000.0).abs() < 0.5, "{areas:?}");
    let names: Vec<_> = text.zones().map(|zone| zone.attributes.name_vi.as_str()).collect();
    assert_eq!(names, ["", "Cây xanh cách ly ệ"]);
    let classes: Vec<_> = text.zones().filter_map(|zone| zone.attributes.land_use).map(|class| class.code().to_owned()).collect();
    assert_eq!(classes, ["DAT_SX_Congnghiep", "DAT_Cayxanhchuyendung"]);
    assert!(text.zones().zip(binary.zones()).all(|(a, b)| a.region == b.region && a.attributes == b.attributes));
}

#[test]
fn what_encloses_no_area_is_kept_for_layers_behind_the_plan() {
    let layers = read_raw_layers(&drawing("lines_r12_tcvn3"), ReadOptions::default()).expect("readable");
    let road = layers.iter().find(|layer| layer.name.as_deref() == Some("DUONG")).expect("the road");
    let Shape::WithoutArea { kind: "LINE", paths } = &road.features.owned(0).shape else { panic!("{:?}", road.features) };
    assert_eq!(paths.iter().map(Vec::len).collect::<Vec<_>>(), [5]);
}

#[test]
fn a_drawing_states_no_crs_and_is_not_read_without_one() {
    let error = hecta::io::import_plan(&drawing("lines_r12_tcvn3"), ReadOptions::default(), None, None).expect_err("no CRS");
    assert!(matches!(error, ImportError::NoCrs { .. } | ImportError::SuspectCrs(_)), "{error}");
}

#[test]
fn what_is_no_drawing_is_refused_with_the_line() {
    let read = |text: &str| dxf::read_raw(text.as_bytes(), false).map(|_| ()).map_err(|error| error.to_string());
    assert!(matches!(dxf::read_raw(b" \r\n", false), Err(ImportError::Empty)));
    assert!(read("{}").is_err_and(|error| error.contains("line 1")));
    assert!(read("0\nSECTION\n2\nHEADER\n0\nENDSEC\n0\nEOF\n").is_err_and(|error| error.contains("ENTITIES")));
    assert!(read("0\nSECTION\n2\nENTITIES\n0\nLINE\n8\n0\n10\n1\n").is_err_and(|error| error.contains("cut off")));
    // a number that is none spoils its entity, not the drawing
    let text =
        "0\nSECTION\n2\nENTITIES\n0\nLINE\n8\n0\n10\none\n20\n2\n11\n3\n21\n4\n0\nPOINT\n8\n0\n10\n5\n20\n6\n0\nENDSEC\n0\nEOF\n";
    let layers = dxf::read_raw(text.as_bytes(), false).expect("readable");
    let features: Vec<_> = layers.iter().flat_map(|layer| layer.features.to_vec()).collect();
    let shapes: Vec<_> = features.iter().map(|feature| (feature.number, &feature.shape)).collect();
    assert!(matches!(&shapes[0], (1, Shape::Broken(reason)) if reason.contains("one")), "{shapes:?}");
    assert!(matches!(&shapes[1], (2, Shape::WithoutArea { kind: "POINT", .. })), "{shapes:?}");
}

#[test]
fn blocks_in_themselves_and_in_millions_end() {
    let block = |name: &str, inside: &str| format!("0\nBLOCK\n2\n{name}\n10\n0\n20\n0\n{inside}0\nENDBLK\n");
    let insert =
        |name: &str, count: u32| format!("0\nINSERT\n8\nA\n2\n{name}\n10\n1\n20\n1\n70\n{count}\n71\n{count}\n44\n1\n45\n1\n");
    let point = "0\nPOINT\n8\n0\n10\n5\n20\n6\n";
    let loops = block("A", &(insert("A", 1) + &insert("B", 9_999))) + &block("B", point);
    let text =
        format!("0\nSECTION\n2\nBLOCKS\n{loops}0\nENDSEC\n0\nSECTION\n2\nENTITIES\n{}0\nENDSEC\n0\nEOF\n", insert("A", 30_000));
    let layers = dxf::read_raw(text.as_bytes(), false).expect("read as far as it goes");
    let left_out =
        layers[0].problems.iter().any(|p| matches!(&p.kind, ProblemKind::EntitiesLeftOut { kind, .. } if kind == "INSERT"));
    assert!(left_out, "{:?}", layers[0].problems);
}

#[test]
fn outlines_in_outlines_without_end_are_given_up() {
    let ring = |side: u32| {
        format!(
            "0\nLWPOLYLINE\n8\nA\n90\n4\n70\n1\n10\n-{side}\n20\n-{side}\n10\n{side}\n20\n-{side}\n10\n{side}\n20\n{side}\n10\n-{side}\n20\n{side}\n"
        )
    };
    let read = |count: u32| {
        let rings: String = (1..=count).map(|k| ring(1_000 * k)).collect();
        dxf::read_raw(format!("0\nSECTION\n2\nENTITIES\n{rings}0\nENDSEC\n0\nEOF\n").as_bytes(), false)
    };
    // every second one is a hole
    assert_eq!(read(1_000).expect("deep, but read")[0].features.len(), 500);
    let error = read(12_000).expect_err("no drawing");
    assert!(error.to_string().contains("one another"), "{error}");
}

/// Reads damaged bytes as far as a plan goes: never a panic, whatever comes of it.
fn survive(folder: &Path, bytes: &[u8]) -> bool {
    let path = folder.join("damaged.dxf");
    std::fs::write(&path, bytes).expect("written");
    hecta::io::import_plan(&path, crate::in_plan_grid(), None, None).is_ok()
}

#[test]
fn cut_and_damaged_drawings_never_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut random = Pcg64::seed_from_u64(20_261_122);
    let (mut read, mut refused) = (0, 0);
    for name in DRAWINGS {
        let whole = std::fs::read(drawing(name)).expect("kept");
        for part in 0..50 {
            let cut = &whole[..whole.len() * part / 50];
            let is_read = survive(folder.path(), cut);
            read += usize::from(is_read);
            refused += usize::from(!is_read);
        }
        for _ in 0..60 {
            let mut damaged = whole.clone();
            for _ in 0..random.random_range(1..6) {
                let at = random.random_range(0..damaged.len());
                damaged[at] ^= 1 << random.random_range(0..8);
            }
            survive(folder.path(), &damaged);
        }
    }
    assert!(
        refused > 100 && read > 4,
        "a cut before the end of the entities refuses, one behind them does not: {read} {refused}"
    );
}
