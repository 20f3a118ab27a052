//! From a table of corners to a layer: one feature for each piece of land that the table names.

use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use super::cells::{Line, Separator, split};
use super::names::crs_of;
use super::paste::Purpose;
use super::pasted::{CornerRemark, Fault, Note, PastedCorners, PastedRing};
use crate::geometry::grid::{GridBox, orientation, ring_edges};
use crate::geometry::{GridPoint, Ring};
use crate::io::attributes::{Role, role_of_word};
use crate::io::import_error::ImportError;
use crate::io::problem::{ImportProblem, Place, ProblemKind};
use crate::io::source::{RawFeature, RawLayer, Shape};

/// Largest text of corners, bytes.
const MOST_BYTES: usize = 1 << 26;
/// Most lines of a text of corners.
const MOST_LINES: usize = 600_000;
/// Most notes of one kind that are told.
const MOST_NOTES: usize = 20;
/// With more rings in one piece of land each is a part of its own.
const MOST_NESTED: usize = 2_000;

/// Reads a text of corners: CSV and the like in UTF-8, UTF-16 with its mark, or one byte a letter, which is read as Windows-1252.
pub fn read_raw(bytes: &[u8]) -> Result<RawLayer, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    let too_many = || ImportError::CornerTable { fault: Box::new(Fault::TooMany { most: MOST_LINES }) };
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let text = match marked {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => std::str::from_utf8(bytes).map_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(), str::to_owned),
    };
    if bytes.len() > MOST_BYTES || text.lines().count() > MOST_LINES {
        return Err(too_many());
    }
    let (separator, lines) = split(&text);
    layer_of(None, separator, &lines).map_err(|fault| ImportError::CornerTable { fault: Box::new(fault) })
}

/// The layer that lines of cells stand for; easting first, in the grid that the lines name. Fails if there are no corners in them.
pub fn layer_of(name: Option<String>, separator: Separator, lines: &[Line]) -> Result<RawLayer, Fault> {
    let PastedCorners { rings, notes, faults } = PastedCorners::of_lines(separator, lines, Purpose::Features);
    if rings.is_empty() {
        return Err(faults.into_iter().next().unwrap_or(Fault::NoCoordinates));
    }
    let lands = lands_of(rings);
    let mut layer = RawLayer { name, crs: crs_of(lines), ..RawLayer::default() };
    let mut is_faulty = vec![false; lands.len()];
    for fault in faults {
        let at = fault.line().map_or(0, |line| land_at(&lands, line));
        is_faulty[at] = true;
        layer
            .problems
            .push(ImportProblem::new(Place::feature(at + 1), ProblemKind::Corners(CornerRemark::Fault(Box::new(fault)))));
    }
    let mut told = 0;
    for note in notes {
        let is_told = note.is_warning() || matches!(note, Note::AxesSwapped);
        told += usize::from(is_told);
        if is_told && told <= MOST_NOTES {
            layer.problems.push(ImportProblem::new(Place::default(), ProblemKind::Corners(CornerRemark::Note(note))));
        }
    }
    let sound = lands.into_iter().enumerate().filter(|(at, _)| !is_faulty[*at]);
    layer.features = sound.map(|(at, land)| feature(at + 1, &land)).collect();
    Ok(layer)
}

/// The rings of each piece of land, in the order in which they are named first.
fn lands_of(rings: Vec<PastedRing>) -> Vec<Vec<PastedRing>> {
    let mut places = std::collections::BTreeMap::new();
    let mut lands: Vec<Vec<PastedRing>> = Vec::new();
    for ring in rings {
        // without names each ring is land of its own
        let at = if ring.land.is_empty() { None } else { places.get(&ring.land).copied() };
        match at {
            Some(at) => {
                let land: &mut Vec<PastedRing> = &mut lands[at];
                land.push(ring);
            }
            None => {
                places.insert(ring.land.clone(), lands.len());
                lands.push(vec![ring]);
            }
        }
    }
    lands
}

/// The land a line belongs to: the last one that begins on it or before.
fn land_at(lands: &[Vec<PastedRing>], line: usize) -> usize {
    let first_line = |ring: &PastedRing| ring.corners.first().map_or(0, |corner| corner.line);
    let begins = lands.iter().enumerate().flat_map(|(at, land)| land.iter().map(move |ring| (first_line(ring), at)));
    begins.filter(|(begin, _)| *begin <= line).max().map_or(0, |(_, at)| at)
}

fn feature(number: usize, rings: &[PastedRing]) -> RawFeature {
    let mut properties = Map::new();
    if let Some(name) = rings.first().map(|ring| ring.land.nfc().collect::<String>()).filter(|name| !name.is_empty()) {
        let is_boundary = role_of_word(&name) == Some(Role::Boundary) || name.to_lowercase().ends_with("boundary");
        if is_boundary {
            properties.insert("layer".into(), Value::from("boundary"));
        }
        // a word without spaces is a code
        let key = if name.contains(char::is_whitespace) || is_boundary { "name" } else { "code" };
        properties.insert(key.into(), name.into());
    }
    let rings: Vec<Ring> = rings.iter().map(PastedRing::points).collect();
    let closed = |ring: &Ring| ring.iter().chain(ring.first()).map(|point| point.to_m()).collect::<Vec<[f64; 2]>>();
    let polygons = nested(&rings).into_iter().map(|polygon| polygon.into_iter().map(|at| closed(&rings[at])).collect()).collect();
    RawFeature {
        number,
        id: None,
        properties,
        shape: Shape::Polygons { polygons, had_heights: false },
        helper_points: Vec::new(),
    }
}

