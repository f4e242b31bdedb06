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
        selected(&[("AZURE_CLIENT_SECRET", "x")]),
        selected(&[("AZURE_CLIENT_SECRET", "x"), ("AZURE_TENANT_ID", "acme")]),
    ]
}

/// Why no source is selected in an environment.
fn selected(variables: &[(&str, &str)]) -> SourceError {
    let environment = Environment::fixed(variables);
    let clock = Arc::new(TestClock::at_unix_seconds(0));
    let deadline = Deadline::start(Arc::clone(&clock) as _, Limits::default());
    let scope = ScopeName::parse("azureDevOps").unwrap();
    let scope = scope.resolve(&Cloud::Public).unwrap();
    let token = TokenRequest::new(scope, deadline.clone());
    let mut request = SourceRequest::default();
    request.source = Some(SourceName::ClientSecret);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let context = Context::open(&environment, clock, &deadline).await.unwrap();
        let selected = Selected::select(&context, &environment, &request, &token).await;
        selected.map(|_| ()).unwrap_err()
    })
}
