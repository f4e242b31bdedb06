//! Reads who the identity must be: the inputs `expectedTenant`, `expectedClient`, `expectedSubject`, `expectedIdentity` and
//! `policy`.

use patless_core::errors::InvalidIdentifier;
use patless_core::{ClientId, TenantId};

use super::input_names::{
    EXPECTED_CLIENT, EXPECTED_IDENTITY, EXPECTED_SUBJECT, EXPECTED_TENANT, POLICY,
};
use super::raw::Raw;
use crate::input_error::InputError;
use crate::stages::{Expected, Policy};

/// Reads the inputs.
pub(super) fn read(inputs: &Raw<'_>) -> Result<Expected, InputError> {
    Ok(Expected {
        tenant: id(inputs, EXPECTED_TENANT, TenantId::parse)?,
        client: id(inputs, EXPECTED_CLIENT, ClientId::parse)?,
        subject: inputs.text(EXPECTED_SUBJECT).map(str::to_owned),
        // An identity id of Azure DevOps is a GUID, as a client id is.
        identity: id(inputs, EXPECTED_IDENTITY, ClientId::parse)?.map(|id| id.to_string()),
        policy: match inputs.text(POLICY) {
            None => Policy::Enforce,
            Some(text) if text.eq_ignore_ascii_case("enforce") => Policy::Enforce,
            Some(text) if text.eq_ignore_ascii_case("audit") => Policy::Audit,
            Some(text) => {
                return Err(InputError::Value {
                    input: POLICY,
                    text: text.to_owned(),
                    expected: "enforce or audit",
                });
            }
        },
    })
}

fn id<T>(
    inputs: &Raw<'_>,
    input: &'static str,
    parse: impl Fn(&str) -> Result<T, InvalidIdentifier>,
) -> Result<Option<T>, InputError> {
    let id = inputs.text(input).map(parse).transpose();
    id.map_err(|source| InputError::Flag {
        flag: input,
        source,
    })
}
