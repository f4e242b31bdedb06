//! The command line of `patless plan`.

use clap::{ArgGroup, Args, ValueEnum};
use patless_core::{ClientId, Target};

use super::look::Wanted;
use super::purpose::Purpose;
use crate::cli::request_args::RequestArgs;
use crate::input_error::InputError;

/// The options of `patless plan`.
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("question").required(true).args(["purpose", "audit"])),
    mut_arg("service_connection", |it| it.value_name("NAME").help("Service connection, by name or id. Default: the one with \
        workload identity federation that the identity has")),
)]
pub(crate) struct PlanArgs {
    /// What the token is to be for.
    #[arg(long = "for", value_enum, value_name = "PURPOSE")]
    purpose: Option<Purpose>,
    /// Lists what the organization holds that still needs a personal access token, instead of a plan.
    #[arg(long)]
    audit: bool,
    /// Project, by name or id. Default: that of `--organization`, if its URL names one, else that of
    /// the running job; for `--audit`, all of them.
    #[arg(long, value_name = "NAME")]
    pub(crate) project: Option<String>,
    /// Client id of the application or managed identity that is to get the token. Default: that of the service connection,
    /// else whoever asks, if that is no person.
    #[arg(long, value_name = "ID", conflicts_with = "audit")]
    pub(crate) identity: Option<String>,
    /// Id of the pipeline that is to use the service connection. Default: any counts.
    #[arg(long, value_name = "ID", conflicts_with = "audit")]
    pub(crate) pipeline: Option<u64>,
    /// Publisher of the Marketplace, for `--for publish`.
    #[arg(long, value_name = "NAME", conflicts_with = "audit")]
    pub(crate) publisher: Option<String>,
    /// Repository that must be readable, by name or id.
    #[arg(long, value_name = "NAME", conflicts_with = "audit")]
    pub(crate) repository: Option<String>,
    /// Feed, by name or id, for `--for feeds`.
    #[arg(long, value_name = "NAME", conflicts_with = "audit")]
    pub(crate) feed: Option<String>,
    /// Form in which the missing steps are printed.
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Text, conflicts_with = "audit")]
    pub(crate) form: Form,
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// Prints the answer as JSON; a plan with each missing step in every form.
    #[arg(long)]
    pub(crate) json: bool,
}

/// The form of the missing steps.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Form {
    /// All steps, and for the missing ones what to click.
    Text,
    /// A script of commands of az.
    Az,
    /// Terraform, with the providers azuredevops and azuread.
    Terraform,
    /// What to click, also for what cannot be seen.
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
    /// What is planned. `connection`: the value of `--service-connection`.
    pub(crate) fn wanted(
        &self,
        purpose: Purpose,
        connection: Option<String>,
        target: &Target,
    ) -> Result<Wanted, InputError> {
        let identity = self.identity.as_deref().map(str::trim).map(ClientId::parse);
        let identity = identity.transpose().map_err(|source| InputError::Flag {
            flag: "--identity",
            source,
        })?;
        Ok(Wanted {
            purpose,
            project: self.project.clone().or_else(|| target.project_name()),
            connection,
            identity,
            pipeline: self.pipeline,
            repository: self.repository.clone(),
            feed: self.feed.clone(),
            publisher: self.publisher.clone(),
        })
    }

    /// What is asked. clap sees to it that it is one of the two.
    pub(crate) fn question(&self) -> Question {
        self.purpose.map_or(Question::Audit, Question::For)
    }
}
