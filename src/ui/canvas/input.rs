//! From egui's input to map events, panning and zooming.

use std::sync::Arc;

use eframe::egui::{self, CursorIcon, Event, MouseWheelUnit, PointerButton, Pos2, Response, Stroke, StrokeKind, Vec2, vec2};

use super::motion::{Motion, Request};
use super::pick::{ContextTarget, context_at};
use crate::app::Session;
use crate::geometry::area::NumberFormat;
use crate::plan::{Zone, ZoneId};
use crate::tool::{EntryKey, Key, MapEvent, Modifiers, Pointer, ToolKind, ToolOptions};
use crate::ui::area::figure_field_id;
use crate::ui::paint::MapView;
use crate::ui::theme::Theme;

/// How far the pointer reaches for vertices and borders, points.
pub(super) const REACH_PT: f32 = 10.0;
/// Zoom of one notch of the wheel.
const NOTCH_ZOOM: f64 = 1.25;
/// How far an arrow key moves the map, points.
const ARROW_STEP_PT: f32 = 64.0;
/// A space bar held longer than this was meant to pan, seconds.
const TAP_S: f64 = 0.4;
/// Two presses nearer than this in time (seconds) and place (points) are one double click.
const DOUBLE_PRESS: (f64, f32) = (0.3, 6.0);

/// What the hands are doing on the map.
#[derive(Debug, Default)]
pub(super) struct Hands {
    /// The button that holds the map while it is panned.
    panning: Option<PointerButton>,
    /// Whether the primary button went down for the tool and has not come up.
    pressed: bool,
    /// Whether the pointer was over the map.
    inside: bool,
    /// The keys held at the end of the last frame.
    held: Modifiers,
    /// Where the pointer was last, and the keys held then.
    last: Option<(Pos2, Modifiers)>,
    /// How tools did what they do in the last frame.
    options: ToolOptions,
    /// When and where a press finished a sketch: the second press of a double click there must not begin another.
    finished: Option<(f64, Pos2)>,
    /// Whether the map got the focus by a press rather than by the keyboard.
    focused_by_press: bool,
    /// When the space bar went down, while nothing was done with it held.
    space_down_s: Option<f64>,
    /// Whether the last command was asked for again.
    repeat: bool,
    level_change: Option<LevelChange>,
}

/// Going from the park among the plots of a zone, or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelChange {
    /// A zone was double-clicked.
    Enter(ZoneId),
    /// Escape was pressed when there was nothing else to drop.
    Leave,
}

/// What the right button did.
#[derive(Debug)]
pub(super) enum RightClick {
    /// Nothing.
    None,
    /// It finished a sketch.
    Finished,
    /// It asked what is here.
    Asked(ContextTarget),
}

/// One frame's input on the map.
pub(super) struct Frame<'a> {
    pub response: &'a Response,
    pub session: &'a mut Session,
    pub motion: &'a mut Motion,
    /// What Home shows.
    pub whole: Option<crate::geometry::GridBox>,
    /// How numbers are typed.
    pub numbers: NumberFormat,
}

impl Hands {
    /// Whether the map is being panned.
    pub(super) const fn is_panning(&self) -> bool {
        self.panning.is_some()
    }

    /// Whether the last command was asked for again; asked once.
    pub(super) const fn take_repeat(&mut self) -> bool {
        std::mem::replace(&mut self.repeat, false)
    }

    /// Whether a zone was to be entered or left; asked once.
    pub(super) const fn take_level_change(&mut self) -> Option<LevelChange> {
        self.level_change.take()
    }

    /// The cursor that says what a press would do.
    pub(super) fn cursor_icon(&self, ui: &egui::Ui, session: &Session) -> CursorIcon {
        match session.tool().kind() {
            _ if self.is_panning() => CursorIcon::Grabbing,
            _ if ui.input(|i| i.key_down(egui::Key::Space)) => CursorIcon::Grab,
            ToolKind::Pan => CursorIcon::Grab,
            _ if session.tool().hot_corner().is_some() => CursorIcon::Move,
            ToolKind::Vertices if session.tool().hot_vertex().is_some() => CursorIcon::Move,
            ToolKind::Identify => CursorIcon::Help,
            ToolKind::Vertices | ToolKind::Select => CursorIcon::Default,
            ToolKind::Round | ToolKind::Straighten if session.tool().hot_vertex().is_some() => CursorIcon::PointingHand,
            ToolKind::SetArea if session.tool().set_area().is_some_and(|tool| tool.hot().is_some() && tool.path().is_none()) => {
                CursorIcon::PointingHand
            }
            ToolKind::Move if session.tool().sketch().is_empty() => CursorIcon::Move,
            _ => CursorIcon::Crosshair,
        }
    }

