//! The palette: one field that finds commands, zones and coordinates.

use eframe::egui::{
    self, Align2, Area, Id, Key, Modal, Modifiers, Order, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2,
};

use super::panels::paint_swatch;
use super::panels::table::{Row, figure, name_region, runs};
use super::request::{Request, Scene};
use super::status::coordinates_text;
use super::theme::{ROW_HEIGHT_PT, ZoneLook, fonts, icons};
use super::toolbar::action_icon;
use crate::app::Session;
use crate::app::action::Shortcut;
use crate::app::palette::{Hit, Palette};
use crate::app::phrase::zone_name;

/// Width of the palette, points.
const WIDTH_PT: f32 = 520.0;
/// Hits that fit without scrolling.
const ROWS_SHOWN: f32 = 11.0;

/// The palette while it is open.
#[derive(Debug, Default)]
pub struct PaletteWindow {
    palette: Palette,
    open: bool,
    query: String,
    marked: usize,
}

impl PaletteWindow {
    /// Opens it, empty.
    pub fn open(&mut self) {
        self.open = true;
        self.query.clear();
        self.marked = 0;
    }

    /// Shows it if it is open.
    pub fn show(&mut self, context: &egui::Context, scene: &Scene<'_>, requests: &mut Vec<Request>) {
        if !self.open {
            return;
        }
        let area = Area::new(Id::unique("palette")).order(Order::Foreground).anchor(Align2::CENTER_TOP, vec2(0.0, 44.0));
        let modal = Modal::new(Id::unique("palette")).area(area).backdrop_color(egui::Color32::from_black_alpha(40));
        let response = modal.show(context, |ui| {
            ui.set_width(WIDTH_PT.min(context.content_rect().width() - 48.0));
            self.content(ui, scene, requests)
        });
        if response.inner || response.should_close() {
            self.open = false;
        }
    }

    /// Field and hits; whether something was chosen.
    fn content(&mut self, ui: &mut Ui, scene: &Scene<'_>, requests: &mut Vec<Request>) -> bool {
        let (up, down, enter) = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowUp), pressed(Key::ArrowDown), pressed(Key::Enter))
        });
        let texts = scene.texts;
        let field = TextEdit::singleline(&mut self.query)
            .hint_text(texts.get("panel-palette-placeholder"))
            .desired_width(f32::INFINITY)
            .font(egui::TextStyle::Heading)
            .margin(8.0);
        let field = ui.add(field);
        // the placeholder goes when something is typed; the name stays
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(texts.get("a11y-palette")));
        if !field.has_focus() {
            field.request_focus();
        }
        if field.changed() {
            self.marked = 0;
        }
        let hits = self.palette.search(&self.query, scene.session().plan(), texts);
        let last = hits.len().saturating_sub(1);
        self.marked = (self.marked + usize::from(down)).saturating_sub(usize::from(up)).min(last);
        if hits.is_empty() {
            ui.label(RichText::new(texts.get("panel-empty-search")).color(scene.theme.weak_text));
            return false;
        }
        let mut chosen = enter.then(|| hits[self.marked]);
        ScrollArea::vertical().max_height(ROWS_SHOWN * ROW_HEIGHT_PT).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            name_region(ui, Role::ListBox, texts.get("a11y-search-results"));
            for (index, hit) in hits.iter().enumerate() {
                let row = show_hit(ui, scene, *hit, index == self.marked);
                if index == self.marked && (up || down) {
                    row.response.scroll_to_me(None);
                }
                if row.response.clicked() {
                    chosen = Some(*hit);
                }
            }
        });
        chosen.is_some_and(|hit| choose(hit, scene, requests))
    }
}

/// Whether a place that is typed is taken by the tool instead of being shown on the map.
pub fn puts_corners(session: &Session) -> bool {
    session.takes_points()
}

/// Asks for what the hit means; `false` if that cannot be done now.
fn choose(hit: Hit, scene: &Scene<'_>, requests: &mut Vec<Request>) -> bool {
    match hit {
        Hit::Action(action) if action.availability(&scene.situation).is_err() => return false,
        Hit::Action(action) => requests.push(Request::Do(action)),
        Hit::Zone(zone) => requests.push(Request::ShowZone(zone)),
        Hit::Place(at) => requests.push(Request::GoTo(at)),
    }
    true
}

fn show_hit(ui: &mut Ui, scene: &Scene<'_>, hit: Hit, marked: bool) -> Row {
    let (texts, theme, session) = (scene.texts, scene.theme, scene.session());
    let (title, note, why) = match hit {
        Hit::Action(action) => (
            action.label(texts, session),
            action.shortcut().map(Shortcut::text).unwrap_or_default(),
            action.availability(&scene.situation).err().map(|why| texts.get(why)),
        ),
        Hit::Zone(id) => {
            let zone = session.plan().zone(id);
            let name = zone.map(|zone| zone_name(texts, zone)).unwrap_or_default();
            let area = zone.map(|zone| texts.numbers().ha(zone.area, 2)).unwrap_or_default();
            (name, area, None)
        }
        Hit::Place(at) => {
            let id = if puts_corners(session) { "panel-palette-corner" } else { "panel-palette-coordinate" };
            (texts.format(id, &[("place", coordinates_text(texts, at).into())]), String::new(), None)
        }
    };
    let row = Row::show(ui, theme, ROW_HEIGHT_PT, marked, &title);
    row.response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, why.is_none(), marked, &title));
    let inner = row.inner.shrink2(vec2(4.0, 0.0));
    let icon = egui::Rect::from_min_size(inner.min, vec2(ROW_HEIGHT_PT, ROW_HEIGHT_PT));
    let colour = if why.is_some() { theme.weak_text } else { theme.text };
    let zone = if let Hit::Zone(id) = hit { session.plan().zone(id) } else { None };
    match zone {
        Some(zone) => {
            paint_swatch(
                ui.painter(),
                egui::Rect::from_center_size(icon.center(), vec2(14.0, 14.0)),
                theme,
                ZoneLook::in_plan(session.plan(), zone),
            );
        }
        None => {
            let glyph = match hit {
                Hit::Action(action) => action_icon(action),
                Hit::Zone(_) => icons::POLYGON,
                Hit::Place(_) => icons::CROSSHAIR,
            };
            ui.painter().text(icon.center(), Align2::CENTER_CENTER, glyph, egui::FontId::proportional(15.0), colour);
        }
    }
    let text = inner.with_min_x(icon.right() + 4.0).with_max_x(inner.right() - 90.0);
    let mut parts = vec![(title.as_str(), egui::TextStyle::Body, colour)];
    let reason = why.map(|why| format!("   {why}"));
    if let Some(reason) = &reason {
        parts.push((reason, fonts::table(), theme.weak_text));
    }
    runs(ui, text, 1, &parts);
    figure(ui, inner, inner.right(), &note, &fonts::table(), theme.weak_text);
    row
}
