//! The steps about the service connection: that it exists, its federated credential, and the pipelines that may use it.

use patless_core::errors::TargetError;
use patless_core::{ServiceConnectionId, SourceName};

use super::authorization::{self, Permitted};
use super::change::{Change, Repair};
use super::connection::{self, Connection, Found, Made, Readiness, Wanted};
use super::known::AUDIENCE;
use super::looking::Seen;
use super::step::{State, Step, StepName};
use super::view::{OF_PROJECT, Presence, View};

/// Judges the service connection, and keeps it.
pub(super) async fn connection(
    view: &mut View<'_>,
    named: Option<&str>,
) -> Result<Step, TargetError> {
    let name = StepName::Connection;
    let project = match view.project(name) {
        Ok(project) => project,
        Err(step) => return Ok(step),
    };
    let wanted = match named {
        Some(named) => Wanted::Named(named),
        None => Wanted::Fitting(view.known.identity.client),
    };
    let found = match connection::find(&view.looking, &project.id, &wanted).await? {
        Seen::Shown(found) => found,
        Seen::Absent(why) | Seen::Hidden(why) => return Ok(view.hidden(name, &why, OF_PROJECT)),
    };
    Ok(match found {
        Found::None if came_by_it(view, named) => {
            let asker = &view.asker.name;
            Step::there(
                name,
                format!("it works: the token of this plan came by it; {asker} may not see it"),
            )
        }
        Found::None => {
            let what = match (named, view.known.identity.client) {
                (Some(named), _) => format!("there is no service connection {named}"),
                (None, Some(client)) => {
                    format!("there is no service connection of client {client}")
                }
                (None, None) => {
                    "there is no service connection with workload identity federation".to_owned()
                }
            };
            view.connection = Presence::Missing;
            let asker = &view.asker.name;
            let text = format!("{what} in {}, or {asker} may not see it", project.name);
            Step::missing(name, text, Change::CreateConnection)
        }
        Found::Several(names) => {
            let text = format!(
                "several would fit: name one with --service-connection: {}",
                names.join(", ")
            );
            Step::unseen(name, text)
        }
        Found::One(connection) => {
            let step = judge(&connection, view);
            view.connection = Presence::Found;
            view.known.connection_name.clone_from(&connection.name);
            view.known.connection = Some(connection);
            step
        }
    })
}

/// Whether the token of this plan came by the service connection that is meant: by the only one that a job names, or by this id.
fn came_by_it(view: &View<'_>, named: Option<&str>) -> bool {
    view.asker.source == SourceName::ServiceConnection
        && named.is_none_or(|it| ServiceConnectionId::parse(it).is_ok())
}

fn judge(connection: &Connection, view: &View<'_>) -> Step {
    let name = StepName::Connection;
    let Connection {
        id,
        name: own,
        kind,
        scheme,
        ..
    } = connection;
    let missing =
        |text: String, repair| Step::missing(name, text, Change::RepairConnection(repair));
    if !connection.is_federated() {
        let text =
            format!("{own} ({id}) has the scheme {scheme}, and needs WorkloadIdentityFederation");
        return missing(text, Repair::Convert);
    }
    match &connection.readiness {
        Readiness::Disabled => return missing(format!("{own} ({id}) is disabled"), Repair::Enable),
        Readiness::Unfinished(why) => {
            let why = why.as_deref().unwrap_or("Azure DevOps does not say why");
            return missing(
                format!("{own} ({id}) is not finished: {why}"),
                Repair::Finish,
            );
        }
        Readiness::Ready => {}
    }
    match (connection.client, view.known.identity.client) {
        (Some(theirs), Some(ours)) if theirs != ours => missing(
            format!("{own} ({id}) is of client {theirs}, not of {ours}"),
            Repair::Reassign,
        ),
        _ => {
            let made = match connection.made {
                Made::Automatically => "made by Azure DevOps",
                Made::ByHand => "made by hand",
            };
            Step::there(name, format!("{own} ({id}): {kind}, {scheme}, {made}"))
        }
    }
}

/// Judges the federated credential. Entra alone shows it, and Patless does not ask there.
pub(super) fn federated_credential(view: &View<'_>) -> Step {
    let name = StepName::FederatedCredential;
    let change = Change::CreateFederatedCredential;
    let was_used = view.asker.source == SourceName::ServiceConnection && view.is_itself();
    let works = "it works: the token of this plan came by it";
    let Some(connection) = &view.known.connection else {
        return match view.connection {
            Presence::Unknown if was_used => Step::there(name, works),
            Presence::Unknown | Presence::Found => Step::unseen(
                name,
                "the service connection is not known, which it has to name",
            ),
            Presence::Missing => Step::missing(
                name,
                "it names the service connection, which is to be made first",
                change,
            ),
        };
    };
    if !connection.is_federated() {
        return Step::missing(
            name,
            "it is made when the service connection is converted",
            change,
        );
    }
    let mut step = if was_used {
        Step::there(name, works)
    } else {
        let made = match connection.made {
            Made::Automatically => "Azure DevOps made it with the connection; ",
            Made::ByHand => "",
        };
        let text = format!(
            "{made}it is not visible from here, but in Entra: it has to have exactly these values"
        );
        Step::of(name, State::Unseen(text, Some(change)))
    };
    if let Some(federation) = view.known.federation() {
        step.values = vec![
            ("issuer", federation.issuer),
            ("subject", federation.subject),
            ("audience", AUDIENCE.to_owned()),
        ];
    }
    step
}

/// Judges whether the pipeline may use the connection.
pub(super) async fn pipeline(view: &View<'_>) -> Result<Step, TargetError> {
    let name = StepName::Pipeline;
    let project = match view.project(name) {
        Ok(project) => project,
        Err(step) => return Ok(step),
    };
    let change = Change::AuthorizePipeline;
    let Some(connection) = &view.known.connection else {
        return Ok(match view.connection {
            Presence::Missing => Step::missing(
                name,
                "there is no service connection that it could use yet",
                change,
            ),
            _ => Step::unseen(name, "the service connection is not known"),
        });
    };
    let permitted = match authorization::find(&view.looking, &project.id, &connection.id).await? {
        Seen::Shown(permitted) => permitted,
        Seen::Absent(why) | Seen::Hidden(why) => return Ok(view.hidden(name, &why, OF_PROJECT)),
    };
    let own = &connection.name;
    Ok(match (permitted, view.known.pipeline) {
        (Permitted::All, _) => Step::there(
            name,
            format!("every pipeline of {} may use {own}", project.name),
        ),
        (Permitted::Only(ids), Some(id)) if ids.contains(&id) => {
            Step::there(name, format!("pipeline {id} may use {own}"))
        }
        (Permitted::Only(_), Some(id)) => {
            Step::missing(name, format!("pipeline {id} may not use {own}"), change)
        }
        (Permitted::Only(ids), None) if ids.is_empty() => {
            Step::missing(name, format!("no pipeline may use {own}"), change)
        }
        (Permitted::Only(ids), None) => {
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            let text = format!(
                "these may use {own}: {}; --pipeline looks for one",
                ids.join(", ")
            );
            Step::there(name, text)
        }
    })
}
