//! From a drawing to layers as a plan can take them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::import_error::ImportError;
use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::super::source::{DeclaredCrs, RawFeature, RawLayer, Shape};
use super::CRS_PROPERTY;
use super::arcs::positions;
use super::chains::{Chain, chains};
use super::drawing;
use super::entity::{Entity, Item};
use super::fault::DxfFault;
use super::model::entities_in_metres;
use super::own_mark::OwnMark;
use super::rings::{Ring, RingIndex};
use super::words::{LayerMeaning, code_and_name};

/// Lines that nearly close were meant to: a gap below so many metres, and below this share of their length.
const MEANT_TO_CLOSE_M: f64 = 20.0;
const MEANT_TO_CLOSE_SHARE: f64 = 0.25;
/// Property with the name of the layer in the drawing.
const CAD_LAYER: &str = "cad_layer";

/// Reads a drawing: one layer for what Hecta marked when it wrote it, and one for each layer of the drawing with other land or lines.
///
/// Positions are metres unless `keep_units` (for who knows the unit better than the drawing); the first number is the easting as a drawing has it. A drawing names no CRS. Unreadable as a whole it is only
/// if it is cut off or is no drawing; entities that no plan uses are named with their number.
pub fn read_raw(bytes: &[u8], keep_units: bool) -> Result<Vec<RawLayer>, ImportError> {
    if bytes.trim_ascii().is_empty() {
        return Err(ImportError::Empty);
    }
    let mut drawing = drawing::read(bytes).map_err(not_dxf)?;
    let mut problems = Vec::new();
    let entities = entities_in_metres(&mut drawing, keep_units, &mut problems);
    let mut content = Content::of(entities, &mut problems);
    let marked = content.take_marked();
    let mut layers = content.layers(&mut problems).map_err(not_dxf)?;
    if let Some(mut own) = marked {
        let said = drawing.custom.iter().find(|(name, _)| name == CRS_PROPERTY).and_then(|(_, crs)| crs.parse().ok());
        own.crs = said.map_or(DeclaredCrs::Missing, DeclaredCrs::Known);
        layers.iter_mut().for_each(|layer| layer.crs = own.crs.clone());
        let custom = drawing.custom.into_iter().filter(|(name, _)| name != CRS_PROPERTY);
        own.members = custom.map(|(name, value)| (name, value.into())).collect();
        layers.insert(0, own);
    }
    if layers.is_empty() {
        layers.push(RawLayer::default());
    }
    problems.append(&mut layers[0].problems);
    layers[0].problems = problems;
    Ok(layers)
}

#[expect(clippy::needless_pass_by_value, reason = "it maps an error")]
fn not_dxf(fault: DxfFault) -> ImportError {
    ImportError::NotDxf { detail: fault.to_string() }
}

/// What the format calls an entity.
type Kind = &'static str;
/// Positions of a line; a point is a line of one.
type Line = Vec<[f64; 2]>;

/// A ring and where it comes from.
struct Origin {
    number: usize,
    layer: String,
    is_hatch: bool,
    had_heights: bool,
    mark: Option<OwnMark>,
}

/// A text of the drawing.
struct Text {
    at: [f64; 2],
    text: String,
    layer: String,
}

/// What the model holds.
#[derive(Default)]
struct Content {
    rings: Vec<Ring>,
    origins: Vec<Origin>,
    /// Lines and points by layer and kind, with the number of the first.
    without_area: BTreeMap<(String, Kind), (usize, Vec<Line>)>,
    texts: Vec<Text>,
    broken: Vec<(usize, String, String)>,
}

