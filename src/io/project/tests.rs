use super::plan_tables::{LAYERS, UNALLOCATED, ZONES, settings_table, tables_of_plan};
use super::*;
use crate::edit::{Command, apply};
use crate::geometry::validity::region_from_raw;
use crate::geometry::{ExactArea, GridPoint, ProjectCrs};
use crate::io::embedded::{SamplePlan, communes, sample_plan};
use crate::io::geopackage::write;
use crate::plan::{
    Approval, Boundary, Date, Division, LandUse, LayerSettings, MapLayer, Phase, PlanSettings, PriorityField, Tolerance,
    Tolerances, ZoneAttributes, ZoneDraft, ZoneDrafts, ZoneId,
};

fn sample() -> Plan {
    sample_plan(SamplePlan::Finished, "Phương án 1", ProjectCrs::default()).expect("embedded").plan
}

fn background() -> CommuneLayer {
    communes(Division::Until2025, ProjectCrs::default()).expect("embedded")
}

#[test]
fn a_project_comes_back_as_it_was_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("Đồ án.gpkg");
    let mut plan = sample();
    let zone = plan.zones().next().expect("three zones").clone();
    let mut attributes = zone.attributes.clone();
    attributes.locked = true;
    attributes.colour = Some([1, 2, 3]);
    attributes.target = Some(ExactArea::from_ha(165.5));
    attributes.land_use = LandUse::from_code("DaotaoNC");
    (attributes.storeys, attributes.building_coverage_pct, attributes.floor_area_ratio) = (Some(9), Some(40.0), Some(3.25));
    (attributes.phase, attributes.priority) = (Some(Phase::First), Some(PriorityField::NewMaterials));
    attributes.other.insert("ghi chú".into(), serde_json::json!({"a": [1, null]}));
    apply(&mut plan, &Command::SetAttributes { zone: zone.id, attributes: Box::new(attributes) }).expect("allowed");
    let free = plan.zones().nth(2).expect("three zones").id;
    apply(&mut plan, &Command::DeleteZones { zones: vec![free] }).expect("allowed");

    let mut layers = LayerSettings::default();
    layers.get_mut(MapLayer::Communes2020).visible = false;
    layers.get_mut(MapLayer::Zones).opacity = 0.4;
    apply(&mut plan, &Command::SetLayers { layers }).expect("allowed");

    let tolerances = Tolerances::default().with(Tolerance::SliverWidth, 0.75);
    let rules = "[[rule]]\nid = \"LND-01\"\nat_least = 12\n";
    let settings =
        PlanSettings { tolerances, date: Date::new(2026, 12, 1), own_rules: Some(rules.into()), ..PlanSettings::default() };
    apply(&mut plan, &Command::SetSettings { settings: settings.clone() }).expect("allowed");

    save(&plan, &background(), &path).expect("saved");
    let opened = open(&path).expect("readable").expect("a project");
    assert_eq!(*opened.plan.layers(), layers);
    assert_eq!(*opened.plan.settings(), settings);
    assert_eq!(opened.laying.moved, 0, "nothing moves on the way");
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    for (saved, read) in plan.zones().zip(opened.plan.zones()) {
        assert_eq!((&saved.attributes, &saved.region), (&read.attributes, &read.region));
    }
    assert_eq!(plan.zones().len(), opened.plan.zones().len());
    assert_eq!(plan.boundary(), opened.plan.boundary());
    assert_eq!(plan.unallocated(), opened.plan.unallocated());
    assert_eq!((plan.title(), plan.approval(), plan.crs()), (opened.plan.title(), opened.plan.approval(), opened.plan.crs()));
}

#[test]
fn a_plan_without_zones_or_boundary_survives() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("empty.gpkg");
    let (plan, _) = Plan::assemble("", ProjectCrs::default(), Approval::default(), None, Vec::new());
    save(&plan, &background(), &path).expect("saved");
    assert_eq!(open(&path).expect("readable").expect("a project").plan, plan);
}

#[test]
fn nodes_that_drawing_put_on_the_boundary_are_read_back_where_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("drawn.gpkg");
    let mut plan = sample();
    let all: Vec<_> = plan.order().to_vec();
    apply(&mut plan, &Command::DeleteZones { zones: all }).expect("allowed");
    let c = plan.bounds().expect("a boundary").centre();
    let far = 3_000_000_000;
    let ring = vec![c, GridPoint::new(c.east + far, c.north + 700_123), GridPoint::new(c.east + far, c.north + far)];
    let draw = Command::DrawZone { sketch: vec![ring], mode: crate::edit::DrawMode::Yield, attributes: Box::default() };
    apply(&mut plan, &draw).expect("drawn");
    save(&plan, &background(), &path).expect("saved");
    let opened = open(&path).expect("readable").expect("a project");
    assert_eq!(opened.laying.moved, 0);
    assert!(opened.plan.adds_up());
    let land = |plan: &Plan| plan.zones().map(|z| z.region.clone()).collect::<Vec<_>>();
    assert_eq!(land(&opened.plan), land(&plan));
}

