//! An attribute written on the features of a layer, where it fits into them at this zoom.

use std::collections::BTreeMap;

use eframe::egui::{Rect, vec2};

use super::super::ink::regular;
use super::super::labels::Board;
use super::super::room::{LABEL_ASPECT, Outline, Room};
use super::pyramid::line_distance_um;
use super::{Drawn, ReferenceLayers};
use crate::app::reference::ReferenceShape;
use crate::geometry::{GridPoint, Polygon};
use crate::io::PathKind;

const FONT_PT: f32 = 10.0;
/// Half the height that letters take of a line, points.
const HALF_LETTER_PT: f32 = 4.5;
/// Room around a label, points.
const PADDING_PT: f32 = 0.5;
/// Layers whose typical features are narrower on screen have no labels, points.
const SMALLEST_PT: f64 = 14.0;
/// Longer texts are not labels.
const MOST_CHARS: usize = 40;
/// Least width of a letter, points: spares laying out what cannot fit anyway.
const NARROWEST_LETTER_PT: f32 = 2.5;
/// The middle of a feature is good enough if it has this share of the room a square of its width has.
const GOOD_SHARE: f64 = 0.8;
/// Better places that are looked for in one frame.
const PLACES_PER_FRAME: usize = 150;

/// The places for labels that have been found; `None` where a feature has no land.
pub(super) type Rooms = BTreeMap<u32, Option<Room>>;

impl ReferenceLayers {
    /// Writes the attributes of all layers that have one to write; true if some places are still to be looked for.
    pub(in super::super) fn label(&mut self, board: &Board<'_>) -> bool {
        let mut looked_for = 0;
        for id in self.order.iter().rev() {
            if let Some(drawn) = self.drawn.get_mut(id).filter(|drawn| drawn.opacity > 0.0) {
                drawn.label(board, &mut looked_for);
            }
        }
        looked_for > PLACES_PER_FRAME
    }
}

impl Drawn {
    fn label(&mut self, board: &Board<'_>, looked_for: &mut usize) {
        let (Some(column), Some(pyramid)) = (&self.label, &self.pyramid) else { return };
        let um_per_pt = board.view.metres_per_point() * 1e6;
        if pyramid.typical_um() < SMALLEST_PT * um_per_pt {
            return;
        }
        let colour = self.style.colour.gamma_multiply(self.opacity);
        for feature in self.shape.features_in(board.view.visible()) {
            let Some(text) = self.shape.attribute(feature, column).filter(|text| !text.is_empty()) else { continue };
            let room = match self.rooms.get(&(feature as u32)) {
                Some(room) => *room,
                None if *looked_for > PLACES_PER_FRAME => continue,
                None => {
                    let room = room_in(&self.shape, feature, looked_for);
                    self.rooms.insert(feature as u32, room);
                    room
                }
            };
            let Some(room) = room else { continue };
            let half_height_pt = board.view.points_from_m(room.half_height_m) - PADDING_PT;
            let chars = text.chars().take(MOST_CHARS + 1).count();
            let half_width_pt = LABEL_ASPECT as f32 * half_height_pt;
            if half_height_pt < HALF_LETTER_PT || chars as f32 * NARROWEST_LETTER_PT > 2.0 * half_width_pt || chars > MOST_CHARS {
                continue;
            }
            let galley = board.painter.layout_no_wrap(text.to_owned(), regular(FONT_PT), colour);
            let rect = Rect::from_center_size(board.view.screen_from_m(room.at_m), galley.size());
            let letters = rect.shrink2(vec2(0.0, rect.height() / 2.0 - HALF_LETTER_PT));
            if letters.width() <= 2.0 * half_width_pt && board.view.rect().contains_rect(letters) && board.is_free(letters) {
                board.painter.galley(rect.min, galley, colour);
            }
        }
    }
}

/// The place for the label of a feature: the middle of its largest polygon if that has room, else the place with most room.
fn room_in(shape: &ReferenceShape, feature: usize, looked_for: &mut usize) -> Option<Room> {
    let polygon = largest_polygon(shape, feature)?;
    let outline = Outline::of_polygon(&polygon);
    let at_m = middle_m(&polygon.exterior)?;
    let half_height_m = outline.half_height_at(at_m);
    let of_square_m = line_distance_um(shape, feature) / 1e6 / (2.0 * LABEL_ASPECT);
    if half_height_m >= GOOD_SHARE * of_square_m {
        return Some(Room { at_m, half_height_m });
    }
    *looked_for += 1;
    outline.roomiest()
}

fn largest_polygon(shape: &ReferenceShape, feature: usize) -> Option<Polygon> {
    let mut polygons: Vec<Polygon> = Vec::new();
    for path in shape.paths(feature) {
        match path.kind {
            PathKind::Exterior => polygons.push(Polygon { exterior: path.points.to_vec(), holes: Vec::new() }),
            PathKind::Hole => polygons.last_mut().into_iter().for_each(|polygon| polygon.holes.push(path.points.to_vec())),
            PathKind::Line | PathKind::Point => {}
        }
    }
    if polygons.len() < 2 { polygons.pop() } else { polygons.into_iter().max_by_key(Polygon::area) }
}