impl Content {
    fn of(entities: Vec<Entity>, problems: &mut Vec<ImportProblem>) -> Self {
        let mut content = Self::default();
        let mut open: BTreeMap<String, Vec<(usize, Kind, Line)>> = BTreeMap::new();
        let mut hatches = Vec::new();
        for entity in entities.into_iter().filter(|entity| entity.mark != Some(OwnMark::Decoration)) {
            let Entity { number, kind, layer, item, had_heights, mark, .. } = entity;
            let kind = known_kind(&kind);
            match item {
                Item::Path(path) if path.closed => {
                    content.ring(positions(&path), kind, Origin { number, layer, is_hatch: false, had_heights, mark });
                }
                Item::Path(path) => {
                    let line = positions(&path);
                    match line.len() {
                        0 => {}
                        1 => content.line(layer, kind, number, line),
                        _ => open.entry(layer).or_default().push((number, kind, line)),
                    }
                }
                Item::Hatch(loops) => hatches.push((number, layer, loops)),
                Item::Text { at, text } => content.texts.push(Text { at, text, layer }),
                Item::Point(at) => content.line(layer, kind, number, vec![at]),
                Item::Broken(reason) => content.broken.push((number, layer, reason)),
                Item::Insert(_) | Item::Other => {}
            }
        }
        for (layer, lines) in open {
            content.join(&layer, lines, problems);
        }
        content.add_hatches(hatches);
        content
    }

    fn line(&mut self, layer: String, kind: &'static str, number: usize, line: Vec<[f64; 2]>) {
        self.without_area.entry((layer, kind)).or_insert_with(|| (number, Vec::new())).1.push(line);
    }

    fn ring(&mut self, positions: Vec<[f64; 2]>, kind: &'static str, origin: Origin) {
        match Ring::new(positions) {
            Ok(ring) => {
                self.rings.push(ring);
                self.origins.push(origin);
            }
            Err(positions) if positions.is_empty() => {}
            Err(positions) => self.line(origin.layer, kind, origin.number, positions),
        }
    }

