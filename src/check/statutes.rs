//! The rules that are data, judged: findings kept up to date, and what each rule says of the whole plan.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::finding::{Detail, Finding, Findings};
use super::outcome::{Assessment, Grade, Outcome, Quantity};
use super::rule::Rule;
use super::rules::{Bound, Check, LawRule, RuleBook, Standing};
use super::{area, crs, density, document, land_use, zoning};
use crate::geometry::inside::point_inside;
use crate::geometry::overlay::union;
use crate::geometry::{ExactArea, Region};
use crate::plan::{Date, LandUnit, LandUseGroup, Ledger, Plan, PlanDiff, PlanLevel, Tolerances, Zone, ZoneId, units_of};

/// The rules in force, and what is kept of a plan to judge by them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statutes {
    book: Arc<RuleBook>,
    /// The day whose law applies.
    day: Date,
    tolerances: Tolerances,
    in_force: Vec<&'static LawRule>,
    /// Findings of rules about the plan as a whole, by place in `in_force`.
    of_plan: Vec<Vec<Arc<Finding>>>,
    /// Zones with a mark that a rule about separation asks for.
    marked: BTreeSet<ZoneId>,
    declared: BTreeMap<ZoneId, ExactArea>,
    declared_sum: ExactArea,
    zones: usize,
}

/// What a rule says of land within a zone, and which land it is.
struct Judged<'a> {
    unit: LandUnit<'a>,
    outcome: Outcome,
}

impl Statutes {
    /// The rules for a plan; nothing is judged yet.
    pub(super) fn of(plan: &Plan, today: Date) -> Self {
        let settings = plan.settings();
        let book = RuleBook::of_project(settings.own_rules.as_deref());
        let day = settings.date.unwrap_or(today);
        // of the plots of one zone only what is about each piece of land can be judged
        let is_park = plan.level() == PlanLevel::Park;
        let is_judged = |rule: &LawRule| rule.check != Check::BuiltIn && (is_park || is_about_land(&rule.check));
        let applies = |rule: &&'static LawRule| is_judged(rule) && rule.standing(day) == Standing::InForce;
        let in_force: Vec<_> = book.rules().filter(applies).collect();
        let of_plan = vec![Vec::new(); in_force.len()];
        Self {
            book,
            day,
            tolerances: settings.tolerances,
            in_force,
            of_plan,
            marked: BTreeSet::new(),
            declared: BTreeMap::new(),
            declared_sum: ExactArea::ZERO,
            zones: 0,
        }
    }

    pub(super) const fn book(&self) -> &Arc<RuleBook> {
        &self.book
    }

    pub(super) const fn day(&self) -> Date {
        self.day
    }

    /// Follows one zone and returns what the rules find in it.
    pub(super) fn set_zone(&mut self, plan: &Plan, id: ZoneId, former: bool, zone: Option<&Zone>) -> Vec<Finding> {
        self.zones = self.zones + usize::from(zone.is_some()) - usize::from(former);
        self.declared_sum -= self.declared.remove(&id).unwrap_or_default();
        self.marked.remove(&id);
        let Some(zone) = zone else { return Vec::new() };
        if let Some((area, _)) = area::declared_area(&zone.attributes, &self.tolerances) {
            self.declared_sum += area;
            self.declared.insert(id, area);
        }
        let units = units_of(plan, zone);
        if self.is_marked(zone, &units) {
            self.marked.insert(id);
        }
        self.in_force.iter().flat_map(|rule| self.find_in_zone(rule, zone, &units)).collect()
    }

    fn is_marked(&self, zone: &Zone, units: &[LandUnit<'_>]) -> bool {
        let properties = self.in_force.iter().filter_map(|rule| match &rule.check {
            Check::Separated { property, .. } => Some(property),
            _ => None,
        });
        let attributes = || units.iter().map(|unit| unit.attributes).chain([&zone.attributes]);
        properties.into_iter().any(|property| attributes().any(|of| zoning::is_marked(of, property)))
    }

    fn find_in_zone(&self, rule: &'static LawRule, zone: &Zone, units: &[LandUnit<'_>]) -> Vec<Finding> {
        let judged = self.judge_in_zone(rule, zone, units);
        judged
            .into_iter()
            .filter_map(|judged| finding(rule, judged.outcome, vec![zone.id], judged.unit.plot, judged.unit.region.clone()))
            .collect()
    }

