//! The missing steps as what to click in the portals.

use super::super::change::{Change, Repair};
use super::super::known::{AUDIENCE, Known};

/// What to click for a change.
pub(in super::super) fn portal(change: Change, known: &Known) -> String {
    let organization = &known.organization;
    let project = known.project.as_ref();
    let project = project.map_or("the project", |it| it.name.as_str());
    let connection = &known.connection_name;
    let identity = known.identity_name();
    match change {
        Change::CreateIdentity => format!(
            "https://entra.microsoft.com: App registrations, New registration. Name {}, accounts in this organizational \
             directory only. Keep the client id",
            known.new_name(),
        ),
        Change::CreateConnection => format!(
            "{organization}: {project}, Project settings, Service connections, New service connection, Azure DevOps (or \
             Azure Resource Manager, App registration or managed identity (manual), Workload identity federation). Enter \
             {identity}, and the name {connection}. Grant access permission to no pipeline yet"
        ),
        Change::RepairConnection(it) => repair(it, known),
        Change::CreateFederatedCredential => {
            let values = known.federation().map_or_else(
                || "the values that the service connection shows".to_owned(),
                |it| {
                    format!(
                        "issuer {}, subject {}, audience {AUDIENCE}",
                        it.issuer, it.subject
                    )
                },
            );
            format!(
                "https://entra.microsoft.com: App registrations, {identity}, Certificates & secrets, Federated \
                 credentials, Add credential, Other issuer: {values}. Of a managed identity: https://portal.azure.com, \
                 the identity, Federated credentials"
            )
        }
        Change::AddToOrganization => {
            let group = known.purpose.group();
            let group = group.map_or_else(String::new, |it| {
                format!(". Add it to {project} as {}", it.name())
            });
            format!(
                "{organization}: Organization settings, Users, Add users. Enter the name of {identity}, and the access level {}{group}",
                known.purpose.license(),
            )
        }
        Change::RaiseAccessLevel => format!(
            "{organization}: Organization settings, Users, {identity}, More options, Change access level, {}",
            known.purpose.license(),
        ),
        Change::JoinGroup => {
            let group = known.purpose.group();
            let group = group.map_or("the group", |it| it.name());
            format!(
                "{organization}: {project}, Project settings, Permissions, {group}, Members, Add: {identity}"
            )
        }
        Change::ShowRepository => {
            let repository = known.repository.as_deref().unwrap_or("the repository");
            format!(
                "{organization}: {project}, Project settings, Repositories, {repository}, Security: {identity}, Read Allow. \
                 The access level has to be Basic"
            )
        }
        Change::GrantFeedRole => {
            let feed = known.feed.as_deref().unwrap_or("the feed");
            format!(
                "{organization}: Artifacts, {feed}, Feed settings, Permissions, Add users/groups: {identity}, Feed Reader, or \
                 Feed Publisher (Contributor) to publish"
            )
        }
        Change::AddToPublisher => {
            let publisher = known.publisher.as_deref().unwrap_or("the publisher");
            let id = known.identity.profile.as_deref();
            format!(
                "https://marketplace.visualstudio.com/manage/publishers/{publisher}: Members, Add, the id {}, Contributor, or \
                 Creator for new extensions. There is no public API for it",
                id.unwrap_or("that patless whoami prints as profile id"),
            )
        }
        Change::AuthorizePipeline => {
            let pipeline = known.pipeline.map(|id| format!("pipeline {id}"));
            format!(
                "{organization}: {project}, Project settings, Service connections, {connection}, More options, Security, Pipeline \
                 permissions, +: {}. Or run it once: it waits, and offers Permit",
                pipeline.as_deref().unwrap_or("your pipeline"),
            )
        }
    }
}

/// What to click to repair the service connection.
fn repair(repair: Repair, known: &Known) -> String {
    let project = known.project.as_ref();
    let page = format!(
        "{}: {}, Project settings, Service connections, {}",
        known.organization,
        project.map_or("the project", |it| it.name.as_str()),
        known.connection_name,
    );
    match repair {
        Repair::Convert => format!(
            "{page}: Convert, to workload identity federation. Where that is not offered, make a new service connection \
             with it"
        ),
        Repair::Enable => format!("{page}, More options, Enable"),
        Repair::Finish => format!("{page}: Finish setup, or Edit and Verify and save"),
        Repair::Reassign => format!(
            "{page}: Edit, and enter {}. Where that is not offered, make a new service connection for it",
            known.identity_name(),
        ),
    }
}
