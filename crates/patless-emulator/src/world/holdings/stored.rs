//! What can be stored in a project.

use uuid::Uuid;

use crate::world::organization::Project;

/// Project with what it stores.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct HoldingProject {
    /// Project.
    pub project: Project,
    /// Service connections, beside those of the job.
    pub connections: Vec<StoredConnection>,
    /// Variable groups.
    pub groups: Vec<StoredGroup>,
    /// Pipelines.
    pub pipelines: Vec<StoredPipeline>,
    /// Classic releases. Each has one stage, which has the variables.
    pub releases: Vec<StoredPipeline>,
}

/// Service connection that the job does not use.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StoredConnection {
    /// ID, which is the same in each project that shares it.
    pub id: Uuid,
    /// Name.
    pub name: &'static str,
    /// Type.
    pub kind: &'static str,
    /// Scheme.
    pub scheme: &'static str,
    /// URL of the server.
    pub url: &'static str,
}

/// Variable group.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StoredGroup {
    /// ID, which is the same in each project that shares it.
    pub id: u32,
    /// Name.
    pub name: &'static str,
    /// Variables.
    pub variables: Vec<StoredVariable>,
    /// Key vault that has the values. `None` means that the group has them.
    pub vault: Option<&'static str>,
}

/// Pipeline.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StoredPipeline {
    /// ID in the project.
    pub id: u32,
    /// Name.
    pub name: &'static str,
    /// Variables.
    pub variables: Vec<StoredVariable>,
}

/// Variable.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StoredVariable {
    /// Name.
    pub name: &'static str,
    /// Whether the value is secret.
    pub is_secret: bool,
}

/// Subscription of a service hook.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StoredHook {
    /// ID.
    pub id: Uuid,
    /// Service that is called.
    pub consumer: &'static str,
    /// URL that is called. `None` means that the consumer has none.
    pub url: Option<&'static str>,
    /// Fields in which a credential is sent.
    pub credentials: &'static [&'static str],
}
