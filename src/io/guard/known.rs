//! What is known of the place: the corners that files should hit.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::super::embedded;
use super::super::import_error::ImportError;
use crate::geometry::{GridBox, GridPoint, ProjectCrs, Region};
use crate::plan::{Boundary, CommuneLayer, Division, Plan};

/// Corners of communes, boundary and zones on one plan grid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownPlaces {
    crs: ProjectCrs,
    /// Each corner once, from west to east.
    corners: Vec<GridPoint>,
    place: Option<GridBox>,
}

impl KnownPlaces {
    /// Nothing, on the grid `crs`.
    pub fn new(crs: ProjectCrs) -> Self {
        Self { crs, ..Self::default() }
    }

    /// What the program itself knows: the communes of both divisions and the demonstration boundary. Read once per grid.
    pub fn embedded(crs: ProjectCrs) -> Result<Arc<Self>, ImportError> {
        static READ: Mutex<BTreeMap<ProjectCrs, Arc<KnownPlaces>>> = Mutex::new(BTreeMap::new());
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(&crs) {
            return Ok(known.clone());
        }
        let communes = [Division::Until2025, Division::Since2025].map(|division| embedded::communes(division, crs));
        let [until, since] = communes;
        let boundary = embedded::demonstration_boundary(crs)?.boundary;
        let known = Arc::new(Self::new(crs).with_communes(&until?).with_communes(&since?).with_boundary(&boundary));
        read.insert(crs, known.clone());
        Ok(known)
    }

    /// With the corners of communes, which lie on the same grid.
    #[must_use]
    pub fn with_communes(self, communes: &CommuneLayer) -> Self {
        self.with_regions(communes.communes.iter().map(|commune| &commune.region))
    }

    /// With the corners of a boundary, which lies on the same grid.
    #[must_use]
    pub fn with_boundary(self, boundary: &Boundary) -> Self {
        self.with_regions([boundary.outline.legal()])
    }

    /// With the corners of a plan's boundary and zones; of a plan on another grid nothing.
    #[must_use]
    pub fn with_plan(self, plan: &Plan) -> Self {
        if plan.crs() != self.crs {
            return self;
        }
        let boundary = plan.boundary().map(|boundary| boundary.outline.legal());
        self.with_regions(boundary.into_iter().chain(plan.zones().map(|zone| &zone.region)))
    }

    fn with_regions<'a>(mut self, regions: impl IntoIterator<Item = &'a Region>) -> Self {
        for region in regions {
            self.corners.extend(region.vertices());
            self.place = self.place.into_iter().chain(region.bounds()).reduce(GridBox::union);
        }
        self.corners.sort_unstable();
        self.corners.dedup();
        self
    }

    /// The grid everything lies on.
    pub const fn crs(&self) -> ProjectCrs {
        self.crs
    }

    /// Whether nothing is known.
    pub const fn is_empty(&self) -> bool {
        self.place.is_none()
    }

    /// A box around everything known.
    pub(super) const fn place(&self) -> Option<GridBox> {
        self.place
    }

    /// The corner nearest to `point` among those within `tolerance_um`, by its place in the list.
    pub(super) fn corner_at(&self, point: GridPoint, tolerance_um: i64) -> Option<usize> {
        let first = self.corners.partition_point(|corner| corner.east < point.east.saturating_sub(tolerance_um));
        let near = self.corners[first..].iter().take_while(|corner| corner.east <= point.east.saturating_add(tolerance_um));
        let most = i128::from(tolerance_um) * i128::from(tolerance_um);
        near.enumerate()
            .map(|(at, corner)| (point.distance_squared(*corner), first + at))
            .filter(|(squared, _)| *squared <= most)
            .min()
            .map(|(_, at)| at)
    }
}
