//! Several alternatives in one document: what belongs to each, what is kept, and what comes back.

mod invariants;

use std::path::Path;

use hecta::app::{Action, AlternativeAction, AlternativeId, NoticeKind, Saved, Workspace};
use hecta::edit::Command;
use hecta::geometry::ExactArea;
use hecta::io::UserFiles;
use hecta::plan::{Approval, Plan, ZoneAttributes};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

fn workspace(folder: &Path) -> Workspace {
    Workspace::start(Some(UserFiles::in_folder(folder))).expect("the embedded data can be read")
}

fn delete_a_zone(workspace: &mut Workspace) {
    let zone = workspace.session().plan().order()[0];
    workspace.session_mut().perform(&Command::DeleteZones { zones: vec![zone] }).expect("a zone can be deleted");
}

fn count(workspace: &Workspace) -> usize {
    workspace.session().plan().zones().len()
}

fn ids(workspace: &Workspace) -> Vec<u32> {
    workspace.alternatives().titles().map(|title| title.id.0).collect()
}

fn current(workspace: &Workspace) -> u32 {
    workspace.alternatives().current().0
}

/// Three alternatives: the sample, it with a zone less, and an empty one, which is the current one.
fn three(folder: &Path) -> Workspace {
    let mut workspace = workspace(folder);
    workspace.duplicate_alternative();
    delete_a_zone(&mut workspace);
    workspace.new_alternative();
    workspace.rename_alternative(AlternativeId(2), "  Mở rộng về phía đông ");
    workspace
}

/// Boundary, approved area and zones of every alternative.
fn content(workspace: &Workspace) -> Vec<(String, usize, ExactArea, ExactArea, bool)> {
    let of = |plan: &Plan| {
        let legal = plan.boundary().map_or(ExactArea::ZERO, |boundary| boundary.outline.legal().area());
        (plan.zones().len(), legal, plan.unallocated().area(), plan.adds_up())
    };
    let titles = workspace.alternatives().titles();
    let content = titles.map(|title| {
        let (zones, boundary, unallocated, adds_up) = of(workspace.alternative(title.id).expect("it is there").plan());
        (title.name.clone(), zones, boundary, unallocated, adds_up)
    });
    content.collect()
}

#[test]
fn a_copy_is_worked_on_while_the_original_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(folder.path());
    let original = workspace.session().plan().clone();
    assert_eq!((ids(&workspace), workspace.is_modified()), (vec![1], false));
    let copy = workspace.duplicate_alternative();
    assert_eq!((copy, current(&workspace), ids(&workspace)), (AlternativeId(2), 2, vec![1, 2]));
    assert_eq!(*workspace.session().plan(), original);
    assert!(workspace.is_modified(), "a new alternative is to be saved");
    delete_a_zone(&mut workspace);
    assert_eq!(*workspace.alternative(AlternativeId(1)).expect("it waits").plan(), original);
    assert_eq!(workspace.alternative_name(copy), "Phương án 2");
}

#[test]
fn undo_selection_and_figures_belong_to_the_alternative_and_the_tool_to_the_planner() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = workspace(folder.path());
    let original = workspace.session().plan().clone();
    delete_a_zone(&mut workspace);
    let selected = workspace.session().plan().order()[0];
    workspace.session_mut().select([selected]);
    let ledger = workspace.session().ledger().clone();
    let second = workspace.new_alternative();
    assert!(workspace.session().history().next_undo().is_none() && workspace.session().selection().is_empty());
    assert_eq!(workspace.session().ledger().zones_total, ExactArea::ZERO);
    workspace.session_mut().set_tool(hecta::tool::ToolKind::Measure);
    let shown = workspace.session().revisions();
    assert!(workspace.switch_alternative(AlternativeId(1)));
    let now = workspace.session().revisions();
    assert!(now.shown > shown.shown && now.selection > shown.selection && now.document == shown.document);
    assert_eq!(workspace.session().tool().kind(), hecta::tool::ToolKind::Measure);
    assert!(workspace.session().selection().contains(&selected) && *workspace.session().ledger() == ledger);
    assert!(workspace.session_mut().undo(), "the step made before is still there");
    assert_eq!(*workspace.session().plan(), original);
    assert!(workspace.switch_alternative(second) && !workspace.session_mut().undo());
    assert!(workspace.switch_alternative(AlternativeId(1)) && workspace.session_mut().redo());
    assert_eq!(count(&workspace), 2);
    assert!(!workspace.switch_alternative(AlternativeId(1)) && !workspace.switch_alternative(AlternativeId(99)));
}

