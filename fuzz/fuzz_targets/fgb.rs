//! Files that end in `.fgb`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hecta_fuzz::open(bytes, "fgb"));
