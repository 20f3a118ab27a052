//! The engine: findings of a whole plan, and the same findings kept up to date by reading diffs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::finding::{Finding, Findings};
use super::outcome::Assessment;
use super::rules::RuleBook;
use super::statutes::Statutes;
use super::verdict::Judgement;
use super::zoning::{FunctionCounts, missing_zones};
use super::{area, coverage, geometry};
use crate::geometry::grid::Polygon;
use crate::geometry::{GridBox, Region};
use crate::plan::{Date, Ledger, Plan, PlanDiff, PlanLevel, Tolerances, Zone, ZoneFunction, ZoneId};

/// The findings of a plan, and what is kept to follow its changes.
///
/// After any sequence of [`update`](Self::update) it equals [`Checker::of`] the plan, bit for bit.
#[derive(Debug, Clone, PartialEq)]
pub struct Checker {
    /// The day of the check, for plans that name none.
    today: Date,
    tolerances: Tolerances,
    statutes: Statutes,
    findings: Findings,
    zones: BTreeMap<ZoneId, OfZone>,
    functions: FunctionCounts,
    /// Findings of the parts of unallocated land, in the canonical order of the parts.
    gaps: Vec<Arc<Finding>>,
    overlaps: BTreeMap<(ZoneId, ZoneId), Vec<Arc<Finding>>>,
    outside: BTreeMap<ZoneId, Vec<Arc<Finding>>>,
    residual: Vec<Arc<Finding>>,
    missing: Vec<Arc<Finding>>,
}

/// What is kept of one zone.
#[derive(Debug, Clone, PartialEq, Default)]
struct OfZone {
    function: Option<ZoneFunction>,
    findings: Vec<Arc<Finding>>,
}

impl Checker {
    /// Checks a whole plan by its settings; `ledger` is the plan's, `today` the day whose law applies if the plan names none.
    pub fn of(plan: &Plan, ledger: &Ledger, today: Date) -> Self {
        let mut checker = Self {
            today,
            tolerances: plan.settings().tolerances,
            statutes: Statutes::of(plan, today),
            findings: Findings::default(),
            zones: BTreeMap::new(),
            functions: FunctionCounts::default(),
            gaps: Vec::new(),
            overlaps: BTreeMap::new(),
            outside: BTreeMap::new(),
            residual: Vec::new(),
            missing: Vec::new(),
        };
        for zone in plan.zones() {
            checker.set_zone(plan, zone.id, Some(zone));
        }
        checker.set_gaps(plan, &[]);
        checker.set_faults(plan);
        checker.set_figures(plan, ledger);
        checker.statutes.set_plan(plan, ledger, None, &mut checker.findings);
        checker
    }

    /// Follows one change of the plan, which is already in its new state, as is the ledger.
    pub fn update(&mut self, plan: &Plan, ledger: &Ledger, diff: &PlanDiff) {
        if diff.settings.is_some() {
            *self = Self::of(plan, ledger, self.today);
            return;
        }
        for (id, change) in &diff.zones {
            self.set_zone(plan, *id, change.after.as_deref());
        }
        for (id, _) in diff.plots.iter().filter(|(id, _)| diff.zones.iter().all(|(other, _)| other != id)) {
            self.set_zone(plan, *id, plan.zone(*id));
        }
        let moved: Vec<GridBox> = diff
            .land_changes()
            .flat_map(|(_, before, after)| [before, after])
            .filter_map(|land| land.and_then(Region::bounds))
            .collect();
        if diff.unallocated.is_some() || !moved.is_empty() {
            self.set_gaps(plan, &moved);
        }
        if diff.faults.is_some() {
            self.set_faults(plan);
        }
        self.set_figures(plan, ledger);
        self.statutes.set_plan(plan, ledger, Some(diff), &mut self.findings);
    }

    /// The findings, in order.
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The thresholds in use.
    pub const fn tolerances(&self) -> &Tolerances {
        &self.tolerances
    }

    /// The rules the plan is judged by, whether in force or not.
    pub fn book(&self) -> &RuleBook {
        self.statutes.book()
    }

    /// The day of the check, whose law applies to plans that name none.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// The day whose law applies.
    pub const fn day(&self) -> Date {
        self.statutes.day()
    }

    /// What each rule of the book says of the plan these findings belong to, in the order of the book.
    pub fn assessments(&self, plan: &Plan, ledger: &Ledger) -> Vec<Assessment> {
        self.statutes.assess(plan, ledger, &self.findings)
    }

