//! Microsoft Graph refuses a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[Row {
    cause: Cause::NoGraphPermission,
    patterns: &[
        Text("Authorization_RequestDenied"),
        Text("Insufficient privileges to complete the operation"),
        Text("PermissionScopeNotGranted"),
        Text("Application must have one of the following scopes"),
        Text("Missing role permissions on the request"),
        Text("Forbidden for url: https://graph.windows.net"),
        Text("Forbidden for url: https://graph.microsoft.com"),
    ],
    kind: Configuration,
    summary: "the identity has no permission in Microsoft Graph for this: roles of Azure do not count there",
    remedy: Do(
        "if this is az role assignment create, no permission is needed with --assignee-object-id OBJECT_ID --assignee-principal-type ServicePrincipal (User for a person) instead of --assignee. Else, for an app: add an application permission to it, such as Application.ReadWrite.OwnedBy, Group.Read.All or User.Read.All, and have an administrator consent (Entra, App registrations, API permissions). For a person: an Entra role, such as Application Administrator for apps, Groups Administrator for groups",
    ),
    retry: Retry::Never,
}];
