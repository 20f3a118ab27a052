//! The model of a drawing, in metres: blocks put in, sheets and hidden layers left out.

use std::collections::BTreeMap;

use super::super::problem::{ImportProblem, Place, ProblemKind};
use super::arcs::positions;
use super::drawing::Drawing;
use super::entity::{Entity, Insert, Item, Path, Vertex};

/// Blocks in blocks deeper than this are left out, as are copies beyond so many vertices.
const DEEPEST_BLOCK: usize = 12;
const MOST_VERTICES: usize = 2_000_000;
/// Eastings and northings of VN-2000 grids in Vietnam, in metres, in either order.
const EASTINGS_M: std::ops::RangeInclusive<f64> = 100_000.0..=900_000.0;
const NORTHINGS_M: std::ops::RangeInclusive<f64> = 900_000.0..=2_700_000.0;

/// The entities of the model, in metres unless `keep_units`; what was left out is told.
pub(super) fn entities_in_metres(drawing: &mut Drawing, keep_units: bool, problems: &mut Vec<ImportProblem>) -> Vec<Entity> {
    let entities = std::mem::take(&mut drawing.entities);
    let mut builder =
        Builder { drawing, found: Vec::new(), vertices: 0, left_out: BTreeMap::new(), on_paper: 0, hidden: BTreeMap::new() };
    for entity in entities {
        builder.add(entity, &Placed::default(), 0);
    }
    let Builder { mut found, left_out, on_paper, hidden, .. } = builder;
    let mut tell = |kind| problems.push(ImportProblem::new(Place::default(), kind));
    let factor = if keep_units { None } else { metres_per_unit(drawing.units, &found, &mut tell) };
    if on_paper > 0 {
        tell(ProblemKind::SheetLeftOut { count: on_paper });
    }
    hidden.into_iter().for_each(|(layer, count)| tell(ProblemKind::HiddenLayerLeftOut { layer, count }));
    left_out.into_iter().for_each(|(kind, count)| tell(ProblemKind::EntitiesLeftOut { kind, count }));
    if let Some(factor) = factor {
        let scaled = Placed { columns: [[factor, 0.0], [0.0, factor]], origin: [0.0, 0.0] };
        found.iter_mut().for_each(|entity| scaled.place(&mut entity.item));
    }
    found
}

/// How a block lies in the drawing: the images of its axes, and of its origin.
#[derive(Debug, Clone, Copy)]
struct Placed {
    columns: [[f64; 2]; 2],
    origin: [f64; 2],
}

impl Default for Placed {
    fn default() -> Self {
        Self { columns: [[1.0, 0.0], [0.0, 1.0]], origin: [0.0, 0.0] }
    }
}

impl Placed {
    fn point(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [[a, b], [c, d]] = self.columns;
        [a.mul_add(x, c * y) + self.origin[0], b.mul_add(x, d * y) + self.origin[1]]
    }

    /// An insertion of a block with base point `base`, shifted by columns and rows, within this one.
    fn insertion(&self, insert: &Insert, base: [f64; 2], [across, up]: [f64; 2]) -> Self {
        let (sin, cos) = insert.rotation_deg.to_radians().sin_cos();
        let turned = |[x, y]: [f64; 2]| [cos.mul_add(x, -sin * y), sin.mul_add(x, cos * y)];
        let columns = [turned([insert.scale[0], 0.0]), turned([0.0, insert.scale[1]])];
        let shift = turned([across, up]);
        let own = Self { columns, origin: [insert.at[0] + shift[0], insert.at[1] + shift[1]] };
        let [x, y] = own.point([-base[0], -base[1]]);
        let own = Self { origin: [x, y], ..own };
        let linear = Self { origin: [0.0, 0.0], ..*self };
        Self { columns: own.columns.map(|column| linear.point(column)), origin: self.point(own.origin) }
    }

    fn place(&self, item: &mut Item) {
        match item {
            Item::Path(path) => self.place_path(path),
            Item::Hatch(loops) => loops.iter_mut().for_each(|path| self.place_path(path)),
            Item::Text { at, .. } | Item::Point(at) => *at = self.point(*at),
            Item::Insert(_) | Item::Other | Item::Broken(_) => {}
        }
    }

