//! Tables of the panel: zones, zones by commune, legend.

use std::collections::BTreeMap;

use super::PictureSubject;
use super::furniture::heading_text;
use super::look::{self, ZoneLook};
use super::panel::Cursor;
use super::svg::{Rect, Svg, TextStyle};
use crate::app::phrase::{zone_code, zone_name};
use crate::geometry::ExactArea;
use crate::plan::ledger::{rounded_hectares, rounded_percentages};
use crate::plan::{Zone, ZoneId};

/// More zones than this are summed up in one row.
const MOST_ZONE_ROWS: usize = 10;
/// With more zones than this their names keep to one line.
const MOST_TALL_ROWS: usize = 5;
/// With more zones than this the commune table has totals only.
const MOST_ZONE_COLUMNS: usize = 4;

/// Zones with hectares, share and, where targets are set, the difference to them; then land in none, in two, outside.
pub(super) fn draw_zones(svg: &mut Svg, cursor: &mut Cursor, subject: &PictureSubject<'_>, looks: &BTreeMap<ZoneId, ZoneLook>) {
    let (u, texts, ledger) = (cursor.unit, subject.texts, subject.ledger);
    let zones: Vec<&Zone> = subject.plan.zones().collect();
    let areas: Vec<ExactArea> = zones.iter().map(|zone| zone.area).collect();
    let (hectares, shares) = (rounded_hectares(&areas, 2), rounded_percentages(&areas, ledger.approved, 2));
    let has_targets = zones.iter().any(|zone| zone.attributes.target.is_some());
    let right = cursor.right();
    let columns = if has_targets { [right - 136.0 * u, right - 68.0 * u, right] } else { [right - 72.0 * u, right, right] };
    cursor.rule(svg);
    cursor.y += 18.0 * u;
    let head = TextStyle::new(12.0 * u, look::QUIET_INK);
    svg.text(
        [cursor.left(), cursor.y],
        TextStyle::new(13.0 * u, look::QUIET_INK).bold(),
        &heading_text(texts.get("panel-zones")),
    );
    svg.text([columns[0], cursor.y], head.end(), "ha");
    svg.text([columns[1], cursor.y], head.end(), "%");
    if has_targets {
        svg.text([columns[2], cursor.y], head.end(), "Δ ha");
    }
    cursor.y += 4.0 * u;
    let rows = if zones.len() > MOST_ZONE_ROWS { MOST_ZONE_ROWS - 1 } else { zones.len() };
    for (index, zone) in zones.iter().enumerate().take(rows) {
        let difference = zone.difference_to_target().map(|d| texts.numbers().signed(d.rounded_ha(2), 2));
        let figures = [hectares[index], shares[index]];
        swatch(svg, cursor, &looks[&zone.id]);
        let (code, name) = (&zone.attributes.code, zone_name(texts, zone));
        let is_one_of_many = zones.len() > MOST_TALL_ROWS && !code.is_empty() && *code != name;
        let name = if is_one_of_many { format!("{code} · {name}") } else { name };
        zone_row(svg, cursor, subject, &name, figures, columns, difference.filter(|_| has_targets));
    }
    if rows < zones.len() {
        let rest = [hectares[rows..].iter().sum(), shares[rows..].iter().sum()];
        let name = texts.format("panel-findings-count", &[("count", (zones.len() - rows).into())]);
        zone_row(svg, cursor, subject, &format!("+ {name}"), rest, columns, None);
    }
    cursor.y += 5.0 * u;
    svg.line([cursor.left(), cursor.y], [right, cursor.y], &format!("stroke=\"{}\" stroke-width=\"{u:.2}\"", look::INK));
    let total = [hectares.iter().sum(), shares.iter().sum()];
    let style = TextStyle::new(14.5 * u, look::INK).bold();
    cursor.y += 19.0 * u;
    svg.text([cursor.left(), cursor.y], style, texts.get("panel-total"));
    write_figures(svg, cursor, subject, style, total, columns);
    draw_faulty_land(svg, cursor, subject);
}

