//! The values that a report shows beside its first line, and those that a remedy names.

use std::error::Error;

use patless_catalogue::federation::subject_shape;
use patless_catalogue::{Field, Values, values_in};
use patless_core::SourceError;
use patless_core::errors::Rejection;

use super::recognizable::recognizable;
use crate::failure::Failure;

/// Values that help, by name.
pub(super) fn values(error: &Failure) -> Vec<(&'static str, String)> {
    match error {
        Failure::Assertion(source) => answered(error, source.request_id()),
        Failure::Exchange { source, .. } => match source.rejection() {
            Some(rejection) => {
                let mut values = rejected_values(rejection);
                values.extend(said(error));
                values
            }
            None => source
                .correlation_id()
                .map(|id| ("correlation id", id.to_owned()))
                .into_iter()
                .collect(),
        },
        Failure::Target { source, client, .. } => {
            let client = client.map(|id| ("client", recognizable(&id.to_string())));
            let answered = answered(error, source.request_id());
            client.into_iter().chain(answered).collect()
        }
        Failure::Source(SourceError::Nowhere(sources)) => {
            let sources = sources.iter();
            sources
                .map(|it| (it.source_name.as_str(), it.reason.clone()))
                .collect()
        }
        Failure::PipelineAssertion { subject } => {
            vec![("subject of", subject_shape(subject).to_string())]
        }
        _ => Vec::new(),
    }
}

/// The server's own message, labeled with the server.
pub(crate) fn said(error: &Failure) -> Vec<(&'static str, String)> {
    let refusal = error.refusal();
    let refusal = refusal.map(|refusal| ("Azure DevOps says", refusal.to_string()));
    let rejection = error.rejection();
    let rejection = rejection.map(|it| ("Entra says", it.description.clone()));
    let all = refusal.into_iter().chain(rejection);
    all.filter(|(_, words)| !words.is_empty()).collect()
}

/// What Azure DevOps said, and the id that it gave the request.
fn answered(error: &Failure, request_id: Option<&str>) -> Vec<(&'static str, String)> {
    let id = request_id.map(|id| ("request id", id.to_owned()));
    said(error).into_iter().chain(id).collect()
}

/// The five values that must match the federated credential, and the ids for Entra's sign-in log.
fn rejected_values(rejection: &Rejection) -> Vec<(&'static str, String)> {
    let mut values = Vec::new();
    if let Some(claims) = &rejection.claims {
        let unknown = || "(not in the assertion)".to_owned();
        let subject = claims.subject.clone().unwrap_or_else(unknown);
        // The agent may mask issuer and subject as a whole, but not their parts.
        let parts = subject_shape(&subject).to_string();
        values.extend([
            ("issuer", claims.issuer.clone().unwrap_or_else(unknown)),
            ("subject", subject),
            ("subject of", parts),
        ]);
        if let Some(comparison) = rejection.comparison()
            && !comparison.differences.is_empty()
        {
            values.push(("differs", comparison.summary()));
            values.push(("expected", comparison.expected));
        }
        let audience = claims.audience.clone().unwrap_or_else(unknown);
        values.push(("audience", audience));
    }
    values.extend([
        ("tenant", rejection.tenant.to_string()),
        ("client", recognizable(&rejection.client.to_string())),
        ("scope", rejection.scope.as_str().to_owned()),
        ("correlation id", rejection.correlation_id.clone()),
    ]);
    values.extend(rejection.clocks_apart().map(|text| ("clocks", text)));
    values.extend(rejection.policies.clone().map(|ids| ("policies", ids)));
    values.extend(rejection.trace_id.clone().map(|id| ("trace id", id)));
    values
}

/// The values that a remedy may name.
pub(super) fn remedy_values(error: &Failure) -> Values {
    let mut values = values_of(error);
    if let Some(host) = host_of(error) {
        values.set(Field::Host, &host);
    }
    values
}

/// The host that was not reached, as one of our messages names it.
fn host_of(error: &Failure) -> Option<String> {
    let causes = std::iter::successors(Some(error as &(dyn Error + 'static)), |&error| {
        error.source()
    });
    causes
        .map(|error| values_in(&error.to_string()))
        .find_map(|values| values.get(Field::Host).map(str::to_owned))
}

fn values_of(error: &Failure) -> Values {
    match error {
        Failure::Exchange { source, .. } => source
            .rejection()
            .map(Rejection::values)
            .unwrap_or_default(),
        Failure::Target {
            source,
            organization,
            ..
        } => {
            let mut values = source.values();
            values.set(Field::Organization, organization);
            values
        }
        _ => Values::default(),
    }
}
