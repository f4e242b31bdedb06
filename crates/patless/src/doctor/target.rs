//! Owns the checks of the target: the organization, and what the token may do there.

use std::io;

use patless_core::{AccessToken, AzureDevOps, Target, TenantId};

use super::walk::Walk;
use super::{Check, found};

impl Walk<'_> {
    /// Checks the organization, and what the token may do there.
    pub(super) async fn target(
        &mut self,
        azure_devops: &AzureDevOps<'_>,
        target: &Target,
        tenant: Option<&TenantId>,
        token: Option<&AccessToken>,
    ) -> io::Result<()> {
        let directory = azure_devops.directory(tenant).await;
        self.judge(Check::TENANT, directory, |directory| {
            found::directory(directory, target, tenant.is_some())
        })?;
        let mut identity = None;
        if let Some(token) = token {
            let asked = azure_devops.identity(token).await;
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
