//! Two windows, other programs, and files from before.

use hecta::app::{NoticeKind, Saved, Workspace};
use hecta::edit::Command;
use hecta::plan::ZoneAttributes;

use crate::{digest, document, land_digest_of, workspace};

fn rename_a_zone(workspace: &mut Workspace, name: &str) {
    let zone = workspace.session().plan().order()[0];
    let attributes = ZoneAttributes { name_vi: name.into(), ..ZoneAttributes::default() };
    workspace.session_mut().perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) }).expect("allowed");
    workspace.keep();
}

fn errors(workspace: &mut Workspace) -> Vec<String> {
    let notices = workspace.take_notices().into_iter();
    notices.filter(|notice| notice.kind == NoticeKind::Error).map(|notice| notice.text).collect()
}

#[test]
fn two_windows_keep_and_recover_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut first, mut second) = (workspace(folder.path()), workspace(folder.path()));
    rename_a_zone(&mut first, "một");
    rename_a_zone(&mut second, "hai");
    let (one, two) = (digest(&first), digest(&second));
    assert!(!workspace(folder.path()).is_recoverable(), "both windows live");
    drop(first);
    let mut third = workspace(folder.path());
    assert_eq!(third.recoverable().len(), 1);
    assert!(third.recoverable()[0].detail.contains('1'), "{:?}", third.recoverable());
    assert!(third.recover());
    assert_eq!(digest(&third), one);
    drop((second, third));

    let mut next = workspace(folder.path());
    assert_eq!(next.recoverable().len(), 2, "what was recovered is kept on");
    assert!(next.recover());
    assert_eq!(digest(&next), two, "the journal begun last is the newest");
    assert!(!next.is_recoverable(), "the other one is let go");
    next.leave();
    let mut last = workspace(folder.path());
    assert_eq!(last.recoverable().len(), 1);
    last.discard_recovery();
    assert!(!workspace(folder.path()).is_recoverable());
}

#[test]
fn what_is_recovered_belongs_to_its_file_and_is_kept_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("Đồ án.gpkg");
    let mut window = workspace(&folder.path().join("profile"));
    assert_eq!(window.save_as(&file), Saved::Yes);
    rename_a_zone(&mut window, "một");
    drop(window);
    let mut window = workspace(&folder.path().join("profile"));
    assert_eq!(window.recoverable()[0].name, "Đồ án");
    assert!(window.recover() && window.is_modified());
    assert_eq!(window.file(), Some(file.as_path()));
    rename_a_zone(&mut window, "hai");
    let before = document(&window);
    drop(window);
    let mut window = workspace(&folder.path().join("profile"));
    assert!(window.recover());
    assert_eq!(document(&window), before);
    assert_eq!(window.save(), Saved::Yes);
    drop(window);
    assert!(!workspace(&folder.path().join("profile")).is_recoverable(), "what is saved is not offered");
}

#[test]
fn a_file_that_another_program_changed_is_not_overwritten_without_asking() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("Đồ án.gpkg");
    let mut window = workspace(&folder.path().join("profile"));
    assert_eq!(window.save_as(&file), Saved::Yes);
    rename_a_zone(&mut window, "một");
    let database = rusqlite::Connection::open(&file).expect("a database");
    database.execute("UPDATE zones SET name_vi = 'QGIS'", []).expect("updated");
    database.close().expect("closed");
    let theirs = std::fs::read(&file).expect("readable");
    assert_eq!(window.save(), Saved::ChangedByOthers);
    assert_eq!(window.save_as(&file), Saved::ChangedByOthers, "the same file under its name");
    assert_eq!(std::fs::read(&file).expect("readable"), theirs);
    assert!(window.is_modified());

    let other = folder.path().join("Khác.gpkg");
    assert_eq!(window.save_as(&other), Saved::Yes);
    assert_eq!(std::fs::read(&file).expect("readable"), theirs, "both are kept");
    assert!(window.open(&file));
    assert!(window.session().plan().zones().all(|zone| zone.attributes.name_vi == "QGIS"));
    rename_a_zone(&mut window, "hai");
    let database = rusqlite::Connection::open(&file).expect("a database");
    database.execute("UPDATE zones SET name_vi = 'again'", []).expect("updated");
    database.close().expect("closed");
    assert_eq!(window.save(), Saved::ChangedByOthers);
    assert_eq!(window.save_over(), Saved::Yes);
    assert!(!window.is_modified());
    rename_a_zone(&mut window, "ba");
    assert_eq!(window.save(), Saved::Yes, "its own file is known again");
}

