//! The geometry blob of a GeoPackage: its header and well-known binary, both read with suspicion.

use super::super::source::Shape;

/// Geometries within geometries beyond this are no map.
const MAX_DEPTH: usize = 8;
/// Bits of the header's flags.
const LITTLE_ENDIAN: u8 = 0b0000_0001;
const ENVELOPE_XY: u8 = 0b0000_0010;
const EMPTY: u8 = 0b0001_0000;
const EXTENDED: u8 = 0b0010_0000;

/// The blob of polygons as a MultiPolygon, little-endian, with its bounding box.
pub(super) fn encode(polygons: &[Vec<Vec<[f64; 2]>>], srs_id: i32) -> Vec<u8> {
    let mut blob = Vec::from(*b"GP\0");
    let positions = || polygons.iter().flatten().flatten();
    let is_empty = positions().next().is_none();
    blob.push(LITTLE_ENDIAN | if is_empty { EMPTY } else { ENVELOPE_XY });
    blob.extend(srs_id.to_le_bytes());
    if !is_empty {
        for axis in [0, 1] {
            blob.extend(positions().map(|p| p[axis]).fold(f64::INFINITY, f64::min).to_le_bytes());
            blob.extend(positions().map(|p| p[axis]).fold(f64::NEG_INFINITY, f64::max).to_le_bytes());
        }
    }
    let put_count = |blob: &mut Vec<u8>, count: usize| blob.extend((count as u32).to_le_bytes());
    blob.push(1);
    put_count(&mut blob, 6);
    put_count(&mut blob, polygons.len());
    for polygon in polygons {
        blob.push(1);
        put_count(&mut blob, 3);
        put_count(&mut blob, polygon.len());
        for ring in polygon {
            put_count(&mut blob, ring.len());
            for position in ring {
                blob.extend(position[0].to_le_bytes());
                blob.extend(position[1].to_le_bytes());
            }
        }
    }
    blob
}

/// The blob of a point, little-endian, with its bounding box.
pub(super) fn encode_point(position: [f64; 2], srs_id: i32) -> Vec<u8> {
    let mut blob = Vec::from(*b"GP\0");
    blob.push(LITTLE_ENDIAN | ENVELOPE_XY);
    blob.extend(srs_id.to_le_bytes());
    for number in position.into_iter().flat_map(|number| [number; 2]) {
        blob.extend(number.to_le_bytes());
    }
    blob.push(1);
    blob.extend(1_u32.to_le_bytes());
    position.into_iter().for_each(|number| blob.extend(number.to_le_bytes()));
    blob
}

/// The shape of a blob. Never fails: what cannot be read becomes [`Shape::Broken`] with the reason.
pub(super) fn decode(blob: &[u8]) -> Shape {
    let mut found = Found::default();
    match read_blob(blob, &mut found) {
        Err(reason) => Shape::Broken(reason.to_owned()),
        Ok(()) => match (found.polygons.is_empty(), found.without_area) {
            (true, Some(kind)) => Shape::WithoutArea { kind, paths: found.paths },
            _ => Shape::Polygons { polygons: found.polygons, had_heights: found.had_heights },
        },
    }
}

#[derive(Default)]
struct Found {
    polygons: Vec<Vec<Vec<[f64; 2]>>>,
    /// Type of the last part without area.
    without_area: Option<&'static str>,
    /// Positions of the parts without area.
    paths: Vec<Vec<[f64; 2]>>,
    had_heights: bool,
}

fn read_blob(blob: &[u8], found: &mut Found) -> Result<(), &'static str> {
    let [b'G', b'P', 0, flags, header @ ..] = blob else { return Err("it is no GeoPackage geometry") };
    if flags & EXTENDED != 0 {
        return Err("it is an extended geometry");
    }
    let envelope_numbers = match (flags >> 1) & 7 {
        0 => 0,
        1 => 4,
        2 | 3 => 6,
        4 => 8,
        _ => return Err("its envelope is of no known kind"),
    };
    let wkb = header.get(4 + 8 * envelope_numbers..).ok_or("it is cut off")?;
    if flags & EMPTY != 0 {
        return Ok(());
    }
    let mut bytes = Bytes { rest: wkb, little_endian: true };
    bytes.geometry(found, 0)
}

