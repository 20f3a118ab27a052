//! Gestures on the map through egui's events, and what becomes of plan, figures and view.

use eframe::egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, pos2, vec2};
use hecta::geometry::grid::ring_edges;
use hecta::geometry::{ExactArea, GridPoint};
use hecta::io::embedded::SamplePlan;
use hecta::plan::Face;
use hecta::tool::ToolKind;

use super::stage::{Look, Stage, empty_session, session, session_on};

/// A rectangle of screen places around the middle of the map, as shares of its size.
fn corners(stage: &Stage, [left, top, right, bottom]: [f32; 4]) -> [Pos2; 4] {
    let map = stage.map();
    let at = |x: f32, y: f32| pos2(map.min.x + map.width() * x, map.min.y + map.height() * y);
    [at(left, top), at(right, top), at(right, bottom), at(left, bottom)]
}

/// Σ zones + unallocated = boundary, to the last integer.
fn assert_adds_up(stage: &Stage) {
    assert!(stage.session().plan().adds_up());
}

/// A vertex inside the park that the two zones share and no third one has.
pub fn shared_vertex(stage: &Stage, a: &str, b: &str) -> GridPoint {
    let plan = stage.session().plan();
    let owners = [Face::Zone(stage.zone(a)), Face::Zone(stage.zone(b))];
    let zone = plan.zone(stage.zone(a)).expect("a zone");
    let inside = |v: &GridPoint| plan.index().owners_of_vertex(*v) == owners;
    let shared: Vec<_> = zone.region.vertices().filter(inside).collect();
    shared[shared.len() / 2]
}

#[test]
fn a_zone_is_drawn_by_clicking_and_the_figures_move_with_the_cursor() {
    let mut stage = Stage::new(empty_session(), Look::default());
    stage.session_mut().set_tool(ToolKind::Polygon);
    let [a, b, c, d] = corners(&stage, [0.35, 0.35, 0.6, 0.6]);
    let before = stage.session().ledger().clone();
    assert_eq!(before.zones_total, ExactArea::ZERO);
    for corner in [a, b, c] {
        stage.click(corner);
    }
    stage.move_to(d);
    let first = stage.session().ledger().zones_total;
    stage.move_to(d + vec2(-20.0, 20.0));
    let second = stage.session().ledger().zones_total;
    assert!(ExactArea::ZERO < first && first < second, "{first:?} {second:?}");
    assert!(stage.session().history().next_undo().is_none(), "a preview is no step");
    stage.click(d);
    stage.key(Key::Enter);
    assert_eq!(stage.session().ledger().zones_total, first);
    assert_eq!(stage.session().plan().zones().len(), 1);
    assert_eq!(stage.session().selection().len(), 1, "what was drawn is selected");
    assert_adds_up(&stage);
}

#[test]
fn a_double_click_closes_the_shape_with_the_corner_it_stands_on() {
    let mut stage = Stage::new(empty_session(), Look::default());
    stage.session_mut().set_tool(ToolKind::Polygon);
    let [a, b, c, d] = corners(&stage, [0.35, 0.35, 0.6, 0.6]);
    for corner in [a, b, c] {
        stage.click(corner);
    }
    stage.double_click(d);
    let zone = stage.session().plan().zones().next().expect("a zone");
    assert_eq!(zone.region.vertex_count(), 4);
    assert!(stage.session().tool().sketch().len() < 2, "the tool waits for the next zone");
}

#[test]
fn a_double_click_on_the_first_corner_closes_once_and_begins_nothing() {
    let mut stage = Stage::new(empty_session(), Look::default());
    stage.session_mut().set_tool(ToolKind::Polygon);
    let [a, b, c, d] = corners(&stage, [0.35, 0.35, 0.6, 0.6]);
    for corner in [a, b, c, d] {
        stage.click(corner);
    }
    stage.double_click(a);
    assert_eq!(stage.session().plan().zones().len(), 1);
    assert_eq!(stage.session().tool().sketch(), []);
    assert_eq!(stage.session().told(), None);
}

