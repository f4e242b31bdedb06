//! Gets access tokens for Azure DevOps, with the identity of wherever it runs, for as long as it runs.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use patless_core::{
    AccessToken, Clock, Cloud, Context, Credential, Deadline, Environment, Limits, Reuse, Scope,
    ScopeName, Selected, SourceName, SourceRequest, SystemClock, TokenError, TokenRequest,
};

/// What a program keeps for as long as it runs.
pub(crate) struct AzureDevOpsTokens {
    clock: Arc<dyn Clock>,
    /// Holds the access token, and renews it before it expires.
    credential: Credential,
    scope: Scope,
    pub(crate) source: SourceName,
}

impl AzureDevOpsTokens {
    /// Selects the identity that `request` names, or the first that is here.
    pub(crate) async fn select(
        environment: &Environment,
        request: &SourceRequest,
    ) -> Result<Self, Box<dyn Error>> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
        let deadline = Deadline::start(Arc::clone(&clock), Limits::default());
        let context = Context::open(environment, Arc::clone(&clock), &deadline).await?;
        let scope = ScopeName::parse("azureDevOps")?.resolve(&Cloud::Public)?;
        let probe = TokenRequest::new(scope.clone(), deadline);
        let selected = Selected::select(&context, environment, request, &probe).await?;
        Ok(Self {
            clock,
            scope,
            source: selected.source.name(),
            credential: Credential::of_selected(selected, context, Reuse::WithinStep),
        })
    }

    /// Returns a token that is valid for five minutes at least. Most calls send no request.
    pub(crate) async fn token(&self) -> Result<Arc<AccessToken>, Arc<TokenError>> {
        let deadline = Deadline::start(Arc::clone(&self.clock), Limits::default());
        let request = TokenRequest::new(self.scope.clone(), deadline);
        let request = request.with_minimum_lifetime(Duration::from_secs(300));
        self.credential.token(&request).await
    }
}

#[tokio::main(flavor = "current_thread")]
#[expect(
    clippy::disallowed_methods,
    reason = "the one owner of the environment"
)]
#[expect(clippy::print_stdout, reason = "the example is a program")]
async fn main() -> Result<(), Box<dyn Error>> {
    let environment = Environment::new(std::env::vars());
    let tokens = AzureDevOpsTokens::select(&environment, &SourceRequest::default()).await?;
    // Read, and wiped: the requests do not need it.
    drop(environment);
    let token = tokens.token().await?;
    let lifetime = token.lifetime().unwrap_or_default();
    // `token.expose()` would be the text, for the header of a request.
    println!("{} from {} for {lifetime:?}", token.scope(), tokens.source);
    Ok(())
}
