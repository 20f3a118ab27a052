//! The map itself: communes, zones, boundary, faults and their labels.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::look::{self, ZoneLook};
use super::place::{Taken, free_width_um, roomiest, spots};
use super::svg::{MapView, Rect, Svg, TextStyle};
use super::{PictureSubject, Sheet};
use crate::app::phrase::{zone_code, zone_name};
use crate::check::{Finding, Rule, Severity};
use crate::geometry::overlay::{Fill, difference, intersection, region_from_rings, union};
use crate::geometry::{GridPoint, Region};
use crate::plan::ledger::{rounded_hectares, rounded_percentages};
use crate::plan::{CommuneLayer, Zone, ZoneId};

/// More findings than this are not numbered on the map.
const MOST_MARKS: usize = 40;
/// With more zones than this labels are not looked for: the map would be nothing but labels.
const MOST_LABELLED_ZONES: usize = 400;

/// Draws the map; marks of findings carry their place in the list, from 1.
pub(super) fn draw(svg: &mut Svg, sheet: &Sheet, subject: &PictureSubject<'_>, looks: &BTreeMap<ZoneId, ZoneLook>) {
    let view = &sheet.view;
    let Rect { x, y, width, height } = view.frame;
    svg.raw(format_args!(
        "<clipPath id=\"map\"><rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\"/></clipPath>"
    ));
    svg.rect(view.frame, &format!("fill=\"{}\"", look::PAPER));
    svg.raw(format_args!("<g clip-path=\"url(#map)\" stroke-linejoin=\"round\">"));
    let u = sheet.unit;
    let dashes = format!(" stroke-dasharray=\"{:.2} {:.2}\"", 5.0 * u, 4.0 * u);
    borders(svg, view, subject.communes_until, &format!("stroke-width=\"{:.2}\"{dashes}", 1.0 * u));
    borders(svg, view, subject.communes_since, &format!("stroke-width=\"{:.2}\"", 1.5 * u));
    for zone in subject.plan.zones() {
        draw_zone(svg, view, zone, &looks[&zone.id], u);
    }
    draw_unallocated(svg, view, subject);
    draw_faults(svg, view, subject, u);
    draw_boundary(svg, view, subject, u);
    let mut taken = Taken::default();
    sheet.furniture.iter().for_each(|area| taken.block(*area));
    let marks: Vec<_> = subject.findings.iter().enumerate().filter(|(_, f)| f.at.is_some()).take(MOST_MARKS).collect();
    for (_, finding) in &marks {
        let at = finding.at.map(|at| view.sheet(at)).unwrap_or_default();
        taken.block(Rect::around(at, 22.0 * u, 22.0 * u));
    }
    label_zones(svg, sheet, subject, &mut taken);
    label_communes(svg, sheet, subject, &mut taken);
    for (index, finding) in marks {
        mark(svg, view, index + 1, finding, u);
    }
    svg.raw(format_args!("</g>"));
}

/// The outline of `land` on the sheet as SVG path data.
fn path_data(view: &MapView, land: &Region) -> String {
    let mut data = String::new();
    for ring in land.rings() {
        let mut last = None;
        for &vertex in ring {
            let [x, y] = view.sheet(vertex);
            let rounded = ((x * 20.0).round() as i64, (y * 20.0).round() as i64);
            if last == Some(rounded) {
                continue;
            }
            let _ = write!(data, "{}{x:.2},{y:.2}", if last.is_none() { "M" } else { " " });
            last = Some(rounded);
        }
        data.push('Z');
    }
    data
}

fn draw_path(svg: &mut Svg, view: &MapView, land: &Region, look: &str) {
    if !land.is_empty() {
        svg.raw(format_args!("<path d=\"{}\" fill-rule=\"evenodd\" {look}/>", path_data(view, land)));
    }
}

fn borders(svg: &mut Svg, view: &MapView, layer: &CommuneLayer, stroke: &str) {
    for commune in &layer.communes {
        draw_path(svg, view, &commune.region, &format!("fill=\"none\" stroke=\"{}\" {stroke}", look::COMMUNE));
    }
}

fn draw_zone(svg: &mut Svg, view: &MapView, zone: &Zone, zone_look: &ZoneLook, u: f64) {
    let ZoneLook { fill, line, .. } = zone_look;
    let data = path_data(view, &zone.region);
    svg.raw(format_args!("<path d=\"{data}\" fill-rule=\"evenodd\" fill=\"{fill}\" fill-opacity=\"0.20\"/>"));
    let pattern = zone_look.pattern();
    let width = 2.0 * u;
    svg.raw(format_args!(
        "<path d=\"{data}\" fill-rule=\"evenodd\" fill=\"{pattern}\" stroke=\"{line}\" stroke-width=\"{width:.2}\"/>"
    ));
}

