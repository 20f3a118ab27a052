//! How zones stand to the rules, on the map: colour, hatch and sign of each state, and the legend.

use std::collections::BTreeMap;

use eframe::egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Stroke, StrokeKind, pos2, vec2};

use super::ink::{bold, regular};
use crate::app::compliance::zone_grades;
use crate::app::{Session, Texts};
use crate::check::Grade;
use crate::plan::ZoneId;
use crate::ui::panels::paint_fill;
use crate::ui::theme::{Status, Theme};

/// The states in the order of the legend, with their words.
const STATES: [(Status, &str); 4] = [
    (Status::Error, "verdict-fail"),
    (Status::Warning, "verdict-rule-warning"),
    (Status::Unknown, "verdict-insufficient"),
    (Status::Pass, "verdict-pass"),
];
const ROW_PT: f32 = 20.0;
const PADDING_PT: f32 = 8.0;
const SWATCH_PT: f32 = 22.0;

/// The state of each zone as shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Compliance {
    /// Document and plan revision it is of.
    of: Option<(u64, u64)>,
    /// By zone.
    pub statuses: BTreeMap<ZoneId, Status>,
}

impl Compliance {
    /// Brings the states up to the plan as shown.
    pub(super) fn follow(&mut self, session: &Session) {
        let revisions = session.revisions();
        let now = (revisions.document, revisions.shown);
        if self.of.replace(now) != Some(now) {
            self.statuses = zone_grades(session).into_iter().map(|(zone, grade)| (zone, status(grade))).collect();
        }
    }

    fn count(&self, status: Status) -> usize {
        self.statuses.values().filter(|other| **other == status).count()
    }

    /// The place of the legend: the upper left corner of the map.
    pub(super) fn legend_rect(painter: &Painter, texts: &Texts, map: Rect) -> Rect {
        let width = |id: &str| painter.layout_no_wrap(texts.get(id).to_owned(), regular(12.0), Color32::BLACK).size().x;
        let widest = STATES.iter().map(|(_, id)| width(id)).fold(0.0, f32::max);
        let heading = painter.layout_no_wrap(texts.get("panel-compliance").to_owned(), bold(12.0), Color32::BLACK);
        let width = (SWATCH_PT + 64.0 + widest).max(heading.size().x) + 2.0 * PADDING_PT;
        let height = ROW_PT * (STATES.len() + 1) as f32 + 2.0 * PADDING_PT;
        Rect::from_min_size(map.min + vec2(12.0, 12.0), vec2(width, height))
    }

    /// Paints the legend with the number of zones in each state.
    pub(super) fn paint_legend(&self, painter: &Painter, theme: &Theme, texts: &Texts, map: Rect) {
        let rect = Self::legend_rect(painter, texts, map);
        painter.rect(rect, 4.0, theme.panel, Stroke::new(1.0, theme.divider), StrokeKind::Inside);
        let left = rect.left() + PADDING_PT;
        let line = |row: usize| rect.top() + PADDING_PT + ROW_PT * (row as f32 + 0.5);
        let write = |at: Pos2, text: &str, font: FontId, colour: Color32| {
            painter.text(at, Align2::LEFT_CENTER, text, font, colour);
        };
        write(pos2(left, line(0)), texts.get("panel-compliance"), bold(12.0), theme.text);
        for (row, (status, id)) in STATES.iter().enumerate() {
            let y = line(row + 1);
            let swatch = Rect::from_center_size(pos2(left + SWATCH_PT / 2.0, y), vec2(SWATCH_PT, ROW_PT - 6.0));
            paint_fill(painter, swatch, theme.compliance_fill(*status), 5.0);
            let border = Stroke::new(1.5, theme.compliance_border(*status).colour);
            painter.rect_stroke(swatch, 2.0, border, StrokeKind::Inside);
            write(pos2(left + SWATCH_PT + 8.0, y), status.icon(), regular(14.0), theme.status(*status));
            write(pos2(left + SWATCH_PT + 28.0, y), texts.get(id), regular(12.0), theme.text);
            let count = texts.numbers().number(self.count(*status) as f64, 0);
            let right = pos2(rect.right() - PADDING_PT, y);
            painter.text(right, Align2::RIGHT_CENTER, count, regular(12.0), theme.weak_text);
        }
    }
}

const fn status(grade: Grade) -> Status {
    match grade {
        Grade::Fail => Status::Error,
        Grade::Warning => Status::Warning,
        Grade::Pass | Grade::Note => Status::Pass,
        Grade::Unknown => Status::Unknown,
    }
}
