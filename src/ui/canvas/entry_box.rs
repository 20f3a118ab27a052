//! The box at the cursor into which a point is typed: its fields, what the pointer gives for those left empty, and what is wrong.

use eframe::egui::{
    Align2, Area, Frame, Id, Margin, Order, Pos2, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::ink::regular;
use crate::app::{Session, Texts};
use crate::tool::entry::{EntryError, Field};
use crate::tool::event::{bearing_deg, bearing_text};
use crate::tool::{Anchor, Entry};
use crate::ui::status::coordinate_text;
use crate::ui::theme::{Status, Theme};

/// Distance of the box from the cursor, points.
const GAP_PT: f32 = 20.0;
/// Height of the name above a field, points.
const NAME_HEIGHT_PT: f32 = 16.0;
/// Height of a field, points.
const FIELD_HEIGHT_PT: f32 = 22.0;
/// Greatest width of what is said under the fields, points.
const WORDS_PT: f32 = 420.0;

/// What is typed where.
pub(super) struct EntryBox<'a> {
    pub texts: &'a Texts,
    pub theme: &'a Theme,
    /// The cursor on screen.
    pub at: Pos2,
    /// The map.
    pub within: Rect,
}

impl EntryBox<'_> {
    /// Shows the box; the field that was clicked.
    pub(super) fn show(&self, ui: &Ui, session: &Session, entry: &Entry) -> Option<Field> {
        let mut clicked = None;
        let frame =
            Frame::new().fill(self.theme.panel).stroke(Stroke::new(1.0, self.theme.divider)).inner_margin(Margin::same(6));
        // above the cursor, where the figures and refusals of the gesture are not
        Area::new(Id::unique("entry at the cursor"))
            .order(Order::Middle)
            .fixed_pos(pos2(self.at.x + GAP_PT, self.at.y - GAP_PT))
            .pivot(Align2::LEFT_BOTTOM)
            .constrain_to(self.within.shrink(4.0))
            .show(ui.ctx(), |ui| {
                frame.corner_radius(4.0).show(ui, |ui| {
                    ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
                    ui.horizontal(|ui| {
                        for field in entry.fields() {
                            if self.field(ui, session, entry, field) {
                                clicked = Some(field);
                            }
                        }
                    });
                    self.words(ui, entry);
                });
            });
        clicked
    }

    /// A field under its name; whether it was clicked.
    fn field(&self, ui: &mut Ui, session: &Session, entry: &Entry, field: Field) -> bool {
        let name = self.texts.get(match field {
            Field::Distance => "status-entry-distance",
            Field::Bearing => "status-entry-bearing",
            Field::Turn => "status-entry-turn",
            Field::North => "status-entry-north",
            Field::East => "status-entry-east",
        });
        let (typed, is_active) = (entry.text(field), entry.active() == field);
        let given = self.given(session, session.aiming().anchor(), field);
        let (text, colour) = if typed.is_empty() { (given.as_str(), self.theme.weak_text) } else { (typed, self.theme.text) };
        let galley = ui.painter().layout_no_wrap(text.to_owned(), regular(13.0), colour);
        let width = galley.size().x.max(if matches!(field, Field::North | Field::East) { 84.0 } else { 72.0 }) + 14.0;
        let (rect, response) = ui.allocate_exact_size(vec2(width, NAME_HEIGHT_PT + FIELD_HEIGHT_PT), Sense::click());
        ui.painter().text(rect.left_top(), Align2::LEFT_TOP, name, regular(11.0), self.theme.weak_text);
        let rect = rect.with_min_y(rect.top() + NAME_HEIGHT_PT);
        let edge = if is_active { Stroke::new(2.0, self.theme.accent) } else { Stroke::new(1.0, self.theme.divider) };
        ui.painter().rect(rect, 2.0, self.theme.field, edge, StrokeKind::Inside);
        let place = pos2(rect.left() + 6.0, rect.center().y - galley.size().y / 2.0);
        let end = place.x + if typed.is_empty() { 0.0 } else { galley.size().x };
        ui.painter().galley(place, galley, colour);
        if is_active {
            ui.painter().vline(end + 1.0, rect.shrink(4.0).y_range(), Stroke::new(1.0, self.theme.text));
        }
        response.widget_info(|| WidgetInfo {
            label: Some(name.to_owned()),
            current_text_value: Some(typed.to_owned()),
            ..WidgetInfo::new(Role::TextInput)
        });
        response.clicked()
    }

    /// What the pointer gives for a field that is left empty.
    fn given(&self, session: &Session, anchor: Option<Anchor>, field: Field) -> String {
        let numbers = self.texts.numbers();
        let Some(at) = session.tool().snap().map(|snap| snap.point) else { return String::new() };
        match (field, anchor) {
            (Field::North, _) => coordinate_text(at.north, numbers),
            (Field::East, _) => coordinate_text(at.east, numbers),
            (Field::Distance, Some(anchor)) => numbers.number(anchor.from.distance_m(at), 3),
            (Field::Bearing, Some(anchor)) if anchor.from != at => bearing_text(bearing_deg(anchor.from, at)),
            (Field::Turn, Some(Anchor { from, previous: Some(previous) })) if from != at => {
                bearing_text((bearing_deg(from, at) - bearing_deg(previous, from)).rem_euclid(360.0))
            }
            _ => String::new(),
        }
    }

    /// What is wrong, else which keys there are.
    fn words(&self, ui: &mut Ui, entry: &Entry) {
        ui.set_max_width(WORDS_PT);
        match entry.error() {
            Some(error) => {
                let text = format!("{} {}", Status::Error.icon(), self.error_text(error));
                ui.label(RichText::new(text).size(12.0).color(self.theme.error));
            }
            None => {
                ui.label(RichText::new(self.texts.get("status-entry-keys")).size(11.0).color(self.theme.weak_text));
            }
        }
    }

    fn error_text(&self, error: &EntryError) -> String {
        let numbers = self.texts.numbers();
        let text = error.text();
        match error {
            EntryError::NotANumber(_) => {
                let example = numbers.scaled(120_500, 3);
                self.texts.format("status-entry-error-number", &[("text", text.into()), ("example", example.into())])
            }
            EntryError::Ambiguous(_) => {
                let group = if numbers.decimal == ',' { '.' } else { ',' };
                let (decimal, whole) = (text.replace(group, &numbers.decimal.to_string()), text.replace(group, ""));
                let variables = [("text", text.into()), ("decimal", decimal.into()), ("whole", whole.into())];
                self.texts.format("status-entry-error-ambiguous", &variables)
            }
            EntryError::NotABearing(_) => {
                let example = numbers.number(47.208, 3);
                self.texts.format("status-entry-error-bearing", &[("text", text.into()), ("example", example.into())])
            }
            EntryError::NotAPlace => self.texts.get("status-entry-error-place").to_owned(),
            EntryError::NoCorner => self.texts.get("status-entry-error-corner").to_owned(),
            EntryError::NoDistance => self.texts.get("status-entry-error-distance").to_owned(),
            EntryError::Incomplete => self.texts.get("status-entry-error-incomplete").to_owned(),
        }
    }
}
