//! The plan grid: integer micrometres of the project CRS, and the shapes that live on it.

use serde::{Deserialize, Serialize};

use super::area::{ExactArea, signed_ring_area};

/// Micrometres in a metre: grid units per metre of the project CRS.
pub const UM_PER_M: i64 = 1_000_000;
/// Micrometres in a millimetre, the step in which people enter and read coordinates.
pub const UM_PER_MM: i64 = 1_000;
/// Largest coordinate magnitude accepted on the grid, in metres (a TM projection stays far below).
pub const MAX_COORDINATE_M: f64 = 1.0e7;

/// A position on the plan grid: easting and northing in whole micrometres of the project CRS.
///
/// On screen the northing is "X (Bắc)" and the easting "Y (Đông)", as Vietnamese survey practice has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GridPoint {
    /// Easting, µm.
    pub east: i64,
    /// Northing, µm.
    pub north: i64,
}

impl GridPoint {
    /// The point at `east`/`north` micrometres.
    pub const fn new(east: i64, north: i64) -> Self {
        Self { east, north }
    }

    /// The grid point nearest to easting/northing in metres; `None` if a value is not finite or beyond [`MAX_COORDINATE_M`].
    pub fn from_m(east_m: f64, north_m: f64) -> Option<Self> {
        let um = |value_m: f64| {
            (value_m.is_finite() && value_m.abs() <= MAX_COORDINATE_M).then(|| (value_m * UM_PER_M as f64).round() as i64)
        };
        Some(Self { east: um(east_m)?, north: um(north_m)? })
    }

    /// The point at whole millimetres of easting/northing.
    pub const fn from_mm(east_mm: i64, north_mm: i64) -> Self {
        Self { east: east_mm * UM_PER_MM, north: north_mm * UM_PER_MM }
    }

    /// `[easting, northing]` in metres; every micrometre below [`MAX_COORDINATE_M`] has its own `f64`.
    pub fn to_m(self) -> [f64; 2] {
        [self.east as f64 / UM_PER_M as f64, self.north as f64 / UM_PER_M as f64]
    }

    /// The nearest point on whole millimetres, the step of everything a person enters.
    pub fn rounded_to_mm(self) -> Self {
        let round = |um: i64| (um + UM_PER_MM / 2).div_euclid(UM_PER_MM) * UM_PER_MM;
        Self { east: round(self.east), north: round(self.north) }
    }

    /// Whether both coordinates are whole millimetres.
    pub const fn is_on_mm(self) -> bool {
        self.east % UM_PER_MM == 0 && self.north % UM_PER_MM == 0
    }

    /// East and north from here to `other`, µm, wide enough for exact products.
    pub const fn delta(self, other: Self) -> (i128, i128) {
        // `From` is not const; both differences are far below 2^63
        ((other.east - self.east) as i128, (other.north - self.north) as i128)
    }

    /// The grid point in the middle between here and `other`, rounded down to it.
    pub const fn midpoint(self, other: Self) -> Self {
        Self { east: self.east.midpoint(other.east), north: self.north.midpoint(other.north) }
    }

    /// Squared distance to `other` in µm², exact.
    pub fn distance_squared(self, other: Self) -> i128 {
        let (de, dn) = self.delta(other);
        de * de + dn * dn
    }

    /// Distance to `other` in metres.
    pub fn distance_m(self, other: Self) -> f64 {
        let de = (other.east - self.east) as f64;
        let dn = (other.north - self.north) as f64;
        de.hypot(dn) / UM_PER_M as f64
    }
}

/// A closed ring: each vertex once, the closing edge implied.
pub type Ring = Vec<GridPoint>;

/// The directed edges of a closed ring, in ring order.
pub fn ring_edges(ring: &[GridPoint]) -> impl Iterator<Item = (GridPoint, GridPoint)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// An axis-parallel box on the grid, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridBox {
    /// South-west corner.
    pub min: GridPoint,
    /// North-east corner.
    pub max: GridPoint,
}

impl GridBox {
    /// The smallest box around `points`; `None` if there is none.
    pub fn around(points: impl IntoIterator<Item = GridPoint>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        Some(points.fold(Self { min: first, max: first }, |b, p| Self {
            min: GridPoint::new(b.min.east.min(p.east), b.min.north.min(p.north)),
            max: GridPoint::new(b.max.east.max(p.east), b.max.north.max(p.north)),
        }))
    }

    /// The box spanned by two opposite corners, in any order.
    pub fn from_corners(a: GridPoint, b: GridPoint) -> Self {
        Self {
            min: GridPoint::new(a.east.min(b.east), a.north.min(b.north)),
            max: GridPoint::new(a.east.max(b.east), a.north.max(b.north)),
        }
    }

