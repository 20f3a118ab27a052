//! Our side of the comparison with other programs: one task, one process, one line of JSON.
//!
//! `benches/peers.sh` runs it beside the others. By hand: `cargo bench --bench peers -- TASK FOLDER WHAT`, where the tasks are `layer`,
//! `check`, `drag` and `frame`, the folder is one that `peers/data.py` filled, and what is a layer or a plan in it.
//! Times are seconds, sizes megabytes. Nothing here asserts a time, and `/proc` must be there to tell it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use hecta::geometry::ProjectCrs;
use hecta::io::embedded::communes;
use hecta::plan::Division;
use serde_json::{Map, Value, json};

mod clock;
mod frame;
mod layer;
mod zoning;

type Failure = Box<dyn std::error::Error>;

/// What a task tells.
#[derive(Default)]
struct Told {
    phases: Map<String, Value>,
    totals: Map<String, Value>,
}

impl Told {
    fn total(&mut self, name: &str, value: impl Into<Value>) {
        self.totals.insert(name.to_owned(), value.into());
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let [task, folder, what] = arguments.as_slice() else {
        eprintln!("usage: peers layer|check|drag|frame FOLDER WHAT");
        return ExitCode::from(2);
    };
    match perform(task, Path::new(folder), what) {
        Ok(told) => {
            println!("{}", json!({ "phases": told.phases, "totals": told.totals }));
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("peers {task}: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &str, folder: &Path, what: &str) -> Result<Told, Failure> {
    match task {
        "layer" => layer::load_and_find(&folder.join(format!("{what}.geojson")), &folder.join("places.bin")),
        "check" => zoning::check(&folder.join(what)),
        "drag" => zoning::drag(&folder.join(what)),
        "frame" => frame::pan_and_zoom(&folder.join(format!("{what}.geojson"))),
        other => Err(format!("no such task: {other}").into()),
    }
}

/// The files of a plan: its boundary and its zones.
fn files_of_plan(folder: &Path) -> [PathBuf; 2] {
    ["boundary.geojson", "zones.geojson"].map(|name| folder.join(name))
}

/// The communes of a session.
fn reference_communes() -> Result<hecta::app::Communes, Failure> {
    let layer = |division| communes(division, ProjectCrs::default());
    Ok(hecta::app::Communes { until2025: layer(Division::Until2025)?.into(), since2025: layer(Division::Since2025)?.into() })
}