    /// The zone a click of the select tool would select, if it is not selected already.
    pub(super) fn hovered(&self, session: &Session, view: &MapView, pointer: Option<Pos2>) -> Option<Arc<Zone>> {
        if session.tool().kind() != ToolKind::Select || session.tool().window().is_some() || self.is_panning() {
            return None;
        }
        let under = session.plan().zones_at(view.to_grid(pointer?));
        if under.iter().any(|id| session.selection().contains(id)) {
            return None;
        }
        session.plan().zone_shared(*under.first()?)
    }

    /// Frames the map while it has the focus, unless a press gave it: then the pointer shows where the work is.
    pub(super) fn paint_focus(&self, ui: &egui::Ui, response: &Response) {
        if response.has_focus() && !self.focused_by_press {
            let ring = Stroke::new(2.0, Theme::of(ui.ctx()).accent);
            ui.painter().rect_stroke(response.rect, 0.0, ring, StrokeKind::Inside);
        }
    }

    /// Passes on what happened since the last frame; what a right click was on, if there was one.
    pub(super) fn on_frame(&mut self, ui: &egui::Ui, frame: &mut Frame<'_>) -> RightClick {
        let view_before = *frame.motion.view();
        let (events, now_s, zoom) = ui.input(|i| (i.events.clone(), i.time, f64::from(i.zoom_delta())));
        let mut held = self.held;
        let over = frame.response.hovered() || frame.response.is_pointer_button_down_on();
        let hover = ui.input(|i| i.pointer.latest_pos());
        for (at, event) in events.iter().enumerate() {
            match *event {
                Event::ModifiersChanged(modifiers) => held = modifiers_of(modifiers),
                // of several moves in a row only the last counts: each costs a preview
                Event::PointerMoved(_) if matches!(events.get(at + 1), Some(Event::PointerMoved(_))) && !self.is_panning() => {}
                Event::PointerMoved(position) => self.on_move(frame, position, held, over),
                Event::PointerButton { pos, button, pressed, modifiers } => {
                    self.on_button(ui, frame, (pos, button, pressed), modifiers_of(modifiers), now_s);
                }
                Event::PointerGone => self.on_leave(frame, held),
                Event::MouseWheel { unit, delta, modifiers, .. } if over && !modifiers.command => {
                    turn_wheel(frame.motion, unit, delta, hover.unwrap_or(view_before.rect().center()), now_s);
                }
                _ => {}
            }
        }
        let held = modifiers_of(ui.input(|i| i.modifiers));
        self.held = held;
        if over && (zoom - 1.0).abs() > f64::EPSILON {
            frame.motion.pinch(hover.unwrap_or(view_before.rect().center()), zoom);
        }
        if frame.response.double_clicked()
            && let Some(position) = frame.response.interact_pointer_pos()
            && !self.is_finished_near(position, now_s)
        {
            self.level_change = zone_to_enter(frame, position).map(LevelChange::Enter);
            send(frame, Pointer::DoubleClick, position, held);
        }
        self.on_lost_release(ui, frame);
        self.on_keys(ui, frame, held);
        self.on_stillness(frame, over, held, view_before != *frame.motion.view());
        match frame.response.interact_pointer_pos() {
            Some(position) if frame.response.secondary_clicked() => on_right_click(frame, position, held),
            _ => RightClick::None,
        }
    }

    fn on_move(&mut self, frame: &mut Frame<'_>, position: Pos2, held: Modifiers, over: bool) {
        if self.is_panning() {
            if let Some((last, _)) = self.last {
                frame.motion.pan(position - last);
            }
        } else if over || self.pressed {
            self.inside = true;
            send(frame, Pointer::Move, position, held);
        } else {
            self.on_leave(frame, held);
        }
        self.last = Some((position, held));
    }

