//! Codes and land uses of plots within their zones, where there is room for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ink::{bold, regular};
use super::labels::{Board, Labels, PLACES_PER_FRAME, Place, put_first};
use crate::app::Session;
use crate::app::phrase::zone_code;
use crate::plan::{Plan, Zone, ZoneId};

/// Plots narrower or lower than this on screen have no label, points.
const SMALLEST_PLOT_PT: [f32; 2] = [44.0, 24.0];

/// Where the labels of plots go, by zone and plot.
pub(super) type PlotPlaces = BTreeMap<(ZoneId, ZoneId), (Arc<Zone>, Place)>;

impl Labels {
    /// Paints the labels of plots that find room; true if some places are still to be looked for.
    pub(super) fn paint_plots(&mut self, board: &mut Board<'_>, session: &Session) -> bool {
        let visible = board.view.visible();
        let mut looked_for = 0;
        let divided = session.plan().divided_zones();
        for (zone, plots) in divided.filter(|(_, plots)| plots.bounds().is_some_and(|bounds| bounds.intersects(visible))) {
            for plot in plots.order().iter().filter_map(|id| plots.zone_shared(*id)) {
                let fits = |size: [f32; 2]| size[0] >= SMALLEST_PLOT_PT[0] && size[1] >= SMALLEST_PLOT_PT[1];
                let bounds = plot.region.bounds().filter(|bounds| bounds.intersects(visible));
                if !bounds.is_some_and(|bounds| fits(bounds.size_m().map(|metres| board.view.points_from_m(metres)))) {
                    continue;
                }
                let known = self.plots.get(&(zone, plot.id)).is_some_and(|(known, _)| Arc::ptr_eq(known, &plot));
                if !known {
                    looked_for += 1;
                    if looked_for > PLACES_PER_FRAME {
                        return true;
                    }
                    self.plots.insert((zone, plot.id), (plot.clone(), Place::of(&plot.region)));
                }
                if let Some((_, place)) = self.plots.get_mut(&(zone, plot.id)) {
                    paint_plot(board, plots, &plot, place);
                }
            }
        }
        false
    }
}

fn paint_plot(board: &mut Board<'_>, plots: &Plan, plot: &Zone, place: &mut Place) {
    let Some(room) = place.in_view(board.view) else { return };
    let code = zone_code(board.texts, plots, plot.id);
    let symbol = plot.attributes.land_use.map_or("", |land_use| land_use.class().symbol.as_str());
    let area = board.texts.numbers().ha(plot.area, 2);
    let both = if symbol.is_empty() { area } else { format!("{symbol} · {area}") };
    let (title, small) = (bold(10.0), regular(10.0));
    let candidates: [&[_]; 3] = [
        &[(code.as_str(), title.clone()), (both.as_str(), small.clone())],
        &[(code.as_str(), title), (symbol, small.clone())],
        &[(if symbol.is_empty() { code.as_str() } else { symbol }, small)],
    ];
    put_first(board, &candidates, &code, room, &place.outline);
}
