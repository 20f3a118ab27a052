//! Geometries as well-known text, as databases and QGIS put them on the clipboard: one a line, or a table whose first column they are.
//!
//! `SRID=5897;POLYGON ((…))` names its CRS; plain text names none.

use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use super::problem::{ImportProblem, Place, ProblemKind};
use super::source::{DeclaredCrs, RawFeature, RawLayer, Shape};
use crate::geometry::crs::FileCrs;

/// Brackets in brackets beyond this are no map.
const MOST_DEPTH: usize = 32;
/// How QGIS calls the first column of features it copies.
const QGIS_COLUMN: &str = "wkt_geom";
const WORDS: [&str; 7] =
    ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"];

/// Whether a text begins as well-known text does.
pub fn is_wkt(text: &str) -> bool {
    let text = text.trim_start();
    let begins = |word: &str| text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    begins(QGIS_COLUMN) || begins("SRID=") || WORDS.into_iter().any(begins)
}

/// The geometries of a text, one a line; what cannot be read is named among the problems.
pub fn read_raw(text: &str) -> RawLayer {
    let mut layer = RawLayer::default();
    let mut columns: Vec<String> = Vec::new();
    let mut srids: Vec<Result<FileCrs, String>> = Vec::new();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (at, (line_index, line)) in lines.enumerate() {
        let mut cells = line.split('\t').map(str::trim);
        let first = cells.next().unwrap_or_default();
        if at == 0 && first.eq_ignore_ascii_case(QGIS_COLUMN) {
            columns = cells.map(|cell| cell.nfc().collect()).collect();
            continue;
        }
        let number = layer.features.len() + layer.problems.len() + 1;
        let (srid, geometry) = without_srid(first);
        srids.extend(srid);
        match shape_of(geometry) {
            Ok((shape, left_out)) => {
                let properties = columns.iter().cloned().zip(cells.map(value_of)).collect::<Map<_, _>>();
                if left_out > 0 {
                    let kind = ProblemKind::PartsLeftOut { count: left_out };
                    layer.problems.push(ImportProblem::new(Place::feature(number), kind));
                }
                layer.features.push(RawFeature { number, id: None, properties, shape, helper_points: Vec::new() });
            }
            Err(fault) => {
                let detail = format!("{fault} (line {})", line_index + 1);
                layer.problems.push(ImportProblem::new(Place::feature(number), ProblemKind::BrokenGeometry { detail }));
            }
        }
    }
    layer.crs = declared(&srids);
    layer
}

/// The CRS all lines agree on.
fn declared(srids: &[Result<FileCrs, String>]) -> DeclaredCrs {
    match srids.first() {
        None => DeclaredCrs::Missing,
        Some(first) if srids.iter().any(|other| other != first) => DeclaredCrs::Unknown { name: "SRID".to_owned(), source: None },
        Some(Ok(crs)) => DeclaredCrs::Known(*crs),
        Some(Err(name)) => DeclaredCrs::Unknown { name: name.clone(), source: None },
    }
}

/// The CRS before a geometry, and the geometry.
fn without_srid(text: &str) -> (Option<Result<FileCrs, String>>, &str) {
    let is_named = text.get(..5).is_some_and(|begin| begin.eq_ignore_ascii_case("SRID="));
    let Some((name, geometry)) = text.split_once(';').filter(|_| is_named) else { return (None, text) };
    let code = name[5..].trim();
    let crs = code.parse().ok().and_then(|code| FileCrs::from_epsg(code).ok());
    (Some(crs.ok_or_else(|| format!("EPSG:{code}"))), geometry)
}

fn value_of(cell: &str) -> Value {
    let text = || Value::String(cell.nfc().collect());
    match cell {
        "" | "NULL" => Value::Null,
        // codes like 007 and 1e5 are words; a number that reads back the same is one
        _ => cell.parse::<i64>().ok().filter(|n| n.to_string() == cell).map_or_else(text, Value::from),
    }
}

