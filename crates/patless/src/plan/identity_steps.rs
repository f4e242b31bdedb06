//! The steps about the identity as a user: that it exists, its membership, its access level and its group.

use patless_core::errors::TargetError;

use super::change::Change;
use super::looking::Seen;
use super::purpose::{License, ProjectGroup};
use super::step::{State, Step, StepName};
use super::view::{NoProject, OF_ORGANIZATION, Presence, View};
use super::{groups, principal};

/// Judges whether the identity exists, and whether it is a user.
pub(super) async fn identity_and_membership(
    view: &mut View<'_>,
) -> Result<(Step, Step), TargetError> {
    use StepName::{Identity, Membership};
    let Some(client) = view.known.identity.client else {
        let text = "none is known: --identity names one, or a service connection does";
        let identity = match view.connection {
            Presence::Found => Step::unseen(
                Identity,
                "the service connection does not show whose it is: name it with --identity",
            ),
            Presence::Unknown => Step::unseen(Identity, text),
            Presence::Missing => Step::missing(Identity, text, Change::CreateIdentity),
        };
        let membership = match &identity.state {
            State::Missing(..) => Step::missing(
                Membership,
                "there is no identity yet",
                Change::AddToOrganization,
            ),
            _ => Step::unseen(Membership, "it is not known which identity it is"),
        };
        return Ok((identity, membership));
    };
    if view.is_itself() {
        view.known.is_user = true;
        let name = view.known.identity_name();
        let membership = Step::there(Membership, "it is a user of the organization");
        return Ok((Step::there(Identity, name), membership));
    }
    let in_entra = || {
        let text = format!("client {client}: whether it exists is to be seen in Entra only");
        Step::unseen(Identity, text)
    };
    Ok(match principal::find(&view.looking, client).await? {
        Seen::Shown(Some(found)) => {
            view.known.identity = found;
            view.known.is_user = true;
            let name = view.known.identity_name();
            let membership = Step::there(Membership, "it is a user of the organization");
            (Step::there(Identity, name), membership)
        }
        Seen::Shown(None) => {
            let text = "it is no user of the organization";
            (
                in_entra(),
                Step::missing(Membership, text, Change::AddToOrganization),
            )
        }
        Seen::Absent(why) | Seen::Hidden(why) => {
            let mut membership = view.hidden(Membership, &why, OF_ORGANIZATION);
            membership.state = State::Unseen(
                membership.text().to_owned(),
                Some(Change::AddToOrganization),
            );
            (in_entra(), membership)
        }
    })
}

/// Judges the access level.
pub(super) async fn access_level(view: &View<'_>) -> Result<Step, TargetError> {
    let name = StepName::AccessLevel;
    let needed = view.known.purpose.license();
    if !view.known.is_user {
        return Ok(Step::unseen(
            name,
            format!("{needed} is needed: it comes with the membership"),
        ));
    }
    let Some(key) = &view.known.identity.storage_key else {
        return Ok(Step::unseen(
            name,
            "the id of the identity in the organization is not shown",
        ));
    };
    Ok(match principal::access_level(&view.looking, key).await? {
        Seen::Shown(level) => {
            let is_enough = needed == License::Stakeholder || level.is_basic_or_more();
            let has = level.name();
            if is_enough {
                Step::there(name, has)
            } else {
                let text = format!("it has {has}, and needs {needed}");
                Step::missing(name, text, Change::RaiseAccessLevel)
            }
        }
        Seen::Absent(why) | Seen::Hidden(why) => {
            let mut step = view.hidden(name, &why, OF_ORGANIZATION);
            step.values.push(("needed", needed.to_string()));
            step
        }
    })
}

/// Judges the group. `None`: the purpose needs none.
pub(super) async fn group(view: &View<'_>) -> Result<Option<Step>, TargetError> {
    let name = StepName::Group;
    let Some(needed) = view.known.purpose.group() else {
        return Ok(None);
    };
    if let (true, Some(NoProject::Invisible(why))) = (view.is_itself(), &view.no_project) {
        let text = format!("the identity is in no group of the project: {why}");
        return Ok(Some(Step::missing(name, text, Change::JoinGroup)));
    }
    let project = match view.project(name) {
        Ok(project) => project,
        Err(step) => return Ok(Some(step)),
    };
    if !view.known.is_user {
        let text = format!(
            "{} of {} is needed, once it is a user",
            needed.name(),
            project.name
        );
        return Ok(Some(Step::unseen(name, text)));
    }
    let Some(descriptor) = &view.known.identity.descriptor else {
        let text = "the descriptor of the identity is not shown";
        return Ok(Some(Step::unseen(name, text)));
    };
    let groups = match groups::find(&view.looking, descriptor).await? {
        Seen::Shown(groups) => groups,
        Seen::Absent(why) | Seen::Hidden(why) => {
            return Ok(Some(view.hidden(name, &why, OF_ORGANIZATION)));
        }
    };
    let own: Vec<_> = groups
        .iter()
        .filter(|it| it.counts_in(&project.id))
        .collect();
    let names: Vec<_> = own.iter().map(|it| it.name.as_str()).collect();
    let met = names.iter().find(|it| needed.is_met_by(it));
    Ok(Some(met.map_or_else(
        || {
            Step::missing(
                name,
                not_in(needed, &project.name, &names),
                Change::JoinGroup,
            )
        },
        |met| Step::there(name, format!("it is in {met} of {}", project.name)),
    )))
}

/// Says which group is missing, and which it is in. Rights that are granted to it alone are not seen.
fn not_in(needed: ProjectGroup, project: &str, names: &[&str]) -> String {
    let needed = needed.name();
    if names.is_empty() {
        return format!("it is in no group of {project}, and needs {needed}");
    }
    format!(
        "it is in {} of {project}, and needs {needed}",
        names.join(", ")
    )
}
