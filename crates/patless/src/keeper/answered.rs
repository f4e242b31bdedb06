//! What the keeper answers to the task, on its standard output: how its doors are used, or why it cannot begin.

use std::collections::BTreeMap;

use patless_keeper::{Opened, SecretText};
use serde::{Deserialize, Serialize};

/// The answer.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Answered {
    /// The doors are open. What variables tell programs where they are.
    Open(Vec<OpenDoor>),
    /// There is no keeper, for this reason.
    Refused(String),
}

/// A door.
#[derive(Deserialize, Serialize)]
pub(crate) struct OpenDoor {
    /// Its name.
    pub(crate) door: String,
    /// Variables that are no secret.
    pub(crate) plain: BTreeMap<String, String>,
    /// Variables that are.
    pub(crate) secret: BTreeMap<String, SecretText>,
}

impl From<Opened> for OpenDoor {
    fn from(opened: Opened) -> Self {
        let plain = opened.plain.into_iter();
        let secret = opened.secret.into_iter();
        Self {
            door: opened.door.to_string(),
            plain: plain.map(|(name, text)| (name.to_owned(), text)).collect(),
            secret: secret.map(|(name, text)| (name.to_owned(), text)).collect(),
        }
    }
}

impl std::fmt::Debug for OpenDoor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenDoor")
            .field("door", &self.door)
            .field("plain", &self.plain)
            .finish_non_exhaustive()
    }
}
