//! Owns what is said of a check that passed.

use patless_core::{AccessToken, Context, Directory, Identity, ServiceConnection, Target};

use super::{ConnectionSource, Finding, WantedScope};
use crate::report::recognizable;

/// Says what was asked for.
pub(super) fn inputs(scopes: &[WantedScope]) -> Finding {
    let scopes: Vec<_> = scopes.iter().map(|scope| scope.text.as_str()).collect();
    format!("a token for {}", scopes.join(", ")).into()
}

/// Says what the job was given, and how servers are reached.
pub(super) fn environment(context: Option<&Context>) -> Finding {
    Finding {
        text: "this is a job of Azure Pipelines, with URLs of its own organization".to_owned(),
        values: context.map(|it| it.settings().to_vec()).unwrap_or_default(),
    }
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

/// Says which ids there are, and who told them where that was not the agent.
pub(super) fn connection(
    connection: &ServiceConnection,
    source: Option<&ConnectionSource>,
) -> Finding {
    let told_by = match source {
        Some(ConnectionSource::Told { told_by, .. }) => format!(", as {told_by} tell"),
        _ => String::new(),
    };
    format!(
        "{}: tenant {}, client {}{told_by}",
        connection.id(),
        connection.tenant(),
        recognizable(&connection.client().to_string())
    )
    .into()
}