#[test]
fn a_gesture_under_way_goes_with_the_alternative_that_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = three(folder.path());
    workspace.switch_alternative(AlternativeId(1));
    let (plan, ledger) = (workspace.session().plan().clone(), workspace.session().ledger().clone());
    let zones = plan.order().to_vec();
    workspace.session_mut().propose(|_, _| Ok::<_, ()>(Command::DeleteZones { zones })).expect("shown");
    let copy = workspace.duplicate_alternative();
    assert_eq!(*workspace.session().plan(), plan, "what is only shown is not copied");
    workspace.switch_alternative(AlternativeId(1));
    assert!(*workspace.session().plan() == plan && *workspace.session().ledger() == ledger);
    assert!(!workspace.session().has_preview());
    assert!(workspace.delete_alternative(copy));
}

#[test]
fn deleting_is_never_asked_about_and_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workspace = three(folder.path());
    let before = content(&workspace);
    workspace.switch_alternative(AlternativeId(2));
    workspace.take_notices();
    assert!(workspace.delete_alternative(AlternativeId(2)));
    assert_eq!((ids(&workspace), current(&workspace)), (vec![1, 3], 3), "the next one is shown");
    let notices = workspace.take_notices();
    assert_eq!(notices.last().and_then(|n| n.offer), Some(Action::Alternative(AlternativeAction::Restore)));
    assert!(workspace.delete_alternative(AlternativeId(3)) && current(&workspace) == 1);
    assert!(!workspace.delete_alternative(AlternativeId(1)), "one always stays");
    assert!(workspace.restore_alternative() && workspace.restore_alternative() && !workspace.restore_alternative());
    assert_eq!((ids(&workspace), current(&workspace)), (vec![1, 2, 3], 2));
    assert_eq!(content(&workspace), before);
    assert!(workspace.session_mut().undo(), "its history is back too");
    // what was deleted gives its number to no other one
    workspace.delete_alternative(AlternativeId(3));
    assert_eq!(workspace.duplicate_alternative(), AlternativeId(4));
    workspace.new_plan();
    assert!(!workspace.restore_alternative(), "another document has other alternatives");
    assert_eq!(ids(&workspace), [1]);
}

#[test]
fn all_alternatives_are_saved_opened_and_recovered() {
    let folder = tempfile::tempdir().expect("a folder");
    let (profile, path) = (folder.path().join("profile"), folder.path().join("Ba phương án.gpkg"));
    let mut workspace = three(&profile);
    let approval = Approval { area: ExactArea::from_ha(600.0), decision: "Thu hẹp".into() };
    workspace.session_mut().perform(&Command::SetApproval { approval: approval.clone() }).expect("allowed");
    workspace.reorder_alternative(AlternativeId(3), -2);
    let saved = content(&workspace);
    assert_eq!(
        saved.iter().map(|(name, zones, ..)| (name.as_str(), *zones)).collect::<Vec<_>>(),
        [("", 0), ("", 3), ("Mở rộng về phía đông", 2)]
    );
    workspace.keep();
    drop(workspace);
    let mut workspace = self::workspace(&profile);
    assert!(workspace.is_recoverable() && workspace.recover() && workspace.is_modified());
    assert_eq!((content(&workspace), current(&workspace)), (saved.clone(), 3));
    assert_eq!(*workspace.session().plan().approval(), approval, "approved areas belong to the alternative");

    assert_eq!(workspace.save_as(&path), Saved::Yes);
    assert!(!workspace.is_modified());
    assert!(workspace.switch_alternative(AlternativeId(2)) && !workspace.is_modified(), "looking changes nothing");
    workspace.reorder_alternative(AlternativeId(2), -2);
    assert!(workspace.is_modified());
    workspace.new_plan();
    assert!(workspace.open(&path) && !workspace.is_modified());
    assert_eq!((content(&workspace), ids(&workspace), current(&workspace)), (saved, vec![3, 1, 2], 3));
    let opened = workspace.take_notices().pop().expect("it says what was opened");
    assert!(opened.kind == NoticeKind::Done && opened.text.contains("3 phương án"), "{}", opened.text);
    assert_eq!(*workspace.session().plan().approval(), approval);
    assert_eq!(workspace.alternative(AlternativeId(1)).map(|s| s.plan().approval().clone()), Some(Approval::default()));
}

