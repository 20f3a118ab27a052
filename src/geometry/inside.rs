//! A point inside a region: where a label, an icon or a "look here" can stand.

use super::grid::{GridPoint, Location, Region, Ring, ring_edges};

/// A point strictly inside the largest polygon of `region`, always the same for equal regions; `None` for an empty one.
///
/// It is the middle of the widest stretch of a line through the middle of the polygon, east–west or, in land thinner
/// than the grid that way, north–south. Only where no grid point at all is found inside, it is a vertex.
pub fn point_inside(region: &Region) -> Option<GridPoint> {
    let largest = region.polygons().iter().enumerate().max_by_key(|(at, p)| (p.area(), std::cmp::Reverse(*at)))?.0;
    let land = region.part(largest)?;
    let mirrored: Vec<Ring> = land.rings().map(|ring| ring.iter().map(|p| mirror(*p)).collect()).collect();
    let rings: Vec<Ring> = land.rings().cloned().collect();
    let candidates = [widest_middle(&rings), widest_middle(&mirrored).map(mirror)];
    let inside = candidates.into_iter().flatten().find(|&point| land.locate(point) == Location::Inside);
    inside.or_else(|| land.vertices().next())
}

const fn mirror(point: GridPoint) -> GridPoint {
    GridPoint::new(point.north, point.east)
}

/// The middle of the widest stretch inside `rings` along an east–west line between the two vertices nearest to the middle.
fn widest_middle(rings: &[Ring]) -> Option<GridPoint> {
    let norths = || rings.iter().flatten().map(|p| p.north);
    let (south, north) = (norths().min()?, norths().max()?);
    let middle = south.midpoint(north);
    let above = norths().filter(|&n| n > middle).min()?;
    let below = norths().filter(|&n| n <= middle).max()?;
    let line = below.midpoint(above);
    let mut crossings: Vec<i64> = rings
        .iter()
        .flat_map(|ring| ring_edges(ring))
        .filter(|(a, b)| (a.north <= line) != (b.north <= line))
        .map(|edge| easting_at(edge, line))
        .collect();
    crossings.sort_unstable();
    let stretches = crossings.as_chunks::<2>().0.iter();
    let [west, east] = stretches.max_by_key(|[west, east]| (east - west, -west))?;
    Some(GridPoint::new(west.midpoint(*east), line))
}

/// Easting where an edge meets the line at `north`, rounded down; the edge is not parallel to it.
fn easting_at((a, b): (GridPoint, GridPoint), north: i64) -> i64 {
    let along = i128::from(b.east - a.east) * i128::from(north - a.north);
    a.east + along.div_euclid(i128::from(b.north - a.north)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::overlay::{Fill, region_from_rings};

    fn region(rings: &[&[(i64, i64)]]) -> Region {
        let rings: Vec<Ring> = rings.iter().map(|r| r.iter().map(|&(e, n)| GridPoint::new(e, n)).collect()).collect();
        region_from_rings(&rings, Fill::Positive)
    }

    #[test]
    fn the_point_lies_inside_whatever_the_shape() {
        let crescent = region(&[&[(0, 0), (1000, 0), (1000, 100), (100, 100), (100, 900), (1000, 900), (1000, 1000), (0, 1000)]]);
        let courtyard = region(&[&[(0, 0), (90, 0), (90, 90), (0, 90)], &[(3, 3), (3, 87), (87, 87), (87, 3)]]);
        let sliver = region(&[&[(0, 0), (1_000_000, 333_333), (1_000_000, 333_337)]]);
        let lying = region(&[&[(0, 0), (1_000_000, 1), (1_000_000, 3), (500_000, 2)]]);
        for land in [crescent, courtyard, sliver, lying] {
            let point = point_inside(&land).expect("the land is not empty");
            assert_eq!(land.locate(point), Location::Inside, "{land:?}");
        }
    }

    #[test]
    fn the_largest_part_is_meant_and_no_land_has_no_point() {
        let two = region(&[&[(0, 0), (10, 0), (10, 10), (0, 10)], &[(100, 0), (150, 0), (150, 50), (100, 50)]]);
        assert_eq!(point_inside(&two), Some(GridPoint::new(125, 25)));
        assert_eq!(point_inside(&Region::empty()), None);
    }

    #[test]
    fn land_without_a_grid_point_inside_gives_a_vertex() {
        let unit = region(&[&[(0, 0), (1, 0), (1, 1), (0, 1)]]);
        assert_eq!(point_inside(&unit), Some(GridPoint::new(0, 0)));
    }
}