/// Two zones 1.5 mm apart in a rectangle, which nobody could draw and sketches that cross can leave.
fn nearly_touching() -> Plan {
    let land = |west: i64, east: i64| {
        let corner = |e: i64, n: i64| GridPoint::new(600_000_000_000 + e, 2_270_000_000_000 + n);
        let ring = vec![corner(west, 0), corner(east, 0), corner(east, 400_000_000), corner(west, 400_000_000)];
        region_from_raw(&[vec![ring]]).0
    };
    let boundary = Boundary::from_legal(land(0, 900_000_000), String::new(), String::new(), false);
    let draft = |region| ZoneDraft { attributes: ZoneAttributes::default(), region, faults: Vec::new() };
    let zones = vec![draft(land(0, 500_000_000)), draft(land(500_001_500, 900_000_000))];
    let drafts = ZoneDrafts { zones, unallocated: Some(land(500_000_000, 500_001_500)) };
    let (plan, laying) = Plan::assemble_kept("", ProjectCrs::default(), Approval::default(), Some(&boundary), drafts);
    assert!(plan.adds_up() && laying.moved == 0 && plan.unallocated().area() == ExactArea::from_m2(0.6));
    plan
}

#[test]
fn borders_that_nearly_touch_stay_apart_unless_another_program_changed_the_layers() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("apart.gpkg");
    let plan = nearly_touching();
    save(&plan, &background(), &path).expect("saved");
    assert_eq!(open(&path).expect("readable").expect("a project").plan, plan);

    let tables = |of: &Plan| tables_of_plan(of, &TableNames::plain(), 1);
    let is_joined = |tables: &[FeatureTable]| {
        write(&path, tables).expect("written");
        let opened = open(&path).expect("readable").expect("a project");
        assert!(opened.plan.adds_up());
        opened.laying.moved > 0 && opened.plan.unallocated().is_empty()
    };
    assert!(!is_joined(&tables(&plan)));
    let mut without = tables(&plan);
    without[0].rows.retain(|row| row.fields[0] != Field::Text(UNALLOCATED.into()));
    assert!(is_joined(&without), "a file from before unallocated land was kept");
    // what stands in the settings is of another state of the layers
    let mut changed = tables(&sample());
    changed.truncate(1);
    changed.extend(tables(&plan).into_iter().skip(1));
    assert!(is_joined(&changed), "layers that another program changed");
}

#[test]
fn files_of_older_versions_open() {
    let kept = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/projects").join(name);
    let (divided, zone) = with_plots();
    let opened = open(&kept("version-1.gpkg")).expect("readable").expect("a project");
    assert!(is_same(&opened.plan, &divided) && opened.problems.is_empty() && opened.laying.moved == 0);
    assert!(is_same(opened.plan.plots(ZoneId(2)).expect("divided"), divided.plots(zone).expect("divided")));
    for (name, snapshots) in [("version-2.gpkg", 0), ("version-3.gpkg", 1)] {
        let opened = open_alternatives(&kept(name)).expect("readable").expect("a project");
        let numbers: Vec<u32> = opened.alternatives.iter().map(|a| a.number).collect();
        assert_eq!((numbers, opened.current, opened.snapshots.len()), (vec![2, 1, 7], 1, snapshots), "{name}");
        for (read, saved) in opened.alternatives.iter().zip(three()) {
            assert!(is_same(&read.imported.plan, &saved) && read.imported.problems.is_empty());
        }
        for snapshot in &opened.snapshots {
            assert_eq!((snapshot.name.as_str(), snapshot.plan().ok()), ("Mốc 1", Some(sample())));
        }
    }
}

#[test]
fn a_file_from_before_layers_were_kept_shows_all_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, empty) = (folder.path().join("older.gpkg"), Map::new());
    let plan = sample();
    let mut table = settings_table(&plan, &TableNames::plain(), 1);
    table.rows.retain(|row| row.fields[0] != Field::Text(LAYERS.into()));
    let zones = table_from_regions(ZONES, "zones", plan.crs(), plan.zones().map(|zone| (&zone.region, &empty)));
    write(&path, &[table, zones]).expect("written");
    assert_eq!(*open(&path).expect("readable").expect("a project").plan.layers(), LayerSettings::default());
}

