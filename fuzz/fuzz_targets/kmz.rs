//! Files that end in `.kmz`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hecta_fuzz::open(bytes, "kmz"));
