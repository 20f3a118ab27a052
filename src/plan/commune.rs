//! Communes: the administrative background, a reference map and not a legal boundary.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, PointDistance, RTree, RTreeObject};

use super::index::squared_distance;
use crate::geometry::coverage::{DirectedEdge, envelope};
use crate::geometry::grid::Location;
use crate::geometry::locator::RegionLocator;
use crate::geometry::noding::undirected;
use crate::geometry::segment::distance_to_segment_um;
use crate::geometry::{GridBox, GridPoint, Region};

/// A commune (xã) of one administrative division.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Commune {
    /// Code of the General Statistics Office.
    pub code: String,
    /// Vietnamese name with its level, e.g. "Xã Nhân Mỹ".
    pub name: String,
    /// First day of validity, `YYYY-MM-DD`; an open end is `None`.
    pub valid_from: Option<String>,
    /// Last day of validity.
    pub valid_to: Option<String>,
    /// Whether decision 1541/QĐ-TTg names it as host of the park.
    pub hosts_park: bool,
    /// Its land on the plan grid.
    pub region: Region,
}

/// Which administrative division a layer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Division {
    /// Communes from 1 January 2020 to 30 June 2025, the ones the decision names.
    Until2025,
    /// Communes since 1 July 2025.
    Since2025,
    /// Communes a planner loaded from a file.
    Loaded,
}

/// An edge of a commune border, from its smaller end.
#[derive(Debug, Clone, Copy)]
struct BorderEdge(DirectedEdge);

impl RTreeObject for BorderEdge {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(GridBox::from_corners(self.0.0, self.0.1))
    }
}

impl PointDistance for BorderEdge {
    fn distance_2(&self, point: &[f64; 2]) -> f64 {
        squared_distance(*point, self.0)
    }
}

/// The communes of one division, with R-trees over their boxes and borders.
#[derive(Debug, Clone)]
pub struct CommuneLayer {
    /// Which division.
    pub division: Division,
    /// The communes, in file order.
    pub communes: Vec<Commune>,
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    /// Built when it is first asked for, as is `locator`.
    borders: OnceLock<RTree<BorderEdge>>,
    locator: OnceLock<RegionLocator>,
}

impl CommuneLayer {
    /// A layer of `communes`.
    pub fn new(division: Division, communes: Vec<Commune>) -> Self {
        let boxes = communes.iter().enumerate().filter_map(|(index, commune)| {
            let rectangle = Rectangle::from_aabb(envelope(commune.region.bounds()?));
            Some(GeomWithData::new(rectangle, index))
        });
        let boxes = RTree::bulk_load(boxes.collect());
        Self { boxes, borders: OnceLock::new(), locator: OnceLock::new(), division, communes }
    }

    fn borders(&self) -> &RTree<BorderEdge> {
        self.borders.get_or_init(|| {
            let mut borders: Vec<_> = self.communes.iter().flat_map(|commune| commune.region.edges()).map(undirected).collect();
            borders.sort_unstable();
            borders.dedup();
            RTree::bulk_load(borders.into_iter().map(BorderEdge).collect())
        })
    }

    /// Tells in which communes land lies; they are named by their positions.
    pub fn locator(&self) -> &RegionLocator {
        self.locator.get_or_init(|| RegionLocator::of(self.communes.iter().map(|commune| &commune.region)))
    }

    /// Edges of commune borders by their distance from `point` in µm, nearest first; each comes once, from its smaller end.
    pub fn borders_by_distance(&self, point: GridPoint) -> impl Iterator<Item = (DirectedEdge, f64)> + '_ {
        let nearest = self.borders().nearest_neighbor_iter([point.east as f64, point.north as f64]);
        nearest.map(move |edge| (edge.0, distance_to_segment_um(point, edge.0)))
    }

    /// Positions of the communes whose box meets `around`, in order.
    pub fn near(&self, around: GridBox) -> Vec<usize> {
        let mut near: Vec<_> = self.boxes.locate_in_envelope_intersecting(envelope(around)).map(|b| b.data).collect();
        near.sort_unstable();
        near
    }

    /// The commune that holds `point`.
    pub fn at(&self, point: GridPoint) -> Option<&Commune> {
        let near = self.near(GridBox { min: point, max: point });
        near.into_iter().map(|index| &self.communes[index]).find(|c| c.region.locate(point) != Location::Outside)
    }
}
