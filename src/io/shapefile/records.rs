//! The records of a `.shp`: where each lies, and the shape in it. ESRI Shapefile Technical Description, July 1998.

use std::io::Cursor;

use shapefile::record::traits::HasXY;
use shapefile::{ReadableShape, Shape as StoredShape};

use super::super::source::Shape;
use super::rings::polygons_from_rings;

/// Bytes of the header of a `.shp` or `.shx`.
const HEADER_BYTES: usize = 100;
/// How both begin.
pub(in super::super) const FILE_CODE: [u8; 4] = [0, 0, 0x27, 0x0A];
/// Bytes before each record: its number and its length in 16-bit words.
const RECORD_HEADER_BYTES: usize = 8;
/// More records than this are no map of a park.
pub(super) const MAX_RECORDS: usize = 1 << 20;

/// The shapes of a file.
pub(super) struct Shapes {
    /// In file order: record `i` belongs to row `i` of the table.
    pub(super) shapes: Vec<ReadShape>,
    /// Whether the file ends before its header or its last record says.
    pub(super) is_cut_off: bool,
}

/// A shape that was read.
pub(super) struct ReadShape {
    /// The shape.
    pub(super) shape: Shape,
    /// Whether all rings ran the same way, so that holes had to be told by what lies inside what.
    pub(super) holes_by_nesting: bool,
}

/// Reads the shapes of a `.shp`, by its index (`.shx`) where that makes sense, else one after the other.
pub(super) fn shapes(shp: &[u8], index: Option<&[u8]>) -> Result<Shapes, &'static str> {
    if shp.len() < HEADER_BYTES || !shp.starts_with(&FILE_CODE) {
        return Err("it does not begin as a Shapefile does");
    }
    let declared = 2 * big_endian(shp, 24).unwrap_or(0) as usize;
    let (records, is_cut_off) = match index.and_then(|index| indexed(index, shp)) {
        Some(records) => (records, declared > shp.len()),
        None => sequential(shp, declared),
    };
    if records.len() > MAX_RECORDS {
        return Err("it has more than a million records");
    }
    Ok(Shapes { shapes: records.into_iter().map(shape).collect(), is_cut_off })
}

fn big_endian(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

fn little_endian(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes) as usize)
}

/// The content of the record at `at`; `None` where the file is too short for it.
fn content(shp: &[u8], at: usize) -> Option<&[u8]> {
    let length = 2 * big_endian(shp, at + 4)? as usize;
    let start = at + RECORD_HEADER_BYTES;
    shp.get(start..start.checked_add(length)?)
}

/// Records one after the other, and whether the last is cut off.
fn sequential(shp: &[u8], declared: usize) -> (Vec<&[u8]>, bool) {
    // a header that was never completed says 100 bytes or fewer
    let end = if declared <= HEADER_BYTES { shp.len() } else { declared.min(shp.len()) };
    let (mut records, mut at) = (Vec::new(), HEADER_BYTES);
    while at < end && records.len() <= MAX_RECORDS {
        let Some(record) = content(&shp[..end], at) else { return (records, true) };
        records.push(record);
        at += RECORD_HEADER_BYTES + record.len();
    }
    (records, declared > shp.len())
}

/// Records where the index says they are; `None` if it does not fit the file, or would have more read than the file holds.
fn indexed<'a>(index: &[u8], shp: &'a [u8]) -> Option<Vec<&'a [u8]>> {
    if !index.starts_with(&FILE_CODE) || index.len() < HEADER_BYTES || !(index.len() - HEADER_BYTES).is_multiple_of(8) {
        return None;
    }
    let (mut records, mut total) = (Vec::new(), HEADER_BYTES);
    for entry in index[HEADER_BYTES..].chunks_exact(8) {
        let record = content(shp, 2 * big_endian(entry, 0)? as usize)?;
        total += RECORD_HEADER_BYTES + record.len();
        if record.len() != 2 * big_endian(entry, 4)? as usize || total > shp.len() {
            return None;
        }
        records.push(record);
    }
    Some(records)
}

