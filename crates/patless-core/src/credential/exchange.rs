//! One exchange: gets an assertion, then an access token for it, with retries until a deadline.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use patless_catalogue::Server;

use crate::assertion::{Assertion, HeldAssertion};
use crate::clock::Clock;
use crate::context::Context;
use crate::error::{Misconfigured, TokenError, Unavailable};
use crate::exchange::{AccessToken, Grant, Proof, request_access_token};
use crate::http::TransportError;
use crate::origin::host_and_port;
use crate::retry::deadline::Deadline;
use crate::retry::{Advice, Attempts, Retryable as _};
use crate::scope::Scope;
use crate::source::client::{Client, ClientCredential};
use crate::source::issuer::Issuer;
use crate::source::provider::Provider;
use crate::source::{Kind, Source};

use super::announce::{Announcer, NewSecret};
use super::reuse::Reuse;

/// Gets access tokens for an identity.
pub(super) struct Exchanger {
    source: Source,
    context: Context,
    reuse: Reuse,
    announcer: Announcer,
    held: HeldAssertion,
    /// A token that the source gave when it was selected, for the first request for its scope.
    first: Mutex<Option<AccessToken>>,
}

impl Exchanger {
    pub(super) fn new(
        source: Source,
        context: Context,
        reuse: Reuse,
        announcer: Announcer,
    ) -> Self {
        let held = HeldAssertion::new(Arc::clone(context.clock()));
        Self {
            source,
            context,
            reuse,
            announcer,
            held,
            first: Mutex::default(),
        }
    }

    /// Creates another one for the same identity, without an assertion yet.
    pub(super) fn announcing(&self, announcer: Announcer) -> Self {
        let (source, context) = (self.source.clone(), self.context.clone());
        let other = Self::new(source, context, self.reuse, announcer);
        other.starting_with(self.first().take())
    }

    /// Uses this token for the first request for its scope.
    pub(super) fn starting_with(self, first: Option<AccessToken>) -> Self {
        *self.first() = first;
        self
    }

    fn first(&self) -> MutexGuard<'_, Option<AccessToken>> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        &**self.context.clock()
    }

    /// The time that a person may take before there is a token. `None` if nobody is asked.
    pub(super) fn time_for_a_person(&self) -> Option<Duration> {
        self.source.time_for_a_person()
    }

    /// What gives the access tokens, for messages.
    pub(super) fn token_issuer(&self) -> String {
        self.source.token_issuer()
    }

    /// The issuer of assertions.
    fn issuer(&self) -> Result<&Issuer, TokenError> {
        if let Kind::Client(client) = self.source.kind()
            && let ClientCredential::Assertions(issuer) = client.credential()
        {
            return Ok(issuer);
        }
        let name = self.source.name();
        Err(TokenError::Misconfigured(Misconfigured::NoAssertions(name)))
    }

    /// Returns the assertion that exchanges share, or a new one.
    pub(super) async fn assertion(
        &self,
        deadline: &Deadline,
    ) -> Result<Arc<Assertion>, TokenError> {
        match self.reuse()? {
            Reuse::Never => self.new_assertion(deadline).await,
            Reuse::WithinStep => match self.held.in_hand(deadline.patience()).await {
                Some(held) => held.current(self.new_assertion(deadline)).await,
                None => Err(self.no_assertion_in_time(deadline.patience())),
            },
        }
    }

    /// Returns an assertion other than the one that Entra considers too old.
    async fn other_than(
        &self,
        refused: &Arc<Assertion>,
        deadline: &Deadline,
    ) -> Result<Arc<Assertion>, TokenError> {
        match self.reuse()? {
            Reuse::Never => self.new_assertion(deadline).await,
            Reuse::WithinStep => match self.held.in_hand(deadline.patience()).await {
                Some(held) => held.other_than(refused, self.new_assertion(deadline)).await,
                None => Err(self.no_assertion_in_time(deadline.patience())),
            },
        }
    }

    /// Whether exchanges share an assertion.
    fn reuse(&self) -> Result<Reuse, TokenError> {
        Ok(if self.issuer()?.lets_share() {
            self.reuse
        } else {
            Reuse::Never
        })
    }

    async fn new_assertion(&self, deadline: &Deadline) -> Result<Arc<Assertion>, TokenError> {
        let assertion = self.issuer()?.assertion(&self.context, deadline).await?;
        let told = self.announcer.tell(NewSecret::Assertion(&assertion));
        told.map_err(TokenError::Unannounced)?;
        Ok(Arc::new(assertion))
    }

    fn issuer_name(&self) -> String {
        let url = self.issuer().ok().and_then(Issuer::url);
        url.map(host_and_port).unwrap_or_default()
    }

    fn no_assertion_in_time(&self, limit: Duration) -> TokenError {
        let error = TransportError::Timeout {
            host: self.issuer_name(),
            proxy: None,
            limit,
        };
        let server = Server::Assertion;
        Unavailable::NoAnswer { server, error }.into()
    }

    /// Obtains an access token.
    pub(super) async fn exchange(
        &self,
        scope: &Scope,
        deadline: &Deadline,
    ) -> Result<AccessToken, TokenError> {
        let first = self.first().take_if(|first| first.scope() == scope);
        let token = match (first, self.source.kind()) {
            (Some(first), _) => first,
            (None, Kind::Client(client)) => {
                let exchange = Exchange {
                    exchanger: self,
                    client,
                    scope,
                    deadline,
                    renewal: Renewal::Possible,
                };
                exchange.run().await?
            }
            (None, Kind::Provider(provider)) => self.provided(provider, scope, deadline).await?,
        };
        let told = self.announcer.tell(NewSecret::AccessToken(&token));
        told.map_err(TokenError::Unannounced)?;
        Ok(token)
    }
}