/// Land in no zone, in two, outside; what cannot be known without a boundary is a dash.
fn draw_faulty_land(svg: &mut Svg, cursor: &mut Cursor, subject: &PictureSubject<'_>) {
    let (u, numbers, ledger) = (cursor.unit, subject.texts.numbers(), subject.ledger);
    let with_boundary = |area: ExactArea| subject.plan.boundary().map(|_| area);
    for (id, area, colour) in [
        ("panel-unallocated", with_boundary(ledger.unallocated), look::WARNING),
        ("panel-overlap", Some(ledger.overlap), look::ERROR),
        ("panel-outside", with_boundary(ledger.outside), look::OUTSIDE),
    ] {
        let faulty = area.filter(|area| area.rounded_m2(1) != 0);
        let style = TextStyle::new(14.0 * u, if faulty.is_some() { colour } else { look::QUIET_INK });
        let dash = || "—".to_owned();
        cursor.y += 19.0 * u;
        svg.text([cursor.left(), cursor.y], style, subject.texts.get(id));
        let hectares = area.map_or_else(dash, |area| numbers.scaled(area.rounded_ha(2), 2));
        svg.text([cursor.right() - 136.0 * u, cursor.y], style.end(), &hectares);
        svg.text([cursor.right(), cursor.y], style.end(), &faulty.map_or_else(dash, |area| numbers.m2(area, 1)));
    }
}

fn swatch(svg: &mut Svg, cursor: &Cursor, zone_look: &ZoneLook) {
    let u = cursor.unit;
    let area = Rect { x: cursor.left(), y: cursor.y + 8.0 * u, width: 20.0 * u, height: 14.0 * u };
    svg.rect(area, &format!("fill=\"{}\" fill-opacity=\"0.42\"", zone_look.fill));
    svg.rect(area, &format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"{:.2}\"", zone_look.pattern(), zone_look.line, 1.2 * u));
}

/// A row of the zone table; `figures` are hundredths of hectares and of per cent.
fn zone_row(
    svg: &mut Svg,
    cursor: &mut Cursor,
    subject: &PictureSubject<'_>,
    name: &str,
    figures: [i128; 2],
    columns: [f64; 3],
    difference: Option<String>,
) {
    let u = cursor.unit;
    cursor.y += 20.0 * u;
    let style = TextStyle::new(14.5 * u, look::INK);
    let left = cursor.left() + 28.0 * u;
    let most_px = columns[0] - 58.0 * u - left;
    write_figures(svg, cursor, subject, style, figures, columns);
    if let Some(difference) = difference {
        svg.text([columns[2], cursor.y], style.end(), &difference);
    }
    let mut lines = style.lines(name, most_px);
    if subject.plan.zones().len() > MOST_TALL_ROWS {
        lines = vec![style.shortened(name, most_px)];
    }
    for (index, line) in lines.iter().enumerate() {
        cursor.y += if index > 0 { 17.0 * u } else { 0.0 };
        svg.text([left, cursor.y], style, &style.shortened(line, most_px));
    }
}

fn write_figures(
    svg: &mut Svg,
    cursor: &Cursor,
    subject: &PictureSubject<'_>,
    style: TextStyle,
    [hectares, share]: [i128; 2],
    columns: [f64; 3],
) {
    let numbers = subject.texts.numbers();
    svg.text([columns[0], cursor.y], style.end(), &numbers.scaled(hectares, 2));
    svg.text([columns[1], cursor.y], style.end(), &numbers.scaled(share, 2));
}

/// Zones by commune in hectares; communes that the park or a zone meets.
pub(super) fn draw_communes(svg: &mut Svg, cursor: &mut Cursor, subject: &PictureSubject<'_>) {
    let (u, texts, ledger) = (cursor.unit, subject.texts, subject.ledger);
    let zones: Vec<ZoneId> = subject.plan.zones().map(|zone| zone.id).collect();
    let of_zone =
        |zone: ZoneId, commune: usize| ledger.communes.get(&zone).and_then(|c| c.get(&commune)).copied().unwrap_or_default();
    let all: Vec<usize> = (0..subject.communes_until.communes.len()).collect();
    let total = |commune: usize| zones.iter().map(|zone| of_zone(*zone, commune)).sum::<ExactArea>();
    let met: Vec<usize> = all.into_iter().filter(|commune| !total(*commune).is_zero()).collect();
    if met.is_empty() || cursor.room() < (met.len() as f64 + 2.5) * 18.0 * u {
        return;
    }
    let shown: &[ZoneId] = if zones.len() > MOST_ZONE_COLUMNS { &[] } else { &zones };
    let column = |index: usize| cursor.area.right() - (shown.len() - index) as f64 * 66.0 * u;
    let columns: Vec<f64> = (0..=shown.len()).map(column).collect();
    cursor.rule(svg);
    cursor.y += 18.0 * u;
    let head = TextStyle::new(12.0 * u, look::QUIET_INK).end();
    svg.text(
        [cursor.left(), cursor.y],
        TextStyle::new(13.0 * u, look::QUIET_INK).bold(),
        &heading_text(texts.get("panel-communes")),
    );
    for (zone, x) in shown.iter().zip(&columns) {
        svg.text([*x, cursor.y], head, &head.shortened(&zone_code(texts, subject.plan, *zone), 60.0 * u));
    }
    svg.text([columns[shown.len()], cursor.y], head, texts.get("panel-total"));
    let figures: Vec<Vec<i128>> = shown
        .iter()
        .map(|zone| rounded_hectares(&met.iter().map(|commune| of_zone(*zone, *commune)).collect::<Vec<_>>(), 2))
        .chain([rounded_hectares(&met.iter().map(|commune| total(*commune)).collect::<Vec<_>>(), 2)])
        .collect();
    let style = TextStyle::new(13.5 * u, look::INK);
    for (row, commune) in met.iter().enumerate() {
        cursor.y += 18.0 * u;
        let name = &subject.communes_until.communes[*commune].name;
        svg.text([cursor.left(), cursor.y], style, &style.shortened(name, columns[0] - 56.0 * u - cursor.left()));
        for (x, values) in columns.iter().zip(&figures) {
            let text = if values[row] == 0 { "–".to_owned() } else { texts.numbers().scaled(values[row], 2) };
            svg.text([*x, cursor.y], style.end(), &text);
        }
    }
}