#[test]
fn escape_restores_the_plan_and_backspace_drops_a_corner() {
    let mut stage = Stage::new(session(SamplePlan::Unfinished), Look::default());
    stage.session_mut().set_tool(ToolKind::Polygon);
    let (plan, ledger) = (stage.session().plan().clone(), stage.session().ledger().clone());
    let [a, b, c, d] = corners(&stage, [0.02, 0.1, 0.3, 0.6]);
    for corner in [a, b, c] {
        stage.click(corner);
    }
    stage.move_to(d);
    assert_eq!(stage.session().tool().sketch().len(), 4);
    stage.key(Key::Backspace);
    assert_eq!(stage.session().tool().sketch().len(), 3);
    stage.key(Key::Escape);
    assert_eq!(stage.session().tool().sketch(), []);
    assert_eq!(*stage.session().plan(), plan);
    assert_eq!(*stage.session().ledger(), ledger);
}

#[test]
fn the_right_button_closes_the_shape_being_drawn_and_otherwise_asks_what_is_there() {
    let mut stage = Stage::new(empty_session(), Look::default());
    stage.session_mut().set_tool(ToolKind::Polygon);
    let corners = corners(&stage, [0.35, 0.35, 0.6, 0.6]);
    for corner in corners {
        stage.click(corner);
    }
    stage.click_with(corners[3] + vec2(0.0, -30.0), PointerButton::Secondary, Modifiers::NONE);
    assert_eq!(stage.session().plan().zones().len(), 1);
    assert_eq!(stage.harness.state().canvas.context(), None);
    stage.session_mut().set_tool(ToolKind::Select);
    let middle = corners[0] + (corners[2] - corners[0]) / 2.0;
    stage.click_with(middle, PointerButton::Secondary, Modifiers::NONE);
    let target = stage.harness.state().canvas.context().expect("a target");
    assert_eq!(target.zones, stage.session().plan().order().as_ref().clone());
    assert_eq!((target.vertex, target.border), (None, None));
}

#[test]
fn a_dragged_vertex_moves_for_both_zones_and_escape_puts_it_back() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    stage.session_mut().set_tool(ToolKind::Vertices);
    let plan = stage.session().plan().clone();
    let vertex = shared_vertex(&stage, "TN", "SX");
    let (from, zones) = (stage.screen(vertex), [stage.zone("TN"), stage.zone("SX")]);
    let total = |stage: &Stage| stage.session().ledger().zones_total;
    let areas = |stage: &Stage| zones.map(|id| stage.session().ledger().zones[&id]);
    let before = (areas(&stage), total(&stage));
    stage.begin_drag(from, from + vec2(14.0, 5.0), PointerButton::Primary);
    let [tn, sx] = areas(&stage);
    assert!(tn > before.0[0] && sx < before.0[1], "the border moved east");
    assert_eq!(total(&stage), before.1, "what one gains the other loses, to the last integer");
    stage.key(Key::Escape);
    assert_eq!(*stage.session().plan(), plan);
    stage.button(from + vec2(14.0, 5.0), PointerButton::Primary, false, Modifiers::NONE);
    assert_eq!(*stage.session().plan(), plan, "letting go after Escape does nothing");
    stage.drag(from, from + vec2(14.0, 5.0), PointerButton::Primary);
    assert_eq!(areas(&stage), [tn, sx]);
    assert_adds_up(&stage);
    stage.session_mut().undo();
    assert_eq!(*stage.session().plan(), plan);
}

#[test]
fn the_delete_key_drops_the_vertex_at_hand() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    stage.session_mut().set_tool(ToolKind::Vertices);
    let vertex = shared_vertex(&stage, "TN", "SX");
    let at = stage.screen(vertex);
    stage.move_to(at);
    assert_eq!(stage.session().tool().hot_vertex(), Some(vertex));
    stage.key(Key::Delete);
    assert_eq!(stage.session().plan().index().owners_of_vertex(vertex), []);
    assert_adds_up(&stage);
}

#[test]
fn the_wheel_zooms_about_the_cursor_and_fingers_push_the_map() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    let cursor = stage.map().min + vec2(200.0, 150.0);
    stage.move_to(cursor);
    let (held, scale) = (stage.plan_point(cursor), stage.harness.state().canvas.view().scale_denominator());
    for (notches, factor) in [(1.0, 1.25), (2.0, 1.25_f64.powi(3)), (-3.0, 1.0)] {
        stage.wheel(MouseWheelUnit::Line, vec2(0.0, notches));
        let now = stage.harness.state().canvas.view().scale_denominator();
        assert!((scale / now / factor - 1.0).abs() < 1e-6, "{notches}");
        assert!(stage.screen(held).distance(cursor) < 0.1, "{notches}");
    }
    stage.wheel(MouseWheelUnit::Point, vec2(30.0, -12.0));
    assert!(stage.screen(held).distance(cursor + vec2(30.0, -12.0)) < 0.1);
    stage.harness.event(Event::Zoom(1.5));
    stage.harness.run();
    assert!((scale / stage.harness.state().canvas.view().scale_denominator() / 1.5 - 1.0).abs() < 0.01);
}