/// Rings as polygons, by their places: a ring within one other is a hole of it, one within two is land again.
fn nested(rings: &[Ring]) -> Vec<Vec<usize>> {
    if rings.len() == 1 || rings.len() > MOST_NESTED {
        return (0..rings.len()).map(|at| vec![at]).collect();
    }
    let boxes: Vec<Option<GridBox>> = rings.iter().map(|ring| GridBox::around(ring.iter().copied())).collect();
    let holders = |at: usize| {
        let holds = |other: &usize| {
            *other != at && boxes[*other].zip(rings[at].first()).is_some_and(|(land, corner)| land.contains(*corner))
        };
        (0..rings.len()).filter(holds).filter(|other| is_within(&rings[at], &rings[*other])).collect::<Vec<_>>()
    };
    let holders: Vec<Vec<usize>> = (0..rings.len()).map(holders).collect();
    let mut polygons: Vec<Vec<usize>> = Vec::new();
    let mut place = vec![None; rings.len()];
    for at in (0..rings.len()).filter(|at| holders[*at].len().is_multiple_of(2)) {
        place[at] = Some(polygons.len());
        polygons.push(vec![at]);
    }
    for at in (0..rings.len()).filter(|at| holders[*at].len() % 2 == 1) {
        // the innermost of those that hold it, which others hold most
        let outer = holders[at].iter().filter(|other| place[**other].is_some()).max_by_key(|other| holders[**other].len());
        match outer.and_then(|other| place[*other]) {
            Some(polygon) => polygons[polygon].push(at),
            None => polygons.push(vec![at]),
        }
    }
    polygons
}

/// Whether the first corner of `inner` that is not on the line of `outer` lies within it.
fn is_within(inner: &Ring, outer: &Ring) -> bool {
    inner.iter().take(16).find_map(|corner| side(outer, *corner)).unwrap_or(false)
}

/// Whether a point is inside a ring; `None` on its line.
fn side(ring: &Ring, point: GridPoint) -> Option<bool> {
    let mut winding = 0;
    for (a, b) in ring_edges(ring) {
        let side = orientation(a, b, point);
        if side == 0 && GridBox::from_corners(a, b).contains(point) {
            return None;
        }
        if a.north <= point.north && b.north > point.north && side > 0 {
            winding += 1;
        } else if a.north > point.north && b.north <= point.north && side < 0 {
            winding -= 1;
        }
    }
    Some(winding != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::crs::FileCrs;
    use crate::io::source::DeclaredCrs;

    const TWO: &str = "VN-2000, KTT 105°00', múi 3°\nVùng;Điểm;X;Y\nTN;1;2272000,000;616000,000\nTN;2;2272000,000;616100,000\n\
        TN;3;2271900,000;616100,000\nSX;1;2271900,000;616000,000\nSX;2;2271900,000;616100,000\nSX;3;2271800,000;616100,000\n";

    fn polygons(feature: &RawFeature) -> &[Vec<Vec<[f64; 2]>>] {
        let Shape::Polygons { polygons, .. } = &feature.shape else { panic!("polygons") };
        polygons
    }

    #[test]
    fn each_named_land_is_a_feature_with_easting_first() {
        let layer = read_raw(TWO.as_bytes()).expect("a table");
        assert_eq!(layer.crs, DeclaredCrs::Known(FileCrs::from_epsg(5897).expect("a grid")));
        let features = layer.features.to_vec();
        let codes: Vec<_> = features.iter().map(|feature| feature.properties["code"].as_str()).collect();
        assert_eq!(codes, [Some("TN"), Some("SX")]);
        assert_eq!(polygons(&layer.features.owned(0))[0][0][0].map(|number| number.round() as i64), [616_000, 2_272_000]);
        assert_eq!(layer.problems, []);
    }

    #[test]
    fn a_fault_leaves_out_its_land_and_says_where() {
        let layer = read_raw(TWO.replace("SX;2;2271900,000", "SX;2;abc").as_bytes()).expect("a table");
        assert_eq!(layer.features.len(), 1);
        let is_error = |problem: &&ImportProblem| problem.severity() == crate::io::Severity::Error;
        let errors: Vec<_> = layer.problems.iter().filter(is_error).collect();
        let [error] = errors[..] else { panic!("one error: {:?}", layer.problems) };
        assert_eq!(error.place, Place::feature(2));
        assert!(error.to_string().contains("line 7"), "{error}");
    }

    #[test]
    fn a_ring_within_another_of_the_same_land_is_a_hole() {
        let square = |part: u32, from: i64, to: i64| {
            let corners = [(from, from), (to, from), (to, to), (from, to)];
            let row = |(at, (n, e)): (usize, &(i64, i64))| format!("TN;{part};{at};{};{}\n", 2_270_000 + n, 616_000 + e);
            corners.iter().enumerate().map(row).collect::<String>()
        };
        let text = format!("Vùng;Vòng;Điểm;X;Y\n{}{}{}", square(1, 0, 1000), square(2, 100, 200), square(3, 2000, 2100));
        let layer = read_raw(text.as_bytes()).expect("a table");
        let counts: Vec<usize> = polygons(&layer.features.owned(0)).iter().map(Vec::len).collect();
        assert_eq!((layer.features.len(), counts), (1, vec![2, 1]));
    }

    #[test]
    fn other_encodings_are_read() {
        let utf16: Vec<u8> = [0xFEFF].into_iter().chain(TWO.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_raw(&utf16).expect("a table").features.len(), 2);
        assert_eq!(read_raw(format!("\u{feff}{TWO}").as_bytes()).expect("a table").features.len(), 2);
        let old: Vec<u8> = TWO.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        assert_eq!(read_raw(&old).expect("a table").features.len(), 2);
        assert!(matches!(read_raw(b""), Err(ImportError::Empty)));
        assert!(matches!(read_raw(b"a;b\n1;2\n"), Err(ImportError::CornerTable { .. })));
    }
}
