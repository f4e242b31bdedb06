//! The command line of `patless token`.

use clap::Args;

use super::form::Form;
use crate::cli::mask_args::MaskArgs;
use crate::cli::request_args::RequestArgs;
use crate::environment_name::EnvironmentName;

/// The options of `patless token`.
#[derive(Debug, Args)]
pub(crate) struct TokenVerbArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// The form of the result.
    #[arg(long, short, value_enum, default_value_t = Form::Text)]
    pub(crate) output: Form,
    /// The variable's name with `--output env`.
    #[arg(long, value_name = "NAME", default_value = "AZURE_DEVOPS_TOKEN")]
    pub(crate) variable: EnvironmentName,
    /// Writes the token even where it can be seen: on a terminal, or in a job's log.
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) mask: MaskArgs,
}
