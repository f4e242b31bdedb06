//! `cargo xtask bench --explain`: how long `patless doctor --explain` takes over the log of a long job.
mod log;
mod program;

use build_helper::{Failure, Workspace};
use fs_err as fs;

use crate::{built::Built, contest, contest_table, options::Options, ripgrep, versions};
use log::Log;
use program::{KINDS, Kind, Program};

/// Makes the log, measures each program over it, and tells what came of it.
pub(super) fn tables(
    workspace: &Workspace,
    built: &Built,
    options: &Options,
    load: f64,
) -> Result<String, Failure> {
    let log = Log::make(&built.target("bench/explain"))?;
    let phrases = built.target("bench/explain/phrases");
    fs::write(&phrases, patless_catalogue::phrases().join("\n"))?;
    ripgrep::set_up(workspace, built)?;
    let program = |kind| Program {
        kind,
        built,
        log: &log,
        phrases: &phrases,
    };
    let all = contest::measure(
        &KINDS.map(program),
        built,
        options.runs,
        "cargo xtask bench --explain",
    )?;
    let others: Vec<_> = ripgrep::version(built).into_iter().collect();
    let versions = versions::of_contest(&others, options.runs, load);
    let table = contest_table::of(&all, program(Kind::Ripgrep), log::MEGABYTES);
    Ok(format!(
        "{versions}\n{} MB in one file, {} phrases\n\n{table}",
        log::MEGABYTES,
        patless_catalogue::phrases().len()
    ))
}