struct Bytes<'a> {
    rest: &'a [u8],
    little_endian: bool,
}

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], &'static str> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or("it is cut off")?;
        self.rest = rest;
        Ok(*taken)
    }

    /// A count of things of at least `least_bytes` each; refused if so many cannot follow.
    fn count(&mut self, least_bytes: usize) -> Result<usize, &'static str> {
        let bytes = self.take()?;
        let count = if self.little_endian { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) } as usize;
        if count > self.rest.len() / least_bytes { Err("it promises more than it holds") } else { Ok(count) }
    }

    fn number(&mut self) -> Result<f64, &'static str> {
        let bytes = self.take()?;
        Ok(if self.little_endian { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    fn geometry(&mut self, found: &mut Found, depth: usize) -> Result<(), &'static str> {
        if depth > MAX_DEPTH {
            return Err("it nests too deeply");
        }
        self.little_endian = match self.take()? {
            [0] => false,
            [1] => true,
            _ => return Err("its byte order is unknown"),
        };
        let bytes = self.take()?;
        let code = if self.little_endian { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        // ISO: thousands tell Z and M; EWKB: the top bits
        let (has_z, has_m) = (code & 0x8000_0000 != 0, code & 0x4000_0000 != 0);
        let (kind, thousands) = ((code & 0x1FFF_FFFF) % 1000, (code & 0x1FFF_FFFF) / 1000);
        let dimensions = 2
            + usize::from(has_z)
            + usize::from(has_m)
            + [0, 1, 1, 2].get(thousands as usize).ok_or("it has unknown dimensions")?;
        match kind {
            3 => {
                let polygon = self.polygon(dimensions)?;
                if !polygon.is_empty() {
                    found.had_heights |= dimensions > 2;
                    found.polygons.push(polygon);
                }
                Ok(())
            }
            6 | 7 => {
                let count = self.count(9)?;
                (0..count).try_for_each(|_| self.geometry(found, depth + 1))
            }
            _ => {
                let name = match kind {
                    1 => "Point",
                    2 => "LineString",
                    4 => "MultiPoint",
                    5 => "MultiLineString",
                    8..=14 => return Err("it has curves; convert them to straight segments first"),
                    _ => return Err("its type is unknown"),
                };
                found.without_area = Some(name);
                self.without_area(kind, dimensions, found, depth)
            }
        }
    }

    /// A point or line becomes a path; multiples are taken apart.
    fn without_area(&mut self, kind: u32, dimensions: usize, found: &mut Found, depth: usize) -> Result<(), &'static str> {
        let path = match kind {
            1 => vec![self.position(dimensions)?],
            2 => self.ring(dimensions)?,
            _ => {
                let count = self.count(5)?;
                return (0..count).try_for_each(|_| self.geometry(found, depth + 1));
            }
        };
        found.paths.push(path);
        Ok(())
    }

    fn polygon(&mut self, dimensions: usize) -> Result<Vec<Vec<[f64; 2]>>, &'static str> {
        let rings = self.count(4)?;
        (0..rings).map(|_| self.ring(dimensions)).collect()
    }

    fn ring(&mut self, dimensions: usize) -> Result<Vec<[f64; 2]>, &'static str> {
        let count = self.count(8 * dimensions)?;
        (0..count).map(|_| self.position(dimensions)).collect()
    }

    fn position(&mut self, dimensions: usize) -> Result<[f64; 2], &'static str> {
        let position = [self.number()?, self.number()?];
        (2..dimensions).try_for_each(|_| self.number().map(drop))?;
        Ok(position)
    }
}
