//! The balance beside the map: what was approved, what is drawn, what is left, and whether that passes.

use std::collections::BTreeMap;

use super::furniture::heading_text;
use super::look::{self, ZoneLook};
use super::map::sign;
use super::svg::{Rect, Svg, TextStyle};
use super::{PictureSubject, Sheet, tables};
use crate::app::phrase::{finding_text, reason_text};
use crate::check::{Severity, Verdict};
use crate::geometry::ExactArea;
use crate::plan::{Balance, ZoneId};

/// Lines that the reasons of the verdict may take.
const MOST_REASON_LINES: usize = 3;

/// Where the next block of the panel goes.
pub(super) struct Cursor {
    pub area: Rect,
    pub y: f64,
    pub unit: f64,
}

impl Cursor {
    pub(super) const fn left(&self) -> f64 {
        self.area.x
    }

    pub(super) const fn right(&self) -> f64 {
        self.area.right()
    }

    /// Height that is still free, px.
    pub(super) const fn room(&self) -> f64 {
        self.area.bottom() - self.y
    }

    /// A line across the panel.
    pub(super) fn rule(&mut self, svg: &mut Svg) {
        self.y += 8.0 * self.unit;
        let look = format!("stroke=\"{}\" stroke-width=\"{:.2}\"", look::RULE, self.unit);
        svg.line([self.left(), self.y], [self.right(), self.y], &look);
        self.y += 4.0 * self.unit;
    }

    /// A heading.
    pub(super) fn heading(&mut self, svg: &mut Svg, text: &str) {
        self.y += 20.0 * self.unit;
        let style = TextStyle::new(13.0 * self.unit, look::QUIET_INK).bold();
        svg.text([self.left(), self.y], style, &heading_text(text));
        self.y += 6.0 * self.unit;
    }
}

/// Draws the whole panel; blocks that find no room are left out from below.
pub(super) fn draw(svg: &mut Svg, sheet: &Sheet, subject: &PictureSubject<'_>, looks: &BTreeMap<ZoneId, ZoneLook>) {
    let mut cursor = Cursor { area: sheet.panel, y: sheet.panel.y, unit: sheet.unit };
    let legend_height = tables::legend_height(sheet.unit, subject);
    cursor.area.height -= legend_height;
    draw_verdict(svg, &mut cursor, subject);
    draw_residual(svg, &mut cursor, subject);
    draw_bar(svg, &mut cursor, subject, looks);
    tables::draw_zones(svg, &mut cursor, subject, looks);
    tables::draw_communes(svg, &mut cursor, subject);
    draw_findings(svg, &mut cursor, subject);
    cursor.y = sheet.panel.bottom() - legend_height;
    tables::draw_legend(svg, &cursor, subject);
}

/// The verdict as a coloured band with its reasons, the weightiest first.
fn draw_verdict(svg: &mut Svg, cursor: &mut Cursor, subject: &PictureSubject<'_>) {
    let u = cursor.unit;
    let (colour, icon) = match subject.judgement.verdict {
        Verdict::Pass => (look::PASS, "✓"),
        Verdict::Fail => (look::ERROR, "⬣"),
        Verdict::Insufficient => (look::UNKNOWN, "?"),
    };
    let style = TextStyle::new(14.0 * u, "#FFFFFF");
    let reasons = subject.judgement.reasons.iter().map(|reason| reason_text(subject.texts, *reason));
    let inner_px = cursor.area.width - 28.0 * u;
    let mut lines = style.lines(&reasons.collect::<Vec<_>>().join(" "), inner_px);
    if lines.len() > MOST_REASON_LINES {
        lines.truncate(MOST_REASON_LINES);
        lines.last_mut().into_iter().for_each(|line| *line = style.shortened(&format!("{line} …"), inner_px));
    }
    let height = (40.0 + 19.0 * lines.len() as f64) * u;
    let band = Rect { x: cursor.left(), y: cursor.y, width: cursor.area.width, height };
    svg.rect(band, &format!("rx=\"{:.2}\" fill=\"{colour}\"", 5.0 * u));
    let word = subject.texts.get(match subject.judgement.verdict {
        Verdict::Pass => "verdict-pass",
        Verdict::Fail => "verdict-fail",
        Verdict::Insufficient => "verdict-insufficient",
    });
    let white = TextStyle::new(22.0 * u, "#FFFFFF").bold();
    svg.text([band.x + 14.0 * u, band.y + 27.0 * u], white, &format!("{icon}  {word}"));
    for (index, line) in lines.iter().enumerate() {
        svg.text([band.x + 14.0 * u, band.y + (48.0 + 19.0 * index as f64) * u], style, line);
    }
    cursor.y = band.bottom();
}

