//! Claim `jti` of the client assertions so far.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// IDs of the client assertions that were accepted so far.
#[derive(Default)]
pub(super) struct AssertionIds(Mutex<HashSet<String>>);

impl AssertionIds {
    /// Remembers the ID of a client's assertion. `false` means that it was used before.
    pub(super) fn note(&self, client_id: &str, id: &str) -> bool {
        // The set stays valid if another thread panics.
        let mut ids = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ids.insert(format!("{client_id} {id}"))
    }
}
