//! The way to access tokens that every verb of a script step and at a desk takes: select the source, then ask it.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use patless_core::{
    AccessToken, ClientId, Clock, Cloud, Context, Credential, Deadline, Environment, Limits,
    NotHere, Reuse, Scope, Selected, Source, SourceName, SourceRequest, TenantId, TokenRequest,
};

use crate::failure::Failure;
use crate::stages::{Failures, RequestedScope, Stopped, without_access_token};

/// The request for access tokens.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// Whose.
    pub(crate) source: SourceRequest,
    /// What for: one token each, and the first is what a source is looked for with.
    pub(crate) scopes: Scopes,
    /// How long each must be valid.
    pub(crate) minimum_lifetime: Duration,
    /// The time limits of all requests together.
    pub(crate) limits: Limits,
}

/// At least one scope.
#[derive(Debug)]
pub(crate) struct Scopes {
    first: RequestedScope,
    others: Vec<RequestedScope>,
}

/// The tokens, and what they were got with.
#[derive(Debug)]
pub(crate) struct Acquired {
    /// Whose they are.
    pub(crate) whose: Whose,
    /// One for each scope, in the order in which they were asked for.
    pub(crate) tokens: Vec<Arc<AccessToken>>,
    /// How servers are reached, for further requests.
    pub(crate) context: Context,
    /// When those must be answered.
    pub(crate) deadline: Deadline,
}

/// The identity of the tokens, as far as it is known without looking into them.
#[derive(Clone, Debug)]
pub(crate) struct Whose {
    /// The source.
    pub(crate) source: SourceName,
    /// The tenant that was asked. `None` if the source gives access tokens itself.
    pub(crate) tenant: Option<TenantId>,
    /// The application's client id. `None` likewise.
    pub(crate) client: Option<ClientId>,
}

impl Scopes {
    /// Takes one scope.
    pub(crate) fn one(first: RequestedScope) -> Self {
        let others = Vec::new();
        Self { first, others }
    }

    /// Takes the scopes. `None` if there are none.
    pub(crate) fn of(scopes: impl IntoIterator<Item = RequestedScope>) -> Option<Self> {
        let mut scopes = scopes.into_iter();
        let first = scopes.next()?;
        let others = scopes.collect();
        Some(Self { first, others })
    }

    fn resolve(&self, cloud: &Cloud) -> Result<(Scope, Vec<Scope>), Failure> {
        let first = self.first.resolve(cloud)?;
        let others = self.others.iter().map(|it| it.resolve(cloud));
        Ok((first, others.collect::<Result<_, _>>()?))
    }
}

/// Selects the source and gets the tokens. One line in the log says which source it is, and why not an earlier one.
///
/// `environment` must be that of a script step. It is wiped before the tokens are asked for.
pub(crate) async fn acquire(
    environment: Environment,
    clock: Arc<dyn Clock>,
    wanted: Wanted,
) -> Result<Acquired, Stopped> {
    let Wanted {
        source: request,
        scopes,
        minimum_lifetime,
        limits,
    } = wanted;
    // Whatever the cloud turns out to be, what is no scope at all is found before any request.
    let (probe, _) = scopes.resolve(&Cloud::Public)?;
    let deadline = Deadline::start(Arc::clone(&clock), limits);
    let context = Context::open(&environment, clock, &deadline).await;
    let context = context.map_err(Failure::from)?;
    let for_scope = |scope: Scope| {
        TokenRequest::new(scope, deadline.clone()).with_minimum_lifetime(minimum_lifetime)
    };
    let probe = for_scope(probe);
    let selected = Selected::select(&context, &environment, &request, &probe).await;
    let selected = selected.map_err(Failure::from)?;
    // Everything has been read. What is no longer needed must not stay in memory while a server responds.
    drop((environment, request));
    let whose = Whose::of(&selected.source);
    tracing::info!("{}", in_words(&whose, &selected.passed_over));
    let (first, others) = scopes.resolve(selected.source.cloud())?;
    let scopes: Vec<_> = std::iter::once(first).chain(others).collect();
    context.open_ahead(&selected.source.servers(scopes.len()));
    let credential = Credential::of_selected(selected, context.clone(), Reuse::WithinStep);
    let requests: Vec<_> = scopes.iter().cloned().map(for_scope).collect();
    let (mut tokens, mut failures) = (Vec::new(), Vec::new());
    for (result, scope) in credential.tokens(&requests).await.into_iter().zip(&scopes) {
        match result {
            Ok(token) => tokens.push(token),
            Err(error) => {
                let minimum_min = minimum_lifetime.as_secs() / 60;
                failures.push(without_access_token(error, scope, minimum_min)?.into());
            }
        }
    }
    match Failures::of(failures) {
        Some(failures) => Err(failures.into()),
        None => Ok(Acquired {
            whose: whose.told_by(&tokens),
            tokens,
            context,
            deadline,
        }),
    }
}

impl Whose {
    /// Adds what the source said with its tokens.
    fn told_by(self, tokens: &[Arc<AccessToken>]) -> Self {
        let first = tokens.first();
        let tenant = first.and_then(|token| token.tenant().cloned());
        Self {
            source: self.source,
            tenant: self.tenant.or(tenant),
            client: self.client.or_else(|| first?.client()),
        }
    }

    fn of(source: &Source) -> Self {
        let application = source.application();
        Self {
            source: source.name(),
            tenant: application.map(|it| it.tenant().clone()),
            client: application.map(patless_core::Application::client),
        }
    }
}

/// Says on one line which source is used, and what shows that the earlier ones are not here.
fn in_words(whose: &Whose, passed_over: &[NotHere]) -> String {
    let mut text = format!("patless uses {}", whose.source);
    // Writing to a string cannot fail.
    if let (Some(tenant), Some(client)) = (&whose.tenant, whose.client) {
        let _ = write!(text, " (client {client} in tenant {tenant})");
    }
    let reasons: Vec<_> = passed_over
        .iter()
        .map(|it| format!("{} ({})", it.source_name, it.reason))
        .collect();
    if !reasons.is_empty() {
        let _ = write!(text, "; not here: {}", reasons.join(", "));
    }
    text
}