    fn on_button(
        &mut self,
        ui: &egui::Ui,
        frame: &mut Frame<'_>,
        (position, button, pressed): (Pos2, PointerButton, bool),
        held: Modifiers,
        now_s: f64,
    ) {
        if !pressed {
            if self.panning == Some(button) {
                self.panning = None;
            } else if button == PointerButton::Primary && std::mem::take(&mut self.pressed) {
                self.send_and_note_finish(frame, Pointer::Release, position, held, now_s);
            }
            return;
        }
        // a press and its release can come in one frame: then the button is up again, and it was a click
        let response = frame.response;
        if !(response.is_pointer_button_down_on() || response.clicked_by(button)) {
            return;
        }
        response.request_focus();
        self.focused_by_press = true;
        self.last = Some((position, held));
        let space = ui.input(|i| i.key_down(egui::Key::Space));
        let pans = frame.session.tool().kind() == ToolKind::Pan || space;
        match button {
            PointerButton::Middle => self.panning = Some(button),
            PointerButton::Primary if pans => {
                self.panning = Some(button);
                self.space_down_s = None;
            }
            PointerButton::Primary if self.is_finished_near(position, now_s) => {}
            PointerButton::Primary => {
                self.pressed = true;
                self.finished = None;
                self.send_and_note_finish(frame, Pointer::Press, position, held, now_s);
            }
            _ => {}
        }
    }

    /// Passes on a press or a release, and notes where it finished a sketch.
    fn send_and_note_finish(&mut self, frame: &mut Frame<'_>, pointer: Pointer, position: Pos2, held: Modifiers, now_s: f64) {
        let is_drawing = |frame: &Frame<'_>| !frame.session.tool().sketch().is_empty();
        let was_drawing = is_drawing(frame);
        send(frame, pointer, position, held);
        if was_drawing && !is_drawing(frame) {
            self.finished = Some((now_s, position));
        }
    }

    fn is_finished_near(&self, position: Pos2, now_s: f64) -> bool {
        let (within_s, within_pt) = DOUBLE_PRESS;
        self.finished.is_some_and(|(at_s, at)| now_s - at_s < within_s && at.distance(position) < within_pt)
    }

    fn on_leave(&mut self, frame: &mut Frame<'_>, held: Modifiers) {
        if std::mem::take(&mut self.inside)
            && let Some((last, _)) = self.last
        {
            send(frame, Pointer::Leave, last, held);
        }
    }

    /// A button that came up where egui did not see it, as when another window took the pointer, ends what it began.
    fn on_lost_release(&mut self, ui: &egui::Ui, frame: &mut Frame<'_>) {
        let is_down = |button| ui.input(|i| i.pointer.button_down(button));
        if self.panning.is_some_and(|button| !is_down(button)) {
            self.panning = None;
        }
        if self.pressed && !is_down(PointerButton::Primary) {
            self.pressed = false;
            frame.session.escape();
        }
    }

    /// Keys pressed or let go, a map moved by keys or wheel, and options chosen change what the resting pointer means.
    fn on_stillness(&mut self, frame: &mut Frame<'_>, over: bool, held: Modifiers, view_changed: bool) {
        let options = *frame.session.options();
        let options_changed = std::mem::replace(&mut self.options, options) != options;
        let Some((position, before)) = self.last else { return };
        if self.is_panning() {
            return;
        }
        if !over && !self.pressed {
            self.on_leave(frame, held);
        } else if (held != before || view_changed || options_changed) && self.inside {
            send(frame, Pointer::Move, position, held);
            self.last = Some((position, held));
        }
    }

