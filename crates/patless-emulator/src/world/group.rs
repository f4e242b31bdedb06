//! Groups of the project, and who is in them.

use uuid::{Uuid, uuid};

use super::knobs::{GroupMembership, WorldKnobs};

/// Group of the job's project.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Group {
    /// Name, as people see it.
    pub name: String,
    /// ID, which its descriptor is made of.
    pub id: Uuid,
    /// Names of the applications that are its members.
    pub applications: Vec<String>,
    /// IDs of the groups that are its members.
    pub groups: Vec<Uuid>,
}

/// Builds the groups: those that every project has, and a team within one of them.
pub(super) fn all(knobs: &WorldKnobs) -> Vec<Group> {
    let members = |names: &[&str]| match knobs.group_membership {
        GroupMembership::AsListed => names.iter().map(|&it| it.to_owned()).collect(),
        GroupMembership::Nobody => Vec::new(),
    };
    vec![
        Group {
            name: "Contributors".to_owned(),
            id: uuid!("96000001-5e6f-4a7b-8c9d-0e1f2a3b4c01"),
            applications: members(&["acme-packages", "acme-renovate"]),
            groups: vec![TEAM_ID],
        },
        Group {
            name: "Readers".to_owned(),
            id: uuid!("96000002-5e6f-4a7b-8c9d-0e1f2a3b4c02"),
            applications: members(&["acme-certificate"]),
            groups: Vec::new(),
        },
        Group {
            name: "Widgets Team".to_owned(),
            id: TEAM_ID,
            applications: members(&["acme-secret", "acme-agents"]),
            groups: Vec::new(),
        },
    ]
}

const TEAM_ID: Uuid = uuid!("96000003-5e6f-4a7b-8c9d-0e1f2a3b4c03");
