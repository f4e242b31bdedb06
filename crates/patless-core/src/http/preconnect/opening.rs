//! Connections that wait for their first request, or will when they are open.

use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;

use hyper::rt::{Read, ReadBuf};
use tokio::task::JoinHandle;
use url::Origin;

use crate::Clock;

/// Whatever went wrong with a connection.
pub(super) type BoxError = Box<dyn Error + Send + Sync>;

/// How long a connection may have stood without a request. Firewalls forget such a one, some after a minute, and tell
/// nobody: the request would go into the void.
pub(super) const OLDEST: Duration = Duration::from_secs(30);

/// All of them.
pub(super) struct Openings<C> {
    clock: Arc<dyn Clock>,
    list: Mutex<Vec<Opening<C>>>,
}

impl<C> Openings<C> {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            list: Mutex::default(),
        }
    }

    /// Keeps a connection to `server` that was begun now.
    pub(super) fn keep(&self, server: Origin, task: JoinHandle<Result<C, BoxError>>) {
        let opening = Opening {
            server,
            begun: self.clock.elapsed(),
            task,
        };
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.push(opening);
    }

    /// Takes the first connection to `server` that is not too old. Those that are too old are dropped.
    pub(super) fn take(&self, server: &Origin) -> Option<Opening<C>> {
        let now = self.clock.elapsed();
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.retain(|opening| now.saturating_sub(opening.begun) <= OLDEST);
        let place = list.iter().position(|it| it.server == *server)?;
        Some(list.remove(place))
    }
}

/// A connection that is being opened. It goes on by itself, until nobody wants it any more.
pub(super) struct Opening<C> {
    server: Origin,
    /// When it was begun, on the clock.
    begun: Duration,
    task: JoinHandle<Result<C, BoxError>>,
}

impl<C: Read + Unpin> Opening<C> {
    /// Waits until it is open, or fails.
    ///
    /// `None` where it failed before anybody wanted it, and where it cannot be used any more: one that is opened now may do
    /// better.
    pub(super) async fn end(mut self) -> Option<Result<C, BoxError>> {
        let was_wanted = !self.task.is_finished();
        match (&mut self.task).await.ok()? {
            Ok(connection) => if_quiet(connection).map(Ok),
            Err(error) => was_wanted.then_some(Err(error)),
        }
    }
}

impl<C> Drop for Opening<C> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Gives it back where the server has neither closed it nor sent anything, which before a request is as bad.
fn if_quiet<C: Read + Unpin>(mut connection: C) -> Option<C> {
    let mut byte = [0];
    let mut buffer = ReadBuf::new(&mut byte);
    let mut context = Context::from_waker(Waker::noop());
    let heard = Pin::new(&mut connection).poll_read(&mut context, buffer.unfilled());
    heard.is_pending().then_some(connection)
}
