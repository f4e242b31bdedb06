//! Reads the options of `cargo xtask bench`.

use super::{
    setup::{Profile, Setup, Think},
    way::Way,
};
use crate::failure::Failure;

/// What to measure, and what becomes of it.
#[derive(Debug, PartialEq)]
pub(super) struct Options {
    /// The setups, one table each.
    pub(super) setups: Vec<Setup>,
    /// How often each way runs at each round-trip time.
    pub(super) runs: usize,
    /// The ways, the floor among them.
    pub(super) ways: Vec<Way>,
    /// Where the tables go.
    pub(super) report: Report,
    /// Where this process is.
    pub(super) place: Place,
}

/// Where the tables go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Report {
    /// To standard output.
    Print,
    /// Into docs/BENCHMARKS.md as well.
    Write,
}

/// Where this process is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// Where it was started.
    Outside,
    /// In the namespaces that it started itself in.
    Namespaces,
}

impl Options {
    /// Reads the words after `bench`.
    pub(super) fn parse(words: &[String]) -> Result<Self, Failure> {
        let mut given = Given::default();
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .ok_or_else(|| wrong(format!("{word} wants a value")))
            };
            match word {
                "--quick" => given.quick = Some(()),
                "--azure-cli" => given.azure_cli = Some(()),
                "--write" => given.report = Some(Report::Write),
                IN_NAMESPACES => given.place = Some(Place::Namespaces),
                "--profile" => given.profile = Some(Profile::named(value()?)?),
                "--rtt" => given.rtts_ms = Some(numbers(value()?)?),
                "--think" => given.think = Some(Think::parse(value()?)?),
                "--runs" => given.runs = Some(runs(value()?)?),
                "--only" => given.only = Some(ways(value()?)?),
                other => return Err(wrong(format!("unknown option of bench: {other}"))),
            }
        }
        Ok(given.options())
    }
}

/// The options as they were given.
#[derive(Default)]
struct Given {
    quick: Option<()>,
    azure_cli: Option<()>,
    report: Option<Report>,
    place: Option<Place>,
    profile: Option<Profile>,
    rtts_ms: Option<Vec<u32>>,
    think: Option<Think>,
    runs: Option<usize>,
    only: Option<Vec<Way>>,
}

impl Given {
    /// Fills in what was not given.
    fn options(self) -> Options {
        let quick = self.quick.is_some();
        let own = Setup {
            profile: self.profile.unwrap_or(Profile::Modern),
            think: self.think.unwrap_or_default(),
            rtts_ms: self.rtts_ms.clone().unwrap_or(vec![0, 40]),
        };
        let is_standard = self.profile.is_none() && self.think.is_none() && self.rtts_ms.is_none();
        let wanted = |way: &Way| match &self.only {
            Some(only) => *way == Way::Floor || only.contains(way),
            None => *way != Way::AzureCli || self.azure_cli.is_some(),
        };
        Options {
            setups: if is_standard && !quick {
                Setup::standard()
            } else {
                vec![own]
            },
            runs: self.runs.unwrap_or(if quick { 5 } else { 15 }),
            ways: Way::ALL.into_iter().filter(wanted).collect(),
            report: self.report.unwrap_or(Report::Print),
            place: self.place.unwrap_or(Place::Outside),
        }
    }
}

/// Reads how often.
fn runs(text: &str) -> Result<usize, Failure> {
    let runs = text.parse().ok().filter(|&runs| runs > 0);
    runs.ok_or_else(|| wrong(format!("not a number of runs: {text}")))
}

/// Reads numbers with commas between.
fn numbers(text: &str) -> Result<Vec<u32>, Failure> {
    text.split(',')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| wrong(format!("not numbers of milliseconds: {text}")))
}

/// Reads the names of ways with commas between.
fn ways(text: &str) -> Result<Vec<Way>, Failure> {
    let known = || Way::ALL.map(Way::name).join(", ");
    text.split(',')
        .map(|name| {
            Way::named(name).ok_or_else(|| wrong(format!("no way is called {name}: {}", known())))
        })
        .collect()
}

/// What to say about an option that cannot be read.
pub(super) fn wrong(what: String) -> Failure {
    Failure::new(what, "`cargo xtask help` lists the options")
}

/// What this process tells itself; not for people.
pub(super) const IN_NAMESPACES: &str = "--in-namespaces";

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses words that are given as one line.
    fn parse_line(line: &str) -> Result<Options, Failure> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
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
