//! The ids of the identity as plain variables, under the names that `AzureCLI@2`, the Azure SDKs and Terraform use.

use patless_core::ServiceConnection;

use crate::variable_name::{InvalidVariableName, VariableName};

/// The variables that `identityVariables` sets, by what they hold.
///
/// Sources: `AzureCLI@2` for `AZURESUBSCRIPTION_…`, the credentials of the Azure SDKs for `AZURE_…`, the providers azurerm and
/// azapi for `ARM_…`.
const CONNECTION: [&str; 3] = [
    "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
    "ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID",
    "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID",
];
const TENANT: [&str; 3] = [
    "AZURESUBSCRIPTION_TENANT_ID",
    "AZURE_TENANT_ID",
    "ARM_TENANT_ID",
];
const CLIENT: [&str; 3] = [
    "AZURESUBSCRIPTION_CLIENT_ID",
    "AZURE_CLIENT_ID",
    "ARM_CLIENT_ID",
];
const SUBSCRIPTION: [&str; 2] = ["AZURE_SUBSCRIPTION_ID", "ARM_SUBSCRIPTION_ID"];

/// The variables for a service connection, with their values. One that the connection does not have is left out.
pub(super) fn of(connection: &ServiceConnection) -> Vec<(&'static str, String)> {
    let mut variables = Vec::new();
    let mut add = |names: &[&'static str], value: Option<String>| {
        let value = value.into_iter();
        variables
            .extend(value.flat_map(|value| names.iter().map(move |&name| (name, value.clone()))));
    };
    add(&CONNECTION, Some(connection.id().to_string()));
    add(&TENANT, connection.tenant().map(ToString::to_string));
    add(
        &CLIENT,
        connection.client().map(|client| client.to_string()),
    );
    add(
        &SUBSCRIPTION,
        connection.subscription().map(|id| id.to_string()),
    );
    variables
}

/// Refuses the name of one of these variables for a secret.
pub(super) fn check_names(names: &[VariableName]) -> Result<(), InvalidVariableName> {
    let all = [&CONNECTION[..], &TENANT, &CLIENT, &SUBSCRIPTION].concat();
    let taken = |name: &&VariableName| {
        let mut all = all.iter();
        all.any(|own| own.eq_ignore_ascii_case(name.as_str()))
    };
    match names.iter().find(taken) {
        Some(name) => Err(InvalidVariableName::OfIdentity(name.to_string())),
        None => Ok(()),
    }
}
