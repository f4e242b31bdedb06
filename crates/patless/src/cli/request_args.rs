//! The flags of every verb that requests one token: whose, what for, and who it must be.

use clap::Args;
use patless_core::{Environment, Target};
use zeroize::Zeroizing;

use super::expected_args::ExpectedArgs;
use super::identity::IdentityArgs;
use super::script_step;
use super::token_args::TokenArgs;
use crate::acquire::{Scopes, Wanted};
use crate::failure::Failure;
use crate::logs::Detail;

/// One token, of one identity.
#[derive(Debug, Args)]
pub(crate) struct RequestArgs {
    #[command(flatten)]
    identity: IdentityArgs,
    #[command(flatten)]
    token: TokenArgs,
    #[command(flatten)]
    expected: ExpectedArgs,
}

impl RequestArgs {
    /// As [`IdentityArgs::take_connection`].
    pub(crate) fn take_connection(&mut self) -> Option<String> {
        self.identity.take_connection()
    }

    /// How much is told on the way.
    pub(crate) fn detail(&self) -> Detail {
        self.token.detail()
    }

    /// Treats the environment as that of a script step: what an agent gives only to tasks is ignored.
    pub(crate) fn in_script_step(&self, environment: Environment) -> Environment {
        let authority_host = self.identity.ids.authority_host.as_deref();
        let organization = self.expected.organization.as_deref();
        script_step::with_told(environment, &[authority_host, organization], [])
    }

    /// The organization that is asked.
    pub(crate) fn organization(&self, environment: &Environment) -> Result<Target, Failure> {
        self.expected.organization(environment)
    }

    /// The organization that the command line names. `None`: it names none.
    pub(crate) fn named_organization(
        &self,
        environment: &Environment,
    ) -> Result<Option<Target>, Failure> {
        let named = self.expected.organization.as_ref();
        named.map(|_| self.organization(environment)).transpose()
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