/// The shape a text describes, and how many parts of a collection without area were left out beside its polygons.
fn shape_of(text: &str) -> Result<(Shape, usize), String> {
    let mut reader = Reader { rest: text.trim() };
    let mut parts = Parts::default();
    reader.geometry(&mut parts, 0)?;
    if !reader.rest.trim().is_empty() {
        return Err(format!("“{}” follows the geometry", shortened(reader.rest)));
    }
    let Parts { kind, polygons, paths, had_heights } = parts;
    Ok(match (polygons.is_empty(), paths.is_empty()) {
        (true, true) => (Shape::Polygons { polygons, had_heights }, 0),
        (true, false) => (Shape::WithoutArea { kind, paths }, 0),
        (false, _) => (Shape::Polygons { polygons, had_heights }, paths.len()),
    })
}

/// What has been read of a geometry.
#[derive(Debug, Default)]
struct Parts {
    kind: &'static str,
    polygons: Vec<Vec<Vec<[f64; 2]>>>,
    paths: Vec<Vec<[f64; 2]>>,
    had_heights: bool,
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn geometry(&mut self, parts: &mut Parts, depth: usize) -> Result<(), String> {
        if depth > MOST_DEPTH {
            return Err("brackets are nested too deeply".to_owned());
        }
        let word = self.word().to_ascii_uppercase();
        // "POLYGONZ" and "POLYGON Z" are the same
        let plain = WORDS.into_iter().rev().find(|known| word.starts_with(*known) && is_dimension(&word[known.len()..]));
        let kind =
            plain.ok_or_else(|| format!("“{}” is not a geometry", shortened(if word.is_empty() { self.rest } else { &word })))?;
        let before = self.rest;
        let next = self.word().to_ascii_uppercase();
        let is_empty = match next.as_str() {
            "EMPTY" => true,
            "Z" | "M" | "ZM" => self.takes_empty(),
            _ => {
                self.rest = before;
                false
            }
        };
        if is_empty {
            return Ok(());
        }
        if parts.kind.is_empty() {
            parts.kind = kind;
        }
        match kind {
            "POINT" | "LINESTRING" => {
                let path = self.positions(parts)?;
                parts.paths.push(path);
            }
            "MULTIPOINT" => self.list(|reader| {
                let path = if reader.peeks('(') { reader.positions(parts)? } else { vec![reader.position(parts)?] };
                parts.paths.push(path);
                Ok(())
            })?,
            "MULTILINESTRING" => self.list(|reader| {
                let path = reader.positions(parts)?;
                parts.paths.push(path);
                Ok(())
            })?,
            "POLYGON" => self.polygon(parts)?,
            "MULTIPOLYGON" => self.list(|reader| reader.polygon(parts))?,
            _ => self.list(|reader| reader.geometry(parts, depth + 1))?,
        }
        Ok(())
    }

    fn polygon(&mut self, parts: &mut Parts) -> Result<(), String> {
        let mut rings = Vec::new();
        self.list(|reader| {
            rings.push(reader.positions(parts)?);
            Ok(())
        })?;
        parts.polygons.push(rings);
        Ok(())
    }

    fn positions(&mut self, parts: &mut Parts) -> Result<Vec<[f64; 2]>, String> {
        let mut positions = Vec::new();
        self.list(|reader| {
            positions.push(reader.position(parts)?);
            Ok(())
        })?;
        Ok(positions)
    }

    /// `( item, item, … )`
    fn list(&mut self, mut item: impl FnMut(&mut Self) -> Result<(), String>) -> Result<(), String> {
        self.sign('(')?;
        loop {
            item(self)?;
            if self.peeks(',') {
                self.sign(',')?;
            } else {
                return self.sign(')');
            }
        }
    }

    fn position(&mut self, parts: &mut Parts) -> Result<[f64; 2], String> {
        let first = self.number()?;
        let second = self.number()?;
        while !self.peeks(',') && !self.peeks(')') {
            self.number()?;
            parts.had_heights = true;
        }
        Ok([first, second])
    }

    fn number(&mut self) -> Result<f64, String> {
        let text = self.taken(|c| !c.is_whitespace() && !matches!(c, ',' | '(' | ')'));
        text.parse().map_err(|_| format!("“{}” is not a number", shortened(if text.is_empty() { self.rest } else { text })))
    }

