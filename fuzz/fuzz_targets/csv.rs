//! Files that end in `.csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hecta_fuzz::open(bytes, "csv"));
