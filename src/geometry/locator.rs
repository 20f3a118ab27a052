//! Which regions land lies in: told from a grid of their edges, without an overlay where none of their edges meets it.

use std::collections::BTreeMap;

use super::coverage::DirectedEdge;
use super::grid::{GridBox, GridPoint, Location, Region, locate_in_rings, orientation, ring_edges};
use super::segment::touch;

/// Most cells of the grid.
const MOST_CELLS: f64 = 4_000_000.0;
/// Smallest side of a cell, µm.
const SMALLEST_CELL_UM: i64 = 1_000_000;
/// An edge is in every cell it comes this near to, µm: more than places on it are rounded by.
const MARGIN_UM: i64 = 4;
/// A cell that holds edges, in the place of the set of regions around it.
const HOLDS_EDGES: u32 = u32::MAX;

/// An edge with the position of the region it bounds.
#[derive(Debug, Clone, Copy)]
struct Owned {
    edge: DirectedEdge,
    owner: u32,
}

/// The edges of regions in the cells of a grid, and for each cell without edges the regions it lies in.
///
/// Regions are named by their positions in the list it was made of; they may overlap each other.
#[derive(Debug, Clone)]
pub struct RegionLocator {
    edges: Vec<Owned>,
    cells: Cells,
    /// Where the edges of each cell begin in `entries`; one more than there are cells.
    starts: Vec<u32>,
    entries: Vec<u32>,
    /// For each cell its place in `sets`, or [`HOLDS_EDGES`].
    set_of: Vec<u32>,
    /// Sets of regions that are met; the first is empty.
    sets: Vec<Vec<u32>>,
}

/// How land lies to the regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Wholly inside each of these and apart from all others.
    Inside(&'a [u32]),
    /// Some region may have a part of it.
    Crossed(Crossed),
}

/// Land that edges of regions meet; positions in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Crossed {
    /// Regions that hold all of it.
    pub whole: Vec<u32>,
    /// Regions that may hold a part of it: an overlay tells.
    pub cut: Vec<u32>,
}

/// The columns and rows of the grid.
#[derive(Debug, Clone, Copy)]
struct Cells {
    origin: GridPoint,
    side_um: i64,
    columns: i64,
    rows: i64,
}

impl Cells {
    fn around(bounds: GridBox, edges: usize) -> Self {
        let [width, height] = [bounds.max.east - bounds.min.east, bounds.max.north - bounds.min.north];
        let wanted = (2.0 * edges as f64).clamp(1.0, MOST_CELLS);
        let side_um = ((width as f64 * height as f64 / wanted).sqrt() as i64)
            .max(((width.max(height)) as f64 / wanted) as i64)
            .max(SMALLEST_CELL_UM);
        // a free column and row on every side: what lies beyond is what lies in them
        let origin = GridPoint::new(bounds.min.east - side_um, bounds.min.north - side_um);
        Self { origin, side_um, columns: width / side_um + 3, rows: height / side_um + 3 }
    }

    const fn count(&self) -> usize {
        (self.columns * self.rows) as usize
    }

    const fn index(&self, column: i64, row: i64) -> usize {
        (row * self.columns + column) as usize
    }

    /// The column of an easting; that of the rim for what is beyond.
    fn column(&self, east: i64) -> i64 {
        (east - self.origin.east).div_euclid(self.side_um).clamp(0, self.columns - 1)
    }

    fn row(&self, north: i64) -> i64 {
        (north - self.origin.north).div_euclid(self.side_um).clamp(0, self.rows - 1)
    }

    const fn middle_north(&self, row: i64) -> i64 {
        self.origin.north + row * self.side_um + self.side_um / 2
    }

    /// Calls `take` with every cell that an edge comes near to.
    fn along(&self, (a, b): DirectedEdge, mut take: impl FnMut(usize)) {
        let (low, high) = if a.north <= b.north { (a, b) } else { (b, a) };
        for row in self.row(low.north - MARGIN_UM)..=self.row(high.north + MARGIN_UM) {
            let south = self.origin.north + row * self.side_um - MARGIN_UM;
            let at_south = easting_at(low, high, south);
            let at_north = easting_at(low, high, south + self.side_um + 2 * MARGIN_UM);
            let (west, east) = (at_south.min(at_north), at_south.max(at_north));
            for column in self.column(west - MARGIN_UM)..=self.column(east + MARGIN_UM) {
                take(self.index(column, row));
            }
        }
    }
}