#[test]
fn whatever_is_done_each_alternative_adds_up_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("random.gpkg");
    for seed in 0..6 {
        let mut rng = Pcg64::seed_from_u64(seed);
        let mut workspace = workspace(&folder.path().join("profile"));
        let legal = workspace.session().plan().boundary().map(|boundary| boundary.outline.legal().clone());
        for _ in 0..40 {
            let all = ids(&workspace);
            let any = AlternativeId(all[rng.random_range(0..all.len())]);
            let others: Vec<_> = workspace.alternatives().titles().filter(|t| t.id != any).map(|t| t.id).collect();
            let untouched: Vec<_> =
                others.iter().map(|id| (*id, workspace.alternative(*id).expect("there").plan().clone())).collect();
            match rng.random_range(0..10) {
                0 => drop(workspace.duplicate_alternative()),
                1 => drop(workspace.new_alternative()),
                2 => workspace.rename_alternative(any, ["", "A", "B"][rng.random_range(0..3)]),
                3 => workspace.reorder_alternative(any, isize::from(rng.random_range(-3_i16..4))),
                4 => drop(workspace.delete_alternative(any)),
                5 => drop(workspace.restore_alternative()),
                6 => drop(workspace.session_mut().undo()),
                7 if count(&workspace) > 0 => delete_a_zone(&mut workspace),
                8 if count(&workspace) > 0 => {
                    let zone = workspace.session().plan().order()[0];
                    let attributes = ZoneAttributes { code: format!("Z{}", rng.random_range(0..9)), ..ZoneAttributes::default() };
                    workspace
                        .session_mut()
                        .perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) })
                        .expect("allowed");
                }
                _ => drop(workspace.switch_alternative(any)),
            }
            let now = ids(&workspace);
            let unique: std::collections::BTreeSet<_> = now.iter().collect();
            assert!(unique.len() == now.len() && now.contains(&current(&workspace)), "{now:?}");
            invariants::assert_invariants(workspace.session(), legal.as_ref());
            for (id, plan) in untouched {
                let waits = workspace.alternative(id).filter(|_| id != workspace.alternatives().current());
                assert!(waits.is_none_or(|session| *session.plan() == plan), "an alternative that waits changes by nothing");
            }
            let shown: std::collections::BTreeSet<_> =
                now.iter().map(|id| workspace.alternative(AlternativeId(*id)).expect("there").revisions().shown).collect();
            assert_eq!(shown.len(), now.len(), "views tell every alternative from every other by its counters");
        }
        let (saved, order) = (content(&workspace), ids(&workspace));
        assert!(saved.iter().all(|(.., adds_up)| *adds_up));
        assert_eq!(workspace.save_as(&path), Saved::Yes);
        let at = current(&workspace);
        assert!(workspace.open(&path));
        assert_eq!((content(&workspace), ids(&workspace), current(&workspace)), (saved, order, at));
    }
}

#[test]
fn the_command_line_checks_the_current_alternative_or_the_one_that_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("three.gpkg");
    assert_eq!(three(&folder.path().join("profile")).save_as(&path), Saved::Yes);
    let check = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hecta"));
        let output = command.args(["check", "--format", "json"]).arg(&path).args(arguments).output().expect("it starts");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let zones = report["zones"].as_array().map(Vec::len);
        (output.status.code(), zones, String::from_utf8(output.stderr).expect("UTF-8"))
    };
    assert_eq!(check(&[]).1, Some(0), "the current one");
    for (word, status, zones) in [("1", 0, 3), ("Alternative 1", 0, 3), ("mo rong ve phia dong", 1, 2), ("phương án 3", 1, 0)]
    {
        let (code, found, _) = check(&["--alternative", word]);
        assert_eq!((code, found), (Some(status), Some(zones)), "{word}");
    }
    let (code, _, complaint) = check(&["--alternative", "thu hẹp"]);
    assert_eq!(code, Some(2));
    assert!(complaint.contains("Phương án 1, Mở rộng về phía đông, Phương án 3"), "{complaint}");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plan_3/zones.geojson");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hecta"));
    let foreign = command.arg("check").arg(sample).args(["--alternative", "1"]).output().expect("it starts");
    assert_eq!(foreign.status.code(), Some(2));
}