    fn place_path(&self, path: &mut Path) {
        let [[a, b], [c, d]] = self.columns;
        let (across, up) = (a.hypot(b), c.hypot(d));
        if (across - up).abs() > 1e-9 * across.max(up) && path.vertices.iter().any(|vertex| vertex.bulge != 0.0) {
            // unequal scales make ellipses of circles
            *path =
                Path { vertices: positions(path).into_iter().map(|at| Vertex { at, bulge: 0.0 }).collect(), closed: path.closed };
        }
        let turn = if a.mul_add(d, -b * c) < 0.0 { -1.0 } else { 1.0 };
        for vertex in &mut path.vertices {
            *vertex = Vertex { at: self.point(vertex.at), bulge: vertex.bulge * turn };
        }
    }
}

struct Builder<'a> {
    drawing: &'a Drawing,
    found: Vec<Entity>,
    vertices: usize,
    left_out: BTreeMap<String, usize>,
    on_paper: usize,
    hidden: BTreeMap<String, usize>,
}

impl Builder<'_> {
    fn add(&mut self, mut entity: Entity, placed: &Placed, depth: usize) {
        if entity.on_paper {
            self.on_paper += 1;
        } else if entity.hidden || self.drawing.hidden_layers.contains(&entity.layer.to_lowercase()) {
            *self.hidden.entry(entity.layer).or_default() += 1;
        } else if let Item::Insert(insert) = &entity.item {
            self.insert(insert, entity.number, &entity.layer, placed, depth);
        } else if matches!(entity.item, Item::Other) || matches!((&entity.item, entity.kind.as_str()), (Item::Broken(_), "HATCH"))
        {
            *self.left_out.entry(entity.kind).or_default() += 1;
        } else {
            if depth > 0 {
                placed.place(&mut entity.item);
                self.vertices += entity.vertices();
            }
            self.found.push(entity);
        }
    }

    fn insert(&mut self, insert: &Insert, number: usize, layer: &str, placed: &Placed, depth: usize) {
        let Some(block) = self.drawing.blocks.get(&insert.block) else { return };
        for row in 0..insert.rows.0 {
            for column in 0..insert.columns.0 {
                if depth >= DEEPEST_BLOCK || self.vertices > MOST_VERTICES {
                    *self.left_out.entry("INSERT".to_owned()).or_default() += 1;
                    return;
                }
                let shift = [column as f64 * insert.columns.1, row as f64 * insert.rows.1];
                let inner = placed.insertion(insert, block.base, shift);
                // an empty block costs time too
                self.vertices += 1;
                for entity in &block.entities {
                    let own_layer = if entity.layer == "0" { layer } else { entity.layer.as_str() };
                    let copy = Entity { number, layer: own_layer.to_owned(), ..entity.clone() };
                    self.add(copy, &inner, depth + 1);
                }
            }
        }
    }
}

/// Metres of a drawing unit, by what the drawing says and what its numbers are; `None` if they are metres already.
fn metres_per_unit(units: i64, entities: &[Entity], tell: &mut impl FnMut(ProblemKind)) -> Option<f64> {
    let (unit, factor) = match units {
        1 => ("in", 0.0254),
        2 => ("ft", 0.3048),
        4 => ("mm", 1e-3),
        5 => ("cm", 1e-2),
        7 => ("km", 1e3),
        14 => ("dm", 0.1),
        _ => return None,
    };
    let points = || {
        entities.iter().filter_map(|entity| match &entity.item {
            Item::Path(path) => path.vertices.first().map(|vertex| vertex.at),
            Item::Point(at) | Item::Text { at, .. } => Some(*at),
            _ => None,
        })
    };
    let fits = |factor: f64| {
        let on_grid = |[x, y]: [f64; 2]| EASTINGS_M.contains(&(x * factor)) && NORTHINGS_M.contains(&(y * factor));
        let fitting = points().filter(|&[x, y]| on_grid([x, y]) || on_grid([y, x])).count();
        fitting > 0 && 2 * fitting >= points().count()
    };
    if !fits(factor) && fits(1.0) {
        tell(ProblemKind::UnitsDoubted { unit });
        return None;
    }
    tell(ProblemKind::UnitsConverted { unit });
    Some(factor)
}
