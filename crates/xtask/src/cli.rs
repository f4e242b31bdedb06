//! Turns the words after `cargo xtask` into one verb and runs it.

use std::process::ExitCode;

use crate::{
    bench, demo, deny, failure::Failure, fleet, package, step, test, workspace::Workspace,
};

/// What `cargo xtask` can do.
#[derive(Debug, PartialEq)]
enum Verb {
    /// Plays a pipeline that gets an access token.
    Demo,
    /// Sets up what the tests need, then runs all of them.
    Test,
    /// Checks the dependencies; holds the names of `cargo deny`'s checks.
    Deny(Vec<String>),
    /// Makes the extension; holds the options.
    Package(Vec<String>),
    /// Runs the launcher's tests with the task of the extension.
    Play,
    /// Makes the extension's binaries alone; holds the options.
    Binaries(Vec<String>),
    /// Measures Patless beside others; holds the options.
    Bench(Vec<String>),
    /// Plays a thousand jobs at once.
    Fleet,
    /// Prints the usage.
    Help,
}

/// Runs the verb that `words` name and returns the exit code of the process.
pub(crate) fn run(words: impl Iterator<Item = String>) -> Result<ExitCode, Failure> {
    let verb = parse(words)?;
    let workspace = Workspace::enter()?;
    match verb {
        Verb::Demo => demo::run(&workspace),
        Verb::Test => test::run(&workspace).map(|()| ExitCode::SUCCESS),
        Verb::Deny(checks) => deny::run(&workspace, &checks).map(|()| ExitCode::SUCCESS),
        Verb::Package(options) => package::run(&workspace, &options).map(|()| ExitCode::SUCCESS),
        Verb::Play => package::play::run(&workspace).map(|()| ExitCode::SUCCESS),
        Verb::Binaries(options) => {
            package::run_binaries(&workspace, &options).map(|()| ExitCode::SUCCESS)
        }
        Verb::Bench(options) => bench::run(&workspace, &options),
        Verb::Fleet => fleet::run(&workspace).map(|()| ExitCode::SUCCESS),
        Verb::Help => {
            step::say(USAGE);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Reads the words; what follows the first one is for the verb, where it takes any.
fn parse(mut words: impl Iterator<Item = String>) -> Result<Verb, Failure> {
    let verb = match words.next().as_deref() {
        Some("demo") => Verb::Demo,
        Some("test") => Verb::Test,
        Some("play") => Verb::Play,
        Some("fleet") => Verb::Fleet,
        Some("deny") => return Ok(Verb::Deny(words.collect())),
        Some("package") => return Ok(Verb::Package(words.collect())),
        Some("bench") => return Ok(Verb::Bench(words.collect())),
        Some("binaries") => return Ok(Verb::Binaries(words.collect())),
        None | Some("help" | "--help" | "-h") => Verb::Help,
        Some(other) => return Err(Failure::new(format!("unknown command: {other}"), HELP_HINT)),
    };
    match words.next() {
        None => Ok(verb),
        Some(extra) => Err(Failure::new(
            format!("unexpected argument: {extra}"),
            HELP_HINT,
        )),
    }
}

/// The way out of a mistyped command.
const HELP_HINT: &str = "`cargo xtask help` lists the commands";

/// What a reader needs to use `cargo xtask`.
const USAGE: &str = "\
usage: cargo xtask COMMAND

  demo            build Patless and the emulator, then play a pipeline that gets an access token
  test            set up what the tests need under target/, then run every test
  deny [CHECK …]  run cargo-deny, installed under target/ (default: the checks that need no network)
  package         make the extension under target/package: build what is missing, pack, check, sum up
  play            run the launcher's tests with the task of target/package/patless.vsix, under Node 16, 20 and 24
  binaries        make its binaries alone, under the names that they ship with, in target/binaries
  bench           measure Patless beside curl and the Azure SDKs, against two servers on this machine
  fleet           play a thousand jobs at once that Entra throttles, and draw docs/fleet.svg

options of package and binaries:
  --target TRIPLE     build for this platform as well as for this machine; may be given several times
  --binaries FOLDER   take the binaries that are there instead of building them
  --all               all five platforms or nothing, static on Linux: what is published

options of bench:
  --quick             one table, 5 runs of each instead of 15
  --only WAY,…        these alone: patless, patless-10, curl, rust, python, node, azure-cli
  --azure-cli         Azure CLI as well, as AzureCLI@2 drives it: 600 MB and some seconds a run
  --runs N            so many runs of each
  --profile NAME      how the servers speak TLS: modern or observed
  --rtt MS,…          round-trip times to add
  --think MS,MS       the time that Azure DevOps and Entra take over a token
  --write             put the tables into docs/BENCHMARKS.md";

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses words that are given as one line.
    fn parse_line(line: &str) -> Result<Verb, Failure> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn each_verb_is_understood() {
        assert_eq!(parse_line("demo").unwrap(), Verb::Demo);
        assert_eq!(parse_line("test").unwrap(), Verb::Test);
        assert_eq!(parse_line("fleet").unwrap(), Verb::Fleet);
        assert_eq!(parse_line("").unwrap(), Verb::Help);
        assert_eq!(
            parse_line("deny licenses bans").unwrap(),
            Verb::Deny(vec!["licenses".to_owned(), "bans".to_owned()])
        );
        assert_eq!(
            parse_line("package --all").unwrap(),
            Verb::Package(vec!["--all".to_owned()])
        );
        assert_eq!(parse_line("binaries").unwrap(), Verb::Binaries(Vec::new()));
        assert_eq!(
            parse_line("bench --quick").unwrap(),
            Verb::Bench(vec!["--quick".to_owned()])
        );
    }

    #[test]
    fn unknown_verb_is_named_with_the_way_to_help() {
        let text = parse_line("tset").unwrap_err().to_string();
        assert!(
            text.contains("tset") && text.contains("cargo xtask help"),
            "{text}"
        );
    }

    #[test]
    fn extra_argument_is_refused() {
        let text = parse_line("test --release").unwrap_err().to_string();
        assert!(text.contains("--release"), "{text}");
    }
}
