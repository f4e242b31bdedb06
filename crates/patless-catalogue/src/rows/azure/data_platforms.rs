//! Synapse, Fabric, Dataverse and Databricks: services with users of their own.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoSynapseRole,
        patterns: &[Text("does not have the required Synapse RBAC permission")],
        kind: Configuration,
        summary: "the identity has no Synapse role: roles of Azure do not count in Synapse Studio",
        remedy: Do(
            "assign one in the workspace: az synapse role assignment create --workspace-name WORKSPACE --role ROLE --assignee OBJECT_ID. By the action in the message: useCompute needs Synapse Compute Operator, useSecret Synapse Credential User, read Synapse User, write or delete Synapse Artifact Publisher; Synapse Administrator includes all. The object id is the principal in the message",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoFabricAccess,
        patterns: &[
            Text("API is not accessible for application"),
            Text("PowerBINotAuthorizedException"),
        ],
        kind: Configuration,
        summary: "the tenant's settings let no service principal use the APIs of Fabric and Power BI, or the identity is no member of the workspace",
        remedy: Do(
            "'not accessible for application': have a Fabric administrator enable the use of APIs by service principals (Admin portal, Tenant settings, Developer settings: Service principals can call Fabric public APIs) for a group that contains the identity. 'PowerBINotAuthorizedException': add the identity to the workspace (Manage access) as Contributor or higher",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotInEnvironment,
        patterns: &[
            Text("0x80072560"),
            All(&[
                Text("The user is not a member of the organization"),
                Any(&[
                    Text("dynamics.com"),
                    Text("Dataverse"),
                    Text("Power Platform"),
                    Text("PowerApps"),
                    Text("Power Apps"),
                ]),
            ]),
            Text("No Dataverse organization was found matching the specified criteria"),
        ],
        kind: Configuration,
        summary: "the user or application is no user of the Power Platform (Dataverse) environment, or the environment's address is wrong",
        remedy: Do(
            "check the address: pac org list. Add an application with a security role: pac admin assign-user --environment ENVIRONMENT --user {client} --role 'System Administrator' --application-user (a person: with the address as --user, without --application-user); or in the Power Platform admin center (Environments, Settings, Users or Application users)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DataverseRole,
        patterns: &[
            Text("SecLib::CheckPrivilege failed"),
            Text("SecLib::AccessCheckEx failed"),
        ],
        kind: Configuration,
        summary: "the user or application user lacks a privilege in the Power Platform (Dataverse) environment",
        remedy: Do(
            "give it a security role that includes the privilege that the message names (System Customizer or System Administrator for deployments of solutions)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DatabricksToken,
        patterns: &[All(&[
            Text("Invalid access token"),
            Any(&[Text("databricks"), Text("azuredatabricks.net")]),
        ])],
        kind: Configuration,
        summary: "Databricks does not accept the token: it has expired, is for another resource, or is from another tenant",
        remedy: Do(
            "check that DATABRICKS_HOST is this workspace and, in a pipeline, that the variable is mapped in env:. Request the token for 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d in the workspace's tenant: az account get-access-token --resource 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d (in Patless, scope: databricks). An expired token of Databricks itself (dapi…): create a new one in its Settings, or databricks auth login --host https://WORKSPACE",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotInDatabricksWorkspace,
        patterns: &[
            All(&[
                Text("User not authorized"),
                Any(&[Text("databricks"), Text("azuredatabricks.net")]),
            ]),
            All(&[
                Text("is not a member of this workspace"),
                Any(&[Text("databricks"), Text("azuredatabricks.net")]),
            ]),
        ],
        kind: Configuration,
        summary: "the user or service principal is not in the Databricks workspace",
        remedy: Do(
            "have a workspace admin add it (Settings, Identity and access, Users or Service principals), with the entitlement Workspace access. The token must be for 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d (in Patless, scope: databricks). Contributor on the Azure resource works only with the header X-Databricks-Azure-Workspace-Resource-Id",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoKustoRole,
        patterns: &[All(&[
            Text("is not authorized"),
            Any(&[Text("aadapp="), Text("aaduser=")]),
        ])],
        kind: Configuration,
        summary: "the identity has no role in the Azure Data Explorer (Kusto, Eventhouse) database",
        remedy: Do(
            "run in the database, as its administrator: .add database DATABASE viewers ('PRINCIPAL'), with ingestors instead of viewers to write; PRINCIPAL as the message names it (aadapp=CLIENT_ID;TENANT_ID or aaduser=…). Roles of Azure such as Contributor do not count there",
        ),
        retry: Retry::Never,
    },
];
