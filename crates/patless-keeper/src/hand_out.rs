//! Hands out tokens: each with enough life left, and one exchange for many callers.

use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use patless_catalogue::text::one_line;
use patless_core::{
    AccessToken, Assertion, ClientId, Clock, Credential, Deadline, Limits, Scope, TenantId,
    TokenError, TokenRequest,
};

use crate::job_token::JobToken;
use crate::refusal::Refusal;
use crate::resources::Resources;

/// Hands out the tokens of one identity.
#[derive(Debug)]
pub(crate) struct HandOut {
    credential: Credential,
    clock: Arc<dyn Clock>,
    resources: Resources,
    client: Option<ClientId>,
    tenant: Option<TenantId>,
    /// How many access tokens and assertions were handed out.
    handed_out: AtomicU64,
    refused: AtomicU64,
    job_token: JobToken,
    /// The scopes that a token was given for.
    used: Mutex<Vec<Scope>>,
}

/// What a keeper has done.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Counts {
    /// How many access tokens and assertions it has handed out.
    pub handed_out: u64,
    /// How many requests it has refused, or could not answer.
    pub refused: u64,
}

/// What is left of each token that is handed out, if a server can give one: Azure SDKs ask again below five minutes, at every
/// call.
const WANTED: Duration = Duration::from_secs(600);
/// What is left at least, where no server can.
const NEEDED: Duration = Duration::from_secs(300);
/// How long an exchange may take with all that is tried again. It is shorter than what our own verbs wait for: they get an answer.
const PATIENCE: Duration = Duration::from_secs(25);
/// How long a token must have been kept before it is forgotten because a resource refused it. A command that is refused each time it
/// runs must not cost an exchange each time.
const OLD_ENOUGH: Duration = Duration::from_secs(60);
/// How often it is looked whether a token has to be renewed.
const LOOK_EVERY: Duration = Duration::from_secs(60);

impl HandOut {
    pub(crate) fn new(
        credential: Credential,
        clock: Arc<dyn Clock>,
        resources: Resources,
        client: Option<ClientId>,
        tenant: Option<TenantId>,
    ) -> Self {
        Self {
            credential,
            clock,
            resources,
            client,
            tenant,
            handed_out: AtomicU64::new(0),
            refused: AtomicU64::new(0),
            job_token: JobToken::default(),
            used: Mutex::default(),
        }
    }

    pub(crate) fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// The client id of the identity. `None` if it is not known.
    pub(crate) fn client(&self) -> Option<ClientId> {
        self.client
    }

    /// The tenant of the identity. `None` if it is not known.
    pub(crate) fn tenant(&self) -> Option<&TenantId> {
        self.tenant.as_ref()
    }

    pub(crate) fn counts(&self) -> Counts {
        Counts {
            handed_out: self.handed_out.load(Ordering::Relaxed),
            refused: self.refused.load(Ordering::Relaxed),
        }
    }

    /// Counts a request that was not answered with a token.
    pub(crate) fn count_refusal(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    /// Gives an access token for a resource, as a program writes it, with at least `minimum` of its life left.
    pub(crate) async fn token(
        &self,
        resource: &str,
        minimum: Duration,
    ) -> Result<Arc<AccessToken>, Refusal> {
        let scope = self.allowed(resource)?;
        let wanted = self.wanted(scope).max(minimum);
        let token = match self.kept_or_new(scope, wanted).await {
            Err(error) => match self.credential.kept(scope, minimum.max(NEEDED)) {
                // What is kept still does, whatever keeps a new one from us.
                Some(token) => {
                    self.job_token.look_at(&error, &*self.clock);
                    self.handed_out.fetch_add(1, Ordering::Relaxed);
                    token
                }
                None => self.ended(Err(error))?,
            },
            token => self.ended(token)?,
        };
        self.use_from_now_on(scope);
        Ok(token)
    }

    /// What is to be left of a token. Where tokens live for so short a time that none has ten minutes left for long, a new one would be
    /// no better before half of its life is over.
    fn wanted(&self, scope: &Scope) -> Duration {
        let kept = self.credential.kept(scope, NEEDED);
        let life = kept.and_then(|it| it.lifetime());
        life.map_or(WANTED, |it| (it / 2).clamp(NEEDED, WANTED))
    }

    /// Forgets the token for a resource, which has refused it.
    pub(crate) fn forget(&self, resource: &str) -> Result<(), Refusal> {
        let scope = self.allowed(resource)?;
        self.credential.forget(scope, OLD_ENOUGH);
        Ok(())
    }

    /// Gives a new assertion.
    pub(crate) async fn assertion(&self) -> Result<Arc<Assertion>, Refusal> {
        let assertion = self.credential.assertion(&self.deadline()).await;
        self.ended(assertion)
    }

    /// Renews each token that was asked for, when half of its life is over, for as long as this is polled.
    pub(crate) async fn renew(&self) -> Infallible {
        loop {
            self.clock.wait(LOOK_EVERY).await;
            for scope in self.used_scopes() {
                // The credential renews behind the back of whoever asks.
                if let Err(error) = self.kept_or_new(&scope, Duration::ZERO).await {
                    self.job_token.look_at(&error, &*self.clock);
                }
            }
        }
    }

    /// Waits until Azure DevOps has said several times that the job's token is no longer good.
    pub(crate) async fn job_is_over(&self) {
        self.job_token.is_over().await;
    }

    /// Finds a resource on the list.
    fn allowed(&self, resource: &str) -> Result<&Scope, Refusal> {
        self.resources.find(resource).ok_or_else(|| {
            let (resource, allowed) = (one_line(resource, 200), self.resources.in_words());
            Refusal::bad(format!(
                "this keeper gives no token for the resource {resource}, only for {allowed}: the task's input resources allows others"
            ))
        })
    }

    async fn kept_or_new(
        &self,
        scope: &Scope,
        minimum: Duration,
    ) -> Result<Arc<AccessToken>, Arc<TokenError>> {
        let request = TokenRequest::new(scope.clone(), self.deadline());
        let request = request.with_minimum_lifetime(minimum);
        self.credential.token(&request).await
    }

    fn deadline(&self) -> Deadline {
        Deadline::start(
            Arc::clone(&self.clock),
            Limits::default().with_total(PATIENCE),
        )
    }

    fn ended<T>(&self, result: Result<T, Arc<TokenError>>) -> Result<T, Refusal> {
        match result {
            Ok(token) => {
                self.job_token.works();
                self.handed_out.fetch_add(1, Ordering::Relaxed);
                Ok(token)
            }
            Err(error) => {
                self.job_token.look_at(&error, &*self.clock);
                Err(Refusal::of(&error))
            }
        }
    }

    fn use_from_now_on(&self, scope: &Scope) {
        let mut used = self.used();
        if !used.contains(scope) {
            used.push(scope.clone());
        }
    }

    fn used_scopes(&self) -> Vec<Scope> {
        self.used().clone()
    }

    fn used(&self) -> MutexGuard<'_, Vec<Scope>> {
        let used = self.used.lock();
        used.unwrap_or_else(PoisonError::into_inner)
    }
}