    /// What a rule about land says of each unit of a zone it concerns.
    fn judge_in_zone<'a>(&self, rule: &LawRule, zone: &'a Zone, units: &[LandUnit<'a>]) -> Vec<Judged<'a>> {
        let whole = LandUnit { zone: zone.id, plot: None, attributes: &zone.attributes, region: &zone.region, area: zone.area };
        let of_zone = |outcome: Option<Outcome>| outcome.map(|outcome| Judged { unit: whole, outcome }).into_iter().collect();
        let of_units = |judge: &dyn Fn(&LandUnit<'a>) -> Option<Outcome>| {
            units.iter().filter_map(|unit| Some(Judged { unit: *unit, outcome: judge(unit)? })).collect()
        };
        match &rule.check {
            Check::DeclaredArea => of_zone(area::declared_outcome(rule, &zone.attributes, zone.area, &self.tolerances)),
            Check::RequiredFields { fields } => of_zone(Some(zoning::required_fields(rule, &zone.attributes, fields))),
            Check::ForbiddenGroup { groups } => of_units(&|unit| Some(zoning::forbidden_group(rule, unit, groups))),
            Check::KnownLandUse => of_units(&|unit| land_use::known_land_use(rule, unit.attributes)),
            Check::CoverageLimit { groups, at_most, storeys_above } => {
                of_units(&|unit| density::coverage_limit(rule, unit, groups, *at_most, *storeys_above))
            }
            Check::FloorAreaIdentity => of_units(&|unit| density::floor_area_identity(rule, unit.attributes)),
            Check::PropertyLimit { property, groups, bound } => {
                of_units(&|unit| density::property_limit(rule, unit.attributes, property, groups, *bound))
            }
            _ => Vec::new(),
        }
    }

    /// What a rule about the plan as a whole says; `None` for rules about land.
    fn judge_plan(&self, rule: &LawRule, plan: &Plan, ledger: &Ledger) -> Option<Outcome> {
        Some(match &rule.check {
            Check::BoundaryDifference { direction, limits } => {
                area::boundary_difference(rule, ledger, &self.tolerances, *direction, limits)
            }
            Check::DeclaredSum => {
                let is_complete = self.zones > 0 && self.declared.len() == self.zones;
                area::declared_sum(rule, self.declared_sum, is_complete, ledger, self.tolerances.area_residual)
            }
            Check::ProjectCrs { epsg } => area::project_crs(rule, plan.crs(), *epsg),
            Check::Sources(question) => crs::sources(rule, plan, *question),
            Check::GroupShare { groups, bound } => land_use::group_share(rule, ledger, groups, *bound),
            Check::Unverified { .. } => document::unverified(rule, ledger),
            Check::ExpiredBasis => document::expired_basis(rule, &self.book, plan.settings().date),
            Check::DossierCodes => document::dossier_codes(rule, &plan.settings().dossier),
            Check::CoverageTable | Check::AtExport => Outcome::UNKNOWN,
            _ => return None,
        })
    }

    /// Follows rules about the plan as a whole; `diff` is what changed, `None` if all is new.
    pub(super) fn set_plan(&mut self, plan: &Plan, ledger: &Ledger, diff: Option<&PlanDiff>, findings: &mut Findings) {
        let moved = diff.is_none_or(|diff| !diff.zones.is_empty() || !diff.plots.is_empty());
        for at in 0..self.in_force.len() {
            let rule = self.in_force[at];
            let new = match &rule.check {
                Check::Separated { property, groups } if moved => self.separated(rule, plan, property, groups),
                Check::Separated { .. } => continue,
                _ => match self.judge_plan(rule, plan, ledger) {
                    Some(outcome) if moved || !self.of_plan[at].first().is_some_and(|f| f.states(outcome)) => {
                        let (zones, land) = breaching_land(rule, outcome, plan);
                        finding(rule, outcome, zones, None, land).into_iter().collect()
                    }
                    _ => continue,
                },
            };
            findings.replace(&mut self.of_plan[at], new);
        }
    }

    fn separated(&self, rule: &'static LawRule, plan: &Plan, property: &str, groups: &[LandUseGroup]) -> Vec<Finding> {
        let found = self.marked.iter().flat_map(|zone| {
            let touching = zoning::touching(plan, *zone, property, groups);
            touching.into_iter().filter_map(|land| finding(rule, Outcome::met(rule, false, None, None), vec![*zone], None, land))
        });
        found.collect()
    }

    /// What every rule of the book says of the plan, in order; of built-in rules by their findings.
    pub(super) fn assess(&self, plan: &Plan, ledger: &Ledger, findings: &Findings) -> Vec<Assessment> {
        let assess = |rule: &'static LawRule| {
            let standing = rule.standing(self.day);
            let (outcome, zones) = match (standing, rule.built_in()) {
                (Standing::InForce, Some(built_in)) => built_in_outcome(built_in, plan, findings),
                (Standing::InForce, None) => self.assess_statute(rule, plan, ledger, findings),
                _ => (Outcome::UNKNOWN, Vec::new()),
            };
            Assessment { rule, standing, outcome, zones }
        };
        let is_park = plan.level() == PlanLevel::Park;
        let concerns = |rule: &&'static LawRule| {
            let built_in = rule.built_in();
            is_park || built_in.is_some_and(|built_in| built_in != Rule::MissingZone) || is_about_land(&rule.check)
        };
        self.book.rules().filter(concerns).map(assess).collect()
    }

    fn assess_statute(
        &self,
        rule: &'static LawRule,
        plan: &Plan,
        ledger: &Ledger,
        findings: &Findings,
    ) -> (Outcome, Vec<ZoneId>) {
        let mut zones: Vec<ZoneId> = findings.of_rule(Rule::Statute(rule)).flat_map(|f| f.zones.iter().copied()).collect();
        zones.sort_unstable();
        zones.dedup();
        if let Some(outcome) = self.judge_plan(rule, plan, ledger) {
            return (outcome, zones);
        }
        if let Check::Separated { .. } = rule.check {
            let grade = if self.marked.is_empty() { Grade::Unknown } else { Grade::Pass };
            let breach = findings.of_rule(Rule::Statute(rule)).map(|f| Grade::of(f.severity)).max();
            return (Outcome { grade: breach.unwrap_or(grade), ..Outcome::UNKNOWN }, zones);
        }
        let judged = plan.zones().flat_map(|zone| self.judge_in_zone(rule, zone, &units_of(plan, zone)));
        // of equal grades the first is told; nothing judged is nothing known
        let worst = judged.map(|judged| judged.outcome).reduce(|worst, next| if next.grade > worst.grade { next } else { worst });
        (worst.unwrap_or(Outcome::UNKNOWN), zones)
    }
}

