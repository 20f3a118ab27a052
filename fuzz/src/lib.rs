//! What every fuzz target does with its bytes: what happens when someone opens a file that has them.

use hecta::io::import::read_raw_layers;
use hecta::io::{ReadOptions, import_plan, place_layers};

/// Opens a file of these bytes whose name ends in `ending`; answers are a plan, layers or a reason, never a panic.
pub fn open(bytes: &[u8], ending: &str) {
    let file = tempfile::Builder::new().suffix(&format!(".{ending}")).tempfile().expect("a temporary file");
    std::fs::write(file.path(), bytes).expect("written");
    if let Ok(raw) = read_raw_layers(file.path(), ReadOptions::default()) {
        let _ = place_layers(&raw, ReadOptions::default());
    }
    let _ = import_plan(file.path(), ReadOptions::default(), None, None);
}
