//! Starts Patless. Decides nothing.

use std::process::ExitCode;

fn main() -> ExitCode {
    patless::run()
}
