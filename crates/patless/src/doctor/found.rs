//! What a check that passed says.

use patless_catalogue::federation::subject_shape;
use patless_core::{
    AccessToken, Assertion, Context, Directory, Identity, ServiceConnection, Target, TenantId,
};

use super::outcome::Finding;
use crate::report::recognizable;
use crate::stages::{ConnectionSource, Passed, RequestedScope, retirement};

/// Puts what a stage got into words.
pub(super) fn found(passed: Passed<'_>) -> Finding {
    match passed {
        Passed::Inputs(scopes) => inputs(scopes),
        Passed::Environment(context) => environment(context),
        Passed::JobToken => "it is there".to_owned().into(),
        Passed::ServiceConnection(it, source) => connection(it, source),
        Passed::Assertion(it, _) => assertion(it),
        Passed::Claims(assertion, connection) => claims(assertion, connection),
        Passed::AccessToken(it) => token(it),
        Passed::Tenant(it, target, compared_with) => directory(it, target, compared_with),
        Passed::Identity(it) => identity(it),
        Passed::Project(part) | Passed::Repository(part) => {
            format!("the identity sees {part}").into()
        }
    }
}

/// Says what was asked for.
fn inputs(scopes: &[RequestedScope]) -> Finding {
    let scopes: Vec<_> = scopes.iter().map(|scope| scope.text.as_str()).collect();
    format!("a token for {}", scopes.join(", ")).into()
}

/// Says what the job was given, and how servers are reached.
fn environment(context: &Context) -> Finding {
    Finding {
        text: "this is a job of Azure Pipelines, with URLs of its own organization".to_owned(),
        values: context.settings().to_vec(),
    }
}

/// Says what token there is.
fn token(token: &AccessToken) -> Finding {
    format!(
        "for {}, good for {} min (Entra correlation id {})",
        token.scope(),
        token.lifetime().as_secs() / 60,
        token.correlation_id()
    )
    .into()
}

/// Says which tenant the organization is of.
fn directory(directory: &Directory, target: &Target, compared_with: Option<&TenantId>) -> Finding {
    let organization = target.organization();
    let text = match directory {
        Directory::Tenant(tenant) if compared_with.is_some() => {
            format!("{organization} is of tenant {tenant}, as the service connection is")
        }
        Directory::Tenant(tenant) => format!("{organization} is of tenant {tenant}"),
        _ => format!("{organization} does not tell its tenant"),
    };
    text.into()
}

/// Says who the identity is.
fn identity(identity: &Identity) -> Finding {
    let name = identity.name.as_deref().unwrap_or("without a name");
    format!(
        "the organization knows it as {name} (identity id {})",
        identity.id
    )
    .into()
}

/// Says which ids there are, and who told them where that was not the agent.
fn connection(connection: &ServiceConnection, source: &ConnectionSource) -> Finding {
    let told_by = match source {
        ConnectionSource::Told { told_by, .. } => format!(", as {told_by} tell"),
        ConnectionSource::Agent { .. } => String::new(),
    };
    format!(
        "{}: tenant {}, client {}{told_by}",
        connection.id(),
        connection.tenant(),
        recognizable(&connection.client().to_string())
    )
    .into()
}

/// Says what came, without what it says.
fn assertion(assertion: &Assertion) -> Finding {
    let lifetime = assertion
        .lifetime()
        .map_or("an unknown time".to_owned(), |left| {
            format!("{} s", left.as_secs())
        });
    format!(
        "Azure DevOps gave one, good for {lifetime} (request id {})",
        assertion.request_id().unwrap_or("none")
    )
    .into()
}

/// Says what the assertion says.
fn claims(assertion: &Assertion, connection: &ServiceConnection) -> Finding {
    let claims = assertion.claims();
    let text = |claim: &Option<String>| claim.clone().unwrap_or_else(|| "(none)".to_owned());
    let subject = text(&claims.subject);
    // The agent may mask issuer and subject as wholes: their parts it does not.
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
