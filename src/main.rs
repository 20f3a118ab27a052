//! Starts Hecta.
fn main() {}
