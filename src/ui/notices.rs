//! What there is to tell, at the lower edge of the map, until it has been read.
//!
//! Each notice is a control with a name for screen readers, wraps, and asks for one frame: the one in which it goes.

use std::time::Duration;

use eframe::egui::{self, Align2, Area, Frame, Id, Order, RichText, vec2};

use super::panels::table::icon_button;
use super::request::Request;
use super::theme::{Status, Theme, icons};
use crate::app::Texts;
use crate::app::workspace::{Notice, NoticeKind};

/// Notices shown at once; older ones make room.
const MOST_SHOWN: usize = 4;
/// Width of the text, points.
const WIDTH_PT: f32 = 380.0;

/// Distance from the lower edge of the map, so that scale bar and sources stay in sight, points.
const ABOVE_FURNITURE_PT: f32 = 48.0;

/// The notices on screen.
#[derive(Debug, Default)]
pub struct Notices {
    shown: Vec<(Notice, f64)>,
}

impl Notices {
    /// Shows `notices`, each for as long as it takes to read it; errors stay until they are dismissed.
    pub fn add(&mut self, notices: Vec<Notice>, now_s: f64) {
        for notice in notices {
            let seconds = match notice.kind {
                NoticeKind::Done => 6.0,
                NoticeKind::Warning => 14.0,
                NoticeKind::Error => f64::INFINITY,
            };
            self.shown.retain(|(other, _)| *other != notice);
            self.shown.push((notice, now_s + seconds));
        }
        let surplus = self.shown.len().saturating_sub(MOST_SHOWN);
        self.shown.drain(..surplus);
    }

    /// The notices on screen, oldest first.
    pub fn shown(&self) -> impl Iterator<Item = &Notice> {
        self.shown.iter().map(|(notice, _)| notice)
    }

    /// Shows the notices above the lower edge of `map`.
    pub fn show(&mut self, context: &egui::Context, texts: &Texts, map: egui::Rect, requests: &mut Vec<Request>) {
        let now_s = context.input(|i| i.time);
        self.shown.retain(|(_, until_s)| *until_s > now_s);
        let Some(next_s) = self.shown.iter().map(|(_, until_s)| *until_s).reduce(f64::min) else { return };
        if next_s.is_finite() {
            context.request_repaint_after(Duration::from_secs_f64((next_s - now_s).max(0.05)));
        }
        let theme = Theme::of(context);
        let mut dismissed = None;
        Area::new(Id::unique("notices"))
            .order(Order::Foreground)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(map.center_bottom() - vec2(0.0, ABOVE_FURNITURE_PT))
            .show(context, |ui| {
                for (index, (notice, _)) in self.shown.iter().enumerate() {
                    if show_one(ui, theme, texts, notice, requests) {
                        dismissed = Some(index);
                    }
                }
            });
        if let Some(index) = dismissed {
            self.shown.remove(index);
        }
    }
}

/// One notice; whether it was dismissed, or what it offers was taken.
fn show_one(ui: &mut egui::Ui, theme: &Theme, texts: &Texts, notice: &Notice, requests: &mut Vec<Request>) -> bool {
    let status = match notice.kind {
        NoticeKind::Done => Status::Pass,
        NoticeKind::Warning => Status::Warning,
        NoticeKind::Error => Status::Error,
    };
    let colour = theme.status(status);
    let frame = Frame::popup(ui.style()).stroke(egui::Stroke::new(1.5, colour));
    frame
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(status.icon()).size(17.0).color(colour));
                ui.allocate_ui(vec2(WIDTH_PT, 0.0), |ui| {
                    ui.set_max_width(WIDTH_PT);
                    ui.add(egui::Label::new(&notice.text).wrap());
                });
                let taken = notice.offer.filter(|offer| ui.button(texts.get(offer.text_id())).clicked());
                requests.extend(taken.map(Request::Do));
                taken.is_some() | icon_button(ui, icons::X, texts.get("a11y-dismiss"), false).clicked()
            })
            .inner
        })
        .inner
}

/// Over the map while a file hangs above it.
pub fn drop_hint(context: &egui::Context, scene: &super::request::Scene<'_>, map: egui::Rect) {
    let painter = context.layer_painter(egui::LayerId::new(Order::Foreground, Id::unique("drop hint")));
    painter.rect_filled(map, 0.0, scene.theme.selected.gamma_multiply(0.85));
    painter.rect_stroke(map.shrink(8.0), 6.0, egui::Stroke::new(3.0, scene.theme.accent), egui::StrokeKind::Inside);
    let text = scene.texts.get("hint-drop-file");
    painter.text(map.center(), Align2::CENTER_CENTER, text, egui::FontId::proportional(20.0), scene.theme.text);
}
