//! How much of which parcels lies in which zone: land of a layer, grouped by what is said of it, across the faces of a plan.
//!
//! Rows are groups of features (the parcels of a commune, of an owner, of a land-use class), columns who holds the land in the plan. Both
//! add up to the areas of the features, exactly: where no border meets a feature its area is taken as it is; where one does, what rounding
//! crossings to the grid leaves is put to the largest piece.

mod feature;
mod overlaps;
mod rounding;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::index::Face;
use super::plan::Plan;
use super::transfer::Party;
use crate::geometry::locator::RegionLocator;
use crate::geometry::{ExactArea, GridPoint, Region};
use feature::FeatureAreas;

pub use overlaps::{OverlappingFeatures, overlapping_features};
pub use rounding::RoundedCrossTable;

/// Features that one thread takes at a time.
const FEATURES_AT_A_TIME: usize = 512;
/// Most threads: more gain nothing on the machines this runs on.
const MOST_THREADS: usize = 8;

/// What a ring is to its polygon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RingRole {
    /// The outer ring; it begins a polygon.
    Exterior,
    /// A hole of the polygon that the last outer ring began.
    Hole,
}

/// A layer of features with land, as flat as it is kept.
pub trait LandLayer: Sync {
    /// How many features there are.
    fn count(&self) -> usize;

    /// The rings of a feature, each vertex once; none for a feature without land. They need not be valid.
    fn rings(&self, feature: usize) -> impl Iterator<Item = (RingRole, &[GridPoint])> + Clone;
}

/// A row: features of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossRow {
    /// Which group.
    pub group: usize,
    /// Features with land.
    pub features: usize,
    /// Their areas by column; zero where there is none.
    pub cells: Vec<ExactArea>,
    /// Their areas in all: the sum of the cells.
    pub total: ExactArea,
}

/// What was noticed about the features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CrossCounts {
    /// Features with land.
    pub with_land: usize,
    /// Features without any: lines, points.
    pub without_land: usize,
    /// Features with land whose rings were not valid and were mended as on import.
    pub mended: usize,
    /// Features that a border of the plan meets.
    pub met: usize,
}

impl CrossCounts {
    fn add(&mut self, other: Self) {
        self.with_land += other.with_land;
        self.without_land += other.without_land;
        self.mended += other.mended;
        self.met += other.met;
    }
}

/// Areas of groups of features by who holds the land in a plan; exact grid areas in the CRS of the plan.
///
/// Every zone has a column, even without land. Columns of unallocated land, of land beyond the boundary and of what zones claim twice
/// (negative) are there only where they have land.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CrossTable {
    /// Who holds the land, in the planner's order.
    pub columns: Vec<Party>,
    /// The groups that have features with land, by their numbers.
    pub rows: Vec<CrossRow>,
    /// Sums of the columns.
    pub totals: Vec<ExactArea>,
    /// What was noticed.
    pub counts: CrossCounts,
}

impl CrossTable {
    /// The table of a layer on the plan's grid; `group_of` names the group of each feature. `None` if `goes_on`, told how many features are
    /// done, says no.
    ///
    /// The work is spread over the processors; the table does not depend on how many there are.
    pub fn of(plan: &Plan, layer: &impl LandLayer, group_of: &[u32], goes_on: &(impl Fn(usize) -> bool + Sync)) -> Option<Self> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        Self::with_threads(plan, layer, group_of, goes_on, threads)
    }

    fn with_threads(
        plan: &Plan,
        layer: &impl LandLayer,
        group_of: &[u32],
        goes_on: &(impl Fn(usize) -> bool + Sync),
        threads: usize,
    ) -> Option<Self> {
        let faces = Faces::of(plan);
        let (next, done, is_stopped) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
        let work = || {
            let mut sums = Sums::default();
            loop {
                let from = next.fetch_add(FEATURES_AT_A_TIME, Ordering::Relaxed);
                let to = (from + FEATURES_AT_A_TIME).min(layer.count());
                if from >= to || is_stopped.load(Ordering::Relaxed) {
                    return sums;
                }
                (from..to).for_each(|feature| sums.add_feature(&faces, layer, feature, group_of[feature]));
                if !goes_on(done.fetch_add(to - from, Ordering::Relaxed) + to - from) {
                    is_stopped.store(true, Ordering::Relaxed);
                }
            }
        };
        let threads = threads.min(layer.count().div_ceil(FEATURES_AT_A_TIME)).max(1);
        let sums = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut sums = work();
            for other in others {
                match other.join() {
                    Ok(other) => sums.join(other),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            sums
        });
        (!is_stopped.into_inner()).then(|| sums.into_table(plan))
    }

    /// The area of a column in a row.
    pub fn cell(&self, row: usize, column: usize) -> ExactArea {
        self.rows[row].cells[column]
    }

    /// The area of all features.
    pub fn total(&self) -> ExactArea {
        self.rows.iter().map(|row| row.total).sum()
    }
}

