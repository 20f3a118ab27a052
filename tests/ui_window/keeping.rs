//! What must not be lost, in the window: milestones, several dead sessions, files that others have or have changed.

use std::path::Path;

use eframe::egui::{Key, Modifiers, vec2};
use hecta::app::{Language, Saved, ThemeChoice, Workspace};
use hecta::edit::Command;
use hecta::io::UserFiles;

use super::driver::{Driver, Start, choose, click, click_containing, picture, press, press_with, said, shows, start, type_into};

/// A window without a window on the same profile.
fn other(folder: &Path) -> Workspace {
    Workspace::start(Some(UserFiles::in_folder(folder))).expect("the embedded data are sound")
}

fn delete_a_zone(workspace: &mut Workspace) {
    let zone = workspace.session().plan().order()[0];
    workspace.session_mut().perform(&Command::DeleteZones { zones: vec![zone] }).expect("allowed");
    workspace.keep();
}

fn named(driver: &Driver, id: &str, name: &str) -> String {
    driver.state().workspace().texts().format(id, &[("name", name.into())])
}

#[test]
fn milestones_are_set_brought_back_and_deleted() {
    let looks = [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)];
    for (language, theme) in looks {
        let mut driver = start(Start { language, theme, size: vec2(1280.0, 800.0), ..Start::default() });
        driver.run();
        choose(&mut driver, "menu-file", "action-snapshots");
        assert!(shows(&driver, &said(&driver, "dialog-snapshots-none")));
        for name in ["Trình thẩm định lần 1", "Sau góp ý"] {
            let (field, note) = (said(&driver, "dialog-snapshots-name"), said(&driver, "dialog-snapshots-note"));
            type_into(&mut driver, &field, name);
            type_into(&mut driver, &note, "Theo công văn 123/UBND");
            let take = said(&driver, "dialog-snapshots-take");
            click(&mut driver, &take);
        }
        assert_eq!(driver.state().workspace().snapshots().len(), 2);
        picture(&mut driver, &format!("milestones_{}", language.code()));
        let delete = named(&driver, "a11y-snapshot-delete", "Sau góp ý");
        click(&mut driver, &delete);
        assert_eq!(driver.state().workspace().snapshots().len(), 2, "it asks first");
        picture(&mut driver, &format!("milestones_delete_{}", language.code()));
        let now = named(&driver, "a11y-snapshot-delete-now", "Sau góp ý");
        click(&mut driver, &now);
        assert_eq!(driver.state().workspace().snapshots().len(), 1);
        press(&mut driver, Key::Escape);
        press_with(&mut driver, Modifiers::COMMAND, Key::A);
        press(&mut driver, Key::Delete);
        choose(&mut driver, "menu-file", "action-snapshots");
        let restore = named(&driver, "a11y-snapshot-restore", "Trình thẩm định lần 1");
        click(&mut driver, &restore);
        let workspace = driver.state().workspace();
        assert_eq!((workspace.session().plan().zones().len(), workspace.alternatives().count()), (3, 2));
        assert!(shows(&driver, "Trình thẩm định lần 1"));
    }
}

#[test]
fn dead_sessions_are_listed_and_each_is_restored_discarded_or_left() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut windows = [other(folder.path()), other(folder.path()), other(folder.path())];
        assert_eq!(windows[1].save_as(&folder.path().join("Khu B.gpkg")), Saved::Yes);
        windows.iter_mut().for_each(delete_a_zone);
        drop(windows);
        let mut driver = start(Start { language, theme, folder: Some(folder.path().to_owned()), ..Start::default() });
        driver.run();
        assert!(shows(&driver, "Khu B"));
        picture(&mut driver, &format!("recover_{}", language.code()));
        let discard = said(&driver, "dialog-recover-discard");
        click(&mut driver, &discard);
        assert_eq!(driver.state().workspace().recoverable().len(), 2);
        click_containing(&mut driver, "Khu B");
        let restore = said(&driver, "dialog-recover-restore");
        click(&mut driver, &restore);
        let workspace = driver.state().workspace();
        assert!(workspace.is_modified() && !workspace.is_recoverable());
        assert_eq!(workspace.file().and_then(Path::file_name), Some("Khu B.gpkg".as_ref()));
        drop(driver);
        let mut driver = start(Start { language, folder: Some(folder.path().to_owned()), ..Start::default() });
        driver.run();
        assert_eq!(driver.state().workspace().recoverable().len(), 2, "the third one, and what was restored but not saved");
        let later = said(&driver, "dialog-recover-later");
        click(&mut driver, &later);
        assert!(!driver.state().workspace().is_recoverable());
        assert_eq!(other(folder.path()).recoverable().len(), 2);
    }
}

#[test]
fn files_that_others_have_or_changed_are_asked_about() {
    for (language, theme) in [(Language::Vietnamese, ThemeChoice::Light), (Language::English, ThemeChoice::Dark)] {
        let folder = tempfile::tempdir().expect("a folder");
        let (profile, file) = (folder.path().join("profile"), folder.path().join("Đồ án.gpkg"));
        let mut first = other(&profile);
        assert_eq!(first.save_as(&file), Saved::Yes);
        let mut driver = start(Start { language, theme, folder: Some(profile), ..Start::default() });
        driver.run();
        super::drop_file(&mut driver, &file);
        assert!(shows(&driver, &said(&driver, "dialog-elsewhere-title")));
        picture(&mut driver, &format!("elsewhere_{}", language.code()));
        let anyway = said(&driver, "dialog-elsewhere-anyway");
        click(&mut driver, &anyway);
        assert_eq!(driver.state().workspace().file(), Some(file.as_path()));
        press_with(&mut driver, Modifiers::COMMAND, Key::A);
        press(&mut driver, Key::Delete);
        delete_a_zone(&mut first);
        assert_eq!(first.save(), Saved::Yes);
        let theirs = std::fs::read(&file).expect("readable");
        press_with(&mut driver, Modifiers::COMMAND, Key::S);
        assert!(shows(&driver, &said(&driver, "dialog-changed-title")));
        assert_eq!(std::fs::read(&file).expect("readable"), theirs);
        picture(&mut driver, &format!("changed_{}", language.code()));
        let over = said(&driver, "dialog-changed-over");
        click(&mut driver, &over);
        assert!(!driver.state().workspace().is_modified());
        assert_ne!(std::fs::read(&file).expect("readable"), theirs);
    }
}
