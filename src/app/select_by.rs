//! Selecting zones by what is written about them, or by where they lie.

use super::palette::folded;
use super::session::Session;
use crate::geometry::overlay::union;
use crate::geometry::{ExactArea, Region};
use crate::plan::{Division, Plan, Relation, Zone, ZoneFunction, ZoneId};

/// How a zone stands to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TargetState {
    /// Whatever it is.
    #[default]
    Any,
    /// It has a target.
    Set,
    /// It has none.
    NotSet,
    /// It has a target and misses it.
    Missed,
}

/// What is asked of the attributes of a zone; all of it must hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AttributeQuery {
    /// Its function; `Some(None)` for zones without one.
    pub function: Option<Option<ZoneFunction>>,
    /// Whether it is locked.
    pub locked: Option<bool>,
    /// How it stands to its target.
    pub target: TargetState,
    /// Words that its code or a name contains, in whatever case and with or without accents.
    pub words: String,
    /// Smallest grid area.
    pub least: Option<ExactArea>,
    /// Largest grid area.
    pub most: Option<ExactArea>,
}

impl AttributeQuery {
    /// Whether anything is asked at all.
    pub fn is_empty(&self) -> bool {
        let words = self.words.trim();
        *self == Self { words: self.words.clone(), ..Self::default() } && words.is_empty()
    }

    /// Whether all of it holds for a zone.
    pub fn holds(&self, zone: &Zone) -> bool {
        let attributes = &zone.attributes;
        let meets_target = match self.target {
            TargetState::Any => true,
            TargetState::Set => attributes.target.is_some(),
            TargetState::NotSet => attributes.target.is_none(),
            // a target is given to the square metre at best: below that it is met
            TargetState::Missed => zone.difference_to_target().is_some_and(|difference| difference.rounded_m2(0) != 0),
        };
        let text = folded(&format!("{}\n{}\n{}", attributes.code, attributes.name_vi, attributes.name_en));
        meets_target
            && self.function.is_none_or(|function| attributes.function == function)
            && self.locked.is_none_or(|locked| attributes.locked == locked)
            && folded(&self.words).split_whitespace().all(|word| text.contains(word))
            && self.least.is_none_or(|least| zone.area >= least)
            && self.most.is_none_or(|most| zone.area <= most)
    }

    /// The zones for which it holds, in the planner's order.
    pub fn zones(&self, plan: &Plan) -> Vec<ZoneId> {
        plan.zones().filter(|zone| self.holds(zone)).map(|zone| zone.id).collect()
    }
}

/// What zones are compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// The land of the selected zones, which themselves do not count.
    #[default]
    Selection,
    /// The park boundary: its line, and for "inside" what it encloses.
    Boundary,
    /// A commune, by its place in the layer of a division.
    Commune(Division, usize),
}

/// Where a zone is to lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocationQuery {
    /// How it lies to the place.
    pub relation: Relation,
    /// To what.
    pub place: Place,
}

impl LocationQuery {
    /// The zones for which it holds, in the planner's order; none where the place does not exist.
    pub fn zones(&self, session: &Session) -> Vec<ZoneId> {
        let plan = session.plan();
        match &self.place {
            Place::Boundary => {
                plan.boundary().map(|boundary| plan.zones_along(boundary.outline.noded(), self.relation)).unwrap_or_default()
            }
            Place::Commune(division, index) => {
                let commune = commune_land(session, *division, *index);
                commune.map(|land| plan.zones_related(land, self.relation)).unwrap_or_default()
            }
            Place::Selection => {
                let selected = session.selection();
                let land = union(selected.iter().filter_map(|id| plan.zone(*id)).map(|zone| &zone.region));
                let others = plan.zones_related(&land, self.relation).into_iter();
                others.filter(|id| !selected.contains(id)).collect()
            }
        }
    }
}

fn commune_land(session: &Session, division: Division, index: usize) -> Option<&Region> {
    let layer = match division {
        Division::Until2025 => &session.communes().until2025,
        Division::Since2025 => &session.communes().since2025,
        Division::Loaded => return None,
    };
    layer.communes.get(index).map(|commune| &commune.region)
}

