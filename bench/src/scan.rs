//! `cargo xtask bench --scan`: how long `patless scan` takes over a large checkout, beside programs that look for less.
mod kinds;
mod patterns;
mod program;
mod text;
mod tree;

use build_helper::{Failure, Workspace};
use fs_err as fs;

use crate::{built::Built, contest, contest_table, options::Options, versions};
use program::{KINDS, Kind, Program};
use tree::{FILES, Tree};

/// Makes the tree, measures each program over it, and tells what came of it.
pub(super) fn tables(
    workspace: &Workspace,
    built: &Built,
    options: &Options,
    load: f64,
) -> Result<String, Failure> {
    let tree = Tree::make(&built.target("bench/scan"))?;
    let patterns = built.target("bench/scan/patterns");
    fs::write(&patterns, patterns::union())?;
    program::set_up(workspace, built)?;
    let program = |kind| Program {
        kind,
        built,
        tree: &tree,
        patterns: &patterns,
    };
    let all = contest::measure(
        &KINDS.map(program),
        built,
        options.runs,
        "cargo xtask bench --scan",
    )?;
    let versions = versions::of_contest(&program::versions(built), options.runs, load);
    let table = contest_table::of(&all, program(Kind::Ripgrep), tree.megabytes);
    Ok(format!(
        "{versions}\n{FILES} files, {} MB\n\n{table}",
        tree.megabytes
    ))
}
