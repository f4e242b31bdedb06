//! Hands out tokens: each with enough life left, and one exchange for many callers.

use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use patless_catalogue::text::one_line;
use patless_catalogue::{Cause, ErrorKind};
use patless_core::{
    AccessToken, Assertion, ClientId, Clock, Credential, Deadline, Limits, Scope, TenantId,
    TokenError, TokenRequest,
};
use tokio::sync::Notify;

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
    /// How often, one after the other, Azure DevOps has said that the job's token is no longer good.
    job_token_refused: AtomicU64,
    job_is_over: Notify,
    /// The scopes that were asked for.
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
/// After how many refusals in a row the job is taken to be over.
const REFUSALS_AT_THE_END: u64 = 3;
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
            job_token_refused: AtomicU64::new(0),
            job_is_over: Notify::new(),
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
        self.use_from_now_on(scope);
        let token = match self.kept_or_new(scope, minimum.max(WANTED)).await {
            // What is kept may still do.
            Err(error) if is_temporary(&error) && minimum <= NEEDED => {
                self.kept_or_new(scope, NEEDED).await.map_err(|_| error)
            }
            result => result,
        };
        self.ended(token)
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
                    self.look_at(&error);
                }
            }
        }
    }

    /// Waits until Azure DevOps has said several times that the job's token is no longer good.
    pub(crate) async fn job_is_over(&self) {
        self.job_is_over.notified().await;
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
        Deadline::start(Arc::clone(&self.clock), Limits::default())
    }

    fn ended<T>(&self, result: Result<T, Arc<TokenError>>) -> Result<T, Refusal> {
        match result {
            Ok(token) => {
                self.job_token_refused.store(0, Ordering::Relaxed);
                self.handed_out.fetch_add(1, Ordering::Relaxed);
                Ok(token)
            }
            Err(error) => {
                self.look_at(&error);
                Err(Refusal::of(&error))
            }
        }
    }

    fn look_at(&self, error: &TokenError) {
        if !matches!(error.cause(), Cause::BadJobToken | Cause::JobNotFound) {
            return;
        }
        let before = self.job_token_refused.fetch_add(1, Ordering::Relaxed);
        if before + 1 == REFUSALS_AT_THE_END {
            self.job_is_over.notify_one();
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

fn is_temporary(error: &TokenError) -> bool {
    error.kind() == ErrorKind::Unavailable || matches!(error, TokenError::TooShort { .. })
}
