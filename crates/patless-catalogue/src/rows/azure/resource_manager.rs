//! Azure Resource Manager refuses a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::DenyAssignment,
        patterns: &[
            Text("DenyAssignmentAuthorizationFailed"),
            Text("access is denied because of the deny assignment"),
        ],
        kind: Configuration,
        summary: "the identity has the role, but a deny assignment blocks the action",
        remedy: Do(
            "change the resource through what manages it, whose name is in the deny assignment: a managed application, a Databricks workspace, a deployment stack. A deployment stack can exclude the identity (denySettings excludedPrincipals); no role overrides a deny assignment",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzurePolicy,
        patterns: &[
            Text("RequestDisallowedByPolicy"),
            Text("was disallowed by policy"),
            All(&[Text("validation.gatekeeper.sh"), Text("[azurepolicy")]),
        ],
        kind: Configuration,
        summary: "an Azure Policy forbids this resource or this setting; roles are not the problem",
        remedy: Do(
            "the message names the policy and its assignment: change what it demands (often location, tags, SKU or public access), or ask its owner for an exemption",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RegionNotAllowed,
        patterns: &[Text("RequestDisallowedByAzure")],
        kind: Configuration,
        summary: "Azure does not offer this region, or this resource in it, to the subscription",
        remedy: Do(
            "use another region: az policy assignment list shows the regions that the subscription is limited to, if it is",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ResourceLock,
        patterns: &[
            Text("ScopeLocked"),
            Text("because following scope(s) are locked"),
        ],
        kind: Configuration,
        summary: "a lock protects the resource; the role is not the problem",
        remedy: Do(
            "find the lock: az lock list --resource-group GROUP; remove it for the change: az lock delete --ids LOCK_ID, which Owner or User Access Administrator may do. A read-only lock also blocks actions such as listing keys",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAzureRole,
        patterns: &[
            Text("does not have authorization to perform action"),
            Text(
                "does not have authorization or an ABAC condition not fulfilled to perform action",
            ),
            All(&[
                Text("does not have permission to perform action"),
                Text("Microsoft."),
            ]),
            All(&[Text("AuthorizationFailed"), Text("management.azure.com")]),
        ],
        kind: Configuration,
        summary: "the identity has no Azure role that allows this action",
        remedy: Do(
            "give it a role that includes {permission}: az role assignment create --role ROLE --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope '{resource}' (if that does not exist yet, its resource group). A new role takes a few minutes to apply, and needs a new sign-in; a role that is only eligible (PIM) must be activated first",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoRoleOnGroup,
        patterns: &[All(&[
            Text("Failed to check the resource group status"),
            Any(&[Text("403"), Text("Forbidden")]),
        ])],
        kind: Configuration,
        summary: "the service connection's identity has no role on the resource group, or the group is in another subscription",
        remedy: Do(
            "give it a role such as Contributor on the group: az role assignment create --role Contributor --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --resource-group GROUP; to let the task create the group, on the subscription. Check the task's input subscriptionId",
        ),
        retry: Retry::Never,
    },
];
