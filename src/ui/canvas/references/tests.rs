use std::collections::BTreeSet;

use eframe::egui::{Pos2, Rect, vec2};

use super::building::Order;
use super::test_layers::{at_m, parcels, points, references_of};
use super::tile::{CLASSES, Tile};
use super::*;
use crate::app::job::{Job, Outcome};
use crate::app::reference::{LineLook, ReferenceLook};
use crate::geometry::GridPoint;

const STYLE: Style = Style { colour: eframe::egui::Color32::RED, halo: eframe::egui::Color32::WHITE, line: LineLook::Solid };

fn view(centre: GridPoint, metres_per_point: f64) -> MapView {
    MapView::new(Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0)), centre, metres_per_point)
}

fn tiles(shape: &ReferenceShape, pyramid: &Pyramid, level: Level) -> Vec<Tile> {
    pyramid.cells(level).iter().map(|cell| Tile::of(shape, pyramid, level, *cell, STYLE)).collect()
}

fn segments(part: Option<&LayerGeometry>) -> usize {
    let points = part.into_iter().flat_map(|part| &part.lines).flat_map(|line| &line.points);
    points.filter(|point| point.starts_segment > 0.0).count()
}

fn triangles(tiles: &[Tile]) -> usize {
    let fills = tiles.iter().flat_map(|tile| &tile.parts[0]).flat_map(|part| &part.fills);
    fills.map(|fill| fill.triangles.len() / 3).sum()
}

#[test]
fn the_closer_the_more_is_drawn_and_never_more_than_can_be_seen() {
    let shape = parcels(150);
    let pyramid = Pyramid::of(&shape).expect("parcels");
    let whole = tiles(&shape, &pyramid, -3);
    assert_eq!((whole.len(), triangles(&whole)), (1, 2), "one tone");
    assert!(whole[0].parts[1..].iter().all(Option::is_none), "no borders");
    let drawn = |level: Level| -> usize {
        let tiles = tiles(&shape, &pyramid, level);
        (0..CLASSES).map(|class| tiles.iter().map(|tile| segments(tile.parts[1 + class].as_ref())).sum::<usize>()).sum()
    };
    assert_eq!(drawn(-1), 0);
    let finest = tiles(&shape, &pyramid, pyramid.finest());
    assert_eq!(triangles(&finest), 2 * 150 * 150);
    assert_eq!(drawn(pyramid.finest()), 2 * 150 * 151, "each border once, in whichever tile");
}

#[test]
fn borders_fade_while_they_come_too_close_and_land_becomes_darker() {
    let pyramid = Pyramid::of(&parcels(150)).expect("parcels");
    let mut before: Option<[f32; PARTS]> = None;
    // parcels of 20 m, from 4 to 100 points wide
    for step in 0..60 {
        let um_per_pt = 5e6 / 1.055_f64.powi(step);
        let now = opacities(&pyramid, pyramid.level_for(um_per_pt), um_per_pt);
        assert!(now.iter().all(|opacity| (0.0..=1.0).contains(opacity)), "{now:?}");
        if let Some(before) = before {
            assert!(now[0] <= before[0] && before[0] - now[0] < 0.05, "land: {before:?} {now:?}");
        }
        before = Some(now);
    }
    assert!(before.is_some_and(|last| last[0] < 0.5));
}

#[test]
fn points_closer_than_they_can_be_told_apart_are_drawn_once() {
    let shape = points(5_000);
    let pyramid = Pyramid::of(&shape).expect("points");
    let dots =
        |level: Level| tiles(&shape, &pyramid, level).iter().map(|tile| segments(tile.parts[CLASSES].as_ref())).sum::<usize>();
    assert!(dots(-1) <= 256, "{}", dots(-1));
    assert_eq!(dots(pyramid.finest()), 5_000);
}