/// The centroid of a ring, metres; `None` if it has no area.
fn middle_m(ring: &[GridPoint]) -> Option<[f64; 2]> {
    let origin = *ring.first()?;
    let offset = |p: &GridPoint| [(p.east - origin.east) as f64 / 1e6, (p.north - origin.north) as f64 / 1e6];
    let (mut twice_area, mut sum) = (0.0, [0.0; 2]);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (a, b) = (offset(a), offset(b));
        let cross = a[0] * b[1] - a[1] * b[0];
        twice_area += cross;
        sum = [0, 1].map(|i| sum[i] + (a[i] + b[i]) * cross);
    }
    let from = origin.to_m();
    (twice_area != 0.0).then(|| [0, 1].map(|i| from[i] + sum[i] / (3.0 * twice_area)))
}

#[cfg(test)]
mod tests {
    use super::super::test_layers::{at_m, labelled_parcels, parcels, shape_of};
    use super::*;
    use crate::app::reference::References;
    use crate::app::{Language, Texts};
    use crate::ui::paint::{MapPainter, MapView};
    use crate::ui::theme::Theme;
    use eframe::egui::{self, LayerId, Painter, Shape, pos2};

    /// The texts and rectangles of the labels on a map, around the middle of the parcels.
    fn labels(references: &References, metres_per_point: f64, taken: &[Rect]) -> Vec<(String, Rect)> {
        let (context, mut painter, mut layers) = (egui::Context::default(), MapPainter::new(None), ReferenceLayers::default());
        Theme::install(&context);
        let texts = Texts::new(Language::Vietnamese);
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 600.0));
        let view = MapView::new(rect, at_m(200, 200), metres_per_point);
        layers.update(&mut painter, references, &Theme::LIGHT);
        let mut output = context.run_ui(egui::RawInput::default(), |ui| {
            layers.behind(&mut painter, Vec::new(), &view, ui.ctx());
            let painter = Painter::new(ui.ctx().clone(), LayerId::background(), rect);
            let (theme, taken) = (&Theme::LIGHT, taken.to_vec());
            let board = Board { painter: &painter, view: &view, theme, texts: &texts, taken, boundary: None, statuses: None };
            while layers.label(&board) {}
        });
        output.textures_delta.clear();
        let shapes = output.shapes.into_iter().filter_map(|clipped| match clipped.shape {
            Shape::Text(text) => Some((text.galley.text().to_owned(), text.visual_bounding_rect())),
            _ => None,
        });
        let mut labels: Vec<_> = shapes.collect();
        labels.dedup();
        labels
    }

    #[test]
    fn labels_are_written_only_where_they_fit_into_their_feature() {
        let (mut references, id) = labelled_parcels(20);
        assert!(labels(&references, 0.4, &[]).is_empty(), "nobody asked for them");
        references.set_label(id, Some("so_thua".into()));
        let close = labels(&references, 0.4, &[]);
        assert!(close.len() > 180 && close.iter().any(|(text, _)| text == "211"), "{}", close.len());
        for (text, rect) in &close {
            assert!(rect.width() <= 50.0 && rect.height() <= 50.0, "{text} {rect:?}");
        }
        assert!(labels(&references, 2.0, &[]).is_empty(), "parcels ten points wide");
        references.set_label(id, Some("chu".into()));
        assert!(labels(&references, 0.4, &[]).is_empty(), "names are too long at this zoom");
        assert!(!labels(&references, 0.05, &[]).is_empty(), "but not closer");
    }

    #[test]
    fn labels_keep_off_what_stands_there_already() {
        let (mut references, id) = labelled_parcels(20);
        references.set_label(id, Some("so_thua".into()));
        let taken = Rect::from_min_size(pos2(300.0, 200.0), vec2(200.0, 100.0));
        let (free, around) = (labels(&references, 0.4, &[]), labels(&references, 0.4, &[taken]));
        assert!(around.len() < free.len() && around.iter().all(|(_, rect)| !rect.shrink(3.0).intersects(taken)));
    }

    #[test]
    fn a_bent_parcel_is_labelled_where_it_is_wide() {
        let mut looked_for = 0;
        assert!(room_in(&parcels(1), 0, &mut looked_for).is_some_and(|room| (room.half_height_m - 4.0).abs() < 1e-6));
        assert_eq!(looked_for, 0, "the middle of a square is good enough");
        let hook = [(0, 0), (100, 0), (100, 30), (10, 30), (10, 100), (0, 100)].map(|(e, n)| at_m(e, n));
        let room = room_in(&shape_of(&[hook.to_vec()]), 0, &mut looked_for).expect("room");
        let [_, north] = room.at_m;
        assert!(north < at_m(0, 30).to_m()[1] && room.half_height_m > 13.0, "{room:?}");
        let line = [at_m(0, 0), at_m(10, 0)];
        assert!(room_in(&shape_of(&[line.to_vec()]), 0, &mut looked_for).is_none());
    }
}
