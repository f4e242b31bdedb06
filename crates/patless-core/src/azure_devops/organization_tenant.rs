//! Which tenant an organization belongs to, without a token.

use super::client::AzureDevOps;
use super::directory::Directory;
use super::error::TargetError;
use super::target::Target;
use crate::context::Context;
use crate::retry::deadline::Deadline;
use patless_catalogue::identifiers::TenantId;

/// Looks up the tenant of an organization, in which a token must be requested to be valid there. Sends one request, with no
/// credential, and tries again until `deadline` if the organization cannot answer now.
///
/// `None` means that the organization did not say.
///
/// # Errors
/// There is no such organization, it is not connected to a tenant, or it cannot be reached.
pub async fn organization_tenant(
    context: &Context,
    organization: &Target,
    deadline: &Deadline,
) -> Result<Option<TenantId>, TargetError> {
    let azure_devops = AzureDevOps::new(context, organization, deadline);
    match azure_devops.directory(None).await? {
        Directory::Tenant(tenant) => Ok(Some(tenant)),
        // `directory` refuses an organization of personal accounts.
        Directory::Unknown | Directory::MicrosoftAccounts => Ok(None),
    }
}