fn draw_unallocated(svg: &mut Svg, view: &MapView, subject: &PictureSubject<'_>) {
    draw_path(svg, view, subject.plan.unallocated(), "fill=\"#9AA1A9\" fill-opacity=\"0.16\"");
    draw_path(svg, view, subject.plan.unallocated(), "fill=\"url(#gap)\"");
}

fn draw_faults(svg: &mut Svg, view: &MapView, subject: &PictureSubject<'_>, u: f64) {
    for finding in subject.findings.iter().filter(|f| !f.geometry.is_empty()) {
        let (fill, colour) = match finding.rule {
            Rule::Overlap => ("url(#overlap)", look::ERROR),
            Rule::Outside => ("url(#outside)", look::OUTSIDE),
            Rule::Sliver => ("none", look::WARNING),
            _ if finding.severity != Severity::Error => ("none", look::WARNING),
            _ => ("none", look::ERROR),
        };
        if finding.rule == Rule::Overlap || finding.rule == Rule::Outside {
            draw_path(svg, view, &finding.geometry, &format!("fill=\"{colour}\" fill-opacity=\"0.18\""));
        }
        let stroke = format!("fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"{:.2}\"", 1.5 * u);
        draw_path(svg, view, &finding.geometry, &stroke);
    }
}

fn draw_boundary(svg: &mut Svg, view: &MapView, subject: &PictureSubject<'_>, u: f64) {
    let Some(boundary) = subject.plan.boundary() else { return };
    let legal = boundary.outline.legal();
    let halo = format!("fill=\"none\" stroke=\"#FFFFFF\" stroke-width=\"{:.2}\"", 6.0 * u);
    draw_path(svg, view, legal, &halo);
    let [dash, gap, dot] = [14.0, 4.0, 2.5].map(|px| px * u);
    let line = format!(
        "fill=\"none\" stroke=\"{}\" stroke-width=\"{:.2}\" stroke-dasharray=\"{dash:.2} {gap:.2} {dot:.2} {gap:.2}\"",
        look::INK,
        2.8 * u
    );
    draw_path(svg, view, legal, &line);
}

/// Labels of zones: name, hectares and share; where they do not fit the code alone, else none.
fn label_zones(svg: &mut Svg, sheet: &Sheet, subject: &PictureSubject<'_>, taken: &mut Taken) {
    let (plan, numbers, u) = (subject.plan, subject.texts.numbers(), sheet.unit);
    if plan.zones().len() > MOST_LABELLED_ZONES {
        return;
    }
    let areas: Vec<_> = plan.zones().map(|zone| zone.area).collect();
    let hectares = rounded_hectares(&areas, 2);
    let shares = rounded_percentages(&areas, subject.ledger.approved, 2);
    for (index, zone) in plan.zones().enumerate() {
        let Some(spot) = roomiest(&zone.region) else { continue };
        let at = sheet.view.sheet(spot.at);
        let free_px = 2.0 * free_width_um(&zone.region, spot.at) * sheet.view.px_per_um;
        let room_px = 2.0 * spot.room_um * sheet.view.px_per_um;
        let name_style = TextStyle::new(15.0 * u, look::INK).bold().middle().halo(2.6 * u);
        let figure_style = TextStyle::new(13.5 * u, look::INK).middle().halo(2.4 * u);
        let figures = format!("{} ha · {} %", numbers.scaled(hectares[index], 2), numbers.scaled(shares[index], 2));
        let most_px = (free_px * 0.92).min(room_px * 1.9).min(190.0 * u);
        let mut lines: Vec<(String, TextStyle)> =
            name_style.lines(&zone_name(subject.texts, zone), most_px).into_iter().map(|line| (line, name_style)).collect();
        lines.push((figures, figure_style));
        let code = vec![(zone_code(subject.texts, plan, zone.id), TextStyle { size_px: 12.0 * u, ..name_style })];
        let fits = |lines: &[(String, TextStyle)]| {
            let (width, height) = extent(lines);
            width <= most_px * 1.05 && height <= room_px.max(free_px * 0.6) * 1.3
        };
        if let Some(lines) = [lines, code].into_iter().find(|lines| fits(lines)) {
            put_label(svg, sheet, taken, at, &lines);
        }
    }
}