    /// The box grown by `margin_um` on every side.
    pub const fn grown(self, margin_um: i64) -> Self {
        Self {
            min: GridPoint::new(self.min.east - margin_um, self.min.north - margin_um),
            max: GridPoint::new(self.max.east + margin_um, self.max.north + margin_um),
        }
    }

    /// The smallest box that holds both.
    pub fn union(self, other: Self) -> Self {
        Self {
            min: GridPoint::new(self.min.east.min(other.min.east), self.min.north.min(other.min.north)),
            max: GridPoint::new(self.max.east.max(other.max.east), self.max.north.max(other.max.north)),
        }
    }

    /// Whether the two boxes share a point.
    pub const fn intersects(self, other: Self) -> bool {
        self.min.east <= other.max.east
            && other.min.east <= self.max.east
            && self.min.north <= other.max.north
            && other.min.north <= self.max.north
    }

    /// Whether `point` lies in the box.
    pub const fn contains(self, point: GridPoint) -> bool {
        self.min.east <= point.east
            && point.east <= self.max.east
            && self.min.north <= point.north
            && point.north <= self.max.north
    }

    /// Whether `other` lies wholly in the box.
    pub const fn contains_box(self, other: Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// The middle of the box.
    pub const fn centre(self) -> GridPoint {
        GridPoint::new((self.min.east + self.max.east) / 2, (self.min.north + self.max.north) / 2)
    }

    /// Width (east) and height (north) in metres.
    pub fn size_m(self) -> [f64; 2] {
        let [w, s] = self.min.to_m();
        let [e, n] = self.max.to_m();
        [e - w, n - s]
    }
}

/// One polygon of a [`Region`]: a counter-clockwise exterior and clockwise holes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Polygon {
    /// Exterior ring, counter-clockwise.
    pub exterior: Ring,
    /// Holes, clockwise.
    pub holes: Vec<Ring>,
}

impl Polygon {
    /// Exterior first, then the holes.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> {
        std::iter::once(&self.exterior).chain(&self.holes)
    }

    /// Exact area.
    pub fn area(&self) -> ExactArea {
        self.rings().map(|ring| signed_ring_area(ring)).sum()
    }
}

/// A valid multipolygon on the grid, in canonical form: equal regions with equal vertices compare equal.
///
/// Valid as in OGC Simple Features: rings are simple, holes lie in their exterior, interiors of polygons are disjoint.
/// The only ways to make one are [`overlay`](super::overlay), [`Region::empty`] and rings that are [proven](super::validity) simple, which
/// is what makes it always valid.
/// Canonical: every ring starts at its smallest vertex, holes and polygons are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Region {
    polygons: Vec<Polygon>,
}

impl Region {
    /// The region without any area.
    pub const fn empty() -> Self {
        Self { polygons: Vec::new() }
    }

    /// Puts polygons that are already valid into canonical order.
    pub(super) fn from_valid(mut polygons: Vec<Polygon>) -> Self {
        let start_at_smallest = |ring: &mut Ring| {
            if let Some((at, _)) = ring.iter().enumerate().min_by_key(|(_, p)| **p) {
                ring.rotate_left(at);
            }
        };
        for polygon in &mut polygons {
            start_at_smallest(&mut polygon.exterior);
            polygon.holes.iter_mut().for_each(start_at_smallest);
            polygon.holes.sort_unstable();
        }
        polygons.sort_unstable_by(|a, b| a.exterior.cmp(&b.exterior).then_with(|| a.holes.cmp(&b.holes)));
        Self { polygons }
    }

    /// The polygons, in canonical order.
    pub fn polygons(&self) -> &[Polygon] {
        &self.polygons
    }

