//! Where coordinates in Vietnam can lie, and which faults a figure outside shows.

use super::figure::Figure;
use crate::geometry::grid::UM_PER_M;

/// Northings (X) of Vietnam on VN-2000 grids, µm.
const NORTHING_UM: std::ops::RangeInclusive<i64> = 900_000 * UM_PER_M..=2_700_000 * UM_PER_M;
/// Eastings (Y) of Vietnam on VN-2000 grids, without zone number, µm.
const EASTING_UM: std::ops::RangeInclusive<i64> = 100_000 * UM_PER_M..=900_000 * UM_PER_M - 1;
/// A zone number before an easting stands for so many µm.
const ZONE_UM: i64 = 1_000_000 * UM_PER_M;
/// Zone numbers in use: 18 and 19 (six-degree zones), 48 and 49 (UTM), 481, 482 and 491 (three-degree zones), and their neighbours.
const ZONES: [std::ops::RangeInclusive<i64>; 3] = [17..=20, 47..=50, 480..=492];
/// The false easting of all VN-2000 grids, µm.
pub const FALSE_EASTING_UM: i64 = 500_000 * UM_PER_M;

/// Whether a figure can be a northing.
pub fn is_northing(um: i64) -> bool {
    NORTHING_UM.contains(&um)
}

/// Whether a figure can be an easting.
pub fn is_easting(um: i64) -> bool {
    EASTING_UM.contains(&um)
}

/// The easting behind a zone number, e.g. 616 580 m for 18 616 580 m.
pub fn without_zone(um: i64) -> Option<i64> {
    let (zone, easting) = (um.div_euclid(ZONE_UM), um.rem_euclid(ZONE_UM));
    (ZONES.iter().any(|zones| zones.contains(&zone)) && is_easting(easting)).then_some(easting)
}

/// The easting meant by a figure counted from the central meridian itself, without the 500 km.
pub fn with_false_easting(um: i64) -> Option<i64> {
    let easting = um + FALSE_EASTING_UM;
    (um.abs() >= 100 * UM_PER_M && !is_easting(um) && is_easting(easting)).then_some(easting)
}

/// Whether a figure looks like a longitude or latitude of Vietnam in decimal degrees.
pub fn is_degrees(figure: &Figure) -> bool {
    let degree = UM_PER_M;
    let in_vietnam = (8 * degree..24 * degree).contains(&figure.um) || (102 * degree..115 * degree).contains(&figure.um);
    in_vietnam && figure.decimals >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ranges_do_not_meet() {
        let m = |metres: i64| metres * UM_PER_M;
        assert!(is_northing(m(2_271_903)) && !is_easting(m(2_271_903)));
        assert!(is_easting(m(616_580)) && !is_northing(m(616_580)));
        assert!(is_northing(m(900_000)) && !is_easting(m(900_000)));
    }

    #[test]
    fn faults_of_eastings_are_known() {
        let m = |metres: i64| metres * UM_PER_M;
        assert_eq!(without_zone(m(18_616_580)), Some(m(616_580)));
        assert_eq!(without_zone(m(482_616_580)), Some(m(616_580)));
        assert_eq!(without_zone(m(2_271_903)), None);
        assert_eq!(with_false_easting(m(-83_420)), Some(m(416_580)));
        assert_eq!(with_false_easting(m(16_580)), Some(m(516_580)));
        assert_eq!(with_false_easting(m(45)), None, "a side length");
    }
}
