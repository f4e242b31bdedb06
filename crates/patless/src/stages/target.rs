//! Owns the checks of the target: the organization, and what the token may do there.

use std::io;

use patless_core::{AccessToken, AzureDevOps, ClientId, ServiceConnection, Target};

use super::walk::Walk;
use super::{Check, found};
use crate::failure::Failure;

impl Walk<'_> {
    /// Checks the organization, and what the token may do there.
    pub(super) async fn target(
        &mut self,
        azure_devops: &AzureDevOps<'_>,
        target: &Target,
        connection: Option<&ServiceConnection>,
        token: Option<&AccessToken>,
    ) -> io::Result<()> {
        let tenant = connection.map(ServiceConnection::tenant);
        let failure = |client: Option<ClientId>| {
            move |source| Failure::Target {
                organization: target.organization_name().to_owned(),
                client,
                source,
            }
        };
        let directory = azure_devops.directory(tenant).await.map_err(failure(None));
        self.judge(Check::TENANT, directory, |directory| {
            found::directory(directory, target, tenant.is_some())
        })?;
        let mut identity = None;
        let client = connection.map(ServiceConnection::client);
        if let Some(token) = token {
            let asked = azure_devops.identity(token).await.map_err(failure(client));
            identity = self.judge(Check::IDENTITY, asked, found::identity)?;
        } else {
            self.skip(Check::IDENTITY, "there is no access token for Azure DevOps")?;
        }
        // With an identity there is a token.
        let token = token.filter(|_| identity.is_some());
        let parts = [
            (Check::PROJECT, target.project()),
            (Check::REPOSITORY, target.repository()),
        ];
        for (name, part) in parts {
            let (part, token) = match (part, token) {
                (None, _) => continue,
                (Some(_), None) => {
                    self.skip(name, "the organization has not let the identity in")?;
                    continue;
                }
                (Some(part), Some(token)) => (part, token),
            };
            let seen = match name {
                Check::PROJECT => azure_devops.project(token).await,
                _ => azure_devops.repository(token).await,
            };
            let seen = seen.map_err(failure(client));
            self.judge(name, seen, |()| format!("the identity sees {part}").into())?;
        }
        Ok(())
    }

    /// Notes that nothing about the target is checked.
    pub(super) fn skip_target(&mut self, why: &str) -> io::Result<()> {
        for name in [Check::TENANT, Check::IDENTITY] {
            self.skip(name, why)?;
        }
        Ok(())
    }
}
