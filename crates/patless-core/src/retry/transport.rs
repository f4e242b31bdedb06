//! What a request without an answer says about another attempt.

use super::Advice;
use crate::http::TransportError;

impl TransportError {
    /// Tells whether another attempt may work.
    pub(crate) fn advice(&self) -> Advice {
        if self.is_passing() {
            Advice::TryAgain
        } else {
            Advice::GiveUp
        }
    }
}
