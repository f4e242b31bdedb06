//! `cargo xtask bench`: measures Patless side by side with the other ways to get an access token.

mod built;
mod claims;
mod compare;
mod contest;
mod contest_table;
mod document;
mod explain;
mod files;
mod invocation;
mod job;
mod keeper;
mod lab;
mod measure;
mod name;
mod namespaces;
mod options;
mod place;
mod results;
mod ripgrep;
mod rounds;
mod running;
mod scan;
mod setup;
mod statistics;
mod table;
mod task_folder;
mod versions;
mod way;
use std::process::ExitCode;

use build_helper::Failure;

fn main() -> ExitCode {
    compare::run().unwrap_or_else(Failure::report)
}
