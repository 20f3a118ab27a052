//! The layers on the GPU: built from the session, and only where something has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::plots::{AROUND, LIT, PLOT_FILLS, PLOT_LINES, PlotPieces, border_style};
use crate::app::{LayerSettings, MapLayer, Session};
use crate::check::{Finding, Rule};
use crate::geometry::{GridBox, GridPoint, Region};
use crate::plan::{CommuneLayer, PlanLevel, Zone, ZoneId};
use crate::ui::paint::{Dash, FillBatch, LayerBuilder, LayerGeometry, LayerId, LineBatch, LineStyle, MapPainter};
use crate::ui::theme::{Status, Theme, ZoneLook};

/// Zones that share their buffers: few draw calls for thousands of zones, little to build when one changes.
const ZONES_PER_BLOCK: u32 = 256;

const COMMUNES_2020: LayerId = LayerId::new("communes-2020");
const COMMUNES_2025: LayerId = LayerId::new("communes-2025");
const FINDING_FILLS: LayerId = LayerId::new("finding-fills");
const FINDING_LINES: LayerId = LayerId::new("finding-lines");
const BOUNDARY: LayerId = LayerId::new("boundary");
const SELECTION: LayerId = LayerId::new("selection");
const HOVER: LayerId = LayerId::new("hover");
const HIGHLIGHT: LayerId = LayerId::new("highlight");

const fn zone_fills(block: u32) -> LayerId {
    LayerId::numbered("zone-fills", block)
}

const fn zone_lines(block: u32) -> LayerId {
    LayerId::numbered("zone-lines", block)
}

/// How zones stand to the rules, by which they are shown instead of by their own colours.
type Statuses<'a> = Option<&'a BTreeMap<ZoneId, Status>>;

/// What the layers show at present, and the pieces they are put together from.
#[derive(Debug, Default)]
pub(super) struct Layers {
    /// What the layers were last built for: document and level, then plan and selection, and the theme.
    built_for: Option<([u64; 2], u64, u64, bool)>,
    /// Whether zones were shown by how they stand to the rules.
    by_status: bool,
    serial: u64,
    /// Where positions of the plan's layers count from; set with the first document.
    origin: Option<GridPoint>,
    zones: BTreeMap<ZoneId, ZonePiece>,
    findings: Vec<Arc<Finding>>,
    selection: Vec<Arc<Zone>>,
    boundary: Option<Region>,
    hovered: Option<Arc<Zone>>,
    pub(super) plots: PlotPieces,
    highlight: Option<Arc<Region>>,
}

/// The triangles and lines of one zone.
#[derive(Debug)]
struct ZonePiece {
    zone: Arc<Zone>,
    status: Option<Status>,
    geometry: LayerGeometry,
}

impl Layers {
    /// Brings the layers up to what `session` shows; nothing is done while its revisions stand still.
    pub(super) fn update(&mut self, painter: &mut MapPainter, session: &Session, theme: &Theme, statuses: Statuses<'_>) {
        let revisions = session.revisions();
        let now = ([revisions.document, revisions.level], revisions.shown, revisions.selection, theme.is_dark);
        let before = self.built_for.replace(now);
        if before == Some(now) && self.by_status == statuses.is_some() {
            return;
        }
        self.by_status = statuses.is_some();
        if before.is_none_or(|(document, .., is_dark)| (document, is_dark) != (now.0, now.3)) {
            self.start_anew(painter, session, theme);
        }
        self.update_zones(painter, session, theme, statuses);
        self.update_plots(painter, session, theme);
        self.update_around(painter, session, theme);
        self.update_boundary(painter, session, theme);
        self.update_findings(painter, session, theme);
        self.update_selection(painter, session, theme);
    }

    /// The layers from bottom to top, each with its opacity.
    pub(super) fn order(&self, settings: &LayerSettings) -> Vec<(LayerId, f32)> {
        let opacity = |layer| settings.get(layer).effective_opacity();
        let (zones, findings) = (opacity(MapLayer::Zones), opacity(MapLayer::Findings));
        let blocks: BTreeSet<u32> = self.zones.keys().map(block_of).collect();
        let mut order = vec![(COMMUNES_2020, opacity(MapLayer::Communes2020)), (COMMUNES_2025, opacity(MapLayer::Communes2025))];
        let plots = opacity(MapLayer::Plots);
        order.push((AROUND, opacity(MapLayer::Boundary)));
        order.extend(blocks.iter().map(|block| (zone_fills(*block), zones)));
        order.extend([(PLOT_FILLS, plots), (FINDING_FILLS, findings), (PLOT_LINES, plots)]);
        order.extend(blocks.iter().map(|block| (zone_lines(*block), zones)));
        // what is hovered lies below the boundary, which nothing but a selection may cover
        order.extend([(FINDING_LINES, findings), (LIT, 1.0), (HIGHLIGHT, 1.0), (HOVER, 1.0)]);
        order.extend([(BOUNDARY, opacity(MapLayer::Boundary)), (SELECTION, 1.0)]);
        order
    }

