//! Names on the map: zones with their figures, communes, and the signs of what is wrong; none over another.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{Color32, FontId, Galley, Painter, Rect, Vec2, pos2, vec2};

use super::ink::{bold, centred_lines, regular, text_with_halo, text_with_thin_halo};
use super::plot_labels::PlotPlaces;
use super::room::{BoxM, Outline, Room};
use crate::app::phrase::zone_name;
use crate::app::{LayerSettings, MapLayer, Session, Texts};
use crate::geometry::{GridBox, Region};
use crate::plan::ledger::{rounded_hectares, rounded_percentages};
use crate::plan::{CommuneLayer, Division, Face, PlanLevel, Zone, ZoneId};
use crate::ui::paint::MapView;
use crate::ui::theme::{Status, Theme, icons};

/// Zones narrower or lower than this on screen have no label, points.
const SMALLEST_ZONE_PT: [f32; 2] = [16.0, 9.0];
/// Places for labels that are looked for in one frame, so that a plan of thousands of zones does not stall.
pub(super) const PLACES_PER_FRAME: usize = 48;
/// From this number on labels have a thinner halo, which takes half the time.
const MANY_LABELS: usize = 60;
/// A changed zone keeps the place of its label while it offers this share of the room it had: labels do not jump while dragging.
const KEPT_ROOM: f64 = 0.7;
/// How much larger than when its place was found a zone may get before another one is looked for.
const GROWN: f64 = 1.25;
/// Free space around the name of a zone, points.
const NAME_PADDING_PT: Vec2 = vec2(8.0, 2.0);
/// Free space around a code, points.
const CODE_PADDING_PT: Vec2 = vec2(2.0, 1.0);
/// Half the height of the room that is enough for any label, points.
const ENOUGH_PT: f32 = 48.0;
/// How near to the side of the map the middle of a label may be, points.
const SIDE_PT: f32 = 24.0;

/// Where a commune's name is tried, in widths and heights of the name from the best place.
const NAME_OFFSETS: [Vec2; 17] = [
    vec2(0.0, 0.0),
    vec2(0.0, 1.5),
    vec2(0.0, -1.5),
    vec2(0.0, 3.0),
    vec2(0.0, -3.0),
    vec2(0.7, 0.0),
    vec2(-0.7, 0.0),
    vec2(0.7, 2.0),
    vec2(-0.7, 2.0),
    vec2(0.7, -2.0),
    vec2(-0.7, -2.0),
    vec2(0.0, 5.0),
    vec2(0.0, -5.0),
    vec2(1.4, 0.0),
    vec2(-1.4, 0.0),
    vec2(0.0, 8.0),
    vec2(0.0, -8.0),
];

/// What labels are about, with the places found for them.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// Document and plan revision the figures are of, and the language.
    figures_of: Option<([u64; 2], u64, char)>,
    figures: BTreeMap<ZoneId, String>,
    zones: BTreeMap<ZoneId, ZonePlace>,
    communes: BTreeMap<(Division, usize), Place>,
    pub(super) plots: PlotPlaces,
}

/// A zone and the place for its label.
#[derive(Debug)]
struct ZonePlace {
    zone: Arc<Zone>,
    place: Place,
}

/// Where the label of an area goes.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) outline: Outline,
    /// How large the area was when its place was looked for, m².
    looked_at_m2: f64,
    whole: Option<Room>,
    /// A place in the part that was on screen, for when the other one is not.
    visible: Option<Room>,
}

impl Place {
    pub(super) fn of(region: &Region) -> Self {
        let outline = Outline::of_largest(region);
        Self { whole: outline.roomiest(), outline, looked_at_m2: region.area().m2(), visible: None }
    }

    /// The place to use in `view`.
    pub(super) fn in_view(&mut self, view: &MapView) -> Option<Room> {
        let frame = view.rect().shrink(SIDE_PT);
        let shows = |room: &Room| frame.contains(view.screen_from_m(room.at_m));
        if let Some(room) = self.whole.filter(shows) {
            self.visible = None;
            return Some(room);
        }
        self.visible = self.visible.filter(|room| shows(room) && view.points_from_m(room.half_height_m) > 14.0);
        if self.visible.is_none() {
            let (low, high) = (view.m_from_screen(frame.left_bottom()), view.m_from_screen(frame.right_top()));
            let enough_m = f64::from(ENOUGH_PT) * view.metres_per_point();
            self.visible = self.outline.within(BoxM { min: low, max: high }).best_room(enough_m);
        }
        self.visible
    }
}

