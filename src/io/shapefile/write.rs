//! Writing a Shapefile that QGIS, ArcGIS, AutoCAD Map and MapInfo read: shapes, index, table in UTF-8, CRS and code page.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use shapefile::dbase::{Error as DbaseError, FieldName, FieldValue, Record, TableWriterBuilder, Unicode};
use shapefile::record::{EsriShape, WritableShape};
use shapefile::{HasShapeType, ShapeType, ShapeWriter};

use super::super::atomic;
use super::super::export_error::ExportError;
use super::fields::{Column, Kind, TEXT_BYTES, columns, pieces, text_of};
use crate::geometry::grid::Polygon;
use crate::geometry::{ProjectCrs, Region, Ring};

/// Indexes that other programs keep beside a Shapefile, which would lead them astray in a new one.
const STALE_ENDINGS: [&str; 5] = ["qix", "sbn", "sbx", "fbn", "fbx"];
/// Where the table says its code page, and where both headers say what shapes follow and the box they lie in.
const LANGUAGE_BYTE: usize = 29;
const TYPE_BYTES: std::ops::Range<usize> = 32..36;
const BOX_BYTES: std::ops::Range<usize> = 36..100;
/// A row of a table is at most so long.
const MAX_ROW_BYTES: usize = 65_535;

/// A layer of a Shapefile, which is a set of files of its own.
#[derive(Debug, Clone)]
pub struct ShapeLayer<'a> {
    /// What is added to the name of the file; empty for the first layer.
    pub suffix: &'a str,
    /// Land and attributes; an empty region becomes a polygon without rings.
    pub features: Vec<(&'a Region, &'a Map<String, Value>)>,
}

/// Writes layers to `path` and, for those with a suffix, to files beside it, all in the grid `crs`.
///
/// Every file is complete before the first of them is put in place, the `.shp` of the first layer last.
pub fn write(path: &Path, crs: ProjectCrs, layers: &[ShapeLayer<'_>]) -> Result<(), ExportError> {
    let mut files = Vec::new();
    for layer in layers.iter().rev() {
        let shp = with_suffix(path, layer.suffix);
        let (shapes, index) = shapes(layer)?;
        files.push((shp.with_extension("cpg"), b"UTF-8".to_vec()));
        files.push((shp.with_extension("prj"), crs.esri_wkt().into_bytes()));
        files.push((shp.with_extension("dbf"), table(layer)?));
        files.push((shp.with_extension("shx"), index));
        files.push((shp, shapes));
    }
    atomic::write_all(&files)?;
    for layer in layers {
        let shp = with_suffix(path, layer.suffix);
        for ending in STALE_ENDINGS {
            // there is rarely one, and a program that finds none makes it anew
            let _ = std::fs::remove_file(shp.with_extension(ending));
        }
    }
    Ok(())
}

/// The file of the layer with a suffix, beside that at `path`.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(suffix);
    name.push(".");
    name.push(path.extension().unwrap_or("shp".as_ref()));
    path.with_file_name(name)
}

/// The bytes of `.shp` and `.shx`.
fn shapes(layer: &ShapeLayer<'_>) -> Result<(Vec<u8>, Vec<u8>), ExportError> {
    let (mut shp, mut shx) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    let mut writer = ShapeWriter::with_shx(&mut shp, &mut shx);
    for (region, _) in &layer.features {
        writer.write_shape(&Land::new(region)).map_err(failed)?;
    }
    writer.finalize().map_err(failed)?;
    drop(writer);
    let mut files = [shp.into_inner(), shx.into_inner()];
    for file in &mut files {
        // the library leaves a file without shapes without their type, and its box inside out
        file[TYPE_BYTES].copy_from_slice(&5_i32.to_le_bytes());
        let has_land = layer.features.iter().any(|(region, _)| !region.is_empty());
        if !has_land {
            file[BOX_BYTES].fill(0);
        }
    }
    let [shp, shx] = files;
    Ok((shp, shx))
}

fn failed(error: impl std::fmt::Display) -> ExportError {
    ExportError::Shapefile { detail: error.to_string() }
}

/// A region as a polygon of a Shapefile: exteriors clockwise, holes counter-clockwise, exact metres.
struct Land {
    rings: Vec<Vec<[f64; 2]>>,
}

impl Land {
    fn new(region: &Region) -> Self {
        // the rings of a region run the other way round
        let closed = |ring: &Ring| ring.first().into_iter().chain(ring.iter().rev()).map(|point| point.to_m()).collect();
        Self { rings: region.polygons().iter().flat_map(Polygon::rings).map(closed).collect() }
    }

