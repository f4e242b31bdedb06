//! What an organization holds that may need a personal access token: connections, names of variables, and service hooks.
//!
//! Wire: `core/projects`, `serviceendpoint/endpoints`, `distributedtask/variablegroups`, `build/definitions`,
//! `release/definitions` and `hooks/subscriptions` of Azure DevOps' REST API 7.1 (<https://learn.microsoft.com/rest/api/azure/devops/>). No value of a
//! variable and no secret of a connection is read from an answer.

mod definition;
mod hook;
mod presence;
mod project;
mod release;
mod stored_connection;
mod stored_variable;
mod variable_group;

pub use definition::PipelineDefinition;
pub use hook::HookSubscription;
pub use project::Project;
pub use release::ReleaseDefinition;
pub use stored_connection::StoredConnection;
pub use stored_variable::StoredVariable;
pub use variable_group::VariableGroup;

use serde::de::DeserializeOwned;

use super::client::AzureDevOps;
use super::error::TargetError;
use super::resource::{Resource, ResourceHost};
use crate::exchange::AccessToken;

/// Each list has the whole time of the client's deadline, because nobody knows how many there are.
impl AzureDevOps<'_> {
    /// Lists the projects of the organization that the token may see.
    pub async fn projects(&self, token: &AccessToken) -> Result<Vec<Project>, TargetError> {
        let projects = of_organization(&["projects"]).with("$top", "100");
        self.list(token, &projects, Project::read).await
    }

    /// Lists the service connections of a project that the token may see.
    pub async fn stored_connections(
        &self,
        token: &AccessToken,
        project: &Project,
    ) -> Result<Vec<StoredConnection>, TargetError> {
        let connections = of_organization(&["serviceendpoint", "endpoints"]);
        let connections = connections.of_project(&project.id);
        self.list(token, &connections, StoredConnection::read).await
    }

    /// Lists the variable groups of a project that the token may see.
    pub async fn variable_groups(
        &self,
        token: &AccessToken,
        project: &Project,
    ) -> Result<Vec<VariableGroup>, TargetError> {
        let groups = of_organization(&["distributedtask", "variablegroups"])
            .of_project(&project.id)
            .with("queryOrder", "IdAscending")
            .with("$top", "100");
        self.list(token, &groups, VariableGroup::read).await
    }

    /// Lists the pipelines of a project that the token may see, with the names of the variables that their definitions hold.
    pub async fn pipeline_definitions(
        &self,
        token: &AccessToken,
        project: &Project,
    ) -> Result<Vec<PipelineDefinition>, TargetError> {
        // Only full definitions have variables. Those of classic pipelines are long.
        let definitions = of_organization(&["build", "definitions"])
            .of_project(&project.id)
            .with("includeAllProperties", "true")
            .with("queryOrder", "definitionNameAscending")
            .with("$top", "25");
        self.list(token, &definitions, PipelineDefinition::read)
            .await
    }

    /// Lists the classic releases of a project that the token may see, with the names of the variables that their definitions hold.
    pub async fn release_definitions(
        &self,
        token: &AccessToken,
        project: &Project,
    ) -> Result<Vec<ReleaseDefinition>, TargetError> {
        let definitions = Resource::new(ResourceHost::Releases, &["release", "definitions"], "7.1")
            .of_project(&project.id)
            .with("$expand", "environments,variables")
            .with("$top", "25");
        self.list(token, &definitions, ReleaseDefinition::read)
            .await
    }

    /// Lists the subscriptions of service hooks in the organization that the token may see.
    pub async fn hook_subscriptions(
        &self,
        token: &AccessToken,
    ) -> Result<Vec<HookSubscription>, TargetError> {
        let subscriptions = of_organization(&["hooks", "subscriptions"]);
        self.list(token, &subscriptions, HookSubscription::read)
            .await
    }

    /// Reads a list, each entry from its form on the wire.
    async fn list<W: DeserializeOwned, T>(
        &self,
        token: &AccessToken,
        resource: &Resource,
        read: impl Fn(W) -> T,
    ) -> Result<Vec<T>, TargetError> {
        let deadline = self.renewed();
        let entries = self.until(&deadline).read_all(token, resource).await?;
        Ok(entries.into_iter().map(read).collect())
    }
}

fn of_organization(path: &[&str]) -> Resource {
    Resource::new(ResourceHost::Organization, path, "7.1")
}
