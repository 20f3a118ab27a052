//! "Where does this number come from?": a figure of the window with the land it measures, how it was computed and rounded, and
//! the same area by other means and by other definitions.

mod vertices;
mod wording;

use super::session::Session;
use crate::geometry::crs::{CrsError, ProjectCrs};
use crate::geometry::overlay::intersection;
use crate::geometry::recomputation::{area_by_trapezoids_m2, area_by_triangles};
use crate::geometry::{ExactArea, Region};
use crate::plan::ledger::{rounded_hectares, rounded_percentages};
use crate::plan::{CommuneLayer, Ledger, Plan, ZoneId};

pub use vertices::{VertexRow, vertices_table};
pub use wording::{Line, figure_name};

/// EPSG code of VN-2000 / UTM zone 48N, in which older plans of the north are drawn.
const UTM_48N: u32 = 3405;
/// Decimals of hectares and percentages on screen.
const DECIMALS: u32 = 2;
/// Two computations that differ by no more than this agree: a thousandth of a square metre.
pub const AGREEMENT_M2: f64 = 1e-3;

/// A figure that can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// The approved area.
    Approved,
    /// The area inside the legal boundary.
    Boundary,
    /// The sum of all zones.
    Drawn,
    /// Approved less drawn.
    Residual,
    /// Land of no zone.
    Unallocated,
    /// Land of several zones.
    Overlap,
    /// Land of zones beyond the boundary.
    Outside,
    /// The area of a zone.
    Zone(ZoneId),
    /// The share of a zone in the approved area.
    Share(ZoneId),
    /// Land of zones in a commune until 2025, by its place in the layer.
    Commune(usize),
}

/// Land that a figure counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Whose it is; empty where it is nobody's or the park's.
    pub zones: Vec<ZoneId>,
    /// The land.
    pub land: Region,
    /// Its exact area.
    pub area: ExactArea,
}

/// How a figure was rounded for the column it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rounding {
    /// Rounded by itself, in hundredths.
    pub own: i128,
    /// As shown, so that the column adds up, in hundredths.
    pub shown: i128,
}

/// An area by one definition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DefinedArea {
    /// Which.
    pub definition: Definition,
    /// In m².
    pub m2: f64,
}

/// What "area" can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Definition {
    /// On the grid of the project.
    Grid(ProjectCrs),
    /// On the UTM grid.
    Utm,
    /// On the ellipsoid.
    Geodesic,
    /// As the decision or the planner states it.
    Stated,
}

/// Everything there is to say about a figure, computed once from the plan as shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The figure.
    pub figure: Figure,
    /// What it is without rounding; for a share the area it is the share of.
    pub exact: ExactArea,
    /// The approved area.
    pub approved: ExactArea,
    /// The land it counts.
    pub pieces: Vec<Piece>,
    /// How it was rounded.
    pub rounding: Rounding,
    /// Whether the land is taken off the approved area.
    pub is_residual: bool,
    /// How many triangles the land was cut into, and their sum in m².
    pub triangles: (usize, f64),
    /// The sum of trapezoids in m².
    pub trapezoids_m2: f64,
    /// The geodesic area by another method, in m²; `None` where the land cannot be carried to the ellipsoid.
    pub geodesic_again_m2: Option<f64>,
    /// The area of the figure by each definition, the first being its own.
    pub definitions: Vec<DefinedArea>,
}

impl Explanation {
    /// Explains a figure of the plan as shown; `None` if there is no such figure any more.
    pub fn of(session: &Session, figure: Figure) -> Option<Self> {
        let (plan, ledger) = (session.plan(), session.ledger());
        let pieces = pieces(plan, &session.communes().until2025, figure)?;
        let land: ExactArea = pieces.iter().map(|piece| piece.area).sum();
        let is_residual = figure == Figure::Residual;
        let exact = match figure {
            Figure::Approved => ledger.approved,
            Figure::Residual => ledger.approved - land,
            _ => land,
        };
        let signed = |of_land: f64| if is_residual { ledger.approved.m2() - of_land } else { of_land };
        let cut = pieces.iter().map(|piece| area_by_triangles(&piece.land));
        let (count, triangles) = cut.fold((0, ExactArea::ZERO), |(count, area), cut| (count + cut.count, area + cut.area));
        let trapezoids: f64 = pieces.iter().map(|piece| area_by_trapezoids_m2(&piece.land)).sum();
        let sum = |area: &dyn Fn(&Region) -> Result<f64, CrsError>| -> Option<f64> {
            let total: Result<f64, CrsError> = pieces.iter().map(|piece| area(&piece.land)).sum();
            total.ok().map(signed)
        };
        let crs = plan.crs();
        let geodesic_again_m2 = sum(&|land| crs.equal_area_m2(land));
        let definitions = definitions(plan, ledger, figure, exact, &sum);
        Some(Self {
            figure,
            exact,
            approved: ledger.approved,
            rounding: rounding(plan, ledger, figure, exact),
            is_residual,
            triangles: (count, signed(triangles.m2())),
            trapezoids_m2: signed(trapezoids),
            geodesic_again_m2,
            definitions,
            pieces,
        })
    }

    /// Whether the figure measures land; the approved area does not.
    pub fn measures_land(&self) -> bool {
        self.figure != Figure::Approved && !self.pieces.is_empty()
    }

