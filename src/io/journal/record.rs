//! The document as rows: one per zone, per zone's plots and per other part of a plan, so that a step writes only what it changed.
//!
//! Rows hold JSON: geometry as whole micrometres, areas as whole numbers. What is read back is what was written, to the last bit.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{DocumentToKeep, JournalError, KeptAlternative};
use crate::geometry::grid::{MAX_COORDINATE_M, Polygon, Ring, UM_PER_M};
use crate::geometry::noding::NodedBoundary;
use crate::geometry::overlay::{Fill, region_from_polygons, region_from_rings};
use crate::geometry::validity::GeometryFault;
use crate::geometry::{GridPoint, ProjectCrs, Region};
use crate::io::snapshot::Snapshot;
use crate::plan::{
    Approval, Boundary, CoverageFaults, LayerSettings, Plan, PlanLevel, PlanParts, PlanSettings, SourceRecord, Zone,
    ZoneAttributes, ZoneId, ZoneOverlap,
};

/// Where a row stands: alternative, kind of part, and which of the kind.
pub(super) type Key = (u32, &'static str, u32);

/// The row that names the alternatives; no alternative has the number 0.
const ALTERNATIVES: Key = (0, "alternatives", 0);
const SNAPSHOT: &str = "snapshot";
const PLAN: &str = "plan";
const BOUNDARY: &str = "boundary";
const ZONE: &str = "zone";
const PLOTS: &str = "plots";
const UNALLOCATED: &str = "unallocated";
const FAULTS: &str = "faults";
const KINDS: [&str; 8] = [ALTERNATIVES.1, SNAPSHOT, PLAN, BOUNDARY, ZONE, PLOTS, UNALLOCATED, FAULTS];

/// The kind a word in the journal stands for.
pub(super) fn kind_of(word: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| *kind == word)
}

/// What makes `before` into `after`: rows to put, and rows to take away (`None`). Only what differs is written out.
pub(super) fn changes(
    before: Option<&DocumentToKeep>,
    after: &DocumentToKeep,
) -> Result<Vec<(Key, Option<String>)>, JournalError> {
    let mut rows = Rows::default();
    let list = |document: &DocumentToKeep| AlternativesRecord {
        current: document.current,
        alternatives: document.alternatives.iter().map(|a| (a.number, a.name.clone())).collect(),
    };
    rows.put(ALTERNATIVES, before.map(list).as_ref(), &list(after), Clone::clone)?;
    let snapshots = |document: &DocumentToKeep| -> BTreeMap<u32, Arc<Snapshot>> {
        document.snapshots.iter().map(|snapshot| (snapshot.number, snapshot.clone())).collect()
    };
    rows.put_each((0, SNAPSHOT), &before.map(snapshots).unwrap_or_default(), &snapshots(after), Clone::clone)?;
    let kept = |number: u32| before?.alternatives.iter().find(|a| a.number == number).map(|a| &a.parts);
    for KeptAlternative { number, parts, .. } in &after.alternatives {
        rows.put_plan(*number, kept(*number), parts)?;
    }
    let gone = before.iter().flat_map(|document| &document.alternatives);
    for gone in gone.filter(|a| after.alternatives.iter().all(|b| b.number != a.number)) {
        rows.take_plan(gone.number, &gone.parts);
    }
    Ok(rows.0)
}

/// What tells things of a kind apart.
trait Numbered: Ord {
    fn number(&self) -> u32;
}

impl Numbered for ZoneId {
    fn number(&self) -> u32 {
        self.0
    }
}

impl Numbered for u32 {
    fn number(&self) -> u32 {
        *self
    }
}

#[derive(Default)]
struct Rows(Vec<(Key, Option<String>)>);

