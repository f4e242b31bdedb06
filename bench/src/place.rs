//! Where the benchmark runs: as it was started, or in namespaces of its own.
use clap::ValueEnum;

/// Where this process is.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub(super) enum Place {
    /// Where it was started.
    Outside,
    /// In the namespaces that it started itself in.
    Namespaces,
}
