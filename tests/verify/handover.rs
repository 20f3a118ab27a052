//! The hand-over package of TT 16/2025/TT-BXD.

use hecta::geometry::crs::Decimals;
use hecta::io::geopackage::{ColumnKind, FeatureTable, Field, read_tables};
use hecta::io::{PackageSchema, PlanExport, ReadOptions, Shape, export_as, import_plan};
use hecta::plan::{DossierCodes, Plan, PlanSettings};

use super::assert_holds;
use super::judged::Judged;
use super::plans::with_plots;

fn handed_over(plan: &Plan, path: &std::path::Path) -> Vec<FeatureTable> {
    let Judged { plan, ledger, checker, judgement, .. } = &Judged::of(plan);
    let decimals = Decimals::Fewest;
    let export = PlanExport { plan, ledger, judgement, checker, draft_reason: Some("in work"), decimals, report: None };
    export_as(path, &export, PackageSchema::Tt16).expect("a reason is given");
    read_tables(path).expect("a GeoPackage")
}

fn table<'a>(tables: &'a [FeatureTable], name: &str) -> &'a FeatureTable {
    tables.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("no class {name}"))
}

fn value<'a>(table: &'a FeatureTable, row: usize, column: &str) -> &'a Field {
    let at = table.columns.iter().position(|other| other.name == column).unwrap_or_else(|| panic!("no field {column}"));
    &table.rows[row].fields[at]
}

fn with_codes(plan: Plan) -> Plan {
    let dossier = DossierCodes { information: "372623000001".into(), dossier: "37QPK1260001".into() };
    let settings = PlanSettings { dossier, ..plan.settings().clone() };
    plan.with_settings(settings)
}

#[test]
fn classes_have_the_names_fields_and_values_of_the_annex() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("QuyHoach.gpkg");
    let plan = with_codes(with_plots());
    let tables = handed_over(&plan, &path);
    for class in ["RanhGioiQuyHoach_A", "PhanKhuQuyHoach_A", "ChucNangSuDungDat_A", "MocGioiQuyHoach_P"] {
        let table = table(&tables, class);
        let names: Vec<&str> = table.columns.iter().take(6).map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["maThongTinQH", "maHoSoQH", "maDoiTuong", "tenDoiTuong", "phanLoai", "ghiChu"], "{class}");
        assert!(table.columns.iter().take(6).all(|column| column.kind == ColumnKind::Text));
        assert_eq!(value(table, 0, "maThongTinQH"), &Field::from("372623000001"));
        assert_eq!(value(table, 0, "maHoSoQH"), &Field::from("37QPK1260001"));
        assert_eq!(value(table, 0, "ghiChu"), &Field::from("BẢN NHÁP: in work"));
    }
    let zones = table(&tables, "PhanKhuQuyHoach_A");
    assert_eq!((zones.rows.len(), value(zones, 0, "kyHieuKhuQH")), (3, &Field::from("TN")));
    assert_eq!(value(zones, 0, "dienTich"), &Field::Real(1_658_000.0));
    let plots = table(&tables, "ChucNangSuDungDat_A");
    assert_eq!(plots.rows.len(), 2);
    assert_eq!(value(plots, 0, "chucNangSuDungDatMuc1"), &Field::from("DAT_SX_Congnghiep"));
    assert_eq!((value(plots, 0, "kyHieuLoDat"), value(plots, 0, "tangCaoXayDung")), (&Field::from("1"), &Field::Integer(5)));
    assert_eq!(value(plots, 0, "danSo"), &Field::Null, "what is not known stays empty");
    let corners = table(&tables, "MocGioiQuyHoach_P");
    let legal = plan.boundary().expect("it has one").outline.legal();
    assert_eq!(corners.rows.len(), legal.vertex_count());
    for (number, corner) in corners.rows.iter().enumerate() {
        let Shape::WithoutArea { kind: "Point", paths } = &corner.shape else { panic!("{:?}", corner.shape) };
        let [east, north] = paths[0][0];
        assert_eq!(
            (value(corners, number, "toaDoX"), value(corners, number, "toaDoY")),
            (&Field::Real(north), &Field::Real(east))
        );
        assert!(legal.vertices().any(|vertex| vertex.to_m().map(f64::to_bits) == [east, north].map(f64::to_bits)));
    }
}

#[test]
fn missing_codes_are_said_and_not_made_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("QuyHoach.gpkg");
    let tables = handed_over(&with_plots(), &path);
    let zones = table(&tables, "PhanKhuQuyHoach_A");
    assert_eq!((value(zones, 0, "maThongTinQH"), value(zones, 0, "maHoSoQH")), (&Field::Null, &Field::Null));
    assert!(matches!(value(zones, 0, "ghiChu"), Field::Text(note) if note.contains("maThongTinQH")));
    let statement = assert_holds(&path).statement;
    let rules = statement["rules"].as_array().expect("a list");
    let result = |id: &str| rules.iter().find(|rule| rule["id"] == id).map(|rule| rule["result"].clone());
    assert_eq!((result("DOC-01"), result("DOC-02")), (Some("unknown".into()), Some("pass".into())));
}

#[test]
fn the_package_reads_back_as_the_same_plan_and_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("QuyHoach.gpkg");
    let plan = with_codes(with_plots());
    handed_over(&plan, &path);
    assert_holds(&path);
    let back = import_plan(&path, ReadOptions::default(), None, None).expect("readable");
    assert_eq!(back.problems, []);
    let back = back.plan;
    assert_eq!(back.boundary(), plan.boundary());
    assert_eq!(back.approval(), plan.approval());
    let of = |plan: &Plan| plan.zones().map(|zone| (zone.attributes.clone(), zone.region.clone())).collect::<Vec<_>>();
    assert_eq!(of(&back), of(&plan));
    let plots = |plan: &Plan| plan.divided_zones().flat_map(|(_, plots)| of(plots)).collect::<Vec<_>>();
    assert_eq!(plots(&back), plots(&plan));
    let styles = read_tables(&path).expect("readable").into_iter().find(|table| table.name == "layer_styles").expect("styles");
    assert_eq!(styles.rows.len(), 4);
    assert!(
        styles.rows.iter().all(|row| row.fields.iter().any(|field| matches!(field, Field::Text(qml) if qml.contains("<qgis "))))
    );
}

#[test]
fn changes_made_in_another_program_are_noticed_but_for_looks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("QuyHoach.gpkg");
    handed_over(&with_plots(), &path);
    let run = |sql: &str| rusqlite::Connection::open(&path).expect("SQLite").execute_batch(sql).expect("changed");
    run("UPDATE layer_styles SET styleQML = replace(styleQML, 'solid', 'no'); VACUUM;");
    assert_holds(&path);
    run("UPDATE ChucNangSuDungDat_A SET dienTich = dienTich + 0.001 WHERE fid = 1;");
    assert!(!super::verified(&path).holds());
    run(
        "UPDATE ChucNangSuDungDat_A SET dienTich = dienTich - 0.001 WHERE fid = 1; UPDATE PhanKhuQuyHoach_A SET kyHieuKhuQH = 'X' WHERE fid = 1;",
    );
    let verified = super::verified(&path);
    assert!(!verified.is_intact() && verified.differences.iter().any(|difference| difference.what.starts_with("zones[")));
}