/// Easting of an edge at a northing, to a micrometre; beyond its ends that of the end.
fn easting_at(low: GridPoint, high: GridPoint, north: i64) -> i64 {
    if north <= low.north || low.north == high.north {
        // a level edge is taken from end to end by its two sides
        return if north <= low.north { low.east } else { high.east };
    }
    if north >= high.north {
        return high.east;
    }
    let part = (north - low.north) as f64 / (high.north - low.north) as f64;
    low.east + ((high.east - low.east) as f64 * part).round() as i64
}

/// How often each region winds around a place, and what crossing an edge from west to east does to it.
#[derive(Debug, Default, Clone)]
struct Windings(Vec<(u32, i32)>);

impl Windings {
    fn of(set: &[u32]) -> Self {
        Self(set.iter().map(|owner| (*owner, 1)).collect())
    }

    /// Goes east across an edge; an edge going north has its region on the west.
    fn cross(&mut self, edge: Owned) {
        let by = if edge.edge.0.north < edge.edge.1.north { -1 } else { 1 };
        match self.0.iter_mut().find(|(owner, _)| *owner == edge.owner) {
            Some((_, count)) => *count += by,
            None => self.0.push((edge.owner, by)),
        }
    }

    fn set(&self) -> Vec<u32> {
        let mut set: Vec<u32> = self.0.iter().filter(|(_, count)| *count != 0).map(|(owner, _)| *owner).collect();
        set.sort_unstable();
        set
    }
}

const fn straddles((a, b): DirectedEdge, north: i64) -> bool {
    (a.north <= north) != (b.north <= north)
}

