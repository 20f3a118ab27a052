//! Renders small scenes and measures their pixels. With `HECTA_PICTURES=folder` the pictures are kept to be looked at.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use eframe::egui::{Color32, Rect, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::wgpu::{WgpuTestRenderer, create_render_state, default_wgpu_setup};

use super::{Dash, FillStyle, Hatch, HatchKind, LayerBuilder, LayerGeometry, LayerId, LineStyle, MapPainter, MapView};
use crate::geometry::overlay::{Fill, region_from_rings};
use crate::geometry::{GridBox, GridPoint, Region};
use crate::ui::theme::{Theme, ZoneLook};

const LAYER: LayerId = LayerId::new("test");
/// Where the test scenes lie on the plan grid.
const CENTRE: GridPoint = GridPoint::from_mm(609_275_860, 2_275_703_015);

/// Red, green, blue of one picture, 0–255.
struct Picture {
    width: usize,
    pixels: Vec<[u8; 4]>,
}

impl Picture {
    /// Red, green and blue at column `x` of row `y`.
    fn rgb(&self, x: usize, y: usize) -> [f64; 3] {
        let [r, g, b, _] = self.pixels[y * self.width + x];
        [r, g, b].map(f64::from)
    }

    /// How much of a pixel black ink covers on white paper, 0–1.
    fn ink(&self, x: usize, y: usize) -> f64 {
        1.0 - self.rgb(x, y)[0] / 255.0
    }

    fn row(&self, y: usize) -> Vec<f64> {
        (0..self.width).map(|x| self.ink(x, y)).collect()
    }
}

/// A scene: what is painted where, on how fine a screen.
struct Scene {
    size: Vec2,
    pixels_per_point: f32,
    paper: Color32,
    maps: Vec<(MapView, Vec<(LayerId, f32)>)>,
    layers: Vec<(LayerId, LayerGeometry)>,
}

impl Scene {
    fn new(view: MapView, pixels_per_point: f32, layer: LayerGeometry) -> Self {
        let size = view.rect().max.to_vec2();
        let maps = vec![(view, vec![(LAYER, 1.0)])];
        Self { size, pixels_per_point, paper: Color32::WHITE, maps, layers: vec![(LAYER, layer)] }
    }

    fn render(self, name: &str) -> Picture {
        let state = create_render_state(default_wgpu_setup(), egui_wgpu::RendererOptions::PREDICTABLE);
        let painters: Vec<_> = self
            .maps
            .iter()
            .map(|map| {
                let mut painter = MapPainter::new(Some(&state));
                for (id, layer) in &self.layers {
                    painter.set_layer(*id, 1, || layer.clone());
                }
                (painter, map)
            })
            .collect();
        let mut harness = Harness::builder()
            .with_size(self.size)
            .with_pixels_per_point(self.pixels_per_point)
            .with_render_cursor(false)
            .renderer(WgpuTestRenderer::from_render_state(state))
            .build_ui(|ui| {
                ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, self.paper);
                for (painter, (view, order)) in &painters {
                    ui.ctx().debug_painter().add(painter.paint_callback(view, order).expect("a GPU"));
                }
            });
        harness.run();
        let image = harness.render().expect("a picture");
        if let Ok(folder) = std::env::var("HECTA_PICTURES") {
            image.save(format!("{folder}/{name}.png")).expect("the picture's folder");
        }
        Picture { width: image.width() as usize, pixels: image.pixels().map(|pixel| pixel.0).collect() }
    }
}

/// A view of `width` × `height` points at one metre per point around [`CENTRE`].
fn metre_view(width: f32, height: f32) -> MapView {
    MapView::new(Rect::from_min_size(pos2(0.0, 0.0), vec2(width, height)), CENTRE, 1.0)
}

/// The point `east`/`north` metres from [`CENTRE`].
fn at(east_m: f64, north_m: f64) -> GridPoint {
    let [east, north] = CENTRE.to_m();
    GridPoint::from_m(east + east_m, north + north_m).expect("on the grid")
}

fn square(half_m: f64) -> Region {
    let ring = vec![at(-half_m, -half_m), at(half_m, -half_m), at(half_m, half_m), at(-half_m, half_m)];
    region_from_rings([&ring], Fill::NonZero)
}

