//! Grid points as the numbers that text formats write, with helper points where a lon/lat chord would leave a straight edge.

use std::collections::HashMap;

use super::export_error::ExportError;
use crate::geometry::crs::{ChordDivider, Decimals, FileCrs, LonLatWriter};
use crate::geometry::grid::{Polygon, ring_edges};
use crate::geometry::{GridPoint, ProjectCrs};

/// Closed rings of a polygon, exterior first.
type Rings = Vec<Vec<[f64; 2]>>;

/// How positions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WriteOptions {
    /// The grid the regions lie on.
    pub plan_crs: ProjectCrs,
    /// WGS 84 as RFC 7946 demands, or a VN-2000 grid in metres, which is then named in the `crs` member of GeoJSON 2008.
    pub target: FileCrs,
    /// Decimals of a degree; metres always have as many as the micrometre needs.
    pub decimals: Decimals,
}

/// Positions as they are written; a shared vertex is computed once, a shared edge is divided once.
pub(super) struct Positions {
    form: Form,
    known: HashMap<GridPoint, [f64; 2]>,
    helpers: HashMap<(GridPoint, GridPoint), Vec<GridPoint>>,
}

enum Form {
    LonLat { writer: LonLatWriter, divider: ChordDivider },
    Metres { from: ProjectCrs, to: ProjectCrs },
}

impl Positions {
    /// Positions in the target of `options`.
    pub(super) fn new(options: WriteOptions) -> Result<Self, ExportError> {
        let form = match options.target {
            FileCrs::Wgs84 => Form::LonLat {
                writer: LonLatWriter::new(options.plan_crs, options.decimals)?,
                divider: ChordDivider::new(options.plan_crs)?,
            },
            FileCrs::Grid(to) => Form::Metres { from: options.plan_crs, to },
            crs => return Err(ExportError::CrsNotWritten { crs }),
        };
        Ok(Self { form, known: HashMap::new(), helpers: HashMap::new() })
    }

    /// Largest distance in metres between a vertex and what is written for it reads back as.
    pub(super) fn largest_error_m(&self) -> f64 {
        match &self.form {
            Form::LonLat { writer, .. } => writer.largest_error_m(),
            Form::Metres { .. } => 0.0,
        }
    }

    /// The closed rings of a polygon, and per ring the places of its helper points.
    pub(super) fn polygon(&mut self, polygon: &Polygon) -> Result<(Rings, Vec<Vec<usize>>), ExportError> {
        let mut marks = Vec::new();
        let mut rings = Vec::new();
        for ring in polygon.rings() {
            let mut helper_places = Vec::new();
            let mut closed = Vec::new();
            for (a, b) in ring_edges(ring) {
                closed.push(self.position(a)?);
                for helper in self.helper_points(a, b)? {
                    helper_places.push(closed.len());
                    closed.push(self.position(helper)?);
                }
            }
            closed.extend(closed.first().copied());
            rings.push(closed);
            marks.push(helper_places);
        }
        Ok((rings, marks))
    }

    fn helper_points(&mut self, a: GridPoint, b: GridPoint) -> Result<Vec<GridPoint>, ExportError> {
        let Form::LonLat { divider, .. } = &self.form else { return Ok(Vec::new()) };
        let (first, last) = (a.min(b), a.max(b));
        let mut helpers = match self.helpers.get(&(first, last)) {
            Some(ready) => ready.clone(),
            None => {
                let helpers = divider.helper_points(first, last)?;
                self.helpers.insert((first, last), helpers.clone());
                helpers
            }
        };
        if first != a {
            helpers.reverse();
        }
        Ok(helpers)
    }

    /// The numbers that are written for a point. Up to 15 digits a number is written as it was rounded, to the digit.
    fn position(&mut self, point: GridPoint) -> Result<[f64; 2], ExportError> {
        if let Some(known) = self.known.get(&point) {
            return Ok(*known);
        }
        let position = match &mut self.form {
            Form::LonLat { writer, .. } => {
                let text = writer.write(point)?;
                [number(&text.lon), number(&text.lat)]
            }
            Form::Metres { from, to } => to.grid_from_other(*from, &[point])?[0].to_m(),
        };
        self.known.insert(point, position);
        Ok(position)
    }
}

/// The number a decimal text stands for; the texts come from the writer of coordinates.
fn number(text: &str) -> f64 {
    text.parse().expect("the writer of coordinates writes decimal numbers")
}
