//! FlatGeobuf: a header, an index that is not used here, and features, each verified by the library before anything of it is read.
//!
//! The frames of the file are counted here, against the bytes that are there; properties too, as the library trusts their lengths.

use flatgeobuf::{ColumnType, Geometry, GeometryType, Header, size_prefixed_root_as_feature, size_prefixed_root_as_header};
use serde_json::{Map, Number, Value};

use super::composed::{nfc, nfc_value};
use super::file_fault::FileFault;
use super::flat::RawFeatures;
use super::format::Format;
use super::import_error::ImportError;
use super::problem::{ImportProblem, Place, ProblemKind};
use super::source::{DeclaredCrs, RawFeature, RawLayer, Shape};
use super::watch::{Stage, Unwatched, Watch};

/// How a file begins; the fourth byte is the version of the format.
pub(super) const MAGIC: &[u8] = b"fgb";
const MAGIC_BYTES: usize = 8;
const NEWEST_VERSION: u8 = 3;
/// Bytes of a node of the index.
const NODE_BYTES: u64 = 40;
/// After so many features it is asked whether to go on.
const FEATURES_PER_ASKING: usize = 256;
/// Geometries within geometries beyond this are no map.
const MAX_DEPTH: usize = 8;

/// Reads a FlatGeobuf file; see [`RawLayer`]. Features that cannot be read are left out with the reason.
pub fn read_raw(bytes: &[u8]) -> Result<RawLayer, ImportError> {
    read_raw_watched(bytes, &Unwatched)
}

/// Reads a file as [`read_raw`] does while someone waits; [`ImportError::Stopped`] if nobody wants it any more.
pub fn read_raw_watched(bytes: &[u8], watch: &dyn Watch) -> Result<RawLayer, ImportError> {
    let unusable = |detail: &str| ImportError::Unusable { format: Format::FlatGeobuf, detail: detail.to_owned() };
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if !bytes.starts_with(MAGIC) || bytes.get(4..7) != Some(MAGIC) {
        return Err(unusable("it does not begin as FlatGeobuf does"));
    }
    if bytes[3] > NEWEST_VERSION {
        return Err(unusable("it is of a newer version of the format"));
    }
    let (header, rest) = frame(&bytes[MAGIC_BYTES..]).ok_or_else(|| unusable("it is cut off"))?;
    let header = size_prefixed_root_as_header(header).map_err(|error| unusable(&error.to_string()))?;
    let index = index_bytes(header.features_count(), header.index_node_size());
    let mut rest = usize::try_from(index).ok().and_then(|index| rest.get(index..)).ok_or_else(|| unusable("it is cut off"))?;
    let (mut features, mut problems) = (RawFeatures::default(), Vec::new());
    let mut number = 0;
    while let Some((feature, after)) = frame(rest) {
        if number % FEATURES_PER_ASKING == 0 && !watch.goes_on(Stage::Parsing, bytes.len() - rest.len(), bytes.len()) {
            return Err(ImportError::Stopped);
        }
        number += 1;
        rest = after;
        match size_prefixed_root_as_feature(feature) {
            Ok(feature) => {
                let (properties, problem) = properties(&header, feature.properties().map_or(&[], |bytes| bytes.bytes()));
                problems.extend(problem.map(|kind| ImportProblem::new(Place::feature(number), kind)));
                let shape = feature.geometry().map_or(Shape::Missing, |geometry| shape(&header, geometry));
                features.push(RawFeature { number, id: None, properties, shape, helper_points: Vec::new() });
            }
            Err(error) => {
                let kind =
                    ProblemKind::BrokenGeometry { detail: error.to_string().lines().next().unwrap_or_default().to_owned() };
                problems.push(ImportProblem::new(Place::feature(number), kind));
            }
        }
    }
    features.settle();
    let is_short = header.features_count() > number as u64;
    if !rest.is_empty() || is_short {
        problems.push(ImportProblem::new(Place::default(), ProblemKind::File(FileFault::CutOff { read: number })));
    }
    let name = header.name().filter(|name| !name.is_empty()).map(nfc);
    Ok(RawLayer { name, crs: declared_crs(&header), members: Map::new(), features, problems, helper_tolerance_um: 0.0 })
}

