//! Runs programs side by side over the same files, round by round.
use std::process::Command;

use build_helper::{Failure, folder, say, step};
use fs_err as fs;

use crate::built::Built;

/// A program in a contest.
pub(super) trait Contestant: Copy {
    /// What the table calls it. Each has another.
    fn title(self) -> &'static str;

    /// Of how many parts of the files it reads one.
    fn part(self) -> u32 {
        1
    }

    /// How often it runs; `None`: once a round.
    fn most_runs(self) -> Option<usize> {
        None
    }

    /// Adds the program and its arguments to a command.
    fn arguments(self, command: &mut Command);

    /// Tells whether an exit code is that of a run that went well.
    fn accepts(self, code: f64) -> bool;

    /// How much it says it has found.
    fn found(self, output: &str) -> u64;
}

/// What was measured of one program.
#[derive(Debug)]
pub(super) struct Measured<C> {
    pub(super) program: C,
    /// One a round.
    pub(super) samples: Vec<Sample>,
}

/// One run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    pub(super) wall_s: f64,
    pub(super) cpu_s: f64,
    pub(super) peak_mib: f64,
    pub(super) found: u64,
}

impl<C> Measured<C> {
    pub(super) fn each(&self, value: impl Fn(&Sample) -> f64) -> impl Iterator<Item = f64> {
        self.samples.iter().map(value)
    }
}

/// Measures each program so many times, in turns. `again` is the command that does this.
pub(super) fn measure<C: Contestant>(
    programs: &[C],
    built: &Built,
    runs: usize,
    again: &str,
) -> Result<Vec<Measured<C>>, Failure> {
    let measured = programs.iter().map(|&program| Measured {
        program,
        samples: Vec::new(),
    });
    let mut all: Vec<_> = measured.collect();
    // The first run reads the files into memory, and does not count.
    for round in 0..=runs {
        let first = round % all.len();
        all.rotate_left(first);
        for measured in &mut all {
            let program = measured.program;
            if program.most_runs().is_some_and(|most| round > most) {
                continue;
            }
            say(&format!("round {round}: {}", program.title()));
            let sample = run(program, built, again)?;
            if round > 0 {
                measured.samples.push(sample);
            }
        }
        all.rotate_right(first);
    }
    Ok(all)
}

/// Runs one program once.
fn run(program: impl Contestant, built: &Built, again: &str) -> Result<Sample, Failure> {
    let folder = built.target("bench/contest");
    folder::clear(&folder)?;
    let (output, errors) = (folder.join("output"), folder.join("errors"));
    let mut command = Command::new(built.own("timed"));
    command.args([&output, &errors]);
    program.arguments(&mut command);
    let failure = |what: &str| {
        let complaint = fs::read_to_string(&errors).unwrap_or_default();
        let last: Vec<_> = complaint.lines().rev().take(5).collect();
        Failure::new(
            format!("{}: {what}\n  {}", program.title(), last.join("\n  ")),
            format!("mend what it says above, then run `{again}` again"),
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
