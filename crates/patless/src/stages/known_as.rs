//! How Azure DevOps knows the identity: the ids that a publisher or a script needs.

use patless_core::azure_devops::{Identity, Profile};
use patless_core::{AccessToken, AzureDevOps, Target};

use super::progress::{Outcome, Progress};
use super::request::Acquaintance;
use super::stage::Stage;
use super::stopped::Stopped;
use crate::failure::Failure;

/// The ids under which Azure DevOps knows an identity.
#[derive(Clone, Debug)]
pub(crate) struct KnownAs {
    /// In the organization of the job.
    pub(crate) identity: Identity,
    /// In all organizations. `None` if it was not asked for.
    pub(crate) profile: Option<Profile>,
}

/// The organization that is asked.
#[derive(Clone, Copy)]
pub(super) struct Organization<'a> {
    pub(super) azure_devops: &'a AzureDevOps<'a>,
    pub(super) target: &'a Target,
}

/// Asks Azure DevOps who the identity is, as far as that is wanted, and compares it with who it must be.
pub(super) async fn known_as(
    progress: &mut Progress<'_>,
    wanted: &Acquaintance,
    organization: Organization<'_>,
    token: &AccessToken,
) -> Result<Outcome<KnownAs>, Stopped> {
    let asked = ask(wanted, organization, token).await;
    progress.judge(Stage::Identity, asked, |_, _| Ok(()))
}

async fn ask(
    wanted: &Acquaintance,
    Organization {
        azure_devops,
        target,
    }: Organization<'_>,
    token: &AccessToken,
) -> Result<KnownAs, Failure> {
    let failure = |source| Failure::Target {
        organization: target.organization_name().to_owned(),
        client: None,
        source,
    };
    let identity = azure_devops.identity(token).await.map_err(failure)?;
    wanted.expected.check_identity(Some(&identity.id))?;
    let profile = if wanted.whoami {
        Some(azure_devops.profile(token).await.map_err(failure)?)
    } else {
        None
    };
    Ok(KnownAs { identity, profile })
}