/// Labels of communes: of today in capitals, older ones small; in free land if there is any, off what is taken.
fn label_communes(svg: &mut Svg, sheet: &Sheet, subject: &PictureSubject<'_>, taken: &mut Taken) {
    let u = sheet.unit;
    let today = TextStyle::new(14.0 * u, look::QUIET_INK).bold().middle().halo(2.4 * u);
    let older = TextStyle::new(12.0 * u, look::QUIET_INK).middle().halo(2.2 * u);
    let drawn = || union(subject.plan.zones().map(|zone| &zone.region));
    let park = subject.plan.boundary().map_or_else(drawn, |b| b.outline.legal().clone());
    let window = sheet_window(&sheet.view);
    for (layer, style, capitals) in [(subject.communes_since, today, true), (subject.communes_until, older, false)] {
        for commune in &layer.communes {
            let visible = intersection(&commune.region, &window);
            let free = difference(&visible, &park);
            let text = if capitals { commune.name.to_uppercase() } else { commune.name.clone() };
            let lines = [(text, style)];
            let (width, height) = extent(&lines);
            let fits =
                |at: [f64; 2], taken: &mut Taken| taken.take(Rect::around(at, width + 6.0 * u, height + 4.0 * u), &sheet.view);
            let places =
                [free, visible].into_iter().flat_map(|land| spots(&land)).filter(|s| s.room_um * sheet.view.px_per_um > height);
            let found = places.map(|spot| sheet.view.sheet(spot.at)).find(|at| fits(*at, taken));
            if let Some(at) = found {
                write_lines(svg, at, &lines);
            }
        }
    }
}

/// What the map shows, as land.
fn sheet_window(view: &MapView) -> Region {
    let frame = view.frame;
    let (a, b) = (view.grid([frame.x, frame.bottom()]), view.grid([frame.right(), frame.y]));
    region_from_rings(&[vec![a, GridPoint::new(b.east, a.north), b, GridPoint::new(a.east, b.north)]], Fill::NonZero)
}

/// Width and height of lines of text, px.
fn extent(lines: &[(String, TextStyle)]) -> (f64, f64) {
    let width = lines.iter().map(|(line, style)| style.width_px(line)).fold(0.0, f64::max);
    (width, lines.iter().map(|(_, style)| style.size_px * 1.25).sum())
}

fn put_label(svg: &mut Svg, sheet: &Sheet, taken: &mut Taken, at: [f64; 2], lines: &[(String, TextStyle)]) {
    let (width, height) = extent(lines);
    if taken.take(Rect::around(at, width, height), &sheet.view) {
        write_lines(svg, at, lines);
    }
}

/// Writes lines of text around a middle.
fn write_lines(svg: &mut Svg, [x, y]: [f64; 2], lines: &[(String, TextStyle)]) {
    let (_, height) = extent(lines);
    let mut top = y - height / 2.0;
    for (line, style) in lines {
        svg.text([x, top + style.size_px], *style, line);
        top += style.size_px * 1.25;
    }
}

/// A numbered sign at the place of a finding.
fn mark(svg: &mut Svg, view: &MapView, number: usize, finding: &Finding, u: f64) {
    let Some(at) = finding.at else { return };
    let [x, y] = view.sheet(at);
    sign(svg, [x, y], finding.severity, 10.0 * u);
    let size = if number < 10 { 12.0 } else { 10.0 } * u;
    svg.text([x, y + size * 0.36], TextStyle::new(size, "#FFFFFF").bold().middle(), &number.to_string());
}

/// The sign of a gravity: a red octagon, an amber triangle, a grey disc.
pub(super) fn sign(svg: &mut Svg, [x, y]: [f64; 2], severity: Severity, radius: f64) {
    let rim = format!("stroke=\"#FFFFFF\" stroke-width=\"{:.2}\"", radius * 0.18);
    let corners = |count: u32, turn: f64, radius: f64| {
        let corner = |i: u32| {
            let angle = std::f64::consts::TAU * (f64::from(i) + turn) / f64::from(count);
            format!("{:.2},{:.2}", x + radius * angle.sin(), y - radius * angle.cos())
        };
        (0..count).map(corner).collect::<Vec<_>>().join(" ")
    };
    match severity {
        Severity::Error => {
            svg.raw(format_args!("<polygon points=\"{}\" fill=\"{}\" {rim}/>", corners(8, 0.5, radius * 1.1), look::ERROR));
        }
        Severity::Warning => {
            svg.raw(format_args!("<polygon points=\"{}\" fill=\"{}\" {rim}/>", corners(3, 0.0, radius * 1.4), look::WARNING));
        }
        Severity::Info => {
            svg.raw(format_args!("<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius:.2}\" fill=\"{}\" {rim}/>", look::UNKNOWN));
        }
    }
}
