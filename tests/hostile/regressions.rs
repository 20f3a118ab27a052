//! Files that once made a reader fail; each stays as a test.

use std::path::Path;

use super::mutations::open;

#[test]
fn files_that_once_failed_give_an_answer() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/regressions"));
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        open(&entry.expect("an entry").path());
        count += 1;
    }
    assert!(count > 0, "the folder has been emptied");
}
