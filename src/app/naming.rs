//! The names that come by themselves: of new zones, and of what a step of the history is about.

use std::collections::BTreeSet;

use crate::edit::Command;
use crate::geometry::GridPoint;
use crate::plan::{Face, Plan, Zone, ZoneAttributes, ZoneFunction, ZoneId};

/// Most zones that the name of a step lists.
const MOST_LISTED: usize = 4;

/// Attributes of the next zone of a function: a code and names nobody has yet.
pub fn new_zone_attributes(plan: &Plan, function: Option<ZoneFunction>) -> ZoneAttributes {
    let (code, name_vi, name_en) = default_names(function);
    let taken: BTreeSet<&str> = plan.zones().map(|zone| zone.attributes.code.as_str()).collect();
    let number = (1..).find(|n| !taken.contains(numbered(code, *n).as_str())).unwrap_or(1);
    ZoneAttributes {
        code: numbered(code, number),
        name_vi: numbered_name(name_vi, number),
        name_en: numbered_name(name_en, number),
        function,
        ..ZoneAttributes::default()
    }
}

/// Attributes of the next plot of a zone: the zone's name with a number nobody has yet.
pub fn new_plot_attributes(plots: &Plan, zone: &str) -> ZoneAttributes {
    let taken: BTreeSet<&str> = plots.zones().map(|plot| plot.attributes.code.as_str()).collect();
    let codes = (1..).map(|n| format!("{zone}-{n:02}"));
    let code = codes.into_iter().find(|code| !taken.contains(code.as_str())).unwrap_or_default();
    ZoneAttributes { code, ..ZoneAttributes::default() }
}

/// Codes of the zones a command is about, before it is done, for the name of its step.
pub fn step_subject(plan: &Plan, command: &Command) -> String {
    match command {
        Command::DrawZone { attributes, .. }
        | Command::FillZone { attributes, .. }
        | Command::CompleteZone { attributes, .. } => attributes.code.clone(),
        Command::Allocate { to: zone, .. } | Command::SetAttributes { zone, .. } | Command::ClipToBoundary { zone } => {
            code(plan, *zone)
        }
        Command::DeleteZones { zones }
        | Command::SplitZones { zones, .. }
        | Command::CutOut { zones, .. }
        | Command::ExplodeZones { zones }
        | Command::PlaceZones { zones, .. }
        | Command::SimplifyBorders { zones, .. } => codes(plan, zones),
        Command::Reshape { zone, .. } => code(plan, *zone),
        Command::OnPlots { zone, command } => {
            let subject = plan.plot_plan(*zone).map(|plots| step_subject(&plots, command)).unwrap_or_default();
            if subject.is_empty() { code(plan, *zone) } else { format!("{} › {subject}", code(plan, *zone)) }
        }
        Command::TransferLand { from, to, .. } => {
            let zone = |face: &Face| if let Face::Zone(id) = face { Some(*id) } else { None };
            codes(plan, &from.iter().chain([to]).filter_map(zone).collect::<Vec<_>>())
        }
        Command::MergeZones { into, from } => {
            let zones: Vec<ZoneId> = std::iter::once(*into).chain(from.iter().copied()).collect();
            codes(plan, &zones)
        }
        Command::Several { commands, .. } => {
            let named = |command: &Command| match command {
                Command::SetAttributes { zone, .. } => Some(*zone),
                _ => None,
            };
            codes(plan, &commands.iter().filter_map(named).collect::<Vec<_>>())
        }
        Command::Mend(mend) => mend.zone().map(|zone| code(plan, zone)).unwrap_or_default(),
        Command::ResolveOverlap { keep, from } => format!("{}–{}", code(plan, *keep), code(plan, *from)),
        Command::MoveVertices { moves } => border_owners(plan, moves.iter().map(|(from, _)| *from)),
        Command::InsertVertex { edge, .. } => border_owners(plan, [edge.0, edge.1]),
        Command::Straighten { from, to } => border_owners(plan, [*from, *to]),
        Command::DeleteVertices { at } | Command::RoundCorners { at, .. } => border_owners(plan, at.iter().copied()),
        // the name of a layer depends on the language: the step keeps its code
        Command::SetLayers { layers } => match plan.layers().differing(layers)[..] {
            [layer] => layer.code().into(),
            _ => String::new(),
        },
        Command::SetTitle { title } => title.clone(),
        _ => String::new(),
    }
}

/// The code of a zone, else a name, else its number: what does not depend on the language of the window.
pub fn zone_name(zone: &Zone) -> String {
    let attributes = &zone.attributes;
    let names = [&attributes.code, &attributes.name_vi, &attributes.name_en];
    names.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_else(|| zone.id.0.to_string())
}

/// Several zones in the name of a step: the first ones, and how many there are.
pub fn listed(names: &[String]) -> String {
    let first = names.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > MOST_LISTED { format!("{first}… ({})", names.len()) } else { first }
}

fn code(plan: &Plan, id: ZoneId) -> String {
    plan.zone(id).map(zone_name).unwrap_or_default()
}

fn codes(plan: &Plan, zones: &[ZoneId]) -> String {
    listed(&zones.iter().map(|id| code(plan, *id)).collect::<Vec<_>>())
}

/// Codes of the zones that share all of the vertices, as "A–B".
fn border_owners(plan: &Plan, vertices: impl IntoIterator<Item = GridPoint>) -> String {
    let mut common: Option<BTreeSet<_>> = None;
    for vertex in vertices {
        let owners: BTreeSet<_> = plan.index().owners_of_vertex(vertex).into_iter().collect();
        common = Some(common.map_or(owners.clone(), |c| c.intersection(&owners).copied().collect()));
    }
    let zones = common.unwrap_or_default().into_iter().filter_map(|face| match face {
        Face::Zone(id) => Some(code(plan, id)),
        Face::Unallocated => None,
    });
    zones.collect::<Vec<_>>().join("–")
}

/// Code and names a new zone of a function gets (names of decision 1541/QĐ-TTg).
const fn default_names(function: Option<ZoneFunction>) -> (&'static str, &'static str, &'static str) {
    match function {
        Some(ZoneFunction::RdLaboratory) => ("TN", "Vùng thí nghiệm công nghệ cao", "High-tech laboratory zone (R&D)"),
        Some(ZoneFunction::Production) => {
            ("SX", "Vùng sản xuất, ứng dụng công nghệ cao", "High-tech production and application zone")
        }
        Some(ZoneFunction::StartupHub) => ("KN", "Vùng trung tâm khởi nghiệp, sáng tạo", "Startup and innovation hub"),
        Some(ZoneFunction::Other) | None => ("V", "Vùng chức năng", "Functional zone"),
    }
}

/// The first zone of a function has the plain code, further ones are numbered.
fn numbered(code: &str, number: usize) -> String {
    if number == 1 { code.into() } else { format!("{code}{number}") }
}

fn numbered_name(name: &str, number: usize) -> String {
    if number == 1 { name.into() } else { format!("{name} {number}") }
}
