//! The command line of `patless whoami`.

use clap::Args;
use patless_core::{Environment, Target};
use zeroize::Zeroizing;

use crate::acquire::{Scopes, Wanted};
use crate::cli::expected_args::ExpectedArgs;
use crate::cli::identity::IdentityArgs;
use crate::cli::script_step;
use crate::cli::token_args::TokenArgs;
use crate::failure::Failure;

/// The options of `patless whoami`.
#[derive(Debug, Args)]
pub(crate) struct WhoamiArgs {
    #[command(flatten)]
    identity: IdentityArgs,
    #[command(flatten)]
    pub(crate) token: TokenArgs,
    #[command(flatten)]
    expected: ExpectedArgs,
    /// Prints the answer as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

impl WhoamiArgs {
    /// Treats the environment as that of a script step: what an agent gives only to tasks is ignored.
    pub(crate) fn in_script_step(&self, environment: Environment) -> Environment {
        let authority_host = self.identity.ids.authority_host.as_deref();
        let urls = [authority_host, self.expected.organization.as_deref()];
        script_step::with_told(environment, &urls, [])
    }

    /// The organization that is asked.
    pub(crate) fn target(&self, environment: &Environment) -> Result<Target, Failure> {
        self.expected.organization(environment)
    }

    /// Builds the request for the token. `inherited` reads a variable of this process.
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
