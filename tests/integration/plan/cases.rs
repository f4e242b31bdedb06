//! Worlds in which everything is there, or one thing is missing.

use patless_emulator::Scenario;
use patless_emulator::scenario::{
    AzureDevOpsKnobs, ConnectionAccess, FeedAccess, GroupMembership, Membership,
    PipelinePermissions, PublisherMembership, WorldKnobs,
};
use patless_emulator::world::PublisherRole;

use super::{Planner, json, named, of_status, start, step};
use crate::in_parallel::assert_no_complaints;

/// A world, what is asked, and what is missing.
pub(super) struct Case {
    /// What it is about, which names its snapshot.
    pub(super) name: &'static str,
    /// Makes its scenario.
    pub(super) scenario: fn() -> Scenario,
    /// Who plans.
    pub(super) planner: Planner,
    /// What is asked.
    pub(super) arguments: &'static [&'static str],
    /// The missing steps.
    pub(super) missing: &'static [&'static str],
}

const RENOVATE: &[&str] = &[
    "--for",
    "renovate",
    "--project",
    "Widgets",
    "--service-connection",
    "renovate",
];
const OF_JOB: Planner = Planner::Identity("renovate");

fn default() -> Scenario {
    named("default")
}

fn azure_devops(azure_devops: AzureDevOpsKnobs) -> Scenario {
    Scenario {
        azure_devops,
        ..default()
    }
}

fn world(world: WorldKnobs) -> Scenario {
    Scenario { world, ..default() }
}

/// Every case.
pub(super) const CASES: &[Case] = &[
    Case {
        name: "everything-is-there",
        scenario: default,
        planner: Planner::Person,
        arguments: &[
            "--for",
            "renovate",
            "--project",
            "widgets",
            "--service-connection",
            "Renovate",
            "--feed",
            "acme-packages",
            "--repository",
            "widgets",
            "--pipeline",
            "42",
        ],
        missing: &[],
    },
    Case {
        name: "everything-is-there-for-the-identity-itself",
        scenario: default,
        planner: OF_JOB,
        arguments: &["--for", "renovate", "--repository", "widgets"],
        missing: &[],
    },
    Case {
        name: "everything-is-there-but-the-identity-may-not-see-the-connection",
        scenario: || {
            azure_devops(AzureDevOpsKnobs {
                connection_access: ConnectionAccess::None,
                ..AzureDevOpsKnobs::default()
            })
        },
        planner: OF_JOB,
        arguments: &["--for", "git"],
        missing: &[],
    },
    Case {
        name: "everything-is-there-to-publish",
        scenario: default,
        planner: Planner::Identity("marketplace"),
        arguments: &["--for", "publish", "--publisher", "acme"],
        missing: &[],
    },
    Case {
        name: "nothing-is-there",
        scenario: || {
            azure_devops(AzureDevOpsKnobs {
                connection_access: ConnectionAccess::None,
                ..AzureDevOpsKnobs::default()
            })
        },
        planner: Planner::Person,
        arguments: &["--for", "git", "--project", "Widgets"],
        missing: &[
            "identity",
            "service connection",
            "federated credential",
            "membership",
            "pipeline",
        ],
    },
    Case {
        name: "no-service-connection",
        scenario: default,
        planner: Planner::Person,
        arguments: &[
            "--for",
            "renovate",
            "--project",
            "Widgets",
            "--service-connection",
            "nightly",
            "--identity",
            "c11e0004-7a2b-4d3c-8e4f-5a6b7c8d9e04",
        ],
        missing: &["service connection", "federated credential", "pipeline"],
    },
    Case {
        name: "a-service-connection-with-a-secret",
        scenario: default,
        planner: Planner::Person,
        arguments: &[
            "--for",
            "git",
            "--project",
            "Widgets",
            "--service-connection",
            "azure-secret",
        ],
        missing: &["service connection", "federated credential"],
    },
    Case {
        name: "a-disabled-service-connection",
        scenario: || {
            azure_devops(AzureDevOpsKnobs {
                connection_access: ConnectionAccess::Disabled,
                ..AzureDevOpsKnobs::default()
            })
        },
        planner: Planner::Person,
        arguments: RENOVATE,
        missing: &["service connection"],
    },
    Case {
        name: "a-service-connection-of-another-identity",
        scenario: default,
        planner: Planner::Person,
        arguments: &[
            "--for",
            "renovate",
            "--project",
            "Widgets",
            "--service-connection",
            "renovate",
            "--identity",
            "c11e0001-7a2b-4d3c-8e4f-5a6b7c8d9e01",
        ],
        missing: &["service connection"],
    },
    Case {
        name: "no-user",
        scenario: default,
        planner: Planner::Person,
        arguments: &[
            "--for",
            "renovate",
            "--project",
            "Widgets",
            "--service-connection",
            "azure-wif",
        ],
        missing: &["membership"],
    },
    Case {
        name: "no-user-asks-for-itself",
        scenario: || named("not-in-organization"),
        planner: OF_JOB,
        arguments: &["--for", "renovate", "--repository", "widgets"],
        missing: &["membership"],
    },
    Case {
        name: "stakeholder",
        scenario: || {
            world(WorldKnobs {
                membership: Membership::Stakeholders,
                ..WorldKnobs::default()
            })
        },
        planner: Planner::Person,
        arguments: RENOVATE,
        missing: &["access level"],
    },
    Case {
        name: "in-no-group",
        scenario: || {
            world(WorldKnobs {
                group_membership: GroupMembership::Nobody,
                ..WorldKnobs::default()
            })
        },
        planner: Planner::Person,
        arguments: RENOVATE,
        missing: &["group"],
    },
    Case {
        name: "in-a-group-that-only-reads",
        scenario: default,
        planner: Planner::Person,
        arguments: &[
            "--for",
            "git",
            "--project",
            "Widgets",
            "--identity",
            "c11e00c1-7a2b-4d3c-8e4f-5a6b7c8d9ec1",
            "--service-connection",
            "azure-certificate",
        ],
        missing: &["service connection", "federated credential", "group"],
    },
    Case {
        name: "no-sight-of-the-project",
        scenario: || named("project-not-visible"),
        planner: OF_JOB,
        arguments: &["--for", "renovate"],
        missing: &["group"],
    },
    Case {
        name: "no-sight-of-the-repository",
        scenario: || named("repository-not-visible"),
        planner: OF_JOB,
        arguments: &["--for", "renovate", "--repository", "widgets"],
        missing: &["repository"],
    },
    Case {
        name: "no-role-on-the-feed",
        scenario: || {
            azure_devops(AzureDevOpsKnobs {
                feed_access: FeedAccess::None,
                ..AzureDevOpsKnobs::default()
            })
        },
        planner: Planner::Person,
        arguments: &[
            "--for",
            "feeds",
            "--feed",
            "acme-packages",
            "--project",
            "Widgets",
            "--service-connection",
            "azure-devops-wif",
        ],
        missing: &["feed"],
    },
    Case {
        name: "no-member-of-the-publisher",
        scenario: || {
            world(WorldKnobs {
                publisher_membership: PublisherMembership::None,
                ..WorldKnobs::default()
            })
        },
        planner: Planner::Identity("marketplace"),
        arguments: &["--for", "publish", "--publisher", "acme"],
        missing: &["publisher"],
    },
    Case {
        name: "a-member-of-the-publisher-that-only-reads",
        scenario: || {
            world(WorldKnobs {
                publisher_membership: PublisherMembership::As(PublisherRole::Reader),
                ..WorldKnobs::default()
            })
        },
        planner: Planner::Identity("marketplace"),
        arguments: &["--for", "publish", "--publisher", "acme"],
        missing: &["publisher"],
    },
    Case {
        name: "another-pipeline",
        scenario: default,
        planner: Planner::Person,
        arguments: &[
            "--for",
            "tests",
            "--project",
            "Widgets",
            "--service-connection",
            "renovate",
            "--pipeline",
            "43",
        ],
        missing: &["pipeline"],
    },
    Case {
        name: "no-pipeline",
        scenario: || {
            azure_devops(AzureDevOpsKnobs {
                pipeline_permissions: PipelinePermissions::None,
                ..AzureDevOpsKnobs::default()
            })
        },
        planner: Planner::Person,
        arguments: RENOVATE,
        missing: &["pipeline"],
    },
];

