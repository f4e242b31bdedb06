//! Reads what an organization has set up: any resource, by GET and by no other method.
//!
//! Wire: lists of Azure DevOps' REST API are `{"count", "value": […]}`, and go on where an answer has the header
//! `X-MS-ContinuationToken` (<https://learn.microsoft.com/rest/api/azure/devops/>). A page may be empty and still go on.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::client::{AzureDevOps, not_json};
use super::error::TargetError;
use super::hosts::Hosts;
use super::refusal::Refusal;
use super::resource::Resource;
use super::wire::request_id;
use crate::exchange::AccessToken;
use crate::http::{Expected, Response};
use patless_catalogue::text::one_line;

/// A page of a list, by its field on the wire.
#[derive(Deserialize)]
struct Page<T> {
    value: Vec<T>,
}

/// Whether an operation succeeded, by its field on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Success {
    is_success: Option<bool>,
}

impl AzureDevOps<'_> {
    /// Reads a resource. Nothing can be changed in this way.
    ///
    /// # Errors
    /// Azure DevOps refuses, or the answer is of another form. Some answers are refusals despite HTTP 200: they say
    /// `isSuccess: false`.
    pub async fn read<T: DeserializeOwned>(
        &self,
        token: &AccessToken,
        resource: &Resource,
    ) -> Result<T, TargetError> {
        let answer = self.page(token, resource).await?;
        serde_json::from_slice(&answer.body).map_err(|_| not_json(&answer))
    }

    /// Reads all pages of a list.
    ///
    /// # Errors
    /// As those of [`Self::read`]. A list that does not end is of another form, too.
    pub async fn read_all<T: DeserializeOwned>(
        &self,
        token: &AccessToken,
        resource: &Resource,
    ) -> Result<Vec<T>, TargetError> {
        let mut all = Vec::new();
        let mut page = resource.clone();
        let mut last = None;
        for _ in 0..MOST_PAGES {
            let answer = self.page(token, &page).await?;
            let Page { value } =
                serde_json::from_slice(&answer.body).map_err(|_| not_json(&answer))?;
            all.extend(value);
            let next = answer.header(CONTINUATION).filter(|it| !it.is_empty());
            let Some(next) = next.map(str::to_owned) else {
                return Ok(all);
            };
            if last.as_ref() == Some(&next) {
                return Err(not_json(&answer));
            }
            page = resource.clone().with("continuationToken", &next);
            last = Some(next);
        }
        Ok(all)
    }

    async fn page(
        &self,
        token: &AccessToken,
        resource: &Resource,
    ) -> Result<Response, TargetError> {
        let url = Hosts::of(self.organization())?.resource(resource);
        let answer = self.got("resource", url, token, Expected::Page).await?;
        match unsuccessful(&answer) {
            Some(refusal) => Err(TargetError::Refused(refusal)),
            None => Ok(answer),
        }
    }
}

/// The refusal that an answer of HTTP 200 holds, with the first of its errors. `None` if it holds none.
fn unsuccessful(answer: &Response) -> Option<Refusal> {
    // Anything else may hold values that nobody has asked for: it is not kept even for a moment.
    let success: Success = serde_json::from_slice(&answer.body).ok()?;
    if success.is_success != Some(false) {
        return None;
    }
    let body: Value = serde_json::from_slice(&answer.body).ok()?;
    // One operation has one result, several have a list of them.
    let results = [&body["operationResult"], &body["operationResults"][0]];
    let mut errors = results.iter().map(|it| &it["errors"][0]["value"]);
    let message = errors.find_map(Value::as_str);
    Some(Refusal {
        status: answer.status.as_u16(),
        message: message.map(|text| one_line(text, 500)),
        type_key: None,
        request_id: request_id(answer),
    })
}

/// The header that says where a list goes on.
const CONTINUATION: &str = "x-ms-continuationtoken";

/// More than the largest organizations have: a server that goes on and on is the wrong one.
const MOST_PAGES: usize = 200;

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use reqwest::StatusCode;
    use zeroize::Zeroizing;

    use super::*;

    fn refusal(body: &str) -> Option<String> {
        let refusal = unsuccessful(&Response {
            status: StatusCode::OK,
            headers: reqwest::header::HeaderMap::new(),
            body: Zeroizing::new(body.as_bytes().to_vec()),
            sent_at: SystemTime::UNIX_EPOCH,
        });
        refusal.map(|it| it.to_string())
    }

    #[test]
    fn a_success_that_says_it_is_none_is_a_refusal() {
        let error = r#"{"errors":[{"key":5107,"value":"VS403283: Could not add user."}]}"#;
        for (body, expected) in [
            (
                format!(r#"{{"isSuccess":false,"operationResult":{error}}}"#),
                Some("HTTP 200: VS403283: Could not add user."),
            ),
            (
                format!(r#"{{"isSuccess":false,"operationResults":[{error}]}}"#),
                Some("HTTP 200: VS403283: Could not add user."),
            ),
            (r#"{"isSuccess":false}"#.to_owned(), Some("HTTP 200")),
            (r#"{"isSuccess":true}"#.to_owned(), None),
            (r#"{"value":[{"isSuccess":false}]}"#.to_owned(), None),
            ("null".to_owned(), None),
        ] {
            assert_eq!(refusal(&body).as_deref(), expected, "{body}");
        }
    }
}
