//! What Patless says of itself, beside what was measured here.
use std::fmt::Write;

use crate::{
    results::{Measure, Results},
    setup::{Profile, Think},
    way::Way,
};

/// A claim: what, at most how much, and how to find out.
struct Claim {
    what: &'static str,
    most: f64,
    /// How many digits are worth showing.
    digits: usize,
    profile: Profile,
    quantity: Quantity,
}

/// How a claim is found out. Times in ms are round-trip times.
enum Quantity {
    /// One way's measure, as a multiple of another's.
    Ratio(Way, Way, Measure, u32),
    /// What one way takes beyond two others, in ms.
    Added(Way, [Way; 2], u32),
    /// Patless's peak memory in MiB.
    Peak,
    /// The round trips that Patless waits for.
    RoundTrips,
}

/// The claims as a table, those that these results say nothing of left out.
pub(super) fn table(results: &[Results], program_bytes: u64) -> String {
    let mut text = "| Claim | at most | here | |\n|---|--:|--:|---|\n".to_owned();
    let mut add = |what: &str, profile: &str, most: f64, here: f64, digits: usize| {
        let verdict = if here <= most {
            "holds"
        } else {
            "**does not hold**"
        };
        // A text takes everything.
        let _ = writeln!(
            text,
            "| {what}{profile} | {most} | {here:.digits$} | {verdict} |"
        );
    };
    for claim in CLAIMS {
        if let Some(here) = claim.measured(results) {
            let profile = format!(", `{}`", claim.profile.name());
            add(claim.what, &profile, claim.most, here, claim.digits);
        }
    }
    if let Ok(kilobytes) = u32::try_from(program_bytes / 1000) {
        let megabytes = f64::from(kilobytes) / 1000.0;
        add("size of the program in MB", "", 4.3, megabytes, 2);
    }
    text
}

impl Claim {
    /// What the results say of it; only setups whose servers do not think count.
    fn measured(&self, results: &[Results]) -> Option<f64> {
        let results = results.iter().find(|results| {
            results.setup.profile == self.profile && results.setup.think == Think::default()
        })?;
        match self.quantity {
            Quantity::Ratio(way, other, measure, rtt_ms) => {
                results.rounds.get(&rtt_ms)?.ratio(way, other, measure)
            }
            Quantity::Added(way, parts, rtt_ms) => {
                let rounds = results.rounds.get(&rtt_ms)?;
                rounds.added(way, parts, Measure::Wall)
            }
            Quantity::Peak => Some(
                results
                    .nearest()?
                    .spread(Way::Patless, Measure::Peak)?
                    .median,
            ),
            Quantity::RoundTrips => results.round_trips(Way::Patless),
        }
    }
}

/// A claim about the wall time of Patless against another way, at 40 ms.
const fn far(what: &'static str, most: f64, other: Way, profile: Profile) -> Claim {
    Claim {
        what,
        most,
        digits: 3,
        profile,
        quantity: Quantity::Ratio(Way::Patless, other, Measure::Wall, 40),
    }
}

/// A claim about Patless against the floor, at 0 ms.
const fn near(what: &'static str, most: f64, measure: Measure) -> Claim {
    Claim {
        what,
        most,
        digits: 2,
        profile: Profile::Modern,
        quantity: Quantity::Ratio(Way::Patless, Way::Floor, measure, 0),
    }
}

/// A claim about round trips; a slope is never a whole number.
const fn round_trips(most: f64, profile: Profile) -> Claim {
    Claim {
        what: "round trips before the token",
        most,
        digits: 1,
        profile,
        quantity: Quantity::RoundTrips,
    }
}

/// The claims.
const CLAIMS: [Claim; 13] = [
    far("wall at 40 ms ÷ floor", 1.05, Way::Floor, Profile::Modern),
    far("wall at 40 ms ÷ floor", 1.05, Way::Floor, Profile::Observed),
    near("wall at 0 ms ÷ floor", 2.5, Measure::Wall),
    near("CPU at 0 ms ÷ floor", 5.0, Measure::Cpu),
    far(
        "wall at 40 ms ÷ `azure_identity` (Rust)",
        0.65,
        Way::Rust,
        Profile::Modern,
    ),
    far(
        "wall at 40 ms ÷ `azure-identity` (Python)",
        0.38,
        Way::Python,
        Profile::Modern,
    ),
    far(
        "wall at 40 ms ÷ `@azure/identity` (Node.js)",
        0.38,
        Way::Node,
        Profile::Modern,
    ),
    far(
        "wall at 40 ms ÷ `AzureCLI@2`",
        0.06,
        Way::AzureCli,
        Profile::Modern,
    ),
    round_trips(4.2, Profile::Modern),
    round_trips(5.2, Profile::Observed),
    Claim {
        what: "peak memory in MiB",
        most: 8.0,
        digits: 1,
        profile: Profile::Modern,
        quantity: Quantity::Peak,
    },
    Claim {
        what: "wall at 40 ms, ten tokens ÷ one",
        most: 1.2,
        digits: 2,
        profile: Profile::Modern,
        quantity: Quantity::Ratio(Way::PatlessTen, Way::Patless, Measure::Wall, 40),
    },
    Claim {
        what: "ms at 0 ms that launch.js adds to Node's own start and the program",
        most: 5.0,
        digits: 1,
        profile: Profile::Modern,
        quantity: Quantity::Added(Way::Launcher, [Way::EmptyNode, Way::Patless], 0),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::tests::results;

    #[test]
    fn claim_is_held_against_what_was_measured() {
        let results = results(&[
            (40, Way::Floor, 160.0),
            (40, Way::Patless, 164.0),
            (40, Way::Node, 300.0),
        ]);
        let table = table(&[results], 3_456_789);
        let has = |line: &str| assert!(table.contains(line), "no {line} in {table}");
        has("| wall at 40 ms ÷ floor, `modern` | 1.05 | 1.025 | holds |");
        has(
            "| wall at 40 ms ÷ `@azure/identity` (Node.js), `modern` | 0.38 | 0.547 | **does not hold** |",
        );
        has("| size of the program in MB | 4.3 | 3.46 | holds |");
    }

    #[test]
    fn launcher_is_held_against_node_and_the_program() {
        let results = results(&[
            (0, Way::Patless, 9.0),
            (0, Way::EmptyNode, 30.0),
            (0, Way::Launcher, 43.5),
        ]);
        let table = table(&[results], 1);
        let line =
            "launch.js adds to Node's own start and the program, `modern` | 5 | 4.5 | holds |";
        assert!(table.contains(line), "{table}");
    }

    #[test]
    fn what_was_not_measured_is_not_claimed() {
        let results = results(&[(20, Way::Patless, 90.0)]);
        let table = table(&[results], 1);
        assert!(!table.contains("round trips"), "{table}");
        assert!(!table.contains('÷'), "{table}");
    }
}