#[test]
fn the_map_is_panned_with_the_middle_button_with_space_with_the_pan_tool_and_with_arrows() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    let from = stage.map().center();
    let pans = |stage: &mut Stage, button, how: &str| {
        let held = stage.plan_point(from);
        stage.drag(from, from + vec2(40.0, -25.0), button);
        assert!(stage.screen(held).distance(from + vec2(40.0, -25.0)) < 0.1, "{how}");
        assert!(stage.session().selection().is_empty(), "{how}");
    };
    pans(&mut stage, PointerButton::Middle, "middle button");
    stage.harness.key_down(Key::Space);
    stage.harness.run();
    pans(&mut stage, PointerButton::Primary, "Space");
    stage.harness.key_up(Key::Space);
    stage.harness.run();
    stage.session_mut().set_tool(ToolKind::Pan);
    pans(&mut stage, PointerButton::Primary, "pan tool");
    let held = stage.plan_point(from);
    stage.focus_map();
    stage.key(Key::ArrowRight);
    assert!(stage.screen(held).distance(from - vec2(64.0, 0.0)) < 0.1);
    stage.key(Key::Home);
    let whole = stage.session().plan().bounds().expect("a plan");
    let map = stage.map();
    assert!(map.contains(stage.screen(whole.min)) && map.contains(stage.screen(whole.max)));
}

#[test]
fn a_window_takes_what_is_wholly_in_it_and_a_crossing_what_it_touches() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    let bounds = stage.session().plan().zone(stage.zone("TN")).and_then(|zone| zone.region.bounds()).expect("land");
    let (low, high) = (stage.screen(bounds.min), stage.screen(bounds.max));
    let (start, end) = (pos2(low.x - 12.0, high.y - 12.0), pos2(high.x + 12.0, low.y + 12.0));
    stage.drag(start, end, PointerButton::Primary);
    let tn = stage.zone("TN");
    assert_eq!(stage.session().selection().iter().copied().collect::<Vec<_>>(), [tn]);
    stage.drag(end, start, PointerButton::Primary);
    assert!(stage.session().selection().len() > 1, "the crossing touches neighbours");
    stage.click(pos2(start.x, stage.map().max.y - 120.0));
    assert!(stage.session().selection().is_empty(), "a click on nothing selects nothing");
}

#[test]
fn delete_removes_what_is_selected_and_shift_extends() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    let middle = |stage: &Stage, code: &str| {
        let zone = stage.session().plan().zone(stage.zone(code)).expect("a zone");
        stage.screen(hecta::geometry::inside::point_inside(&zone.region).expect("land"))
    };
    let (tn, sx) = (middle(&stage, "TN"), middle(&stage, "SX"));
    stage.click(tn);
    stage.click_with(sx, PointerButton::Primary, Modifiers::SHIFT);
    assert_eq!(stage.session().selection().len(), 2);
    stage.key(Key::Delete);
    assert_eq!(stage.session().plan().zones().len(), 1);
    assert_adds_up(&stage);
    assert!(!stage.session().plan().unallocated().is_empty());
}

#[test]
fn alt_suspends_snapping_and_shift_takes_land_even_without_moving_the_pointer() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    stage.session_mut().set_tool(ToolKind::Polygon);
    let vertex = shared_vertex(&stage, "TN", "SX");
    let near = stage.screen(vertex) + vec2(2.0, 1.0);
    stage.move_to(near);
    assert_eq!(stage.harness.state().response.as_ref().and_then(|r| r.cursor), Some(vertex));
    stage.hold(Modifiers::ALT);
    let cursor = stage.harness.state().response.as_ref().and_then(|r| r.cursor).expect("a cursor");
    assert!(stage.screen(cursor).distance(near) < 0.1, "free");
    stage.hold(Modifiers::NONE);
    let inside: Vec<Pos2> = corners(&stage, [0.45, 0.45, 0.6, 0.55]).into();
    for corner in &inside[..3] {
        stage.click(*corner);
    }
    stage.move_to(inside[3]);
    assert!(stage.session().preview_refusal().is_some(), "all land there is taken");
    stage.hold(Modifiers::SHIFT);
    assert!(stage.session().has_preview() && stage.session().preview_refusal().is_none());
}

