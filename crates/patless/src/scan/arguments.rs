//! The command line of `patless scan`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use patless_scan::Level;

/// The options of `patless scan`.
#[derive(Debug, Args)]
pub(crate) struct ScanArgs {
    /// Files and folders. `-` is standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// What standard input is: a name such as `azure-pipelines.yml`, by which the scanner knows what to look for.
    #[arg(long, value_name = "NAME", default_value = "azure-pipelines.yml")]
    pub(crate) stdin_path: String,
    /// How the findings are written to standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Leaves out findings below this level. Default: that of the settings file, or `info`.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) min_severity: Option<Severity>,
    /// Ends with 1 if anything cannot be read. Otherwise it is only said.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Writes findings and errors only: no summary, no warnings.
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with the lines of the files.
    Text,
    /// One object with all findings.
    Json,
}

/// A level, as it is written on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Severity {
    /// And above: everything.
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