/// What labels are painted with, and the rectangles that are taken.
pub(super) struct Board<'a> {
    pub painter: &'a Painter,
    pub view: &'a MapView,
    pub theme: &'a Theme,
    pub texts: &'a Texts,
    /// Where something stands already.
    pub taken: Vec<Rect>,
    /// The line of the boundary, which no label may cross; filled in for the time of painting.
    pub boundary: Option<&'a Outline>,
    /// How zones stand to the rules, while the map shows that: their labels begin with the sign of it.
    pub statuses: Option<&'a BTreeMap<ZoneId, Status>>,
}

impl Board<'_> {
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        self.taken.iter().all(|taken| !taken.intersects(rect))
    }

    fn crosses_boundary(&self, rect: Rect) -> bool {
        self.boundary.is_some_and(|boundary| boundary.crosses(on_plan(self.view, rect)))
    }

    fn put(&mut self, rect: Rect, galley: &Arc<Galley>, colour: Color32) {
        self.taken.push(rect);
        // centred text counts from the middle of its first line
        let at = pos2(rect.center().x, rect.min.y);
        if self.taken.len() < MANY_LABELS {
            text_with_halo(self.painter, at, galley, colour, self.theme.halo);
        } else {
            text_with_thin_halo(self.painter, at, galley, colour, self.theme.halo);
        }
    }
}

impl Labels {
    /// Paints the labels that find room; true if some places are still to be looked for.
    pub(super) fn paint(&mut self, board: &mut Board<'_>, session: &Session, settings: &LayerSettings) -> bool {
        let opacity = |layer| settings.get(layer).effective_opacity();
        if opacity(MapLayer::Labels) <= 0.0 {
            return false;
        }
        let mut painter = board.painter.clone();
        painter.set_opacity(opacity(MapLayer::Labels));
        let boundary = session.plan().boundary().map(|boundary| Outline::of_largest(boundary.outline.legal()));
        let taken = std::mem::take(&mut board.taken);
        let mut faded = Board { painter: &painter, taken, boundary: boundary.as_ref(), ..*board };
        let mut waiting = false;
        if opacity(MapLayer::Zones) > 0.0 {
            self.follow(session, board.texts);
            waiting = self.paint_zones(&mut faded, session);
            if opacity(MapLayer::Plots) > 0.0 {
                waiting |= self.paint_plots(&mut faded, session);
            }
        }
        let communes = session.communes();
        for (layer, division) in [(MapLayer::Communes2025, &communes.since2025), (MapLayer::Communes2020, &communes.until2025)] {
            if opacity(layer) > 0.0 {
                self.paint_communes(&mut faded, division);
            }
        }
        board.taken = faded.taken;
        waiting
    }

    /// Brings the figures up to the plan as shown.
    fn follow(&mut self, session: &Session, texts: &Texts) {
        let revisions = session.revisions();
        let decimal = texts.numbers().decimal;
        let now = ([revisions.document, revisions.level], revisions.shown, decimal);
        let before = self.figures_of.replace(now);
        if before == Some(now) {
            return;
        }
        if before.is_none_or(|(document, ..)| document != now.0) {
            self.zones.clear();
            self.plots.clear();
        }
        let plan = session.plan();
        let areas: Vec<_> = plan.zones().map(|zone| zone.area).collect();
        let shares = rounded_percentages(&areas, session.ledger().approved, 2);
        let figures = plan.order().iter().zip(rounded_hectares(&areas, 2)).zip(shares);
        let numbers = texts.numbers();
        self.figures = figures
            .map(|((id, ha), share)| {
                let land_use =
                    plan.zone(*id).filter(|_| plan.level() == PlanLevel::Zone).and_then(|plot| plot.attributes.land_use);
                if let Some(land_use) = land_use {
                    return (*id, format!("{} · {} ha", land_use.class().symbol, numbers.scaled(ha, 2)));
                }
                let text = format!("{} ha · {} %", numbers.scaled(ha, 2), numbers.scaled(share, 2));
                (*id, if session.ledger().approved.is_zero() { format!("{} ha", numbers.scaled(ha, 2)) } else { text })
            })
            .collect();
        self.zones.retain(|id, _| plan.zone(*id).is_some());
    }