    /// Keys while the map, or nothing at all, has the focus.
    fn on_keys(&mut self, ui: &egui::Ui, frame: &mut Frame<'_>, held: Modifiers) {
        let id = frame.response.id;
        self.focused_by_press &= frame.response.has_focus() || self.pressed || self.is_panning();
        keep_keys(ui, frame);
        let is_elsewhere = ui.memory(|memory| {
            memory.focused().is_some_and(|focused| focused != id) || !memory.allows_interaction(frame.response.layer_id)
        });
        if is_elsewhere || egui::Popup::is_any_open(ui.ctx()) {
            return;
        }
        self.on_typing(ui, frame);
        keep_keys(ui, frame);
        self.on_space(ui, frame);
        let mut keys = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } if !modifiers.command && meaning(*key).is_some() => {
                    keys.push(*key);
                    false
                }
                _ => true,
            });
        });
        for key in keys.into_iter().filter_map(meaning) {
            match key {
                // with no gesture under way there is nothing to finish
                Meaning::Tool(Key::Enter) if is_idle(frame.session) => self.repeat = true,
                Meaning::Tool(Key::Escape) if leaves_zone(frame.session) => self.level_change = Some(LevelChange::Leave),
                Meaning::Tool(key) => frame.session.on(MapEvent::Key { key, modifiers: held }),
                Meaning::Pan(step) => frame.motion.pan(-step * if held.shift { 4.0 } else { 1.0 } * ARROW_STEP_PT),
                Meaning::Zoom(factor) => frame.motion.request(Request::Zoom(factor)),
                Meaning::Whole => frame.whole.into_iter().for_each(|bounds| frame.motion.request(Request::Show(bounds))),
            }
        }
    }
}

impl Hands {
    /// Characters and keys that go to the point being typed, or begin one.
    fn on_typing(&mut self, ui: &egui::Ui, frame: &mut Frame<'_>) {
        let events = ui.input_mut(|input| std::mem::take(&mut input.events));
        let mut left = Vec::with_capacity(events.len());
        for event in events {
            let is_taken = match &event {
                Event::Text(text) => {
                    let is_taken = frame.session.type_text(text, frame.numbers);
                    if is_taken && frame.session.entry().is_none() {
                        // what follows is typed into the field of the figure
                        ui.memory_mut(|memory| memory.request_focus(figure_field_id()));
                    }
                    is_taken
                }
                Event::Paste(text) if frame.session.entry().is_some() => frame.session.type_text(text.trim(), frame.numbers),
                Event::Key { key, pressed, modifiers, .. } => on_entry_key(frame, *key, *pressed, *modifiers),
                _ => false,
            };
            if !is_taken {
                left.push(event);
            }
        }
        ui.input_mut(|input| input.events = left);
        if frame.session.entry().is_some() && !frame.response.has_focus() {
            // so that Tab goes through the fields
            frame.response.request_focus();
            self.focused_by_press = true;
        }
    }

    /// The space bar held pans; tapped while no gesture is under way it asks for the last command again.
    fn on_space(&mut self, ui: &egui::Ui, frame: &Frame<'_>) {
        let (events, now_s) = ui.input(|i| (i.events.clone(), i.time));
        for event in events {
            match event {
                Event::Key { key: egui::Key::Space, pressed: true, repeat: false, modifiers, .. } if modifiers.is_none() => {
                    self.space_down_s = Some(now_s);
                }
                Event::Key { key: egui::Key::Space, pressed: false, .. } => {
                    let is_tap = self.space_down_s.take().is_some_and(|down_s| now_s - down_s <= TAP_S);
                    self.repeat |= is_tap && is_idle(frame.session);
                }
                _ => {}
            }
        }
    }
}

/// Zooms about `anchor` by the turn of a wheel, or pans by the push of fingers on a touchpad.
pub(super) fn turn_wheel(motion: &mut Motion, unit: MouseWheelUnit, delta: Vec2, anchor: Pos2, now_s: f64) {
    match unit {
        MouseWheelUnit::Point => motion.pan(delta),
        MouseWheelUnit::Line => motion.zoom_about(anchor, NOTCH_ZOOM.powf(f64::from(delta.y)), now_s),
        MouseWheelUnit::Page => motion.zoom_about(anchor, NOTCH_ZOOM.powf(f64::from(4.0 * delta.y)), now_s),
    }
}

/// Keeps egui from taking the arrows, Escape and, while a point is typed, Tab for going from control to control.
fn keep_keys(ui: &egui::Ui, frame: &Frame<'_>) {
    if frame.response.has_focus() {
        let tab = frame.session.entry().is_some();
        let keeps = egui::EventFilter { tab, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(frame.response.id, keeps));
    }
}