#[test]
fn each_world_misses_exactly_what_it_misses() {
    assert_no_complaints(4, CASES.iter(), |case| {
        let emulator = start((case.scenario)());
        let (plan, code) = json(&emulator, case.planner, case.arguments);
        let expected = if case.missing.is_empty() { 0 } else { 3 };
        let has_ways = |name: &&str| step(&plan, name)["portal"].is_string();
        let is_right = of_status(&plan, "missing") == case.missing
            && code == Some(expected)
            && plan["missing"] == case.missing.len()
            && case.missing.iter().all(has_ways);
        (!is_right).then(|| format!("{}: {code:?} {plan:#}", case.name))
    });
}

#[test]
fn a_federated_credential_has_the_values_that_the_connection_shows_or_else_those_of_entra() {
    for access in [ConnectionAccess::All, ConnectionAccess::WithoutClaims] {
        let emulator = start(azure_devops(AzureDevOpsKnobs {
            connection_access: access,
            ..AzureDevOpsKnobs::default()
        }));
        let (plan, _) = json(&emulator, Planner::Person, RENOVATE);
        let credential = step(&plan, "federated credential");
        let connection = emulator.world().connection("renovate").unwrap();
        let federation = connection.federation.as_ref().unwrap();
        assert_eq!(credential["status"], "unseen");
        assert_eq!(credential["values"]["issuer"], federation.issuer);
        assert_eq!(credential["values"]["subject"], federation.subject);
        assert_eq!(
            credential["values"]["audience"],
            "api://AzureADTokenExchange"
        );
    }
}

#[test]
fn a_connection_is_found_by_its_id_and_by_its_identity() {
    let emulator = start(default());
    let connection = emulator.world().connection("renovate").unwrap();
    let (id, client) = (connection.id.to_string(), connection.client_id.to_string());
    for arguments in [["--service-connection", &id], ["--identity", &client]] {
        let mut all = vec!["--for", "renovate", "--project", "Widgets"];
        all.extend(arguments);
        let (plan, code) = json(&emulator, Planner::Person, &all);
        assert_eq!(code, Some(0), "{plan:#}");
        let text = step(&plan, "service connection")["text"].as_str().unwrap();
        assert!(text.starts_with("renovate (d4a7cae5-"), "{text}");
    }
    let (plan, code) = json(
        &emulator,
        Planner::Person,
        &["--for", "git", "--project", "Widgets"],
    );
    assert_eq!(code, Some(0), "{plan:#}");
    let text = step(&plan, "service connection")["text"].as_str().unwrap();
    assert!(text.starts_with("several would fit"), "{text}");
}

#[test]
fn a_group_counts_that_a_team_of_the_identity_is_in() {
    let emulator = start(default());
    let arguments = [
        "--for",
        "git",
        "--project",
        "Widgets",
        "--service-connection",
        "azure-secret",
    ];
    let (plan, _) = json(&emulator, Planner::Person, &arguments);
    assert_eq!(
        step(&plan, "group")["text"],
        "it is in Contributors of Widgets"
    );
}
