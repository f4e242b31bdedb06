//! Azure DevOps knows the identity, but it lacks a permission, a role or an access level there.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AccessLevel,
        patterns: &[
            Text("TF400409"),
            All(&[TypeKey("MissingLicenseException"), Text("licensing rights")]),
        ],
        kind: Configuration,
        summary: "the identity's access level does not include this feature",
        remedy: Do(
            "raise it in https://dev.azure.com/{organization}/_settings/users: Stakeholder has no repositories, Basic has, and test plans need Basic + Test Plans",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProjectPermission,
        patterns: &[Text("TF50309")],
        kind: Configuration,
        summary: "the identity lacks a permission in the project or the organization",
        remedy: Do(
            "grant what the message names: 'View project-level information' comes with the project's group Readers; other permissions of a project are in Project settings, Permissions, and 'Create new projects' is in Organization settings, Permissions",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WorkItemNotReadable,
        patterns: &[Text("TF401232")],
        kind: Configuration,
        summary: "the work item does not exist in this organization, or the identity may not read it",
        remedy: Do(
            "check the number and the organization; then allow the identity 'View work items in this node' for the work item's area (Project settings, Project configuration, Areas, Security). A job's token reaches only its own project, unless 'Limit job authorization scope to current project' is off",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AreaPermission,
        patterns: &[Text("TF237111")],
        kind: Configuration,
        summary: "the identity may not save work items in this area",
        remedy: Do(
            "allow the identity 'Edit work items in this node' for the area (Project settings, Project configuration, Areas, Security), or set System.AreaPath to an area where it may: without it, the work item goes to the project's root",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TagPermission,
        patterns: &[
            All(&[Text("TF401289"), Text("create tags")]),
            Text("Azure::TagsCreationForbidden"),
        ],
        kind: Configuration,
        summary: "the identity may not create new tags for work items and labels for pull requests",
        remedy: Do(
            "allow the identity 'Create tag definition' (Project settings, Permissions), or use tags and labels that exist already",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PoolPermission,
        patterns: &[All(&[
            Text("Access denied"),
            Any(&[
                Text("needs Manage permissions for pool"),
                Text("needs Use permissions for pool"),
                Text("needs View permissions for pool"),
            ]),
        ])],
        kind: Configuration,
        summary: "the identity's role on the agent pool is too low",
        remedy: Do(
            "for Manage, such as to register an agent, make it Administrator of the pool in Organization settings, Agent pools, Security: the list in the project settings is not enough. For Use, make it User of the pool in Project settings, Agent pools, Security",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PipelinePermission,
        patterns: &[
            Text("TF215106"),
            Text("VS402904"),
            All(&[
                Text("Access denied"),
                Text("permissions for build pipeline"),
            ]),
            All(&[
                Text("Access denied"),
                Text("permissions for build definition"),
            ]),
        ],
        kind: Configuration,
        summary: "the identity lacks a permission on the pipeline",
        remedy: Do(
            "open the pipeline that the message names, More actions, Manage security, select the identity of the message, and set the permission to Allow: Deny elsewhere wins over it. To start a run with variables or parameters, 'Edit queue build configuration' is needed too. 'PROJECT Build Service (ORGANIZATION)' is the job's own token",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ResourceRole,
        patterns: &[All(&[
            Text("Access denied"),
            Text("to perform the action. For more information, contact the Azure DevOps"),
        ])],
        kind: Configuration,
        summary: "the identity's role on a resource of the pipelines is too low, such as an environment, a variable group or a deployment group",
        remedy: Do(
            "the message names the identity and what it may not do. Give it a role on the page of the resource (Security): Creator to create one, User to use it in a pipeline, Administrator to change it. Environments, the library and deployment groups also have a Security page for all of them",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AnalyticsPermission,
        patterns: &[Text("VS403527")],
        kind: Configuration,
        summary: "the identity may not read Analytics in every project that the query covers",
        remedy: Do(
            "put the project into the URL, and allow the identity 'View analytics' there (Project settings, Permissions); it needs the access level Basic. Without a token, the message is the same",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::IdentityNotAdded,
        patterns: &[Text(
            "Sorry, we couldn't add the identity. Please try a different identity",
        )],
        kind: Configuration,
        summary: "the identity cannot be added to this list: it is not a user of the organization yet, or has the right already",
        remedy: Do(
            "add it first in Organization settings, Users, with the access level Basic. Owners and administrators of the organization have every right on its agent pools, and need no entry",
        ),
        retry: Retry::Never,
    },
];
