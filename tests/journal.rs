//! Nothing is lost: windows that die at any moment, two windows at once, files that others change.

#[path = "journal/child.rs"]
mod child;
#[path = "journal/conflicts.rs"]
mod conflicts;
#[path = "journal/foreign.rs"]
mod foreign;
#[path = "journal/kills.rs"]
mod kills;
#[path = "journal/long_day.rs"]
mod long_day;
#[path = "journal/reopening.rs"]
mod reopening;
#[path = "journal/snapshots.rs"]
mod snapshots;
#[path = "journal/cost.rs"]
mod cost;

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use hecta::app::Workspace;
use hecta::io::UserFiles;
use hecta::plan::{Plan, PlanParts, ZoneId};

/// A window without a window, on the profile in `folder`.
fn workspace(folder: &Path) -> Workspace {
    Workspace::start(Some(UserFiles::in_folder(folder))).expect("the embedded data can be read")
}

/// All plans of the document in order, with number, name, and whether it is the one that is worked on.
fn document(workspace: &Workspace) -> Vec<(u32, String, bool, Plan)> {
    let alternatives = workspace.alternatives();
    let whole = |title: &hecta::app::alternatives::AlternativeTitle| {
        let session = workspace.alternative(title.id).expect("it is there");
        (title.id.0, title.name.clone(), title.id == alternatives.current(), session.settled_document())
    };
    alternatives.titles().map(whole).collect()
}

/// A number for everything in the document: ids, order, geometry, attributes, settings.
fn digest(workspace: &Workspace) -> u64 {
    let mut hasher = DefaultHasher::new();
    format!("{:?}", workspace.snapshots()).hash(&mut hasher);
    for (number, name, current, plan) in document(workspace) {
        (number, name, current).hash(&mut hasher);
        // the index of a plan is derived, and looks different after other changes
        let plots = std::mem::take(&mut plan.parts().plots);
        let whole = [(ZoneId(0), Arc::new(plan))].into_iter().chain(plots);
        for (zone, plan) in whole {
            (zone, format!("{:?}", PlanParts { plots: BTreeMap::new(), ..plan.parts() })).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// A number for what a project file holds of some plans: their land to the last bit and what is written about it, in order. A file gives
/// zones new ids.
fn land_digest<'a>(plans: impl IntoIterator<Item = &'a Plan>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for plan in plans {
        land_of(plan).hash(&mut hasher);
        for plots in plan.order().iter().filter_map(|id| plan.plots(*id)) {
            land_of(plots).hash(&mut hasher);
        }
        format!("{:?}{:?}", plan.approval(), plan.title()).hash(&mut hasher);
    }
    hasher.finish()
}

/// The land of a plan and what is written about it, as a text.
fn land_of(plan: &Plan) -> String {
    let zones: Vec<_> = plan.zones().map(|zone| (&zone.attributes, zone.area, &zone.region)).collect();
    let outline = plan.boundary().map(|boundary| &boundary.outline);
    format!("{zones:?}{outline:?}{:?}", plan.unallocated())
}

/// The same of the document of a window.
fn land_digest_of(workspace: &Workspace) -> u64 {
    let document = document(workspace);
    land_digest(document.iter().map(|(.., plan)| plan))
}
