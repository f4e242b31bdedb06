//! Gets an access token for Azure DevOps with the service connection whose id is in `PATLESS_SERVICE_CONNECTION`.

use std::error::Error;
use std::sync::Arc;

use patless_core::{
    Cloud, Context, Credential, Deadline, Environment, Job, Limits, Reuse, ScopeName,
    ServiceConnection, ServiceConnectionId, Source, SystemClock, TokenRequest, variables,
};

pub(crate) async fn token(environment: Environment) -> Result<String, Box<dyn Error>> {
    let id = environment.variable(&variables::PATLESS_SERVICE_CONNECTION);
    let id = ServiceConnectionId::parse(id.unwrap_or_default())?;
    let connection = ServiceConnection::from_environment(&environment, id, None)?;
    let source = Source::of_connection(&connection, Job::from_environment(&environment)?);

    let clock = Arc::new(SystemClock::start());
    let deadline = Deadline::start(clock.clone(), Limits::default());
    let context = Context::open(&environment, clock, &deadline).await?;
    context.open_ahead(&source.servers(1));
    let credential = Credential::new(source, context, Reuse::WithinStep);

    let scope = ScopeName::parse("azureDevOps")?.resolve(&Cloud::Public)?;
    let request = TokenRequest::new(scope, deadline);
    let token = credential.token(&request).await?;
    let lifetime = token.lifetime().unwrap_or_default();
    Ok(format!("{} for {lifetime:?}", token.scope()))
}

#[tokio::main(flavor = "current_thread")]
#[expect(
    clippy::disallowed_methods,
    reason = "the one owner of the environment"
)]
#[expect(clippy::print_stdout, reason = "the example is a program")]
async fn main() -> Result<(), Box<dyn Error>> {
    println!("{}", token(Environment::new(std::env::vars())).await?);
    Ok(())
}
