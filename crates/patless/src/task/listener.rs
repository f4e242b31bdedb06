//! The task as a listener of the stages: masks secrets and logs warnings.

use std::io::{self, Write};
use std::sync::Arc;

use patless_catalogue::{Cause, Values};
use patless_core::{AccessToken, Assertion, ServiceConnection};

use crate::sinks::{AgentLog, JobOutput};
use crate::stages::{Announcer, Event, Listener, Passed, retirement};

/// The task while it gets tokens.
pub(crate) struct TaskListener<'a, W> {
    log: &'a AgentLog<JobOutput<W>>,
    /// The tokens so far. They are masked when they are handed over: no sink accepts them otherwise.
    pub(crate) tokens: Vec<Arc<AccessToken>>,
}

impl<'a, W> TaskListener<'a, W> {
    pub(crate) fn new(log: &'a AgentLog<JobOutput<W>>) -> Self {
        Self {
            log,
            tokens: Vec::new(),
        }
    }
}

impl<W: Write + Send + 'static> Listener for TaskListener<'_, W> {
    fn announcer(&self) -> Announcer {
        self.log.announcer()
    }

    fn ended(&mut self, event: &Event<'_>) -> io::Result<()> {
        match event {
            Event::Passed(Passed::Assertion(assertion, connection)) => {
                warn_of_retirement(assertion, connection);
            }
            Event::Passed(Passed::ServiceConnection(connection, _)) => warn_of_secret(connection),
            Event::Passed(Passed::AccessToken(token)) => self.tokens.push(Arc::clone(token)),
            // The stages return failures at the end.
            _ => {}
        }
        Ok(())
    }
}

/// Warns about a stored secret, and says how to get rid of it.
pub(crate) fn warn_of_secret(connection: &ServiceConnection) {
    if !connection.has_stored_secret() {
        return;
    }
    let id = connection.id();
    if connection.is_convertible() {
        let hint = Cause::ConvertibleConnection.row().hint(&Values::default());
        tracing::warn!("service connection {id} uses a stored secret, which expires; {hint}");
    } else {
        tracing::warn!(
            "service connection {id} uses a stored secret, which expires; create one with workload identity federation \
             instead: its identity needs no secret"
        );
    }
}

/// Warns about an issuer that will be retired.
pub(crate) fn warn_of_retirement(assertion: &Assertion, connection: &ServiceConnection) {
    if let Some(warning) = retirement(assertion, connection) {
        tracing::warn!("{warning}");
    }
}
