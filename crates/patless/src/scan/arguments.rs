//! The command line of `patless scan`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use patless_scan::{Level, Which};

/// The options of `patless scan`.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(crate) struct ScanArgs {
    /// Files and folders. `-` is standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// What standard input is: a name such as `.github/workflows/ci.yml`, by which the scanner knows what to look for.
    #[arg(long, value_name = "NAME", default_value = "azure-pipelines.yml")]
    pub(super) stdin_path: String,
    /// How findings are written to standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Leaves out findings below this level. Default: `minSeverity` of the settings file, or `info`.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) min_severity: Option<Severity>,
    /// Rewrites the files, and then shows what is left. `safe` is the default: the steps do the same, with another token.
    /// `unsafe-only` rewrites scripts and settings: read what became of them, and run it. Needs `--connection`.
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "safe")]
    pub(super) fix: Option<FixArg>,
    /// Shows what `--fix` would change, and changes nothing.
    #[arg(long)]
    pub(super) diff: bool,
    /// The service connection with which steps get tokens. Default: `connection` of the settings file.
    #[arg(long, value_name = "NAME", value_parser = connection)]
    pub(super) connection: Option<String>,
    /// Leaves out the uses that this file knows, as `--write-baseline` has written it.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Writes all uses to a file that `--baseline` reads, and ends with 0. It holds no value and no line of a file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "diff", "baseline"])]
    pub(super) write_baseline: Option<PathBuf>,
    /// The settings file. Default: `.patless-scan.yml` in the folder that is scanned, or in the working folder.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Reads no settings file.
    #[arg(long)]
    pub(super) no_config: bool,
    /// Ends with 1 if anything cannot be read. Otherwise it is only said.
    #[arg(long)]
    pub(super) strict: bool,
    /// Writes findings and errors only: no summary, no warnings, no progress.
    #[arg(long)]
    pub(super) quiet: bool,
    /// Shows no progress at a terminal.
    #[arg(long)]
    pub(super) no_progress: bool,
}

impl ScanArgs {
    /// Tells whether standard input is scanned.
    pub(super) fn reads_input(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// Returns what is fixed or shown. `None`: nothing.
    pub(super) fn which(&self) -> Option<Which> {
        match self.fix {
            Some(FixArg::Safe) => Some(Which::Safe),
            Some(FixArg::UnsafeOnly) => Some(Which::UnsafeOnly),
            Some(FixArg::All) => Some(Which::All),
            None => self.diff.then_some(Which::Safe),
        }
    }

    /// Tells whether only findings and errors are wanted.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Tells whether what cannot be read is an error.
    pub(crate) fn is_strict(&self) -> bool {
        self.strict
    }

    /// Tells whether the exit code says that it ran, and not what it found.
    pub(crate) fn ends_well(&self) -> bool {
        self.format == Format::Sarif || self.write_baseline.is_some()
    }
}

/// Takes the name of a service connection.
fn connection(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    if name.is_empty() || name.contains(char::is_control) {
        return Err("give the name of a service connection");
    }
    Ok(name.to_owned())
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with the lines of the files.
    Text,
    /// One object with all findings.
    Json,
    /// SARIF 2.1.0, for code scanning. The exit code does not tell what was found.
    Sarif,
    /// Annotations in a GitHub workflow.
    Github,
    /// Issues of an Azure Pipelines run.
    Azure,
}

/// Which fixes are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FixArg {
    /// Those that change nothing but the token.
    Safe,
    /// The others.
    UnsafeOnly,
    /// All.
    All,
}

/// A level, as it is written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Severity {
    /// Everything, uses of the token of the job among it.
    Note,
    /// Tokens of Entra made by hand, and above.
    Info,
    /// Uses of stored PATs, and above.
    Warning,
    /// PATs that stand in a file.
    Error,
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Note,
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}
