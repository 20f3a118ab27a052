//! What there is at a place, line by line, in the words of a language.

use super::i18n::Texts;
use super::identify::{BoundaryHere, CommuneHere, Identified, ZoneHere};
use super::law::rule_title;
use super::phrase::{area_text, coordinates_text, finding_text, zone_code, zone_name};
use super::session::Session;
use crate::geometry::GridBox;
use crate::geometry::grid::{Location, UM_PER_M};
use crate::io::table::{Cell, RowRole, Table};
use crate::plan::{Face, ZoneId};
use crate::tool::event::bearing_text;

/// What a line is about, to be shown on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineTarget {
    /// Nothing one could zoom to.
    Nothing,
    /// A zone.
    Zone(ZoneId),
    /// A piece of land, a vertex or a border.
    Land(GridBox),
    /// A finding, by its place in the list.
    Finding(usize),
}

/// One thing at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// What there is to say about it.
    pub value: String,
    /// What to show of it.
    pub target: LineTarget,
}

/// The lines as a table of names and values, without headings.
pub fn identified_table(texts: &Texts, lines: &[Line]) -> Table {
    let title = texts.get("tool-identify").to_owned();
    let mut table = Table { key: "identified".into(), sheet: title.clone(), title, ..Table::default() };
    lines.iter().for_each(|line| table.push(RowRole::Body, vec![Cell::text(&line.name), Cell::text(&line.value)]));
    table
}

/// All lines about a place, from what matters most.
pub fn identified_lines(texts: &Texts, session: &Session, here: &Identified) -> Vec<Line> {
    let plan = session.plan();
    let plain = |id: &str, value: String| Line { name: texts.get(id).to_owned(), value, target: LineTarget::Nothing };
    let mut lines: Vec<Line> = here.zones.iter().map(|zone| zone_line(texts, session, zone)).collect();
    if let Some(land) = &here.unallocated {
        let target = land.bounds().map_or(LineTarget::Nothing, LineTarget::Land);
        lines.push(Line { target, ..plain("panel-unallocated", area_text(texts, land.area())) });
    }
    for &index in &here.findings {
        if let Some(finding) = session.findings().get(index) {
            let value = finding_text(texts, plan, finding);
            lines.push(Line { target: LineTarget::Finding(index), name: rule_title(texts, finding.rule), value });
        }
    }
    if let Some(boundary) = here.boundary {
        lines.push(plain("panel-boundary", boundary_text(texts, boundary)));
    }
    lines.extend(here.commune_2025.as_ref().map(|c| plain("layer-communes-2025", commune_text(c))));
    lines.extend(here.commune_2020.as_ref().map(|c| plain("layer-communes-2020", commune_text(c))));
    if let Some(vertex) = &here.vertex {
        let value = format!("{} · {}", coordinates_text(texts, vertex.at), owners_text(texts, session, &vertex.owners));
        let id = if vertex.is_legal_corner { "panel-identify-legal-corner" } else { "panel-identify-vertex" };
        lines.push(Line { target: LineTarget::Land(GridBox { min: vertex.at, max: vertex.at }), ..plain(id, value) });
    }
    if let Some(border) = &here.border {
        let length = texts.numbers().number(border.length_m, 3);
        let owners = owners_text(texts, session, &border.owners);
        let value = format!("{length} m · {} · {owners}", bearing_text(border.bearing_deg));
        let land = GridBox::from_corners(border.edge.0, border.edge.1);
        lines.push(Line { target: LineTarget::Land(land), ..plain("panel-identify-border", value) });
    }
    lines.push(plain("panel-identify-place", coordinates_text(texts, here.at)));
    if let Some([longitude, latitude]) = here.lon_lat {
        let numbers = texts.numbers();
        let (longitude, latitude) = (numbers.number(longitude, 7), numbers.number(latitude, 7));
        let value = texts.format("status-lonlat", &[("longitude", longitude.into()), ("latitude", latitude.into())]);
        lines.push(plain("panel-identify-lonlat", value));
    }
    lines
}

fn zone_line(texts: &Texts, session: &Session, here: &ZoneHere) -> Line {
    let (plan, numbers) = (session.plan(), texts.numbers());
    let mut parts = vec![numbers.ha(here.area, 4), format!("{} %", numbers.number(here.share * 100.0, 2))];
    if let Some(difference) = here.difference {
        let figure = format!("{} ha", numbers.signed(difference.rounded_ha(4), 4));
        parts.push(texts.format("panel-identify-difference", &[("difference", figure.into())]));
    }
    if here.locked {
        parts.push(texts.get("panel-identify-locked").to_owned());
    }
    let code = zone_code(texts, plan, here.id);
    let full = plan.zone(here.id).map(|zone| zone_name(texts, zone)).filter(|name| *name != code);
    let zone = full.map_or_else(|| code.clone(), |name| format!("{code} – {name}"));
    let name = texts.format("panel-identify-zone", &[("zone", zone.into())]);
    Line { name, value: parts.join(" · "), target: LineTarget::Zone(here.id) }
}

fn boundary_text(texts: &Texts, here: BoundaryHere) -> String {
    let distance = format!("{} m", texts.numbers().number(here.distance_um / UM_PER_M as f64, 3));
    let id = match here.side {
        Location::Inside => "panel-identify-inside",
        Location::Border => "panel-identify-on-boundary",
        Location::Outside => "panel-identify-outside",
    };
    texts.format(id, &[("distance", distance.into())])
}

fn commune_text(commune: &CommuneHere) -> String {
    if commune.code.is_empty() { commune.name.clone() } else { format!("{} ({})", commune.name, commune.code) }
}

fn owners_text(texts: &Texts, session: &Session, owners: &[Face]) -> String {
    let owner = |face: &Face| match face {
        Face::Zone(id) => zone_code(texts, session.plan(), *id),
        Face::Unallocated => texts.get("panel-identify-nobody").to_owned(),
    };
    owners.iter().map(owner).collect::<Vec<_>>().join("–")
}