#[test]
fn a_file_that_was_only_looked_at_or_removed_is_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("Đồ án.gpkg");
    let mut window = workspace(&folder.path().join("profile"));
    assert_eq!(window.save_as(&file), Saved::Yes);
    // as QGIS does: the database is put into write-ahead mode and back
    let database = rusqlite::Connection::open(&file).expect("a database");
    for mode in ["WAL", "DELETE"] {
        database.pragma_update_and_check(None, "journal_mode", mode, |_| Ok(())).expect("a pragma");
    }
    database.close().expect("closed");
    rename_a_zone(&mut window, "một");
    assert_eq!(window.save(), Saved::Yes);
    std::fs::remove_file(&file).expect("removed");
    rename_a_zone(&mut window, "hai");
    assert_eq!(window.save(), Saved::Yes, "a file that is gone is written anew");
    // a clock set back changes nothing: times are not looked at
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    let touched = std::fs::File::options().write(true).open(&file).expect("writable");
    touched.set_modified(long_ago).expect("settable");
    drop(touched);
    rename_a_zone(&mut window, "ba");
    assert_eq!(window.save(), Saved::Yes);
}

#[test]
fn a_project_that_another_window_has_open_is_named_and_a_copy_leaves_it_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("profile");
    let file = folder.path().join("Đồ án.gpkg");
    let mut first = workspace(&profile);
    assert_eq!(first.save_as(&file), Saved::Yes);
    assert!(!first.is_open_elsewhere(&file), "it is its own");

    let mut second = workspace(&profile);
    assert!(second.is_open_elsewhere(&file));
    assert_eq!(second.save_as(&file), Saved::No, "nobody saves over what another window has");
    assert_eq!(errors(&mut second).len(), 1);
    assert!(second.open_copy(&file));
    assert_eq!(second.file(), None);
    assert_eq!(second.save(), Saved::NeedsPath);

    assert!(second.open(&file), "the planner may insist");
    rename_a_zone(&mut first, "một");
    rename_a_zone(&mut second, "hai");
    assert_eq!(first.save(), Saved::Yes);
    assert_eq!(second.save(), Saved::ChangedByOthers, "the later one is asked");
    first.new_plan();
    assert!(!workspace(&profile).is_open_elsewhere(&file), "it is given back");
}

#[test]
fn a_journal_that_cannot_be_written_is_said_once_and_made_up_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("profile");
    let mut window = workspace(&profile);
    // a file where the folder should be: as unwritable as a full or a read-only disk, on every system
    std::fs::create_dir_all(&profile).expect("made");
    std::fs::write(profile.join("journal"), "").expect("written");
    rename_a_zone(&mut window, "một");
    window.keep();
    rename_a_zone(&mut window, "hai");
    assert_eq!(errors(&mut window).len(), 1, "once");
    assert_eq!(window.kept_at(), None);
    std::fs::remove_file(profile.join("journal")).expect("removed");
    window.keep();
    assert!(window.kept_at().is_some());
    assert!(window.take_notices().iter().any(|notice| notice.kind == NoticeKind::Done));
    let before = digest(&window);
    drop(window);
    let mut next = workspace(&profile);
    assert!(next.recover());
    assert_eq!(digest(&next), before);
}

#[test]
fn a_plan_left_by_a_version_without_journals_is_offered_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = workspace(folder.path());
    rename_a_zone(&mut window, "từ trước");
    assert_eq!(window.save_as(&folder.path().join("recovery.gpkg")), Saved::Yes);
    let land = land_digest_of(&window);
    drop(window);
    let mut next = workspace(folder.path());
    assert_eq!(next.recoverable().len(), 1);
    assert!(next.recover() && next.is_modified());
    assert_eq!((land_digest_of(&next), next.file()), (land, None));
    assert!(!folder.path().join("recovery.gpkg").exists(), "it is in the journal now");
    drop(next);
    let mut last = workspace(folder.path());
    assert_eq!(last.recoverable().len(), 1);
    assert!(last.recover());
    assert_eq!(land_digest_of(&last), land);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_said_and_the_document_stays_modified() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let closed = folder.path().join("closed");
    let file = closed.join("Đồ án.gpkg");
    std::fs::create_dir(&closed).expect("made");
    let mut window = workspace(&folder.path().join("profile"));
    assert_eq!(window.save_as(&file), Saved::Yes);
    let saved = std::fs::read(&file).expect("readable");
    rename_a_zone(&mut window, "một");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o555)).expect("allowed");
    let is_closed = std::fs::write(closed.join("probe"), "").is_err();
    let result = window.save();
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).expect("allowed");
    // whoever may write everywhere is not stopped by a mode
    if is_closed {
        assert_eq!(result, Saved::No);
        assert_eq!(errors(&mut window).len(), 1);
        assert!(window.is_modified());
        assert_eq!(std::fs::read(&file).expect("readable"), saved);
        assert_eq!(window.save(), Saved::Yes);
    }
}
