//! Why the stages got no tokens.

use std::io;
use std::iter;
use std::sync::Arc;

use crate::failure::Failure;

/// There are no tokens.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// At least one stage failed.
    Failed(Failures),
    /// The listener or the announcer can no longer write its output.
    Unheard(io::Error),
}

/// Why there are no tokens: at least one reason, in the order of the stages. What comes later may follow from the first.
#[derive(Debug)]
pub(crate) struct Failures {
    first: Arc<Failure>,
    others: Vec<Arc<Failure>>,
}

impl Failures {
    /// Wraps the failures. `None` if there are none.
    pub(crate) fn of(failures: impl IntoIterator<Item = Arc<Failure>>) -> Option<Self> {
        let mut failures = failures.into_iter();
        let first = failures.next()?;
        Some(Self {
            first,
            others: failures.collect(),
        })
    }

    /// Keeps only the first.
    pub(crate) fn first_only(self) -> Self {
        self.first.into()
    }

    /// Adds further failures.
    pub(crate) fn extend(&mut self, more: impl IntoIterator<Item = Arc<Failure>>) {
        self.others.extend(more);
    }

    /// Lists them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Failure> {
        iter::once(&self.first).chain(&self.others).map(|it| &**it)
    }
}

impl From<Arc<Failure>> for Failures {
    fn from(first: Arc<Failure>) -> Self {
        Self {
            first,
            others: Vec::new(),
        }
    }
}

impl From<Failures> for Stopped {
    fn from(failures: Failures) -> Self {
        Self::Failed(failures)
    }
}

impl From<Arc<Failure>> for Stopped {
    fn from(failure: Arc<Failure>) -> Self {
        Self::Failed(failure.into())
    }
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Arc::new(failure).into()
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Unheard(error)
    }
}
