//! Ways to clear a finding, best first, before it is known what each would do.

use std::collections::BTreeMap;

use super::all::repair_all;
use super::fixes::{Border, FixKind};
use super::mend::Mend;
use super::policy::RepairPolicy;
use crate::check::{Detail, Finding, Rule};
use crate::edit::command::Command;
use crate::geometry::coverage::{DirectedEdge, NOISE_AREA};
use crate::geometry::grid::Location;
use crate::geometry::inside::point_inside;
use crate::geometry::segment::distance_to_segment_um;
use crate::geometry::validity::FaultKind;
use crate::geometry::{ExactArea, GridBox, Region};
use crate::plan::{Face, Plan, Zone, ZoneAttributes, ZoneId, ZoneOverlap};

/// How far the middle of an edge may lie off the line it was cut from, µm.
const ROUNDING_UM: i64 = 2;

/// A way to clear a finding.
pub(super) struct Candidate {
    pub kind: FixKind,
    pub zone: Option<ZoneId>,
    pub border: Option<Border>,
    pub command: Command,
}

impl Candidate {
    const fn new(kind: FixKind, zone: Option<ZoneId>, command: Command) -> Self {
        Self { kind, zone, border: None, command }
    }
}

/// Zones that border on `land` with the length of the common border in metres, longest first.
///
/// A zone borders on an edge whose middle lies on one of its own: so also where a broken coverage is not noded.
pub(super) fn borders(plan: &Plan, land: &Region) -> Vec<(ZoneId, f64)> {
    let mut lengths: BTreeMap<ZoneId, f64> = BTreeMap::new();
    for edge in land.edges() {
        for zone in owners_of_edge(plan, edge) {
            *lengths.entry(zone).or_default() += edge.0.distance_m(edge.1);
        }
    }
    let mut lengths: Vec<_> = lengths.into_iter().collect();
    lengths.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    lengths
}

/// The zones that border on faulty land along an edge.
fn owners_of_edge(plan: &Plan, (a, b): DirectedEdge) -> Vec<ZoneId> {
    let middle = a.midpoint(b);
    let near = plan.index().edges_near(GridBox { min: middle, max: middle }.grown(ROUNDING_UM));
    let on_edge = near.into_iter().filter(|e| distance_to_segment_um(middle, e.edge) <= ROUNDING_UM as f64);
    let mut zones: Vec<ZoneId> = on_edge.filter_map(|e| if let Face::Zone(id) = e.face { Some(id) } else { None }).collect();
    zones.sort_unstable();
    zones.dedup();
    zones
}

/// Ways to clear `finding`, the one by `policy` first.
pub(super) fn candidates(plan: &Plan, finding: &Finding, policy: RepairPolicy) -> Vec<Candidate> {
    match (finding.rule, &finding.zones[..]) {
        (_, &[zone]) if finding.detail == Detail::AmongPlots => of_plots(plan, zone),
        (Rule::Gap, _) => of_gap(plan, finding, policy),
        (Rule::Overlap, &[a, b]) => of_overlap(plan, finding, [a, b], policy),
        (Rule::Duplicate, &[a, b]) => of_duplicate(plan, [a, b]),
        (Rule::Outside, &[zone]) => {
            vec![Candidate::new(FixKind::Clip, Some(zone), Command::ClipToBoundary { zone })]
        }
        (Rule::Sliver, &[zone]) => of_sliver(plan, finding, zone),
        (Rule::InvalidGeometry, &[zone]) => of_geometry(plan, finding, zone),
        _ => Vec::new(),
    }
}

/// Everything that is wrong among the plots of a zone at once; land without a plot is no fault there.
fn of_plots(plan: &Plan, zone: ZoneId) -> Vec<Candidate> {
    let repair = plan.plots(zone).and_then(|plots| repair_all(plots, RepairPolicy::LeaveGaps).command());
    let among = |command| Command::OnPlots { zone, command: Box::new(command) };
    repair.map(|command| Candidate::new(FixKind::MendPlots, Some(zone), among(command))).into_iter().collect()
}

fn with_borders(plan: &Plan, land: &Region) -> Vec<(ZoneId, Border)> {
    let outline_m = land.perimeter_m();
    let border = |(zone, length_m): (ZoneId, f64)| (zone, Border { length_m, share: length_m / outline_m });
    borders(plan, land).into_iter().map(border).collect()
}