/// A key while a point is typed; what would type text is the point's, and so is the minus that begins one.
fn on_entry_key(frame: &mut Frame<'_>, key: egui::Key, pressed: bool, modifiers: egui::Modifiers) -> bool {
    if modifiers.command || modifiers.alt {
        return false;
    }
    if frame.session.entry().is_none() {
        return key == egui::Key::Minus && frame.session.takes_points();
    }
    let meant = match key {
        egui::Key::Tab if modifiers.shift => EntryKey::BackTab,
        egui::Key::Tab => EntryKey::Tab,
        egui::Key::Enter => EntryKey::Enter,
        egui::Key::Escape => EntryKey::Escape,
        egui::Key::Backspace => EntryKey::Backspace,
        // letters are no tools, and signs zoom nothing
        _ => {
            return key.symbol_or_name().chars().count() == 1
                || matches!(key, egui::Key::Space | egui::Key::Minus | egui::Key::Plus | egui::Key::Delete);
        }
    };
    if pressed {
        frame.session.entry_key(meant);
    }
    true
}

/// Whether Enter has nothing to finish: no gesture is under way, none is kept, and none is shown before it begins.
fn is_idle(session: &Session) -> bool {
    session.tool().is_idle() && session.previewed().is_none()
}

/// The zone under a double click of the select tool.
fn zone_to_enter(frame: &Frame<'_>, position: Pos2) -> Option<ZoneId> {
    let session = &*frame.session;
    if session.tool().kind() != ToolKind::Select || session.entered_zone().is_some() {
        return None;
    }
    let under = session.plan().zones_at(frame.motion.view().to_grid(position));
    under.iter().find(|id| session.selection().contains(id)).or(under.first()).copied()
}

/// Whether Escape leads back to the park: nothing is left that it would drop. Other tools than select keep it for themselves, or
/// else one press too many in the middle of drawing would lead out.
fn leaves_zone(session: &Session) -> bool {
    session.entered_zone().is_some()
        && session.tool().kind() == ToolKind::Select
        && is_idle(session)
        && session.selection().is_empty()
        && session.measured().is_none()
        && session.inquiry().is_none()
}

/// While a zone is being drawn the right button closes it, as Enter does; otherwise it asks what is there.
fn on_right_click(frame: &mut Frame<'_>, position: Pos2, held: Modifiers) -> RightClick {
    if !frame.session.tool().sketch().is_empty() {
        frame.session.on(MapEvent::Key { key: Key::Enter, modifiers: held });
        return RightClick::Finished;
    }
    RightClick::Asked(context_at(frame.session, frame.motion.view(), position))
}

/// What a key means on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
    Tool(Key),
    Pan(Vec2),
    Zoom(f64),
    Whole,
}

const fn meaning(key: egui::Key) -> Option<Meaning> {
    Some(match key {
        egui::Key::Enter => Meaning::Tool(Key::Enter),
        egui::Key::Escape => Meaning::Tool(Key::Escape),
        egui::Key::Backspace => Meaning::Tool(Key::Backspace),
        egui::Key::Delete => Meaning::Tool(Key::Delete),
        egui::Key::ArrowLeft => Meaning::Pan(vec2(-1.0, 0.0)),
        egui::Key::ArrowRight => Meaning::Pan(vec2(1.0, 0.0)),
        egui::Key::ArrowUp => Meaning::Pan(vec2(0.0, -1.0)),
        egui::Key::ArrowDown => Meaning::Pan(vec2(0.0, 1.0)),
        egui::Key::Plus | egui::Key::Equals => Meaning::Zoom(super::ZOOM_STEP),
        egui::Key::Minus => Meaning::Zoom(1.0 / super::ZOOM_STEP),
        egui::Key::Home => Meaning::Whole,
        _ => return None,
    })
}

const fn modifiers_of(modifiers: egui::Modifiers) -> Modifiers {
    Modifiers { shift: modifiers.shift, ctrl: modifiers.command, alt: modifiers.alt }
}

fn send(frame: &mut Frame<'_>, pointer: Pointer, position: Pos2, modifiers: Modifiers) {
    let view = frame.motion.view();
    let (at, reach_um) = (view.to_grid(position), view.um_from_points(REACH_PT));
    frame.session.on(MapEvent::Pointer { pointer, at, reach_um, modifiers });
}
