//! Versions set aside: they are kept, saved, and come back beside what there is now.

use hecta::app::{Saved, Workspace};
use hecta::edit::Command;
use hecta::plan::Plan;
use rusqlite::Connection;

use crate::workspace;

/// The plan of the alternative that is worked on, but for the nodes of its boundary that nobody uses.
fn plan(window: &Workspace) -> Plan {
    window.session().document().clone()
}

fn delete_a_zone(window: &mut Workspace) {
    let zone = window.session().plan().order()[0];
    window.session_mut().perform(&Command::DeleteZones { zones: vec![zone] }).expect("allowed");
}

/// The version of a project file.
fn version(file: &std::path::Path) -> String {
    let database = Connection::open(file).expect("a database");
    let sql = "SELECT value FROM hecta_plan WHERE key = 'schema_version'";
    database.query_row(sql, [], |row| row.get(0)).expect("a version")
}

#[test]
fn a_version_set_aside_survives_saving_and_crashes_and_comes_back_as_an_alternative() {
    let folder = tempfile::tempdir().expect("a folder");
    let (profile, file) = (folder.path().join("profile"), folder.path().join("Đồ án.gpkg"));
    let mut window = workspace(&profile);
    assert_eq!(window.save_as(&file), Saved::Yes);
    assert_eq!(version(&file), "1", "older programs open what they can");
    assert_eq!(window.take_snapshot("  ", "không tên"), None);
    let first = window.take_snapshot("Trình lần 1", "theo góp ý \"của\" xã").expect("set aside");
    assert!(window.is_modified());
    let then = plan(&window);
    delete_a_zone(&mut window);
    let second = window.take_snapshot("Trình lần 2", "").expect("set aside");
    assert_ne!(first, second);
    let figures: Vec<_> = window.snapshots().iter().map(|s| (s.figures.zones, s.verdict.clone())).collect();
    assert_eq!(figures, [(3, "pass".to_owned()), (2, "fail".to_owned())]);
    let before = window.snapshots().to_vec();
    window.keep();
    drop(window);

    let mut window = workspace(&profile);
    assert!(window.recover());
    assert_eq!(window.snapshots(), before, "after a crash");
    assert_eq!(window.save(), Saved::Yes);
    assert_eq!(version(&file), "3", "a program that knows no versions would lose them");
    window.new_plan();
    assert!(window.snapshots().is_empty());
    assert!(window.open(&file));
    assert_eq!(window.snapshots(), before, "from the file");

    let present = plan(&window);
    window.restore_snapshot(first).expect("it is there");
    assert_eq!(plan(&window), then, "to the last bit");
    assert_eq!(window.alternatives().count(), 2);
    assert_eq!(window.alternative_name(window.alternatives().current()), "Trình lần 1");
    assert!(window.delete_alternative(window.alternatives().current()), "restoring can be taken back");
    assert_eq!(plan(&window), present);
    assert!(window.restore_snapshot(99).is_none());

    assert!(window.delete_snapshot(first) && !window.delete_snapshot(first));
    assert!(window.is_modified());
    assert_eq!(window.save(), Saved::Yes);
    assert!(window.open(&file));
    assert_eq!(window.snapshots().iter().map(|s| s.number).collect::<Vec<_>>(), [second]);
}

#[test]
fn a_version_that_cannot_be_read_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("Đồ án.gpkg");
    let mut window = workspace(&folder.path().join("profile"));
    let number = window.take_snapshot("Mốc", "").expect("set aside");
    assert_eq!(window.save_as(&file), Saved::Yes);
    let database = Connection::open(&file).expect("a database");
    database.execute("UPDATE hecta_snapshots SET content = '{'", []).expect("updated");
    database.close().expect("closed");
    assert!(window.open(&file));
    let before = plan(&window);
    drop(window.take_notices());
    assert!(window.restore_snapshot(number).is_none());
    assert_eq!((plan(&window), window.alternatives().count()), (before, 1));
    assert!(window.take_notices().pop().is_some_and(|notice| notice.text.contains("Mốc")));
    assert_eq!(window.snapshots().len(), 1, "what another version may read stays");
}
