//! Assigning roles: the right to do so, and assignments that Azure refuses.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::CannotAssignRoles,
        patterns: &[
            All(&[
                Text("Microsoft.Authorization/roleAssignments/write"),
                Any(&[
                    Text("does not have authorization to perform action"),
                    Text("does not have permission to perform action"),
                    Text(
                        "does not have authorization or an ABAC condition not fulfilled to perform action",
                    ),
                ]),
            ]),
            All(&[
                Text("Microsoft.Authorization/roleAssignments/delete"),
                Any(&[
                    Text("does not have authorization to perform action"),
                    Text("does not have permission to perform action"),
                    Text(
                        "does not have authorization or an ABAC condition not fulfilled to perform action",
                    ),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the identity may not assign roles: Contributor does not include that",
        remedy: Do(
            "give it Role Based Access Control Administrator (or User Access Administrator, or Owner): az role assignment create --role 'Role Based Access Control Administrator' --assignee-object-id {object id} --scope SCOPE, run by an owner; SCOPE is the scope in the message up to /providers/Microsoft.Authorization. If it has that role already, a condition of its assignment may exclude the role that it assigns. Or have somebody else assign the role, and take it out of the template",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RoleAssignmentOfAnother,
        patterns: &[
            Text("RoleAssignmentUpdateNotPermitted"),
            Text(
                "Tenant ID, application ID, principal ID, and scope are not allowed to be updated",
            ),
        ],
        kind: Configuration,
        summary: "a role assignment with the same name exists for another identity, usually one that was deleted and created again",
        remedy: Do(
            "delete the old assignment, which shows no name: az role assignment list --scope SCOPE --query \"[?principalName==''].id\", then az role assignment delete --ids ID. In the template, make the name of the assignment depend on the identity: guid(SCOPE, PRINCIPAL_ID, ROLE_ID)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RoleAssignmentExists,
        patterns: &[
            Text("RoleAssignmentExists"),
            All(&[
                Text("The role assignment already exists"),
                Text("Microsoft.Authorization"),
            ]),
        ],
        kind: Configuration,
        summary: "the identity has this role at this scope already, under another assignment",
        remedy: Do(
            "nothing is missing. In Terraform, import the assignment or delete the existing one; in a template, use the name of the existing assignment; in a script, ignore this error",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RoleAssignmentLimit,
        patterns: &[
            Text("RoleAssignmentLimitExceeded"),
            Text("No more role assignments can be created"),
        ],
        kind: Configuration,
        summary: "the subscription has as many role assignments as Azure allows",
        remedy: Do(
            "assign roles to groups instead of single identities, or at a higher scope, and delete assignments whose identity is gone: az role assignment list --all --query \"[?principalName==''].id\"",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PrincipalNotFound,
        patterns: &[
            All(&[Text("does not exist in the directory"), Text("principal")]),
            Text("Cannot find user or service principal in graph database"),
        ],
        kind: Configuration,
        summary: "Azure did not find the identity to which a role is to be assigned: it is new, it is in another tenant, or the id is not that of the service principal",
        remedy: Do(
            "for a new service principal or managed identity, set the principal's type (principalType: ServicePrincipal in templates; az: --assignee-object-id OBJECT_ID --assignee-principal-type ServicePrincipal; for a person User, for a group Group) and try again. The id must be the object id of the enterprise application, not of the app registration: az ad sp show --id {client} --query id; of a managed identity, its principal id",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::LinkedSubscriptionNotFound,
        patterns: &[All(&[
            Text("however the linked subscription"),
            Text("was not found"),
        ])],
        kind: Configuration,
        summary: "the id of a linked resource names a subscription that does not exist",
        remedy: Do(
            "correct the id of the linked resource in the template: the subscription after 'linked subscription' is a placeholder or misspelled. az account list --all --query '[].id' shows those that exist. If the template does not set such an id, the resource has kept an old one: az resource show --ids RESOURCE_ID, with the id after 'on scope'",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::LinkedTenant,
        patterns: &[Text("is not authorized to access linked subscription")],
        kind: Configuration,
        summary: "the linked resource is in another tenant than the request's token, or Azure has not applied a new registration yet",
        remedy: Do(
            "if the linked subscription is in another tenant, send a second token for it (in Terraform, auxiliary_tenant_ids), from an identity that has a service principal and a role in both tenants. If both are in the same tenant, wait ten minutes and try again",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::LinkedResourceRole,
        patterns: &[
            Text("LinkedAuthorizationFailed"),
            Text("LinkedAccessCheckFailed"),
            Text("on the linked scope(s)"),
        ],
        kind: Configuration,
        summary: "the identity may create the resource, but has no role on another resource that it is linked to",
        remedy: Do(
            "give it a role on the linked resource, which the message names after 'linked scope': Network Contributor for a subnet, address, route table or other part of a network, Managed Identity Operator for a user-assigned identity, Log Analytics Contributor for a workspace, else Contributor: az role assignment create --role ROLE --assignee-object-id OBJECT_ID --scope LINKED_RESOURCE_ID. OBJECT_ID is in the message, or that of the identity that deploys: az ad sp show --id CLIENT_ID --query id",
        ),
        retry: Retry::Never,
    },
];