fn of_gap(plan: &Plan, finding: &Finding, policy: RepairPolicy) -> Vec<Candidate> {
    let Some(at) = finding.at else { return Vec::new() };
    let mut receivers = with_borders(plan, &finding.geometry);
    if policy == RepairPolicy::NearestTarget {
        let area = finding.geometry.area();
        receivers.sort_by_key(|(zone, _)| further_from_target(plan, *zone, area));
    }
    let give = |(to, border): &(ZoneId, Border)| Candidate {
        border: Some(*border),
        ..Candidate::new(FixKind::GiveGap, Some(*to), Command::Allocate { at, to: *to })
    };
    let mut all: Vec<_> = receivers.iter().map(give).collect();
    let attributes = Box::default();
    all.push(Candidate::new(FixKind::MakeZone, None, Command::FillZone { at, attributes }));
    all
}

/// By how much a zone is further from its target with `gain` more land; nothing for one without a target.
fn further_from_target(plan: &Plan, zone: ZoneId, gain: ExactArea) -> ExactArea {
    let difference = plan.zone(zone).and_then(Zone::difference_to_target);
    difference.map_or(ExactArea::ZERO, |difference| (difference + gain).abs() - difference.abs())
}

fn of_overlap(plan: &Plan, finding: &Finding, [a, b]: [ZoneId; 2], policy: RepairPolicy) -> Vec<Candidate> {
    let pair = plan.faults().overlaps.iter().find(|pair| (pair.a, pair.b) == (a, b));
    if pair.is_some_and(|pair| pair.duplicate) {
        return of_duplicate(plan, [a, b]);
    }
    let area_of = |zone: ZoneId| plan.zone(zone).map_or(ExactArea::ZERO, |zone| zone.area);
    let land = finding.geometry.area();
    let mut ways = [(a, b), (b, a)];
    // a zone that lies in another would be lost
    let loses_all = |from: ZoneId| area_of(from) - land < NOISE_AREA;
    ways.sort_by_key(|&(keep, from)| {
        let further = match policy {
            RepairPolicy::NearestTarget => further_from_target(plan, from, ExactArea::ZERO - land),
            RepairPolicy::LongestBorder | RepairPolicy::LeaveGaps => ExactArea::ZERO,
        };
        (loses_all(from), further, std::cmp::Reverse(area_of(keep)), keep)
    });
    let keep = |(keep, from)| Candidate::new(FixKind::KeepOverlap, Some(keep), Command::ResolveOverlap { keep, from });
    let mut all: Vec<_> = ways.into_iter().map(keep).collect();
    let misfits = |zone: &ZoneId| overlaps_of(plan, *zone).count() > 1 || !gaps_of_misfit(plan, *zone).is_empty();
    all.extend([a, b].into_iter().filter(misfits).filter_map(|zone| fit(plan, zone)));
    all
}

fn of_duplicate(plan: &Plan, [a, b]: [ZoneId; 2]) -> Vec<Candidate> {
    let remove = |(keep, gone): (ZoneId, ZoneId)| {
        let (kept, other) = (plan.zone(keep)?, plan.zone(gone)?);
        let attributes = Box::new(completed(&kept.attributes, &other.attributes));
        let commands = vec![Command::SetAttributes { zone: keep, attributes }, Command::DeleteZones { zones: vec![gone] }];
        let command = Command::Several { code: "remove-duplicate", commands };
        Some(Candidate::new(FixKind::RemoveDuplicate, Some(gone), command))
    };
    [(a, b), (b, a)].into_iter().filter_map(remove).collect()
}

/// `own`, with what it leaves empty taken from `other`.
fn completed(own: &ZoneAttributes, other: &ZoneAttributes) -> ZoneAttributes {
    let text = |own: &String, other: &String| if own.is_empty() { other.clone() } else { own.clone() };
    let mut all = ZoneAttributes {
        code: text(&own.code, &other.code),
        name_vi: text(&own.name_vi, &other.name_vi),
        name_en: text(&own.name_en, &other.name_en),
        function: own.function.or(other.function),
        land_use: own.land_use.or(other.land_use),
        storeys: own.storeys.or(other.storeys),
        building_coverage_pct: own.building_coverage_pct.or(other.building_coverage_pct),
        floor_area_ratio: own.floor_area_ratio.or(other.floor_area_ratio),
        phase: own.phase.or(other.phase),
        priority: own.priority.or(other.priority),
        target: own.target.or(other.target),
        colour: own.colour.or(other.colour),
        locked: own.locked || other.locked,
        other: own.other.clone(),
    };
    for (name, value) in &other.other {
        let is_empty = |value: &serde_json::Value| value.is_null() || value.as_str().is_some_and(str::is_empty);
        if all.other.get(name).is_none_or(is_empty) {
            all.other.insert(name.clone(), value.clone());
        }
    }
    all
}