fn shape(record: &[u8]) -> ReadShape {
    let plain = |shape| ReadShape { shape, holes_by_nesting: false };
    if let Err(reason) = counts_fit(record) {
        return plain(Shape::Broken(reason.to_owned()));
    }
    let size = i32::try_from(record.len()).unwrap_or(i32::MAX);
    let stored = match StoredShape::read_from(&mut Cursor::new(record), size) {
        Ok(stored) => stored,
        Err(error) => return plain(Shape::Broken(error.to_string())),
    };
    let land = |rings: Vec<Vec<[f64; 2]>>, had_heights| match polygons_from_rings(rings) {
        Ok((polygons, holes_by_nesting)) => ReadShape { shape: Shape::Polygons { polygons, had_heights }, holes_by_nesting },
        Err(reason) => plain(Shape::Broken(reason.to_owned())),
    };
    let lines = |paths: Vec<Vec<[f64; 2]>>| {
        let kind = if paths.len() == 1 { "LineString" } else { "MultiLineString" };
        plain(Shape::WithoutArea { kind, paths })
    };
    let points = |kind, points: Vec<[f64; 2]>| {
        plain(Shape::WithoutArea { kind, paths: points.into_iter().map(|point| vec![point]).collect() })
    };
    match stored {
        StoredShape::NullShape => plain(Shape::Missing),
        StoredShape::Polygon(polygon) => land(polygon.rings().iter().map(|ring| positions(ring.points())).collect(), false),
        StoredShape::PolygonM(polygon) => land(polygon.rings().iter().map(|ring| positions(ring.points())).collect(), true),
        StoredShape::PolygonZ(polygon) => land(polygon.rings().iter().map(|ring| positions(ring.points())).collect(), true),
        StoredShape::Polyline(line) => lines(line.parts().iter().map(|part| positions(part)).collect()),
        StoredShape::PolylineM(line) => lines(line.parts().iter().map(|part| positions(part)).collect()),
        StoredShape::PolylineZ(line) => lines(line.parts().iter().map(|part| positions(part)).collect()),
        StoredShape::Point(point) => points("Point", positions(&[point])),
        StoredShape::PointM(point) => points("Point", positions(&[point])),
        StoredShape::PointZ(point) => points("Point", positions(&[point])),
        StoredShape::Multipoint(many) => points("MultiPoint", positions(many.points())),
        StoredShape::MultipointM(many) => points("MultiPoint", positions(many.points())),
        StoredShape::MultipointZ(many) => points("MultiPoint", positions(many.points())),
        StoredShape::Multipatch(_) => {
            plain(Shape::Broken("it is a surface in space (MultiPatch); save it as polygons".to_owned()))
        }
    }
}

fn positions<P: HasXY>(points: &[P]) -> Vec<[f64; 2]> {
    points.iter().map(|point| [point.x(), point.y()]).collect()
}

/// Holds the counts of a record against its bytes, before the library makes room for them.
fn counts_fit(record: &[u8]) -> Result<(), &'static str> {
    const BOX_END: usize = 36;
    let cut_off = "it is cut off";
    let kind = little_endian(record, 0).ok_or(cut_off)?;
    match kind % 10 {
        // lines, polygons and surfaces: box, parts, points, the first point of each part
        3 | 5 | 1 if kind > 1 && kind != 11 && kind != 21 => {
            let (parts, points) = little_endian(record, BOX_END).zip(little_endian(record, BOX_END + 4)).ok_or(cut_off)?;
            let starts_at = BOX_END + 8;
            let room = record.len() - starts_at;
            if parts > room / 4 || points > (room - 4 * parts) / 16 {
                return Err("it promises more points than it holds");
            }
            let starts: Vec<usize> = (0..parts).filter_map(|part| little_endian(record, starts_at + 4 * part)).collect();
            let is_ascending = starts.first().is_none_or(|first| *first == 0) && starts.is_sorted();
            if !is_ascending || starts.last().is_some_and(|last| *last > points) {
                return Err("its parts do not follow one another");
            }
            Ok(())
        }
        8 => {
            let points = little_endian(record, BOX_END).ok_or(cut_off)?;
            if points > (record.len() - BOX_END - 4) / 16 { Err("it promises more points than it holds") } else { Ok(()) }
        }
        _ => Ok(()),
    }
}
