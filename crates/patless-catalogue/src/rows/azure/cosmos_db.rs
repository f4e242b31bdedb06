//! Azure Cosmos DB refuses a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoCosmosRole,
        patterns: &[Text(
            "does not have required RBAC permissions to perform action",
        )],
        kind: Configuration,
        summary: "the identity has no role on the data of the Cosmos DB account: roles of Azure such as Contributor do not count there",
        remedy: Do(
            "assign one of Cosmos DB's own: az cosmosdb sql role assignment create --account-name ACCOUNT --resource-group GROUP --scope / --principal-id PRINCIPAL_ID --role-definition-id 00000000-0000-0000-0000-000000000002 (Built-in Data Contributor; …0001 is the reader). The principal id is in the message",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CosmosControlPlane,
        patterns: &[Text("cannot be authorized by AAD token in data plane")],
        kind: Configuration,
        summary: "databases, containers and throughput of Cosmos DB cannot be created or changed with an access token for its data",
        remedy: Do(
            "create them through Azure Resource Manager (az cosmosdb sql database create, az cosmosdb sql container create, Bicep, Terraform), for which the identity needs a role such as DocumentDB Account Contributor; in the program, leave out CreateDatabaseIfNotExists and the like",
        ),
        retry: Retry::Never,
    },
];
