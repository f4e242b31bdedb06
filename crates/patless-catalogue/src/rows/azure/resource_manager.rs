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
            "find the lock at the scope that the message names, or above it: az lock list (with --resource-group GROUP for those in a group); remove it for the change: az lock delete --ids LOCK_ID, which Owner or User Access Administrator may do. A read-only lock also blocks actions such as listing keys",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoLockOrPolicyRole,
        patterns: &[All(&[
            Any(&[
                Text("does not have authorization to perform action"),
                Text(
                    "does not have authorization or an ABAC condition not fulfilled to perform action",
                ),
                Text("does not have permission to perform action"),
            ]),
            Any(&[
                Text("action 'Microsoft.Authorization/locks"),
                Text("action 'Microsoft.Authorization/policyAssignments"),
                Text("action 'Microsoft.Authorization/policyDefinitions"),
                Text("action 'Microsoft.Authorization/policySetDefinitions"),
                Text("action 'Microsoft.Authorization/policyExemptions"),
                Text("action 'Microsoft.Authorization/roleDefinitions"),
            ]),
            Any(&[Text("/write'"), Text("/delete'"), Text("/action'")]),
        ])],
        kind: Configuration,
        summary: "locks, policies and role definitions are beyond the identity's role: Contributor does not include them",
        remedy: Do(
            "give it User Access Administrator at the scope before /providers/Microsoft.Authorization in the message (for policies alone, Resource Policy Contributor): az role assignment create --role 'User Access Administrator' --assignee-object-id {object id} --scope SCOPE, run by an owner. Or take the lock, policy or role definition out of the template, and have an administrator create it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoRootDeploymentRole,
        patterns: &[All(&[
            Any(&[
                Text("does not have authorization to perform action"),
                Text(
                    "does not have authorization or an ABAC condition not fulfilled to perform action",
                ),
                Text("does not have permission to perform action"),
            ]),
            Any(&[
                Text("over scope '/providers/Microsoft.Resources/deployments"),
                Text("at scope '/providers/Microsoft.Resources/deployments"),
            ]),
        ])],
        kind: Configuration,
        summary: "the template is deployed at the root of the tenant, where the identity has no role: Owner of a subscription, or Global Administrator, is not enough",
        remedy: Do(
            "if the template does not need the tenant's root, deploy it lower (az deployment sub create, or in PowerShell New-AzSubscriptionDeployment), with the matching targetScope. Else a Global Administrator elevates access (Entra, Properties: Access management for Azure resources), signs in again and runs az role assignment create --role Contributor --assignee-object-id {object id} --scope / (to assign roles as well: Owner)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoDeploymentRole,
        patterns: &[All(&[
            Any(&[
                Text("does not have authorization to perform action"),
                Text(
                    "does not have authorization or an ABAC condition not fulfilled to perform action",
                ),
                Text("does not have permission to perform action"),
            ]),
            Text("action 'Microsoft.Resources/deployments"),
            Any(&[Text("/write'"), Text("/action'")]),
        ])],
        kind: Configuration,
        summary: "the identity has no Azure role for deployments of templates at this scope",
        remedy: Do(
            "give it Contributor there: az role assignment create --role Contributor --assignee-object-id {object id} --scope SCOPE. SCOPE is the scope in the message without /providers/Microsoft.Resources/deployments/…: a resource group for az deployment group, the whole subscription for az deployment sub. If it is not the one you meant, select the subscription: az account set --subscription NAME_OR_ID. A template that assigns roles needs Owner. A new role takes a few minutes to apply and needs a new sign-in",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoReaderRole,
        patterns: &[All(&[
            Any(&[
                Text("does not have authorization to perform action"),
                Text(
                    "does not have authorization or an ABAC condition not fulfilled to perform action",
                ),
                Text("does not have permission to perform action"),
            ]),
            Any(&[Text("/read' over scope"), Text("/read' at scope")]),
        ])],
        kind: Configuration,
        summary: "the identity has no Azure role that allows reading this",
        remedy: Do(
            "give it Reader, or Contributor if it has to change or deploy something next: az role assignment create --role Reader --assignee-object-id {object id} --scope '{resource}' (of something that does not exist yet, name the resource group). If the message names the wrong subscription, select the right one: az account set --subscription NAME_OR_ID, or the service connection's. A new role takes a few minutes to apply and needs a new sign-in; a role that is only eligible (PIM) must be activated first",
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
            "give it a role that includes {permission}; Contributor includes nearly everything but assigning roles and access to data: az role assignment create --role Contributor --assignee-object-id {object id} --scope '{resource}' (of something that does not exist yet, name the resource group). If the message names the wrong subscription, select the right one: az account set --subscription NAME_OR_ID, or the service connection's. A new role takes a few minutes to apply and needs a new sign-in; a role that is only eligible (PIM) must be activated first",
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
            "give it Contributor on the group, in the subscription that the task's input names: az role assignment create --role Contributor --assignee-object-id OBJECT_ID --scope /subscriptions/SUBSCRIPTION_ID/resourceGroups/GROUP (to let the task create the group, leave out /resourceGroups/GROUP). OBJECT_ID: az ad sp show --id CLIENT_ID --query id, with the client id that the service connection's page shows",
        ),
        retry: Retry::Never,
    },
];
