//! The verbs of `cargo xtask`.
use std::{ffi::OsString, process::ExitCode};

use build_helper::{Failure, Workspace};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::{
    demo, demo_renovate, deny, fleet, semver,
    start::{self, Tool},
    test,
};

/// What people and the pipeline run, so that nobody remembers flags.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What `cargo xtask` can do. The first line of each is what its help says.
#[derive(Debug, PartialEq, Subcommand)]
enum Verb {
    /// build Patless and the emulator, then play a pipeline that gets an access token
    Demo {
        /// what to show instead
        #[arg(value_enum)]
        tool: Option<Demonstrated>,
    },
    /// set up what the tests need under target/, then run every test
    Test,
    /// run cargo-deny, installed under target/
    Deny {
        /// the checks of cargo-deny to run (default: those that need no network)
        checks: Vec<String>,
    },
    /// run cargo-semver-checks, installed under target/: what in the library's API breaks programs
    Semver {
        /// the commit or tag to compare with: the last release
        baseline: String,
    },
    /// find import circles and files that are too long
    Structure(Words),
    /// make the extension under target/package: build what is missing, pack, check, sum up
    Package(Words),
    /// run the launcher's tests with the task of target/package/patless.vsix, under Node 16, 20 and 24
    Play(Words),
    /// make the extension's binaries alone, under the names that they ship with, in target/binaries
    Binaries(Words),
    /// measure Patless beside curl and the Azure SDKs, against two servers on this machine
    Bench(Words),
    /// play a thousand jobs at once that Entra throttles, and draw docs/fleet.svg
    Fleet,
}

/// A program of others that a demonstration runs.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Demonstrated {
    /// the real Renovate, which opens a pull request
    Renovate,
}

/// Whatever follows the verb, for the program that does the work; its own `--help` lists the options.
#[derive(Args, Debug, PartialEq)]
#[command(disable_help_flag = true)]
struct Words {
    #[arg(
        value_name = "OPTIONS",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    words: Vec<OsString>,
}

/// Runs the verb of the command line and returns the exit code of the process.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let Some(verb) = Arguments::parse().verb else {
        build_helper::say(&Arguments::command().render_help().to_string());
        return Ok(ExitCode::SUCCESS);
    };
    let workspace = Workspace::enter()?;
    let start = |tool: &Tool, Words { words }: &Words| start::run(&workspace, tool, words);
    match &verb {
        Verb::Demo { tool: None } => demo::run(&workspace),
        Verb::Demo {
            tool: Some(Demonstrated::Renovate),
        } => demo_renovate::run(&workspace),
        Verb::Test => test::run(&workspace).map(|()| ExitCode::SUCCESS),
        Verb::Deny { checks } => deny::run(&workspace, checks).map(|()| ExitCode::SUCCESS),
        Verb::Semver { baseline } => semver::run(&workspace, baseline).map(|()| ExitCode::SUCCESS),
        Verb::Structure(words) => start(&start::STRUCTURE, words),
        Verb::Package(words) => start(&start::PACKAGE, words),
        Verb::Play(words) => start(&start::PLAY, words),
        Verb::Binaries(words) => start(&start::BINARIES, words),
        Verb::Bench(words) => start(&start::BENCH, words),
        Verb::Fleet => fleet::run(&workspace).map(|()| ExitCode::SUCCESS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses words that are given as one line.
    fn parse_line(line: &str) -> Result<Option<Verb>, clap::Error> {
        let words = ["xtask"].into_iter().chain(line.split_whitespace());
        Arguments::try_parse_from(words).map(|arguments| arguments.verb)
    }

    /// What is passed on.
    fn words(words: &[&str]) -> Words {
        let words = words.iter().map(OsString::from).collect();
        Words { words }
    }

    #[test]
    fn description_of_the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn each_verb_is_understood() {
        for (line, verb) in [
            ("demo", Verb::Demo { tool: None }),
            (
                "demo renovate",
                Verb::Demo {
                    tool: Some(Demonstrated::Renovate),
                },
            ),
            ("test", Verb::Test),
            ("fleet", Verb::Fleet),
            ("structure", Verb::Structure(words(&[]))),
            ("play", Verb::Play(words(&[]))),
            ("binaries", Verb::Binaries(words(&[]))),
        ] {
            assert_eq!(parse_line(line).unwrap(), Some(verb));
        }
        let checks = ["licenses", "bans"].map(str::to_owned).into();
        let verb = parse_line("deny licenses bans").unwrap();
        assert_eq!(verb, Some(Verb::Deny { checks }));
        let baseline = "v1.0.0".to_owned();
        let verb = parse_line("semver v1.0.0").unwrap();
        assert_eq!(verb, Some(Verb::Semver { baseline }));
        assert_eq!(parse_line("").unwrap(), None);
    }

    #[test]
    fn what_follows_is_passed_on_as_it_is() {
        let verb = parse_line("package --all --target a --help").unwrap();
        let expected = Verb::Package(words(&["--all", "--target", "a", "--help"]));
        assert_eq!(verb, Some(expected));
        let verb = parse_line("bench --quick -x").unwrap();
        assert_eq!(verb, Some(Verb::Bench(words(&["--quick", "-x"]))));
    }

    #[test]
    fn unknown_verb_is_named_with_the_way_to_help() {
        let text = parse_line("tset").unwrap_err().to_string();
        assert!(text.contains("tset") && text.contains("--help"), "{text}");
    }

    #[test]
    fn library_is_compared_with_a_commit_that_is_named() {
        let text = parse_line("semver").unwrap_err().to_string();
        assert!(text.contains("<BASELINE>"), "{text}");
    }

    #[test]
    fn extra_argument_is_refused() {
        let text = parse_line("test --release").unwrap_err().to_string();
        assert!(text.contains("--release"), "{text}");
    }
}
