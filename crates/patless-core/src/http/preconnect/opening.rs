//! Connections that are opened in advance and wait for their first request.

use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;

use hyper::rt::{Read, ReadBuf};
use tokio::task::JoinHandle;
use url::Origin;

use crate::Clock;

/// Any error of a connection.
pub(super) type BoxError = Box<dyn Error + Send + Sync>;

/// How long a connection may be idle before its request. Firewalls silently drop idle connections, some after a minute:
/// the request would be lost.
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

    /// Keeps a connection to `server` that was started now.
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

/// A connection that is being opened, in a task of its own that ends when this is dropped.
pub(super) struct Opening<C> {
    server: Origin,
    /// When it was started, on the clock.
    begun: Duration,
    task: JoinHandle<Result<C, BoxError>>,
}

impl<C: Read + Unpin> Opening<C> {
    /// Waits until it is open, or fails.
    ///
    /// `None` if it failed before it was needed, or cannot be used anymore: a new connection may work.
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

/// Returns it if the server has neither closed it nor sent anything, which is just as wrong before a request.
fn if_quiet<C: Read + Unpin>(mut connection: C) -> Option<C> {
    let mut byte = [0];
    let mut buffer = ReadBuf::new(&mut byte);
    let mut context = Context::from_waker(Waker::noop());
    let heard = Pin::new(&mut connection).poll_read(&mut context, buffer.unfilled());
    heard.is_pending().then_some(connection)
}
