//! What a step costs to keep; figures for the note, no limits.

use std::path::Path;
use std::time::Instant;

use hecta::edit::Command;
use hecta::plan::ZoneAttributes;

use crate::workspace;

#[test]
#[ignore = "measures; run with --ignored --nocapture"]
fn keeping_a_step() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for plan in ["plan_3", "plan_50", "plan_2000"] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut window = workspace(folder.path());
        assert!(window.load_boundary(&data.join(plan).join("boundary.geojson")));
        assert!(window.open(&data.join(plan).join("zones.geojson")));
        let zones = window.session().plan().order().clone();
        let mut times = Vec::new();
        for step in 0..60 {
            let zone = zones[step % zones.len()];
            let attributes = ZoneAttributes { name_vi: format!("Bước {step}"), ..ZoneAttributes::default() };
            window.session_mut().perform(&Command::SetAttributes { zone, attributes: Box::new(attributes) }).expect("allowed");
            let begun = Instant::now();
            window.keep();
            times.push(begun.elapsed());
        }
        let first = times.remove(0);
        times.sort_unstable();
        println!("{plan}: {} zones, first {first:?}, median {:?}, worst {:?}", zones.len(), times[times.len() / 2], times[58]);
    }
}