    /// Whether all computations find the same area, to [`AGREEMENT_M2`].
    pub fn agrees(&self) -> bool {
        let near = |m2: f64| (m2 - self.exact.m2()).abs() <= AGREEMENT_M2;
        near(self.triangles.1) && near(self.trapezoids_m2)
    }

    /// The geodesic area, if it could be computed.
    pub fn geodesic_m2(&self) -> Option<f64> {
        self.definitions.iter().find(|area| area.definition == Definition::Geodesic).map(|area| area.m2)
    }
}

/// The land that a figure counts; `None` if there is no such figure.
fn pieces(plan: &Plan, communes: &CommuneLayer, figure: Figure) -> Option<Vec<Piece>> {
    let piece = |zones: Vec<ZoneId>, land: Region| Piece { zones, area: land.area(), land };
    let nobodys = |land: &Region| vec![piece(Vec::new(), land.clone())];
    Some(match figure {
        Figure::Approved => Vec::new(),
        Figure::Boundary => nobodys(plan.boundary()?.outline.legal()),
        Figure::Drawn | Figure::Residual => plan.zones().map(|zone| piece(vec![zone.id], zone.region.clone())).collect(),
        Figure::Unallocated => nobodys(plan.unallocated()),
        Figure::Overlap => plan.faults().overlaps.iter().map(|o| piece(vec![o.a, o.b], o.land.clone())).collect(),
        Figure::Outside => plan.faults().outside.iter().map(|(zone, land)| piece(vec![*zone], land.clone())).collect(),
        Figure::Zone(id) | Figure::Share(id) => vec![piece(vec![id], plan.zone(id)?.region.clone())],
        Figure::Commune(index) => {
            let commune = &communes.communes.get(index)?.region;
            let of_zones = plan.zones().map(|zone| piece(vec![zone.id], intersection(&zone.region, commune)));
            let of_park = plan.boundary().filter(|_| plan.zones().len() == 0);
            let of_park = of_park.map(|boundary| piece(Vec::new(), intersection(boundary.outline.legal(), commune)));
            of_zones.chain(of_park).filter(|piece| !piece.area.is_zero()).collect()
        }
    })
}

fn rounding(plan: &Plan, ledger: &Ledger, figure: Figure, exact: ExactArea) -> Rounding {
    let zones = || plan.zones().map(|zone| zone.area).collect::<Vec<_>>();
    let place = |id| plan.zones().position(|zone| zone.id == id);
    let shown = |column: Vec<i128>, id| place(id).and_then(|at| column.get(at).copied());
    let own = exact.rounded_ha(DECIMALS);
    match figure {
        Figure::Zone(id) => Rounding { own, shown: shown(rounded_hectares(&zones(), DECIMALS), id).unwrap_or(own) },
        Figure::Share(id) => {
            let own = rounded_percentages(&[exact], ledger.approved, DECIMALS)[0];
            let column = rounded_percentages(&zones(), ledger.approved, DECIMALS);
            Rounding { own, shown: shown(column, id).unwrap_or(own) }
        }
        Figure::Commune(index) => Rounding { own, shown: commune_total(plan, ledger, index) },
        _ => Rounding { own, shown: own },
    }
}

/// The total of a commune as its row shows it: the sum of cells each of which is rounded within its column.
fn commune_total(plan: &Plan, ledger: &Ledger, index: usize) -> i128 {
    let cell = |areas: &std::collections::BTreeMap<usize, ExactArea>| {
        let at = areas.keys().position(|commune| *commune == index)?;
        rounded_hectares(&areas.values().copied().collect::<Vec<_>>(), DECIMALS).get(at).copied()
    };
    if plan.zones().len() == 0 {
        return cell(&ledger.boundary_communes).unwrap_or_default();
    }
    ledger.communes.values().filter_map(cell).sum()
}

/// Adds up an area over all pieces of a figure; `None` where one has none.
type Sum<'a> = dyn Fn(&dyn Fn(&Region) -> Result<f64, CrsError>) -> Option<f64> + 'a;

/// The figure by each definition of area.
fn definitions(plan: &Plan, ledger: &Ledger, figure: Figure, exact: ExactArea, sum: &Sum<'_>) -> Vec<DefinedArea> {
    let crs = plan.crs();
    let utm = || {
        let utm = ProjectCrs::from_epsg(UTM_48N).ok()?;
        sum(&|land| crs.area_on_grid(utm, land).map(ExactArea::m2))
    };
    let stated = match figure {
        Figure::Approved | Figure::Boundary | Figure::Drawn => Some(ledger.approved),
        Figure::Zone(id) | Figure::Share(id) => plan.zone(id).and_then(|zone| zone.attributes.target),
        _ => None,
    };
    let measured = figure != Figure::Approved;
    let areas = [
        (Definition::Grid(crs), measured.then(|| exact.m2())),
        (Definition::Utm, measured.then(utm).flatten()),
        (Definition::Geodesic, measured.then(|| sum(&|land| crs.geodesic_area_m2(land))).flatten()),
        (Definition::Stated, stated.map(ExactArea::m2)),
    ];
    areas.into_iter().filter_map(|(definition, m2)| Some(DefinedArea { definition, m2: m2? })).collect()
}

#[cfg(test)]
mod tests;