    /// The verdict on the plan these findings belong to.
    pub fn judgement(&self, plan: &Plan, ledger: &Ledger) -> Judgement {
        Judgement::of(plan, ledger, &self.findings)
    }

    fn set_zone(&mut self, plan: &Plan, id: ZoneId, zone: Option<&Zone>) {
        let former = self.zones.remove(&id);
        let by_law = self.statutes.set_zone(plan, id, former.is_some(), zone);
        let mut kept = former.unwrap_or_default();
        self.functions.remove(kept.function);
        let Some(zone) = zone else {
            self.findings.replace(&mut kept.findings, Vec::new());
            return;
        };
        kept.function = zone.attributes.function;
        self.functions.add(kept.function);
        let of_shape = geometry::invalid_geometry(zone).chain(coverage::slivers(zone, &self.tolerances));
        let new = of_shape.chain(coverage::among_plots(plan, id, &self.tolerances)).chain(by_law).collect();
        self.findings.replace(&mut kept.findings, new);
        self.zones.insert(id, kept);
    }

    /// Follows the parts of unallocated land; parts that meet a box of `moved` may border on other zones than before.
    fn set_gaps(&mut self, plan: &Plan, moved: &[GridBox]) {
        let old = std::mem::take(&mut self.gaps);
        let mut stays = vec![false; old.len()];
        let meets_moved = |land: &Region| land.bounds().is_some_and(|bounds| moved.iter().any(|other| other.intersects(bounds)));
        let unallocated = plan.unallocated();
        for (index, polygon) in unallocated.polygons().iter().enumerate() {
            if polygon.area() < self.tolerances.coverage_listed {
                continue;
            }
            let same = old.binary_search_by(|f| order_of(&f.geometry, polygon)).ok();
            let same = same.filter(|&at| {
                !meets_moved(&old[at].geometry) || coverage::zones_beside(plan, &old[at].geometry) == old[at].zones
            });
            if let Some(at) = same {
                stays[at] = true;
                self.gaps.push(old[at].clone());
            } else if let Some(gap) = unallocated.part(index).and_then(|part| coverage::gap(plan, part, &self.tolerances)) {
                let gap = Arc::new(gap);
                self.findings.insert(gap.clone());
                self.gaps.push(gap);
            }
        }
        for (gap, _) in old.iter().zip(stays).filter(|(_, stays)| !stays) {
            self.findings.remove(gap);
        }
    }

    /// Follows overlaps and outside parts; pairs and zones whose land is the same keep their findings.
    fn set_faults(&mut self, plan: &Plan) {
        let faults = plan.faults();
        let mut old = std::mem::take(&mut self.overlaps);
        for pair in &faults.overlaps {
            let mut kept = old.remove(&(pair.a, pair.b)).unwrap_or_default();
            let is_same = kept.first().is_some_and(|f| f.geometry == pair.land) && (kept.len() == 2) == pair.duplicate;
            if !is_same {
                self.findings.replace(&mut kept, coverage::overlap(pair, &self.tolerances));
            }
            self.overlaps.insert((pair.a, pair.b), kept);
        }
        old.values().flatten().for_each(|gone| self.findings.remove(gone));
        let mut old = std::mem::take(&mut self.outside);
        for (zone, land) in &faults.outside {
            let mut kept = old.remove(zone).unwrap_or_default();
            if kept.first().is_none_or(|f| f.geometry != *land) {
                self.findings.replace(&mut kept, coverage::outside(*zone, land, &self.tolerances).into_iter().collect());
            }
            self.outside.insert(*zone, kept);
        }
        old.values().flatten().for_each(|gone| self.findings.remove(gone));
    }

    fn set_figures(&mut self, plan: &Plan, ledger: &Ledger) {
        self.findings.replace(&mut self.residual, area::residual(ledger, &self.tolerances).into_iter().collect());
        // the functions the decision asks for are those of the park's zones, not of the plots of one
        let missing = if plan.level() == PlanLevel::Park { missing_zones(&self.functions) } else { Vec::new() };
        self.findings.replace(&mut self.missing, missing);
    }
}

