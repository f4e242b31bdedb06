//! The way to access tokens that every verb of a script step and at a desk takes: select the source, then ask it.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use patless_core::errors::{Cause, NotHere};
use patless_core::{
    AccessToken, AzureDevOps, ClientId, Clock, Cloud, Context, Credential, Deadline, Environment,
    Limits, Reuse, Scope, Selected, Source, SourceName, SourceRequest, Target, TenantId,
    TokenRequest,
};

use crate::failure::Failure;
use crate::stages::{
    Expected, Failures, RequestedScope, Stopped, without_access_token, without_assertion,
};

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
    /// Who the identity must be.
    pub(crate) expected: Expected,
    /// The organization that is asked who it is. `None`: none has to be.
    pub(crate) asked: Option<Target>,
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

    /// The scope that a source is looked for with, where its cloud is not known.
    pub(crate) fn first(&self) -> Result<Scope, Failure> {
        self.first.resolve(None)
    }

    fn resolve(&self, cloud: Option<&Cloud>) -> Result<(Scope, Vec<Scope>), Failure> {
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
        expected,
        asked,
    } = wanted;
    // What is no scope, or of another cloud than the authority host, is found before any request.
    let (probe, _) = scopes.resolve(request.cloud(&environment).as_ref())?;
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
    let is_known = selected.source.application().is_some();
    if is_known {
        // Somebody else is found before any further request.
        expected.check_ids(whose.tenant.as_ref(), whose.client)?;
    }
    let (first, others) = scopes.resolve(selected.source.cloud())?;
    let mut scopes: Vec<_> = std::iter::once(first).chain(others).collect();
    let count = scopes.len();
    if asked.is_some() {
        // It is not handed out. If one is, they are the same.
        scopes.push(azure_devops(selected.source.cloud())?);
    }
    context.open_ahead(&selected.source.servers(scopes.len()));
    let credential = Credential::of_selected(selected, context.clone(), Reuse::WithinStep);
    check_subject(&credential, &deadline, &expected).await?;
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
    if let Some(failures) = Failures::of(failures) {
        return Err(failures.into());
    }
    let whose = whose.told_by(&tokens);
    if !is_known {
        expected.check_ids(whose.tenant.as_ref(), whose.client)?;
    }
    if let (Some(target), Some(token)) = (&asked, tokens.last()) {
        let azure_devops = AzureDevOps::new(&context, target, &deadline);
        let identity = azure_devops.identity(token).await;
        let identity = identity.map_err(|source| Failure::Target {
            organization: target.organization_name().to_owned(),
            client: whose.client,
            source,
        })?;
        expected.check_identity(Some(&identity.id))?;
    }
    tokens.truncate(count);
    Ok(Acquired {
        whose,
        tokens,
        context,
        deadline,
    })
}

/// The scope of the token that Azure DevOps is asked with.
fn azure_devops(cloud: Option<&Cloud>) -> Result<Scope, Failure> {
    let scope = RequestedScope {
        place: "of --expected-identity".to_owned(),
        text: "azureDevOps".to_owned(),
    };
    scope.resolve(cloud)
}

/// Compares the subject of the assertion, where one is expected.
async fn check_subject(
    credential: &Credential,
    deadline: &Deadline,
    expected: &Expected,
) -> Result<(), Stopped> {
    if expected.subject.is_none() {
        return Ok(());
    }
    match credential.assertion(deadline).await {
        Ok(assertion) => expected.check_subject(assertion.claims().subject.as_deref())?,
        Err(error) if error.cause() == Cause::NoAssertions => expected.check_subject(None)?,
        Err(error) => return Err(without_assertion(error)?.into()),
    }
    Ok(())
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
            client: application.map(patless_core::sources::Application::client),
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