    /// All rings of all polygons: counter-clockwise exteriors, clockwise holes.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> {
        self.polygons.iter().flat_map(Polygon::rings)
    }

    /// All directed edges; the region lies on their left.
    pub fn edges(&self) -> impl Iterator<Item = (GridPoint, GridPoint)> + '_ {
        self.rings().flat_map(|ring| ring_edges(ring))
    }

    /// All vertices, ring by ring; a vertex where rings touch comes once per ring.
    pub fn vertices(&self) -> impl Iterator<Item = GridPoint> + '_ {
        self.rings().flatten().copied()
    }

    /// Number of vertices over all rings.
    pub fn vertex_count(&self) -> usize {
        self.rings().map(Vec::len).sum()
    }

    /// Whether the region has no area.
    pub fn is_empty(&self) -> bool {
        self.polygons.is_empty()
    }

    /// Exact grid area.
    pub fn area(&self) -> ExactArea {
        self.polygons.iter().map(Polygon::area).sum()
    }

    /// Length of all rings in metres.
    pub fn perimeter_m(&self) -> f64 {
        self.edges().map(|(a, b)| a.distance_m(b)).sum()
    }

    /// The smallest box around the region; `None` if it is empty.
    pub fn bounds(&self) -> Option<GridBox> {
        GridBox::around(self.polygons.iter().flat_map(|p| p.exterior.iter().copied()))
    }

    /// Where `point` lies relative to the region; exact.
    pub fn locate(&self, point: GridPoint) -> Location {
        locate_in_rings(self.rings().map(Vec::as_slice), point)
    }

    /// One of the [`polygons`](Self::polygons) as a region of its own; `None` beyond the last.
    pub fn part(&self, index: usize) -> Option<Self> {
        Some(Self { polygons: vec![self.polygons.get(index)?.clone()] })
    }

    /// Each polygon as a region of its own, largest first.
    pub fn parts(&self) -> Vec<Self> {
        let mut parts: Vec<_> = self.polygons.iter().map(|p| (p.area(), Self { polygons: vec![p.clone()] })).collect();
        parts.sort_by_key(|(area, _)| std::cmp::Reverse(*area));
        parts.into_iter().map(|(_, part)| part).collect()
    }
}

/// Where a point lies relative to a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the interior.
    Inside,
    /// On a ring.
    Border,
    /// Neither inside nor on a ring.
    Outside,
}

/// Where `point` lies relative to rings whose windings add up, such as those of a region; exact.
pub fn locate_in_rings<'a>(rings: impl IntoIterator<Item = &'a [GridPoint]>, point: GridPoint) -> Location {
    let mut winding = 0;
    for ring in rings {
        let Some(mut a) = ring.last().copied() else { continue };
        for &b in ring {
            // an edge wholly above, below or west of the point neither holds it nor counts
            let (south, north) = if a.north < b.north { (a.north, b.north) } else { (b.north, a.north) };
            if south <= point.north && point.north <= north && (a.east >= point.east || b.east >= point.east) {
                let side = orientation(a, b, point);
                if side == 0 && GridBox::from_corners(a, b).contains(point) {
                    return Location::Border;
                }
                if a.north <= point.north && b.north > point.north && side > 0 {
                    winding += 1;
                } else if a.north > point.north && b.north <= point.north && side < 0 {
                    winding -= 1;
                }
            }
            a = b;
        }
    }
    if winding == 0 { Location::Outside } else { Location::Inside }
}

/// Sign of the turn a → b → c: 1 left, -1 right, 0 collinear; exact.
pub fn orientation(a: GridPoint, b: GridPoint, c: GridPoint) -> i32 {
    let ((ux, uy), (vx, vy)) = (a.delta(b), a.delta(c));
    (ux * vy - uy * vx).signum() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metres_and_micrometres_are_one_to_one() {
        for (east, north) in [(609_275_859_901, 2_275_703_014_599), (1, -1), (9_999_999_999_999, 9_999_999_999_998)] {
            let point = GridPoint::new(east, north);
            let [e, n] = point.to_m();
            assert_eq!(GridPoint::from_m(e, n), Some(point));
        }
        assert_eq!(GridPoint::from_m(f64::NAN, 0.0), None);
        assert_eq!(GridPoint::from_m(0.0, 1e300), None);
    }

    #[test]
    fn millimetres_round_half_up_on_both_sides_of_zero() {
        assert_eq!(GridPoint::new(1_500, -1_500).rounded_to_mm(), GridPoint::new(2_000, -1_000));
        assert!(GridPoint::from_mm(7, -3).is_on_mm());
    }

    #[test]
    fn location_is_exact_on_the_border() {
        let square = Region::from_valid(vec![Polygon {
            exterior: vec![GridPoint::new(0, 0), GridPoint::new(10, 0), GridPoint::new(10, 10), GridPoint::new(0, 10)],
            holes: vec![vec![GridPoint::new(4, 4), GridPoint::new(4, 6), GridPoint::new(6, 6), GridPoint::new(6, 4)]],
        }]);
        assert_eq!(square.locate(GridPoint::new(0, 5)), Location::Border);
        assert_eq!(square.locate(GridPoint::new(1, 5)), Location::Inside);
        assert_eq!(square.locate(GridPoint::new(5, 5)), Location::Outside);
        assert_eq!(square.locate(GridPoint::new(11, 10)), Location::Outside);
        assert_eq!(square.area(), ExactArea::from_twice_um2(2 * 96));
    }
}
