//! The command lines of `patless git-credential` and `patless git`.

use clap::{Args, Subcommand};
use patless_core::{Environment, Target};
use zeroize::Zeroizing;

use super::hosts::{Host, Served};
use crate::acquire::{Scopes, Wanted};
use crate::cli::expected_args::ExpectedArgs;
use crate::cli::identity::IdentityArgs;
use crate::cli::mask_args::MaskArgs;
use crate::cli::script_step;
use crate::cli::token_args::TokenArgs;
use crate::failure::Failure;

/// The options of the helper.
#[derive(Debug, Args)]
pub(crate) struct HelperArgs {
    #[command(flatten)]
    identity: IdentityArgs,
    #[command(flatten)]
    pub(crate) token: TokenArgs,
    #[command(flatten)]
    expected: ExpectedArgs,
    /// Another host that gets a token over https, with its port unless that is 443. May be given several times. `dev.azure.com`
    /// and `*.visualstudio.com` always do, and so does the server of `--organization` if it is on this machine.
    #[arg(long, value_name = "HOST[:PORT]")]
    host: Vec<Host>,
}

/// The options of `patless git-credential`.
#[derive(Debug, Args)]
pub(crate) struct GitCredentialArgs {
    #[command(flatten)]
    pub(crate) helper: HelperArgs,
    /// What Git asks for: `get`, `store` or `erase`. Anything else is ignored, as Git's protocol says.
    pub(crate) operation: String,
}

/// The options of `patless git`.
#[derive(Debug, Args)]
pub(crate) struct GitArgs {
    #[command(subcommand)]
    pub(crate) verb: GitVerb,
}

/// What `patless git` does.
#[derive(Debug, Subcommand)]
pub(crate) enum GitVerb {
    /// Has the Git repository of this folder get its tokens from Patless. No token is requested, and none is written.
    ///
    /// The options of the identity are those that Git then calls `patless git-credential` with. Headers that `checkout` with
    /// `persistCredentials` has stored no longer count.
    Setup(Box<SetupArgs>),
    /// Takes away what `patless git setup` has set in the Git repository of this folder, and nothing else.
    Unset,
}

/// The options of `patless git setup`.
#[derive(Debug, Args)]
pub(crate) struct SetupArgs {
    #[command(flatten)]
    pub(crate) helper: HelperArgs,
    /// Changes no repository. Instead, it requests a token and writes lines `GIT_CONFIG_…` for a shell, with the token in a
    /// header for the organization. Git then does not renew it, and follows no redirect.
    #[arg(long)]
    pub(crate) header: bool,
    #[command(flatten)]
    pub(crate) mask: MaskArgs,
}

impl HelperArgs {
    /// Treats the environment as that of a script step: what an agent gives only to tasks is ignored.
    pub(crate) fn in_script_step(&self, environment: Environment) -> Environment {
        let authority_host = self.identity.ids.authority_host.as_deref();
        let organization = self.expected.organization.as_deref();
        script_step::with_told(environment, &[authority_host, organization], [])
    }

    /// The servers that get a token.
    pub(crate) fn served(&self, environment: &Environment) -> Result<Served, Failure> {
        let organization = match &self.expected.organization {
            Some(_) => Some(self.organization(environment)?),
            // A variable of a job names none: the command line alone decides.
            None => None,
        };
        Ok(Served::new(&self.host, organization.as_ref()))
    }

    /// The organization.
    pub(crate) fn organization(&self, environment: &Environment) -> Result<Target, Failure> {
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
