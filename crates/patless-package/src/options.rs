//! The options of `cargo xtask package` and `cargo xtask binaries`.
use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser};

use crate::{
    completeness::Completeness,
    platform::{self, Platform},
};

/// What to build, and what is there already.
#[derive(Args, Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// Builds for this platform as well as for this machine; may be given several times.
    #[arg(
        long = "target",
        value_name = "TRIPLE",
        value_parser = PossibleValuesParser::new(platform::targets())
    )]
    targets: Vec<String>,
    /// Takes the binaries that are there instead of building them, under the names that they ship with.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) binaries: Option<PathBuf>,
    /// All five platforms or nothing, static on Linux: what is published.
    #[arg(long)]
    all: bool,
}

impl Options {
    /// The triple that was asked for, for `platform`.
    pub(crate) fn target(&self, platform: &Platform) -> Option<&str> {
        let asked = |target: &&String| platform.targets.contains(&target.as_str());
        self.targets.iter().find(asked).map(String::as_str)
    }

    /// Which platforms must be in the package.
    pub(crate) fn completeness(&self) -> Completeness {
        if self.all {
            Completeness::All
        } else {
            Completeness::Partial
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    /// The options as a command line of their own.
    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    /// Parses words that are given as one line.
    fn parse_line(line: &str) -> Result<Options, clap::Error> {
        let words = ["package"].into_iter().chain(line.split_whitespace());
        Line::try_parse_from(words).map(|line| line.options)
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
                all: true,
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
