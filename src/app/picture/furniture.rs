//! What frames the map: title, notices, scale bar, north arrow, coordinates along the edge.

use super::look;
use super::svg::{Rect, Svg, TextStyle};
use super::{PictureSubject, Sheet};
use crate::app::{Language, Texts};
use crate::geometry::area::NumberFormat;
use crate::geometry::grid::UM_PER_M;

/// Title of the plan, and what it has to reconcile to.
pub(super) fn draw_header(svg: &mut Svg, sheet: &Sheet, subject: &PictureSubject<'_>) {
    let (texts, plan, u) = (subject.texts, subject.plan, sheet.unit);
    let Rect { x, y, width, .. } = sheet.header;
    let title = if plan.title().trim().is_empty() { texts.get("app-untitled") } else { plan.title() };
    let style = TextStyle::new(30.0 * u, look::INK).bold();
    svg.text([x, y + 30.0 * u], style, &style.shortened(title, width));
    let park = plan.boundary().map(|b| match texts.language() {
        Language::English if !b.name_en.is_empty() => b.name_en.as_str(),
        _ => b.name_vi.as_str(),
    });
    let approved = texts.numbers().ha(plan.approval().area, 2);
    let approved = texts.format("panel-approved-figure", &[("area", approved.into())]);
    let decision = plan.approval().decision.trim();
    let decision = texts.format("panel-decision", &[("decision", decision.into())]);
    let parts = [park.unwrap_or_default(), &approved, if plan.approval().decision.is_empty() { "" } else { &decision }];
    let line = parts.into_iter().filter(|part| !part.is_empty() && *part != title).collect::<Vec<_>>().join(" · ");
    let style = TextStyle::new(17.0 * u, look::QUIET_INK);
    svg.text([x, y + 57.0 * u], style, &style.shortened(&line, width));
}

/// What the map rests on, and what it is not.
pub(super) fn draw_footer(svg: &mut Svg, sheet: &Sheet, subject: &PictureSubject<'_>) {
    let (texts, plan, u) = (subject.texts, subject.plan, sheet.unit);
    let Rect { x, y, width, height } = sheet.footer;
    svg.line([x, y], [x + width, y], &format!("stroke=\"{}\" stroke-width=\"{:.2}\"", look::RULE, u));
    let crs = match texts.language() {
        Language::Vietnamese => format!("{} ({})", plan.crs().name_vi(), plan.crs()),
        Language::English => format!("{} ({})", plan.crs().name(), plan.crs()),
    };
    let style = TextStyle::new(12.5 * u, look::QUIET_INK);
    svg.text([x, y + height * 0.78], style, &crs);
    let is_synthetic = plan.boundary().is_some_and(|b| b.synthetic);
    let has_communes = !subject.communes_since.communes.is_empty() || !subject.communes_until.communes.is_empty();
    let notices = [
        has_communes.then(|| texts.get("layer-notice-reference")),
        is_synthetic.then(|| texts.get("layer-notice-synthetic-boundary")),
        plan.zones().any(is_marked_synthetic).then(|| texts.get("layer-notice-synthetic-zones")),
    ];
    let notices = notices.into_iter().flatten().map(capitalised).collect::<Vec<_>>().join(" · ");
    let style = TextStyle::new(12.5 * u, look::ERROR).bold().end();
    let room = width - TextStyle::new(12.5 * u, look::QUIET_INK).width_px(&crs) - 20.0 * u;
    svg.text([x + width, y + height * 0.78], style, &style.shortened(&notices, room));
}

fn is_marked_synthetic(zone: &crate::plan::Zone) -> bool {
    zone.attributes.other.get("synthetic") == Some(&serde_json::Value::Bool(true))
}

/// `text` in capitals, except a unit in brackets at its end.
pub(super) fn heading_text(text: &str) -> String {
    let (words, unit) = text.split_at(text.find('(').unwrap_or(text.len()));
    words.to_uppercase() + unit
}

/// `text` with a capital first letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// 1, 2 or 5 times a power of ten, the largest not above `most`.
fn round_length(most: f64) -> f64 {
    let magnitude = 10_f64.powf(most.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|factor| factor * magnitude).find(|length| *length <= most).unwrap_or(magnitude)
}

/// A scale bar on a light ground; the printed scale would depend on the paper.
pub(super) fn draw_scale_bar(svg: &mut Svg, sheet: &Sheet, texts: &Texts) {
    let u = sheet.unit;
    let px_per_m = sheet.view.px_per_um * UM_PER_M as f64;
    let length_m = round_length(230.0 * u / px_per_m);
    let (half_px, height) = (length_m * px_per_m / 2.0, 7.0 * u);
    let (x, y) = (sheet.view.frame.x + 22.0 * u, sheet.view.frame.bottom() - 42.0 * u);
    let ground = Rect { x: x - 12.0 * u, y: y - 26.0 * u, width: 2.0 * half_px + 76.0 * u, height: 42.0 * u };
    svg.rect(ground, "fill=\"#FFFFFF\" fill-opacity=\"0.86\"");
    let edge = format!("stroke=\"{}\" stroke-width=\"{:.2}\"", look::INK, 1.1 * u);
    svg.rect(Rect { x, y, width: half_px, height }, &format!("fill=\"{}\" {edge}", look::INK));
    svg.rect(Rect { x: x + half_px, y, width: half_px, height }, &format!("fill=\"#FFFFFF\" {edge}"));
    let (unit, factor) = if length_m >= 2_000.0 { ("km", 1e-3) } else { ("m", 1.0) };
    let style = TextStyle::new(13.0 * u, look::INK).middle();
    let written = |m: f64| {
        let decimals = if (m * factor).fract() == 0.0 { 0 } else { 1 };
        texts.numbers().number(m * factor, decimals)
    };
    for (at, text) in [
        (x, "0".to_owned()),
        (x + half_px, written(length_m / 2.0)),
        (x + 2.0 * half_px, format!("{} {unit}", written(length_m))),
    ] {
        svg.text([at, y - 7.0 * u], style, &text);
    }
}

