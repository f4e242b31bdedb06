//! Predefined variables that `${{ variables.x }}` sees, as a run of the built-in world has them.

use crate::scenario::WorldKnobs;
use crate::world::World;

/// Lists them.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/build/variables>, column "Available in templates".
pub fn predefined() -> Vec<(String, String)> {
    let world = World::new(&WorldKnobs::default());
    let job = &world.job;
    let branch = job.source_ref.rsplit('/').next().unwrap_or_default();
    [
        ("System.CollectionId", world.organization.id.to_string()),
        ("System.DefinitionId", job.definition_id.to_string()),
        ("System.HostType", job.hub.clone()),
        ("System.TeamProject", world.project.name.clone()),
        ("System.TeamProjectId", world.project.id.to_string()),
        ("Build.DefinitionName", job.definition_name.clone()),
        ("Build.Reason", "Manual".to_owned()),
        ("Build.Repository.Id", job.repository_id.to_string()),
        ("Build.Repository.Name", "widgets".to_owned()),
        ("Build.SourceBranch", job.source_ref.clone()),
        ("Build.SourceBranchName", branch.to_owned()),
        ("Build.SourceVersion", job.source_version.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}