/// Whose land is where: all faces of a plan with what tells them apart.
struct Faces<'a> {
    parties: Vec<Party>,
    lands: Vec<&'a Region>,
    locator: RegionLocator,
    /// Whose land that is in no face.
    rest: Party,
}

impl<'a> Faces<'a> {
    fn of(plan: &'a Plan) -> Self {
        let zones = plan.zones().map(|zone| (Party::Zone(zone.id), &zone.region));
        let faces = zones.chain(std::iter::once((Party::from(Face::Unallocated), plan.unallocated())));
        let (parties, lands): (Vec<_>, Vec<_>) = faces.filter(|(_, land)| !land.is_empty()).unzip();
        let locator = RegionLocator::of(lands.iter().copied());
        let rest = if plan.boundary().is_some() { Party::Outside } else { Party::Unallocated };
        Self { parties, lands, locator, rest }
    }
}

/// Sums by group and party, as one thread gathers them.
#[derive(Default)]
struct Sums {
    cells: BTreeMap<(u32, Party), ExactArea>,
    features: BTreeMap<u32, usize>,
    counts: CrossCounts,
    areas: FeatureAreas,
}

impl Sums {
    fn add_feature(&mut self, faces: &Faces<'_>, layer: &impl LandLayer, feature: usize, group: u32) {
        self.areas.set(faces, layer.rings(feature));
        let FeatureAreas { parts, is_mended, is_met, has_land, .. } = &self.areas;
        if !*has_land {
            self.counts.without_land += 1;
            return;
        }
        self.counts.add(CrossCounts {
            with_land: 1,
            without_land: 0,
            mended: usize::from(*is_mended),
            met: usize::from(*is_met),
        });
        *self.features.entry(group).or_default() += 1;
        for (party, area) in parts.iter().filter(|(_, area)| !area.is_zero()) {
            *self.cells.entry((group, *party)).or_default() += *area;
        }
    }

    fn join(&mut self, other: Self) {
        other.cells.into_iter().for_each(|(key, area)| *self.cells.entry(key).or_default() += area);
        other.features.into_iter().for_each(|(group, features)| *self.features.entry(group).or_default() += features);
        self.counts.add(other.counts);
    }

    fn into_table(self, plan: &Plan) -> CrossTable {
        let zones = plan.zones().map(|zone| Party::Zone(zone.id));
        let has = |party: &Party| self.cells.iter().any(|((_, other), area)| other == party && !area.is_zero());
        let others = [Party::Unallocated, Party::Outside, Party::Overlap].into_iter().filter(has);
        let columns: Vec<Party> = zones.chain(others).collect();
        let places: BTreeMap<Party, usize> = columns.iter().enumerate().map(|(at, party)| (*party, at)).collect();
        let empty = |(group, features): (&u32, &usize)| CrossRow {
            group: *group as usize,
            features: *features,
            cells: vec![ExactArea::ZERO; columns.len()],
            total: ExactArea::ZERO,
        };
        let mut rows: Vec<CrossRow> = self.features.iter().map(empty).collect();
        let mut totals = vec![ExactArea::ZERO; columns.len()];
        for ((group, party), area) in &self.cells {
            let row = rows.binary_search_by_key(&(*group as usize), |row| row.group);
            if let (Ok(row), Some(column)) = (row, places.get(party)) {
                rows[row].cells[*column] = *area;
                rows[row].total += *area;
                totals[*column] += *area;
            }
        }
        CrossTable { columns, rows, totals, counts: self.counts }
    }
}

#[cfg(test)]
mod tests;
