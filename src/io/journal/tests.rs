use std::fs;

use rusqlite::ErrorCode;

use super::*;
use crate::edit::{Command, apply};
use crate::geometry::{ExactArea, GridPoint, ProjectCrs};
use crate::io::embedded::{SamplePlan, sample_plan};
use crate::plan::{Approval, LandUse, ZoneAttributes, ZoneId};

fn sample(which: SamplePlan) -> Plan {
    sample_plan(which, "Đồ án", ProjectCrs::default()).expect("embedded").plan
}

fn document(plans: &[&Plan]) -> DocumentToKeep {
    let alternative =
        |(number, plan): (u32, &&Plan)| KeptAlternative { number, name: format!("Phương án {number}"), parts: plan.parts() };
    DocumentToKeep { alternatives: (1..).zip(plans).map(alternative).collect(), current: plans.len() - 1, snapshots: Vec::new() }
}

fn step(code: &str) -> KeptStep {
    KeptStep { made: "2026-11-22T14:02:00+07:00[Asia/Ho_Chi_Minh]".into(), code: code.into(), subject: "SX".into() }
}

fn journals() -> (tempfile::TempDir, Journals) {
    let folder = tempfile::tempdir().expect("a folder");
    let journals = Journals::in_folder(folder.path().join("journal"));
    (folder, journals)
}

fn origin() -> Origin {
    Origin { file: Some("đồ án.gpkg".into()), fingerprint: None, announced: None, name: "đồ án".into() }
}

/// A plan with attributes of every kind, plots, another figure and other settings.
fn elaborate() -> Plan {
    let mut plan = sample(SamplePlan::Finished);
    let zone = plan.order()[0];
    let target = Some(ExactArea::from_twice_um2(3_300_000_000_000_000_000_001));
    let mut attributes = ZoneAttributes { target, colour: Some([1, 2, 3]), ..plan.zone(zone).expect("there").attributes.clone() };
    attributes.land_use = LandUse::from_code("DaotaoNC");
    attributes.floor_area_ratio = Some(0.1 + 0.2);
    attributes.other.insert("ghi chú".into(), serde_json::json!({"a": [1, null, 1e300, "\u{0}"]}));
    let centre = plan.zone(zone).expect("there").region.bounds().expect("land").centre();
    let corner = |e, n| GridPoint::new(centre.east + e, centre.north + n);
    let ring = vec![corner(0, 0), corner(90_000_001, 3), corner(40_000_000, 70_000_000)];
    let draw = Command::DrawZone { sketch: vec![ring], mode: crate::edit::DrawMode::Yield, attributes: Box::default() };
    let approval = Approval { area: ExactArea::from_ha(650.0), decision: "QĐ \"2\"".into() };
    for command in [
        Command::SetAttributes { zone, attributes: Box::new(attributes) },
        Command::OnPlots { zone, command: Box::new(draw) },
        Command::SetApproval { approval },
    ] {
        apply(&mut plan, &command).expect("allowed");
    }
    plan
}

#[test]
fn a_document_comes_back_to_the_last_bit() {
    let (_folder, journals) = journals();
    let (rich, faulty) = (elaborate(), sample(SamplePlan::Unfinished));
    assert!(faulty.faults().inexact && rich.divided_zones().len() == 1);
    let mut journal = journals.begin(&origin()).expect("begun");
    journal.keep(document(&[&rich, &faulty]), &step("set-attributes")).expect("kept");
    assert!(journals.abandoned().is_empty(), "its window lives");
    drop(journal);

    let mut left = journals.abandoned();
    assert!(journals.abandoned().is_empty(), "another process has it now");
    let abandoned = left.pop().expect("one");
    let summary = abandoned.summary().expect("readable");
    assert_eq!((summary.steps, &summary.origin, summary.last.as_ref()), (1, &origin(), Some(&step("set-attributes"))));
    let (opened, journal) = abandoned.restore().expect("readable");
    assert_eq!(opened.current, 1);
    let plans: Vec<_> = opened.alternatives.iter().map(|a| (a.number, a.name.as_str(), &a.imported.plan)).collect();
    assert_eq!(plans, [(1, "Phương án 1", &rich), (2, "Phương án 2", &faulty)]);
    journal.discard().expect("removed");
    let names: Vec<_> = fs::read_dir(journals_folder(&journals)).expect("there").flatten().map(|e| e.file_name()).collect();
    assert_eq!(names, ["registry.lock"], "nothing is left");
}