    fn paint_zones(&mut self, board: &mut Board<'_>, session: &Session) -> bool {
        let plan = session.plan();
        let near = plan.index().faces_near(board.view.visible());
        let mut zones: Vec<Arc<Zone>> = near
            .into_iter()
            .filter_map(|face| match face {
                Face::Zone(id) => plan.zone_shared(id),
                Face::Unallocated => None,
            })
            .filter(|zone| zone.region.bounds().is_some_and(|bounds| is_large_enough(board.view, bounds)))
            .collect();
        zones.sort_by_key(|zone| (std::cmp::Reverse(zone.area), zone.id));
        let mut looked_for = 0;
        for zone in &zones {
            let known = self.zones.get(&zone.id).is_some_and(|known| Arc::ptr_eq(&known.zone, zone));
            if !known {
                looked_for += 1;
                if looked_for > PLACES_PER_FRAME {
                    continue;
                }
                let place = self.place_of(zone);
                self.zones.insert(zone.id, ZonePlace { zone: zone.clone(), place });
            }
            let Some(known) = self.zones.get_mut(&zone.id) else { continue };
            let figures = self.figures.get(&zone.id).map_or("", String::as_str);
            if let Some(room) = known.place.in_view(board.view) {
                paint_zone(board, zone, figures, room, &known.place.outline);
            }
        }
        looked_for > PLACES_PER_FRAME
    }

    /// The place for the label of a zone that is new or has changed: the one it had, while that is good enough.
    fn place_of(&self, zone: &Zone) -> Place {
        let before = self.zones.get(&zone.id);
        if let Some(before) = before.filter(|before| before.zone.region == zone.region) {
            return before.place.clone();
        }
        let held = before.and_then(|before| Some((before.place.looked_at_m2, before.place.whole?)));
        let Some((looked_at_m2, room)) = held else { return Place::of(&zone.region) };
        let outline = Outline::of_largest(&zone.region);
        let half_height_m = outline.half_height_at(room.at_m);
        // a zone that has grown, as one being drawn does, has a better place by now
        if half_height_m < KEPT_ROOM * room.half_height_m || zone.area.m2() > GROWN * looked_at_m2 {
            return Place::of(&zone.region);
        }
        // what is kept is the room it had when it was found, or else it would shrink step by step
        Place { outline, looked_at_m2, whole: Some(room), visible: None }
    }

    fn paint_communes(&mut self, board: &mut Board<'_>, layer: &CommuneLayer) {
        let visible = board.view.visible();
        let is_old = layer.division != Division::Since2025;
        let font = regular(if is_old { 11.0 } else { 12.0 });
        let mut communes: Vec<usize> = layer.near(visible);
        communes.sort_by_key(|at| (!layer.communes[*at].hosts_park, std::cmp::Reverse(layer.communes[*at].region.area())));
        for at in communes {
            let commune = &layer.communes[at];
            let name = if is_old {
                board.texts.format("panel-commune-old", &[("commune", commune.name.as_str().into())])
            } else {
                commune.name.clone()
            };
            let galley = centred_lines(board.painter, &[(&name, font.clone())], board.theme.commune_text);
            let place = self.communes.entry((layer.division, at)).or_insert_with(|| Place::of(&commune.region));
            let Some(room) = place.in_view(board.view) else { continue };
            let width_pt = commune.region.bounds().map_or(0.0, |bounds| board.view.points_from_m(bounds.size_m()[0]));
            let rect = Rect::from_center_size(board.view.screen_from_m(room.at_m), galley.size() + vec2(6.0, 2.0));
            // a name may stand out of its commune, but not drown it
            if width_pt < 0.8 * rect.width() {
                continue;
            }
            let belongs = |rect: &Rect| place.outline.contains(board.view.m_from_screen(rect.center()));
            let tries = NAME_OFFSETS.iter().map(|offset| rect.translate(*offset * rect.size()));
            let free = tries
                .filter(belongs)
                .find(|rect| board.view.rect().contains_rect(*rect) && board.is_free(*rect) && !board.crosses_boundary(*rect));
            if let Some(free) = free {
                board.put(free.shrink2(vec2(3.0, 1.0)), &galley, board.theme.commune_text);
            }
        }
    }
}

/// A line of a label and its font.
pub(super) type Run<'a> = (&'a str, FontId);

fn is_large_enough(view: &MapView, bounds: GridBox) -> bool {
    let size = bounds.size_m().map(|metres| view.points_from_m(metres));
    size[0] >= SMALLEST_ZONE_PT[0] && size[1] >= SMALLEST_ZONE_PT[1]
}

