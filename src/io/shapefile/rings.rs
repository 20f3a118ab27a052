//! Which rings of a Shapefile polygon are exteriors, and whose holes the others are: by the way they run and by what lies inside what.

/// Edges looked at to find what lies inside what; a shape that needs more is no map.
const MOST_WORK: usize = 500_000_000;

type Ring = Vec<[f64; 2]>;

/// Polygons of a record's rings, each with its exterior first, and whether the way the rings run said nothing.
///
/// Clockwise rings are exteriors, the others holes of the smallest exterior around them. Where all run the same way, which programs that do
/// not know the rule write, a ring inside an odd number of others is a hole. A hole inside no exterior is land.
pub(super) fn polygons_from_rings(rings: Vec<Ring>) -> Result<(Vec<Vec<Ring>>, bool), &'static str> {
    let rings: Vec<Placed> = rings.into_iter().filter(|ring| !ring.is_empty()).map(Placed::new).collect();
    if rings.len() < 2 {
        return Ok((rings.into_iter().map(|placed| vec![placed.ring]).collect(), false));
    }
    let clockwise = rings.iter().filter(|placed| placed.area <= 0.0).count();
    let by_nesting = clockwise == 0 || clockwise == rings.len();
    let mut work = 0;
    let mut around: Vec<Vec<usize>> = Vec::with_capacity(rings.len());
    for (inner, placed) in rings.iter().enumerate() {
        let mut found = Vec::new();
        if by_nesting || placed.area > 0.0 {
            for (outer, candidate) in rings.iter().enumerate() {
                work += 1;
                if outer != inner && (by_nesting || candidate.area <= 0.0) && candidate.has_in_box(placed) {
                    work += placed.ring.len().min(2) * candidate.ring.len();
                    if candidate.encloses(placed, &mut work) {
                        found.push(outer);
                    }
                }
                if work > MOST_WORK {
                    return Err("it has too many rings within rings");
                }
            }
        }
        around.push(found);
    }
    let is_hole = |ring: usize| if by_nesting { around[ring].len() % 2 == 1 } else { !around[ring].is_empty() };
    let owner = |hole: usize| {
        let owners = around[hole].iter().copied().filter(|outer| !is_hole(*outer));
        owners.min_by(|a, b| rings[*a].area.abs().total_cmp(&rings[*b].area.abs()))
    };
    let owners: Vec<Option<usize>> = (0..rings.len()).map(|ring| if is_hole(ring) { owner(ring) } else { None }).collect();
    let mut polygon_of = vec![usize::MAX; rings.len()];
    let mut polygons: Vec<Vec<Ring>> = Vec::new();
    for (at, placed) in rings.iter().enumerate().filter(|(at, _)| owners[*at].is_none()) {
        polygon_of[at] = polygons.len();
        polygons.push(vec![placed.ring.clone()]);
    }
    for (placed, owner) in rings.into_iter().zip(&owners) {
        if let Some(owner) = owner {
            polygons[polygon_of[*owner]].push(placed.ring);
        }
    }
    Ok((polygons, by_nesting && owners.iter().any(Option::is_some)))
}

/// A ring with its signed area (positive counter-clockwise) and box.
struct Placed {
    ring: Ring,
    area: f64,
    least: [f64; 2],
    most: [f64; 2],
}

impl Placed {
    fn new(ring: Ring) -> Self {
        // relative to a vertex, as the square of a northing leaves no digits for a small ring
        let [x0, y0] = ring.first().copied().unwrap_or_default();
        let cross = |pair: &[[f64; 2]]| (pair[0][0] - x0) * (pair[1][1] - y0) - (pair[1][0] - x0) * (pair[0][1] - y0);
        let area = ring.windows(2).map(cross).sum::<f64>() / 2.0;
        let bound = |start: f64, choose: fn(f64, f64) -> f64| [0, 1].map(|axis| ring.iter().map(|p| p[axis]).fold(start, choose));
        let (least, most) = (bound(f64::INFINITY, f64::min), bound(f64::NEG_INFINITY, f64::max));
        Self { ring, area, least, most }
    }

    fn has_in_box(&self, other: &Self) -> bool {
        [0, 1].into_iter().all(|axis| self.least[axis] <= other.least[axis] && other.most[axis] <= self.most[axis])
    }

    /// Whether `other`, which does not cross this ring, lies inside: told by its first vertex that is not on the ring itself.
    fn encloses(&self, other: &Self, work: &mut usize) -> bool {
        for (at, vertex) in other.ring.iter().enumerate() {
            *work += if at < 2 { 0 } else { self.ring.len() };
            if *work > MOST_WORK {
                return false;
            }
            if let Some(is_inside) = self.side(*vertex) {
                return is_inside && self.area.abs() > other.area.abs();
            }
        }
        false
    }

    /// Whether a point lies inside; `None` if it lies on the ring.
    fn side(&self, [x, y]: [f64; 2]) -> Option<bool> {
        let mut is_inside = false;
        for pair in self.ring.windows(2) {
            let [[x0, y0], [x1, y1]] = [pair[0], pair[1]];
            let cross = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0);
            let within = |a: f64, b: f64, value: f64| a.min(b) <= value && value <= a.max(b);
            if cross.abs() <= 0.0 && within(x0, x1, x) && within(y0, y1, y) {
                return None;
            }
            if (y0 > y) != (y1 > y) && (cross > 0.0) == (y1 > y0) {
                is_inside = !is_inside;
            }
        }
        Some(is_inside)
    }
}