fn layer(build: impl for<'a> FnOnce(&'a mut LayerBuilder) -> &'a mut LayerBuilder) -> LayerGeometry {
    let mut builder = LayerBuilder::new(at(-700.0, 450.0));
    build(&mut builder);
    builder.build()
}

fn black_hatch(kind: HatchKind, spacing_pt: f32, width_pt: f32) -> FillStyle {
    let hatch = Hatch { kind, colour: Color32::BLACK, spacing_pt, width_pt };
    FillStyle::even(Color32::WHITE, 0.0).with_hatch(hatch)
}

const BLACK_LINE: LineStyle = LineStyle::solid(Color32::BLACK, 3.0);

#[test]
fn hatches_cover_the_share_their_spacing_says_at_every_scale_factor() {
    let (spacing, width) = (8.0_f64, 1.0_f64);
    let dot = std::f64::consts::PI;
    for pixels_per_point in [1.0, 1.5, 2.0] {
        for (kind, width_pt, expected) in [
            (HatchKind::Diagonal, 1.0, width / spacing),
            (HatchKind::BackDiagonal, 1.0, width / spacing),
            (HatchKind::Horizontal, 1.0, width / spacing),
            (HatchKind::CrossHatch, 1.0, 2.0 * width / spacing - (width / spacing).powi(2)),
            (HatchKind::Grid, 1.0, 2.0 * width / spacing - (width / spacing).powi(2)),
            (HatchKind::Dots, 4.0, 2.0 * dot * 4.0 / (spacing * spacing)),
        ] {
            let fill = black_hatch(kind, spacing as f32, width_pt);
            let scene = Scene::new(metre_view(160.0, 160.0), pixels_per_point, layer(|b| b.fill(&square(100.0), fill)));
            let picture = scene.render(&format!("hatch_{kind:?}_{pixels_per_point}"));
            let rows = picture.pixels.len() / picture.width;
            let ink = (0..rows).flat_map(|y| picture.row(y)).sum::<f64>() / picture.pixels.len() as f64;
            // at 1.5 a grid's lines are kept 1 px wide and 12 apart
            let tolerance = if pixels_per_point.fract() > 0.0 && matches!(kind, HatchKind::Grid | HatchKind::Horizontal) {
                0.36
            } else {
                0.06
            };
            assert!((ink / expected - 1.0).abs() < tolerance, "{kind:?} ×{pixels_per_point}: {ink:.4} against {expected:.4}");
        }
    }
}

#[test]
fn grid_lines_are_crisp_wherever_the_map_stands() {
    for pixels_per_point in [1.0, 1.5, 2.0] {
        let mut view = metre_view(90.0, 60.0);
        view.pan(vec2(0.37, -0.61));
        let fill = black_hatch(HatchKind::Grid, 10.0, 1.0);
        let picture = Scene::new(view, pixels_per_point, layer(|b| b.fill(&square(100.0), fill))).render("crisp");
        for y in 0..picture.pixels.len() / picture.width {
            assert!(picture.row(y).iter().all(|ink| *ink < 0.01 || *ink > 0.99), "row {y} ×{pixels_per_point}");
        }
    }
}

#[test]
fn panning_moves_the_whole_picture_hatch_and_dashes_included() {
    let scene = |view| {
        Scene::new(
            view,
            1.0,
            layer(|b| {
                b.fill(&square(80.0), black_hatch(HatchKind::Diagonal, 9.0, 1.0));
                let line = BLACK_LINE.with_dash(Dash::dash_dot(14.0, 5.0, 2.5)).with_halo(Color32::WHITE, 2.0);
                b.closed_line(&[at(-50.0, -60.0), at(70.0, -20.0), at(20.0, 55.0)], line)
            }),
        )
    };
    let view = metre_view(240.0, 200.0);
    let mut panned = view;
    panned.pan(vec2(17.0, -9.0));
    let (before, after) = (scene(view).render("pan_before"), scene(panned).render("pan_after"));
    let mut inked = 0;
    for y in 20..180 {
        for x in 20..200 {
            let (there, here) = (before.ink(x, y), after.ink(x + 17, y - 9));
            assert!((there - here).abs() < 0.03, "{x} {y}: {there} then {here}");
            inked += usize::from(there > 0.5);
        }
    }
    assert!(inked > 1_000, "{inked}");
}

