//! The options of `cargo xtask bench`.
use std::num::NonZeroUsize;

use clap::{Parser, ValueEnum};

use crate::{
    place::Place,
    setup::{Profile, Setup, Think},
    way::Way,
};

/// What to measure, and what becomes of it.
#[derive(Debug, PartialEq)]
pub(super) struct Options {
    /// The setups, one table each.
    pub(super) setups: Vec<Setup>,
    /// How often each way runs at each round-trip time.
    pub(super) runs: usize,
    /// The ways, the floor among them.
    pub(super) ways: Vec<Way>,
    /// What is measured with them.
    pub(super) subject: Subject,
    /// Where the tables go.
    pub(super) report: Report,
    /// Where this process is.
    pub(super) place: Place,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Subject {
    /// How a new process gets a token.
    Step,
    /// How one that is there for a whole job gives tokens.
    Keeper,
    /// How a large checkout is scanned.
    Scan,
    /// How a long log is explained.
    Explain,
}

/// Where the tables go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Report {
    /// To standard output.
    Print,
    /// Into docs/BENCHMARKS.md as well.
    Write,
}

impl Report {
    /// That of the flag `--write`.
    fn of(is_written: bool) -> Self {
        if is_written { Self::Write } else { Self::Print }
    }
}

impl Options {
    /// Those of the command line.
    pub(super) fn read() -> Self {
        Given::parse().options()
    }
}

/// Measures Patless beside curl and the Azure SDKs, against two servers on this machine.
#[derive(Debug, Parser)]
#[command(name = "patless-bench", bin_name = "cargo xtask bench")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
struct Given {
    /// One table, 5 runs of each instead of 15.
    #[arg(long)]
    quick: bool,
    /// The keeper instead, beside small servers around the Azure SDKs; 5 rounds.
    #[arg(long, conflicts_with_all = ["only", "azure_cli", "profile", "rtt", "think"])]
    keeper: bool,
    /// `patless scan` instead, over a checkout of 1 GB, beside ripgrep; 5 rounds.
    #[arg(long, conflicts_with_all = ["keeper", "only", "azure_cli", "profile", "rtt", "think"])]
    scan: bool,
    /// `patless doctor --explain` instead, over a log of 100 MB, beside ripgrep; 5 rounds.
    #[arg(long, conflicts_with_all = ["scan", "keeper", "only", "azure_cli", "profile", "rtt", "think"])]
    explain: bool,
    /// These ways alone.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WAY,…")]
    only: Option<Vec<Way>>,
    /// Azure CLI as well, as AzureCLI@2 drives it: 600 MB and some seconds a run.
    #[arg(long)]
    azure_cli: bool,
    /// So many runs of each.
    #[arg(long, value_name = "N")]
    runs: Option<NonZeroUsize>,
    /// How the servers speak TLS.
    #[arg(long, value_enum, value_name = "NAME")]
    profile: Option<Profile>,
    /// Round-trip times to add, in ms.
    #[arg(long, value_delimiter = ',', value_name = "MS,…")]
    rtt: Option<Vec<u32>>,
    /// The time that Azure DevOps and Entra take over a token, in ms.
    #[arg(long, value_name = "MS,MS")]
    think: Option<Think>,
    /// Puts the tables into docs/BENCHMARKS.md.
    #[arg(long)]
    write: bool,
    /// What this process tells itself; not for people.
    #[arg(long, hide = true, value_enum, default_value = "outside")]
    place: Place,
}

impl Given {
    fn subject(&self) -> Subject {
        if self.keeper {
            Subject::Keeper
        } else if self.scan {
            Subject::Scan
        } else if self.explain {
            Subject::Explain
        } else {
            Subject::Step
        }
    }

    /// Fills in what was not given.
    fn options(self) -> Options {
        let own = Setup {
            profile: self.profile.unwrap_or(Profile::Modern),
            think: self.think.unwrap_or_default(),
            rtts_ms: self.rtt.clone().unwrap_or(vec![0, 40]),
        };
        let is_standard = self.profile.is_none() && self.think.is_none() && self.rtt.is_none();
        let subject = self.subject();
        if subject != Subject::Step {
            return Options {
                setups: Vec::new(),
                runs: self.runs.map_or(5, NonZeroUsize::get),
                ways: match subject {
                    Subject::Keeper => vec![Way::Node, Way::Python],
                    _ => Vec::new(),
                },
                subject,
                report: Report::of(self.write),
                place: self.place,
            };
        }
        let wanted = |way: &Way| match &self.only {
            Some(only) => *way == Way::Floor || only.contains(way),
            None => *way != Way::AzureCli || self.azure_cli,
        };
        Options {
            setups: if is_standard && !self.quick {
                Setup::standard()
            } else {
                vec![own]
            },
            runs: match self.runs {
                Some(runs) => runs.get(),
                None if self.quick => 5,
                None => 15,
            },
            ways: Way::value_variants()
                .iter()
                .copied()
                .filter(wanted)
                .collect(),
            subject: Subject::Step,
            report: Report::of(self.write),
            place: self.place,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses words that are given as one line.
    fn parse_line(line: &str) -> Result<Options, clap::Error> {
        let words = ["bench"].into_iter().chain(line.split_whitespace());
        Given::try_parse_from(words).map(Given::options)
    }

    #[test]
    fn without_options_the_standard_setups_are_measured_without_azure_cli() {
        let options = parse_line("").unwrap();
        assert_eq!(options.setups, Setup::standard());
        assert!(!options.ways.contains(&Way::AzureCli));
        assert_eq!(options.report, Report::Print);
    }

    #[test]
    fn one_option_of_a_setup_makes_it_the_only_one() {
        let options = parse_line("--rtt 20 --think 150,100 --runs 3").unwrap();
        let setup = Setup {
            profile: Profile::Modern,
            think: Think {
                azure_devops_ms: 150,
                entra_ms: 100,
            },
            rtts_ms: vec![20],
        };
        assert_eq!((options.setups, options.runs), (vec![setup], 3));
    }

    #[test]
    fn floor_is_measured_with_whatever_is_asked_for() {
        let options = parse_line("--only azure-cli,patless").unwrap();
        assert_eq!(options.ways, [Way::Floor, Way::Patless, Way::AzureCli]);
    }

    #[test]
    fn keeper_is_measured_alone() {
        let options = parse_line("--keeper --write").unwrap();
        assert_eq!((options.subject, options.runs), (Subject::Keeper, 5));
        assert_eq!(options.report, Report::Write);
        assert!(parse_line("--keeper --only patless").is_err());
    }

    #[test]
    fn scan_is_measured_alone() {
        let options = parse_line("--scan --runs 3").unwrap();
        assert_eq!((options.subject, options.runs), (Subject::Scan, 3));
        assert!(options.ways.is_empty());
        assert!(parse_line("--scan --keeper").is_err());
    }

    #[test]
    fn mistake_is_named() {
        for line in [
            "--only pathless",
            "--runs 0",
            "--rtt fast",
            "--profile tls9",
            "--fast",
            "--think 1",
        ] {
            let last = line.split(' ').next_back().unwrap();
            let text = parse_line(line).unwrap_err().to_string();
            assert!(text.contains(last), "{text}");
        }
    }
}