/// Whether a check looks at each piece of land by itself.
const fn is_about_land(check: &Check) -> bool {
    matches!(
        check,
        Check::ForbiddenGroup { .. }
            | Check::KnownLandUse
            | Check::CoverageLimit { .. }
            | Check::FloorAreaIdentity
            | Check::PropertyLimit { .. }
    )
}

/// The finding for a breach; nothing for what is no breach.
fn finding(rule: &'static LawRule, outcome: Outcome, zones: Vec<ZoneId>, plot: Option<ZoneId>, land: Region) -> Option<Finding> {
    let severity = outcome.grade.severity()?;
    let area = if land.is_empty() { difference(outcome) } else { Some(land.area()) };
    let detail = Detail::Statute { outcome, plot };
    Some(Finding { rule: Rule::Statute(rule), severity, zones, area, at: point_inside(&land), geometry: land, detail })
}

fn difference(outcome: Outcome) -> Option<ExactArea> {
    if let Some(Quantity::Area(area)) = outcome.figure { Some(area) } else { None }
}

/// The land that breaches a rule about the plan as a whole: all land of which there is too much.
fn breaching_land(rule: &LawRule, outcome: Outcome, plan: &Plan) -> (Vec<ZoneId>, Region) {
    let Check::GroupShare { groups, bound: Bound::AtMost(_) } = &rule.check else { return (Vec::new(), Region::empty()) };
    if outcome.grade.severity().is_none() {
        return (Vec::new(), Region::empty());
    }
    let is_of = |unit: &LandUnit<'_>| unit.attributes.land_use.is_some_and(|land_use| groups.contains(&land_use.group()));
    let units: Vec<_> = plan.zones().flat_map(|zone| units_of(plan, zone)).filter(is_of).collect();
    let mut zones: Vec<ZoneId> = units.iter().map(|unit| unit.zone).collect();
    zones.sort_unstable();
    zones.dedup();
    (zones, union(&units.iter().map(|unit| unit.region.clone()).collect::<Vec<_>>()))
}

/// How a rule about the coverage stands, by what it found.
fn built_in_outcome(rule: Rule, plan: &Plan, findings: &Findings) -> (Outcome, Vec<ZoneId>) {
    let mut zones: Vec<ZoneId> = findings.of_rule(rule).flat_map(|f| f.zones.iter().copied()).collect();
    zones.sort_unstable();
    zones.dedup();
    let found = findings.of_rule(rule).count();
    let is_undeclared = findings.of_rule(rule).any(|f| f.detail == Detail::NoneDeclared);
    let needs_boundary = matches!(rule, Rule::Gap | Rule::Outside | Rule::AreaResidual);
    let worst = findings.of_rule(rule).map(|f| Grade::of(f.severity)).max();
    let is_unknown = is_undeclared || plan.zones().len() == 0 || (needs_boundary && plan.boundary().is_none());
    let grade = if is_unknown { Grade::Unknown } else { worst.unwrap_or(Grade::Pass) };
    (Outcome { grade, figure: Some(Quantity::Count(found)), demand: None }, zones)
}
