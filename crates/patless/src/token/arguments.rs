//! The command line of `patless token`.

use clap::Args;
use patless_core::Environment;
use zeroize::Zeroizing;

use super::form::Form;
use crate::acquire::{Scopes, Wanted};
use crate::cli::expected_args::ExpectedArgs;
use crate::cli::identity::IdentityArgs;
use crate::cli::mask_args::MaskArgs;
use crate::cli::script_step;
use crate::cli::token_args::TokenArgs;
use crate::environment_name::EnvironmentName;
use crate::failure::Failure;

/// The options of `patless token`.
#[derive(Debug, Args)]
pub(crate) struct TokenVerbArgs {
    #[command(flatten)]
    identity: IdentityArgs,
    #[command(flatten)]
    pub(crate) token: TokenArgs,
    #[command(flatten)]
    expected: ExpectedArgs,
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

impl TokenVerbArgs {
    /// Treats the environment as that of a script step: what an agent gives only to tasks is ignored.
    pub(crate) fn in_script_step(&self, environment: Environment) -> Environment {
        let authority_host = self.identity.ids.authority_host.as_deref();
        let organization = self.expected.organization.as_deref();
        script_step::with_told(environment, &[authority_host, organization], [])
    }

    /// Builds the request. `inherited` reads a variable of this process.
    pub(crate) fn wanted(
        &self,
        environment: &Environment,
        inherited: impl Fn(&str) -> Option<Zeroizing<String>>,
    ) -> Result<Wanted, Failure> {
        Ok(Wanted {
            source: self.identity.request_with_default(environment, inherited)?,
            scopes: Scopes::one(self.token.scope(environment, "of --scope".to_owned())),
            minimum_lifetime: self.token.minimum_lifetime(environment)?,
            limits: self.token.limits(),
            expected: self.expected.expected()?,
            asked: self.expected.asked(environment)?,
        })
    }
}
