//! The plan: boundary, zones, what no zone claims, and the queries the rest of the program asks.

mod checked_by;
mod parts;
mod plots;
mod settle;
mod sources;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::boundary::{Approval, Boundary};
use super::diff::{Changed, PlanDiff};
use super::index::{Face, FaceEdge, PlanIndex};
use super::layers::LayerSettings;
use super::provenance::SourceRecord;
use super::settings::PlanSettings;
use super::zone::{Zone, ZoneAttributes, ZoneId};
use crate::geometry::coverage::tiles_exactly;
use crate::geometry::grid::Location;
use crate::geometry::overlay::intersection;
use crate::geometry::validity::GeometryFault;
use crate::geometry::{ExactArea, GridBox, GridPoint, ProjectCrs, Region};

pub use parts::{PartsDisagree, PlanParts};
pub use plots::PlanLevel;
pub(crate) use settle::{Land, settle};

/// Land two zones claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneOverlap {
    /// The zone with the smaller id.
    pub a: ZoneId,
    /// The other zone.
    pub b: ZoneId,
    /// The land both claim.
    pub land: Region,
    /// Whether the two zones are the same land altogether.
    pub duplicate: bool,
}

/// What an imported coverage has wrong; empty once everything adds up, and edits keep it empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CoverageFaults {
    /// Overlapping pairs.
    pub overlaps: Vec<ZoneOverlap>,
    /// Land of zones beyond the boundary.
    pub outside: Vec<(ZoneId, Region)>,
    /// Whether borders do not match exactly, be it by less than is listed.
    pub inexact: bool,
}

impl CoverageFaults {
    /// Σ over overlapping pairs.
    pub fn overlap_area(&self) -> ExactArea {
        self.overlaps.iter().map(|o| o.land.area()).sum()
    }

    /// Σ over outside parts.
    pub fn outside_area(&self) -> ExactArea {
        self.outside.iter().map(|(_, land)| land.area()).sum()
    }
}

/// What laying foreign geometry on the plan grid changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LayingReport {
    /// Vertices that moved to join a neighbour or the boundary.
    pub moved: usize,
    /// Largest such move, µm.
    pub largest_shift_um: f64,
    /// The vertex that moved so far, where it was; `None` if none moved.
    pub largest_shift_at: Option<GridPoint>,
    /// Area before and after, for zones whose area changed.
    pub areas: Vec<(ZoneId, ExactArea, ExactArea)>,
}

impl LayingReport {
    /// Counts in what laying the plots of zones changed; areas stay those of the zones.
    pub fn count_plots(&mut self, of_plots: &[(ZoneId, Self)]) {
        for (_, report) in of_plots {
            self.moved += report.moved;
            if report.largest_shift_um > self.largest_shift_um {
                (self.largest_shift_um, self.largest_shift_at) = (report.largest_shift_um, report.largest_shift_at);
            }
        }
    }
}

/// A zone to be put into a new plan.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneDraft {
    /// Attributes.
    pub attributes: ZoneAttributes,
    /// Land, valid.
    pub region: Region,
    /// What was wrong with it in the file.
    pub faults: Vec<GeometryFault>,
}

/// The zones of a new plan, or the plots of a zone, as a file has them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ZoneDrafts {
    /// Zones in the planner's order.
    pub zones: Vec<ZoneDraft>,
    /// What they leave of the boundary, where that is known: if both tile it as they stand, nothing is joined. Borders may lie closer
    /// to each other than the noding tolerance, and to join them would be a change that nobody made.
    pub unallocated: Option<Region>,
}

impl From<Vec<ZoneDraft>> for ZoneDrafts {
    fn from(zones: Vec<ZoneDraft>) -> Self {
        Self { zones, unallocated: None }
    }
}

/// A plan (đồ án): a boundary divided into zones, on the plan grid of one CRS.
///
/// Fields are private: the only way to change a plan is [`commit`](Self::commit) of a diff that a command made.
#[derive(Debug, Clone)]
pub struct Plan {
    title: Arc<str>,
    crs: ProjectCrs,
    approval: Arc<Approval>,
    boundary: Option<Arc<Boundary>>,
    zones: BTreeMap<ZoneId, Arc<Zone>>,
    order: Arc<Vec<ZoneId>>,
    unallocated: Arc<Region>,
    faults: Arc<CoverageFaults>,
    layers: LayerSettings,
    settings: Arc<PlanSettings>,
    next_id: u32,
    level: PlanLevel,
    plots: BTreeMap<ZoneId, Arc<Self>>,
    source: Option<Arc<SourceRecord>>,
    /// Built when it is first asked for, kept up to date from then on.
    index: OnceLock<PlanIndex>,
}

