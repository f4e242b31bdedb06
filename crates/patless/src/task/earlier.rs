//! What an earlier attempt at this step has left. The agent runs a step again where it is told to (`retryCountOnTaskFailure`), and the
//! note of the later attempt takes the place of the earlier one's: nobody else would stop its keeper and remove its files.

use patless_core::{Clock, Environment, sources};

use crate::sinks::{Noted, noted};

/// What an earlier attempt has left.
#[derive(Debug)]
pub(crate) struct Earlier(Noted);

impl Earlier {
    /// Reads the note. `None` if it is not known whose it is.
    pub(crate) fn of(environment: &Environment) -> Option<Self> {
        noted(environment).ok().map(Self)
    }

    /// Stops the keeper, and removes the files. Its variables are about to be set anew.
    pub(crate) async fn take_back(self, clock: &dyn Clock) {
        let Self(noted) = self;
        if let Some(keeper) = &noted.keeper {
            // It also ends when its folder is gone.
            let _ = sources::stop_keeper(keeper.folder.path(), clock).await;
        }
        let keeper = noted.keeper.map(|it| it.folder);
        for folder in noted.folder.into_iter().chain(keeper) {
            if let Err(error) = folder.remove() {
                tracing::warn!(
                    "the private files of an earlier attempt at this step could not be removed: {error}"
                );
            }
        }
    }
}
