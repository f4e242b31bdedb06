//! The command line of `patless plan`.

use clap::{ArgGroup, Args, ValueEnum};

use super::purpose::Purpose;
use crate::cli::request_args::RequestArgs;

/// The options of `patless plan`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("question").required(true).args(["purpose", "audit"])))]
pub(crate) struct PlanArgs {
    /// What the token is to be for.
    #[arg(long = "for", value_enum, value_name = "PURPOSE")]
    purpose: Option<Purpose>,
    /// Lists what the organization holds that still needs a personal access token, instead of a plan.
    #[arg(long)]
    audit: bool,
    /// Project, by name or id. Default: that of `--organization`, if its URL names one, else that of the running job.
    #[arg(long, value_name = "NAME")]
    pub(crate) project: Option<String>,
    /// Client id of the application or managed identity that is to get the token. Default: that of the service connection,
    /// else whoever asks, if that is no person.
    #[arg(long, value_name = "ID")]
    pub(crate) identity: Option<String>,
    /// Publisher of the Marketplace, for `--for publish`.
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
    /// Repository that must be readable, by name or id.
    #[arg(long, value_name = "NAME")]
    pub(crate) repository: Option<String>,
    /// Feed, by name or id, for `--for feeds`.
    #[arg(long, value_name = "NAME")]
    pub(crate) feed: Option<String>,
    /// Form in which the missing steps are printed.
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Text)]
    pub(crate) form: Form,
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// Prints the answer as JSON, with each missing step in every form.
    #[arg(long)]
    pub(crate) json: bool,
}

/// The form of the missing steps.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Form {
    /// All steps, and the missing ones as commands of az.
    Text,
    /// A script of commands of az.
    Az,
    /// Terraform, with the providers azuredevops and azuread.
    Terraform,
    /// What to click, in the portals.
    Portal,
}

/// What is asked of the organization.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Question {
    /// What is missing for a purpose.
    For(Purpose),
    /// What still needs a personal access token.
    Audit,
}

impl PlanArgs {
    /// What is asked. clap sees to it that it is one of the two.
    pub(crate) fn question(&self) -> Question {
        self.purpose.map_or(Question::Audit, Question::For)
    }
}