impl PartialEq for Plan {
    /// Equality of the document; the index is derived.
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title
            && self.crs == other.crs
            && self.approval == other.approval
            && self.boundary == other.boundary
            && self.zones == other.zones
            && self.order == other.order
            && self.unallocated == other.unallocated
            && self.faults == other.faults
            && self.layers == other.layers
            && self.settings == other.settings
            && self.next_id == other.next_id
            && self.level == other.level
            && self.plots == other.plots
            && self.source == other.source
    }
}

impl Plan {
    /// A plan from a boundary and zones as they come from a file: borders within 2 mm are joined, the rest is reported
    /// as faults of the coverage. Zones get ids 1, 2, … in the order given.
    pub fn assemble(
        title: &str,
        crs: ProjectCrs,
        approval: Approval,
        boundary: Option<&Boundary>,
        drafts: Vec<ZoneDraft>,
    ) -> (Self, LayingReport) {
        Self::assemble_kept(title, crs, approval, boundary, drafts.into())
    }

    /// A plan as [`assemble`](Self::assemble) makes it, but of zones that may have been kept: those that tile the boundary together
    /// with the unallocated land given stay as they are.
    pub fn assemble_kept(
        title: &str,
        crs: ProjectCrs,
        approval: Approval,
        boundary: Option<&Boundary>,
        drafts: ZoneDrafts,
    ) -> (Self, LayingReport) {
        let ZoneDrafts { zones, unallocated } = drafts;
        let next_id = zones.len() as u32 + 1;
        let land = Land { boundary, unallocated: unallocated.as_ref() };
        Self::lay(title, crs, approval, land, plots::ids_from_one(zones), next_id)
    }

    /// A plan of zones in the order given, as they are where they tile their boundary, else joined where borders lie within 2 mm.
    fn lay(
        title: &str,
        crs: ProjectCrs,
        approval: Approval,
        land: Land<'_>,
        drafts: Vec<Zone>,
        next_id: u32,
    ) -> (Self, LayingReport) {
        let order: Vec<ZoneId> = drafts.iter().map(|draft| draft.id).collect();
        let regions: Vec<Region> = drafts.iter().map(|draft| draft.region.clone()).collect();
        let settled = land.tiled_by(&regions).unwrap_or_else(|| settle(land.boundary, &order, regions));
        let mut report = LayingReport {
            moved: settled.moved,
            largest_shift_um: settled.largest_shift_um,
            largest_shift_at: settled.largest_shift_at,
            areas: Vec::new(),
        };
        let mut zones = BTreeMap::new();
        for (draft, region) in drafts.into_iter().zip(settled.regions) {
            let (before, after) = (draft.region.area(), region.area());
            if before != after {
                report.areas.push((draft.id, before, after));
            }
            zones.insert(draft.id, Arc::new(Zone { area: after, region, ..draft }));
        }
        let plan = Self {
            title: title.into(),
            crs,
            approval: Arc::new(approval),
            boundary: settled.boundary.map(Arc::new),
            next_id,
            order: Arc::new(order),
            zones,
            unallocated: Arc::new(settled.unallocated),
            faults: Arc::new(settled.faults),
            layers: LayerSettings::default(),
            settings: Arc::default(),
            level: PlanLevel::Park,
            plots: BTreeMap::new(),
            source: None,
            index: OnceLock::new(),
        };
        (plan, report)
    }

    /// The plan as it begins, with its layers shown so; later they change by a command.
    pub fn with_layers(self, layers: LayerSettings) -> Self {
        Self { layers: layers.sound(), ..self }
    }

    /// Title of the plan.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// CRS whose plan grid everything lives on.
    pub const fn crs(&self) -> ProjectCrs {
        self.crs
    }

    /// The figure to reconcile to.
    pub fn approval(&self) -> &Approval {
        &self.approval
    }

    /// The park boundary, if one has been loaded.
    pub fn boundary(&self) -> Option<&Boundary> {
        self.boundary.as_deref()
    }

    /// The zones in the planner's order.
    pub fn zones(&self) -> impl ExactSizeIterator<Item = &Zone> + Clone {
        self.order.iter().map(|id| self.zones[id].as_ref())
    }

    /// A zone by id.
    pub fn zone(&self, id: ZoneId) -> Option<&Zone> {
        self.zones.get(&id).map(Arc::as_ref)
    }

    /// A zone by id, shared.
    pub fn zone_shared(&self, id: ZoneId) -> Option<Arc<Zone>> {
        self.zones.get(&id).cloned()
    }

    /// Ids in the planner's order.
    pub fn order(&self) -> &Arc<Vec<ZoneId>> {
        &self.order
    }

