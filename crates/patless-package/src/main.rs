//! Makes what ships, and tries it: `cargo xtask package`, `binaries` and `play`.

mod binaries;
mod channel;
mod checks;
mod cli;
mod completeness;
mod desk;
mod json;
mod layout;
mod notices;
mod options;
mod package;
mod part;
mod platform;
mod play;
mod sbom;
mod sums;
mod tfx;
use std::process::ExitCode;

use build_helper::Failure;

fn main() -> ExitCode {
    match cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => Failure::report(failure),
    }
}
