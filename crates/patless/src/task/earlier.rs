//! What an earlier attempt at this step has left. The agent runs a step again where it is told to (`retryCountOnTaskFailure`), and the
//! note of the later attempt takes the place of the earlier one's: nobody else would stop its keeper and remove its files.

use std::path::PathBuf;

use patless_core::variables::AGENT_TEMPDIRECTORY;
use patless_core::{Clock, Environment, sources};

use crate::recipes::of_job;
use crate::sinks::{Noted, noted};

/// What an earlier attempt has left.
#[derive(Debug)]
pub(crate) struct Earlier {
    noted: Noted,
    /// The folder in which it has made its private ones.
    place: PathBuf,
}

impl Earlier {
    /// Reads the note. `None` if there is none, or if it is not known whose it is.
    pub(crate) fn of(environment: &Environment) -> Option<Self> {
        let place = of_job(environment.variable(&AGENT_TEMPDIRECTORY));
        Some(Self {
            noted: noted(environment).ok()?,
            place: place.unwrap_or_else(std::env::temp_dir),
        })
    }

    /// Stops the keeper, and removes the files. Its variables are about to be set anew.
    pub(crate) async fn take_back(self, clock: &dyn Clock) {
        if let Some(keeper) = &self.noted.keeper {
            // It also ends when its folder is gone.
            let _ = sources::stop_keeper(&self.place.join(keeper.folder.as_str()), clock).await;
        }
        let keeper = self.noted.keeper.map(|it| it.folder);
        for folder in self.noted.folder.into_iter().chain(keeper) {
            if let Err(error) = folder.remove_from(&self.place) {
                tracing::warn!(
                    "the private files of an earlier attempt at this step could not be removed: {error}"
                );
            }
        }
    }
}