impl Session {
    /// Selects these zones instead of, or together with, those selected.
    pub fn select_found(&mut self, zones: Vec<ZoneId>, extend: bool) {
        let kept: Vec<ZoneId> = if extend { self.selection().iter().copied().collect() } else { Vec::new() };
        self.select(kept.into_iter().chain(zones));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Workspace;
    use crate::edit::Command;
    use crate::geometry::grid::UM_PER_M;

    fn workspace() -> Workspace {
        Workspace::start(None).expect("the embedded data can be read")
    }

    fn codes(session: &Session, zones: &[ZoneId]) -> Vec<String> {
        zones.iter().filter_map(|id| session.plan().zone(*id)).map(|zone| zone.attributes.code.clone()).collect()
    }

    fn set(session: &mut Session, code: &str, change: impl FnOnce(&mut crate::plan::ZoneAttributes)) {
        let zone = session.plan().zones().find(|zone| zone.attributes.code == code).expect("it exists").clone();
        let mut attributes = zone.attributes;
        change(&mut attributes);
        let command = Command::SetAttributes { zone: zone.id, attributes: Box::new(attributes) };
        session.perform(&command).expect("allowed");
    }

    #[test]
    fn attributes_are_asked_one_by_one_and_together() {
        let mut workspace = workspace();
        let session = workspace.session_mut();
        set(session, "SX", |attributes| (attributes.locked, attributes.target) = (true, None));
        set(session, "TN", |attributes| attributes.target = Some(ExactArea::from_ha(170.0)));
        let found = |query: AttributeQuery| codes(session, &query.zones(session.plan()));
        let any = AttributeQuery::default;
        assert!(any().is_empty() && found(any()).len() == 3);
        assert_eq!(found(AttributeQuery { locked: Some(true), ..any() }), ["SX"]);
        assert_eq!(found(AttributeQuery { target: TargetState::Missed, ..any() }), ["TN"]);
        assert_eq!(found(AttributeQuery { target: TargetState::NotSet, ..any() }), ["SX"]);
        assert_eq!(found(AttributeQuery { words: "san xuat".into(), ..any() }), ["SX"]);
        assert_eq!(found(AttributeQuery { words: "KN".into(), ..any() }), ["KN"]);
        assert_eq!(found(AttributeQuery { function: Some(Some(ZoneFunction::RdLaboratory)), ..any() }), ["TN"]);
        assert_eq!(found(AttributeQuery { function: Some(None), ..any() }), Vec::<String>::new());
        let between = AttributeQuery { least: Some(ExactArea::from_ha(100.0)), most: Some(ExactArea::from_ha(200.0)), ..any() };
        assert_eq!(found(between.clone()), ["TN"]);
        assert_eq!(found(AttributeQuery { locked: Some(true), ..between }), Vec::<String>::new());
    }

    #[test]
    fn locations_are_compared_with_selection_boundary_and_communes() {
        let mut workspace = workspace();
        let session = workspace.session_mut();
        let kn = session.plan().zones().find(|zone| zone.attributes.code == "KN").expect("it exists").id;
        let found = |session: &Session, relation, place| codes(session, &LocationQuery { relation, place }.zones(session));
        assert!(found(session, Relation::Touches, Place::Selection).is_empty(), "nothing is selected");
        session.select([kn]);
        assert_eq!(found(session, Relation::Touches, Place::Selection), ["TN", "SX"]);
        assert!(found(session, Relation::Inside, Place::Selection).is_empty(), "a zone is not found for lying in itself");
        assert_eq!(found(session, Relation::Inside, Place::Boundary).len(), 3);
        assert!(found(session, Relation::Overlaps, Place::Boundary).is_empty(), "nothing crosses the line");
        assert_eq!(found(session, Relation::Near { distance_um: 10_000 * UM_PER_M }, Place::Boundary).len(), 3);
        let layer = session.communes().since2025.clone();
        let meeting: usize = (0..layer.communes.len())
            .map(|index| found(session, Relation::Overlaps, Place::Commune(Division::Since2025, index)).len())
            .sum();
        assert!(meeting >= 3, "every zone lies in a commune");
        session.select_found(vec![kn], true);
        assert_eq!(session.selection().len(), 1);
        let others = LocationQuery { relation: Relation::Touches, place: Place::Selection }.zones(session);
        session.select_found(others, true);
        assert_eq!(session.selection().len(), 3);
    }
}
