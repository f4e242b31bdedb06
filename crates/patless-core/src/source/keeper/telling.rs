//! What the keeper is told: that a token was refused, and that the job is over.

use std::path::Path;
use std::time::Duration;

use hyper::Method;
use serde::Deserialize;

use super::address::Address;
use super::asking::ask;
use super::problem::gone;
use crate::clock::Clock;
use crate::http::Response;
use crate::scope::Scope;
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
    let answer = tell(&address, "stop", "", clock).await?;
    answer
        .json_object()
        .ok_or_else(|| gone(&address, "what answers is no keeper"))
}

/// Tells the keeper that listens in a folder that the resource of `scope` has refused its token: the next one is another.
///
/// # Errors
/// As those of [`stop_keeper`].
pub async fn tell_keeper_of_refusal(
    folder: &Path,
    scope: &Scope,
    clock: &dyn Clock,
) -> Result<(), Broken> {
    let address = Address::find(&folder.display().to_string())?;
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("resource", scope.resource())
        .finish();
    tell(&address, "refused", &query, clock).await.map(drop)
}

async fn tell(
    address: &Address,
    path: &str,
    query: &str,
    clock: &dyn Clock,
) -> Result<Response, Broken> {
    let told = ask(address, Method::POST, path, query, clock.now());
    match clock.timeout(LIMIT, told).await {
        Some(Ok(answer)) => Ok(answer),
        Some(Err(error)) => Err(gone(address, &error.to_string())),
        None => Err(gone(address, "no answer in time")),
    }
}