fn of_sliver(plan: &Plan, finding: &Finding, zone: ZoneId) -> Vec<Candidate> {
    let sketch: Vec<_> = finding.geometry.rings().cloned().collect();
    let is_whole = plan.zone(zone).is_some_and(|zone| zone.region == finding.geometry);
    let merge = |(to, border): (ZoneId, Border)| {
        let command = if is_whole {
            Command::MergeZones { into: to, from: vec![zone] }
        } else {
            Command::TransferLand { sketch: sketch.clone(), from: vec![Face::Zone(zone)], to: Face::Zone(to) }
        };
        Candidate { border: Some(border), ..Candidate::new(FixKind::MergeSliver, Some(to), command) }
    };
    with_borders(plan, &finding.geometry).into_iter().filter(|(to, _)| *to != zone).map(merge).collect()
}

fn of_geometry(plan: &Plan, finding: &Finding, zone: ZoneId) -> Vec<Candidate> {
    let Some(land) = plan.zone(zone).map(|zone| &zone.region) else { return Vec::new() };
    if land.is_empty() {
        let command = Command::DeleteZones { zones: vec![zone] };
        return vec![Candidate::new(FixKind::DeleteZone, Some(zone), command)];
    }
    let accept = Candidate::new(FixKind::AcceptGeometry, Some(zone), Command::Mend(Mend::AcceptGeometry { zone }));
    let mut all = vec![accept];
    if matches!(finding.detail, Detail::Fault(FaultKind::SelfIntersection | FaultKind::PartsOverlap)) {
        all.extend(fit(plan, zone));
        if land.polygons().len() > 1 {
            let keep = Command::Mend(Mend::KeepLargestPart { zone });
            all.push(Candidate::new(FixKind::KeepLargestPart, Some(zone), keep));
        }
    }
    all
}

/// What makes a zone keep to its neighbours: they keep what it overlaps, and it gets the gaps it leaves beside them. `None` if
/// there is nothing of either.
fn fit(plan: &Plan, zone: ZoneId) -> Option<Candidate> {
    let mut commands = Vec::new();
    let faults = plan.faults();
    if faults.outside.iter().any(|(outside, _)| *outside == zone) {
        commands.push(Command::ClipToBoundary { zone });
    }
    for pair in overlaps_of(plan, zone) {
        let keep = if pair.a == zone { pair.b } else { pair.a };
        commands.push(Command::ResolveOverlap { keep, from: zone });
    }
    let gaps = gaps_of_misfit(plan, zone);
    commands.extend(gaps.iter().filter_map(point_inside).map(|at| Command::Allocate { at, to: zone }));
    if commands.is_empty() {
        return None;
    }
    if !plan.zone(zone)?.imported_faults.is_empty() {
        commands.insert(0, Command::Mend(Mend::AcceptGeometry { zone }));
    }
    let command = Command::Several { code: "fit-to-neighbours", commands };
    Some(Candidate::new(FixKind::FitToNeighbours, Some(zone), command))
}

fn overlaps_of(plan: &Plan, zone: ZoneId) -> impl Iterator<Item = &ZoneOverlap> {
    plan.faults().overlaps.iter().filter(move |pair| !pair.duplicate && (pair.a == zone || pair.b == zone))
}

/// The gaps a zone has the longest border on, or that begin where it overlaps another.
fn gaps_of_misfit(plan: &Plan, zone: ZoneId) -> Vec<Region> {
    let Some(bounds) = plan.zone(zone).and_then(|zone| zone.region.bounds()) else { return Vec::new() };
    let unallocated = plan.unallocated();
    let parts = (0..unallocated.polygons().len()).filter_map(|index| unallocated.part(index));
    let near = parts.filter(|part| part.area() >= NOISE_AREA && part.bounds().is_some_and(|b| b.intersects(bounds)));
    let meets_overlap = |part: &Region| {
        overlaps_of(plan, zone).any(|pair| part.vertices().any(|vertex| pair.land.locate(vertex) == Location::Border))
    };
    let is_own = |part: &Region| {
        let borders = borders(plan, part);
        let touches = borders.iter().any(|(other, _)| *other == zone);
        touches && (borders.first().is_some_and(|(longest, _)| *longest == zone) || meets_overlap(part))
    };
    near.filter(is_own).collect()
}
