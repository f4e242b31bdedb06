//! A sample of each error about a source of identity.

use std::sync::Arc;

use patless_core::sources::TokenVariable;
use patless_core::{
    Cloud, Context, Deadline, Environment, Limits, ScopeName, Selected, SourceError, SourceName,
    SourceRequest, TestClock, TokenRequest,
};

/// What can be wrong with sources.
pub(super) fn sources() -> Vec<SourceError> {
    let variable = |text| TokenVariable::read("TOKEN", Some(text), None).unwrap_err();
    vec![
        SourceError::Nowhere(Vec::new()),
        variable(""),
        variable("$(TOKEN)"),
        variable("two words"),
        selected(SourceName::Keeper, &[("PATLESS_KEEPER", "/nowhere/keeper")]),
        selected(SourceName::Keeper, &[("PATLESS_KEEPER", "keeper")]),
        selected(SourceName::ClientSecret, &[("AZURE_CLIENT_SECRET", "x")]),
        selected(
            SourceName::ClientSecret,
            &[("AZURE_CLIENT_SECRET", "x"), ("AZURE_TENANT_ID", "acme")],
        ),
        selected(
            SourceName::GitHubActions,
            &[
                ("ACTIONS_ID_TOKEN_REQUEST_URL", "https://evil.example/"),
                ("AZURE_TENANT_ID", "acme.example"),
            ],
        ),
    ]
}

/// Why a source is not selected in an environment.
fn selected(source: SourceName, variables: &[(&str, &str)]) -> SourceError {
    let environment = Environment::fixed(variables);
    let clock = Arc::new(TestClock::at_unix_seconds(0));
    let deadline = Deadline::start(Arc::clone(&clock) as _, Limits::default());
    let scope = ScopeName::parse("azureDevOps").unwrap();
    let scope = scope.resolve(&Cloud::Public).unwrap();
    let token = TokenRequest::new(scope, deadline.clone());
    let mut request = SourceRequest::default();
    request.source = Some(source);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let context = Context::open(&environment, clock, &deadline).await.unwrap();
        let selected = Selected::select(&context, &environment, &request, &token).await;
        selected.map(|_| ()).unwrap_err()
    })
}
