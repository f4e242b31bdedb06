//! The result after the last retry: the last failure, and how many attempts were made.

use std::error::Error;
use std::fmt::{self, Display};
use std::time::Duration;

/// How many attempts failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Tried {
    /// How many requests were sent.
    pub attempts: u32,
    /// How long the step has been trying.
    pub elapsed: Duration,
    /// How long the server asked to wait, if it did.
    pub asked_wait: Option<Duration>,
}

impl Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.attempts == 1 { "" } else { "s" };
        write!(
            f,
            "gave up after {} attempt{plural} in {:.1} s",
            self.attempts,
            self.elapsed.as_secs_f32()
        )?;
        match self.asked_wait {
            Some(wait) => write!(f, " (the server asked to wait {} s)", wait.as_secs()),
            None => Ok(()),
        }
    }
}

/// A failure, and how many attempts were made before time ran out.
///
/// Displays as the attempts, with the last failure as its source; without a retry, as that failure.
#[derive(Clone, Debug)]
pub struct Failed<E> {
    last: E,
    tried: Option<Tried>,
}

impl<E> Failed<E> {
    /// The last failure.
    pub const fn last(&self) -> &E {
        &self.last
    }

    /// The attempts. `None` if a retry could not have worked.
    pub const fn tried(&self) -> Option<Tried> {
        self.tried
    }

    /// Records how many attempts failed.
    pub(crate) fn after(self, tried: Tried) -> Self {
        let tried = Some(tried);
        Self { tried, ..self }
    }
}

impl<E> From<E> for Failed<E> {
    fn from(last: E) -> Self {
        Self { last, tried: None }
    }
}

impl<E: Display> Display for Failed<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.tried {
            Some(tried) => tried.fmt(f),
            None => self.last.fmt(f),
        }
    }
}

impl<E: Error + 'static> Error for Failed<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self.tried {
            Some(_) => Some(&self.last),
            None => self.last.source(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("refused")]
    struct Last;

    fn texts(failed: &Failed<Last>) -> Vec<String> {
        let first: &dyn Error = failed;
        let errors = std::iter::successors(Some(first), |&error| error.source());
        errors.map(ToString::to_string).collect()
    }

    #[test]
    fn what_was_tried_comes_before_the_last_failure() {
        let failed = Failed::from(Last);
        assert_eq!(texts(&failed), ["refused"]);
        let failed = failed.after(Tried {
            attempts: 2,
            elapsed: Duration::from_millis(1_500),
            asked_wait: None,
        });
        let expected = ["gave up after 2 attempts in 1.5 s", "refused"];
        assert_eq!(texts(&failed), expected);
    }
}
