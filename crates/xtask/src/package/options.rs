//! Reads the words after `cargo xtask package` and `cargo xtask binaries`.

use std::path::PathBuf;

use super::platform::{self, Platform};
use crate::failure::Failure;

/// What to build, and what is there already.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Options {
    /// The triples to build beside the host's.
    pub(super) targets: Vec<String>,
    /// A folder with binaries that were built elsewhere, under the names that they ship with.
    pub(super) binaries: Option<PathBuf>,
    /// Which platforms must be in the package.
    pub(super) completeness: Completeness,
}

/// Which platforms must be in the package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Completeness {
    /// The host's, and what was asked for: for trying out.
    #[default]
    Partial,
    /// All five, static on Linux: what is published.
    All,
}

impl Options {
    /// Reads `--target TRIPLE`, any number of times, `--binaries FOLDER` and `--all`.
    pub(super) fn parse(words: &[String]) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .cloned()
                    .ok_or_else(|| Failure::new(format!("{word} has no value after it"), HELP_HINT))
            };
            match word.as_str() {
                "--all" => options.completeness = Completeness::All,
                "--binaries" => options.binaries = Some(value()?.into()),
                "--target" => options.targets.push(known(value()?)?),
                other => {
                    return Err(Failure::new(
                        format!("unexpected argument: {other}"),
                        HELP_HINT,
                    ));
                }
            }
        }
        Ok(options)
    }

    /// The triple that was asked for, for `platform`.
    pub(super) fn target(&self, platform: &Platform) -> Option<&str> {
        let asked = |target: &&String| platform.targets.contains(&target.as_str());
        self.targets.iter().find(asked).map(String::as_str)
    }
}

/// Refuses a triple that no platform of the package has.
fn known(target: String) -> Result<String, Failure> {
    let mut targets = platform::ALL.iter().flat_map(|platform| platform.targets);
    if targets.any(|known| *known == target) {
        return Ok(target);
    }
    let targets: Vec<_> = platform::ALL
        .iter()
        .flat_map(|platform| platform.targets.iter().copied())
        .collect();
    Err(Failure::new(
        format!("unknown target: {target}"),
        format!("use one of {}", targets.join(", ")),
    ))
}

/// The way out of a mistyped option.
const HELP_HINT: &str = "`cargo xtask help` lists the options";

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses words that are given as one line.
    fn parse_line(line: &str) -> Result<Options, Failure> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
    }

    #[test]
    fn each_option_is_understood() {
        let options = parse_line(
            "--target x86_64-unknown-linux-musl --binaries b --all --target aarch64-apple-darwin",
        );
        assert_eq!(
            options.unwrap(),
            Options {
                targets: vec![
                    "x86_64-unknown-linux-musl".to_owned(),
                    "aarch64-apple-darwin".to_owned()
                ],
                binaries: Some("b".into()),
                completeness: Completeness::All,
            }
        );
        assert_eq!(parse_line("").unwrap(), Options::default());
    }

    #[test]
    fn what_is_not_known_is_named() {
        for (line, named) in [
            ("--target sparc-sun-solaris", "sparc-sun-solaris"),
            ("--binaries", "--binaries"),
            ("--everything", "--everything"),
        ] {
            let text = parse_line(line).unwrap_err().to_string();
            assert!(text.contains(named), "{text}");
        }
    }
}