    /// Frames the zone that a click would select.
    pub(super) fn set_hovered(&mut self, painter: &mut MapPainter, zone: Option<Arc<Zone>>, theme: &Theme) {
        let same = match (&self.hovered, &zone) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            (before, now) => before.is_none() && now.is_none(),
        };
        if same {
            return;
        }
        let origin = self.origin();
        match &zone {
            None => painter.remove_layer(HOVER),
            Some(zone) => self.set(painter, HOVER, || {
                let mut builder = LayerBuilder::new(origin);
                builder.outline(&zone.region, LineStyle::solid(theme.accent, 1.5).with_halo(theme.halo, 1.0));
                builder.build()
            }),
        }
        self.hovered = zone;
    }

    /// Lets land stand out.
    pub(super) fn set_highlight(&mut self, painter: &mut MapPainter, land: Option<&Arc<Region>>, theme: &Theme) {
        let same = match (&self.highlight, land) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            (before, now) => before.is_none() && now.is_none(),
        };
        if same {
            return;
        }
        let origin = self.origin();
        match land {
            None => painter.remove_layer(HIGHLIGHT),
            Some(land) => self.set(painter, HIGHLIGHT, || {
                let mut builder = LayerBuilder::new(origin);
                builder.fill(land, theme.highlight_fill()).outline(land, theme.highlight_line());
                builder.build()
            }),
        }
        self.highlight = land.cloned();
    }

    /// Forgets everything: another document, or other colours.
    fn start_anew(&mut self, painter: &mut MapPainter, session: &Session, theme: &Theme) {
        for block in self.zones.keys().map(block_of).collect::<BTreeSet<_>>() {
            painter.remove_layer(zone_fills(block));
            painter.remove_layer(zone_lines(block));
        }
        for id in [FINDING_FILLS, FINDING_LINES, BOUNDARY, SELECTION, HOVER, PLOT_FILLS, PLOT_LINES, AROUND, LIT, HIGHLIGHT] {
            painter.remove_layer(id);
        }
        let origin = session.plan().bounds().map_or(GridPoint::new(0, 0), GridBox::centre);
        *self = Self { origin: Some(origin), serial: self.serial, built_for: self.built_for, ..Self::default() };
        let communes = session.communes();
        self.set(painter, COMMUNES_2020, || communes_layer(&communes.until2025, theme.commune_2020_line()));
        self.set(painter, COMMUNES_2025, || communes_layer(&communes.since2025, theme.commune_2025_line()));
    }

    pub(super) fn origin(&self) -> GridPoint {
        self.origin.unwrap_or(GridPoint::new(0, 0))
    }

    pub(super) fn set(&mut self, painter: &mut MapPainter, id: LayerId, build: impl FnOnce() -> LayerGeometry) {
        self.serial += 1;
        painter.set_layer(id, self.serial, build);
    }

    fn update_zones(&mut self, painter: &mut MapPainter, session: &Session, theme: &Theme, statuses: Statuses<'_>) {
        let plan = session.plan();
        let mut changed = BTreeSet::new();
        let gone: Vec<ZoneId> = self.zones.keys().filter(|id| plan.zone(**id).is_none()).copied().collect();
        for id in gone {
            self.zones.remove(&id);
            changed.insert(block_of(&id));
        }
        for zone in plan.order().iter().filter_map(|id| plan.zone_shared(*id)) {
            let status = statuses.and_then(|statuses| statuses.get(&zone.id)).copied();
            if self.zones.get(&zone.id).is_some_and(|piece| Arc::ptr_eq(&piece.zone, &zone) && piece.status == status) {
                continue;
            }
            changed.insert(block_of(&zone.id));
            let look = ZoneLook::in_plan(plan, &zone);
            let fill = if plan.level() == PlanLevel::Park { theme.zone_fill(look) } else { theme.plot_fill(look) };
            let mut builder = LayerBuilder::new(self.origin());
            let (fill, border) = match status {
                Some(status) => (theme.compliance_fill(status), theme.compliance_border(status)),
                None => (fill, theme.zone_border(look)),
            };
            builder.fill(&zone.region, fill).outline(&zone.region, border);
            self.zones.insert(zone.id, ZonePiece { geometry: builder.build(), status, zone });
        }
        for block in changed {
            let first = block * ZONES_PER_BLOCK;
            let ids = ZoneId(first)..=ZoneId(first.saturating_add(ZONES_PER_BLOCK - 1));
            let pieces: Vec<&LayerGeometry> = self.zones.range(ids).map(|(_, piece)| &piece.geometry).collect();
            if pieces.is_empty() {
                painter.remove_layer(zone_fills(block));
                painter.remove_layer(zone_lines(block));
                continue;
            }
            self.serial += 1;
            let geometry = |fills, lines| LayerGeometry { origin: self.origin(), fills, lines };
            painter.set_layer(zone_fills(block), self.serial, || geometry(joined_fills(&pieces), Vec::new()));
            painter.set_layer(zone_lines(block), self.serial, || geometry(Vec::new(), joined_lines(&pieces)));
        }
    }

    fn update_boundary(&mut self, painter: &mut MapPainter, session: &Session, theme: &Theme) {
        let legal = session.plan().boundary().map(|boundary| boundary.outline.legal());
        if legal == self.boundary.as_ref() {
            return;
        }
        self.boundary = legal.cloned();
        let origin = self.origin();
        match legal {
            None => painter.remove_layer(BOUNDARY),
            Some(legal) => self.set(painter, BOUNDARY, || {
                let mut builder = LayerBuilder::new(origin);
                builder.outline(legal, border_style(session, theme));
                builder.build()
            }),
        }
    }

    fn update_findings(&mut self, painter: &mut MapPainter, session: &Session, theme: &Theme) {
        let findings = session.findings();
        let shared = || (0..findings.len()).filter_map(|at| findings.get(at)).filter(|finding| is_drawn(finding));
        let same = shared().count() == self.findings.len() && shared().zip(&self.findings).all(|(a, b)| Arc::ptr_eq(a, b));
        if same {
            return;
        }
        self.findings = shared().cloned().collect();
        let mut builder = LayerBuilder::new(self.origin());
        for finding in &self.findings {
            if let Rule::Statute(_) = finding.rule {
                // land that is where it should be, but not as it should be, is framed and not covered
                let colour = theme.status(super::signs::status(finding.severity));
                builder.outline(&finding.geometry, LineStyle::solid(colour, 2.5).with_dash(Dash::strokes(8.0, 4.0)));
                continue;
            }
            let (fill, line) = match finding.rule {
                Rule::Gap => (theme.gap_fill(), theme.fault_line()),
                Rule::Outside => (theme.outside_fill(), theme.outside_line()),
                Rule::Sliver => (theme.gap_fill(), LineStyle::solid(theme.warning, 1.5)),
                _ => (theme.overlap_fill(), theme.fault_line()),
            };
            builder.fill(&finding.geometry, fill).outline(&finding.geometry, line);
        }
        let LayerGeometry { origin, fills, lines } = builder.build();
        self.set(painter, FINDING_FILLS, || LayerGeometry { origin, fills, lines: Vec::new() });
        self.set(painter, FINDING_LINES, || LayerGeometry { origin, fills: Vec::new(), lines });
    }

    fn update_selection(&mut self, painter: &mut MapPainter, session: &Session, theme: &Theme) {
        let plan = session.plan();
        let selection: Vec<Arc<Zone>> = session.selection().iter().filter_map(|id| plan.zone_shared(*id)).collect();
        let same =
            selection.len() == self.selection.len() && selection.iter().zip(&self.selection).all(|(a, b)| Arc::ptr_eq(a, b));
        if same {
            return;
        }
        let mut builder = LayerBuilder::new(self.origin());
        builder.borders(selection.iter().map(|zone| &zone.region), theme.selection_line());
        self.selection = selection;
        self.set(painter, SELECTION, || builder.build());
    }
}

