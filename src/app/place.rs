//! Places that a planner writes: X and Y in any notation, or longitude and latitude; and what lies there.

use super::corners::{is_easting, is_northing, readings};
use super::session::Session;
use crate::geometry::grid::{Location, UM_PER_M};
use crate::geometry::segment::distance_to_segment_um;
use crate::geometry::{GridPoint, ProjectCrs};

/// A box in degrees that holds all of Ninh Bình province (merged on 1 July 2025), with room to spare: west, south, east, north.
const PROVINCE_DEG: [f64; 4] = [105.4, 19.7, 106.8, 20.8];
/// Longitudes and latitudes of Vietnam, degrees.
const LONGITUDES_DEG: std::ops::RangeInclusive<f64> = 102.0..=110.0;
const LATITUDES_DEG: std::ops::RangeInclusive<f64> = 8.0..=24.0;

/// How a place was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceNotation {
    /// X (north), then Y (east), as Vietnamese practice has it.
    NorthEast,
    /// Y (east) first.
    EastNorth,
    /// Longitude and latitude on WGS 84, in either order.
    LonLat,
}

/// A place that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Where it is, to the millimetre.
    pub at: GridPoint,
    /// How it was written.
    pub notation: PlaceNotation,
}

/// The place that "2271903,4 616580" or "106,1199 20,5363" names.
///
/// Decimals may be written the Vietnamese or the English way, thousands may be grouped, and letters such as "X" and "Y" may stand before
/// the figures. Figures that can only be meant the other way around are taken so; the ranges of Vietnam do not overlap.
pub fn read_place(text: &str, crs: ProjectCrs) -> Option<Place> {
    let is_name = |c: char| matches!(c, 'X' | 'x' | 'Y' | 'y' | '=' | ':' | ';' | '\u{a0}' | '\t' | '°' | 'Đ' | 'B' | 'N' | 'E');
    let plain: String = text.chars().map(|c| if is_name(c) { ' ' } else { c }).collect();
    let groups: Vec<&str> = plain.split_whitespace().map(|g| g.trim_end_matches(',')).filter(|g| !g.is_empty()).collect();
    let is_figure = |group: &&str| group.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    if groups.len() < 2 || groups.len() > 8 || !groups.iter().all(is_figure) {
        return None;
    }
    (1..groups.len()).find_map(|split| {
        let values = |groups: &[&str]| readings(&groups.join(" ")).iter().map(|figure| figure.um).collect::<Vec<_>>();
        let (first, second) = (values(&groups[..split]), values(&groups[split..]));
        let pairs = || first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b)));
        let grid = |a: i64, b: i64, notation| Place { at: GridPoint::new(b, a).rounded_to_mm(), notation };
        let north_first = pairs().find(|(a, b)| is_northing(*a) && is_easting(*b));
        let east_first = || pairs().find(|(a, b)| is_easting(*a) && is_northing(*b));
        north_first
            .map(|(a, b)| grid(a, b, PlaceNotation::NorthEast))
            .or_else(|| east_first().map(|(a, b)| grid(b, a, PlaceNotation::EastNorth)))
            .or_else(|| pairs().find_map(|(a, b)| from_degrees(a, b, crs)))
    })
}

/// The place of a longitude and a latitude in millionths of a degree, in either order.
fn from_degrees(a: i64, b: i64, crs: ProjectCrs) -> Option<Place> {
    let [a, b] = [a, b].map(|millionths| millionths as f64 / UM_PER_M as f64);
    let (longitude, latitude) = if LONGITUDES_DEG.contains(&a) { (a, b) } else { (b, a) };
    if !(LONGITUDES_DEG.contains(&longitude) && LATITUDES_DEG.contains(&latitude)) {
        return None;
    }
    let at = crs.grid_from_lon_lat(longitude, latitude).ok()?.rounded_to_mm();
    Some(Place { at, notation: PlaceNotation::LonLat })
}