impl RegionLocator {
    /// A locator of `regions`.
    pub fn of<'a>(regions: impl IntoIterator<Item = &'a Region>) -> Self {
        let mut edges = Vec::new();
        for (owner, region) in regions.into_iter().enumerate() {
            edges.extend(region.edges().map(|edge| Owned { edge, owner: owner as u32 }));
        }
        let nowhere = GridBox { min: GridPoint::new(0, 0), max: GridPoint::new(0, 0) };
        let bounds = GridBox::around(edges.iter().map(|owned| owned.edge.0)).unwrap_or(nowhere);
        let cells = Cells::around(bounds, edges.len());
        let (starts, entries) = in_cells(&edges, cells);
        let mut locator = Self { edges, cells, starts, entries, set_of: Vec::new(), sets: vec![Vec::new()] };
        locator.fill_sets();
        locator
    }

    /// Finds the regions around each cell without edges, row by row from the west.
    fn fill_sets(&mut self) {
        let mut known: BTreeMap<Vec<u32>, u32> = BTreeMap::from([(Vec::new(), 0)]);
        let mut set_of = vec![HOLDS_EDGES; self.cells.count()];
        for row in 0..self.cells.rows {
            let north = self.cells.middle_north(row);
            let mut windings = Windings::default();
            let mut current = 0;
            let mut crossed: Vec<u32> = Vec::new();
            for column in 0..self.cells.columns {
                let cell = self.cells.index(column, row);
                let here = self.entries_of(cell);
                if !here.is_empty() {
                    crossed.extend(here.iter().filter(|at| straddles(self.edges[**at as usize].edge, north)));
                    continue;
                }
                if !crossed.is_empty() {
                    crossed.sort_unstable();
                    crossed.dedup();
                    crossed.drain(..).for_each(|at| windings.cross(self.edges[at as usize]));
                    let set = windings.set();
                    windings = Windings::of(&set);
                    current = match known.get(&set) {
                        Some(at) => *at,
                        None => {
                            let at = self.sets.len() as u32;
                            known.insert(set.clone(), at);
                            self.sets.push(set);
                            at
                        }
                    };
                }
                set_of[cell] = current;
            }
        }
        self.set_of = set_of;
    }

    fn entries_of(&self, cell: usize) -> &[u32] {
        &self.entries[self.starts[cell] as usize..self.starts[cell + 1] as usize]
    }

    /// The regions that hold `point`, in order. A region on whose border it lies may or may not be among them.
    pub fn regions_at(&self, point: GridPoint) -> Vec<u32> {
        let (column, row) = (self.cells.column(point.east), self.cells.row(point.north));
        let free = (0..=column).rev().find(|column| self.set_of[self.cells.index(*column, row)] != HOLDS_EDGES);
        let from = free.map_or(&[][..], |column| &self.sets[self.set_of[self.cells.index(column, row)] as usize]);
        let mut windings = Windings::of(from);
        let mut between: Vec<u32> = (free.map_or(0, |free| free + 1)..=column)
            .flat_map(|column| self.entries_of(self.cells.index(column, row)))
            .copied()
            .filter(|at| is_crossed_before(self.edges[*at as usize].edge, point))
            .collect();
        between.sort_unstable();
        between.dedup();
        between.into_iter().for_each(|at| windings.cross(self.edges[at as usize]));
        windings.set()
    }

    /// How land lies to the regions: a polygon by its rings, exterior first, each vertex once, in any direction.
    ///
    /// Exact. Land that an edge of a region touches from within or without counts as met by it.
    pub fn standing<'a, 'r, I>(&'a self, rings: &I) -> Standing<'a>
    where
        I: IntoIterator<Item = &'r [GridPoint]> + Clone,
    {
        let Some(bounds) = GridBox::around(rings.clone().into_iter().flatten().copied()) else { return Standing::Inside(&[]) };
        let [west, east] = [bounds.min.east, bounds.max.east].map(|east| self.cells.column(east));
        let [south, north] = [bounds.min.north, bounds.max.north].map(|north| self.cells.row(north));
        let all = || (south..=north).flat_map(move |row| (west..=east).map(move |column| self.cells.index(column, row)));
        if all().all(|cell| self.set_of[cell] != HOLDS_EDGES) {
            // nothing lies between two cells without edges that touch
            return Standing::Inside(&self.sets[self.set_of[self.cells.index(west, south)] as usize]);
        }
        let mut near: Vec<u32> = all().flat_map(|cell| self.entries_of(cell)).copied().collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|at| {
            let (a, b) = self.edges[*at as usize].edge;
            GridBox::from_corners(a, b).intersects(bounds)
        });
        Standing::Crossed(self.crossed(rings, &near))
    }

    /// The same for land near edges, which are listed region by region.
    fn crossed<'r>(&self, rings: &(impl IntoIterator<Item = &'r [GridPoint]> + Clone), near: &[u32]) -> Crossed {
        let mut crossed = Crossed::default();
        let Some(vertex) = rings.clone().into_iter().flatten().next().copied() else { return crossed };
        crossed.whole = self.regions_at(vertex);
        for group in near.chunk_by(|a, b| self.edges[*a as usize].owner == self.edges[*b as usize].owner) {
            let edges = || group.iter().map(|at| self.edges[*at as usize].edge);
            let is_met = edges().any(|edge| meets(edge, rings.clone()));
            // a ring of the region that no edge of the land meets may still lie inside it
            if is_met || edges().any(|(start, _)| locate_in_rings(rings.clone(), start) == Location::Inside) {
                crossed.cut.push(self.edges[group[0] as usize].owner);
            }
        }
        crossed.whole.retain(|owner| crossed.cut.binary_search(owner).is_err());
        crossed
    }
}

/// Whether a line from the west to `point` crosses an edge; exact.
fn is_crossed_before((a, b): DirectedEdge, point: GridPoint) -> bool {
    let (low, high) = if a.north <= b.north { (a, b) } else { (b, a) };
    straddles((a, b), point.north) && orientation(low, high, point) < 0
}

/// Whether an edge touches an edge of the rings.
fn meets<'r>(edge: DirectedEdge, rings: impl IntoIterator<Item = &'r [GridPoint]>) -> bool {
    rings.into_iter().any(|ring| ring_edges(ring).any(|other| touch(edge, other)))
}