impl Exchanger {
    /// Has a provider give an access token. Tries until the deadline.
    async fn provided(
        &self,
        provider: &Provider,
        scope: &Scope,
        deadline: &Deadline,
    ) -> Result<AccessToken, TokenError> {
        let name = provider.name();
        tracing::debug!("requesting an access token for {scope} from the source {name}");
        let mut attempts = Attempts::new("request", deadline);
        loop {
            let limit = provider.attempt_limit(attempts.begin(), deadline);
            match provider.access_token(&self.context, scope, limit).await {
                Ok(token) => return Ok(token),
                Err(error) => attempts.pause(error).await?,
            }
        }
    }
}

/// An exchange in progress.
struct Exchange<'a> {
    exchanger: &'a Exchanger,
    client: &'a Client,
    scope: &'a Scope,
    deadline: &'a Deadline,
    renewal: Renewal,
}

/// Whether another assertion may be requested, because Entra considers the first too old.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Renewal {
    Possible,
    /// If a new assertion is refused as well, its age is not the cause.
    Done,
}

impl Exchange<'_> {
    /// Tries until the deadline. An assertion that is about to expire before an attempt is replaced.
    async fn run(mut self) -> Result<AccessToken, TokenError> {
        let application = self.client.application();
        let mut first = Some(self.proof().await?);
        let (tenant, client, scope) = (application.tenant(), application.client(), self.scope);
        tracing::debug!(
            url.host = application.authority_name(),
            "requesting an access token for {scope} from tenant {tenant} as client {client}"
        );
        let mut attempts = Attempts::new("exchange", self.deadline);
        let token = loop {
            let limit = attempts.begin();
            let proof = match first.take() {
                Some(proof) => proof,
                None => self.proof().await?,
            };
            match self.attempt(&proof, limit).await {
                Ok(token) => break token,
                // Time ran out.
                Err(error) if error.is_of_issuer() => return Err(error),
                Err(error) => attempts.pause(error).await?,
            }
        };
        tracing::debug!(
            correlation_id = token.correlation_id(),
            request_id = token.request_id(),
            "Entra issued an access token for {scope}, valid for {} s",
            token.lifetime().unwrap_or_default().as_secs()
        );
        Ok(token)
    }

    /// The proof that is sent to Entra.
    async fn proof(&self) -> Result<Proof, TokenError> {
        Ok(match self.client.credential() {
            ClientCredential::Assertions(_) => {
                Proof::Assertion(self.exchanger.assertion(self.deadline).await?)
            }
            ClientCredential::Certificate(certificate) => {
                let now = self.exchanger.clock().now();
                let assertion = certificate.assertion(self.client.application(), now);
                Proof::Certificate(Arc::new(assertion.map_err(TokenError::Misconfigured)?))
            }
            ClientCredential::Secret(secret) => Proof::Secret(Arc::clone(secret)),
        })
    }

    /// Tries once, and at once a second time with another assertion where the first is too old.
    async fn attempt(&mut self, proof: &Proof, limit: Duration) -> Result<AccessToken, TokenError> {
        match (self.request(proof, limit).await, proof) {
            (Err(error), Proof::Assertion(assertion))
                if error.advice() == Advice::FreshAssertion
                    && self.renewal == Renewal::Possible =>
            {
                self.renewal = Renewal::Done;
                let other = self.exchanger.other_than(assertion, self.deadline).await?;
                self.request(&Proof::Assertion(other), limit).await
            }
            (result, _) => result,
        }
    }

    async fn request(&self, proof: &Proof, limit: Duration) -> Result<AccessToken, TokenError> {
        let grant = Grant {
            application: self.client.application(),
            proof,
            scope: self.scope,
            connection: self.client.connection(),
        };
        request_access_token(self.exchanger.context.http(), grant, limit).await
    }
}