impl Rows {
    /// Puts a row if `after` is not what `before` was.
    fn put<T: PartialEq, R: Serialize>(
        &mut self,
        key: Key,
        before: Option<&T>,
        after: &T,
        record: impl FnOnce(&T) -> R,
    ) -> Result<(), JournalError> {
        if before != Some(after) {
            let text = serde_json::to_string(&record(after)).map_err(|e| JournalError::Unwritable { detail: e.to_string() })?;
            self.0.push((key, Some(text)));
        }
        Ok(())
    }

    fn put_plan(&mut self, alternative: u32, before: Option<&PlanParts>, after: &PlanParts) -> Result<(), JournalError> {
        let key = |kind| (alternative, kind, 0);
        self.put(key(PLAN), before.map(PlanRecord::of).as_ref(), &PlanRecord::of(after), Clone::clone)?;
        self.put(key(BOUNDARY), before.map(|b| &b.boundary), &after.boundary, |b| b.as_deref().map(BoundaryRecord::of))?;
        self.put(key(UNALLOCATED), before.map(|b| &b.unallocated), &after.unallocated, |land| RegionRecord::of(land))?;
        self.put(key(FAULTS), before.map(|b| &b.faults), &after.faults, |faults| FaultsRecord::of(faults))?;
        let no_zones = BTreeMap::new();
        self.put_each((alternative, ZONE), before.map_or(&no_zones, |b| &b.zones), &after.zones, ZoneRecord::of)?;
        let no_plots = BTreeMap::new();
        self.put_each((alternative, PLOTS), before.map_or(&no_plots, |b| &b.plots), &after.plots, |plots| {
            WholePlanRecord::of(&plots.parts())
        })
    }

    /// Puts what is new or other, takes away what is gone. What both share is not even looked at.
    fn put_each<K: Numbered, T: PartialEq, R: Serialize>(
        &mut self,
        (alternative, kind): (u32, &'static str),
        before: &BTreeMap<K, Arc<T>>,
        after: &BTreeMap<K, Arc<T>>,
        record: impl Fn(&T) -> R,
    ) -> Result<(), JournalError> {
        for (id, now) in after {
            match before.get(id) {
                Some(was) if Arc::ptr_eq(was, now) => {}
                was => self.put((alternative, kind, id.number()), was.map(Arc::as_ref), now.as_ref(), &record)?,
            }
        }
        let gone = before.keys().filter(|id| !after.contains_key(id));
        self.0.extend(gone.map(|id| ((alternative, kind, id.number()), None)));
        Ok(())
    }

    fn take_plan(&mut self, alternative: u32, parts: &PlanParts) {
        let single = [PLAN, BOUNDARY, UNALLOCATED, FAULTS].map(|kind| (alternative, kind, 0));
        let zones = parts.zones.keys().map(|id| (alternative, ZONE, id.0));
        let plots = parts.plots.keys().map(|id| (alternative, PLOTS, id.0));
        self.0.extend(single.into_iter().chain(zones).chain(plots).map(|key| (key, None)));
    }
}

/// The document that rows make; what they do not make is said.
pub(super) fn document_of(mut rows: BTreeMap<Key, String>) -> Result<DocumentToKeep, JournalError> {
    let AlternativesRecord { current, alternatives: named } = take(&mut rows, ALTERNATIVES)?;
    let mut alternatives = Vec::new();
    for (number, name) in named {
        alternatives.push(KeptAlternative { number, name, parts: parts_of(&mut rows, number)? });
    }
    if current >= alternatives.len() {
        return Err(JournalError::Damaged { detail: "it names no current alternative".into() });
    }
    let mut snapshots = Vec::new();
    for number in ids(&rows, 0, SNAPSHOT) {
        snapshots.push(Arc::new(take(&mut rows, (0, SNAPSHOT, number))?));
    }
    Ok(DocumentToKeep { alternatives, current, snapshots })
}

/// Which of a kind there are.
fn ids(rows: &BTreeMap<Key, String>, alternative: u32, kind: &'static str) -> BTreeSet<u32> {
    rows.range((alternative, kind, 0)..=(alternative, kind, u32::MAX)).map(|((.., id), _)| *id).collect()
}

fn parts_of(rows: &mut BTreeMap<Key, String>, number: u32) -> Result<PlanParts, JournalError> {
    let plan: PlanRecord = take(rows, (number, PLAN, 0))?;
    let boundary: Option<BoundaryRecord> = take(rows, (number, BOUNDARY, 0))?;
    let unallocated: RegionRecord = take(rows, (number, UNALLOCATED, 0))?;
    let faults: FaultsRecord = take(rows, (number, FAULTS, 0))?;
    let mut zones = BTreeMap::new();
    for id in ids(rows, number, ZONE) {
        let record: ZoneRecord = take(rows, (number, ZONE, id))?;
        zones.insert(ZoneId(id), Arc::new(record.into_zone(id)));
    }
    let mut plots = BTreeMap::new();
    for id in ids(rows, number, PLOTS) {
        let record: WholePlanRecord = take(rows, (number, PLOTS, id))?;
        plots.insert(ZoneId(id), Arc::new(record.into_plan(PlanLevel::Zone)?));
    }
    plan.into_parts(PlanLevel::Park, boundary, unallocated, faults, zones, plots)
}

fn take<T: DeserializeOwned>(rows: &mut BTreeMap<Key, String>, key: Key) -> Result<T, JournalError> {
    let (alternative, kind, id) = key;
    let damaged = |what: String| JournalError::Damaged { detail: format!("{kind} {id} of alternative {alternative}: {what}") };
    let text = rows.remove(&key).ok_or_else(|| damaged("it is missing".into()))?;
    serde_json::from_str(&text).map_err(|e| damaged(e.to_string()))
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct AlternativesRecord {
    current: usize,
    /// Number and name, in the planner's order.
    alternatives: Vec<(u32, String)>,
}

/// What of a plan is small.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct PlanRecord {
    title: String,
    crs: u32,
    approval: Approval,
    order: Vec<ZoneId>,
    layers: LayerSettings,
    settings: PlanSettings,
    next_id: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<SourceRecord>,
}

impl PlanRecord {
    fn of(parts: &PlanParts) -> Self {
        Self {
            title: parts.title.to_string(),
            crs: parts.crs.epsg(),
            approval: parts.approval.as_ref().clone(),
            order: parts.order.to_vec(),
            layers: parts.layers,
            settings: parts.settings.as_ref().clone(),
            next_id: parts.next_id,
            source: parts.source.as_deref().cloned(),
        }
    }

