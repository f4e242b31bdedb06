//! A file with an assertion, for the workload identity credential of the Azure SDKs: written anew before what a client may have
//! kept of it expires.
//!
//! The SDKs keep what they have read for up to ten minutes (Go, Python and Rust: 600 s; JavaScript and .NET: 300 s). So the file is
//! of use only where an assertion lives for longer than that, and is written anew so early that what was read just before is good
//! for those ten minutes.

use std::convert::Infallible;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use patless_core::{Assertion, ClientId, TenantId};

use crate::door::{Door, Opened};
use crate::folder::Folder;
use crate::hand_out::HandOut;
use crate::refusal::Refusal;

/// The file.
#[derive(Debug)]
pub(crate) struct TokenFile {
    path: PathBuf,
    /// How long to wait until it is written anew for the first time.
    first_pause: Duration,
}

/// For how long a client may use what it has read.
const KEPT_BY_CLIENTS: Duration = Duration::from_secs(600);
/// What is left of an assertion at least when a client sends it to Entra, whose clock may differ.
const MARGIN: Duration = Duration::from_secs(60);
/// The shortest time between two assertions. Azure DevOps limits how many a job may ask for.
const SHORTEST: Duration = Duration::from_secs(60);
/// When to try again after a failure.
const PAUSE: Duration = Duration::from_secs(15);
const NAME: &str = "assertion";

impl TokenFile {
    /// Writes the file for the first time.
    ///
    /// # Errors
    /// There is no assertion, it lives for too short a time, or the file cannot be written. The text says so.
    pub(crate) async fn open(
        folder: &Folder,
        hand_out: &HandOut,
        client: Option<ClientId>,
        tenant: Option<&TenantId>,
    ) -> Result<(Self, Opened), String> {
        let assertion = hand_out.assertion().await.map_err(in_words)?;
        let first_pause = pause_after(&assertion);
        if first_pause < SHORTEST {
            return Err(format!(
                "an assertion lives for {} s here, and Azure SDKs use what they read from a file for up to {} s: the door tokenFile \
                 would give them expired ones. Use the door managedIdentity, which gives access tokens",
                assertion.lifetime().unwrap_or_default().as_secs(),
                KEPT_BY_CLIENTS.as_secs()
            ));
        }
        let file = Self {
            path: folder.file(NAME),
            first_pause,
        };
        file.write(&assertion)
            .map_err(|error| format!("the file with the assertion cannot be written: {error}"))?;
        let path = file.path.display().to_string();
        let mut opened = Opened::new(Door::TokenFile).plain("AZURE_FEDERATED_TOKEN_FILE", path);
        if let Some(client) = client {
            opened = opened.plain("AZURE_CLIENT_ID", client.to_string());
        }
        if let Some(tenant) = tenant {
            opened = opened.plain("AZURE_TENANT_ID", tenant.to_string());
        }
        Ok((file, opened))
    }

    /// Writes the file anew in time, for as long as this is polled.
    pub(crate) async fn keep(&self, hand_out: &HandOut) -> Infallible {
        let mut pause = self.first_pause;
        loop {
            hand_out.clock().wait(pause).await;
            let written = match hand_out.assertion().await {
                Ok(assertion) => {
                    let written = self.write(&assertion).map(|()| pause_after(&assertion));
                    written.map_err(|error| error.to_string())
                }
                Err(refusal) => Err(in_words(refusal)),
            };
            pause = match written {
                // Azure DevOps gives those of Entra out of a cache: one that is almost over is followed by another one soon.
                Ok(pause) => pause.max(SHORTEST),
                Err(reason) => {
                    tracing::warn!(
                        "the file with the assertion could not be written anew yet: {reason}"
                    );
                    PAUSE
                }
            };
        }
    }

    /// Removes the file.
    pub(crate) fn remove(&self) {
        // The folder goes with everything in it.
        let _ = std::fs::remove_file(&self.path);
    }

    /// Writes a file beside it, and puts that in its place: whoever reads has the old text or the new one.
    fn write(&self, assertion: &Assertion) -> io::Result<()> {
        let new = self.path.with_extension("new");
        let _ = std::fs::remove_file(&new);
        let mut file = private(&new)?;
        // The assertion goes into the file that the user asked for.
        file.write_all(assertion.expose().as_bytes())?;
        std::fs::rename(&new, &self.path)
    }
}

/// How long a file with this assertion may stay as it is.
fn pause_after(assertion: &Assertion) -> Duration {
    let life = assertion.lifetime().unwrap_or_default();
    life.saturating_sub(KEPT_BY_CLIENTS + MARGIN)
}

fn private(path: &Path) -> io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn in_words(refusal: Refusal) -> String {
    refusal.message
}