/// Where a region of one polygon stands relative to `polygon` in the canonical order of parts.
fn order_of(land: &Region, polygon: &Polygon) -> std::cmp::Ordering {
    let Some(own) = land.polygons().first() else { return std::cmp::Ordering::Less };
    own.exterior.cmp(&polygon.exterior).then_with(|| own.holes.cmp(&polygon.holes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Detail, Reason, Rule, Severity, Verdict};
    use crate::geometry::coverage::NOISE_AREA;
    use crate::geometry::overlay::{Fill, difference, difference_all, intersection, region_from_rings, union};
    use crate::geometry::{ExactArea, GridPoint, ProjectCrs, Ring};
    use crate::plan::plan::NextState;
    use crate::plan::{Approval, Boundary, CommuneLayer, CoverageFaults, Division, ZoneAttributes, ZoneDraft, ZoneOverlap};

    /// A rectangle by its corners in metres.
    fn land(west: i64, south: i64, east: i64, north: i64) -> Region {
        let corner = |e, n| GridPoint::from_mm(e * 1000, n * 1000);
        let ring: Ring = vec![corner(west, south), corner(east, south), corner(east, north), corner(west, north)];
        region_from_rings(&[ring], Fill::NonZero)
    }

    fn draft(function: Option<ZoneFunction>, region: Region) -> ZoneDraft {
        let attributes = ZoneAttributes { function, code: "V".into(), name_vi: "Vùng".into(), ..ZoneAttributes::default() };
        ZoneDraft { attributes, region, faults: Vec::new() }
    }

    /// A park of 100 m × 100 m.
    fn boundary() -> Boundary {
        Boundary::from_legal(land(0, 0, 100, 100), String::new(), String::new(), false)
    }

    fn assembled(boundary: Option<&Boundary>, drafts: Vec<ZoneDraft>) -> Plan {
        let approval = Approval { area: ExactArea::from_ha(1.0), decision: String::new() };
        Plan::assemble("test", ProjectCrs::default(), approval, boundary, drafts).0
    }

    fn three_zones() -> Plan {
        let [a, b, c] = ZoneFunction::REQUIRED.map(Some);
        let lands = [(a, land(0, 0, 30, 100)), (b, land(30, 0, 60, 100)), (c, land(60, 0, 100, 100))];
        assembled(Some(&boundary()), lands.map(|(function, region)| draft(function, region)).into())
    }

    fn communes() -> CommuneLayer {
        CommuneLayer::new(Division::Loaded, Vec::new())
    }

    fn check(plan: &Plan) -> (Checker, Judgement) {
        let ledger = Ledger::of(plan, &communes());
        let checker = Checker::of(plan, &ledger, RuleBook::KNOWN_ON);
        let judgement = checker.judgement(plan, &ledger);
        (checker, judgement)
    }

    fn listed(checker: &Checker) -> Vec<(Rule, Severity, f64, Vec<u32>)> {
        let zones = |f: &Finding| f.zones.iter().map(|id| id.0).collect();
        checker.findings().iter().map(|f| (f.rule, f.severity, f.area.map_or(0.0, ExactArea::m2), zones(f))).collect()
    }

    #[test]
    fn a_plan_that_adds_up_passes() {
        let (checker, judgement) = check(&three_zones());
        assert_eq!(listed(&checker), []);
        assert_eq!(judgement.verdict, Verdict::Pass);
        assert_eq!(judgement.reasons, [Reason::Complies { approved: ExactArea::from_ha(1.0) }]);
    }

    #[test]
    fn each_fault_is_one_finding_with_zones_area_and_a_place_inside() {
        let [a, b, _] = ZoneFunction::REQUIRED.map(Some);
        let drafts = vec![draft(a, land(0, 0, 40, 100)), draft(b, land(30, 0, 60, 90)), draft(None, land(90, 0, 101, 100))];
        let (checker, judgement) = check(&assembled(Some(&boundary()), drafts));
        let expected = [
            (Rule::Overlap, Severity::Error, 900.0, vec![1, 2]),
            (Rule::Outside, Severity::Error, 100.0, vec![3]),
            (Rule::Gap, Severity::Error, 3200.0, vec![1, 2, 3]),
            (Rule::AreaResidual, Severity::Error, 2200.0, vec![]),
            (Rule::MissingZone, Severity::Error, 0.0, vec![]),
        ];
        assert_eq!(listed(&checker), expected);
        for finding in checker.findings().iter().filter(|f| !f.geometry.is_empty()) {
            let at = finding.at.expect("faulty land has a place");
            assert_eq!(finding.geometry.locate(at), crate::geometry::grid::Location::Inside);
        }
        assert_eq!(checker.findings().get(4).map(|f| f.detail), Some(Detail::Missing(ZoneFunction::StartupHub)));
        assert_eq!(judgement.verdict, Verdict::Fail);
        assert_eq!(judgement.reasons[0], Reason::Errors { count: 5 });
    }

    #[test]
    fn small_faults_warn_and_noise_is_silent() {
        let rest = |cut: &Region| {
            let [a, b, c] = ZoneFunction::REQUIRED.map(Some);
            let lands = [(a, difference(&land(0, 0, 30, 100), cut)), (b, land(30, 0, 60, 100)), (c, land(60, 0, 100, 100))];
            check(&assembled(Some(&boundary()), lands.map(|(f, region)| draft(f, region)).into())).0
        };
        let notch = |side_mm: i64| {
            let corner = |e, n| GridPoint::from_mm(5_000 + e, 5_000 + n);
            let ring = vec![corner(0, 0), corner(side_mm, 0), corner(side_mm, side_mm), corner(0, side_mm)];
            region_from_rings(&[ring], Fill::NonZero)
        };
        assert_eq!(listed(&rest(&notch(1_000))), [(Rule::Gap, Severity::Error, 1.0, vec![1])]);
        assert_eq!(listed(&rest(&notch(999))), [(Rule::Gap, Severity::Warning, 0.998_001, vec![1])]);
        assert!(notch(99).area() < NOISE_AREA);
        assert_eq!(listed(&rest(&notch(99))), []);
    }

    #[test]
    fn a_duplicate_is_an_overlap_and_a_duplicate_and_a_thin_strip_a_sliver() {
        let thin = region_from_rings(
            &[vec![(0, 0), (100_000, 0), (100_000, 400), (0, 400)].into_iter().map(|(e, n)| GridPoint::from_mm(e, n)).collect()],
            Fill::NonZero,
        );
        let drafts = vec![draft(None, land(0, 1, 100, 100)), draft(None, land(0, 1, 100, 100)), draft(None, thin)];
        let (checker, _) = check(&assembled(None, drafts));
        let rules: Vec<_> = checker.findings().iter().map(|f| (f.rule, f.severity)).collect();
        let expected = [
            (Rule::Overlap, Severity::Error),
            (Rule::Duplicate, Severity::Error),
            (Rule::AreaResidual, Severity::Error),
            (Rule::Sliver, Severity::Warning),
            (Rule::MissingZone, Severity::Warning),
        ];
        assert_eq!(rules, expected);
    }

    #[test]
    fn missing_grounds_are_insufficient_not_a_fail() {
        let (_, empty) = check(&assembled(Some(&boundary()), Vec::new()));
        assert_eq!((empty.verdict, empty.reasons), (Verdict::Insufficient, vec![Reason::NoZones]));
        let whole = vec![draft(Some(ZoneFunction::Other), land(0, 0, 100, 100))];
        let (checker, undeclared) = check(&assembled(Some(&boundary()), whole.clone()));
        assert_eq!((undeclared.verdict, undeclared.reasons), (Verdict::Insufficient, vec![Reason::NoFunctions]));
        assert_eq!(listed(&checker), [(Rule::MissingZone, Severity::Warning, 0.0, vec![])]);
        let (_, without_boundary) = check(&assembled(None, whole));
        assert_eq!(without_boundary.reasons, [Reason::NoBoundary, Reason::NoFunctions]);
    }

    /// The plan, its ledger and its checker, followed step by step and compared with a full check after each.
    struct Followed {
        plan: Plan,
        ledger: Ledger,
        checker: Checker,
    }

    impl Followed {
        fn new(plan: Plan) -> Self {
            let ledger = Ledger::of(&plan, &communes());
            Self { checker: Checker::of(&plan, &ledger, RuleBook::KNOWN_ON), ledger, plan }
        }

        fn apply(&mut self, diff: &PlanDiff) {
            self.plan.commit(diff);
            self.ledger.update(&self.plan, diff, &communes());
            self.checker.update(&self.plan, &self.ledger, diff);
            assert_eq!(self.checker, check(&self.plan).0);
        }

        /// Gives zones new land (`None` deletes), with unallocated land and faults as an import would find them.
        fn set(&mut self, changes: &[(u32, Option<Region>)]) -> PlanDiff {
            let zone = |&(id, ref region): &(u32, Option<Region>)| {
                let attributes = self.plan.zone(ZoneId(id)).map_or_else(ZoneAttributes::default, |z| z.attributes.clone());
                (ZoneId(id), region.clone().map(|region| Arc::new(Zone::new(ZoneId(id), attributes, region))))
            };
            let zones: BTreeMap<_, _> = changes.iter().map(zone).collect();
            let lands: BTreeMap<ZoneId, Region> = self
                .plan
                .zones()
                .map(|z| (z.id, Some(z.region.clone())))
                .chain(zones.iter().map(|(id, z)| (*id, z.as_ref().map(|z| z.region.clone()))))
                .collect::<BTreeMap<_, _>>()
                .into_iter()
                .filter_map(|(id, region)| Some((id, region?)))
                .collect();
            let park = land(0, 0, 100, 100);
            let mut faults = CoverageFaults::default();
            for (&a, of_a) in &lands {
                for (&b, of_b) in lands.range(ZoneId(a.0 + 1)..) {
                    let common = intersection(of_a, of_b);
                    if !common.is_empty() {
                        faults.overlaps.push(ZoneOverlap { a, b, duplicate: of_a == of_b, land: common });
                    }
                }
                let beyond = difference(of_a, &park);
                if !beyond.is_empty() {
                    faults.outside.push((a, beyond));
                }
            }
            let unallocated = Some(difference_all(&park, lands.values()));
            self.plan.diff_to(NextState { zones, unallocated, faults: Some(faults), ..NextState::default() })
        }
    }

    #[test]
    fn following_diffs_equals_checking_anew() {
        let mut followed = Followed::new(three_zones());
        let thin = land(0, 0, 100, 100);
        let two_pieces = union([&land(0, 0, 10, 10), &land(20, 20, 30, 30)]);
        let steps: [&[(u32, Option<Region>)]; 9] = [
            &[(1, Some(land(0, 0, 20, 100)))],
            &[(2, Some(land(20, 0, 60, 100)))],
            &[(2, Some(land(20, 0, 70, 110))), (1, Some(two_pieces))],
            &[(3, None)],
            &[(3, Some(thin.clone())), (4, Some(thin))],
            &[(4, Some(land(0, 0, 101, 100)))],
            &[(4, None), (3, Some(land(70, 0, 100, 100)))],
            &[(1, None), (2, None), (3, None)],
            &[(7, Some(land(0, 0, 100, 100)))],
        ];
        let mut done = Vec::new();
        for step in steps {
            let diff = followed.set(step);
            assert!(!diff.is_empty());
            followed.apply(&diff);
            done.push(diff);
        }
        for diff in done.iter().rev() {
            followed.apply(&diff.inverted());
        }
        assert_eq!(listed(&followed.checker), []);
    }

    #[test]
    fn a_gap_follows_the_names_of_its_neighbours_and_functions_their_zones() {
        let mut followed = Followed::new(three_zones());
        let diff = followed.set(&[(2, Some(land(30, 0, 60, 50)))]);
        followed.apply(&diff);
        assert_eq!(listed(&followed.checker)[0], (Rule::Gap, Severity::Error, 1500.0, vec![1, 2, 3]));
        // another zone takes exactly the land of zone 1: the gap is the same, its neighbour is not
        let diff = followed.set(&[(1, None), (9, Some(land(0, 0, 30, 100)))]);
        followed.apply(&diff);
        assert_eq!(listed(&followed.checker)[0], (Rule::Gap, Severity::Error, 1500.0, vec![2, 3, 9]));
        assert_eq!(followed.checker.findings().of_rule(Rule::MissingZone).count(), 1);
        let zone = followed.plan.zone(ZoneId(9)).expect("zone 9 was just added").clone();
        let attributes = ZoneAttributes { function: Some(ZoneFunction::RdLaboratory), ..zone.attributes.clone() };
        let zones = BTreeMap::from([(ZoneId(9), Some(Arc::new(zone.with_attributes(attributes))))]);
        followed.apply(&followed.plan.diff_to(NextState { zones, ..NextState::default() }));
        assert_eq!(followed.checker.findings().of_rule(Rule::MissingZone).count(), 0);
        let approval = Approval { area: ExactArea::from_m2(8_500.0), decision: String::new() };
        followed.apply(&followed.plan.diff_to(NextState { approval: Some(approval), ..NextState::default() }));
        assert_eq!(followed.checker.findings().of_rule(Rule::AreaResidual).count(), 0);
    }
}
