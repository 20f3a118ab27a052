//! Starts Hecta.

use std::process::ExitCode;

fn main() -> ExitCode {
    hecta::cli::run(std::env::args_os())
}
