//! Asks an organization for everything that it holds, and goes on where something may not be read.

use std::cell::Cell;

use futures_util::{StreamExt as _, stream};
use patless_core::azure_devops::Project;
use patless_core::errors::{TargetError, TransportError, Unavailable};
use patless_core::{AccessToken, AzureDevOps, Target};

use super::assembly::{Assembly, Read};
use super::found::Audit;
use super::pages::Pages;
use super::unseen::{List, Unseen};
use crate::acquire::Acquired;
use crate::failure::Failure;
use crate::input_error::InputError;
use crate::stages::Stopped;

/// Looks through an organization, or through one of its projects: `only`, by name or id, else that of `target`.
///
/// # Errors
/// The token is a personal access token, or Azure DevOps does not accept it, or cannot list the projects.
pub(crate) async fn audit(
    acquired: &Acquired,
    target: &Target,
    only: Option<&str>,
) -> Result<Audit, Stopped> {
    let failure = |source| Failure::Target {
        organization: target.organization_name().to_owned(),
        client: acquired.whose.client,
        source,
    };
    let Some(token) = acquired.tokens.first() else {
        return Err(Failure::OutsideJob.into());
    };
    if token.is_personal() {
        let source_name = acquired.whose.source;
        return Err(Failure::from(InputError::PersonalToken { source_name }).into());
    }
    let azure_devops = AzureDevOps::new(&acquired.context, target, &acquired.deadline);
    // Tokens of another tenant are not valid there: that is said before Azure DevOps refuses with a riddle.
    let tenant = acquired.whose.tenant.as_ref();
    azure_devops.directory(tenant).await.map_err(failure)?;
    let mut projects = azure_devops.projects(token).await.map_err(failure)?;
    projects.sort_by(|one, other| one.name.cmp(&other.name));
    let mut assembly = Assembly::new(Pages::of(target.organization()));
    let wanted = only.map(str::to_owned).or_else(|| target.project_name());
    if let Some(wanted) = &wanted {
        projects.retain(|it| {
            it.id.eq_ignore_ascii_case(wanted) || it.name.to_lowercase() == wanted.to_lowercase()
        });
        if projects.is_empty() {
            assembly.unseen(Unseen::no_project(wanted));
        }
    }
    tracing::info!("projects to look through: {}", projects.len());
    let asking = Asking {
        azure_devops: &azure_devops,
        token,
        is_unavailable: Cell::new(false),
    };
    let read = stream::iter(&projects).map(|project| asking.project(project));
    let mut read = read.buffered(AT_ONCE);
    while let Some(read) = read.next().await {
        assembly.project(read);
    }
    let hooks = azure_devops.hook_subscriptions(token);
    match asking.list(None, List::Hooks, hooks).await {
        Ok(hooks) => {
            for hook in &hooks {
                let id = hook.project_id.as_ref();
                let project = projects.iter().find(|it| Some(&it.id) == id);
                if wanted.is_none() || project.is_some() {
                    assembly.hook(project, hook);
                }
            }
        }
        Err(unseen) => assembly.unseen(unseen),
    }
    Ok(assembly.finish(&projects))
}

/// How many projects are looked through at the same time, with one request each.
const AT_ONCE: usize = 4;

/// Asks for lists until Azure DevOps is unavailable.
struct Asking<'a> {
    azure_devops: &'a AzureDevOps<'a>,
    token: &'a AccessToken,
    /// Whether Azure DevOps was unavailable for as long as it is tried. Then it is not asked for anything else: it may be
    /// limiting this identity.
    is_unavailable: Cell<bool>,
}

impl Asking<'_> {
    async fn project<'p>(&self, project: &'p Project) -> Read<'p> {
        let (azure_devops, token) = (self.azure_devops, self.token);
        let name = Some(&*project.name);
        let connections = azure_devops.stored_connections(token, project);
        let groups = azure_devops.variable_groups(token, project);
        let pipelines = azure_devops.pipeline_definitions(token, project);
        let releases = azure_devops.release_definitions(token, project);
        Read {
            project,
            connections: self.list(name, List::Connections, connections).await,
            groups: self.list(name, List::Groups, groups).await,
            pipelines: self.list(name, List::Pipelines, pipelines).await,
            releases: self.list(name, List::Releases, releases).await,
        }
    }

    async fn list<T>(
        &self,
        project: Option<&str>,
        list: List,
        asked: impl Future<Output = Result<Vec<T>, TargetError>>,
    ) -> Result<Vec<T>, Unseen> {
        if self.is_unavailable.get() {
            return Err(Unseen::not_asked(project, list));
        }
        asked.await.map_err(|error| {
            if concerns_all(&error) {
                self.is_unavailable.set(true);
            }
            Unseen::failed(project, list, &error)
        })
    }
}

/// Returns whether Azure DevOps would not give other lists either.
fn concerns_all(error: &TargetError) -> bool {
    let TargetError::Unavailable(failed) = error else {
        return false;
    };
    !matches!(
        failed.last(),
        Unavailable::NoAnswer {
            error: TransportError::TooLarge { .. },
            ..
        }
    )
}
