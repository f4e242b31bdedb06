//! Owns what is said of a check that passed.

use patless_core::{AccessToken, Directory, Identity, ServiceConnection, Target};

use super::{Finding, Question};
use crate::report::Report;

/// Says what the doctor was asked about.
pub(super) fn inputs(question: &Question) -> Finding {
    let scopes: Vec<_> = question
        .scopes
        .iter()
        .map(|scope| scope.text.as_str())
        .collect();
    format!(
        "service connection {}, for {}",
        question.connection.id(),
        scopes.join(", ")
    )
    .into()
}

/// Says what token there is.
pub(super) fn token(token: &AccessToken) -> Finding {
    format!(
        "for {}, good for {} min (Entra correlation id {})",
        token.scope(),
        token.lifetime().as_secs() / 60,
        token.correlation_id()
    )
    .into()
}

/// Says which tenant the organization is of.
pub(super) fn directory(directory: &Directory, target: &Target, compared: bool) -> Finding {
    let organization = target.organization();
    let text = match directory {
        Directory::Tenant(tenant) if compared => {
            format!("{organization} is of tenant {tenant}, as the service connection is")
        }
        Directory::Tenant(tenant) => format!("{organization} is of tenant {tenant}"),
        _ => format!("{organization} does not tell its tenant"),
    };
    text.into()
}

/// Says who the identity is.
pub(super) fn identity(identity: &Identity) -> Finding {
    let name = identity.name.as_deref().unwrap_or("without a name");
    format!(
        "the organization knows it as {name} (identity id {})",
        identity.id
    )
    .into()
}

/// Says what the service connection gives.
pub(super) fn connection(connection: &ServiceConnection) -> Finding {
    format!(
        "{}: tenant {}, client {}",
        connection.id(),
        connection.tenant(),
        Report::recognizable(&connection.client().to_string())
    )
    .into()
}