/// The figure that matters: what is left or too much; approved and drawn beside it.
fn draw_residual(svg: &mut Svg, cursor: &mut Cursor, subject: &PictureSubject<'_>) {
    let (u, texts, ledger) = (cursor.unit, subject.texts, subject.ledger);
    let numbers = texts.numbers();
    cursor.heading(svg, texts.get("panel-balance"));
    let residual = ledger.residual();
    let balance = ledger.balance();
    let word = balance.word_id();
    let colour = match balance {
        Balance::Met => look::PASS,
        Balance::Left => look::WARNING,
        Balance::Excess => look::ERROR,
    };
    cursor.y += 33.0 * u;
    let figure = format!("{} ha", numbers.scaled(residual.abs().rounded_ha(2), 2));
    let style = TextStyle::new(38.0 * u, colour).bold();
    svg.text([cursor.left(), cursor.y], style, &figure);
    svg.text([cursor.left() + style.width_px(&figure) + 12.0 * u, cursor.y], TextStyle::new(16.0 * u, colour), texts.get(word));
    cursor.y += 8.0 * u;
    let mut figures = vec![("panel-approved", ledger.approved), ("panel-drawn", ledger.zones_total)];
    if subject.plan.boundary().is_some() {
        figures.insert(1, ("panel-boundary", ledger.boundary));
    }
    for (id, area) in figures {
        cursor.y += 19.0 * u;
        let row = TextStyle::new(14.5 * u, look::INK);
        svg.text([cursor.left(), cursor.y], TextStyle::new(14.5 * u, look::QUIET_INK), texts.get(id));
        svg.text([cursor.left() + 240.0 * u, cursor.y], row.bold().end(), &numbers.ha(area, 2));
        svg.text([cursor.right(), cursor.y], row.end(), &numbers.m2(area, 1));
    }
}

/// The balance as one bar to scale: zones, unallocated land, and what goes beyond the approved area.
fn draw_bar(svg: &mut Svg, cursor: &mut Cursor, subject: &PictureSubject<'_>, looks: &BTreeMap<ZoneId, ZoneLook>) {
    let (u, ledger) = (cursor.unit, subject.ledger);
    cursor.y += 14.0 * u;
    let bar = Rect { x: cursor.left(), y: cursor.y, width: cursor.area.width, height: 24.0 * u };
    let longest = [ledger.approved, ledger.zones_total + ledger.unallocated].into_iter().max().unwrap_or_default();
    let px = |area: ExactArea| area.share_of(longest) * bar.width;
    svg.rect(bar, &format!("fill=\"{}\"", look::PAPER));
    let mut x = bar.x;
    for zone in subject.plan.zones() {
        let piece = Rect { x, width: px(zone.area), ..bar };
        let zone_look = &looks[&zone.id];
        svg.rect(piece, &format!("fill=\"{}\" fill-opacity=\"0.42\"", zone_look.fill));
        if piece.width > 3.0 * u {
            svg.rect(piece, &format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"{u:.2}\"", zone_look.pattern(), zone_look.line));
        }
        x = piece.right();
    }
    svg.rect(Rect { x, width: px(ledger.unallocated), ..bar }, "fill=\"url(#gap)\"");
    let approved_x = bar.x + px(ledger.approved);
    if ledger.zones_total > ledger.approved {
        let beyond = Rect { x: approved_x, width: px(ledger.zones_total - ledger.approved), ..bar };
        svg.rect(beyond, &format!("fill=\"{}\" fill-opacity=\"0.75\"", look::ERROR));
    }
    let outline = format!("fill=\"none\" stroke=\"{}\" stroke-width=\"{:.2}\"", look::INK, 1.2 * u);
    svg.rect(bar, &outline);
    let tick = format!("stroke=\"{}\" stroke-width=\"{:.2}\"", look::INK, 2.4 * u);
    svg.line([approved_x, bar.y - 5.0 * u], [approved_x, bar.bottom() + 5.0 * u], &tick);
    cursor.y = bar.bottom() + 4.0 * u;
}

/// The findings with the numbers they have on the map, as many as there is room for.
fn draw_findings(svg: &mut Svg, cursor: &mut Cursor, subject: &PictureSubject<'_>) {
    let (u, texts) = (cursor.unit, subject.texts);
    let row = 21.0 * u;
    if subject.findings.is_empty() || cursor.room() < 4.0 * row {
        return;
    }
    cursor.rule(svg);
    cursor.heading(svg, texts.get("panel-findings"));
    let mut shown = 0;
    for (index, finding) in subject.findings.iter().enumerate() {
        let colour = if finding.severity == Severity::Error { look::INK } else { look::QUIET_INK };
        let style = TextStyle::new(13.5 * u, colour);
        let lines = style.lines(&finding_text(texts, subject.plan, finding), cursor.area.width - 26.0 * u);
        let is_last = index + 1 == subject.findings.len();
        if cursor.room() < row * (lines.len() as f64 + if is_last { 0.2 } else { 1.2 }) {
            break;
        }
        let middle = [cursor.left() + 9.0 * u, cursor.y + row - 5.0 * u];
        sign(svg, middle, finding.severity, 8.0 * u);
        let number = TextStyle::new(9.5 * u, "#FFFFFF").bold().middle();
        svg.text([middle[0], middle[1] + 3.4 * u], number, &(index + 1).to_string());
        for (at, line) in lines.iter().enumerate() {
            cursor.y += if at == 0 { row } else { 17.0 * u };
            svg.text([cursor.left() + 24.0 * u, cursor.y], style, line);
        }
        shown = index + 1;
    }
    let more = subject.findings.len().saturating_sub(shown);
    if more > 0 {
        cursor.y += row;
        let text = texts.format("panel-findings-count", &[("count", more.into())]);
        svg.text([cursor.left() + 24.0 * u, cursor.y], TextStyle::new(13.0 * u, look::QUIET_INK), &format!("+ {text}"));
    }
}
