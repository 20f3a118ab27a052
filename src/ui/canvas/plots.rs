//! Plots on the map: within their zones while one looks at the park; the park around them while one is among them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::layers::{Layers, joined_fills, joined_lines};
use crate::app::Session;
use crate::geometry::Region;
use crate::plan::{Plan, PlanLevel, Zone, ZoneId};
use crate::ui::paint::{LayerBuilder, LayerGeometry, LayerId, MapPainter};
use crate::ui::theme::{Theme, ZoneLook};

pub(super) const PLOT_FILLS: LayerId = LayerId::new("plot-fills");
pub(super) const PLOT_LINES: LayerId = LayerId::new("plot-lines");
pub(super) const AROUND: LayerId = LayerId::new("around");
pub(super) const LIT: LayerId = LayerId::new("lit");

/// What there is to paint of plots and what lies around them.
#[derive(Debug, Default)]
pub(super) struct PlotPieces {
    divided: BTreeMap<ZoneId, PlotPiece>,
    around: Vec<Arc<Zone>>,
    lit: Arc<Vec<Region>>,
}

/// The triangles and lines of the plots of one zone.
#[derive(Debug)]
struct PlotPiece {
    plots: Arc<Plan>,
    geometry: LayerGeometry,
}

impl Layers {
    /// Paints the plots of the zones of the park.
    pub(super) fn update_plots(&mut self, painter: &mut MapPainter, session: &Session, theme: &Theme) {
        let plan = session.plan();
        let is_same = |piece: Option<&PlotPiece>, plots: &Arc<Plan>| piece.is_some_and(|piece| Arc::ptr_eq(&piece.plots, plots));
        let divided = &mut self.plots.divided;
        if plan.divided_zones().len() == divided.len() && plan.divided_zones().all(|(id, plots)| is_same(divided.get(&id), plots))
        {
            return;
        }
        let mut former = std::mem::take(divided);
        let origin = self.origin();
        for (id, plots) in plan.divided_zones() {
            let known = former.remove(&id).filter(|piece| is_same(Some(piece), plots));
            let piece = known.unwrap_or_else(|| PlotPiece { plots: plots.clone(), geometry: geometry(origin, plots, theme) });
            self.plots.divided.insert(id, piece);
        }
        let pieces: Vec<&LayerGeometry> = self.plots.divided.values().map(|piece| &piece.geometry).collect();
        let (fills, lines) = (joined_fills(&pieces), joined_lines(&pieces));
        self.set(painter, PLOT_FILLS, || LayerGeometry { origin, fills, lines: Vec::new() });
        self.set(painter, PLOT_LINES, || LayerGeometry { origin, fills: Vec::new(), lines });
    }

    /// Paints the rest of the park, faded, around the zone that is being divided.
    pub(super) fn update_around(&mut self, painter: &mut MapPainter, session: &Session, theme: &Theme) {
        let park = session.document();
        let entered = session.entered_zone();
        let others =
            || park.order().iter().filter(|id| entered.is_some_and(|e| e != **id)).filter_map(|id| park.zone_shared(*id));
        let around = &self.plots.around;
        if others().count() == around.len() && others().zip(around).all(|(a, b)| Arc::ptr_eq(&a, b)) {
            return;
        }
        self.plots.around = others().collect();
        let origin = self.origin();
        let mut builder = LayerBuilder::new(origin);
        for zone in &self.plots.around {
            builder.fill(&zone.region, theme.zone_fill_around(ZoneLook::of(zone)));
        }
        let legal = park.boundary().map(|boundary| boundary.outline.legal());
        let regions = self.plots.around.iter().map(|zone| &zone.region).chain(legal);
        builder.borders(regions, theme.line_around());
        self.set(painter, AROUND, || builder.build());
    }

    /// Lights up land, until other land is given.
    pub(super) fn set_lit(&mut self, painter: &mut MapPainter, land: &Arc<Vec<Region>>, theme: &Theme) {
        if Arc::ptr_eq(&self.plots.lit, land) {
            return;
        }
        self.plots.lit = land.clone();
        let mut builder = LayerBuilder::new(self.origin());
        for region in land.iter() {
            builder.fill(region, theme.lit_fill());
        }
        builder.borders(land.iter(), theme.selection_line());
        self.set(painter, LIT, || builder.build());
    }
}

/// The look of the border of what is divided: that of the park, or that of a zone.
pub(super) fn border_style(session: &Session, theme: &Theme) -> crate::ui::paint::LineStyle {
    let entered = session.entered_zone().and_then(|id| session.document().zone(id));
    match entered {
        Some(zone) if session.plan().level() == PlanLevel::Zone => theme.divided_border(ZoneLook::of(zone)),
        _ => theme.boundary_line(),
    }
}

fn geometry(origin: crate::geometry::GridPoint, plots: &Plan, theme: &Theme) -> LayerGeometry {
    let mut builder = LayerBuilder::new(origin);
    for plot in plots.zones() {
        builder.fill(&plot.region, theme.plot_fill_within(ZoneLook::of_plot(plot)));
    }
    builder.borders(plots.zones().map(|plot| &plot.region), theme.plot_line_within());
    builder.build()
}
