//! The private folder of a keeper: what is in it, and whether it is still there.

use std::path::PathBuf;
use std::time::Duration;

use patless_core::Clock;

/// The folder.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

/// How often it is looked whether the folder is still there.
const LOOK_EVERY: Duration = Duration::from_secs(5);

impl Folder {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it is, as a text.
    pub(crate) fn in_words(&self) -> String {
        self.0.display().to_string()
    }

    /// Where a file of this name is.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Waits until it is gone.
    pub(crate) async fn gone(&self, clock: &dyn Clock) {
        while self.0.is_dir() {
            clock.wait(LOOK_EVERY).await;
        }
    }
}