/// Paints as much of a zone's label as fits into it at its place.
fn paint_zone(board: &mut Board<'_>, zone: &Zone, figures: &str, room: Room, outline: &Outline) {
    let status = board.statuses.and_then(|statuses| statuses.get(&zone.id)).map(|status| format!("{}\u{a0}", status.icon()));
    let lock = if zone.attributes.locked { format!("{}\u{a0}", icons::LOCK_SIMPLE) } else { String::new() };
    let lock = status.unwrap_or_default() + &lock;
    let name = format!("{lock}{}", zone_name(board.texts, zone));
    let code = format!("{lock}{}", zone.attributes.code);
    let code = if zone.attributes.code.is_empty() { name.as_str() } else { code.as_str() };
    let [upper, lower] = halves(&name);
    let (title, text, small) = (bold(13.0), regular(12.0), regular(11.0));
    let (area, share) = figures.split_once(" · ").unwrap_or((figures, ""));
    let candidates: [&[Run<'_>]; 7] = [
        &[(&name, title.clone()), (figures, text.clone())],
        &[(upper, title.clone()), (lower, title), (figures, text)],
        &[(&name, bold(11.0)), (figures, small.clone())],
        &[(upper, bold(11.0)), (lower, bold(11.0)), (area, small.clone()), (share, small.clone())],
        &[(code, bold(12.0)), (figures, small.clone())],
        &[(code, bold(12.0)), (area, small)],
        &[(code, bold(10.0))],
    ];
    put_first(board, &candidates, code, room, outline);
}

/// Paints the first of some labels that fits at its place; one that begins with `code` needs less space around it.
pub(super) fn put_first(board: &mut Board<'_>, candidates: &[&[Run<'_>]], code: &str, room: Room, outline: &Outline) {
    let colour = board.theme.text;
    let room_pt = 2.0 * board.view.points_from_m(room.half_height_m.max(0.0));
    let middle = board.view.screen_from_m(room.at_m);
    let (view, boundary) = (board.view, board.boundary);
    let holds = |rect: Rect| {
        let place = on_plan(view, rect);
        outline.holds(place) && !boundary.is_some_and(|boundary| boundary.crosses(place))
    };
    for lines in candidates {
        // a first guess spares laying out what cannot fit anyway
        let rows = lines.iter().filter(|(line, _)| !line.is_empty()).count();
        if rows < lines.len() || 9.0 * rows as f32 > 2.5 * room_pt {
            continue;
        }
        let galley = centred_lines(board.painter, lines, colour);
        let padding = if lines.first().is_some_and(|(line, _)| *line == code) { CODE_PADDING_PT } else { NAME_PADDING_PT };
        let size = galley.size() + 2.0 * padding;
        let step = vec2(0.0, size.y / 2.0 + 14.0);
        for offset in [Vec2::ZERO, step, -step] {
            let rect = Rect::from_center_size(middle + offset, size);
            if board.view.rect().contains_rect(rect) && board.is_free(rect) && holds(rect) {
                board.put(rect.shrink2(padding), &galley, colour);
                return;
            }
        }
    }
}

fn on_plan(view: &MapView, rect: Rect) -> BoxM {
    BoxM { min: view.m_from_screen(rect.left_bottom()), max: view.m_from_screen(rect.right_top()) }
}

/// A name in two lines of about the same length, broken at a space.
fn halves(name: &str) -> [&str; 2] {
    let middle = name.len() / 2;
    let space = name.match_indices(' ').map(|(at, _)| at).min_by_key(|at| at.abs_diff(middle));
    space.map_or([name, ""], |at| [&name[..at], &name[at + 1..]])
}

#[cfg(test)]
mod tests {
    use eframe::egui::{self, LayerId};

    use super::*;
    use crate::app::{Communes, Language};
    use crate::geometry::ProjectCrs;
    use crate::io::embedded::{SamplePlan, communes, sample_plan};

    fn session() -> Session {
        let crs = ProjectCrs::default();
        let layer = |division| communes(division, crs).expect("the embedded communes can be read").into();
        let communes = Communes { until2025: layer(Division::Until2025), since2025: layer(Division::Since2025) };
        Session::new(sample_plan(SamplePlan::Finished, "", crs).expect("the embedded plan can be read").plan, communes)
    }