    fn word(&mut self) -> &'a str {
        self.taken(|c| c.is_ascii_alphabetic())
    }

    fn takes_empty(&mut self) -> bool {
        let before = self.rest;
        let is_empty = self.word().eq_ignore_ascii_case("EMPTY");
        if !is_empty {
            self.rest = before;
        }
        is_empty
    }

    fn taken(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn peeks(&self, sign: char) -> bool {
        self.rest.trim_start().starts_with(sign)
    }

    fn sign(&mut self, sign: char) -> Result<(), String> {
        let rest = self.rest.trim_start();
        self.rest = rest.strip_prefix(sign).ok_or_else(|| format!("“{sign}” is missing before “{}”", shortened(rest)))?;
        Ok(())
    }
}

fn is_dimension(word: &str) -> bool {
    matches!(word, "" | "Z" | "M" | "ZM")
}

fn shortened(text: &str) -> String {
    text.chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::ProjectCrs;
    use crate::io::flat::FeatureRef;

    #[test]
    fn a_table_copied_in_qgis_is_read_with_its_attributes() {
        let text = "wkt_geom\tten\tso\nPolygon ((0 0, 4 0, 4 3, 0 0),(1 1, 2 1, 2 2, 1 1))\tĐất ở\t007\n\
                    MultiPolygon Z (((0 0 1, 1 0 1, 1 1 1, 0 0 1)))\tNULL\t12\n";
        let layer = read_raw(text);
        assert_eq!((layer.features.len(), layer.problems.len()), (2, 0));
        assert!(
            matches!(&layer.features.owned(0).shape, Shape::Polygons { polygons, had_heights: false } if polygons[0].len() == 2)
        );
        assert!(matches!(&layer.features.owned(1).shape, Shape::Polygons { had_heights: true, .. }));
        assert_eq!(layer.features.owned(0).properties["ten"], "Đất ở");
        assert_eq!(layer.features.owned(0).properties["so"], "007");
        assert_eq!(layer.features.owned(1).properties["so"], 12);
        assert_eq!(layer.crs, DeclaredCrs::Missing);
    }

    #[test]
    fn the_srid_names_the_crs_and_lines_that_disagree_name_none() {
        let point = "POINT (609000 2275000)";
        let known = read_raw(&format!("SRID=5897;{point}"));
        assert_eq!(known.crs, DeclaredCrs::Known(ProjectCrs::default().into()));
        assert!(matches!(known.features.owned(0).shape, Shape::WithoutArea { kind: "POINT", .. }));
        let two = read_raw(&format!("SRID=5897;{point}\nSRID=4326;{point}"));
        assert!(matches!(two.crs, DeclaredCrs::Unknown { .. }));
        let unknown = read_raw(&format!("srid=27700;{point}"));
        assert_eq!(unknown.crs, DeclaredCrs::Unknown { name: "EPSG:27700".into(), source: None });
    }

    #[test]
    fn what_is_broken_is_named_by_line_and_the_rest_is_read() {
        let text =
            "LINESTRING (0 0, 1 x)\nMULTIPOINT ((1 2), (3 4))\nMULTIPOINT (1 2, 3 4)\nCIRCLE (1 1)\nPOLYGON EMPTY\nPOINT(1 2) 3";
        let layer = read_raw(text);
        assert_eq!(layer.features.iter().map(FeatureRef::number).collect::<Vec<_>>(), [2, 3, 5]);
        let lines: Vec<_> = layer.problems.iter().map(ToString::to_string).collect();
        assert!(lines[0].contains("line 1") && lines[1].contains("line 4") && lines[2].contains("line 6"), "{lines:?}");
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let deep = "GEOMETRYCOLLECTION(".repeat(200_000);
        let layer = read_raw(&deep);
        assert!(layer.features.is_empty() && layer.problems.len() == 1);
        assert!(read_raw("GEOMETRYCOLLECTION (POINT (1 2), POLYGON ((0 0, 1 0, 1 1, 0 0)))").problems.len() == 1);
        assert!(is_wkt(" multipolygon (((") && is_wkt("SRID=1;") && !is_wkt("{\"type\"") && !is_wkt("điểm"));
    }
}
