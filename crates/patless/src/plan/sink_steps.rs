//! The steps about what the token is used on: a repository, a feed, a publisher.

use patless_core::azure_devops::{Resource, ResourceHost};
use patless_core::errors::TargetError;
use serde::de::IgnoredAny;

use super::change::Change;
use super::looking::Seen;
use super::purpose::Purpose;
use super::roles;
use super::step::{Step, StepName};
use super::view::View;

/// Judges whether the repository is there. `None`: none is named.
pub(super) async fn repository(view: &View<'_>) -> Result<Option<Step>, TargetError> {
    let name = StepName::Repository;
    let Some(repository) = &view.known.repository else {
        return Ok(None);
    };
    let project = match view.project(name) {
        Ok(project) => project,
        Err(step) => return Ok(Some(step)),
    };
    let path = ["git", "repositories", repository];
    let resource = Resource::new(ResourceHost::Organization, &path, "7.1").of_project(&project.id);
    let seen: Seen<IgnoredAny> = view.looking.one(&resource).await?;
    Ok(Some(match (seen, view.is_itself()) {
        (Seen::Shown(_), true) => Step::there(name, format!("the identity can read {repository}")),
        (Seen::Shown(_), false) => Step::there(
            name,
            format!("{repository} exists; who may read it follows from level and group"),
        ),
        (Seen::Absent(why) | Seen::Hidden(why), true) => {
            let text = format!("the identity cannot read {repository}: {why}");
            Step::missing(name, text, Change::ShowRepository)
        }
        (Seen::Absent(why) | Seen::Hidden(why), false) => {
            view.hidden(name, &why, "whoever may read it, or correct its name")
        }
    }))
}

/// Judges the role on the feed. `None`: the purpose needs none.
pub(super) async fn feed(view: &View<'_>) -> Result<Option<Step>, TargetError> {
    let name = StepName::Feed;
    let Some(feed) = &view.known.feed else {
        let is_needed = view.known.purpose == Purpose::Feeds;
        return Ok(is_needed.then(|| Step::unseen(name, "no feed is named: --feed")));
    };
    if !view.known.is_user {
        let text = format!("a role on {feed} is needed, once it is a user");
        return Ok(Some(Step::unseen(name, text)));
    }
    let project = view.known.project.as_ref().map(|it| it.id.as_str());
    let role = roles::on_feed(&view.looking, project, feed, &view.known.identity).await?;
    Ok(Some(match role {
        Seen::Shown(Some(role)) => Step::there(name, format!("it has the role {role} on {feed}")),
        Seen::Shown(None) => {
            let text = format!("it has no role of its own on {feed}; one by a group is not seen");
            Step::missing(name, text, Change::GrantFeedRole)
        }
        Seen::Absent(why) | Seen::Hidden(why) => view.hidden(name, &why, "an owner of the feed"),
    }))
}

/// Judges the membership in the publisher. `None`: the purpose needs none.
pub(super) async fn publisher(view: &View<'_>) -> Result<Option<Step>, TargetError> {
    let name = StepName::Publisher;
    if view.known.purpose != Purpose::Publish {
        return Ok(None);
    }
    let Some(publisher) = &view.known.publisher else {
        return Ok(Some(Step::unseen(
            name,
            "no publisher is named: --publisher",
        )));
    };
    let Some(profile) = &view.known.identity.profile else {
        let text = "only the identity itself can see the profile id that it is a member by: run this, or patless \
                    whoami, with its token";
        return Ok(Some(Step::unseen(name, text)));
    };
    let change = Change::AddToPublisher;
    let role = roles::in_publisher(&view.looking, publisher, profile).await?;
    Ok(Some(match role {
        Seen::Shown(Some(role)) if role.eq_ignore_ascii_case("Reader") => {
            let text = format!(
                "it is Reader of {publisher}, and needs Contributor, or Creator for new extensions"
            );
            Step::missing(name, text, change)
        }
        Seen::Shown(Some(role)) if role.eq_ignore_ascii_case("Contributor") => Step::there(
            name,
            format!("it is Contributor of {publisher}; a new extension needs Creator"),
        ),
        Seen::Shown(Some(role)) => Step::there(name, format!("it is {role} of {publisher}")),
        Seen::Shown(None) => Step::missing(name, format!("it is no member of {publisher}"), change),
        // Members may see who is a member.
        Seen::Hidden(why) => Step::missing(
            name,
            format!("it is no member of {publisher}: {why}"),
            change,
        ),
        Seen::Absent(why) => Step::missing(
            name,
            format!("there is no publisher {publisher}: {why}"),
            change,
        ),
    }))
}
