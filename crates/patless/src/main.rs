//! The entry point: calls the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    patless::run()
}
