//! The stages on the target: the organization, and what the token may do there.

use patless_core::errors::TargetError;
use patless_core::{AccessToken, AzureDevOps, ClientId, ServiceConnection, Target};

use super::event::Passed;
use super::progress::Progress;
use super::stage::Stage;
use super::stopped::Stopped;
use crate::failure::Failure;

/// What is asked of a target.
pub(super) struct Visit<'a> {
    pub(super) azure_devops: AzureDevOps<'a>,
    pub(super) target: &'a Target,
    /// Whose identity it is. `None` where that is not known.
    pub(super) connection: Option<&'a ServiceConnection>,
    /// The token for Azure DevOps. `None` where there is none.
    pub(super) token: Option<&'a AccessToken>,
}

impl Visit<'_> {
    /// Asks the organization for its tenant, and for what the token may do there.
    pub(super) async fn check(&self, progress: &mut Progress<'_>) -> Result<(), Stopped> {
        let tenant = self.connection.and_then(ServiceConnection::tenant);
        let directory = self.azure_devops.directory(tenant).await;
        let directory = directory.map_err(|error| self.failure(None, error));
        let _ = progress.judge(Stage::Tenant, directory, |progress, directory| {
            progress.passed(Passed::Tenant(directory, self.target, tenant))
        })?;
        let token = self.identity(progress).await?;
        if let Some(project) = self.target.project() {
            self.project(progress, project, token).await?;
        }
        if let Some(repository) = self.target.repository() {
            self.repository(progress, repository, token).await?;
        }
        Ok(())
    }

    /// Asks who the identity is. Returns the token if the organization accepted it.
    async fn identity(&self, progress: &mut Progress<'_>) -> Result<Option<&AccessToken>, Stopped> {
        let Some(token) = self.token else {
            let why = "there is no access token for Azure DevOps";
            progress.skipped(Stage::Identity, why)?;
            return Ok(None);
        };
        let identity = self.azure_devops.identity(token).await;
        let identity = identity.map_err(|error| self.failure(self.client(), error));
        let identity = progress.judge(Stage::Identity, identity, |progress, identity| {
            progress.passed(Passed::Identity(identity))
        })?;
        Ok(identity.ok().map(|_| token))
    }

    async fn project(
        &self,
        progress: &mut Progress<'_>,
        project: &str,
        token: Option<&AccessToken>,
    ) -> Result<(), Stopped> {
        let Some(token) = token else {
            return progress.skipped(Stage::Project, NOT_LET_IN);
        };
        let seen = self.azure_devops.project(token).await;
        let seen = seen.map_err(|error| self.failure(self.client(), error));
        let _ = progress.judge(Stage::Project, seen, |progress, ()| {
            progress.passed(Passed::Project(project))
        })?;
        Ok(())
    }

    async fn repository(
        &self,
        progress: &mut Progress<'_>,
        repository: &str,
        token: Option<&AccessToken>,
    ) -> Result<(), Stopped> {
        let Some(token) = token else {
            return progress.skipped(Stage::Repository, NOT_LET_IN);
        };
        let seen = self.azure_devops.repository(token).await;
        let seen = seen.map_err(|error| self.failure(self.client(), error));
        let _ = progress.judge(Stage::Repository, seen, |progress, ()| {
            progress.passed(Passed::Repository(repository))
        })?;
        Ok(())
    }

    fn client(&self) -> Option<ClientId> {
        self.connection.and_then(ServiceConnection::client)
    }

    /// `client`: whose token was shown. `None` where none was.
    fn failure(&self, client: Option<ClientId>, source: TargetError) -> Failure {
        Failure::Target {
            organization: self.target.organization_name().to_owned(),
            client,
            source,
        }
    }
}

/// Reports that no check of the target is made.
pub(super) fn skip_target(progress: &mut Progress<'_>, why: &'static str) -> Result<(), Stopped> {
    for stage in [Stage::Tenant, Stage::Identity] {
        progress.skipped(stage, why)?;
    }
    Ok(())
}

const NOT_LET_IN: &str = "the organization did not accept the identity";