/// What a size prefix frames, with the prefix, and what follows; `None` where the bytes do not reach.
fn frame(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = bytes.first_chunk().map(|prefix| u32::from_le_bytes(*prefix) as usize)?;
    // shorter ones hold no table
    if length < 8 { None } else { bytes.split_at_checked(length.checked_add(4)?) }
}

/// Bytes of the index over so many features; 0 where there is none. Saturates beyond every file.
fn index_bytes(features: u64, node_size: u16) -> u64 {
    if features == 0 || node_size == 0 {
        return 0;
    }
    let (mut level, mut nodes) = (features, features);
    loop {
        level = level.div_ceil(u64::from(node_size.max(2)));
        nodes = nodes.saturating_add(level);
        if level == 1 {
            return nodes.saturating_mul(NODE_BYTES);
        }
    }
}

/// The CRS by its definition, else by its code.
fn declared_crs(header: &Header<'_>) -> DeclaredCrs {
    let Some(crs) = header.crs() else { return DeclaredCrs::Missing };
    let is_epsg = crs.org().is_none_or(|org| org.is_empty() || org.eq_ignore_ascii_case("epsg"));
    let code = Some(i64::from(crs.code())).filter(|code| is_epsg && *code > 0);
    let wkt = crs.wkt().unwrap_or_default();
    let name = crs.name().filter(|name| !name.is_empty()).map_or_else(|| format!("EPSG:{}", crs.code()), str::to_owned);
    if code.is_none() && wkt.is_empty() { DeclaredCrs::Missing } else { DeclaredCrs::from_definition(name, code, wkt) }
}

/// A property is the place of its column and a value whose length is that of the column's type, or stands before it.
fn properties(header: &Header<'_>, bytes: &[u8]) -> (Map<String, Value>, Option<ProblemKind>) {
    let mut properties = Map::new();
    let mut rest = bytes;
    while rest.len() >= 2 {
        let found = (|| {
            let place = usize::from(u16::from_le_bytes(*take(&mut rest)?));
            let columns = header.columns()?;
            let column = (place < columns.len()).then(|| columns.get(place))?;
            Some((nfc(column.name()), value(column.type_(), &mut rest)?))
        })();
        match found {
            Some((name, value)) => drop(properties.insert(name, value)),
            None => {
                let found = "cut off or of an unknown type".to_owned();
                return (properties, Some(ProblemKind::PropertiesUnreadable { found }));
            }
        }
    }
    (properties, None)
}

fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (taken, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(taken)
}

fn value(kind: ColumnType, rest: &mut &[u8]) -> Option<Value> {
    let real = |number: f64| Number::from_f64(number).map_or(Value::Null, Value::Number);
    Some(match kind {
        ColumnType::Byte => i8::from_le_bytes(*take(rest)?).into(),
        ColumnType::UByte => u8::from_le_bytes(*take(rest)?).into(),
        ColumnType::Bool => (take::<1>(rest)?[0] != 0).into(),
        ColumnType::Short => i16::from_le_bytes(*take(rest)?).into(),
        ColumnType::UShort => u16::from_le_bytes(*take(rest)?).into(),
        ColumnType::Int => i32::from_le_bytes(*take(rest)?).into(),
        ColumnType::UInt => u32::from_le_bytes(*take(rest)?).into(),
        ColumnType::Long => i64::from_le_bytes(*take(rest)?).into(),
        ColumnType::ULong => u64::from_le_bytes(*take(rest)?).into(),
        // by its decimal text, so that 0.1 does not become 0.10000000149
        ColumnType::Float => f32::from_le_bytes(*take(rest)?).to_string().parse().map_or(Value::Null, real),
        ColumnType::Double => real(f64::from_le_bytes(*take(rest)?)),
        ColumnType::String | ColumnType::DateTime | ColumnType::Json | ColumnType::Binary => {
            let length = u32::from_le_bytes(*take(rest)?) as usize;
            let (bytes, after) = rest.split_at_checked(length)?;
            *rest = after;
            match kind {
                ColumnType::Binary => Value::Null,
                ColumnType::Json => serde_json::from_slice(bytes).map_or_else(|_| text(bytes), nfc_value),
                _ => text(bytes),
            }
        }
        _ => return None,
    })
}

