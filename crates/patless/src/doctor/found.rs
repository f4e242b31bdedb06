//! The messages of checks that passed.

use patless_catalogue::federation::subject_shape;
use patless_core::azure_devops::{Directory, Identity};
use patless_core::{AccessToken, Assertion, Context, ServiceConnection, Target, TenantId};

use super::outcome::Finding;
use crate::report::recognizable;
use crate::stages::{ConnectionSource, Passed, RequestedScope, retirement};

/// Describes the result of a stage.
pub(super) fn found(passed: Passed<'_>) -> Finding {
    match passed {
        Passed::Inputs(scopes) => inputs(scopes),
        Passed::Environment(context) => environment(context),
        Passed::JobToken => "available".to_owned().into(),
        Passed::ServiceConnection(it, source) => connection(it, source),
        Passed::Assertion(it, _) => assertion(it),
        Passed::Claims(assertion, connection) => claims(assertion, connection),
        Passed::AccessToken(it) => token(it),
        Passed::Tenant(it, target, compared_with) => directory(it, target, compared_with),
        Passed::Identity(it) => identity(it),
        Passed::Project(part) | Passed::Repository(part) => {
            format!("the identity can read {part}").into()
        }
    }
}

/// The requested scopes.
fn inputs(scopes: &[RequestedScope]) -> Finding {
    let scopes: Vec<_> = scopes.iter().map(|scope| scope.text.as_str()).collect();
    format!("a token for {}", scopes.join(", ")).into()
}

/// The job's environment, and how servers are reached.
fn environment(context: &Context) -> Finding {
    Finding {
        text: "this is an Azure Pipelines job, and its URLs belong to its organization".to_owned(),
        values: context.settings().to_vec(),
    }
}

/// The access token, without its text.
fn token(token: &AccessToken) -> Finding {
    format!(
        "for {}, valid for {} min (Entra correlation id {})",
        token.scope(),
        token.lifetime().unwrap_or_default().as_secs() / 60,
        token.correlation_id().unwrap_or("none")
    )
    .into()
}

/// The tenant of the organization.
fn directory(directory: &Directory, target: &Target, compared_with: Option<&TenantId>) -> Finding {
    let organization = target.organization();
    let text = match directory {
        Directory::Tenant(tenant) if compared_with.is_some() => {
            format!("{organization} belongs to tenant {tenant}, like the service connection")
        }
        Directory::Tenant(tenant) => format!("{organization} belongs to tenant {tenant}"),
        _ => format!("{organization} does not disclose its tenant"),
    };
    text.into()
}

/// The identity in the organization.
fn identity(identity: &Identity) -> Finding {
    let name = identity.name.as_deref().unwrap_or("without a name");
    format!(
        "the organization recognizes it as {name} (identity id {})",
        identity.id
    )
    .into()
}

/// The ids of the connection, and where they come from if not from the agent.
fn connection(connection: &ServiceConnection, source: &ConnectionSource) -> Finding {
    let told_by = match source {
        ConnectionSource::Told { told_by, .. } => format!(", from {told_by}"),
        ConnectionSource::Agent { .. } => String::new(),
    };
    let of = match (connection.tenant(), connection.client()) {
        (Some(tenant), Some(client)) => {
            let client = recognizable(&client.to_string());
            format!("tenant {tenant}, client {client}")
        }
        _ => "the managed identity of this machine".to_owned(),
    };
    format!("{}: {of}{told_by}", connection.id()).into()
}

/// The assertion, without its claims.
fn assertion(assertion: &Assertion) -> Finding {
    let lifetime = assertion
        .lifetime()
        .map_or("an unknown time".to_owned(), |left| {
            format!("{} s", left.as_secs())
        });
    format!(
        "Azure DevOps issued one, valid for {lifetime} (request id {})",
        assertion.request_id().unwrap_or("none")
    )
    .into()
}

/// The claims of the assertion.
fn claims(assertion: &Assertion, connection: &ServiceConnection) -> Finding {
    let claims = assertion.claims();
    let text = |claim: &Option<String>| claim.clone().unwrap_or_else(|| "(none)".to_owned());
    let subject = text(&claims.subject);
    // The agent may mask issuer and subject as a whole, but not their parts.
    let parts = subject_shape(&subject).to_string();
    let mut values = vec![
        ("issuer", text(&claims.issuer)),
        ("subject", subject),
        ("audience", text(&claims.audience)),
    ];
    values.extend(retirement(assertion, connection).map(|text| ("note", text.to_owned())));
    Finding {
        text: parts,
        values,
    }
}