#[test]
fn a_newer_file_is_refused_and_a_foreign_one_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("newer.gpkg");
    let plan = sample();
    let mut table = settings_table(&plan, &TableNames::plain(), 1);
    table.rows[0].fields[1] = Field::Text((SCHEMA_VERSION + 1).to_string());
    write(&path, &[table]).expect("written");
    assert!(matches!(open(&path), Err(ImportError::NewerVersion { .. })));
    write(&path, &[table_from_regions("zones", "zones", plan.crs(), [])]).expect("written");
    assert!(open(&path).expect("readable").is_none());
}

/// Three alternatives of the sample plan: as it is, with two zones, and without zones under another approved figure.
fn three() -> [Plan; 3] {
    let mut plans = [sample(), sample(), sample()];
    let zones = plans[0].order().to_vec();
    apply(&mut plans[1], &Command::DeleteZones { zones: vec![zones[1]] }).expect("allowed");
    apply(&mut plans[2], &Command::DeleteZones { zones }).expect("allowed");
    let approval = Approval { area: ExactArea::from_ha(650.0), decision: "Phương án thu hẹp".into() };
    apply(&mut plans[2], &Command::SetApproval { approval }).expect("allowed");
    plans
}

fn save_three(path: &Path, current: usize) -> [Plan; 3] {
    let plans = three();
    let named = [(2, "Gốc"), (1, ""), (7, "Gốc")];
    let alternatives: Vec<_> =
        plans.iter().zip(named).map(|(plan, (number, name))| AlternativeToSave { number, name, plan }).collect();
    let communes = &background();
    save_document(
        &DocumentToSave { alternatives: &alternatives, current, communes, snapshots: &[], came_from: None },
        path,
        &mut |_| {},
    )
    .expect("saved");
    plans
}

/// Whether two plans hold the same; nodes that deleted zones left on the boundary aside.
fn is_same(opened: &Plan, saved: &Plan) -> bool {
    let zones = |plan: &Plan| plan.zones().map(|zone| (zone.attributes.clone(), zone.region.clone())).collect::<Vec<_>>();
    let legal = |plan: &Plan| plan.boundary().map(|boundary| boundary.outline.legal().clone());
    let others = |plan: &Plan| (plan.approval().clone(), plan.unallocated().area());
    zones(opened) == zones(saved) && legal(opened) == legal(saved) && others(opened) == others(saved)
}

#[test]
fn alternatives_come_back_in_their_order_and_opening_changes_no_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("three.gpkg");
    for current in 0..3 {
        let plans = save_three(&path, current);
        let bytes = std::fs::read(&path).expect("it is there");
        let opened = open_alternatives(&path).expect("readable").expect("a project");
        assert_eq!(opened.current, current);
        let names: Vec<_> = opened.alternatives.iter().map(|a| (a.number, a.name.as_str())).collect();
        assert_eq!(names, [(2, "Gốc"), (1, ""), (7, "Gốc")]);
        for (read, saved) in opened.alternatives.iter().zip(&plans) {
            assert!(is_same(&read.imported.plan, saved) && read.imported.problems.is_empty());
        }
        assert!(is_same(&open(&path).expect("readable").expect("a project").plan, &plans[current]), "the current one");
        assert_eq!(std::fs::read(&path).expect("it is there"), bytes);
        let others = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(others, 1, "nothing lies beside it");
    }
}

#[test]
fn the_first_alternative_has_the_plain_names_and_each_layer_says_whose_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("three.gpkg");
    save_three(&path, 1);
    let tables = read_tables(&path).expect("readable");
    let names: Vec<&str> = tables.iter().filter(|t| t.geometry.is_some()).map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["boundary", "zones", "boundary_1", "zones_1", "boundary_7", "zones_7", "communes"]);
    let seen: BTreeSet<&str> = tables.iter().map(|t| t.identifier.as_str()).collect();
    assert!(seen.len() == tables.len() && seen.contains("Vùng chức năng (phương án 7: Gốc)"), "{seen:?}");
    // whoever takes the file for a plan gets one plan
    let layers = read_raw_layers_of_current(&path).expect("readable");
    let layers: Vec<_> = layers.iter().filter_map(|layer| layer.name.as_deref()).collect();
    assert_eq!(layers, ["Ranh giới (phương án 1)", "Vùng chức năng (phương án 1)", "Xã (bản đồ tham khảo)"]);
}

