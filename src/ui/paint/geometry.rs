//! From regions of the plan grid to triangles and lines relative to a layer origin.

use std::collections::HashSet;

use geo::{LineString, TriangulateEarcut};

use super::style::{FillStyle, LineStyle};
use crate::geometry::grid::{UM_PER_M, ring_edges};
use crate::geometry::{GridBox, GridPoint, Polygon, Region};

/// What one layer of the map shows, ready to be uploaded.
///
/// Positions are metres east and north of [`origin`](Self::origin) in `f32`: with an origin in the middle of a park they
/// are exact to 0.2 mm. For drawing only; hit tests and areas use the plan grid.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerGeometry {
    /// Where positions count from; hatches are fixed to it.
    pub origin: GridPoint,
    /// Filled areas, drawn in this order below all lines.
    pub fills: Vec<FillBatch>,
    /// Lines; the halos of all batches lie below all lines.
    pub lines: Vec<LineBatch>,
}

/// All filled areas of one style.
#[derive(Debug, Clone, PartialEq)]
pub struct FillBatch {
    /// How they look.
    pub style: FillStyle,
    /// Vertices, metres from the layer origin.
    pub vertices: Vec<[f32; 2]>,
    /// Three vertices per triangle.
    pub triangles: Vec<u32>,
}

/// All lines of one style, as one chain of points.
#[derive(Debug, Clone, PartialEq)]
pub struct LineBatch {
    /// How they look.
    pub style: LineStyle,
    /// Each line as its points, with one more before and after it that says which way the line goes on there.
    pub points: Vec<LinePoint>,
}

/// A point of a line as the GPU reads it.
#[derive(Debug, Clone, Copy, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub struct LinePoint {
    /// Metres from the layer origin.
    pub position: [f32; 2],
    /// Length of the line up to here, metres.
    pub along: f32,
    /// 1 where a segment to the next point begins, otherwise 0.
    pub starts_segment: f32,
}

impl LayerGeometry {
    /// The bytes it takes, here and again on the GPU.
    pub fn bytes(&self) -> usize {
        let fills = self.fills.iter().map(|fill| size_of_val(&*fill.vertices) + size_of_val(&*fill.triangles));
        fills.sum::<usize>() + self.lines.iter().map(|line| size_of_val(&*line.points)).sum::<usize>()
    }
}

/// Collects the fills and lines of a layer; equal styles become one batch.
#[derive(Debug, Clone)]
pub struct LayerBuilder {
    layer: LayerGeometry,
}

impl LayerBuilder {
    /// An empty layer whose positions count from `origin`; choose it near the middle of what the layer shows.
    pub const fn new(origin: GridPoint) -> Self {
        Self { layer: LayerGeometry { origin, fills: Vec::new(), lines: Vec::new() } }
    }

    /// Fills a region.
    pub fn fill(&mut self, region: &Region, style: FillStyle) -> &mut Self {
        for polygon in region.polygons() {
            self.fill_polygon(polygon, style);
        }
        self
    }

    /// Fills a polygon; its rings must be simple and its holes inside.
    pub fn fill_polygon(&mut self, polygon: &Polygon, style: FillStyle) -> &mut Self {
        let line_string = |ring: &[GridPoint]| LineString::from_iter(ring.iter().map(|p| self.offset_m(*p)));
        let shape = geo::Polygon::new(line_string(&polygon.exterior), polygon.holes.iter().map(|h| line_string(h)).collect());
        let triangulation = shape.earcut_triangles_raw();
        let batch = self.fill_batch(style);
        let first = batch.vertices.len();
        batch.vertices.extend(triangulation.vertices.iter().map(|[east, north]| [*east as f32, *north as f32]));
        batch.triangles.extend(triangulation.triangle_indices.iter().map(|i| (first + i) as u32));
        self
    }

    /// Fills boxes.
    pub fn fill_boxes(&mut self, boxes: impl IntoIterator<Item = GridBox>, style: FillStyle) -> &mut Self {
        for GridBox { min, max } in boxes {
            let corners = [min, GridPoint::new(max.east, min.north), max, GridPoint::new(min.east, max.north)];
            let corners = corners.map(|corner| self.offset_m(corner).map(|m| m as f32));
            let batch = self.fill_batch(style);
            let first = batch.vertices.len() as u32;
            batch.vertices.extend(corners);
            batch.triangles.extend([0, 1, 2, 0, 2, 3].map(|corner| first + corner));
        }
        self
    }

