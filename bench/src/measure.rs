//! Runs one way once and says what it cost.
use std::path::Path;

use build_helper::{Failure, step};
use fs_err as fs;

use crate::{
    built::Built,
    files::Files,
    invocation::Invocation,
    lab::{Counts, Lab},
    way::Way,
};

/// What one run cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sample {
    /// From just before the start to just after the end of the process.
    pub(super) wall_ms: f64,
    /// User and system time, of all its processes.
    pub(super) cpu_ms: f64,
    /// The peak of its largest process.
    pub(super) peak_mib: f64,
    /// What the servers counted.
    pub(super) counts: Counts,
}

/// Runs one way, which has to get its token.
pub(super) fn run(
    built: &Built,
    files: &Files,
    lab: &mut Lab,
    way: Way,
) -> Result<Sample, Failure> {
    let folder = files.fresh_run()?;
    let (output, errors) = (folder.join("output"), folder.join("errors"));
    let invocation = Invocation::new(way, built, files, lab, &folder);
    let mut command = invocation.command(&built.own("timed"), &[&output, &errors]);
    let line = step::probe(&mut command)
        .ok_or_else(|| Failure::new(format!("{}: did not start", way.name()), HINT))?;
    let counts = lab.counts()?;
    let numbers: Vec<f64> = line
        .split(' ')
        .filter_map(|number| number.parse().ok())
        .collect();
    let has_token = fs::read_to_string(&output)?.contains(way.proof());
    match numbers[..] {
        [0.0, wall_us, cpu_us, peak_kib] if has_token => Ok(Sample {
            wall_ms: wall_us / 1000.0,
            cpu_ms: cpu_us / 1000.0,
            peak_mib: peak_kib / 1024.0,
            counts,
        }),
        _ => Err(Failure::new(
            format!(
                "{} got no token ({line}):\n  {}\n  {}",
                way.name(),
                tail(&output),
                tail(&errors)
            ),
            HINT,
        )),
    }
}

/// Counts the system calls of one way, in a run that is not timed; `None` without `strace`.
pub(super) fn system_calls(
    built: &Built,
    files: &Files,
    lab: &mut Lab,
    way: Way,
) -> Result<Option<u64>, Failure> {
    let folder = files.fresh_run()?;
    let summary = folder.join("summary");
    let words = ["-f", "-c", "-o"].map(Path::new);
    let words: Vec<&Path> = words.into_iter().chain([summary.as_path()]).collect();
    let invocation = Invocation::new(way, built, files, lab, &folder);
    let traced = step::probe(&mut invocation.command(Path::new("strace"), &words));
    lab.counts()?;
    Ok(traced
        .and_then(|_| fs::read_to_string(&summary).ok())
        .and_then(|summary| total(&summary)))
}

/// The count in the last line of a summary of `strace`: `100.00 0.012 5 1234 56 total`.
fn total(summary: &str) -> Option<u64> {
    let line = summary.lines().rev().find(|line| line.ends_with("total"))?;
    line.split_whitespace().nth(3)?.parse().ok()
}

/// The last lines of a text file, for a message.
fn tail(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n  ")
}

/// As much of a client's complaint as anybody reads.
const TAIL_LINES: usize = 8;
/// What to do about a way that fails.
const HINT: &str = "run that way alone with `--only`, or leave it out";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_of_all_processes_are_in_the_last_line() {
        let summary = "  0.00    0.000000           0         1           brk\n------\n100.00    0.001234           5       231        14 total\n";
        assert_eq!(total(summary), Some(231));
        assert_eq!(total(""), None);
    }
}