#[test]
fn an_idle_map_asks_for_no_frames() {
    let mut stage = Stage::new(session(SamplePlan::Unfinished), Look::default());
    stage.move_to(stage.map().center());
    let frames = stage.harness.state().frames;
    assert!(stage.harness.run() <= 2);
    assert!(stage.harness.state().frames - frames <= 2);
    let output = stage.harness.output().viewport_output.values().next().expect("a viewport");
    assert!(output.repaint_delay > std::time::Duration::from_secs(3600), "{:?}", output.repaint_delay);
}

#[test]
fn the_zoom_buttons_have_names_and_work() {
    use egui_kittest::kittest::Queryable;
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    let scale = |stage: &Stage| stage.harness.state().canvas.view().scale_denominator();
    let fitted = scale(&stage);
    for (name, factor) in [("Phóng to", 1.5), ("Phóng to", 2.25), ("Thu nhỏ", 1.5), ("Xem toàn bộ", 1.0)] {
        stage.harness.get_by_label(name).click();
        stage.harness.run();
        assert!((fitted / scale(&stage) / factor - 1.0).abs() < 1e-6, "{name}");
    }
    assert!(stage.session().selection().is_empty(), "the map under a button is not clicked");
}

#[test]
fn a_refused_gesture_stays_as_a_ghost_that_can_be_mended() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    let plan = stage.session().plan().clone();
    stage.session_mut().set_tool(ToolKind::Polygon);
    for corner in corners(&stage, [0.45, 0.45, 0.6, 0.55]) {
        stage.click(corner);
    }
    stage.key(Key::Enter);
    assert!(stage.session().refused().is_some());
    assert_eq!(*stage.session().plan(), plan);
    assert_eq!(stage.session().tool().sketch().len(), 4, "the corners are still there");
    stage.key(Key::Escape);
    assert!(stage.session().refused().is_none() && stage.session().tool().sketch().is_empty());
}

#[test]
fn a_corner_of_the_boundary_does_not_move() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    stage.session_mut().set_tool(ToolKind::Vertices);
    let plan = stage.session().plan().clone();
    let boundary = plan.boundary().expect("a boundary").outline.legal().clone();
    let ring = boundary.rings().next().expect("a ring").clone();
    let (corner, _) = ring_edges(&ring).next().expect("an edge");
    let from = stage.screen(corner);
    stage.drag(from, from + vec2(30.0, 20.0), PointerButton::Primary);
    assert!(stage.session().refused().is_some());
    assert_eq!(*stage.session().plan(), plan);
}

#[test]
fn a_right_click_on_a_fault_names_it_and_its_zones() {
    let mut stage = Stage::new(session(SamplePlan::Unfinished), Look::default());
    let findings: Vec<_> = stage.session().findings().iter().filter(|f| f.at.is_some()).cloned().collect();
    assert_eq!(findings.len(), 3);
    for finding in findings {
        let at = stage.screen(finding.at.expect("a place"));
        stage.click_with(at, PointerButton::Secondary, Modifiers::NONE);
        let target = stage.harness.state().canvas.context().expect("a target");
        assert!(target.findings.iter().any(|found| **found == finding), "{:?}", finding.rule);
        if finding.rule == hecta::check::Rule::Overlap {
            assert_eq!(target.zones, finding.zones);
        }
    }
}

#[test]
fn another_document_is_shown_whole() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    let plan = session_on("plan_50").plan().clone();
    let bounds = plan.bounds().expect("land");
    assert!(!stage.map().contains(stage.screen(bounds.centre())), "the other plan lies elsewhere");
    stage.session_mut().replace(plan);
    stage.harness.run();
    assert!(stage.map().contains(stage.screen(bounds.min)) && stage.map().contains(stage.screen(bounds.max)));
}

#[test]
fn keys_go_to_what_has_the_focus_and_the_map_can_be_reached_by_tab() {
    let mut stage = Stage::new(session(SamplePlan::Finished), Look::default());
    let zones: Vec<_> = stage.session().plan().order().iter().copied().collect();
    stage.session_mut().select(zones);
    use egui_kittest::kittest::Queryable;
    stage.harness.get_by_label("Phóng to").focus();
    stage.harness.run();
    stage.key(Key::Delete);
    assert_eq!(stage.session().plan().zones().len(), 3, "the button has the focus, not the map");
    stage.focus_map();
    stage.key(Key::Delete);
    assert_eq!(stage.session().plan().zones().len(), 0);
}
