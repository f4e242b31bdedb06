//! What a request shows about its sender and its assertion, for the journal. It decides nothing.

use uuid::Uuid;

use super::azure_devops::authentication;
use super::service::Service;
use super::{ServiceName, Shared};
use crate::journal::{Expectation, PresentedAssertion, Sender};
use crate::wire::{FEDERATION_AUDIENCE, FEDERATION_RESOURCE_ID, Request, UnverifiedJwt};
use crate::world::{Application, FederatedCredential};

/// Finds who sent a request: by the client ID at Entra, by the token elsewhere.
pub(super) fn sender(service: &Service, request: &Request) -> Option<Sender> {
    let shared = &service.shared;
    if service.name == ServiceName::Entra {
        let form = request.form();
        let client_id = form.field("client_id")?;
        return Some(
            client(shared, request, client_id)
                .map_or(Sender::Unknown, |it| Sender::Application(it.name.clone())),
        );
    }
    request.header("authorization")?;
    let token = authentication::secret(request);
    let known = token.and_then(|it| with_token(shared, &it));
    Some(known.unwrap_or(Sender::Unknown))
}

/// Finds who has a token.
fn with_token(shared: &Shared, token: &str) -> Option<Sender> {
    let world = &shared.world;
    if token == world.job.token {
        return Some(Sender::Job);
    }
    if token == world.workflow.request_token {
        return Some(Sender::Workflow);
    }
    if let Some(user) = shared.issued.user_token(token) {
        let person = world.person(user.user_id)?;
        return Some(Sender::Person(person.name.clone()));
    }
    let issued = shared.issued.access_token(token)?;
    let application = world.application_in(issued.tenant_id, issued.client_id)?;
    Some(Sender::Application(application.name.clone()))
}

/// Reads the claims of the assertion in a request to Entra, and finds what Entra expects of it.
pub(super) fn assertion(service: &Service, request: &Request) -> Option<PresentedAssertion> {
    if service.name != ServiceName::Entra {
        return None;
    }
    let form = request.form();
    let jwt = UnverifiedJwt::new(form.field("client_assertion")?)?;
    let client_id = form.field("client_id").unwrap_or_default();
    let application = client(&service.shared, request, client_id);
    Some(PresentedAssertion {
        issuer: jwt.claim("iss").to_owned(),
        subject: jwt.claim("sub").to_owned(),
        audience: jwt.claim("aud").to_owned(),
        expires_at_s: jwt.time("exp"),
        expectation: application.map_or(Expectation::UnknownClient, |it| expectation(it, &jwt)),
    })
}

/// Finds the application of a request in the tenant of its path, or in the tenant of the job.
fn client<'a>(shared: &'a Shared, request: &Request, client_id: &str) -> Option<&'a Application> {
    let client_id = Uuid::parse_str(client_id).ok()?;
    let tenant = request.segments.first()?;
    let mut tenants = shared.world.tenants();
    let tenant = tenants
        .find(|it| it.id.to_string() == *tenant || it.domain.eq_ignore_ascii_case(tenant))
        .map_or(shared.world.tenant.id, |it| it.id);
    shared.world.application_in(tenant, client_id)
}

/// Finds what Entra expects of an assertion of an application.
fn expectation(application: &Application, jwt: &UnverifiedJwt<'_>) -> Expectation {
    let client_id = application.client_id.to_string();
    if jwt.claim("iss").eq_ignore_ascii_case(&client_id) {
        return Expectation::Certificate;
    }
    let all = &application.federated_credentials;
    // The last of those that are equally near would win, and the first is meant.
    let nearest = all.iter().rev().max_by_key(|it| common_claims(it, jwt));
    nearest.map_or(Expectation::NoFederatedCredential, |it| {
        Expectation::Federated {
            nearest: it.clone(),
            count: all.len(),
        }
    })
}

/// Counts the claims that an assertion has in common with a federated credential.
fn common_claims(credential: &FederatedCredential, jwt: &UnverifiedJwt<'_>) -> usize {
    let audience = jwt.claim("aud");
    let is_audience = audience == credential.audience
        || (audience == FEDERATION_RESOURCE_ID && credential.audience == FEDERATION_AUDIENCE);
    [
        jwt.claim("iss") == credential.issuer,
        jwt.claim("sub") == credential.subject,
        is_audience,
    ]
    .into_iter()
    .filter(|it| *it)
    .count()
}
