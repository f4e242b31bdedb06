//! An Azure Function, as a custom handler: tells who its managed identity is in an organization of Azure DevOps.
//!
//! The function app needs a managed identity that is a user of the organization, and the setting `AZURE_DEVOPS_URL` with the
//! organization's URL. `AZURE_CLIENT_ID` selects a user-assigned identity.

use std::error::Error;
use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use patless_core::{
    AzureDevOps, Clock, Cloud, Context, Credential, Deadline, Environment, Limits, Loopback, Reuse,
    Scope, ScopeName, Selected, SourceName, SourceRequest, SystemClock, Target, TokenRequest,
};
use tokio::net::TcpListener;

/// What is kept while the function app runs.
pub(crate) struct Function {
    clock: Arc<dyn Clock>,
    context: Context,
    /// Keeps the access token, and renews it before it expires.
    credential: Credential,
    scope: Scope,
    target: Target,
}

impl Function {
    pub(crate) async fn new(
        environment: Environment,
        target: Target,
    ) -> Result<Self, Box<dyn Error>> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
        let deadline = Deadline::start(Arc::clone(&clock), Limits::default());
        let context = Context::open(&environment, Arc::clone(&clock), &deadline).await?;
        let scope = ScopeName::parse("azureDevOps")?.resolve(&Cloud::Public)?;
        // Named, so that nothing else in the environment can be taken for the identity.
        let mut request = SourceRequest::default();
        request.source = Some(SourceName::ManagedIdentity);
        let token = TokenRequest::new(scope.clone(), deadline);
        let selected = Selected::select(&context, &environment, &request, &token).await?;
        let credential = Credential::of_selected(selected, context.clone(), Reuse::WithinStep);
        Ok(Self {
            clock,
            context,
            credential,
            scope,
            target,
        })
    }

    /// The name of the identity, as Azure DevOps knows it.
    async fn name(&self) -> Result<String, Box<dyn Error + Send + Sync>> {
        let deadline = Deadline::start(Arc::clone(&self.clock), Limits::default());
        let request = TokenRequest::new(self.scope.clone(), deadline.clone());
        let token = self.credential.token(&request).await?;
        let azure_devops = AzureDevOps::new(&self.context, &self.target, &deadline);
        let identity = azure_devops.identity(&token).await?;
        Ok(identity.name.unwrap_or(identity.id))
    }
}

/// Answers the requests that the host of the function app passes on.
pub(crate) async fn serve(listener: TcpListener, function: Function) -> io::Result<()> {
    let router = Router::new()
        .route("/api/whoami", get(whoami))
        .with_state(Arc::new(function));
    axum::serve(listener, router).await
}

async fn whoami(State(function): State<Arc<Function>>) -> (StatusCode, String) {
    match function.name().await {
        Ok(name) => (StatusCode::OK, format!("{name}\n")),
        // An error holds no secret.
        Err(error) => (StatusCode::BAD_GATEWAY, format!("{error}\n")),
    }
}

#[tokio::main(flavor = "current_thread")]
#[expect(
    clippy::disallowed_methods,
    reason = "the one owner of the environment"
)]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = std::env::var("FUNCTIONS_CUSTOMHANDLER_PORT")?.parse()?;
    let target = Target::parse(&std::env::var("AZURE_DEVOPS_URL")?, Loopback::Refused)?;
    let function = Function::new(Environment::new(std::env::vars()), target).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    Ok(serve(listener, function).await?)
}
