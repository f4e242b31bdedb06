//! Lists that come in pages, each of which names the next one in a header.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::azure_devops::client::{AzureDevOps, not_json};
use crate::azure_devops::error::TargetError;
use crate::exchange::AccessToken;
use crate::http::{Expected, Response};

/// A page of a list, on the wire.
#[derive(Deserialize)]
struct Page<T> {
    value: Vec<T>,
}

impl AzureDevOps<'_> {
    /// Asks for every page of the list at `path`, whose query is not empty. `read` reads one entry; `None` means that it has
    /// another form, and then so has the whole list.
    pub(super) async fn all_pages<W, T>(
        &self,
        name: &'static str,
        path: &str,
        token: &AccessToken,
        read: impl Fn(W) -> Option<T>,
    ) -> Result<Vec<T>, TargetError>
    where
        W: DeserializeOwned,
    {
        let mut all = Vec::new();
        let mut next: Option<String> = None;
        let mut pages = 0;
        loop {
            let mut url = self.url(path)?;
            if let Some(next) = &next {
                url.query_pairs_mut().append_pair("continuationToken", next);
            }
            let deadline = self.renewed();
            let answer = self.until(&deadline);
            let answer = answer.read(name, url, token, Expected::List).await?;
            let page: Page<W> = answer.json_object().ok_or_else(|| not_json(&answer))?;
            for entry in page.value {
                all.push(read(entry).ok_or_else(|| not_json(&answer))?);
            }
            let following = continuation(&answer);
            if following.is_none() {
                return Ok(all);
            }
            pages += 1;
            if following == next || pages == MOST_PAGES {
                // It would never end.
                return Err(not_json(&answer));
            }
            next = following;
        }
    }
}

/// What the next page is asked for with. `None`: this was the last one.
fn continuation(answer: &Response) -> Option<String> {
    let text = answer.header("x-ms-continuationtoken")?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// More pages than any list of an organization has.
const MOST_PAGES: u32 = 2_000;