/// The edges by cell, in order: where each cell begins, and the edges of all.
fn in_cells(edges: &[Owned], cells: Cells) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; cells.count() + 1];
    for owned in edges {
        cells.along(owned.edge, |cell| starts[cell + 1] += 1);
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut entries = vec![0; sum as usize];
    for (at, owned) in edges.iter().enumerate() {
        cells.along(owned.edge, |cell| {
            entries[next[cell] as usize] = at as u32;
            next[cell] += 1;
        });
    }
    (starts, entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::overlay::{Fill, difference, intersection, region_from_rings};
    use crate::geometry::{ExactArea, Ring};

    fn land(west: i64, south: i64, east: i64, north: i64) -> Region {
        let corner = |e, n| GridPoint::from_mm(e * 1000, n * 1000);
        let ring: Ring = vec![corner(west, south), corner(east, south), corner(east, north), corner(west, north)];
        region_from_rings(&[ring], Fill::NonZero)
    }

    fn standing(locator: &RegionLocator, land: &Region) -> (Vec<u32>, Vec<u32>) {
        match locator.standing(&land.rings().map(Vec::as_slice).collect::<Vec<_>>()) {
            Standing::Inside(whole) => (whole.to_vec(), Vec::new()),
            Standing::Crossed(Crossed { whole, cut }) => (whole, cut),
        }
    }

    #[test]
    fn land_inside_beside_around_and_across_is_told_apart() {
        let park = difference(&land(0, 0, 1000, 1000), &land(400, 400, 600, 600));
        let regions = [park, land(1000, 0, 1500, 1000), land(100, 100, 300, 300)];
        let locator = RegionLocator::of(&regions);
        assert_eq!(standing(&locator, &land(700, 700, 720, 720)), (vec![0], vec![]));
        assert_eq!(standing(&locator, &land(150, 150, 160, 160)), (vec![0, 2], vec![]));
        assert_eq!(standing(&locator, &land(450, 450, 460, 460)), (vec![], vec![]));
        assert_eq!(standing(&locator, &land(990, 500, 1010, 510)), (vec![], vec![0, 1]));
        assert_eq!(standing(&locator, &land(350, 350, 650, 650)), (vec![], vec![0]), "the hole lies inside");
        assert_eq!(standing(&locator, &land(50, 50, 350, 350)), (vec![0], vec![2]), "a region lies inside");
        assert_eq!(standing(&locator, &land(100, 310, 120, 320)), (vec![0], vec![]));
        assert_eq!(standing(&locator, &land(-900, -900, -800, 5000)), (vec![], vec![]));
        assert_eq!(standing(&locator, &land(-10, -10, 1510, 1010)), (vec![], vec![0, 1, 2]));
        assert_eq!(standing(&RegionLocator::of([]), &land(0, 0, 1, 1)), (vec![], vec![]));
    }

    /// A number from a seed, below `below`.
    fn random(seed: &mut u64, below: i64) -> i64 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((*seed >> 33) as i64) % below
    }

    #[test]
    fn random_land_stands_as_the_overlay_says() {
        let mut seed = 7;
        let mut polygon = |size: i64| {
            let (east, north) = (random(&mut seed, 1000), random(&mut seed, 1000));
            let corner = |seed: &mut u64| GridPoint::from_mm(1000 * east + random(seed, size), 1000 * north + random(seed, size));
            let ring: Ring = (0..5).map(|_| corner(&mut seed)).collect();
            region_from_rings(&[ring], Fill::NonZero)
        };
        let regions: Vec<Region> = (0..60).map(|_| polygon(400_000)).collect();
        let locator = RegionLocator::of(&regions);
        let mut told = [0; 3];
        for _ in 0..400 {
            let Some(land) = polygon(60_000).part(0) else { continue };
            let (whole, cut) = standing(&locator, &land);
            for (at, region) in regions.iter().enumerate() {
                let common = intersection(&land, region).area();
                if whole.contains(&(at as u32)) {
                    assert_eq!(common, land.area());
                    told[0] += 1;
                } else if !cut.contains(&(at as u32)) {
                    assert_eq!(common, ExactArea::ZERO);
                    told[1] += 1;
                } else {
                    told[2] += 1;
                }
            }
        }
        assert!(told.iter().all(|count| *count > 100), "{told:?}");
    }

    #[test]
    fn places_are_located_as_region_by_region() {
        let mut seed = 11;
        let squares: Vec<Region> = (0..80)
            .map(|_| {
                let (west, south) = (random(&mut seed, 900), random(&mut seed, 900));
                land(west, south, west + 1 + random(&mut seed, 200), south + 1 + random(&mut seed, 200))
            })
            .collect();
        let locator = RegionLocator::of(&squares);
        for _ in 0..2000 {
            let point = GridPoint::from_mm(random(&mut seed, 1_200_000) - 50_000, random(&mut seed, 1_200_000) - 50_000);
            let expected: Vec<u32> = (0..80).filter(|at| squares[*at as usize].locate(point) == Location::Inside).collect();
            let is_on_border = squares.iter().any(|square| square.locate(point) == Location::Border);
            assert!(is_on_border || locator.regions_at(point) == expected, "{point:?}");
        }
    }
}
