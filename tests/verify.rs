//! Files that are handed over: they state what is so, and `verify` notices everything that is changed in them.

mod defects;
mod judged;
#[path = "verify/gate.rs"]
mod gate;
#[path = "verify/handover.rs"]
mod handover;
#[path = "verify/plans.rs"]
mod plans;
#[path = "verify/reprojection.rs"]
mod reprojection;
#[path = "verify/tampering.rs"]
mod tampering;

use std::path::Path;

use hecta::io::{Verification, verify};
use serde_json::Value;

fn verified(path: &Path) -> Verification {
    verify(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file holds, or the test says why not.
fn assert_holds(path: &Path) -> Verification {
    let verified = verified(path);
    assert!(verified.holds(), "{}: intact: {}, {:#?}", path.display(), verified.is_intact(), verified.differences);
    assert!(verified.compared > 100, "{} values compared", verified.compared);
    verified
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("written")).expect("JSON")
}
