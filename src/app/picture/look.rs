//! Colours, hatches and line styles of the printed map: those of the window's light theme.

use std::collections::BTreeMap;

use super::svg::Svg;
use crate::plan::{Plan, Zone, ZoneFunction, ZoneId};

pub(super) const PAPER: &str = "#FBFAF7";
pub(super) const INK: &str = "#1D232B";
pub(super) const QUIET_INK: &str = "#5A626C";
pub(super) const RULE: &str = "#D5D8DC";
pub(super) const COMMUNE: &str = "#8A8F98";
pub(super) const PASS: &str = "#1B7F4B";
pub(super) const WARNING: &str = "#B26A00";
pub(super) const ERROR: &str = "#B3261E";
pub(super) const UNKNOWN: &str = "#5F6670";
pub(super) const OUTSIDE: &str = "#B0127B";

/// Hatches by place in [`PATTERNS`].
type HatchKind = usize;

/// Tile size and SVG content of each hatch, drawn in `currentColor`; unit: px at sheet scale 1.
const PATTERNS: [(f64, &str); 6] = [
    (9.0, "<path d=\"M-1,10 L10,-1 M-1,1 L1,-1 M8,10 L10,8\" stroke-width=\"1.1\"/>"),
    (12.0, "<path d=\"M0,6 H12 M6,0 V12\" stroke-width=\"1.0\"/>"),
    (9.0, "<circle cx=\"4.5\" cy=\"4.5\" r=\"1.35\" stroke=\"none\" fill=\"currentColor\"/>"),
    (9.0, "<path d=\"M-1,-1 L10,10 M8,-1 L10,1 M-1,8 L1,10\" stroke-width=\"1.1\"/>"),
    (9.0, "<path d=\"M0,4.5 H9\" stroke-width=\"1.1\"/>"),
    (11.0, "<path d=\"M-1,-1 L12,12 M-1,12 L12,-1\" stroke-width=\"1.0\"/>"),
];
const DIAGONAL: HatchKind = 0;
const GRID: HatchKind = 1;
const DOTS: HatchKind = 2;
const BACK_DIAGONAL: HatchKind = 3;
const HORIZONTAL: HatchKind = 4;
const CROSS: HatchKind = 5;

/// Fill colour, line colour (dark enough on paper) and hatch of a zone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ZoneLook {
    pub fill: String,
    pub line: String,
    hatch: HatchKind,
}

/// Looks of zones without one of the three functions, in turn: the rest of the Okabe–Ito set.
const FURTHER: [(&str, &str, HatchKind); 5] = [
    ("#009E73", "#008F68", BACK_DIAGONAL),
    ("#D55E00", "#C65700", HORIZONTAL),
    ("#56B4E9", "#3186B8", CROSS),
    ("#CC79A7", "#B5638F", DOTS),
    ("#F0E442", "#94890A", GRID),
];

impl ZoneLook {
    fn new(fill: &str, line: &str, hatch: HatchKind) -> Self {
        Self { fill: fill.to_owned(), line: line.to_owned(), hatch }
    }

    fn of(zone: &Zone, place_among_others: usize) -> Self {
        let look = match zone.attributes.function {
            Some(ZoneFunction::RdLaboratory) => Self::new("#0072B2", "#0072B2", DIAGONAL),
            Some(ZoneFunction::Production) => Self::new("#8E5BA6", "#8E5BA6", GRID),
            Some(ZoneFunction::StartupHub) => Self::new("#E69F00", "#B27B00", DOTS),
            Some(ZoneFunction::Other) | None => {
                let (fill, line, hatch) = FURTHER[place_among_others % FURTHER.len()];
                let turns = place_among_others / FURTHER.len();
                Self::new(fill, line, (hatch + turns) % PATTERNS.len())
            }
        };
        match zone.attributes.colour {
            Some([r, g, b]) => {
                let dark = |c: u8| (u16::from(c) * 4 / 5) as u8;
                let line = format!("#{:02X}{:02X}{:02X}", dark(r), dark(g), dark(b));
                Self { fill: format!("#{r:02X}{g:02X}{b:02X}"), line, ..look }
            }
            None => look,
        }
    }

    /// Reference to its hatch as an SVG paint.
    pub(super) fn pattern(&self) -> String {
        format!("url(#z{}-{})", self.hatch, self.line.trim_start_matches('#'))
    }
}

/// The looks of all zones of a plan.
pub(super) fn zone_looks(plan: &Plan) -> BTreeMap<ZoneId, ZoneLook> {
    let mut others = 0..;
    plan.zones()
        .map(|zone| {
            let has_own = zone.attributes.function.is_some_and(|f| f != ZoneFunction::Other);
            let place = if has_own { 0 } else { others.next().unwrap_or(0) };
            (zone.id, ZoneLook::of(zone, place))
        })
        .collect()
}

/// The hatches in use, at a scale of the sheet.
pub(super) fn write_patterns<'a>(svg: &mut Svg, looks: impl Iterator<Item = &'a ZoneLook>, scale: f64) {
    let mut pattern = |id: &str, hatch: HatchKind, colour: &str, opacity: f64| {
        let (tile, content) = PATTERNS[hatch];
        svg.raw(format_args!(
            "<pattern id=\"{id}\" patternUnits=\"userSpaceOnUse\" width=\"{tile}\" height=\"{tile}\" patternTransform=\"scale({scale:.4})\"><g color=\"{colour}\" stroke=\"{colour}\" opacity=\"{opacity}\" fill=\"none\">{}</g></pattern>",
            content.replace("currentColor", colour)
        ));
    };
    let distinct: std::collections::BTreeSet<_> = looks.map(|look| (look.hatch, look.line.clone())).collect();
    for (hatch, line) in distinct {
        pattern(&format!("z{hatch}-{}", line.trim_start_matches('#')), hatch, &line, 0.55);
    }
    pattern("gap", BACK_DIAGONAL, "#5A626C", 0.85);
    pattern("overlap", CROSS, ERROR, 0.9);
    pattern("outside", HORIZONTAL, OUTSIDE, 0.9);
}
