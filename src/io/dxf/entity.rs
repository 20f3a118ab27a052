//! What stands in a drawing, as far as a plan can use it: lines, areas, texts and inserted blocks, in drawing units.

use super::own_mark::{OwnMark, mark_of_pairs};
use super::pairs::Pair;
use super::texts::{Decoder, plain_mtext, plain_text};

/// A vertex of a line, and how the line goes on from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Vertex {
    /// East and north.
    pub(super) at: [f64; 2],
    /// Tangent of a quarter of the angle swept to the next vertex, positive counter-clockwise; 0 is straight.
    pub(super) bulge: f64,
}

/// A line of straight and curved pieces.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Path {
    /// Its vertices.
    pub(super) vertices: Vec<Vertex>,
    /// Whether it returns from the last vertex to the first.
    pub(super) closed: bool,
}

/// What an entity is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    /// LWPOLYLINE, POLYLINE, LINE, ARC, CIRCLE.
    Path(Path),
    /// The loops of a HATCH.
    Hatch(Vec<Path>),
    /// TEXT, MTEXT, ATTRIB.
    Text {
        /// Where it begins.
        at: [f64; 2],
        /// Its words, lines apart.
        text: String,
    },
    /// POINT.
    Point([f64; 2]),
    /// INSERT.
    Insert(Insert),
    /// Another kind, which no plan uses.
    Other,
    /// A number that cannot be read, and where.
    Broken(String),
}

/// A block put into the drawing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Insert {
    /// Name of the block, in capitals.
    pub(super) block: String,
    /// Where its base point comes to lie.
    pub(super) at: [f64; 2],
    /// Scales along its own axes.
    pub(super) scale: [f64; 2],
    /// Turned counter-clockwise, degrees.
    pub(super) rotation_deg: f64,
    /// Columns and rows, and the distances between them.
    pub(super) columns: (i64, f64),
    /// Rows.
    pub(super) rows: (i64, f64),
}

/// An entity of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entity {
    /// Its number among the entities of the drawing, from 1.
    pub(super) number: usize,
    /// What the format calls it, e.g. "LWPOLYLINE".
    pub(super) kind: String,
    /// Its layer.
    pub(super) layer: String,
    /// What it is.
    pub(super) item: Item,
    /// Whether it has heights, which are dropped.
    pub(super) had_heights: bool,
    /// Whether it belongs to a sheet (paper space).
    pub(super) on_paper: bool,
    /// Whether it is hidden.
    pub(super) hidden: bool,
    /// What Hecta wrote about it.
    pub(super) mark: Option<OwnMark>,
}

impl Entity {
    /// How many vertices it has.
    pub(super) fn vertices(&self) -> usize {
        match &self.item {
            Item::Path(path) => path.vertices.len(),
            Item::Hatch(loops) => loops.iter().map(|path| path.vertices.len()).sum(),
            _ => 1,
        }
    }
}

/// A record: the pairs of one entity, of the vertices that follow it, or of a table entry.
#[derive(Debug, Default)]
pub(super) struct Record<'a> {
    /// What it is, e.g. "LINE".
    pub(super) kind: String,
    /// Its pairs without the first.
    pub(super) pairs: Vec<Pair<'a>>,
}

impl Record<'_> {
    /// The first value of a code.
    fn first(&self, code: i32) -> Option<&Pair<'_>> {
        self.pairs.iter().find(|pair| pair.code == code)
    }

    /// The first number of a code, or `absent`; a value that is no number is told by its place.
    fn real_or(&self, code: i32, absent: f64) -> Result<f64, String> {
        self.first(code).map_or(Ok(absent), real)
    }

    fn real(&self, code: i32) -> Result<f64, String> {
        self.first(code).ok_or_else(|| format!("group {code} is missing")).and_then(real)
    }

    /// The first whole number of a code; 0 if there is none.
    pub(super) fn flags(&self, code: i32) -> i64 {
        self.first(code).and_then(Pair::integer).unwrap_or(0)
    }

    /// The first text of a code; empty if there is none.
    pub(super) fn text(&self, code: i32, decoder: Decoder) -> String {
        self.first(code).map(|pair| decoder.text(pair.bytes())).unwrap_or_default()
    }

    /// Whether the entity is drawn seen from below, as mirrored ones are: its own axis points down.
    fn is_mirrored(&self) -> bool {
        self.first(230).and_then(Pair::real).is_some_and(|z| z < 0.0)
    }

    fn has_heights(&self) -> bool {
        let nonzero = |pair: &Pair<'_>| matches!(pair.code, 30 | 31 | 38) && pair.real().is_some_and(|height| height != 0.0);
        self.pairs.iter().any(nonzero)
    }
}

