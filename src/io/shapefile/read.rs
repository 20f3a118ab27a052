//! A Shapefile as raw layers: its shapes, the attributes beside them, and what is missing.

use std::path::{Path, PathBuf};

use serde_json::Map;

use super::super::file_fault::FileFault;
use super::super::flat::RawFeatures;
use super::super::format::{Format, read_bytes};
use super::super::import_error::ImportError;
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::super::source::{DeclaredCrs, RawFeature, RawLayer};
use super::super::text_encoding::TextEncoding;
use super::code_page::Decoder;
use super::fields::{is_own, long_names};
use super::records::{Shapes, shapes};
use super::side_files::{beside, bytes_beside, text_beside};
use super::table::Table;
use super::{BOUNDARY_SUFFIX, PLOT_SUFFIX};
use crate::geometry::crs::crs_from_wkt;

/// Reads a Shapefile, and with the zones of a plan that Hecta wrote also its boundary and plots, which lie in files beside it.
///
/// Without `.dbf` there are no attributes, without `.prj` no CRS; a `.shx` is used if it fits. `stated` is the encoding of the texts as the user
/// states it. Texts in an old encoding come as the characters of Windows-1252, for [`mend_texts`](super::super::text_encoding::mend_texts).
pub fn read_raw_layers(path: &Path, stated: Option<TextEncoding>) -> Result<Vec<RawLayer>, ImportError> {
    let mut layers = vec![read_layer(path, stated)?];
    if is_own(&layers[0]) {
        for sibling in [BOUNDARY_SUFFIX, PLOT_SUFFIX].into_iter().filter_map(|suffix| sibling(path, suffix)) {
            layers.extend(read_layer(&sibling, stated).ok().filter(is_own));
        }
    }
    Ok(layers)
}

/// Whether a file is there that Hecta did not write.
pub fn is_foreign(shp: &Path) -> bool {
    shp.exists() && !read_layer(shp, None).is_ok_and(|layer| layer.features.is_empty() || is_own(&layer))
}

/// The file of another layer of the same plan.
fn sibling(path: &Path, suffix: &str) -> Option<PathBuf> {
    let mut name = path.file_stem()?.to_owned();
    name.push(suffix);
    beside(&path.with_file_name(name).with_extension("shp"), "shp").filter(|found| found != path)
}

fn read_layer(path: &Path, stated: Option<TextEncoding>) -> Result<RawLayer, ImportError> {
    let shp = read_bytes(path)?;
    if shp.is_empty() {
        return Err(ImportError::Empty);
    }
    let index = bytes_beside(path, "shx").and_then(Result::ok);
    let unusable = |detail: &str| ImportError::Unusable { format: Format::Shapefile, detail: detail.to_owned() };
    let Shapes { shapes, is_cut_off } = shapes(&shp, index.as_deref()).map_err(unusable)?;
    let mut problems = Vec::new();
    let mut tell = |fault| problems.push(ImportProblem::new(Place::default(), ProblemKind::File(fault)));
    if is_cut_off {
        tell(FileFault::CutOff { read: shapes.len() });
    }
    let dbf = bytes_beside(path, "dbf");
    let table = match dbf.as_ref().map(|bytes| bytes.as_ref().map_err(ToString::to_string).map(|bytes| Table::new(bytes))) {
        None => Err(None),
        Some(Err(reason)) => Err(Some(reason)),
        Some(Ok(table)) => table.map_err(|reason| Some(reason.to_owned())),
    };
    let table = match table {
        Ok(table) => Some(table),
        Err(reason) => {
            tell(match reason {
                None => FileFault::AttributesMissing,
                Some(cause) => FileFault::AttributesUnreadable { cause: cause.into() },
            });
            None
        }
    };
    let decoder = table.as_ref().map(|table| decoder(path, table, shapes.len(), stated, &mut tell));
    let rows = table.zip(decoder);
    let is_deleted = |row: usize| rows.as_ref().is_some_and(|(table, _)| table.is_deleted(row));
    let attributes = |row: usize| rows.as_ref().map_or_else(Map::new, |(table, decoder)| table.attributes(row, decoder));
    let mut features = RawFeatures::default();
    for (row, read) in shapes.into_iter().enumerate().filter(|(row, _)| !is_deleted(*row)) {
        let number = row + 1;
        if read.holes_by_nesting {
            problems.push(ImportProblem::new(Place::feature(number), ProblemKind::File(FileFault::HolesByNesting)));
        }
        let properties = long_names(attributes(row));
        features.push(RawFeature { number, id: None, properties, shape: read.shape, helper_points: Vec::new() });
    }
    features.settle();
    let name = path.file_stem().map(|stem| super::super::composed::nfc(&stem.to_string_lossy()));
    Ok(RawLayer { name, crs: declared_crs(path), members: Map::new(), features, problems, helper_tolerance_um: 0.0 })
}

/// The decoder of the table's texts; tells what does not fit the shapes or the files beside them.
fn decoder(
    path: &Path,
    table: &Table<'_>,
    shapes: usize,
    stated: Option<TextEncoding>,
    tell: &mut impl FnMut(FileFault),
) -> Decoder {
    if table.len() != shapes || table.missing_rows > 0 {
        tell(FileFault::RowsDiffer { shapes, rows: table.len() });
    }
    if table.has_memos {
        tell(FileFault::AttributesUnreadable { cause: "the texts of memo fields lie in another file".into() });
    }
    let cpg = text_beside(path, "cpg");
    let (decoder, is_contradicted) = Decoder::of_table(table, cpg.as_deref(), stated);
    if is_contradicted {
        tell(FileFault::CodePageContradicted { declared: cpg.unwrap_or_default().chars().take(40).collect::<String>().into() });
    }
    decoder
}

/// What the `.prj` says.
fn declared_crs(path: &Path) -> DeclaredCrs {
    let Some(wkt) = text_beside(path, "prj") else { return DeclaredCrs::Missing };
    match crs_from_wkt(&wkt) {
        Ok(crs) => DeclaredCrs::Known(crs),
        Err(source) => {
            let name = wkt.split('"').nth(1).unwrap_or(&wkt).chars().take(60).collect();
            DeclaredCrs::Unknown { name, source: Some(source) }
        }
    }
}
