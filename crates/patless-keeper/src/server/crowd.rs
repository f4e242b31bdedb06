//! Who is connected to a server: those that have not asked yet, and those that are being answered.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::task::AbortHandle;

/// The connections of a server.
#[derive(Default)]
pub(super) struct Crowd {
    next: AtomicU64,
    /// Those that have not sent the head of a request, oldest first.
    waiting: Mutex<VecDeque<(u64, AbortHandle)>>,
    answered: AtomicUsize,
}

/// How many connections may wait. One more, and the oldest is closed.
const MOST_WAITING: usize = 256;
/// From how many on each new one has a chance to be read before the next is taken.
const MANY_WAITING: usize = 32;
/// How many requests are answered at once.
const MOST_ANSWERED: usize = 256;

/// The place of a connection.
pub(super) struct Place(u64);

/// A request that is being answered.
pub(super) struct Answering<'a>(&'a Crowd);

impl Crowd {
    /// Serves a connection in a task of its own. It waits until [`Place::begin`].
    pub(super) fn enter<F>(&self, serve: impl FnOnce(Place) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let mut waiting = self.waiting();
        // It cannot begin before it is among those that wait: the list is locked.
        let task = tokio::spawn(serve(Place(number)));
        waiting.push_back((number, task.abort_handle()));
        if waiting.len() > MOST_WAITING
            && let Some((_, oldest)) = waiting.pop_front()
        {
            oldest.abort();
        }
    }

    /// Whether so many wait that one of them may have to go.
    pub(super) fn is_large(&self) -> bool {
        self.waiting().len() >= MANY_WAITING
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<(u64, AbortHandle)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// The head of the request is there: the connection no longer waits. `None`: too many are being answered.
    pub(super) fn begin<'a>(&self, crowd: &'a Crowd) -> Option<Answering<'a>> {
        self.leave(crowd);
        let before = crowd.answered.fetch_add(1, Ordering::Relaxed);
        let answering = Answering(crowd);
        (before < MOST_ANSWERED).then_some(answering)
    }

    /// The connection no longer waits.
    pub(super) fn leave(&self, crowd: &Crowd) {
        crowd.waiting().retain(|(number, _)| *number != self.0);
    }
}

impl Drop for Answering<'_> {
    fn drop(&mut self) {
        self.0.answered.fetch_sub(1, Ordering::Relaxed);
    }
}
