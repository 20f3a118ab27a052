//! What a step is about, for its name in the history.

use std::collections::BTreeSet;

use super::Session;
use crate::app::naming::{listed, zone_name};
use crate::edit::Command;
use crate::plan::{LayerSettings, PlanDiff, ZoneAttributes, ZoneId};

impl Session {
    /// Whether a command fades the layer that the last step fades: both are one step.
    pub(super) fn continues_last_step(&self, command: &Command, subject: &str) -> bool {
        let Command::SetLayers { layers } = command else { return false };
        let fades = |before: &LayerSettings, after: &LayerSettings| {
            before.differing(after).into_iter().all(|layer| before.get(layer).visible == after.get(layer).visible)
        };
        let last = self.history.next_undo().filter(|step| step.subject == subject);
        let last = last.and_then(|step| step.diff().layers.as_ref());
        self.history.next_redo().is_none()
            && last.is_some_and(|change| fades(&change.before, &change.after) && fades(self.document().layers(), layers))
    }
}

/// Kind and subject of a step in better words, where what it changed allows them.
pub(super) fn better_name(command: &Command, subject: &str, diff: &PlanDiff) -> Option<(&'static str, String)> {
    match command {
        Command::SetAttributes { .. } => Some((attribute_code(diff)?, subject.to_owned())),
        Command::SetBoundary { .. } | Command::Restore { .. } => None,
        _ if subject.is_empty() => Some((command.code(), changed_zones(diff))),
        _ => None,
    }
}

/// The kind of a step that changed one attribute of a zone; `None` if it changed several.
fn attribute_code(diff: &PlanDiff) -> Option<&'static str> {
    let (_, change) = diff.zones.first()?;
    let (before, after) = (&change.before.as_deref()?.attributes, &change.after.as_deref()?.attributes);
    let names = |of: &ZoneAttributes| [of.code.clone(), of.name_vi.clone(), of.name_en.clone()];
    let built = |of: &ZoneAttributes| (of.storeys, of.building_coverage_pct, of.floor_area_ratio);
    let lock = if after.locked { "lock-zone" } else { "unlock-zone" };
    let kinds = [
        (before.locked != after.locked, lock),
        (before.target != after.target, "set-target"),
        (before.function != after.function, "set-function"),
        (before.colour != after.colour, "set-colour"),
        (before.land_use != after.land_use, "set-land-use"),
        (built(before) != built(after), "set-building"),
        (before.phase != after.phase, "set-phase"),
        (before.priority != after.priority, "set-priority"),
        (names(before) != names(after), "rename-zone"),
    ];
    let mut changed = kinds.into_iter().filter(|(is_changed, _)| *is_changed);
    let (first, second) = (changed.next(), changed.next());
    first.filter(|_| second.is_none()).map(|(_, code)| code)
}

/// The zones that a change took land from or gave land to and that were there before it.
fn changed_zones(diff: &PlanDiff) -> String {
    let changed: BTreeSet<ZoneId> = diff.land_changes().map(|(id, ..)| id).collect();
    let before = diff.zones.iter().filter(|(id, _)| changed.contains(id)).filter_map(|(_, change)| change.before.as_deref());
    listed(&before.map(zone_name).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Workspace;
    use crate::geometry::ExactArea;

    #[test]
    fn a_step_on_attributes_says_which() {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        let session = workspace.session_mut();
        let (zone, first) = session.plan().zones().next().map(|zone| (zone.id, zone.attributes.clone())).expect("a zone");
        let mut set = |change: &dyn Fn(&mut ZoneAttributes)| {
            let mut attributes = session.plan().zone(zone).expect("it exists").attributes.clone();
            change(&mut attributes);
            session.perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) }).expect("allowed");
            session.history().next_undo().expect("a step").code
        };
        assert_eq!(set(&|attributes| attributes.locked = true), "lock-zone");
        assert_eq!(set(&|attributes| attributes.locked = false), "unlock-zone");
        assert_eq!(set(&|attributes| attributes.target = Some(ExactArea::from_ha(1.0))), "set-target");
        assert_eq!(set(&|attributes| attributes.code = "X".into()), "rename-zone");
        assert_eq!(set(&|attributes| *attributes = first.clone()), "set-attributes");
    }

    fn last_subject(session: &Session) -> &str {
        &session.history().next_undo().expect("a step").subject
    }

    #[test]
    fn a_step_on_zones_it_does_not_name_is_about_those_it_changed() {
        let mut workspace = Workspace::start(None).expect("the embedded data can be read");
        let session = workspace.session_mut();
        let bounds = session.plan().bounds().expect("a boundary").grown(1_000_000);
        let line = vec![bounds.min, bounds.max];
        session.perform(&Command::SplitZones { zones: Vec::new(), line }).expect("it cuts some");
        assert!(last_subject(session).contains("SX"), "{}", last_subject(session));
        let all = session.plan().order().to_vec();
        session.perform(&Command::DeleteZones { zones: all.clone() }).expect("allowed");
        assert!(all.len() > 4 && last_subject(session).ends_with(&format!("… ({})", all.len())), "{}", last_subject(session));
    }
}
