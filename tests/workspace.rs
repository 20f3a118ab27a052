//! The application without a window: start, open, save, export, recover.

use std::path::Path;

use hecta::app::{NoticeKind, Saved, Workspace};
use hecta::check::Verdict;
use hecta::edit::Command;
use hecta::io::UserFiles;
use hecta::io::embedded::SamplePlan;
use hecta::plan::{LayerSettings, MapLayer, ZoneAttributes};

fn workspace(folder: &Path) -> Workspace {
    Workspace::start(Some(UserFiles::in_folder(folder))).expect("the embedded data can be read")
}

fn delete_a_zone(workspace: &mut Workspace) {
    let zone = workspace.session().plan().order()[0];
    workspace.session_mut().perform(&Command::DeleteZones { zones: vec![zone] }).expect("a zone can be deleted");
}

fn kinds(workspace: &mut Workspace) -> Vec<NoticeKind> {
    workspace.take_notices().into_iter().map(|notice| notice.kind).collect()
}

#[test]
fn it_starts_on_the_sample_plan_which_passes() {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = workspace(folder.path());
    assert_eq!(workspace.session().judgement().verdict, Verdict::Pass);
    assert_eq!(workspace.session().ledger().zones.len(), 3);
    assert!(!workspace.is_modified() && !workspace.export_needs_reason());
    let by_commune = &workspace.session().ledger().boundary_communes;
    assert_eq!(by_commune.len(), 6, "the park lies in the six communes of the decision");
}

#[test]
fn a_failing_plan_leaves_only_as_a_draft_that_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(&folder.path().join("profile"));
    let out = folder.path().join("draft.geojson");
    workspace.open_sample(SamplePlan::Unfinished);
    assert!(workspace.export_needs_reason());
    assert!(!workspace.export(&out, None));
    assert!(!out.exists());
    assert_eq!(kinds(&mut workspace), [NoticeKind::Error]);
    assert!(!workspace.export(&out, Some("  ")), "a blank reason is none");
    assert!(workspace.export(&out, Some("gửi VSIP xem trước")));
    let text = std::fs::read_to_string(&out).expect("written");
    assert!(text.contains("gửi VSIP xem trước") && text.contains("\"draft\""));
}

#[test]
fn save_open_and_export_round_trip() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(&folder.path().join("profile"));
    assert_eq!(workspace.save(), Saved::NeedsPath);
    delete_a_zone(&mut workspace);
    assert!(workspace.is_modified());
    let path = folder.path().join("Phương án.gpkg");
    assert_eq!(workspace.save_as(&path), Saved::Yes);
    assert!(!workspace.is_modified());
    let plan = workspace.session().plan().clone();
    workspace.session_mut().undo();
    assert!(workspace.is_modified());
    assert!(workspace.open(&path));
    assert_eq!(workspace.session().plan().zones().len(), 2);
    assert_eq!(workspace.session().plan().unallocated(), plan.unallocated());
    assert_eq!(workspace.settings().recent, [path]);

    let out = folder.path().join("out.geojson");
    workspace.open_sample(SamplePlan::Finished);
    let land = |w: &Workspace| w.session().plan().zones().map(|z| z.region.clone()).collect::<Vec<_>>();
    let before = land(&workspace);
    assert!(workspace.export(&out, None));
    assert!(workspace.open(&out));
    assert_eq!(land(&workspace), before, "every vertex is read back at the same micrometre");
    assert_eq!(workspace.session().judgement().verdict, Verdict::Pass);
    assert_eq!(workspace.save(), Saved::NeedsPath, "an exported file is not a project");
}

#[test]
fn a_file_that_cannot_be_read_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(&folder.path().join("profile"));
    let plan = workspace.session().plan().clone();
    let bad = folder.path().join("bad.geojson");
    std::fs::write(&bad, "{\"type\":\"FeatureCollection\",").expect("written");
    assert!(!workspace.open(&bad));
    assert!(!workspace.open(&folder.path().join("nowhere.gpkg")));
    assert_eq!(*workspace.session().plan(), plan);
    assert_eq!(kinds(&mut workspace), [NoticeKind::Error, NoticeKind::Error]);
    assert!(workspace.settings().recent.is_empty());
    assert_eq!(workspace.save_as(&folder.path().join("no such folder/x.gpkg")), Saved::No);
}