#[test]
fn lines_have_their_width_and_soft_edges_at_every_scale_factor() {
    for pixels_per_point in [1.0, 1.5, 2.0] {
        let line = layer(|b| b.open_line(&[at(-30.0, -300.0), at(60.0, 300.0)], BLACK_LINE));
        let picture = Scene::new(metre_view(200.0, 100.0), pixels_per_point, line).render(&format!("line_{pixels_per_point}"));
        let slope = 90.0_f64 / 600.0;
        let expected = 3.0 * f64::from(pixels_per_point) * slope.hypot(1.0);
        let rows = picture.pixels.len() / picture.width;
        let mut partial = 0;
        for y in 0..rows {
            let row = picture.row(y);
            assert!(
                (row.iter().sum::<f64>() - expected).abs() < 0.12,
                "row {y} ×{pixels_per_point}: {}",
                row.iter().sum::<f64>()
            );
            partial += row.iter().filter(|ink| (0.1..0.9).contains(*ink)).count();
            let middle: f64 =
                row.iter().enumerate().map(|(x, ink)| (x as f64 + 0.5) * ink).sum::<f64>() / row.iter().sum::<f64>();
            let north_m = (rows as f64 / 2.0 - (y as f64 + 0.5)) / f64::from(pixels_per_point);
            let expected_x = (100.0 + 15.0 + slope * north_m) * f64::from(pixels_per_point);
            assert!((middle - expected_x).abs() < 0.1, "row {y} ×{pixels_per_point}: {middle} against {expected_x}");
        }
        assert!(partial > rows, "no soft edges ×{pixels_per_point}");
    }
}

#[test]
fn dashes_leave_gaps_and_run_on_around_corners() {
    // 30 m along the bottom, then up: at the corner the pattern must not start again
    let dash = BLACK_LINE.with_dash(Dash::strokes(12.0, 8.0));
    let line = layer(|b| b.open_line(&[at(-60.0, -40.5), at(-30.0, -40.5), at(-30.0, 59.5)], dash));
    let picture = Scene::new(metre_view(160.0, 120.0), 1.0, line).render("dashes");
    let column: Vec<f64> = (0..120).rev().map(|y| picture.ink(50, y)).collect();
    // 30 m to the corner at row 19.5 from the bottom, so 2 m of stroke are left there, then 8 m of space, 12 m of stroke and so on
    for (stroke, range) in [(false, 23..28), (true, 31..40), (false, 43..48), (true, 51..60), (false, 63..68)] {
        for from_bottom in range {
            let ink = column[from_bottom];
            assert!(if stroke { ink > 0.9 } else { ink < 0.1 }, "{from_bottom}: {ink}");
        }
    }
}

#[test]
fn corners_of_translucent_lines_have_no_spots_and_no_holes() {
    let style = LineStyle::solid(Color32::from_black_alpha(128), 9.0);
    let zigzag =
        [at(-80.0, -20.0), at(-30.0, 30.0), at(0.0, -30.0), at(10.0, 30.0), at(60.0, 20.0), at(20.0, 0.0), at(70.0, -30.0)];
    let line = layer(|b| b.open_line(&zigzag, style));
    let picture = Scene::new(metre_view(200.0, 120.0), 1.0, line).render("joins");
    let darkest = picture.pixels.iter().map(|p| p[0]).min().unwrap_or(0);
    assert!((124..=129).contains(&darkest), "{darkest}");
    let view = metre_view(200.0, 120.0);
    for corner in &zigzag[1..6] {
        let middle = view.to_screen(*corner);
        for (dx, dy) in [(0.0, 0.0), (1.5, 0.0), (-1.5, 0.0), (0.0, 1.5), (0.0, -1.5)] {
            let ink = picture.ink((middle.x + dx) as usize, (middle.y + dy) as usize);
            assert!((ink - 0.5).abs() < 0.02, "a hole at {corner:?}: {ink}");
        }
    }
}