    /// Land inside the boundary that no zone claims.
    pub fn unallocated(&self) -> &Region {
        &self.unallocated
    }

    /// The connected unallocated land that holds `point`, border included.
    pub fn unallocated_at(&self, point: GridPoint) -> Option<Region> {
        let holds = |part: &Region| part.bounds().is_some_and(|b| b.contains(point)) && part.locate(point) != Location::Outside;
        (0..).map_while(|index| self.unallocated.part(index)).find(holds)
    }

    /// What an imported coverage has wrong.
    pub fn faults(&self) -> &CoverageFaults {
        &self.faults
    }

    /// How the layers of the map are shown.
    pub const fn layers(&self) -> &LayerSettings {
        &self.layers
    }

    /// The id the next new zone gets.
    pub const fn next_id(&self) -> u32 {
        self.next_id
    }

    /// The R-trees.
    pub fn index(&self) -> &PlanIndex {
        self.index.get_or_init(|| PlanIndex::build(self.faces().collect::<Vec<_>>()))
    }

    /// Land of a face; empty for a zone that does not exist.
    pub fn land(&self, face: Face) -> &Region {
        const NOTHING: &Region = &Region::empty();
        match face {
            Face::Unallocated => &self.unallocated,
            Face::Zone(id) => self.zone(id).map_or(NOTHING, |zone| &zone.region),
        }
    }

    /// All faces with land: zones by id, then unallocated land.
    pub fn faces(&self) -> impl Iterator<Item = (Face, &Region)> + Clone {
        let zones = self.zones.iter().map(|(id, zone)| (Face::Zone(*id), &zone.region));
        zones.chain(std::iter::once((Face::Unallocated, self.unallocated.as_ref())))
    }

    /// Zones that hold `point`, border included, in the planner's order.
    pub fn zones_at(&self, point: GridPoint) -> Vec<ZoneId> {
        let near = self.index().faces_near(GridBox { min: point, max: point });
        let holds = |id: &&ZoneId| {
            near.binary_search(&Face::Zone(**id)).is_ok() && self.zones[*id].region.locate(point) != Location::Outside
        };
        self.order.iter().filter(holds).copied().collect()
    }

    /// Zones wholly inside `window`.
    pub fn zones_within(&self, window: GridBox) -> Vec<ZoneId> {
        self.zones_near(window)
            .filter(|zone| zone.region.bounds().is_some_and(|bounds| window.contains_box(bounds)))
            .map(|zone| zone.id)
            .collect()
    }

    /// Zones that share a point with `window` (crossing selection).
    pub fn zones_crossing(&self, window: GridBox) -> Vec<ZoneId> {
        let meets = |zone: &Zone| {
            let has_vertex = zone.region.vertices().any(|v| window.contains(v));
            has_vertex || zone.region.locate(window.centre()) == Location::Inside || crosses_box(&zone.region, window)
        };
        self.zones_near(window).filter(|zone| meets(zone)).map(|zone| zone.id).collect()
    }

    fn zones_near(&self, around: GridBox) -> impl Iterator<Item = &Zone> {
        self.index().faces_near(around).into_iter().filter_map(|face| match face {
            Face::Zone(id) => self.zone(id),
            Face::Unallocated => None,
        })
    }

    /// Faces that share an edge with `zone`, with the shared length in metres, longest first.
    pub fn neighbours(&self, zone: ZoneId) -> Vec<(Face, f64)> {
        let Some(bounds) = self.zone(zone).and_then(|z| z.region.bounds()) else { return Vec::new() };
        let own = Face::Zone(zone);
        let edges = self.index().edges_near(bounds);
        let mut lengths: BTreeMap<Face, f64> = BTreeMap::new();
        let reverse: std::collections::BTreeSet<_> =
            edges.iter().filter(|e| e.face == own).map(|e| (e.edge.1, e.edge.0)).collect();
        for FaceEdge { edge, face } in edges.into_iter().filter(|e| e.face != own && reverse.contains(&e.edge)) {
            *lengths.entry(face).or_default() += edge.0.distance_m(edge.1);
        }
        let mut neighbours: Vec<_> = lengths.into_iter().collect();
        neighbours.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        neighbours
    }

    /// A box around boundary and zones; `None` for an empty plan.
    pub fn bounds(&self) -> Option<GridBox> {
        let boundary = self.boundary.iter().filter_map(|b| b.outline.legal().bounds());
        boundary.chain(self.zones.values().filter_map(|z| z.region.bounds())).reduce(GridBox::union)
    }

    /// Whether boundary, zones and unallocated land add up to the last integer, computed from scratch.
    pub fn adds_up(&self) -> bool {
        self.boundary.as_ref().is_some_and(|b| tiles_exactly(b.outline.noded(), self.faces().map(|(_, land)| land)))
    }