#[test]
fn zones_without_a_boundary_are_laid_into_the_present_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(&folder.path().join("profile"));
    let zones = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plan_3/zones.geojson");
    assert!(workspace.open(&zones));
    assert!(workspace.session().plan().boundary().is_some());
    assert_eq!(workspace.session().plan().zones().len(), 3);
}

#[test]
fn another_boundary_goes_under_the_zones_as_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(&folder.path().join("profile"));
    let before = workspace.session().plan().clone();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plan_3");
    assert!(workspace.load_boundary(&data.join("boundary.geojson")));
    assert_eq!(workspace.session().judgement().verdict, Verdict::Fail, "the zones lie elsewhere");
    assert_eq!(workspace.session().plan().faults().outside.len(), 3);
    assert!(workspace.session_mut().undo());
    assert_eq!(*workspace.session().plan(), before);
    assert!(!workspace.load_boundary(&data.join("nothing.geojson")));
    assert_eq!(*workspace.session().plan(), before);
}

#[test]
fn what_was_being_worked_on_is_there_after_an_unexpected_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = {
        let mut workspace = workspace(folder.path());
        assert!(!workspace.is_recoverable());
        delete_a_zone(&mut workspace);
        workspace.keep();
        assert!(workspace.kept_at().is_some());
        workspace.session().plan().clone()
    };
    let mut next = workspace(folder.path());
    assert!(next.is_recoverable());
    assert!(next.recover());
    assert!(next.is_modified());
    let regions = |p: &hecta::plan::Plan| p.zones().map(|z| z.region.clone()).collect::<Vec<_>>();
    assert_eq!(regions(next.session().plan()), regions(&plan));
    next.leave();
    assert!(!workspace(folder.path()).is_recoverable());
}

#[test]
fn settings_are_remembered_and_a_broken_file_keeps_nobody_from_working() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = workspace(folder.path());
    first.set_language(hecta::app::Language::English);
    first.session_mut().set_snapping(false);
    first.keep();
    let second = workspace(folder.path());
    assert_eq!(second.texts().language(), hecta::app::Language::English);
    assert!(!second.session().snapping());
    std::fs::write(folder.path().join("settings.toml"), "language = [").expect("written");
    let mut third = workspace(folder.path());
    assert_eq!(kinds(&mut third), [NoticeKind::Warning]);
}

#[test]
fn any_of_ten_thousand_steps_is_gone_to_at_once() {
    let mut workspace = Workspace::start(None).expect("the embedded data can be read");
    let session = workspace.session_mut();
    let (first, zone) = (session.plan().clone(), session.plan().order()[0]);
    let attributes = session.plan().zone(zone).expect("it exists").attributes.clone();
    let mut middle = None;
    for number in 1..=10_000 {
        let named = ZoneAttributes { name_vi: format!("Vùng {number}"), ..attributes.clone() };
        session.perform(&Command::SetAttributes { zone, attributes: Box::new(named) }).expect("allowed");
        if number == 5_000 {
            middle = Some(session.plan().clone());
        }
    }
    let last = session.plan().clone();
    let shown = session.revisions().shown;
    assert!(session.go_to_step(0) && *session.plan() == first);
    assert_eq!(session.revisions().shown, shown + 1, "ten thousand steps are one change");
    assert!(session.go_to_step(5_000) && Some(session.plan()) == middle.as_ref());
    assert!(session.go_to_step(10_000) && *session.plan() == last && !session.go_to_step(10_000));
    assert_eq!(session.history().steps().0.len(), 10_000);
}

#[test]
fn layers_belong_to_the_plan_and_settings_to_new_plans() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(&folder.path().join("profile"));
    let file = folder.path().join("plan.gpkg");
    let mut layers = *workspace.session().plan().layers();
    layers.get_mut(MapLayer::Communes2020).visible = false;
    workspace.session_mut().perform(&Command::SetLayers { layers }).expect("allowed");
    assert!(workspace.is_modified(), "how layers are shown is saved with the plan");
    assert_eq!(workspace.save_as(&file), Saved::Yes);
    workspace.new_plan();
    assert_ne!(*workspace.session().plan().layers(), layers, "another plan has its own");
    workspace.settings_mut().layers = layers;
    workspace.new_plan();
    assert_eq!(*workspace.session().plan().layers(), layers, "new plans begin as the settings say");
    workspace.settings_mut().layers = LayerSettings::default();
    assert!(workspace.open(&file));
    assert_eq!(*workspace.session().plan().layers(), layers, "a saved plan keeps its own");
    assert!(!workspace.is_modified());
}
