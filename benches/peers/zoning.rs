//! A plan of zones: judging all of it, and judging again while a border is dragged.

use std::path::Path;

use hecta::app::Session;
use hecta::check::Checker;
use hecta::geometry::coverage::{CoverageReport, NOISE_AREA, analyse};
use hecta::geometry::validity::{RawPolygon, region_from_raw};
use hecta::geometry::{ExactArea, GridPoint, Region};
use hecta::io::ReadOptions;
use hecta::io::import::{import_boundary, import_plan, plan_from_layers, read_layers};
use hecta::plan::{Ledger, Plan};
use hecta::tool::{MapEvent, Modifiers, Pointer, ToolKind};

use crate::clock::{Times, cpu_of_thread_s};
use crate::{Failure, Told, files_of_plan, reference_communes};

/// How near a pointer must be to a vertex, µm.
const REACH_UM: i64 = 1_000_000;
/// Vertices dragged, and moves of each.
const VERTICES: usize = 40;
const MOVES: i64 = 50;

/// Judges polygons in memory: which are valid, what they add up to, where they overlap, leave gaps and reach outside. Then the same
/// polygons as a plan, with its indexes, all figures and all rules.
pub fn check(folder: &Path) -> Result<Told, Failure> {
    let mut told = Told::default();
    let [of_boundary, of_zones] = files_of_plan(folder);
    let polygons: Vec<Vec<RawPolygon>> = polygons_of(&of_zones)?;
    let boundary = polygons_of(&of_boundary)?.concat();
    let boundary = region_from_raw(&boundary).0;

    let (faults, zones, report) = told.repeated("check", || judge(&boundary, &polygons))?;
    let gaps: Vec<ExactArea> = report.unallocated.parts().iter().map(Region::area).filter(|area| *area >= NOISE_AREA).collect();
    told.total("zones_m2", zones.m2());
    told.total("invalid", faults);
    told.total("overlaps", report.overlaps.len());
    told.total("overlap_m2", report.overlaps.iter().map(|overlap| overlap.land.area()).sum::<ExactArea>().m2());
    told.total("gaps", gaps.len());
    told.total("gap_m2", gaps.iter().copied().sum::<ExactArea>().m2());
    told.total("outside", report.outside.len());
    told.total("outside_m2", report.outside.iter().map(|outside| outside.land.area()).sum::<ExactArea>().m2());

    let options = ReadOptions::default();
    let layers = read_layers(&of_zones, options)?;
    let given = import_boundary(&of_boundary, options)?;
    let communes = reference_communes()?;
    told.repeated("plan and all rules", || {
        let plan = plan_from_layers("", layers.clone(), options, Some(given.clone()), None).plan;
        let ledger = Ledger::of(&plan, &communes.until2025);
        Checker::of(&plan, &ledger, hecta::app::today()).findings().len()
    })?;
    Ok(told)
}

fn polygons_of(path: &Path) -> Result<Vec<Vec<RawPolygon>>, Failure> {
    let layers = read_layers(path, ReadOptions::default())?;
    Ok(layers.into_iter().flat_map(|layer| layer.features).map(|feature| feature.polygons).collect())
}

/// How many polygons are invalid, the sum of their areas, and how they cover the boundary.
fn judge(boundary: &Region, polygons: &[Vec<RawPolygon>]) -> (usize, ExactArea, CoverageReport) {
    let mended: Vec<_> = polygons.iter().map(|polygons| region_from_raw(polygons)).collect();
    let faults = mended.iter().filter(|(_, faults)| !faults.is_empty()).count();
    let zones: Vec<&Region> = mended.iter().map(|(region, _)| region).collect();
    (faults, zones.iter().map(|zone| zone.area()).sum(), analyse(boundary, &zones))
}

/// Drags shared vertices; what is told is one move of the pointer: preview, ledger and all findings.
pub fn drag(folder: &Path) -> Result<Told, Failure> {
    let [of_boundary, of_zones] = files_of_plan(folder);
    let options = ReadOptions::default();
    let plan = import_plan(&of_zones, options, Some(import_boundary(&of_boundary, options)?), None)?.plan;
    let vertices = shared_vertices(&plan);
    let mut session = Session::new(plan, reference_communes()?);
    session.set_tool(ToolKind::Vertices);
    session.set_snapping(false);
    let (mut times, mut shown) = (Times::default(), 0_u32);
    for vertex in vertices {
        send(&mut session, Pointer::Move, vertex);
        send(&mut session, Pointer::Press, vertex);
        for step in 1..=MOVES {
            let out = 500_000 + (MOVES - (2 * step - MOVES).abs()) * 50_000;
            let before = cpu_of_thread_s()?;
            send(&mut session, Pointer::Move, GridPoint::new(vertex.east + out, vertex.north + out / 2 + step * 1_000));
            times.push(cpu_of_thread_s()? - before);
            shown += u32::from(session.has_preview());
        }
        session.escape();
    }
    let mut told = Told::default();
    told.phases.insert("drag".into(), times.told());
    told.total("previews", shown);
    told.total("zones_m2", session.ledger().zones_total.m2());
    Ok(told)
}

fn send(session: &mut Session, pointer: Pointer, at: GridPoint) {
    session.on(MapEvent::Pointer { pointer, at, reach_um: REACH_UM, modifiers: Modifiers::default() });
}

/// Vertices of several zones all over the plan; those of the boundary cannot be dragged.
fn shared_vertices(plan: &Plan) -> Vec<GridPoint> {
    let is_legal = |vertex: &GridPoint| plan.boundary().is_some_and(|boundary| boundary.outline.is_legal_corner(*vertex));
    let is_shared = |vertex: &GridPoint| plan.index().owners_of_vertex(*vertex).len() > 1 && !is_legal(vertex);
    let mut vertices: Vec<_> = plan.zones().flat_map(|zone| zone.region.vertices()).filter(is_shared).collect();
    vertices.sort_unstable();
    vertices.dedup();
    let step = (vertices.len() / VERTICES).max(1);
    vertices.into_iter().step_by(step).take(VERTICES).collect()
}
