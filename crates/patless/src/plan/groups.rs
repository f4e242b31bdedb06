//! The groups that the identity is in, directly or by another group.

use std::collections::{BTreeSet, VecDeque};

use patless_catalogue::text::one_line;
use patless_core::azure_devops::{Resource, ResourceHost};
use patless_core::errors::TargetError;
use serde::Deserialize;

use super::looking::{Looking, Seen};
use super::principal::PREVIEW;

/// A membership, by its field on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Membership {
    container_descriptor: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    display_name: Option<String>,
    domain: Option<String>,
}

/// A group.
#[derive(Debug)]
pub(super) struct Group {
    /// Its name.
    pub(super) name: String,
    /// The project or organization that it belongs to, as Azure DevOps writes it.
    pub(super) domain: String,
}

impl Group {
    /// Whether it is a group of this project, or of the organization as a whole.
    pub(super) fn counts_in(&self, project_id: &str) -> bool {
        let domain = self.domain.to_ascii_lowercase();
        domain.ends_with(&project_id.to_ascii_lowercase())
            || domain.contains("/organization/")
            || domain.contains("/domain/")
    }
}

/// Looks up the groups. Azure DevOps tells one step up at a time.
pub(super) async fn find(
    looking: &Looking<'_>,
    descriptor: &str,
) -> Result<Seen<Vec<Group>>, TargetError> {
    let mut groups = Vec::new();
    let mut known = BTreeSet::new();
    let mut waiting = VecDeque::from([descriptor.to_owned()]);
    while let Some(member) = waiting.pop_front() {
        let up = graph(&["memberships", &member]).with("direction", "up");
        let up: Vec<Membership> = match looking.all(&up).await? {
            Seen::Shown(up) => up,
            Seen::Absent(why) | Seen::Hidden(why) => return Ok(Seen::Hidden(why)),
        };
        for Membership {
            container_descriptor: container,
        } in up
        {
            if known.len() >= MOST_GROUPS || !known.insert(container.clone()) {
                continue;
            }
            if let Seen::Shown(Wire {
                display_name,
                domain,
            }) = looking.one(&graph(&["groups", &container])).await?
            {
                groups.push(Group {
                    name: one_line(&display_name.unwrap_or_default(), 200),
                    domain: one_line(&domain.unwrap_or_default(), 300),
                });
            }
            waiting.push_back(container);
        }
    }
    Ok(Seen::Shown(groups))
}

fn graph(path: &[&str]) -> Resource {
    let path: Vec<_> = ["graph"].iter().chain(path).copied().collect();
    Resource::new(ResourceHost::Identities, &path, PREVIEW)
}

/// Each group is two requests.
const MOST_GROUPS: usize = 40;
