//! Reads the inputs that name the identity: the service connection, and where Entra is asked.

use patless_core::{AuthorityHost, Loopback, ServiceConnectionId};

use super::input_names::{
    AUTHORITY_HOST, AZURE_DEVOPS_SERVICE_CONNECTION, AZURE_SUBSCRIPTION, CONNECTION_TYPE,
    SERVICE_CONNECTION,
};
use super::raw::Raw;
use crate::input_error::InputError;

/// Reads which service connection is meant.
pub(super) fn connection(inputs: &Raw<'_>) -> Result<ServiceConnectionId, InputError> {
    let (input, text) = match inputs.text(CONNECTION_TYPE) {
        None => azure_rm(inputs),
        Some(text) if text.eq_ignore_ascii_case("azureRM") => azure_rm(inputs),
        Some(text) if text.eq_ignore_ascii_case("azureDevOps") => (
            AZURE_DEVOPS_SERVICE_CONNECTION,
            inputs.text(AZURE_DEVOPS_SERVICE_CONNECTION),
        ),
        Some(text) => {
            let expected = "azureRM or azureDevOps";
            return Err(InputError::Value {
                input: CONNECTION_TYPE,
                text: text.to_owned(),
                expected,
            });
        }
    };
    let text = text.ok_or(InputError::Missing { input })?;
    ServiceConnectionId::parse(text).map_err(|source| InputError::Connection { input, source })
}

/// Reads where the user wants Entra to be asked.
pub(super) fn authority_host(inputs: &Raw<'_>) -> Result<Option<AuthorityHost>, InputError> {
    let loopback = Loopback::of_job(inputs.0);
    let told = |text| AuthorityHost::told("it", text, loopback);
    let host = inputs.text(AUTHORITY_HOST).map(told).transpose();
    host.map_err(|source| InputError::AuthorityHost {
        input: AUTHORITY_HOST,
        source,
    })
}

/// Azure DevOps gives an input under its name when the pipeline uses the alias; other runners may not.
fn azure_rm<'a>(inputs: &Raw<'a>) -> (&'static str, Option<&'a str>) {
    (
        SERVICE_CONNECTION,
        inputs
            .text(SERVICE_CONNECTION)
            .or_else(|| inputs.text(AZURE_SUBSCRIPTION)),
    )
}
