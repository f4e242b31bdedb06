//! One exchange: gets an assertion, then an access token for it, with retries until a deadline.

use std::sync::Arc;
use std::time::Duration;

use patless_catalogue::Server;

use crate::assertion::{Assertion, HeldAssertion};
use crate::clock::Clock;
use crate::context::Context;
use crate::error::{TokenError, Unavailable};
use crate::exchange::{AccessToken, Grant, request_access_token};
use crate::http::TransportError;
use crate::retry::deadline::Deadline;
use crate::retry::{Advice, Attempts, Retryable as _};
use crate::scope::Scope;
use crate::source::Source;

use super::announce::{Announcer, NewSecret};

/// Whether several exchanges may share an assertion.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Reuse {
    /// They may, until it is about to expire or Entra finds it too old.
    WithinStep,
    /// Each exchange requests its own.
    Never,
}

/// Gets access tokens for an identity.
pub(super) struct Exchanger {
    source: Source,
    context: Context,
    reuse: Reuse,
    announcer: Announcer,
    held: HeldAssertion,
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
        }
    }

    /// Creates another one for the same identity, without an assertion yet.
    pub(super) fn announcing(&self, announcer: Announcer) -> Self {
        let (source, context) = (self.source.clone(), self.context.clone());
        Self::new(source, context, self.reuse, announcer)
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        &**self.context.clock()
    }

    /// The host that issues access tokens, for messages.
    pub(super) fn authority_name(&self) -> String {
        self.source.service_connection().authority_name()
    }

    /// Returns the assertion that exchanges share, or a new one.
    pub(super) async fn assertion(
        &self,
        deadline: &Deadline,
    ) -> Result<Arc<Assertion>, TokenError> {
        match self.reuse {
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
        match self.reuse {
            Reuse::Never => self.new_assertion(deadline).await,
            Reuse::WithinStep => match self.held.in_hand(deadline.patience()).await {
                Some(held) => held.other_than(refused, self.new_assertion(deadline)).await,
                None => Err(self.no_assertion_in_time(deadline.patience())),
            },
        }
    }

    async fn new_assertion(&self, deadline: &Deadline) -> Result<Arc<Assertion>, TokenError> {
        let assertion = self.source.assertion(&self.context, deadline).await?;
        let told = self.announcer.tell(NewSecret::Assertion(&assertion));
        told.map_err(TokenError::Unannounced)?;
        Ok(Arc::new(assertion))
    }

    fn no_assertion_in_time(&self, limit: Duration) -> TokenError {
        let error = TransportError::Timeout {
            host: self.source.assertion_host(),
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
        let exchange = Exchange {
            exchanger: self,
            scope,
            deadline,
            renewal: Renewal::Possible,
        };
        let token = exchange.run().await?;
        let told = self.announcer.tell(NewSecret::AccessToken(&token));
        told.map_err(TokenError::Unannounced)?;
        Ok(token)
    }
}

/// An exchange in progress.
struct Exchange<'a> {
    exchanger: &'a Exchanger,
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
        let connection = self.exchanger.source.service_connection();
        let mut first = Some(self.exchanger.assertion(self.deadline).await?);
        let (tenant, client, scope) = (connection.tenant(), connection.client(), self.scope);
        tracing::debug!(
            url.host = connection.authority_name(),
            "requesting an access token for {scope} from tenant {tenant} as client {client}"
        );
        let mut attempts = Attempts::new("exchange", self.deadline);
        let token = loop {
            let limit = attempts.begin();
            let assertion = match first.take() {
                Some(assertion) => assertion,
                None => self.exchanger.assertion(self.deadline).await?,
            };
            match self.attempt(&assertion, limit).await {
                Ok(token) => break token,
                // Time ran out.
                Err(error) if error.server() == Some(Server::Assertion) => return Err(error),
                Err(error) => attempts.pause(error).await?,
            }
        };
        tracing::debug!(
            correlation_id = token.correlation_id(),
            request_id = token.request_id(),
            "Entra issued an access token for {scope}, valid for {} s",
            token.lifetime().as_secs()
        );
        Ok(token)
    }

    /// Tries once, and at once a second time with another assertion where the first is too old.
    async fn attempt(
        &mut self,
        assertion: &Arc<Assertion>,
        limit: Duration,
    ) -> Result<AccessToken, TokenError> {
        match self.request(assertion, limit).await {
            Err(error)
                if error.advice() == Advice::FreshAssertion
                    && self.renewal == Renewal::Possible =>
            {
                self.renewal = Renewal::Done;
                let other = self.exchanger.other_than(assertion, self.deadline).await?;
                self.request(&other, limit).await
            }
            result => result,
        }
    }

    async fn request(
        &self,
        assertion: &Assertion,
        limit: Duration,
    ) -> Result<AccessToken, TokenError> {
        let Exchanger {
            context, source, ..
        } = self.exchanger;
        let grant = Grant {
            connection: source.service_connection(),
            assertion,
            scope: self.scope,
        };
        request_access_token(context.http(), grant, limit).await
    }
}
