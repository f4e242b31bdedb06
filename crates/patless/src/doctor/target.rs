//! Owns the checks of the target: the organization, and what the token may do there.

use std::io;

use patless_core::{
    AccessToken, AzureDevOps, Environment, Network, Scope, ServiceConnection, Target,
};

use super::walk::Walk;
use super::{Check, Question, found};

/// What the checks of the target go by, as far as there is any.
pub(super) struct Means<'a> {
    pub(super) environment: &'a Environment,
    pub(super) question: Option<&'a Question>,
    pub(super) network: Option<&'a Network>,
    pub(super) connection: Option<&'a ServiceConnection>,
    pub(super) tokens: &'a [AccessToken],
}

impl Means<'_> {
    /// What the token is to be used on: what was asked for, else the organization of the running job.
    fn target(&self) -> Option<Target> {
        let told = self.question.and_then(|question| question.target.clone());
        // What is wrong with the job's own URL, the check of the environment says.
        told.or_else(|| Target::of_job(self.environment).ok().flatten())
    }

    fn wants_azure_devops(&self) -> bool {
        self.question.is_none_or(|question| {
            let scopes = question.scopes.iter();
            scopes
                .filter_map(|scope| Scope::parse(&scope.text, None).ok())
                .any(|scope| scope.is_azure_devops())
        })
    }
}

impl Walk<'_> {
    /// Checks the organization, and what the token may do there.
    pub(super) async fn target(&mut self, means: Means<'_>) -> io::Result<()> {
        if !means.wants_azure_devops() {
            return self.skip_target("no token is for Azure DevOps");
        }
        let (Some(network), Some(target)) = (means.network, means.target()) else {
            return self.skip_target("there is no target: name one");
        };
        let azure_devops = AzureDevOps::new(network, &target);
        let tenant = means.connection.map(ServiceConnection::tenant);
        let directory = azure_devops.directory(tenant).await;
        self.judge(Check::TENANT, directory, |directory| {
            found::directory(directory, &target, tenant.is_some())
        })?;
        let mut tokens = means.tokens.iter();
        let Some(token) = tokens.find(|token| token.scope().is_azure_devops()) else {
            return self.skip(Check::IDENTITY, "there is no access token for Azure DevOps");
        };
        let identity = azure_devops.identity(token).await;
        if self
            .judge(Check::IDENTITY, identity, found::identity)?
            .is_none()
        {
            return Ok(());
        }
        if let Some(project) = target.project() {
            let seen = azure_devops.project(token).await;
            self.judge(Check::PROJECT, seen, |()| {
                format!("the identity sees {project}").into()
            })?;
        }
        if let Some(repository) = target.repository() {
            let seen = azure_devops.repository(token).await;
            self.judge(Check::REPOSITORY, seen, |()| {
                format!("the identity sees {repository}").into()
            })?;
        }
        Ok(())
    }

    fn skip_target(&mut self, why: &str) -> io::Result<()> {
        for name in [Check::TENANT, Check::IDENTITY] {
            self.skip(name, why)?;
        }
        Ok(())
    }
}