#[test]
fn a_dense_line_stays_whole_when_far_away() {
    // teeth of 0.4 px, 3 px wide: too small to be parted, and yet without holes
    let teeth: Vec<_> = (0..2_000).map(|i| at(f64::from(i) * 0.1 - 100.0, f64::from(i % 3) * 0.2)).collect();
    let line = layer(|b| b.open_line(&teeth, BLACK_LINE));
    let picture = Scene::new(metre_view(180.0, 40.0), 1.0, line).render("dense");
    for x in 0..180 {
        assert!(picture.ink(x, 19) > 0.9 && picture.ink(x, 20) > 0.6, "{x}");
        assert!(picture.ink(x, 15) < 0.05 && picture.ink(x, 25) < 0.05, "{x}");
    }
}

#[test]
fn the_closest_zoom_is_still_in_place() {
    // a 6 km line through a point that is not the layer origin, at half a millimetre per point, seen 700 m from the origin
    let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(200.0, 100.0));
    let view = MapView::new(rect, CENTRE, 0.000_5);
    let line = layer(|b| {
        b.open_line(&[at(-3_000.0, -3_000.0), at(0.0, 0.0), at(3_000.0, 3_000.0)], BLACK_LINE);
        b.fill(&square(0.02), FillStyle::even(Color32::RED, 1.0))
    });
    let picture = Scene::new(view, 1.0, line).render("close");
    for y in 0..100 {
        let row = picture.row(y);
        // red has no ink in the first channel, so only the line counts
        let middle = row.iter().enumerate().map(|(x, ink)| (x as f64 + 0.5) * ink).sum::<f64>() / row.iter().sum::<f64>();
        let expected = 100.0 + (50.0 - (y as f64 + 0.5));
        assert!((middle - expected).abs() < 0.25, "row {y}: {middle} against {expected}");
    }
    assert!(picture.rgb(100 - 30, 50 + 10)[1] < 10.0 && picture.rgb(100 - 45, 50)[1] > 250.0, "the square is 80 points wide");
}

#[test]
fn layers_fade_hide_and_stay_in_their_rectangle() {
    let (left, right) =
        (Rect::from_min_max(pos2(10.0, 10.0), pos2(60.0, 90.0)), Rect::from_min_max(pos2(70.0, 10.0), pos2(120.0, 90.0)));
    let view = MapView::new(left, CENTRE, 1.0);
    let above = LayerId::numbered("test", 1);
    let layers = vec![
        (LAYER, layer(|b| b.fill(&square(100.0), FillStyle::even(Color32::BLACK, 0.8)))),
        (above, layer(|b| b.fill(&square(10.0), FillStyle::even(Color32::from_rgb(0, 255, 0), 1.0)))),
    ];
    let maps = vec![
        (view, vec![(LAYER, 0.5), (above, 1.0), (LayerId::new("not set"), 1.0)]),
        (view.on(right), vec![(above, 0.0), (LAYER, 1.0)]),
    ];
    let scene = Scene { size: vec2(130.0, 100.0), pixels_per_point: 1.0, paper: Color32::WHITE, maps, layers };
    let picture = scene.render("rectangles");
    for (x, y, expected, what) in [
        (20, 20, [153.0; 3], "half of 80 %"),
        (35, 50, [0.0, 255.0, 0.0], "above"),
        (95, 50, [51.0; 3], "the second map hides the upper layer"),
        (9, 50, [255.0; 3], "left of the first map"),
        (65, 50, [255.0; 3], "between the maps"),
        (121, 50, [255.0; 3], "right of the second map"),
        (35, 91, [255.0; 3], "below"),
    ] {
        let found = picture.rgb(x, y);
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() <= 1.5), "{what}: {found:?}");
    }
}

#[test]
fn a_layer_that_changes_is_uploaded_again() {
    let state = create_render_state(default_wgpu_setup(), egui_wgpu::RendererOptions::PREDICTABLE);
    let mut painter = MapPainter::new(Some(&state));
    let frame = Arc::new(AtomicUsize::new(0));
    let shown = Arc::clone(&frame);
    let mut harness = Harness::builder()
        .with_size(vec2(100.0, 100.0))
        .with_render_cursor(false)
        .renderer(WgpuTestRenderer::from_render_state(state))
        .build_ui(move |ui| {
            let version = frame.load(Ordering::Relaxed);
            // grows from one square to many, so that the buffers must grow too
            painter.set_layer(LAYER, version as u64, || {
                layer(|b| {
                    for step in 0..=version {
                        let shift = 20.0 * step as f64 - 40.0;
                        let ring = vec![at(shift, 0.0), at(shift + 9.0, 0.0), at(shift + 9.0, 9.0), at(shift, 9.0)];
                        b.fill(&region_from_rings([&ring], Fill::NonZero), FillStyle::even(Color32::BLACK, 1.0));
                    }
                    b
                })
            });
            ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, Color32::WHITE);
            let callback = painter.paint_callback(&metre_view(100.0, 100.0), &[(LAYER, 1.0)]);
            ui.ctx().debug_painter().add(callback.expect("a GPU"));
        });
    for version in [0, 3, 1] {
        shown.store(version, Ordering::Relaxed);
        harness.run();
        let image = harness.render().expect("a picture");
        for square in 0..4 {
            let is_black = image.get_pixel(14 + 20 * square, 45).0[0] < 10;
            assert_eq!(is_black, square as usize <= version, "square {square} of version {version}");
        }
    }
}