    fn range(&self, axis: usize) -> [f64; 2] {
        let values = || self.rings.iter().flatten().map(|position| position[axis]);
        [values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max)]
    }

    fn points(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }
}

impl HasShapeType for Land {
    fn shapetype() -> ShapeType {
        ShapeType::Polygon
    }
}

impl WritableShape for Land {
    fn size_in_bytes(&self) -> usize {
        40 + 4 * self.rings.len() + 16 * self.points()
    }

    fn write_to<T: std::io::Write>(&self, out: &mut T) -> Result<(), shapefile::Error> {
        let count =
            |count: usize| i32::try_from(count).map(i32::to_le_bytes).map_err(|_| shapefile::Error::InvalidShapeRecordSize);
        let ([west, east], [south, north]) =
            if self.rings.is_empty() { ([0.0; 2], [0.0; 2]) } else { (self.range(0), self.range(1)) };
        for number in [west, south, east, north] {
            out.write_all(&f64::to_le_bytes(number))?;
        }
        out.write_all(&count(self.rings.len())?)?;
        out.write_all(&count(self.points())?)?;
        let mut start = 0;
        for ring in &self.rings {
            out.write_all(&count(start)?)?;
            start += ring.len();
        }
        for number in self.rings.iter().flatten().flatten() {
            out.write_all(&number.to_le_bytes())?;
        }
        Ok(())
    }
}

impl EsriShape for Land {
    fn x_range(&self) -> [f64; 2] {
        self.range(0)
    }

    fn y_range(&self) -> [f64; 2] {
        self.range(1)
    }
}

/// The bytes of `.dbf`.
fn table(layer: &ShapeLayer<'_>) -> Result<Vec<u8>, ExportError> {
    let mut columns = columns(&layer.features.iter().map(|(_, attributes)| *attributes).collect::<Vec<_>>());
    if columns.is_empty() {
        // a table needs a field
        columns.push(Column { attribute: "id".into(), fields: vec!["id".into()], kind: Kind::Text { bytes: 1 } });
    }
    let row: usize = columns.iter().map(|column| column.fields.len() * width(column.kind)).sum();
    if row >= MAX_ROW_BYTES {
        return Err(failed("the attributes of a feature are longer than a row of a Shapefile's table can be"));
    }
    let mut builder = TableWriterBuilder::with_encoding(Unicode);
    for column in &columns {
        for field in &column.fields {
            let name = FieldName::try_from(field.as_str()).map_err(failed)?;
            builder = match column.kind {
                Kind::Text { .. } => builder.add_character_field(name, width(column.kind) as u8),
                Kind::Number { width, decimals } => builder.add_numeric_field(name, width as u8, decimals as u8),
                Kind::Logical => builder.add_logical_field(name),
            };
        }
    }
    let mut out = Cursor::new(Vec::new());
    let mut writer = builder.build_with_dest(&mut out);
    for (_, attributes) in &layer.features {
        let mut record = Record::default();
        for column in &columns {
            put(&mut record, column, attributes.get(&column.attribute).unwrap_or(&Value::Null));
        }
        writer.write_record(&record).map_err(|error: DbaseError| failed(error))?;
    }
    writer.finalize().map_err(failed)?;
    drop(writer);
    let mut bytes = out.into_inner();
    // the library's mark for UTF-8 is known to no other program; the .cpg says it
    bytes[LANGUAGE_BYTE] = 0;
    Ok(bytes)
}

/// Bytes of one field.
fn width(kind: Kind) -> usize {
    match kind {
        Kind::Text { bytes } => bytes.min(TEXT_BYTES),
        Kind::Number { width, .. } => width,
        Kind::Logical => 1,
    }
}

/// Puts the value of an attribute into its fields.
fn put(record: &mut Record, column: &Column, value: &Value) {
    match column.kind {
        Kind::Logical => drop(record.insert(column.fields[0].clone(), FieldValue::Logical(value.as_bool()))),
        Kind::Number { .. } => drop(record.insert(column.fields[0].clone(), FieldValue::Numeric(value.as_f64()))),
        Kind::Text { .. } => {
            let text = text_of(value);
            let mut pieces = pieces(&text).into_iter();
            for field in &column.fields {
                let piece = pieces.next().filter(|piece| !piece.is_empty()).map(str::to_owned);
                record.insert(field.clone(), FieldValue::Character(piece));
            }
        }
    }
}