fn journals_folder(journals: &Journals) -> PathBuf {
    let debug = format!("{journals:?}");
    PathBuf::from(debug.split('"').nth(1).expect("a path"))
}

#[test]
fn a_step_writes_only_what_it_changed() {
    let mut plan = elaborate();
    let before = document(&[&plan, &plan]);
    let zone = plan.order()[1];
    let attributes = ZoneAttributes { name_vi: "Khác".into(), ..plan.zone(zone).expect("there").attributes.clone() };
    apply(&mut plan, &Command::SetAttributes { zone, attributes: Box::new(attributes) }).expect("allowed");
    let mut after = before.clone();
    after.alternatives[0].parts = plan.parts();
    let changes = record::changes(Some(&before), &after).expect("writable");
    assert_eq!(changes.iter().map(|(key, _)| *key).collect::<Vec<_>>(), [(1, "zone", zone.0)]);
    assert!(record::changes(Some(&after), &after).expect("writable").is_empty());

    after.alternatives.remove(1);
    after.current = 0;
    let changes = record::changes(Some(&before), &after).expect("writable");
    assert_eq!(changes.iter().filter(|(key, content)| key.0 == 2 && content.is_none()).count(), 4 + 3 + 1);
}

#[test]
fn steps_undo_and_deleted_zones_add_up_to_the_last_state() {
    let (_folder, journals) = journals();
    let mut plan = sample(SamplePlan::Finished);
    let mut journal = journals.begin(&origin()).expect("begun");
    let zones: Vec<ZoneId> = plan.order().to_vec();
    let mut states = Vec::new();
    for zone in zones {
        let (inverse, _) = apply(&mut plan, &Command::DeleteZones { zones: vec![zone] }).expect("allowed");
        journal.keep(document(&[&plan]), &step("delete-zones")).expect("kept");
        states.push(plan.clone());
        apply(&mut plan, &inverse).expect("an inverse");
        journal.keep(document(&[&plan]), &step("")).expect("kept");
        apply(&mut plan, &Command::DeleteZones { zones: vec![zone] }).expect("allowed");
        journal.keep(document(&[&plan]), &step("delete-zones")).expect("kept");
    }
    let opened = journal.read().expect("readable").into_current().imported.plan;
    assert_eq!(opened, plan);
    assert_eq!(Some(&opened), states.last());
    assert_eq!(journal.summary().expect("readable").steps, 9);
}

#[test]
fn a_full_disk_loses_no_step_and_the_next_one_catches_up() {
    let (_folder, journals) = journals();
    let mut plan = sample(SamplePlan::Finished);
    let mut journal = journals.begin(&origin()).expect("begun");
    journal.keep(document(&[&plan]), &step("first")).expect("kept");
    let first = plan.clone();
    journal.limit_pages(1);
    let zone = plan.order()[0];
    let long = ZoneAttributes { name_vi: "dài ".repeat(50_000), ..ZoneAttributes::default() };
    apply(&mut plan, &Command::SetAttributes { zone, attributes: Box::new(long) }).expect("allowed");
    let refused = journal.keep(document(&[&plan]), &step("second")).expect_err("there is no room");
    let JournalError::Database { source } = &refused else { panic!("{refused}") };
    assert_eq!(source.sqlite_error_code(), Some(ErrorCode::DiskFull));
    assert_eq!(journal.summary().expect("readable").steps, 1);
    let other = journal.read().expect("still whole").into_current().imported.plan;
    assert_eq!(other, first);

    journal.limit_pages(1_000_000);
    let second = plan.order()[1];
    apply(&mut plan, &Command::DeleteZones { zones: vec![second] }).expect("allowed");
    journal.keep(document(&[&plan]), &step("third")).expect("there is room again");
    assert_eq!(journal.read().expect("readable").into_current().imported.plan, plan);
}

