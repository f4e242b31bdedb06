//! Writes one setup's results as a table in Markdown.
use std::fmt::Write;

use clap::ValueEnum;

use crate::{
    results::{Measure, Results},
    statistics::Spread,
    way::Way,
};

/// The heading of a setup, and its table.
pub(super) fn of(results: &Results) -> String {
    let mut text = format!("### {}\n\n", results.setup);
    let columns = columns(results);
    // A text takes everything.
    let _ = writeln!(text, "| | {} |", columns.join(" | "));
    let _ = writeln!(text, "|---|{}", "--:|".repeat(columns.len()));
    for &way in Way::value_variants() {
        if let Some(cells) = row(results, way) {
            let _ = writeln!(text, "| {} | {} |", way.title(), cells.join(" | "));
        }
    }
    text
}

/// The columns behind the first.
fn columns(results: &Results) -> Vec<String> {
    let mut columns = Vec::new();
    for rtt_ms in results.rounds.keys() {
        columns.push(format!("wall ms at {rtt_ms} ms"));
        columns.push("× floor".to_owned());
        columns.push("Patless ÷ it".to_owned());
    }
    columns.extend(REST.map(str::to_owned));
    columns
}

/// The cells of one way, which are as many as there are columns; `None` where it was not measured.
fn row(results: &Results, way: Way) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    for rounds in results.rounds.values() {
        cells.push(rounds.spread(way, Measure::Wall).map_or_else(none, range));
        let to_floor = rounds.ratio(way, Way::Floor, Measure::Wall);
        cells.push(to_floor.map_or_else(none, |ratio| format!("{ratio:.2}")));
        let of_patless = rounds.ratio(Way::Patless, way, Measure::Wall);
        cells.push(of_patless.map_or_else(none, |ratio| format!("{ratio:.3}")));
    }
    let nearest = results.nearest()?;
    let counts = nearest.samples.get(&way)?.last()?.counts;
    let cpu = nearest.spread(way, Measure::Cpu)?.median;
    let peak = nearest.spread(way, Measure::Peak)?.median;
    let trips = results.round_trips(way);
    let calls = results.system_calls.get(&way);
    cells.extend([
        trips.map_or_else(none, |trips| format!("{trips:.1}")),
        format!("{cpu:.1}"),
        nearest
            .ratio(way, Way::Floor, Measure::Cpu)
            .map_or_else(none, |ratio| format!("{ratio:.1}")),
        format!("{peak:.1}"),
        counts.connections.to_string(),
        counts.requests.to_string(),
        format!("{:.1}", f64::from(counts.bytes) / 1024.0),
        calls.map_or_else(none, u64::to_string),
    ]);
    Some(cells)
}

/// A median with what it lies between.
fn range(spread: Spread) -> String {
    let Spread {
        median,
        least,
        most,
    } = spread;
    if median < 100.0 {
        return format!("{median:.1} ({least:.1}–{most:.1})");
    }
    format!("{median:.0} ({least:.0}–{most:.0})")
}

/// What stands where nothing was measured.
fn none() -> String {
    "–".to_owned()
}

/// The columns that do not depend on the round-trip time.
const REST: [&str; 8] = [
    "round trips",
    "CPU ms",
    "× floor",
    "peak MiB",
    "connections",
    "requests",
    "KiB on the wire",
    "system calls",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::tests::results;

    #[test]
    fn ways_are_compared_with_the_floor_and_with_patless() {
        let table = of(&results(&[
            (0, Way::Floor, 4.0),
            (0, Way::Patless, 8.0),
            (0, Way::Curl, 64.0),
            (40, Way::Floor, 164.0),
            (40, Way::Patless, 172.2),
            (40, Way::Curl, 275.0),
        ]));
        let lines: Vec<_> = table.lines().collect();
        assert_eq!(lines[0], "### Profile `modern`");
        assert_eq!(lines.len(), 7);
        assert_eq!(
            lines[5],
            "| **Patless** | 8.0 (8.0–8.0) | 2.00 | 1.000 | 172 (172–172) | 1.05 | 1.000 | 4.1 | 4.0 | 1.0 | 6.5 | 2 | 2 | 20.0 | – |"
        );
        let cells = |line: &str| line.matches('|').count();
        assert!(
            lines[2..].iter().all(|line| cells(line) == cells(lines[2])),
            "{table}"
        );
    }
}