/// The sample plan with its second zone cut into plots, one of which says what it is.
fn with_plots() -> (Plan, ZoneId) {
    let mut plan = sample();
    let zone = plan.order()[1];
    let land = plan.zone(zone).expect("it is there").region.clone();
    let bounds = land.bounds().expect("land");
    let attributes = ZoneAttributes { land_use: LandUse::from_code("DaotaoNC"), code: "A-1".into(), ..ZoneAttributes::default() };
    let sketch = land.polygons()[0].exterior.clone();
    let draw = Command::DrawZone { sketch: vec![sketch], mode: crate::edit::DrawMode::Yield, attributes: Box::new(attributes) };
    let line = vec![bounds.min, bounds.max];
    for command in [draw, Command::SplitZones { zones: Vec::new(), line }] {
        apply(&mut plan, &Command::OnPlots { zone, command: Box::new(command) }).expect("allowed");
    }
    assert!(plan.plots(zone).expect("it is divided").zones().len() >= 2);
    (plan, zone)
}

#[test]
fn plots_come_back_with_their_zone_in_every_alternative() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plots.gpkg");
    let ((divided, zone), plain) = (with_plots(), sample());
    let alternatives = [(1, &plain), (2, &divided)].map(|(number, plan)| AlternativeToSave { number, name: "", plan });
    let communes = &background();
    save_document(
        &DocumentToSave { alternatives: &alternatives, current: 1, communes, snapshots: &[], came_from: None },
        &path,
        &mut |_| {},
    )
    .expect("saved");
    let opened = open_alternatives(&path).expect("readable").expect("a project");
    let [first, second] = [0, 1].map(|at| &opened.alternatives[at].imported);
    assert!(first.plan.divided_zones().len() == 0 && second.plan.divided_zones().len() == 1);
    assert!(second.problems.is_empty() && second.laying.moved == 0);
    let plots = |plan: &Plan, zone| {
        let plots = plan.plots(zone).expect("divided").zones();
        plots.map(|plot| (plot.attributes.clone(), plot.region.clone())).collect::<Vec<_>>()
    };
    assert_eq!(plots(&second.plan, ZoneId(2)), plots(&divided, zone), "zones are counted from 1 in their order");
    assert_eq!(second.plan.unplotted(ZoneId(2)), divided.unplotted(zone));

    let mut tables = read_tables(&path).expect("readable");
    let zones = tables.iter_mut().find(|table| table.name == "zones_2").expect("zones");
    zones.rows.remove(0);
    write(&path, &tables).expect("written");
    let opened = open(&path).expect("readable").expect("a project");
    assert_eq!(plots(&opened.plan, ZoneId(1)), plots(&divided, zone), "they follow their zone");
    let zones = tables.iter_mut().find(|table| table.name == "zones_2").expect("zones");
    zones.rows.remove(0);
    write(&path, &tables).expect("written");
    let opened = open(&path).expect("readable").expect("a project");
    let is_lost = |problem: &ImportProblem| problem.kind == ProblemKind::PlotWithoutZone;
    assert!(opened.plan.divided_zones().len() == 0 && opened.problems.iter().all(is_lost) && opened.problems.len() >= 2);
}

#[test]
fn a_plan_alone_is_saved_as_before_there_were_alternatives() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.gpkg");
    save(&sample(), &background(), &path).expect("saved");
    let tables = read_tables(&path).expect("readable");
    let names: Vec<&str> = tables.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["hecta_plan", "boundary", "zones", "communes"]);
    assert_eq!(version_of(&tables[0]), Some(1), "the earlier version opens it");
    let opened = open_alternatives(&path).expect("readable").expect("a project");
    assert_eq!((opened.alternatives.len(), opened.current, opened.alternatives[0].number), (1, 0, 1));
    assert!(opened.alternatives[0].name.is_empty());
}

#[test]
fn an_index_that_was_meddled_with_costs_nothing_that_is_still_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("meddled.gpkg");
    let plans = save_three(&path, 2);
    let mut tables = read_tables(&path).expect("readable");
    tables.retain(|table| table.name != "hecta_plan_1" && table.name != "zones_1");
    let index = tables.iter_mut().find(|table| table.name == ALTERNATIVES).expect("an index");
    for row in &mut index.rows {
        // all have one number, and none is the current one
        (row.fields[0], row.fields[3]) = (Field::Integer(i64::from(u32::MAX)), Field::Null);
    }
    write(&path, &tables).expect("written");
    let opened = open_alternatives(&path).expect("readable").expect("a project");
    let numbers: BTreeSet<u32> = opened.alternatives.iter().map(|a| a.number).collect();
    assert!(numbers.len() == 2 && opened.current == 0);
    let [first, last] = [0, 1].map(|at| &opened.alternatives[at].imported);
    assert!(is_same(&first.plan, &plans[0]) && is_same(&last.plan, &plans[2]));
    let left_out =
        |problem: &ImportProblem| matches!(&problem.kind, ProblemKind::LayerLeftOut { layer } if layer == "hecta_plan_1");
    assert!(first.problems.iter().any(left_out), "{:?}", first.problems);
}
