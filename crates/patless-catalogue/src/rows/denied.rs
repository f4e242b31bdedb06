//! Azure DevOps denies what a request asks for, and says why.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. A special case comes before the general one.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ExpiredPat,
        patterns: &[
            Text("The Personal Access Token used has expired"),
            // The header X-TFS-ServiceError in the agent's diagnostic log.
            Text("%20Personal%20Access%20Token%20used%20has%20expired"),
        ],
        kind: Configuration,
        summary: "the personal access token has expired",
        remedy: Do(
            "renew it in User settings, Personal access tokens (Regenerate), and store the new one where the program reads it. In a pipeline, an access token from Patless needs no renewal: each run gets a new one",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AddUsersPermission,
        patterns: &[All(&[
            Text("needs the following permission(s) on the resource Users"),
            Text("Add Users"),
        ])],
        kind: Configuration,
        summary: "the identity may not add users to the organization, or may not choose their access level",
        remedy: Do(
            "have a Project Collection Administrator or the owner of the organization add the user. An administrator of a project can do so only without an access level, and if the policy 'Allow team and project administrators to invite new users' is on",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MissingPermission,
        patterns: &[
            Text("needs the following permission(s)"),
            TypeKey("AccessCheckException"),
        ],
        kind: Configuration,
        summary: "the identity lacks a permission",
        remedy: Do("grant the identity the permission {permission} on {resource}"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OperationNotAllowed,
        patterns: &[
            TypeKey("InvalidAccessException"),
            Text("The requested operation is not allowed"),
        ],
        kind: Configuration,
        summary: "Azure DevOps does not allow this operation with this kind of token",
        remedy: Do(
            "use an access token of Entra instead of a personal access token: from Patless, or az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --query accessToken --output tsv, as Authorization: Bearer",
        ),
        retry: Retry::Never,
    },
];