fn real(pair: &Pair<'_>) -> Result<f64, String> {
    pair.real().ok_or_else(|| {
        let found: String = String::from_utf8_lossy(pair.bytes()).trim().chars().take(40).collect();
        format!("group {} at {} is no number: \"{found}\"", pair.code, pair.at)
    })
}

/// Makes an entity of its record.
pub(super) fn entity_of(record: &Record<'_>, number: usize, decoder: Decoder) -> Entity {
    let item = match record.kind.as_str() {
        "LWPOLYLINE" => light_polyline(record).map(Item::Path),
        // its vertices follow as records of their own
        "POLYLINE" if record.flags(70) & (16 | 64) == 0 => {
            Ok(Item::Path(Path { vertices: Vec::new(), closed: record.flags(70) & 1 != 0 }))
        }
        "LINE" => line(record).map(Item::Path),
        "ARC" => arc(record).map(Item::Path),
        "CIRCLE" => circle(record).map(Item::Path),
        "POINT" => point(record, 10, 20).map(Item::Point),
        "HATCH" => super::hatch::loops_of(&record.pairs).map(Item::Hatch),
        "TEXT" | "ATTRIB" => text(record, decoder),
        "MTEXT" => mtext(record, decoder),
        "INSERT" => insert(record, decoder).map(Item::Insert),
        _ => Ok(Item::Other),
    };
    let mut item = item.unwrap_or_else(Item::Broken);
    if record.is_mirrored() && !matches!(record.kind.as_str(), "LINE" | "POINT" | "MTEXT") {
        mirror(&mut item);
    }
    Entity {
        number,
        kind: record.kind.clone(),
        layer: record.text(8, decoder).trim().to_owned(),
        item,
        had_heights: record.has_heights(),
        on_paper: record.flags(67) == 1,
        hidden: record.flags(60) == 1,
        mark: mark_of_pairs(&record.pairs, decoder),
    }
}

/// The vertex of a POLYLINE; `None` for the control points of a spline, which are not on the line.
pub(super) fn vertex_of(record: &Record<'_>, mirrored: bool) -> Result<Option<Vertex>, String> {
    if record.flags(70) & 16 != 0 {
        return Ok(None);
    }
    let [east, north] = point(record, 10, 20)?;
    let bulge = record.real_or(42, 0.0)?;
    Ok(Some(if mirrored { Vertex { at: [-east, north], bulge: -bulge } } else { Vertex { at: [east, north], bulge } }))
}

/// Whether the vertices after a POLYLINE are mirrored; see [`vertex_of`].
pub(super) fn mirrors_vertices(record: &Record<'_>) -> bool {
    record.is_mirrored() && record.flags(70) & 8 == 0
}

fn point(record: &Record<'_>, east: i32, north: i32) -> Result<[f64; 2], String> {
    Ok([record.real(east)?, record.real(north)?])
}

fn light_polyline(record: &Record<'_>) -> Result<Path, String> {
    let mut vertices: Vec<Vertex> = Vec::new();
    let mut missing_north = false;
    for pair in &record.pairs {
        match (pair.code, vertices.last_mut()) {
            (10, _) => {
                if missing_north {
                    return Err(format!("a vertex before {} has no group 20", pair.at));
                }
                vertices.push(Vertex { at: [real(pair)?, 0.0], bulge: 0.0 });
                missing_north = true;
            }
            (20, Some(vertex)) => {
                vertex.at[1] = real(pair)?;
                missing_north = false;
            }
            (42, Some(vertex)) => vertex.bulge = real(pair)?,
            // what other programs keep with it
            (1001, _) => break,
            _ => {}
        }
    }
    if missing_north {
        Err("the last vertex has no group 20".into())
    } else {
        Ok(Path { vertices, closed: record.flags(70) & 1 != 0 })
    }
}