const BACKGROUND: LayerId = LayerId::new("background");
const BOUNDARY: LayerId = LayerId::new("boundary");

/// The regions of a file of `data/`.
fn regions(text: &str) -> Vec<Region> {
    let crs = crate::geometry::crs::ProjectCrs::from_epsg(5897).expect("EPSG:5897");
    let collection: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let features = collection["features"].as_array().expect("features").iter();
    let rings = features.map(|feature| {
        let positions = feature["geometry"]["coordinates"][0].as_array().expect("a ring").iter();
        let number = |value: &serde_json::Value| value.as_f64().expect("a number");
        positions.map(|p| crs.grid_from_lon_lat(number(&p[0]), number(&p[1])).expect("on the grid")).collect::<Vec<_>>()
    });
    rings.map(|ring| region_from_rings([&ring], Fill::NonZero)).collect()
}

/// The sample plan as the window shows it: its layers from bottom to top, and its extent.
fn sample_map(theme: &Theme) -> (Vec<(LayerId, LayerGeometry)>, GridBox) {
    let plan = regions(include_str!("../../../data/sample_plan.geojson"));
    let bounds = plan[0].bounds().expect("an extent");
    let [mut background, mut zones, mut boundary] = [0; 3].map(|_| LayerBuilder::new(bounds.centre()));
    background.borders(&regions(include_str!("../../../data/communes_2020.geojson")), theme.commune_2020_line());
    background.borders(&regions(include_str!("../../../data/communes_2025.geojson")), theme.commune_2025_line());
    for (zone, look) in plan[1..].iter().zip(LOOKS) {
        zones.fill(zone, theme.zone_fill(look)).outline(zone, theme.zone_border(look));
    }
    boundary.outline(&plan[0], theme.boundary_line());
    (vec![(BACKGROUND, background.build()), (LAYER, zones.build()), (BOUNDARY, boundary.build())], bounds)
}

const LOOKS: [ZoneLook; 3] = [ZoneLook::RD_LABORATORY, ZoneLook::PRODUCTION, ZoneLook::STARTUP_HUB];

#[test]
fn the_sample_plan_appears_in_both_themes() {
    for (name, theme) in [("light", Theme::LIGHT), ("dark", Theme::DARK)] {
        for pixels_per_point in [1.0, 1.5, 2.0] {
            let (layers, bounds) = sample_map(&theme);
            let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(640.0, 420.0));
            let order = layers.iter().map(|(id, _)| (*id, 1.0)).collect();
            let maps = vec![(MapView::fitting(rect, bounds, 24.0), order)];
            let scene = Scene { size: rect.size(), pixels_per_point, paper: theme.paper, maps, layers };
            let picture = scene.render(&format!("plan_{name}_{pixels_per_point}"));
            for look in LOOKS {
                // between the lines of its hatch a zone is its colour at 22 % on paper
                let shown =
                    [0, 1, 2].map(|i| 0.22 * f64::from(look.colour.to_array()[i]) + 0.78 * f64::from(theme.paper.to_array()[i]));
                let is_shown = |p: &&[u8; 4]| (0..3).all(|i| (f64::from(p[i]) - shown[i]).abs() < 2.0);
                let share = picture.pixels.iter().filter(is_shown).count() as f64 / picture.pixels.len() as f64;
                assert!(share > 0.03, "{look:?} in {name} ×{pixels_per_point}: {share:.3} of the picture");
            }
        }
    }
}
