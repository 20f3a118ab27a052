//! Rules of functional zoning: missing-zone, and as data land that may not be there, land to be kept apart, what zones must state.

use super::finding::{Detail, Finding};
use super::outcome::{Demand, Outcome, Quantity};
use super::rule::{Rule, Severity};
use super::rules::{LawRule, RequiredField};
use crate::geometry::Region;
use crate::plan::{Face, LandUnit, LandUseGroup, Plan, Zone, ZoneAttributes, ZoneFunction, ZoneId};

/// How many zones have each function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FunctionCounts {
    counts: [usize; ZoneFunction::ALL.len()],
}

impl FunctionCounts {
    pub(super) fn add(&mut self, function: Option<ZoneFunction>) {
        if let Some(place) = place(function) {
            self.counts[place] += 1;
        }
    }

    pub(super) fn remove(&mut self, function: Option<ZoneFunction>) {
        if let Some(place) = place(function) {
            self.counts[place] -= 1;
        }
    }

    fn has(&self, function: ZoneFunction) -> bool {
        place(Some(function)).is_some_and(|place| self.counts[place] > 0)
    }
}

fn place(function: Option<ZoneFunction>) -> Option<usize> {
    ZoneFunction::ALL.iter().position(|other| Some(*other) == function)
}

/// The functions of decision 1541/QĐ-TTg that no zone has; one warning if no zone declares any of them.
pub(super) fn missing_zones(counts: &FunctionCounts) -> Vec<Finding> {
    let missing: Vec<_> = ZoneFunction::REQUIRED.into_iter().filter(|&function| !counts.has(function)).collect();
    let finding = |severity, detail| Finding {
        rule: Rule::MissingZone,
        severity,
        zones: Vec::new(),
        area: None,
        at: None,
        geometry: Region::empty(),
        detail,
    };
    if missing.len() == ZoneFunction::REQUIRED.len() {
        return vec![finding(Severity::Warning, Detail::NoneDeclared)];
    }
    missing.into_iter().map(|function| finding(Severity::Error, Detail::Missing(function))).collect()
}

/// Whether land of these groups stands where none may; unknown for land without a class.
pub(super) fn forbidden_group(rule: &LawRule, unit: &LandUnit<'_>, groups: &[LandUseGroup]) -> Outcome {
    let Some(land_use) = unit.attributes.land_use else { return Outcome::UNKNOWN };
    let is_met = !groups.contains(&land_use.group());
    Outcome::met(rule, is_met, (!is_met).then_some(Quantity::Area(unit.area)), None)
}

/// How many of the required attributes a zone does not fill.
pub(super) fn required_fields(rule: &LawRule, attributes: &ZoneAttributes, fields: &[RequiredField]) -> Outcome {
    let is_empty = |field: &&RequiredField| match field {
        RequiredField::Code => attributes.code.is_empty(),
        RequiredField::NameVi => attributes.name_vi.is_empty(),
        RequiredField::NameEn => attributes.name_en.is_empty(),
        RequiredField::LandUse => attributes.land_use.is_none(),
    };
    let empty = fields.iter().filter(is_empty).count();
    Outcome::met(rule, empty == 0, Some(Quantity::Count(empty)), Some(Demand::Exactly(Quantity::Count(0))))
}

/// Whether the file marks land with `property`.
pub(super) fn is_marked(attributes: &ZoneAttributes, property: &str) -> bool {
    attributes.other.get(property).is_some_and(|value| *value == true || *value == 1 || *value == "true")
}

/// Land of `zone` that is marked and borders on land of these groups: in another zone, or in another plot of the same.
///
/// Of a divided zone its plots are compared with each other; towards other zones a zone counts by its own class.
pub(super) fn touching(plan: &Plan, zone: ZoneId, property: &str, groups: &[LandUseGroup]) -> Vec<Region> {
    let borders_on = |plan: &Plan, of: ZoneId| {
        let is_of_groups = |other: &Zone| other.attributes.land_use.is_some_and(|land_use| groups.contains(&land_use.group()));
        let faces = plan.neighbours(of).into_iter().map(|(face, _)| face);
        faces.filter_map(|face| if let Face::Zone(id) = face { plan.zone(id) } else { None }).any(is_of_groups)
    };
    let marked = |plan: &Plan, of: &Zone| is_marked(&of.attributes, property) && borders_on(plan, of.id);
    let own = plan.zone(zone).filter(|zone| marked(plan, zone)).map(|zone| zone.region.clone());
    let plots = plan.plots(zone).into_iter().flat_map(|plots| plots.zones().filter(|plot| marked(plots, plot)));
    own.into_iter().chain(plots.map(|plot| plot.region.clone())).collect()
}