fn line(record: &Record<'_>) -> Result<Path, String> {
    let ends = [point(record, 10, 20)?, point(record, 11, 21)?];
    Ok(Path { vertices: ends.map(|at| Vertex { at, bulge: 0.0 }).to_vec(), closed: false })
}

fn arc(record: &Record<'_>) -> Result<Path, String> {
    let ([east, north], radius) = (point(record, 10, 20)?, record.real(40)?);
    Ok(arc_path([east, north], radius, record.real(50)?, record.real(51)?))
}

/// The arc around a centre from one angle (degrees) counter-clockwise to another.
pub(super) fn arc_path([east, north]: [f64; 2], radius: f64, from_deg: f64, to_deg: f64) -> Path {
    let sweep_deg = (to_deg - from_deg).rem_euclid(360.0);
    let sweep = if sweep_deg == 0.0 { 360.0 } else { sweep_deg }.to_radians();
    let from = from_deg.to_radians();
    let at = |angle: f64| [radius.mul_add(angle.cos(), east), radius.mul_add(angle.sin(), north)];
    // halves: a bulge tells less than a whole turn
    let bulge = (sweep / 8.0).tan();
    let middle = Vertex { at: at(from + sweep / 2.0), bulge };
    let end = Vertex { at: at(from + sweep), bulge: 0.0 };
    Path { vertices: vec![Vertex { at: at(from), bulge }, middle, end], closed: false }
}

fn circle(record: &Record<'_>) -> Result<Path, String> {
    let ([east, north], radius) = (point(record, 10, 20)?, record.real(40)?);
    let at = [[east + radius, north], [east - radius, north]];
    Ok(Path { vertices: at.map(|at| Vertex { at, bulge: 1.0 }).to_vec(), closed: true })
}

fn text(record: &Record<'_>, decoder: Decoder) -> Result<Item, String> {
    // an aligned text is placed by its second point
    let aligned = record.flags(72) != 0 || record.flags(73) != 0;
    let at = if aligned && record.first(11).is_some() { point(record, 11, 21)? } else { point(record, 10, 20)? };
    Ok(Item::Text { at, text: plain_text(&record.text(1, decoder)) })
}

fn mtext(record: &Record<'_>, decoder: Decoder) -> Result<Item, String> {
    let chunks = record.pairs.iter().filter(|pair| pair.code == 3).chain(record.first(1));
    let bytes: Vec<u8> = chunks.flat_map(|pair| pair.bytes().iter().copied()).collect();
    Ok(Item::Text { at: point(record, 10, 20)?, text: plain_mtext(&decoder.text(&bytes)) })
}

fn insert(record: &Record<'_>, decoder: Decoder) -> Result<Insert, String> {
    let scale = [record.real_or(41, 1.0)?, record.real_or(42, 1.0)?];
    let repeated = |count: i32, distance: i32| Ok::<_, String>((record.flags(count).max(1), record.real_or(distance, 0.0)?));
    Ok(Insert {
        block: record.text(2, decoder).trim().to_uppercase(),
        at: point(record, 10, 20)?,
        scale,
        rotation_deg: record.real_or(50, 0.0)?,
        columns: repeated(70, 44)?,
        rows: repeated(71, 45)?,
    })
}

/// Exchanges left and right, as the axes of an entity seen from below have them.
fn mirror(item: &mut Item) {
    let mirror_path = |path: &mut Path| {
        for vertex in &mut path.vertices {
            vertex.at[0] = -vertex.at[0];
            vertex.bulge = -vertex.bulge;
        }
    };
    match item {
        Item::Path(path) => mirror_path(path),
        Item::Hatch(loops) => loops.iter_mut().for_each(mirror_path),
        Item::Text { at, .. } | Item::Point(at) => at[0] = -at[0],
        Item::Insert(insert) => {
            insert.at[0] = -insert.at[0];
            insert.scale[0] = -insert.scale[0];
            insert.rotation_deg = -insert.rotation_deg;
            insert.columns.1 = -insert.columns.1;
        }
        Item::Other | Item::Broken(_) => {}
    }
}