/// An arrow to grid north.
pub(super) fn draw_north_arrow(svg: &mut Svg, sheet: &Sheet) {
    let u = sheet.unit;
    let (x, y) = (sheet.view.frame.x + 46.0 * u, sheet.view.frame.y + 20.0 * u);
    let (half, length) = (12.0 * u, 46.0 * u);
    let ground = Rect { x: x - 24.0 * u, y: y - 9.0 * u, width: 48.0 * u, height: 84.0 * u };
    svg.rect(ground, &format!("rx=\"{:.2}\" fill=\"#FFFFFF\" fill-opacity=\"0.86\"", 6.0 * u));
    let (tip, base, notch) = (y, y + length, y + length * 0.78);
    svg.raw(format_args!(
        "<polygon points=\"{x:.2},{tip:.2} {:.2},{base:.2} {x:.2},{notch:.2}\" fill=\"{ink}\" stroke=\"{ink}\" stroke-width=\"{w:.2}\"/>",
        x - half,
        ink = look::INK,
        w = 1.2 * u
    ));
    svg.raw(format_args!(
        "<polygon points=\"{x:.2},{tip:.2} {:.2},{base:.2} {x:.2},{notch:.2}\" fill=\"#FFFFFF\" stroke=\"{ink}\" stroke-width=\"{w:.2}\"/>",
        x + half,
        ink = look::INK,
        w = 1.2 * u
    ));
    svg.text([x, base + 17.0 * u], TextStyle::new(17.0 * u, look::INK).bold().middle(), "N");
}

/// Frame of the map with eastings (Y) below and northings (X) at the left, and a cross where they meet.
pub(super) fn draw_grid_ticks(svg: &mut Svg, sheet: &Sheet) {
    let (view, u) = (&sheet.view, sheet.unit);
    let frame = view.frame;
    let step_um = (round_length(260.0 * u / view.px_per_um / UM_PER_M as f64) * UM_PER_M as f64) as i64;
    let (low, high) = (view.grid([frame.x, frame.bottom()]), view.grid([frame.right(), frame.y]));
    let multiples = |low: i64, high: i64| (low.div_euclid(step_um) + 1..=high.div_euclid(step_um)).map(move |i| i * step_um);
    let kilometres = |um: i64| NumberFormat { decimal: ',', group: ' ' }.scaled(i128::from(um / UM_PER_M), 0);
    let tick = format!("stroke=\"{}\" stroke-width=\"{:.2}\"", look::INK, u);
    let faint = format!("stroke=\"{}\" stroke-width=\"{:.2}\" stroke-opacity=\"0.55\"", look::QUIET_INK, 0.9 * u);
    let style = TextStyle::new(11.5 * u, look::INK).halo(2.0 * u);
    for east in multiples(low.east, high.east) {
        let [x, _] = view.sheet(crate::geometry::GridPoint::new(east, low.north));
        for north in multiples(low.north, high.north) {
            let [_, y] = view.sheet(crate::geometry::GridPoint::new(east, north));
            svg.line([x - 5.0 * u, y], [x + 5.0 * u, y], &faint);
            svg.line([x, y - 5.0 * u], [x, y + 5.0 * u], &faint);
        }
        svg.line([x, frame.bottom()], [x, frame.bottom() - 8.0 * u], &tick);
        if x + 40.0 * u < frame.right() {
            svg.text([x + 4.0 * u, frame.bottom() - 5.0 * u], style, &format!("Y {}", kilometres(east)));
        }
    }
    for north in multiples(low.north, high.north) {
        let [_, y] = view.sheet(crate::geometry::GridPoint::new(low.east, north));
        svg.line([frame.right(), y], [frame.right() - 8.0 * u, y], &tick);
        svg.text([frame.right() - 11.0 * u, y + 4.0 * u], style.end(), &format!("X {}", kilometres(north)));
    }
    svg.rect(frame, &format!("fill=\"none\" stroke=\"{}\" stroke-width=\"{:.2}\"", look::INK, 1.2 * u));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_round_lengths() {
        for (most, length) in [(230.0, 200.0), (99.0, 50.0), (1.0, 1.0), (4_999.0, 2_000.0)] {
            assert!((round_length(most) - length).abs() < 1e-9, "{most}");
        }
        assert_eq!(capitalised("ảnh"), "Ảnh");
        assert_eq!(heading_text("Vùng theo xã (ha)"), "VÙNG THEO XÃ (ha)");
    }
}
