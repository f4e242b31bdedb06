//! What an organization holds that may need a personal access token: connections, names of variables, and service hooks.
//!
//! Wire: `core/projects`, `serviceendpoint/endpoints`, `distributedtask/variablegroups`, `build/definitions` and
//! `hooks/subscriptions` of Azure DevOps' REST API 7.1 (<https://learn.microsoft.com/rest/api/azure/devops/>). Every request is
//! a GET, and no value of a variable and no secret of a connection is read from an answer.

mod definition;
mod hook;
mod pages;
mod presence;
mod project;
mod stored_connection;
mod stored_variable;
mod variable_group;

pub use definition::PipelineDefinition;
pub use hook::HookSubscription;
pub use project::Project;
pub use stored_connection::StoredConnection;
pub use stored_variable::StoredVariable;
pub use variable_group::VariableGroup;

use super::client::AzureDevOps;
use super::error::TargetError;
use crate::exchange::AccessToken;

/// Each page of each list has the whole time of the client's deadline, because nobody knows how many pages there are.
impl AzureDevOps<'_> {
    /// Lists the projects of the organization that the token may see.
    pub async fn projects(&self, token: &AccessToken) -> Result<Vec<Project>, TargetError> {
        let path = "_apis/projects?$top=100&api-version=7.1";
        self.all_pages("projects", path, token, Project::read).await
    }

    /// Lists the service connections of a project.
    pub async fn stored_connections(
        &self,
        token: &AccessToken,
        project: &Project,
    ) -> Result<Vec<StoredConnection>, TargetError> {
        let path = format!(
            "{}/_apis/serviceendpoint/endpoints?api-version=7.1",
            project.id
        );
        let read = StoredConnection::read;
        self.all_pages("service connections", &path, token, read)
            .await
    }

    /// Lists the variable groups of a project.
    pub async fn variable_groups(
        &self,
        token: &AccessToken,
        project: &Project,
    ) -> Result<Vec<VariableGroup>, TargetError> {
        let path = format!(
            "{}/_apis/distributedtask/variablegroups?$top=100&queryOrder=IdAscending&api-version=7.1",
            project.id
        );
        let read = VariableGroup::read;
        self.all_pages("variable groups", &path, token, read).await
    }

    /// Lists the pipelines of a project, with the names of the variables that their definitions hold.
    pub async fn pipeline_definitions(
        &self,
        token: &AccessToken,
        project: &Project,
    ) -> Result<Vec<PipelineDefinition>, TargetError> {
        // Only full definitions have variables. Those of classic pipelines are long.
        let path = format!(
            "{}/_apis/build/definitions?includeAllProperties=true&$top=50&queryOrder=definitionNameAscending&api-version=7.1",
            project.id
        );
        let read = PipelineDefinition::read;
        self.all_pages("pipelines", &path, token, read).await
    }

    /// Lists the subscriptions of service hooks in the organization that the token may see.
    pub async fn hook_subscriptions(
        &self,
        token: &AccessToken,
    ) -> Result<Vec<HookSubscription>, TargetError> {
        let path = "_apis/hooks/subscriptions?api-version=7.1";
        let read = HookSubscription::read;
        self.all_pages("service hooks", path, token, read).await
    }
}