    /// Joins the open lines of a layer; those that nearly close are named.
    fn join(&mut self, layer: &str, lines: Vec<(usize, &'static str, Vec<[f64; 2]>)>, problems: &mut Vec<ImportProblem>) {
        let (facts, paths): (Vec<_>, Vec<_>) = lines.into_iter().map(|(number, kind, path)| ((number, kind), path)).unzip();
        for chain in chains(&paths) {
            let (number, kind) = chain.lines.iter().map(|line| facts[*line]).min().unwrap_or_default();
            if chain.closed {
                let origin = Origin { number, layer: layer.to_owned(), is_hatch: false, had_heights: false, mark: None };
                self.ring(chain.positions, kind, origin);
                continue;
            }
            if is_meant_to_close(&chain) {
                let [east, north] = chain.positions.last().copied().unwrap_or_default();
                let kind = ProblemKind::ChainOpen { layer: layer.to_owned(), gap_m: chain.gap_m(), first: east, second: north };
                problems.push(ImportProblem::new(Place::feature(number), kind));
            }
            self.line(layer.to_owned(), kind, number, chain.positions);
        }
    }

    /// Takes hatches whose land no line outlines.
    fn add_hatches(&mut self, hatches: Vec<(usize, String, Vec<super::entity::Path>)>) {
        let mut added = Vec::new();
        let index = RingIndex::new(&self.rings);
        for (number, layer, loops) in hatches {
            let rings: Vec<Ring> = loops.iter().filter_map(|path| Ring::new(positions(path)).ok()).collect();
            let largest = rings.iter().max_by(|one, other| one.area_m2.total_cmp(&other.area_m2));
            if largest.is_some_and(|ring| !index.has_same_land(ring)) {
                added.extend(rings.into_iter().map(|ring| (ring, number, layer.clone())));
            }
        }
        for (ring, number, layer) in added {
            self.rings.push(ring);
            self.origins.push(Origin { number, layer, is_hatch: true, had_heights: false, mark: None });
        }
    }

    /// The land that Hecta marked, put together as it was; `None` if there is none. Rings whose exterior is gone lose their mark.
    fn take_marked(&mut self) -> Option<RawLayer> {
        let mut features: BTreeMap<(u64, usize), Marked> = BTreeMap::new();
        let mut copies: BTreeMap<(u64, u64, u64), usize> = BTreeMap::new();
        for (ring, origin) in self.origins.iter().enumerate() {
            let Some(OwnMark::Ring { feature, polygon, ring: place, properties }) = &origin.mark else { continue };
            // what was copied in the drawing is land of its own
            let copy = copies.entry((*feature, *polygon, *place)).or_default();
            let marked = features.entry((*feature, *copy)).or_default();
            *copy += 1;
            marked.number = if marked.number == 0 { origin.number } else { marked.number.min(origin.number) };
            marked.had_heights |= origin.had_heights;
            marked.rings.insert((*polygon, *place), ring);
            if let Some(properties) = properties {
                marked.properties = Some(properties.clone());
            }
        }
        let mut layer = RawLayer::default();
        let mut taken = vec![false; self.rings.len()];
        for ((feature, _), marked) in &features {
            let first = features.get(&(*feature, 0)).and_then(|marked| marked.properties.as_ref());
            let Some(properties) = marked.properties.as_ref().or(first) else { continue };
            let mut polygons: BTreeMap<u64, Vec<Vec<[f64; 2]>>> = BTreeMap::new();
            for ((polygon, place), ring) in &marked.rings {
                if *place == 0 || polygons.contains_key(polygon) {
                    taken[*ring] = true;
                    polygons.entry(*polygon).or_default().push(closed(&self.rings[*ring].positions));
                }
            }
            layer.features.push(RawFeature {
                number: marked.number,
                id: None,
                properties: properties.clone(),
                shape: Shape::Polygons { polygons: polygons.into_values().collect(), had_heights: marked.had_heights },
                helper_points: Vec::new(),
            });
        }
        let mut kept = taken.iter().map(|taken| !taken);
        self.rings.retain(|_| kept.next().unwrap_or(true));
        let mut kept = taken.iter().map(|taken| !taken);
        self.origins.retain(|_| kept.next().unwrap_or(true));
        (!layer.features.is_empty()).then_some(layer)
    }

    /// Everything else, by layer of the drawing in the order of their first land.
    fn layers(self, problems: &mut Vec<ImportProblem>) -> Result<Vec<RawLayer>, DxfFault> {
        let index = RingIndex::new(&self.rings);
        let outer: Vec<Option<usize>> = (0..self.rings.len()).map(|ring| self.outer_ring(&index, ring)).collect();
        let (is_hole, inner) = self.nesting(&outer);
        let words = self.words(&index, &is_hole, problems);
        if index.is_exhausted() {
            return Err(DxfFault::TooTangled);
        }
        let has_zones = self.origins.iter().any(|origin| LayerMeaning::of(&origin.layer).is_zone());
        let mut layers: Vec<RawLayer> = Vec::new();
        for (ring, origin) in self.origins.iter().enumerate() {
            let (code, name) = words.get(&ring).cloned().unwrap_or_default();
            if is_hole[ring] && (name.is_none() || origin.is_hatch) {
                continue;
            }
            let holes = inner[ring].iter().copied();
            let rings = std::iter::once(ring).chain(holes).map(|ring| closed(&self.rings[ring].positions)).collect();
            let mut properties = LayerMeaning::of(&origin.layer).properties(has_zones);
            properties.extend(code.map(|code| ("code".to_owned(), code.into())));
            properties.extend(name.map(|name| ("name_vi".to_owned(), name.into())));
            properties.insert(CAD_LAYER.into(), origin.layer.clone().into());
            let shape = Shape::Polygons { polygons: vec![rings], had_heights: origin.had_heights };
            push(&mut layers, &origin.layer, origin.number, properties, shape);
        }
        for (number, layer, reason) in self.broken {
            push(&mut layers, &layer, number, Map::new(), Shape::Broken(reason));
        }
        for ((layer, kind), (number, paths)) in self.without_area {
            let properties = [(CAD_LAYER.to_owned(), Value::from(layer.clone()))].into_iter().collect();
            push(&mut layers, &layer, number, properties, Shape::WithoutArea { kind, paths });
        }
        Ok(layers)
    }

    /// Whether each ring is a hole (the second, fourth … from outside), and the rings directly in each.
    fn nesting(&self, outer: &[Option<usize>]) -> (Vec<bool>, Vec<Vec<usize>>) {
        let mut largest_first: Vec<usize> = (0..outer.len()).collect();
        largest_first.sort_by(|one, other| self.rings[*other].area_m2.total_cmp(&self.rings[*one].area_m2));
        let mut is_hole = vec![false; outer.len()];
        let mut inner = vec![Vec::new(); outer.len()];
        for ring in largest_first {
            if let Some(around) = outer[ring] {
                is_hole[ring] = !is_hole[around];
                inner[around].push(ring);
            }
        }
        (is_hole, inner)
    }

    /// The smallest ring of the same layer (or hatch) around a ring.
    fn outer_ring(&self, index: &RingIndex<'_>, ring: usize) -> Option<usize> {
        let origin = &self.origins[ring];
        let belongs = |other: usize| {
            let other = &self.origins[other];
            other.layer == origin.layer
                && other.is_hatch == origin.is_hatch
                && (!origin.is_hatch || other.number == origin.number)
        };
        index.smallest_around(ring, belongs)
    }

    /// Code and name of each ring from the texts in it; texts that stand in none are counted.
    fn words(
        &self,
        index: &RingIndex<'_>,
        is_hole: &[bool],
        problems: &mut Vec<ImportProblem>,
    ) -> BTreeMap<usize, (Option<String>, Option<String>)> {
        let mut of_ring: BTreeMap<usize, Vec<&Text>> = BTreeMap::new();
        let mut outside = 0;
        for text in &self.texts {
            let around = index.around(text.at);
            let own: Vec<usize> = around.iter().copied().filter(|ring| self.origins[*ring].layer == text.layer).collect();
            let candidates = if own.is_empty() { &around } else { &own };
            let Some(&smallest) = candidates.first() else {
                outside += 1;
                continue;
            };
            // land that fills a hole comes before the hole
            let fills = |ring: &&usize| !is_hole[**ring] && self.rings[**ring].area_m2 <= self.rings[smallest].area_m2 * 1.001;
            let ring = candidates.iter().find(fills).copied().unwrap_or(smallest);
            of_ring.entry(ring).or_default().push(text);
        }
        if outside > 0 {
            let kind = ProblemKind::EntitiesLeftOut { kind: "TEXT".into(), count: outside };
            problems.push(ImportProblem::new(Place::default(), kind));
        }
        let read = |mut texts: Vec<&Text>| {
            texts.sort_by(|one, other| other.at[1].total_cmp(&one.at[1]).then(one.at[0].total_cmp(&other.at[0])));
            code_and_name(texts.iter().flat_map(|text| text.text.lines()))
        };
        of_ring.into_iter().map(|(ring, texts)| (ring, read(texts))).collect()
    }
}

/// A feature that Hecta marked.
#[derive(Default)]
struct Marked {
    number: usize,
    had_heights: bool,
    properties: Option<Map<String, Value>>,
    /// By polygon and place in it.
    rings: BTreeMap<(u64, u64), usize>,
}

fn push(layers: &mut Vec<RawLayer>, name: &str, number: usize, properties: Map<String, Value>, shape: Shape) {
    let feature = RawFeature { number, id: None, properties, shape, helper_points: Vec::new() };
    match layers.iter_mut().find(|layer| layer.name.as_deref() == Some(name)) {
        Some(layer) => layer.features.push(feature),
        None => layers.push(RawLayer { name: Some(name.to_owned()), features: vec![feature].into(), ..RawLayer::default() }),
    }
}

fn closed(ring: &[[f64; 2]]) -> Vec<[f64; 2]> {
    ring.iter().chain(ring.first()).copied().collect()
}

fn is_meant_to_close(chain: &Chain) -> bool {
    let gap_m = chain.gap_m();
    chain.hangs_free && chain.positions.len() > 3 && gap_m < MEANT_TO_CLOSE_M && gap_m < MEANT_TO_CLOSE_SHARE * chain.length_m()
}

/// The kinds of lines and points.
fn known_kind(kind: &str) -> &'static str {
    ["LWPOLYLINE", "POLYLINE", "LINE", "ARC", "CIRCLE"].into_iter().find(|known| *known == kind).unwrap_or("POINT")
}
