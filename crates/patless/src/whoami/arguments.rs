//! The command line of `patless whoami`.

use clap::Args;
use patless_core::variables::SYSTEM_COLLECTIONURI;
use patless_core::{Environment, Loopback, Target};

use crate::acquire::{Scopes, Wanted};
use crate::cli::identity::IdentityArgs;
use crate::cli::script_step;
use crate::cli::token_args::TokenArgs;
use crate::failure::Failure;
use crate::input_error::InputError;
use crate::stages::is_outside_a_job;

/// The options of `patless whoami`.
#[derive(Debug, Args)]
pub(crate) struct WhoamiArgs {
    #[command(flatten)]
    identity: IdentityArgs,
    #[command(flatten)]
    pub(crate) token: TokenArgs,
    /// The organization that is asked, such as <https://dev.azure.com/acme>. Default: that of the running job.
    #[arg(long, value_name = "URL")]
    organization: Option<String>,
    /// Prints the answer as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

impl WhoamiArgs {
    /// Treats the environment as that of a script step: what an agent gives only to tasks is ignored.
    pub(crate) fn in_script_step(&self, environment: Environment) -> Environment {
        let authority_host = self.identity.ids.authority_host.as_deref();
        let urls = [authority_host, self.organization.as_deref()];
        script_step::with_told(environment, &urls, [])
    }

    /// The organization that is asked.
    pub(crate) fn target(&self, environment: &Environment) -> Result<Target, Failure> {
        let Some(text) = &self.organization else {
            let missing = || InputError::MissingFlag {
                flag: "--organization",
                variables: SYSTEM_COLLECTIONURI.name().to_owned(),
            };
            if is_outside_a_job(environment) {
                return Err(missing().into());
            }
            let target = Target::of_job(environment).map_err(Failure::from)?;
            return target.ok_or_else(|| missing().into());
        };
        // A flag is the user's own word, about this machine as well.
        Target::parse(text, Loopback::Counts).map_err(|source| {
            let input = "--organization";
            InputError::Target { input, source }.into()
        })
    }

    /// Builds the request for the token.
    pub(crate) fn wanted(&self, environment: &Environment) -> Result<Wanted, InputError> {
        Ok(Wanted {
            source: self.identity.request(environment)?,
            scopes: Scopes::one(self.token.scope(environment, "of --scope".to_owned())),
            minimum_lifetime: self.token.minimum_lifetime(environment)?,
            limits: self.token.limits(),
        })
    }
}
