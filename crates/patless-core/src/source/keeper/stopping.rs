//! Stops the keeper at the end of the job.

use std::path::Path;
use std::time::Duration;

use hyper::Method;
use serde::Deserialize;

use super::address::Address;
use super::asking::ask;
use super::gone;
use crate::clock::Clock;
use crate::source::error::Broken;

/// What a keeper has done.
#[derive(Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct KeeperReport {
    /// How many tokens it has handed out.
    pub handed_out: u64,
    /// How many requests it has refused, or could not answer.
    pub refused: u64,
}

/// How long the keeper may take to answer.
const LIMIT: Duration = Duration::from_secs(5);

/// Tells the keeper that listens in a folder to stop, and returns what it has done. It ends at once then.
///
/// # Errors
/// There is none, or it does not answer.
pub async fn stop_keeper(folder: &Path, clock: &dyn Clock) -> Result<KeeperReport, Broken> {
    let address = Address::find(&folder.display().to_string())?;
    let asked = ask(&address, Method::POST, "stop", "", clock.now());
    match clock.timeout(LIMIT, asked).await {
        Some(Ok(answer)) => answer
            .json_object()
            .ok_or_else(|| gone(&address, "what answers is no keeper")),
        Some(Err(error)) => Err(gone(&address, &error.to_string())),
        None => Err(gone(&address, "no answer in time")),
    }
}
