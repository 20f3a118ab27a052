//! Land that a panel points at: what a step moved, or a cell of a table.

use std::sync::Arc;

use eframe::egui::epaint::Vertex;
use eframe::egui::{Mesh, Painter, Shape, Stroke, epaint};
use geo::{Coord, LineString, TriangulateEarcut};

use super::ink::{edge_on_screen, solid};
use crate::geometry::{GridPoint, Region};
use crate::ui::paint::MapView;
use crate::ui::theme::Theme;

/// Land to be seen above everything else, cut into triangles once.
#[derive(Debug, Clone, Default)]
pub(super) struct ShownLand {
    land: Arc<Region>,
    corners: Vec<GridPoint>,
    triangles: Vec<u32>,
}

impl ShownLand {
    /// Shows `land` from now on; nothing if it is empty.
    pub(super) fn set(&mut self, land: Arc<Region>) {
        if Arc::ptr_eq(&self.land, &land) {
            return;
        }
        *self = Self { land, corners: Vec::new(), triangles: Vec::new() };
        for polygon in self.land.polygons() {
            let first = self.corners.len();
            let Some(&origin) = polygon.exterior.first() else { continue };
            let place = |p: &GridPoint| {
                let (east, north) = origin.delta(*p);
                Coord { x: east as f64, y: north as f64 }
            };
            let line = |ring: &[GridPoint]| LineString::new(ring.iter().map(place).collect());
            let shape = geo::Polygon::new(line(&polygon.exterior), polygon.holes.iter().map(|ring| line(ring)).collect());
            let cut = shape.earcut_triangles_raw();
            let corner = |[x, y]: &[f64; 2]| GridPoint::new(origin.east + *x as i64, origin.north + *y as i64);
            self.corners.extend(cut.vertices.iter().map(corner));
            self.triangles.extend(cut.triangle_indices.iter().map(|index| (first + index) as u32));
        }
    }

    /// Paints it: a veil and a strong outline with a halo.
    pub(super) fn paint(&self, painter: &Painter, view: &MapView, theme: &Theme) {
        if self.land.is_empty() {
            return;
        }
        let color = theme.accent.gamma_multiply(0.35);
        let vertex = |corner: &GridPoint| Vertex { pos: view.to_screen(*corner), uv: epaint::WHITE_UV, color };
        let vertices = self.corners.iter().map(vertex).collect();
        painter.add(Shape::mesh(Mesh { indices: self.triangles.clone(), vertices, ..Mesh::default() }));
        let edges: Vec<_> = self.land.edges().filter_map(|(a, b)| edge_on_screen(view, a, b)).collect();
        solid(painter, &edges, Stroke::new(3.0, theme.accent), Some(theme.halo));
    }
}
