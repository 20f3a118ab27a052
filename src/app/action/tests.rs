//! The list of actions held against texts and keys.

use super::*;
use crate::app::{Language, Texts};

#[test]
fn every_action_is_listed_once_and_has_texts() {
    let mut sorted = Action::ALL;
    sorted.sort_unstable();
    assert!(sorted.windows(2).all(|pair| pair[0] != pair[1]));
    for texts in Language::ALL.map(Texts::new) {
        for action in Action::ALL {
            assert!(texts.find(action.text_id()).is_some(), "{action:?}");
            assert!(action.tip_id().is_none_or(|tip| texts.find(tip).is_some()), "{action:?}");
        }
    }
}

#[test]
fn no_two_actions_share_a_key() {
    let shortcuts: Vec<_> = Action::ALL.iter().filter_map(|a| a.shortcut().map(Shortcut::text)).collect();
    for (i, one) in shortcuts.iter().enumerate() {
        assert!(!shortcuts[i + 1..].contains(one), "{one}");
    }
    assert!(shortcuts.contains(&"Ctrl+Shift+S".to_owned()) && shortcuts.contains(&"F3".to_owned()));
    assert!(Shortcut::letter('V').types_text() && !Shortcut::ctrl('S').types_text());
}

#[test]
fn every_kind_of_step_has_a_name_with_its_subject() {
    let codes = [
        "draw-zone",
        "allocate",
        "delete-zones",
        "merge-zones",
        "set-attributes",
        "rename-zone",
        "set-target",
        "set-function",
        "set-colour",
        "lock-zone",
        "unlock-zone",
        "reorder-zones",
        "fill-zone",
        "complete-zone",
        "cut-out",
        "explode-zones",
        "move-zones",
        "rotate-zones",
        "scale-zones",
        "straighten",
        "simplify-borders",
        "round-corners",
        "lock-boundary",
        "unlock-boundary",
        "move-vertices",
        "insert-vertex",
        "delete-vertices",
        "resolve-overlap",
        "clip-to-boundary",
        "set-approval",
        "set-title",
        "set-layers",
        "set-boundary",
        "set-area",
        "split-by-programme",
        "balance",
        "restore",
    ];
    for texts in Language::ALL.map(Texts::new) {
        for code in codes {
            let text = texts.format(&format!("step-{code}"), &[("subject", "TN–SX".into())]);
            assert!(text.len() > 5 && !text.contains('{'), "{code}: {text}");
        }
    }
}
