//! The command lines of `patless git-credential` and `patless git`.

use clap::{Args, Subcommand};
use patless_core::Environment;

use super::hosts::{Host, Served};
use crate::cli::mask_args::MaskArgs;
use crate::cli::request_args::RequestArgs;
use crate::failure::Failure;

/// The options of the helper.
#[derive(Debug, Args)]
pub(crate) struct HelperArgs {
    #[command(flatten)]
    pub(crate) request: RequestArgs,
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
    /// The servers that get a token. A variable of a job names none: the command line alone decides.
    pub(crate) fn served(&self, environment: &Environment) -> Result<Served, Failure> {
        let organization = self.request.named_organization(environment)?;
        Ok(Served::new(&self.host, organization.as_ref()))
    }
}
