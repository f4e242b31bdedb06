//! The plan of an identity that is no user of the organization: it sees nothing of it, but it knows itself.

use patless_core::SourceName;

use super::asker::{Asker, AskerKind};
use super::change::Change;
use super::found::Plan;
use super::known::Known;
use super::purpose::Purpose;
use super::step::{Step, StepName};

/// Plans for the identity. Its membership is missing, and hides the rest.
pub(super) fn plan(known: Known, source: SourceName, project: Option<&str>) -> Plan {
    let name = known.identity_name();
    let text = "it is no user of the organization, and sees nothing of it before that";
    let mut steps = vec![
        Step::there(StepName::Identity, name.clone()),
        unseen(StepName::Connection),
        federated_credential(source),
        Step::missing(StepName::Membership, text, Change::AddToOrganization),
        Step::unseen(
            StepName::AccessLevel,
            format!(
                "{} is needed: it comes with the membership",
                known.purpose.license()
            ),
        ),
    ];
    if let Some(group) = known.purpose.group() {
        let project = project.unwrap_or("the project");
        let text = format!("{} of {project} is needed, once it is a user", group.name());
        steps.push(Step::unseen(StepName::Group, text));
    }
    if known.repository.is_some() {
        steps.push(unseen(StepName::Repository));
    }
    if known.purpose == Purpose::Feeds || known.feed.is_some() {
        steps.push(unseen(StepName::Feed));
    }
    if known.purpose == Purpose::Publish {
        steps.push(Step::unseen(
            StepName::Publisher,
            "it has no profile, which it is a member by, before it is a user",
        ));
    }
    steps.push(unseen(StepName::Pipeline));
    let kind = AskerKind::Outsider;
    Plan {
        asker: Asker { name, source, kind },
        known,
        steps,
    }
}

fn federated_credential(source: SourceName) -> Step {
    let name = StepName::FederatedCredential;
    match source {
        SourceName::ServiceConnection => {
            Step::there(name, "it works: the token of this plan came by it")
        }
        _ => unseen(name),
    }
}

fn unseen(name: StepName) -> Step {
    Step::unseen(
        name,
        "only a user of the organization sees it: add the identity, then run this again",
    )
}
