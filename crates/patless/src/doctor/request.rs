//! The command line of the doctor, and the request that it makes of the stages.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, ValueEnum};
use patless_core::{Environment, Limits, Loopback, Target};

use crate::cli::identity::IdArgs;
use crate::cli::script_step;
use crate::cli::token_args::seconds;
use crate::failure::Failure;
use crate::input_error::InputError;
use crate::stages::{Acquaintance, Extent, Request, RequestedScope, TargetChoice};

/// The options of the doctor.
///
/// In a script step of a job, map the job's token: `env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)`. Without a flag, the
/// variables named in its help apply.
#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    identity: IdArgs,
    /// What the token is for: a scope, a resource or a short name.
    #[arg(long, default_value = "azureDevOps")]
    scope: String,
    /// Organization, project or repository to use the token on. Default: the organization of the running job.
    #[arg(long, value_name = "URL")]
    target: Option<String>,
    /// Maximum time in seconds for all requests, including retries and waits.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = seconds)]
    retry_budget: u64,
    /// How the diagnosis or the explanation is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as `--format json`.
    #[arg(long)]
    json: bool,
    /// Explains an error message, from Patless or any other tool, without sending a request: a text, a file such as the log of
    /// a job, or with `-` standard input. If no known error is found, exits with 2, and prints `null` as JSON.
    #[arg(long, value_name = "ERROR TEXT|FILE", allow_hyphen_values = true)]
    pub(crate) explain: Option<String>,
    /// More files to explain.
    #[arg(value_name = "FILE", requires = "explain")]
    pub(crate) files: Vec<PathBuf>,
}

/// How something is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Format {
    /// Lines for people.
    Text,
    /// One JSON value for programs.
    Json,
}

impl DoctorArgs {
    /// Returns whether JSON is printed.
    pub(crate) fn as_json(&self) -> bool {
        self.json || self.format == Format::Json
    }

    /// Treats the environment as that of a script step: what an agent gives only to tasks is ignored.
    pub(crate) fn in_script_step(&self, environment: Environment) -> Environment {
        let authority_host = self.identity.authority_host.as_deref();
        let urls = [authority_host, self.target.as_deref()];
        script_step::with_told(environment, &urls, [])
    }

    /// Builds the request.
    pub(crate) fn request(&self, environment: &Environment) -> Request {
        // A flag is the user's own word, about this machine as well.
        let target = self.target.as_deref();
        let target = target.map(|text| Target::parse(text, Loopback::Counts));
        let (target, of_target) = match target {
            None => (TargetChoice::Job, None),
            Some(Ok(target)) => (TargetChoice::Given(target), None),
            Some(Err(source)) => {
                let input = "--target";
                let failure = Failure::Inputs(InputError::Target { input, source });
                (TargetChoice::Wrong, Some(Arc::new(failure)))
            }
        };
        let connection = self.identity.connection(environment);
        let connection = connection.map_err(|error| Arc::new(Failure::Inputs(error)));
        let of_connection = connection.as_ref().err().cloned();
        Request {
            // Invalid options come before missing ones: outside a job, missing ones do not matter.
            problem: match of_connection.as_deref() {
                Some(Failure::Inputs(InputError::MissingFlag { .. })) => {
                    of_target.or(of_connection)
                }
                _ => of_connection.or(of_target),
            },
            connection,
            scopes: vec![RequestedScope {
                place: "of --scope".to_owned(),
                text: self.scope.clone(),
            }],
            minimum_lifetime: Duration::ZERO,
            wants_assertion: false,
            acquaintance: Acquaintance::default(),
            limits: Limits::default().with_total(Duration::from_secs(self.retry_budget)),
            extent: Extent::Everything(target),
        }
    }
}