    fn into_parts(
        self,
        level: PlanLevel,
        boundary: Option<BoundaryRecord>,
        unallocated: RegionRecord,
        faults: FaultsRecord,
        zones: BTreeMap<ZoneId, Arc<Zone>>,
        plots: BTreeMap<ZoneId, Arc<Plan>>,
    ) -> Result<PlanParts, JournalError> {
        let crs = ProjectCrs::from_epsg(self.crs).map_err(|e| JournalError::Damaged { detail: e.to_string() })?;
        Ok(PlanParts {
            title: self.title.into(),
            crs,
            approval: Arc::new(self.approval),
            boundary: boundary.map(|record| Arc::new(record.into_boundary())),
            zones,
            order: Arc::new(self.order),
            unallocated: Arc::new(unallocated.into_region()),
            faults: Arc::new(faults.into_faults()),
            layers: self.layers,
            settings: Arc::new(self.settings),
            next_id: self.next_id,
            level,
            plots,
            source: self.source.map(Arc::new),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct BoundaryRecord {
    legal: RegionRecord,
    noded: RegionRecord,
    name_vi: String,
    name_en: String,
    synthetic: bool,
    locked: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<SourceRecord>,
}

impl BoundaryRecord {
    fn of(boundary: &Boundary) -> Self {
        let Boundary { outline, name_vi, name_en, synthetic, locked, source } = boundary;
        Self {
            legal: RegionRecord::of(outline.legal()),
            noded: RegionRecord::of(outline.noded()),
            name_vi: name_vi.clone(),
            name_en: name_en.clone(),
            synthetic: *synthetic,
            locked: *locked,
            source: source.as_deref().cloned(),
        }
    }

    fn into_boundary(self) -> Boundary {
        Boundary {
            outline: NodedBoundary::from_kept(self.legal.into_region(), self.noded.into_region()),
            name_vi: self.name_vi,
            name_en: self.name_en,
            synthetic: self.synthetic,
            locked: self.locked,
            source: self.source.map(Arc::new),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct ZoneRecord {
    attributes: ZoneAttributes,
    land: RegionRecord,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    imported_faults: Vec<GeometryFault>,
}

impl ZoneRecord {
    fn of(zone: &Zone) -> Self {
        Self {
            attributes: zone.attributes.clone(),
            land: RegionRecord::of(&zone.region),
            imported_faults: zone.imported_faults.clone(),
        }
    }

    fn into_zone(self, id: u32) -> Zone {
        let zone = Zone::new(ZoneId(id), self.attributes, self.land.into_region());
        Zone { imported_faults: self.imported_faults, ..zone }
    }
}

#[derive(Serialize, Deserialize)]
struct FaultsRecord {
    overlaps: Vec<(u32, u32, RegionRecord, bool)>,
    outside: Vec<(u32, RegionRecord)>,
    inexact: bool,
}

impl FaultsRecord {
    fn of(faults: &CoverageFaults) -> Self {
        Self {
            overlaps: faults.overlaps.iter().map(|o| (o.a.0, o.b.0, RegionRecord::of(&o.land), o.duplicate)).collect(),
            outside: faults.outside.iter().map(|(zone, land)| (zone.0, RegionRecord::of(land))).collect(),
            inexact: faults.inexact,
        }
    }

    fn into_faults(self) -> CoverageFaults {
        let overlap = |(a, b, land, duplicate): (u32, u32, RegionRecord, bool)| ZoneOverlap {
            a: ZoneId(a),
            b: ZoneId(b),
            land: land.into_region(),
            duplicate,
        };
        CoverageFaults {
            overlaps: self.overlaps.into_iter().map(overlap).collect(),
            outside: self.outside.into_iter().map(|(zone, land)| (ZoneId(zone), land.into_region())).collect(),
            inexact: self.inexact,
        }
    }
}

/// A plan in one text.
pub(in crate::io) fn text_of_plan(parts: &PlanParts) -> Result<String, JournalError> {
    serde_json::to_string(&WholePlanRecord::of(parts)).map_err(|e| JournalError::Unwritable { detail: e.to_string() })
}

/// The plan of a park in such a text.
pub(in crate::io) fn plan_of_text(text: &str) -> Result<Plan, JournalError> {
    let record: WholePlanRecord = serde_json::from_str(text).map_err(|e| JournalError::Damaged { detail: e.to_string() })?;
    record.into_plan(PlanLevel::Park)
}

/// A plan in one piece, as the plots of a zone and versions set aside are kept.
#[derive(Serialize, Deserialize)]
struct WholePlanRecord {
    plan: PlanRecord,
    boundary: Option<BoundaryRecord>,
    unallocated: RegionRecord,
    faults: FaultsRecord,
    zones: Vec<(u32, ZoneRecord)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    plots: Vec<(u32, WholePlanRecord)>,
}

impl WholePlanRecord {
    fn of(parts: &PlanParts) -> Self {
        Self {
            plan: PlanRecord::of(parts),
            boundary: parts.boundary.as_deref().map(BoundaryRecord::of),
            unallocated: RegionRecord::of(&parts.unallocated),
            faults: FaultsRecord::of(&parts.faults),
            zones: parts.zones.values().map(|zone| (zone.id.0, ZoneRecord::of(zone))).collect(),
            plots: parts.plots.iter().map(|(zone, plots)| (zone.0, Self::of(&plots.parts()))).collect(),
        }
    }

    fn into_plan(self, level: PlanLevel) -> Result<Plan, JournalError> {
        let plots = |(zone, record): (u32, Self)| Ok((ZoneId(zone), Arc::new(record.into_plan(PlanLevel::Zone)?)));
        let plots = self.plots.into_iter().map(plots).collect::<Result<_, JournalError>>()?;
        let zones = self.zones.into_iter().map(|(id, zone)| (ZoneId(id), Arc::new(zone.into_zone(id)))).collect();
        let (boundary, unallocated, faults) = (self.boundary, self.unallocated, self.faults);
        let parts = self.plan.into_parts(level, boundary, unallocated, faults, zones, plots)?;
        Plan::from_parts(parts).map_err(|e| JournalError::Damaged { detail: e.to_string() })
    }
}

/// The land of an exact plan that nothing claims, in one text: what its zones leave, and what plots leave of zones. `None` for a plan that
/// is not exact.
pub(in crate::io) fn text_of_unallocated(plan: &Plan) -> Option<String> {
    let left = |plan: &Plan| plan.adds_up().then(|| RegionRecord::of(plan.unallocated()));
    let zones = (1_i64..).zip(plan.order().iter());
    let plots = zones.filter_map(|(row, id)| Some((row, left(plan.plots(*id)?)?))).collect();
    serde_json::to_string(&UnallocatedRecord { zones: left(plan)?, plots }).ok()
}

/// The land in such a text: what zones leave, and by the place of a zone in the planner's order, from 1, what its plots leave.
pub(in crate::io) fn unallocated_of_text(text: &str) -> Option<(Region, BTreeMap<i64, Region>)> {
    let UnallocatedRecord { zones, plots } = serde_json::from_str(text).ok()?;
    Some((zones.into_region(), plots.into_iter().map(|(row, land)| (row, land.into_region())).collect()))
}

#[derive(Serialize, Deserialize)]
struct UnallocatedRecord {
    zones: RegionRecord,
    plots: Vec<(i64, RegionRecord)>,
}

/// A region: polygons of rings (exterior first) of eastings and northings in turn, µm.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "Vec<Vec<Vec<i64>>>")]
struct RegionRecord(Vec<Vec<Vec<i64>>>);

impl TryFrom<Vec<Vec<Vec<i64>>>> for RegionRecord {
    type Error = &'static str;

    /// Numbers beyond every map are refused: sums of their products would not be exact.
    fn try_from(polygons: Vec<Vec<Vec<i64>>>) -> Result<Self, Self::Error> {
        let most = MAX_COORDINATE_M as u64 * UM_PER_M as u64;
        let is_beyond = |number: &i64| number.unsigned_abs() > most;
        if polygons.iter().flatten().flatten().any(is_beyond) {
            Err("a coordinate lies beyond every map")
        } else {
            Ok(Self(polygons))
        }
    }
}

impl RegionRecord {
    fn of(region: &Region) -> Self {
        let ring = |ring: &Ring| ring.iter().flat_map(|point| [point.east, point.north]).collect();
        Self(region.polygons().iter().map(|polygon| polygon.rings().map(ring).collect()).collect())
    }

    /// The same region; if it cannot be proven to be valid as it is, the valid one that its rings enclose.
    fn into_region(self) -> Region {
        let ring = |numbers: Vec<i64>| -> Ring { numbers.chunks_exact(2).map(|pair| GridPoint::new(pair[0], pair[1])).collect() };
        let polygon = |rings: Vec<Vec<i64>>| {
            let mut rings = rings.into_iter().map(ring);
            Some(Polygon { exterior: rings.next()?, holes: rings.collect() })
        };
        let polygons: Vec<Polygon> = self.0.into_iter().filter_map(polygon).collect();
        let rings: Vec<Ring> = polygons.iter().flat_map(Polygon::rings).cloned().collect();
        region_from_polygons(polygons).unwrap_or_else(|_| region_from_rings(&rings, Fill::Positive))
    }
}