    /// Puts the "after" side of `diff` in place. The diff must have been made for this state of the plan.
    pub fn commit(&mut self, diff: &PlanDiff) {
        for (id, change) in &diff.zones {
            let nothing = Region::empty();
            let before = self.zones.get(id).cloned();
            let land = |zone: Option<&Arc<Zone>>| zone.map_or(nothing.clone(), |z| z.region.clone());
            let (old, new) = (land(before.as_ref()), land(change.after.as_ref()));
            if let Some(index) = self.index.get_mut().filter(|_| old != new) {
                index.replace(Face::Zone(*id), &old, &new);
            }
            match &change.after {
                Some(zone) => drop(self.zones.insert(*id, zone.clone())),
                None => drop(self.zones.remove(id)),
            }
        }
        if let Some(Changed { after, .. }) = &diff.unallocated {
            if let Some(index) = self.index.get_mut() {
                index.replace(Face::Unallocated, &self.unallocated, after);
            }
            self.unallocated = after.clone();
        }
        put(&mut self.order, diff.order.as_ref());
        put(&mut self.boundary, diff.boundary.as_ref());
        put(&mut self.faults, diff.faults.as_ref());
        put(&mut self.approval, diff.approval.as_ref());
        put(&mut self.title, diff.title.as_ref());
        put(&mut self.layers, diff.layers.as_ref());
        put(&mut self.settings, diff.settings.as_ref());
        put(&mut self.next_id, diff.next_id.as_ref());
        for (id, change) in &diff.plots {
            match &change.after {
                Some(plots) => drop(self.plots.insert(*id, plots.clone())),
                None => drop(self.plots.remove(id)),
            }
        }
    }

    /// The diff to a state with these zones, boundary and unallocated land; what does not change stays out of it.
    pub(crate) fn diff_to(&self, after: NextState) -> PlanDiff {
        let mut diff = PlanDiff::default();
        let mut order = self.order.as_ref().clone();
        for (id, zone) in after.zones {
            let before = self.zones.get(&id).cloned();
            if before == zone {
                continue;
            }
            match (&before, &zone) {
                (None, Some(_)) => order.push(id),
                (Some(_), None) => order.retain(|other| *other != id),
                _ => {}
            }
            diff.next_id = (id.0 >= self.next_id).then_some(Changed { before: self.next_id, after: id.0 + 1 }).or(diff.next_id);
            diff.zones.push((id, Changed { before, after: zone }));
        }
        diff.order = changed(&self.order, after.order.map_or_else(|| Arc::new(order), Arc::new));
        diff.unallocated = after.unallocated.and_then(|land| changed(&self.unallocated, Arc::new(land)));
        diff.boundary = after.boundary.and_then(|boundary| changed(&self.boundary, Some(Arc::new(boundary))));
        diff.faults = after.faults.and_then(|faults| changed(&self.faults, Arc::new(faults)));
        diff.approval = after.approval.and_then(|approval| changed(&self.approval, Arc::new(approval)));
        diff.layers = after.layers.and_then(|layers| changed(&self.layers, layers.sound()));
        diff.settings = after.settings.and_then(|settings| changed(&self.settings, Arc::new(settings)));
        diff.title = after.title.and_then(|title| changed(&self.title, Arc::from(title)));
        diff
    }
}

/// What a command wants the plan to become; `None` keeps a part as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct NextState {
    pub zones: BTreeMap<ZoneId, Option<Arc<Zone>>>,
    pub order: Option<Vec<ZoneId>>,
    pub unallocated: Option<Region>,
    pub boundary: Option<Boundary>,
    pub faults: Option<CoverageFaults>,
    pub approval: Option<Approval>,
    pub title: Option<String>,
    pub layers: Option<LayerSettings>,
    pub settings: Option<PlanSettings>,
}

fn put<T: Clone>(place: &mut T, change: Option<&Changed<T>>) {
    if let Some(change) = change {
        *place = change.after.clone();
    }
}

fn changed<T: Clone + PartialEq>(before: &T, after: T) -> Option<Changed<T>> {
    (*before != after).then(|| Changed { before: before.clone(), after })
}

/// Whether an edge of `region` crosses a side of `window`.
fn crosses_box(region: &Region, window: GridBox) -> bool {
    let GridBox { min, max } = window;
    let corners = [min, GridPoint::new(max.east, min.north), max, GridPoint::new(min.east, max.north)];
    let square = crate::geometry::overlay::region_from_rings([&corners.to_vec()], crate::geometry::overlay::Fill::NonZero);
    !intersection(region, &square).is_empty()
}
