//! How long single mouse moves take, as quantiles: a mean hides the one move that stutters.
//!
//! `cargo bench --bench latency`. Nothing here asserts a time.

use std::path::Path;
use std::time::Instant;

use hecta::app::{Communes, Session};
use hecta::geometry::{GridPoint, ProjectCrs};
use hecta::io::import::{import_boundary, import_plan};
use hecta::io::{ReadOptions, embedded};
use hecta::plan::{Division, Plan};
use hecta::tool::{MapEvent, Modifiers, Pointer, ToolKind};

/// As 10 px reach on a map of 1:400, on which one edits zones 50 m wide.
const REACH_UM: i64 = 1_000_000;
/// Vertices dragged in each plan, and moves of each.
const VERTICES: usize = 200;
const MOVES: i64 = 50;

fn plan(folder: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
    let options = ReadOptions::default();
    let boundary = import_boundary(&folder.join("boundary.geojson"), options).expect("a boundary");
    import_plan(&folder.join("zones.geojson"), options, Some(boundary), None).expect("zones").plan
}

fn communes() -> Communes {
    let layer = |division| embedded::communes(division, ProjectCrs::default()).expect("embedded").into();
    Communes { until2025: layer(Division::Until2025), since2025: layer(Division::Since2025) }
}

/// Vertices that at least two faces share, spread over the plan; corners of the boundary cannot be dragged.
fn shared_vertices(plan: &Plan) -> Vec<GridPoint> {
    let boundary = &plan.boundary().expect("a boundary").outline;
    let mut vertices: Vec<_> = plan
        .zones()
        .flat_map(|zone| zone.region.vertices())
        .filter(|v| plan.index().owners_of_vertex(*v).len() > 1 && !boundary.is_legal_corner(*v))
        .collect();
    vertices.sort_unstable();
    vertices.dedup();
    let step = (vertices.len() / VERTICES).max(1);
    vertices.into_iter().step_by(step).take(VERTICES).collect()
}

fn drag_all(session: &mut Session) -> Vec<f64> {
    let (mut times_ms, mut shown) = (Vec::new(), 0);
    let send = |session: &mut Session, pointer, at| {
        session.on(MapEvent::Pointer { pointer, at, reach_um: REACH_UM, modifiers: Modifiers::default() });
    };
    for vertex in shared_vertices(session.plan()) {
        send(session, Pointer::Move, vertex);
        send(session, Pointer::Press, vertex);
        for step in 1..=MOVES {
            // out and back in a curve, up to 3 m: what fits between the vertices of a dense plan
            let out = 500_000 + (MOVES - (2 * step - MOVES).abs()) * 50_000;
            let at = GridPoint::new(vertex.east + out, vertex.north + out / 2 + step * 1_000);
            let start = Instant::now();
            send(session, Pointer::Move, at);
            times_ms.push(start.elapsed().as_secs_f64() * 1e3);
            shown += usize::from(session.has_preview());
        }
        session.escape();
    }
    assert!(2 * shown > times_ms.len(), "only {shown} of {} moves were possible", times_ms.len());
    times_ms
}

fn report(name: &str, mut times_ms: Vec<f64>) {
    times_ms.sort_by(f64::total_cmp);
    let at = |part: f64| times_ms[((times_ms.len() - 1) as f64 * part) as usize];
    let mean = times_ms.iter().sum::<f64>() / times_ms.len() as f64;
    let (p50, p99, most) = (at(0.5), at(0.99), at(1.0));
    println!("{name}: p50 {p50:.3} ms, p99 {p99:.3} ms, most {most:.3} ms, mean {mean:.3} ms of {} moves", times_ms.len());
}

fn main() {
    for folder in ["plan_3", "plan_50", "plan_2000"] {
        let mut session = Session::new(plan(folder), communes());
        session.set_tool(ToolKind::Vertices);
        for snapping in [true, false] {
            session.set_snapping(snapping);
            let times_ms = drag_all(&mut session);
            report(&format!("drag a shared vertex, {folder}, snapping {}", if snapping { "on" } else { "off" }), times_ms);
        }
    }
}
