//! Writes what was measured of the programs in a contest as a table in Markdown.
use std::fmt::Write;

use crate::contest::{Contestant, Measured};
use crate::statistics::{self, Spread};

/// The table. Ratios are to `reference`, which reads as many bytes as the others.
pub(super) fn of<C: Contestant>(all: &[Measured<C>], reference: C, megabytes: u32) -> String {
    let mut text = format!(
        "| | wall s | × {} | MB a second | CPU s | peak MiB | found |\n|---|--:|--:|--:|--:|--:|--:|\n",
        reference.title()
    );
    let reference = all
        .iter()
        .find(|measured| measured.program.title() == reference.title());
    for measured in all {
        // A text takes everything.
        let _ = row(&mut text, measured, reference, megabytes);
    }
    text
}

fn row<C: Contestant>(
    text: &mut String,
    measured: &Measured<C>,
    reference: Option<&Measured<C>>,
    megabytes: u32,
) -> Option<()> {
    let part = f64::from(measured.program.part());
    let wall = Spread::of(measured.each(|sample| sample.wall_s))?;
    let cpu = Spread::of(measured.each(|sample| sample.cpu_s))?;
    let peak = Spread::of(measured.each(|sample| sample.peak_mib))?;
    let walls = reference?.each(|sample| sample.wall_s);
    let ratio = statistics::ratio(measured.each(|sample| sample.wall_s * part), walls)?;
    let found = measured.samples.last()?.found;
    let about = if part > 1.0 { "about " } else { "" };
    let megabytes = f64::from(megabytes) / part;
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
