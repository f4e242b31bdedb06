//! `cargo xtask bench --scan`: how long `patless scan` takes over a large checkout, beside programs that look for less.
mod kinds;
mod patterns;
mod program;
mod table;
mod text;
mod tree;

use std::path::Path;
use std::process::Command;

use build_helper::{Failure, Workspace, folder, say, step};
use fs_err as fs;

use crate::{built::Built, options::Options, versions};
use program::{PROGRAMS, Program};
use table::{Measured, Sample};
use tree::Tree;

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
    let mut all: Vec<_> = PROGRAMS.into_iter().map(Measured::of).collect();
    // The first run reads the files into memory, and does not count.
    for round in 0..=options.runs {
        let first = round % all.len();
        all.rotate_left(first);
        for measured in &mut all {
            if measured.program == Program::DetectSecrets && round > 1 {
                continue;
            }
            say(&format!("round {round}: {}", measured.program.title()));
            let sample = run(measured.program, built, &tree, &patterns)?;
            if round > 0 {
                measured.samples.push(sample);
            }
        }
        all.rotate_right(first);
    }
    let versions = versions::of_scan(&program::versions(built), options.runs, load);
    Ok(format!("{versions}\n{}", table::of(&all, &tree)))
}

/// Runs one program once.
fn run(program: Program, built: &Built, tree: &Tree, patterns: &Path) -> Result<Sample, Failure> {
    let folder = built.target("bench/scan/run");
    folder::clear(&folder)?;
    let (output, errors) = (folder.join("output"), folder.join("errors"));
    let mut command = Command::new(built.own("timed"));
    command.args([&output, &errors]);
    program.arguments(&mut command, built, tree, patterns);
    let failure = |what: &str| {
        let complaint = fs::read_to_string(&errors).unwrap_or_default();
        let last: Vec<_> = complaint.lines().rev().take(5).collect();
        Failure::new(
            format!("{}: {what}\n  {}", program.title(), last.join("\n  ")),
            "mend what it says above, then run `cargo xtask bench --scan` again",
        )
    };
    let line = step::probe(&mut command).ok_or_else(|| failure("did not start"))?;
    let numbers: Vec<f64> = line
        .split(' ')
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers[..] {
        [code, wall_us, cpu_us, peak_kib] if program.accepts(code) => Ok(Sample {
            wall_s: wall_us / 1e6,
            cpu_s: cpu_us / 1e6,
            peak_mib: peak_kib / 1024.0,
            found: program.found(&fs::read_to_string(&output)?),
        }),
        _ => Err(failure(&format!("ended with {line}"))),
    }
}