#[test]
fn tiles_are_the_same_however_many_threads_make_them() {
    let shape = Arc::new(parcels(100));
    let centre = shape.bounds().expect("bounds").centre();
    let around = GridBox { min: centre, max: centre }.grown(10_000_000_000);
    let order = Order { shape: shape.clone(), pyramid: None, style: STYLE, um_per_px: 1.0, around, present: BTreeSet::new() };
    let Outcome::Done(Some(made)) = Job::done_at_once(|progress| order.carry_out(progress)).poll() else { panic!("made") };
    let pyramid = made.pyramid.expect("parcels");
    let alone = tiles(&shape, &pyramid, pyramid.finest());
    assert_eq!(made.tiles.len(), alone.len());
    for (at, (built, alone)) in made.tiles.iter().zip(&alone).enumerate() {
        assert_eq!(built.id, (pyramid.finest(), at as u32));
        assert_eq!(built.tile.parts, alone.parts);
    }
}

#[test]
fn only_tiles_on_screen_are_drawn_above_the_communes() {
    let (mut references, id) = references_of(parcels(60));
    let (mut painter, mut layers, context) = (MapPainter::new(None), ReferenceLayers::default(), Context::default());
    layers.update(&mut painter, &references, &Theme::LIGHT);
    let others: Vec<_> = ["a", "b", "c"].map(|name| (LayerId::new(name), 1.0)).to_vec();
    let middle = view(at_m(600, 600), 0.5);
    let order = layers.behind(&mut painter, others.clone(), &middle, &context);
    assert!(order.len() > 4, "small layers are there at once: {order:?}");
    assert_eq!((&order[..2], order.last()), (&others[..2], others.last()));
    let tiles: Vec<_> = order[2..order.len() - 1].to_vec();
    assert!(tiles.iter().all(|(id, _)| painter.layer_version(*id).is_some()));
    let elsewhere = view(GridPoint::from_mm(700_000_000, 2_275_000_000), 2.0);
    assert_eq!(layers.behind(&mut painter, others.clone(), &elsewhere, &context), others);
    let look = ReferenceLook { visible: false, ..references.layers()[0].look };
    references.set_look(id, look);
    layers.update(&mut painter, &references, &Theme::LIGHT);
    assert_eq!(layers.behind(&mut painter, others.clone(), &middle, &context), others);
    assert!(painter.layer_version(tiles[0].0).is_some(), "what is hidden keeps its tiles");
    references.remove(id);
    layers.update(&mut painter, &references, &Theme::LIGHT);
    assert!(tiles.iter().all(|(id, _)| painter.layer_version(*id).is_none()));
}

#[test]
fn the_old_level_is_shown_until_all_of_the_new_one_is_there_and_memory_is_bounded() {
    let (references, id) = references_of(parcels(200));
    let (mut painter, mut layers, context) = (MapPainter::new(None), ReferenceLayers::default(), Context::default());
    layers.update(&mut painter, &references, &Theme::LIGHT);
    let wait = |layers: &mut ReferenceLayers, painter: &mut MapPainter, view: &MapView| {
        for _ in 0..2_000 {
            let order = layers.behind(painter, Vec::new(), view, &context);
            let drawn = &layers.drawn[&id];
            let wanted = drawn.pyramid.as_ref().map(|pyramid| pyramid.level_for(view.metres_per_point() * 1e6));
            if drawn.making.is_none() && drawn.shown.is_some() && drawn.shown == wanted {
                return order;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("tiles never came");
    };
    let far = view(at_m(2_000, 2_000), 8.0);
    assert!(layers.behind(&mut painter, Vec::new(), &far, &context).is_empty(), "it is made beside the window");
    let coarse = wait(&mut layers, &mut painter, &far);
    assert!(!coarse.is_empty());
    let close = view(at_m(2_000, 2_000), 0.3);
    let first: Vec<_> = layers.behind(&mut painter, Vec::new(), &close, &context).iter().map(|(id, _)| *id).collect();
    assert_eq!(first, coarse.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let fine = wait(&mut layers, &mut painter, &close);
    assert!(fine.iter().all(|(id, _)| !first.contains(id)) && fine.len() > coarse.len());
    // as if the tiles were large
    layers.drawn.get_mut(&id).expect("drawn").tiles.values_mut().for_each(|tile| tile.bytes = MOST_BYTES);
    let order = layers.behind(&mut painter, Vec::new(), &close, &context);
    assert_eq!(order.len(), fine.len(), "what is on screen stays");
    assert!(first.iter().all(|id| painter.layer_version(*id).is_none()), "what is not goes");
}
