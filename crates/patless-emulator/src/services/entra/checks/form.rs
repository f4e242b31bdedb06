//! Checks of the form fields.

use crate::services::entra::refusal::Refusal;
use crate::wire::{Form, Request};

/// Fields of a client credentials grant.
pub(super) struct Fields<'a> {
    /// Client ID as text.
    pub(super) client_id: &'a str,
    /// Scope.
    pub(super) scope: &'a str,
    /// Credential of the client.
    pub(super) credential: Credential<'a>,
}

/// Credential of the client.
pub(super) enum Credential<'a> {
    /// An assertion.
    Assertion(&'a str),
    /// A client secret.
    Secret(&'a str),
}

/// Checks that the method is POST.
pub(super) fn check_method(request: &Request) -> Result<(), Refusal> {
    if request.method == "POST" {
        return Ok(());
    }
    Err(Refusal::invalid_request(
        900_561,
        format!(
            "The endpoint only accepts POST requests. Received a {} request.",
            request.method,
        ),
    ))
}

/// Reads the fields.
pub(super) fn fields(form: &Form) -> Result<Fields<'_>, Refusal> {
    refuse_duplicates(form)?;
    let grant_type = required(form, "grant_type")?;
    let client_id = required(form, "client_id")?;
    if form.field("resource").is_some() {
        return Err(Refusal::invalid_request(
            901_002,
            "The 'resource' request parameter is not supported.".to_owned(),
        ));
    }
    let scope = required(form, "scope")?;
    let credential = credential(form)?;
    check_grant_type(grant_type)?;
    Ok(Fields {
        client_id,
        scope,
        credential,
    })
}

/// Checks that no field is duplicated, unknown fields included.
pub(super) fn refuse_duplicates(form: &Form) -> Result<(), Refusal> {
    let names = form.names();
    let mut numbered = names.iter().enumerate();
    match numbered.find(|&(index, name)| names[..index].contains(name)) {
        None => Ok(()),
        Some((_, name)) => Err(Refusal::invalid_request(
            9_000_411,
            format!("The request is not properly formatted. The parameter '{name}' is duplicated."),
        )),
    }
}

/// Reads a required field. An empty field counts as missing.
pub(in crate::services::entra) fn required<'a>(
    form: &'a Form,
    name: &str,
) -> Result<&'a str, Refusal> {
    form.field(name).ok_or_else(|| {
        Refusal::invalid_request(
            900_144,
            format!("The request body must contain the following parameter: '{name}'."),
        )
    })
}

/// Reads the credential of the client.
fn credential(form: &Form) -> Result<Credential<'_>, Refusal> {
    let is_jwt = form.field("client_assertion_type") == Some(JWT_BEARER);
    match (form.field("client_assertion"), form.field("client_secret")) {
        (Some(assertion), _) if is_jwt => Ok(Credential::Assertion(assertion)),
        (None, Some(secret)) => Ok(Credential::Secret(secret)),
        _ => Err(no_credential()),
    }
}

/// Makes the refusal of a request without a credential.
pub(super) fn no_credential() -> Refusal {
    Refusal::invalid_client(
        7_000_218,
        "The request body must contain the following parameter: 'client_assertion' or \
         'client_secret'."
            .to_owned(),
    )
}

/// Checks that the grant type is `client_credentials`.
fn check_grant_type(grant_type: &str) -> Result<(), Refusal> {
    if grant_type == "client_credentials" {
        return Ok(());
    }
    Err(Refusal::bad_request(
        "unsupported_grant_type",
        70003,
        format!("The app requested an unsupported grant type '{grant_type}'."),
    ))
}

const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
