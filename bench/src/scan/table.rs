//! Writes what was measured of the programs as a table in Markdown.
use std::fmt::Write;

use super::program::Program;
use super::tree::{FILES, Tree};
use crate::statistics::{self, Spread};

/// What was measured of one program.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) program: Program,
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

impl Measured {
    pub(super) fn of(program: Program) -> Self {
        Self {
            program,
            samples: Vec::new(),
        }
    }

    fn each(&self, value: impl Fn(&Sample) -> f64) -> impl Iterator<Item = f64> {
        self.samples.iter().map(value)
    }
}

/// The table.
pub(super) fn of(all: &[Measured], tree: &Tree) -> String {
    let reference = all
        .iter()
        .find(|measured| measured.program == Program::Ripgrep);
    let mut text = format!(
        "{FILES} files, {} MB\n\n| | wall s | × `rg --count` | MB a second | CPU s | peak MiB | found |\n|---|--:|--:|--:|--:|--:|--:|\n",
        tree.megabytes
    );
    for measured in all {
        // A text takes everything.
        let _ = row(&mut text, measured, reference, tree);
    }
    text
}

fn row(
    text: &mut String,
    measured: &Measured,
    reference: Option<&Measured>,
    tree: &Tree,
) -> Option<()> {
    let part = f64::from(measured.program.part());
    let wall = Spread::of(measured.each(|sample| sample.wall_s))?;
    let cpu = Spread::of(measured.each(|sample| sample.cpu_s))?;
    let peak = Spread::of(measured.each(|sample| sample.peak_mib))?;
    let walls = reference?.each(|sample| sample.wall_s);
    let ratio = statistics::ratio(measured.each(|sample| sample.wall_s * part), walls)?;
    let found = measured.samples.last()?.found;
    let about = if part > 1.0 { "about " } else { "" };
    let megabytes = f64::from(tree.megabytes) / part;
    writeln!(
        text,
        "| {} | {:.2} ({:.2}–{:.2}) | {about}{ratio:.2} | {:.0} | {:.1} | {:.0} | {found} |",
        measured.program.title(),
        wall.median,
        wall.least,
        wall.most,
        megabytes / wall.median,
        cpu.median,
        peak.most,
    )
    .ok()
}