/// Rows of the legend: the drawing of each sign in a box, and its text.
fn legend_rows(subject: &PictureSubject<'_>) -> Vec<(LegendSign, String)> {
    let texts = subject.texts;
    let mut rows = Vec::new();
    if subject.plan.boundary().is_some() {
        rows.push((LegendSign::Boundary, texts.get("layer-boundary").to_owned()));
    }
    for (layer, sign, id) in [
        (subject.communes_since, LegendSign::Solid, "layer-communes-2025"),
        (subject.communes_until, LegendSign::Dashed, "layer-communes-2020"),
    ] {
        if !layer.communes.is_empty() {
            rows.push((sign, texts.get(id).to_owned()));
        }
    }
    for (area, pattern, colour, id) in [
        (subject.ledger.unallocated, "gap", look::ERROR, "panel-unallocated"),
        (subject.ledger.overlap, "overlap", look::ERROR, "panel-overlap"),
        (subject.ledger.outside, "outside", look::OUTSIDE, "panel-outside"),
    ] {
        if area.rounded_m2(1) != 0 {
            rows.push((LegendSign::Hatch { pattern, colour }, texts.get(id).to_owned()));
        }
    }
    rows
}

/// How a row of the legend is drawn.
#[derive(Debug, Clone, Copy)]
enum LegendSign {
    Boundary,
    Solid,
    Dashed,
    Hatch { pattern: &'static str, colour: &'static str },
}

/// Height of the legend, px; two rows stand side by side.
pub(super) fn legend_height(u: f64, subject: &PictureSubject<'_>) -> f64 {
    legend_rows(subject).len().div_ceil(2) as f64 * 21.0 * u + 12.0 * u
}

/// Draws the legend from the cursor down.
pub(super) fn draw_legend(svg: &mut Svg, cursor: &Cursor, subject: &PictureSubject<'_>) {
    let u = cursor.unit;
    let style = TextStyle::new(13.0 * u, look::INK);
    for (index, (sign, text)) in legend_rows(subject).into_iter().enumerate() {
        let x = cursor.left() + (index % 2) as f64 * cursor.area.width / 2.0;
        let y = cursor.y + 22.0 * u + (index / 2) as f64 * 21.0 * u;
        let (from, to) = ([x, y - 5.0 * u], [x + 30.0 * u, y - 5.0 * u]);
        let stroke =
            |colour: &str, width: f64, dashes: &str| format!("stroke=\"{colour}\" stroke-width=\"{:.2}\" {dashes}", width * u);
        match sign {
            LegendSign::Boundary => {
                let dashes = format!("stroke-dasharray=\"{:.2} {:.2} {:.2} {:.2}\"", 14.0 * u, 4.0 * u, 2.5 * u, 4.0 * u);
                svg.line(from, to, &stroke(look::INK, 2.8, &dashes));
            }
            LegendSign::Solid => svg.line(from, to, &stroke(look::COMMUNE, 1.5, "")),
            LegendSign::Dashed => {
                svg.line(from, to, &stroke(look::COMMUNE, 1.0, &format!("stroke-dasharray=\"{:.2} {:.2}\"", 5.0 * u, 4.0 * u)));
            }
            LegendSign::Hatch { pattern, colour } => {
                let area = Rect { x, y: y - 12.0 * u, width: 30.0 * u, height: 14.0 * u };
                svg.rect(area, &format!("fill=\"url(#{pattern})\" {}", stroke(colour, 1.2, "")));
            }
        }
        svg.text([x + 38.0 * u, y], style, &style.shortened(&text, cursor.area.width / 2.0 - 44.0 * u));
    }
}
