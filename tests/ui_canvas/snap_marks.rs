//! What snapping looks like: each kind of target has a sign at its place, in both themes.

use eframe::egui::{self, Pos2, Vec2, vec2};
use hecta::geometry::coverage::DirectedEdge;
use hecta::geometry::{GridBox, GridPoint};
use hecta::io::embedded::SamplePlan;
use hecta::tool::{Angles, SnapKind, SnapKinds, SnapSettings, SnapTarget, ToolKind};
use hecta::ui::theme::Theme;

use super::stage::{Look, Stage, session};

/// The longest edge that two zones share.
fn long_edge(stage: &Stage) -> DirectedEdge {
    let plan = stage.session().plan();
    let boundary = plan.boundary().expect("a boundary").outline.noded();
    let outer: Vec<_> = boundary.edges().collect();
    let edges = plan.zones().flat_map(|zone| zone.region.edges()).filter(|edge| !outer.contains(edge));
    edges.max_by_key(|(a, b)| (a.distance_squared(*b), *a)).expect("zones share edges")
}

fn choose(stage: &mut Stage, targets: &[SnapTarget]) {
    let kinds = SnapKinds::only(targets);
    stage.session_mut().set_snaps(SnapSettings { kinds, ..SnapSettings::default() });
}

/// Moves there, looks, and says what the cursor is snapped to.
fn seen(stage: &mut Stage, theme: &Theme, name: &str, at: Pos2) -> SnapKind {
    stage.move_to(at);
    let snap = stage.session().tool().snap().expect("a cursor");
    let mark = stage.screen(snap.point);
    let pixels = stage.picture(&format!("snap_{name}_{}", if theme.is_dark { "dark" } else { "light" }));
    let width = Look::default().size.x as usize;
    let is_accent = |pixel: &[u8; 4]| pixel.iter().zip(theme.accent.to_array()).take(3).all(|(a, b)| a.abs_diff(b) <= 40);
    let (x, y) = (mark.x as usize, mark.y as usize);
    let near = (y - 9..y + 9).flat_map(|y| &pixels[y * width + x - 9..y * width + x + 9]);
    let count = near.filter(|pixel| is_accent(pixel)).count();
    assert!(count >= 12, "{name}: {count} points of the sign are seen");
    snap.kind
}

#[test]
fn each_kind_of_target_has_its_sign() {
    for (egui_theme, theme) in [(egui::Theme::Light, &Theme::LIGHT), (egui::Theme::Dark, &Theme::DARK)] {
        let mut stage = Stage::new(session(SamplePlan::Finished), Look { theme: egui_theme, gpu: true, ..Look::default() });
        let edge = long_edge(&stage);
        let margin_um = (edge.0.distance_m(edge.1) * 400_000.0) as i64;
        let around = GridBox::from_corners(edge.0, edge.1).grown(margin_um);
        stage.harness.state_mut().canvas.zoom_to(around);
        stage.harness.run();
        stage.session_mut().set_tool(ToolKind::Polygon);
        let (a, b) = (stage.screen(edge.0), stage.screen(edge.1));
        let (along, aside) = ((b - a).normalized(), (b - a).normalized().rot90());
        let on_edge = |part: f32, off: f32| a + (b - a) * part + aside * off;
        use SnapTarget::{Border, Extension, Grid, Intersection, Midpoint, Parallel, Perpendicular, Vertex};
        let all = &[Vertex, Intersection, Midpoint, Border, Perpendicular];

        choose(&mut stage, all);
        assert_eq!(seen(&mut stage, theme, "vertex", a + vec2(3.0, 2.0)), SnapKind::Vertex);
        assert!(matches!(seen(&mut stage, theme, "midpoint", on_edge(0.5, 3.0)), SnapKind::Midpoint(_)));
        assert!(matches!(seen(&mut stage, theme, "border", on_edge(0.3, 3.0)), SnapKind::Border(_)));
        stage.session_mut().set_snapping(false);
        stage.click(on_edge(0.37, 90.0));
        choose(&mut stage, all);
        assert!(matches!(seen(&mut stage, theme, "perpendicular", on_edge(0.37, 3.0) + along), SnapKind::Perpendicular(_)));
        choose(&mut stage, &[Perpendicular]);
        let guide = seen(&mut stage, theme, "guide_perpendicular", on_edge(0.37, 40.0) + along * 2.0);
        assert!(matches!(guide, SnapKind::Guide(_)), "{guide:?}");
        choose(&mut stage, &[Parallel]);
        let guide = seen(&mut stage, theme, "parallel", on_edge(0.7, 92.0));
        assert!(matches!(guide, SnapKind::Guide(_)), "{guide:?}");
        choose(&mut stage, &[Extension]);
        stage.move_to(b);
        let guide = seen(&mut stage, theme, "extension", b + along * 40.0 + aside * 2.0);
        assert!(matches!(guide, SnapKind::Guide(_)), "{guide:?}");
        choose(&mut stage, &[Grid]);
        assert_eq!(seen(&mut stage, theme, "grid", on_edge(0.2, 60.0)), SnapKind::Grid);

        choose(&mut stage, &[Intersection]);
        stage.session_mut().toggle_angles(Angles::Orthogonal);
        assert_eq!(seen(&mut stage, theme, "locked", on_edge(0.37, 90.0) + Vec2::new(60.0, -9.0)), SnapKind::Locked);
        stage.session_mut().toggle_angles(Angles::Orthogonal);

        stage.session_mut().escape();
        let bounds = stage.session().plan().bounds().expect("a plan");
        stage.harness.state_mut().canvas.zoom_to(bounds.grown(400_000_000));
        stage.harness.run();
        let outside = GridPoint::new(bounds.centre().east, bounds.max.north + 200_000_000);
        let outside = stage.screen(outside);
        assert!(matches!(seen(&mut stage, theme, "wall", outside), SnapKind::Wall(_, None)));
    }
}