/// What lies at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Whereabouts {
    /// It is in the park.
    InBoundary,
    /// It is in a commune of the background, outside the park.
    InCommune {
        /// Name of the commune.
        name: String,
        /// Distance to the boundary, metres; `None` without a boundary.
        away_m: Option<f64>,
    },
    /// It is in none of the communes of the background.
    Beyond {
        /// Distance to the boundary, metres; `None` without a boundary.
        away_m: Option<f64>,
    },
    /// It is certainly not in the province.
    OutsideProvince {
        /// Distance to the boundary, metres; `None` without a boundary.
        away_m: Option<f64>,
    },
}

/// Says where a place is, from the innermost known land outwards.
pub fn whereabouts(session: &Session, at: GridPoint) -> Whereabouts {
    let plan = session.plan();
    let legal = plan.boundary().map(|boundary| boundary.outline.legal());
    if legal.is_some_and(|land| land.locate(at) != Location::Outside) {
        return Whereabouts::InBoundary;
    }
    let away_m = legal.and_then(|land| {
        let nearest = land.edges().map(|edge| distance_to_segment_um(at, edge)).reduce(f64::min)?;
        Some(nearest / UM_PER_M as f64)
    });
    if let Some(commune) = session.communes().since2025.at(at) {
        return Whereabouts::InCommune { name: commune.name.clone(), away_m };
    }
    let [west, south, east, north] = PROVINCE_DEG;
    let lies_within = |[longitude, latitude]: [f64; 2]| (west..=east).contains(&longitude) && (south..=north).contains(&latitude);
    if plan.crs().lon_lat_from_grid(at).is_ok_and(lies_within) {
        Whereabouts::Beyond { away_m }
    } else {
        Whereabouts::OutsideProvince { away_m }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Workspace;

    fn read(text: &str) -> Option<Place> {
        read_place(text, ProjectCrs::default())
    }

    #[test]
    fn coordinates_are_read_north_first_in_either_notation() {
        let at = GridPoint::from_mm(616_580_000, 2_271_903_400);
        for text in [
            "2271903,4 616580",
            "2271903.4 616580",
            "2.271.903,4 616.580",
            "2,271,903.4  616,580.000",
            "X 2 271 903,400   Y 616 580,000",
            "2271903.4, 616580",
        ] {
            assert_eq!(read(text), Some(Place { at, notation: PlaceNotation::NorthEast }), "{text}");
        }
        assert_eq!(read("616580 2271903,4"), Some(Place { at, notation: PlaceNotation::EastNorth }));
        for text in ["2271903", "12 34", "ve vung", "", "2271903,4,5 616580", "1 2 3 4 5 6 7 8 9"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn degrees_are_read_in_either_order() {
        // the control point of the datum operation
        for text in ["106.05 20.57", "20,57 106,05", "106,05° Đ; 20,57° B", "20.57°N, 106.05°E"] {
            let place = read(text).expect("a place");
            assert_eq!(place.notation, PlaceNotation::LonLat, "{text}");
            let off = place.at.distance_m(GridPoint::from_mm(609_275_860, 2_275_703_015));
            assert!(off < 0.003, "{text}: {off} m off");
        }
        assert_eq!(read("20.57 20.57"), None);
    }

    #[test]
    fn the_land_at_a_place_is_named() {
        let workspace = Workspace::start(None).expect("the embedded data can be read");
        let session = workspace.session();
        let middle = session.plan().zones().next().and_then(|zone| zone.region.vertices().next()).expect("a zone");
        assert_eq!(whereabouts(session, middle), Whereabouts::InBoundary);
        let bounds = session.plan().bounds().expect("a boundary");
        let beside = GridPoint::new(bounds.max.east + 2_000_000_000, bounds.centre().north);
        let away = |found: &Whereabouts| match found {
            Whereabouts::InCommune { away_m, .. } | Whereabouts::Beyond { away_m } => away_m.unwrap_or_default(),
            other => panic!("{other:?}"),
        };
        let distance = away(&whereabouts(session, beside));
        assert!((2_000.0..6_000.0).contains(&distance), "{distance}");
        let hanoi = read("105.85 21.03").expect("a place").at;
        assert!(matches!(whereabouts(session, hanoi), Whereabouts::OutsideProvince { away_m: Some(away) } if away > 30_000.0));
    }
}