    /// Draws all rings of a region.
    pub fn outline(&mut self, region: &Region, style: LineStyle) -> &mut Self {
        for ring in region.rings() {
            self.closed_line(ring, style);
        }
        self
    }

    /// Draws the borders of `regions`, a border shared by several only once.
    ///
    /// Dashes would fill each other's spaces if a shared border were drawn from both sides.
    pub fn borders<'a>(&mut self, regions: impl IntoIterator<Item = &'a Region>, style: LineStyle) -> &mut Self {
        let mut drawn = HashSet::new();
        for ring in regions.into_iter().flat_map(Region::rings) {
            self.new_runs(ring, &mut drawn, style);
        }
        self
    }

    /// Draws the closed line through `ring`.
    pub fn closed_line(&mut self, ring: &[GridPoint], style: LineStyle) -> &mut Self {
        self.add_line(ring, true, style);
        self
    }

    /// Draws the open line through `points`.
    pub fn open_line(&mut self, points: &[GridPoint], style: LineStyle) -> &mut Self {
        self.add_line(points, false, style);
        self
    }

    /// The finished layer.
    pub fn build(self) -> LayerGeometry {
        self.layer
    }

    /// The stretches of `ring` none of whose edges is in `drawn`, which then holds them.
    fn new_runs(&mut self, ring: &[GridPoint], drawn: &mut HashSet<(GridPoint, GridPoint)>, style: LineStyle) {
        let is_new: Vec<_> = ring_edges(ring).map(|(a, b)| drawn.insert((a.min(b), a.max(b)))).collect();
        let Some(first_old) = is_new.iter().position(|new| !new) else {
            self.add_line(ring, true, style);
            return;
        };
        // begin behind an edge that is already there, so that no run is cut at the ring's first vertex
        let mut run = Vec::new();
        for step in 1..=ring.len() {
            let at = (first_old + step) % ring.len();
            run.push(ring[at]);
            if !is_new[at] {
                self.add_line(&run, false, style);
                run.clear();
            }
        }
    }

    fn add_line(&mut self, points: &[GridPoint], closed: bool, style: LineStyle) {
        let mut path: Vec<_> = points.iter().map(|p| self.offset_m(*p)).collect();
        path.dedup();
        while closed && path.len() > 1 && path.first() == path.last() {
            path.pop();
        }
        let &[first, .., last] = path.as_slice() else { return };
        let closed = closed && path.len() > 2;
        let (before, after) = if closed { (last, path[1]) } else { (first, last) };
        if closed {
            path.push(first);
        }
        let line_point = |[east, north]: [f64; 2], along: f64, starts_segment: f32| LinePoint {
            position: [east as f32, north as f32],
            along: along as f32,
            starts_segment,
        };
        let line = &mut self.line_batch(style).points;
        line.push(line_point(before, 0.0, 0.0));
        let (mut along, ends) = (0.0, path.len() - 1);
        for (i, point) in path.iter().enumerate() {
            line.push(line_point(*point, along, if i < ends { 1.0 } else { 0.0 }));
            if let Some(next) = path.get(i + 1) {
                along += (next[0] - point[0]).hypot(next[1] - point[1]);
            }
        }
        line.push(line_point(after, along, 0.0));
    }

    fn offset_m(&self, point: GridPoint) -> [f64; 2] {
        let metres = |um: i64, origin_um: i64| (um - origin_um) as f64 / UM_PER_M as f64;
        [metres(point.east, self.layer.origin.east), metres(point.north, self.layer.origin.north)]
    }

    fn fill_batch(&mut self, style: FillStyle) -> &mut FillBatch {
        let fills = &mut self.layer.fills;
        let at = fills.iter().position(|batch| batch.style == style).unwrap_or_else(|| {
            fills.push(FillBatch { style, vertices: Vec::new(), triangles: Vec::new() });
            fills.len() - 1
        });
        &mut fills[at]
    }

    fn line_batch(&mut self, style: LineStyle) -> &mut LineBatch {
        let lines = &mut self.layer.lines;
        let at = lines.iter().position(|batch| batch.style == style).unwrap_or_else(|| {
            lines.push(LineBatch { style, points: Vec::new() });
            lines.len() - 1
        });
        &mut lines[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::Color32;

    const FILL: FillStyle = FillStyle::even(Color32::RED, 0.5);
    const LINE: LineStyle = LineStyle::solid(Color32::BLACK, 2.0);

    fn ring(mm: &[(i64, i64)]) -> Vec<GridPoint> {
        mm.iter().map(|(e, n)| GridPoint::from_mm(609_000_000 + e, 2_275_000_000 + n)).collect()
    }

    fn layer(build: impl FnOnce(&mut LayerBuilder)) -> LayerGeometry {
        let mut builder = LayerBuilder::new(GridPoint::from_mm(609_001_000, 2_275_001_000));
        build(&mut builder);
        builder.build()
    }

    /// Sum of the triangles' areas in m², each counted positive.
    fn drawn_m2(layer: &LayerGeometry) -> f64 {
        let corner = |batch: &FillBatch, i: u32| batch.vertices[i as usize].map(f64::from);
        layer.fills.iter().flat_map(|batch| batch.triangles.as_chunks::<3>().0.iter().map(move |t| (batch, t))).fold(
            0.0,
            |sum, (batch, triangle)| {
                let [a, b, c] = triangle.map(|i| corner(batch, i));
                sum + ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).abs() / 2.0
            },
        )
    }

    fn covers(layer: &LayerGeometry, [east, north]: [f64; 2]) -> bool {
        layer.fills.iter().any(|batch| {
            batch.triangles.as_chunks::<3>().0.iter().any(|triangle| {
                let corners = triangle.map(|i| batch.vertices[i as usize].map(f64::from));
                let side = |i: usize| {
                    let ([ax, ay], [bx, by]) = (corners[i], corners[(i + 1) % 3]);
                    (bx - ax) * (north - ay) - (by - ay) * (east - ax)
                };
                let sides = [side(0), side(1), side(2)];
                sides.iter().all(|s| *s > 0.0) || sides.iter().all(|s| *s < 0.0)
            })
        })
    }

    #[test]
    fn triangles_have_the_area_of_the_polygon_and_leave_holes_open() {
        let polygon = Polygon {
            exterior: ring(&[
                (0, 0),
                (900_000, -40_000),
                (1_400_000, 300_000),
                (1_000_000, 300_000),
                (700_000, 1_100_000),
                (0, 800_000),
            ]),
            holes: vec![
                ring(&[(200_000, 200_000), (200_000, 400_000), (300_000, 400_000), (300_000, 200_000)]),
                ring(&[(500_000, 500_000), (550_000, 700_000), (600_000, 500_000)]),
            ],
        };
        let layer = layer(|b| {
            b.fill_polygon(&polygon, FILL);
        });
        let expected = polygon.area().m2();
        assert!((drawn_m2(&layer) / expected - 1.0).abs() < 1e-6, "{} against {expected}", drawn_m2(&layer));
        let from_origin = |east: f64, north: f64| [east - 1.0, north - 1.0];
        assert!(covers(&layer, from_origin(100.0, 300.0)));
        assert!(!covers(&layer, from_origin(250.0, 300.0)), "hole");
        assert!(!covers(&layer, from_origin(550.0, 560.0)), "hole");
        assert!(!covers(&layer, from_origin(1_300.0, 500.0)), "outside");
    }

    #[test]
    fn a_ragged_ring_with_many_corners_keeps_its_area() {
        let corner = |i: i64| {
            let angle = i as f64 / 2_000.0 * std::f64::consts::TAU;
            let radius = 1_500_000.0 * (1.0 + 0.15 * (17.0 * angle).sin() + 0.02 * (311.0 * angle).cos());
            ((radius * angle.cos()) as i64, (radius * angle.sin()) as i64)
        };
        let exterior = ring(&(0..2_000).map(corner).collect::<Vec<_>>());
        let polygon = Polygon { exterior, holes: Vec::new() };
        let layer = layer(|b| {
            b.fill_polygon(&polygon, FILL);
        });
        assert!((drawn_m2(&layer) / polygon.area().m2() - 1.0).abs() < 1e-6);
    }

    #[test]
    fn boxes_are_filled_and_their_bytes_counted() {
        let [min, max] = [ring(&[(0, 0)])[0], ring(&[(3_000, 2_000)])[0]];
        let layer = layer(|b| {
            b.fill_boxes([GridBox { min, max }], FILL);
        });
        assert!((drawn_m2(&layer) - 6.0).abs() < 1e-6);
        assert!(covers(&layer, [0.0, 0.5]) && covers(&layer, [0.0, -0.5]) && !covers(&layer, [2.5, 0.0]));
        assert_eq!(layer.bytes(), 4 * 8 + 6 * 4);
    }

    #[test]
    fn equal_styles_are_one_batch() {
        let square = |at: i64| Polygon {
            exterior: ring(&[(at, 0), (at + 1_000, 0), (at + 1_000, 1_000), (at, 1_000)]),
            holes: Vec::new(),
        };
        let layer = layer(|b| {
            b.fill_polygon(&square(0), FILL).fill_polygon(&square(2_000), FillStyle::even(Color32::BLUE, 0.5));
            b.fill_polygon(&square(4_000), FILL).closed_line(&square(0).exterior, LINE);
        });
        assert_eq!(layer.fills.iter().map(|f| f.vertices.len()).collect::<Vec<_>>(), [8, 4]);
        assert!((drawn_m2(&layer) - 3.0).abs() < 1e-6);
        assert!(layer.fills[0].triangles.iter().all(|i| *i < 8));
        assert_eq!(layer.lines.len(), 1);
    }

    fn segments(layer: &LayerGeometry) -> Vec<([f32; 2], [f32; 2])> {
        let points = &layer.lines[0].points;
        points.windows(2).filter(|w| w[0].starts_segment > 0.0).map(|w| (w[0].position, w[1].position)).collect()
    }

    #[test]
    fn a_closed_line_knows_its_way_around_and_its_length() {
        let square = ring(&[(0, 0), (4_000, 0), (4_000, 3_000), (4_000, 3_000), (0, 3_000), (0, 0)]);
        let layer = layer(|b| {
            b.closed_line(&square, LINE);
        });
        let points = &layer.lines[0].points;
        assert_eq!(segments(&layer).len(), 4, "repeated corners are dropped");
        assert_eq!(points.len(), 7);
        assert_eq!((points[0].position, points[6].position), (points[4].position, points[2].position));
        assert!((points[5].along - 14.0).abs() < 1e-6);
        assert_eq!(points[5].position.map(f32::to_bits), points[1].position.map(f32::to_bits));
    }

    #[test]
    fn lines_without_length_are_left_out() {
        let layer = layer(|b| {
            let point = ring(&[(5, 5)]);
            b.open_line(&[], LINE).open_line(&point, LINE).closed_line(&[point[0], point[0]], LINE);
        });
        assert!(layer.lines.is_empty());
    }

    #[test]
    fn a_shared_border_is_drawn_once() {
        let left = ring(&[(0, 0), (1_000, 0), (1_000, 500), (1_000, 1_000), (0, 1_000)]);
        let right = ring(&[(1_000, 0), (2_000, 0), (2_000, 1_000), (1_000, 1_000), (1_000, 500)]);
        let mut drawn = HashSet::new();
        let layer = layer(|b| {
            b.new_runs(&left, &mut drawn, LINE);
            b.new_runs(&right, &mut drawn, LINE);
            b.new_runs(&left, &mut drawn, LINE);
        });
        let segments = segments(&layer);
        assert_eq!(segments.len(), 8);
        let mut unique: Vec<_> = segments.iter().map(|(a, b)| [a, b].map(|p| p.map(f32::to_bits))).collect();
        unique.iter_mut().for_each(|edge| edge.sort_unstable());
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), 8);
        assert_eq!(layer.lines[0].points.iter().filter(|p| p.along == 0.0 && p.starts_segment > 0.0).count(), 2, "two lines");
    }
}
