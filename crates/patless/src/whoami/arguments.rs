//! The command line of `patless whoami`.

use clap::Args;

use crate::cli::request_args::RequestArgs;

/// The options of `patless whoami`.
#[derive(Debug, Args)]
pub(crate) struct WhoamiArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// Prints the answer as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