#[test]
fn each_window_has_its_own_journal_and_all_dead_ones_are_found() {
    let (_folder, journals) = journals();
    let plan = sample(SamplePlan::Finished);
    let mut begun: Vec<Journal> = (0..3).map(|_| journals.begin(&origin()).expect("begun")).collect();
    for (journal, code) in begun.iter_mut().zip(["a", "b", "c"]) {
        journal.keep(document(&[&plan]), &step(code)).expect("kept");
    }
    let living = begun.remove(1);
    drop(begun);
    let empty = journals.begin(&origin()).expect("begun");
    drop(empty);
    let found = journals.abandoned();
    let codes: Vec<_> = found.iter().map(|a| a.summary().expect("readable").last.clone().expect("a step").code).collect();
    assert_eq!(codes, ["c", "a"], "newest first; the living and the empty one are not among them");
    let next = journals.begin(&origin()).expect("begun");
    assert_ne!(next.path, living.path);
}

#[test]
fn damaged_and_newer_journals_are_offered_with_the_reason_and_stay() {
    let (_folder, journals) = journals();
    let plan = sample(SamplePlan::Finished);
    let keep = || {
        let mut journal = journals.begin(&origin()).expect("begun");
        journal.keep(document(&[&plan]), &step("a")).expect("kept");
        journal
    };
    let newer = keep();
    newer.database.pragma_update(None, "user_version", SCHEMA_VERSION + 1).expect("a pragma");
    drop(newer);
    let holed = keep();
    holed.database.execute("DELETE FROM part WHERE kind = 'zone' AND id = 1", []).expect("deleted");
    drop(holed);
    let garbled = keep();
    let path = garbled.path.clone();
    drop(garbled);
    fs::write(&path, "this is no database, however long one looks at it. ".repeat(100)).expect("written");

    let mut found = journals.abandoned();
    assert!(matches!(found[0].summary(), Err(JournalError::Database { .. })));
    assert!(matches!(found[2].summary(), Err(JournalError::NewerVersion)));
    assert!(found[1].summary().is_ok(), "that a zone is missing shows only when it is read");
    let error = found.remove(1).restore().expect_err("a zone is missing");
    assert!(matches!(&error, JournalError::Damaged { .. }), "{error}");
    drop(found);
    let again = journals.abandoned();
    assert_eq!(again.len(), 3, "what cannot be read stays");
    for abandoned in again {
        abandoned.discard().expect("removed");
    }
    assert!(journals.abandoned().is_empty());
}

#[test]
fn coordinates_beyond_every_map_are_refused() {
    let (_folder, journals) = journals();
    let plan = sample(SamplePlan::Finished);
    let mut journal = journals.begin(&origin()).expect("begun");
    journal.keep(document(&[&plan]), &step("a")).expect("kept");
    let content = "[[[9223372036854775807,0,0,9,9,9]]]";
    journal.database.execute("UPDATE part SET content = ? WHERE kind = 'unallocated'", [content]).expect("updated");
    assert!(matches!(journal.read(), Err(JournalError::Damaged { .. })));
}

#[test]
fn a_project_file_has_one_seat() {
    let (folder, journals) = journals();
    let file = folder.path().join("Đồ án.gpkg");
    fs::write(&file, "x").expect("written");
    let seat = journals.take_seat(&file).expect("free");
    let same = folder.path().join(".").join("Đồ án.gpkg");
    assert!(matches!(journals.take_seat(&same), Err(SeatError::Taken)));
    assert!(journals.take_seat(&folder.path().join("other.gpkg")).is_ok());
    drop(seat);
    assert!(journals.take_seat(&same).is_ok());
}