    /// The rectangles of all labels on a map that shows the sample plan `zoom` times as large as fits.
    fn labels_at(session: &Session, labels: &mut Labels, zoom: f64, pan: Vec2, settings: &LayerSettings) -> Vec<Rect> {
        let context = egui::Context::default();
        Theme::install(&context);
        let texts = Texts::new(Language::Vietnamese);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 600.0));
        let mut view = MapView::fitting(rect, session.plan().bounds().expect("land"), 24.0);
        view.zoom_about(rect.center(), zoom);
        view.pan(pan);
        let mut taken = Vec::new();
        let mut output = context.run_ui(egui::RawInput::default(), |ui| {
            let painter = Painter::new(ui.ctx().clone(), LayerId::background(), rect);
            let mut board = Board {
                painter: &painter,
                view: &view,
                theme: &Theme::LIGHT,
                texts: &texts,
                taken: Vec::new(),
                boundary: None,
                statuses: None,
            };
            labels.paint(&mut board, session, settings);
            taken = board.taken;
        });
        output.textures_delta.clear();
        taken
    }

    #[test]
    fn labels_stay_on_the_map_and_off_each_other_wherever_one_looks() {
        let (session, mut labels) = (session(), Labels::default());
        let map = Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 600.0));
        for zoom in [0.02, 0.1, 0.3, 1.0, 2.5, 8.0, 40.0] {
            for pan in [Vec2::ZERO, vec2(140.0, -90.0), vec2(-333.0, 150.0)] {
                let placed = labels_at(&session, &mut labels, zoom, pan, &LayerSettings::default());
                for (i, one) in placed.iter().enumerate() {
                    assert!(map.contains_rect(*one), "{zoom} {pan:?}: {one:?}");
                    assert!(placed[..i].iter().all(|other| !other.intersects(*one)), "{zoom} {pan:?}: {one:?}");
                }
                let expected = if zoom < 0.1 { 0 } else { 1 };
                assert!(placed.len() >= expected, "{zoom} {pan:?}");
            }
        }
    }

    #[test]
    fn a_label_shrinks_with_its_zone_and_goes_with_it() {
        let (session, mut labels) = (session(), Labels::default());
        let mut without_communes = LayerSettings::default();
        for layer in [MapLayer::Communes2025, MapLayer::Communes2020] {
            without_communes.get_mut(layer).visible = false;
        }
        let mut largest = |zoom: f64| {
            let placed = labels_at(&session, &mut labels, zoom, Vec2::ZERO, &without_communes);
            (placed.len(), placed.into_iter().map(|rect| rect.area()).fold(0.0, f32::max))
        };
        let [(all, full), (_, smaller), (_, code), (none, _)] = [1.0, 0.25, 0.12, 0.01].map(&mut largest);
        assert!((all, none) == (3, 0) && full > 1.5 * smaller && smaller > 1.5 * code, "{all} {none} {full} {smaller} {code}");
    }

    #[test]
    fn a_dragged_zone_keeps_the_place_of_its_label() {
        let (mut session, mut labels) = (session(), Labels::default());
        labels_at(&session, &mut labels, 1.0, Vec2::ZERO, &LayerSettings::default());
        let place = |labels: &Labels| labels.zones.values().next().and_then(|zone| zone.place.whole).expect("a place");
        let before = place(&labels);
        let zone = session.plan().zones().next().expect("a zone").clone();
        let legal = session.plan().boundary().expect("a boundary").outline.clone();
        let vertex = zone.region.vertices().find(|v| !legal.is_legal_corner(*v)).expect("a vertex to move");
        let to = crate::geometry::GridPoint::new(vertex.east + 3_000_000, vertex.north + 1_000_000);
        session.perform(&crate::edit::Command::MoveVertices { moves: vec![(vertex, to)] }).expect("it moves a little");
        labels_at(&session, &mut labels, 1.0, Vec2::ZERO, &LayerSettings::default());
        assert!(place(&labels).at_m.iter().zip(before.at_m).all(|(now, before)| (now - before).abs() < 1e-9));
    }

    #[test]
    fn a_zone_that_grows_finds_a_better_place() {
        let plan = session().plan().clone();
        let whole = plan.zones().next().expect("a zone").clone();
        let corner: Vec<_> = whole.region.polygons()[0].exterior[..3].to_vec();
        let sliver = crate::geometry::overlay::region_from_rings([&corner], crate::geometry::overlay::Fill::NonZero);
        let mut labels = Labels::default();
        let small = whole.with_region(sliver);
        let place = labels.place_of(&small);
        labels.zones.insert(whole.id, ZonePlace { zone: Arc::new(small), place });
        assert_eq!(labels.place_of(&whole).whole, Place::of(&whole.region).whole);
    }

    #[test]
    fn a_long_name_breaks_in_the_middle() {
        assert_eq!(halves("Vùng sản xuất, ứng dụng công nghệ cao"), ["Vùng sản xuất, ứng", "dụng công nghệ cao"]);
        assert_eq!(halves("Lõi"), ["Lõi", ""]);
    }
}