fn text(bytes: &[u8]) -> Value {
    nfc(&String::from_utf8_lossy(bytes)).into()
}

/// Lines or rings of a geometry.
type Paths = Vec<Vec<[f64; 2]>>;

/// What is found in a geometry and its parts.
#[derive(Default)]
struct Found {
    polygons: Vec<Paths>,
    without_area: Option<&'static str>,
    paths: Paths,
}

fn shape(header: &Header<'_>, geometry: Geometry<'_>) -> Shape {
    let mut found = Found::default();
    match collect(geometry, header.geometry_type(), &mut found, 0) {
        Err(reason) => Shape::Broken(reason.to_owned()),
        Ok(()) => match (found.polygons.is_empty(), found.without_area) {
            (true, Some(kind)) => Shape::WithoutArea { kind, paths: found.paths },
            _ => Shape::Polygons { polygons: found.polygons, had_heights: header.has_z() || header.has_m() },
        },
    }
}

fn collect(geometry: Geometry<'_>, declared: GeometryType, found: &mut Found, depth: usize) -> Result<(), &'static str> {
    if depth > MAX_DEPTH {
        return Err("it nests too deeply");
    }
    let kind = if declared == GeometryType::Unknown { geometry.type_() } else { declared };
    let without_area = match kind {
        GeometryType::Polygon | GeometryType::Triangle => {
            let rings = paths(geometry)?;
            found.polygons.extend(Some(rings).filter(|rings| !rings.is_empty()));
            return Ok(());
        }
        GeometryType::MultiPolygon | GeometryType::GeometryCollection => {
            let part_kind = if kind == GeometryType::MultiPolygon { GeometryType::Polygon } else { GeometryType::Unknown };
            return geometry.parts().into_iter().flatten().try_for_each(|part| collect(part, part_kind, found, depth + 1));
        }
        GeometryType::Point => "Point",
        GeometryType::MultiPoint => "MultiPoint",
        GeometryType::LineString => "LineString",
        GeometryType::MultiLineString => "MultiLineString",
        GeometryType::Unknown => return Err("its type is unknown"),
        _ => return Err("it has curves or surfaces; convert them to straight segments first"),
    };
    let lines = paths(geometry)?;
    found.without_area = Some(without_area);
    if kind == GeometryType::Point || kind == GeometryType::MultiPoint {
        found.paths.extend(lines.into_iter().flatten().map(|point| vec![point]));
    } else {
        found.paths.extend(lines);
    }
    Ok(())
}

/// The positions of a geometry, cut where its `ends` say.
fn paths(geometry: Geometry<'_>) -> Result<Paths, &'static str> {
    let numbers: Vec<f64> = geometry.xy().into_iter().flatten().collect();
    let (positions, rest) = numbers.as_chunks::<2>();
    if !rest.is_empty() {
        return Err("a position has one number");
    }
    let ends: Vec<usize> = geometry.ends().into_iter().flatten().map(|end| end as usize).collect();
    let mut start = 0;
    let mut paths = Paths::new();
    for end in if ends.is_empty() { vec![positions.len()] } else { ends } {
        paths.push(positions.get(start..end).ok_or("its parts do not follow one another")?.to_vec());
        start = end;
    }
    paths.retain(|path| !path.is_empty());
    Ok(paths)
}