/// Findings about a piece of land; a duplicate shows as the overlap it also is.
fn is_drawn(finding: &Finding) -> bool {
    !finding.geometry.is_empty() && finding.rule != Rule::Duplicate
}

const fn block_of(id: &ZoneId) -> u32 {
    id.0 / ZONES_PER_BLOCK
}

fn communes_layer(communes: &CommuneLayer, line: LineStyle) -> LayerGeometry {
    let regions = || communes.communes.iter().map(|commune| &commune.region);
    let bounds = regions().filter_map(Region::bounds).reduce(GridBox::union);
    let mut builder = LayerBuilder::new(bounds.map_or(GridPoint::new(0, 0), GridBox::centre));
    builder.borders(regions(), line);
    builder.build()
}

/// The fills of all pieces, one batch per style.
pub(super) fn joined_fills(pieces: &[&LayerGeometry]) -> Vec<FillBatch> {
    let mut joined: Vec<FillBatch> = Vec::new();
    for batch in pieces.iter().flat_map(|piece| &piece.fills) {
        let Some(into) = joined.iter_mut().find(|into| into.style == batch.style) else {
            joined.push(batch.clone());
            continue;
        };
        let first = into.vertices.len() as u32;
        into.vertices.extend_from_slice(&batch.vertices);
        into.triangles.extend(batch.triangles.iter().map(|index| first + index));
    }
    joined
}

/// The lines of all pieces, one batch per style.
pub(super) fn joined_lines(pieces: &[&LayerGeometry]) -> Vec<LineBatch> {
    let mut joined: Vec<LineBatch> = Vec::new();
    for batch in pieces.iter().flat_map(|piece| &piece.lines) {
        match joined.iter_mut().find(|into| into.style == batch.style) {
            Some(into) => into.points.extend_from_slice(&batch.points),
            None => joined.push(batch.clone()),
        }
    }
    joined
}
