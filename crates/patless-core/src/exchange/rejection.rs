//! Owns what is kept of Entra's refusal: the chosen fields, beside the five values that have to match.

use std::fmt;

use serde::Deserialize;

use super::aadsts;
use crate::assertion::UnverifiedClaims;
use crate::http::Answer;
use crate::identifiers::{ClientId, TenantId};
use crate::scope::Scope;
use crate::service_connection::ServiceConnection;
use crate::text::one_line;

/// A refusal of Entra, and what was presented.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rejection {
    /// The HTTP status.
    pub status: u16,
    /// The OAuth error, such as `invalid_client`.
    pub error: String,
    /// The number after `AADSTS`. `None` where Entra gave none.
    pub code: Option<u32>,
    /// Entra's own words, without the ids that it appends.
    pub description: String,
    /// What the assertion says of itself: issuer, subject, audience.
    pub claims: UnverifiedClaims,
    /// The tenant that was asked.
    pub tenant: TenantId,
    /// The client for which it was asked.
    pub client: ClientId,
    /// The scope that was asked for.
    pub scope: Scope,
    /// The id of the request in Entra's sign-in log.
    pub correlation_id: String,
    /// The id that Entra gave the request. `None` where it gave none.
    pub trace_id: Option<String>,
}

/// What was presented in one request.
pub(crate) struct Presented<'a> {
    pub(crate) connection: &'a ServiceConnection,
    pub(crate) claims: &'a UnverifiedClaims,
    pub(crate) scope: &'a Scope,
    pub(crate) correlation_id: &'a str,
}

/// Entra's error body. Without `error` it is not Entra's: a proxy answers in JSON too.
#[derive(Deserialize)]
struct WireError {
    error: String,
    error_description: Option<String>,
    /// Numbers, or texts that hold one.
    error_codes: Option<Vec<serde_json::Value>>,
    trace_id: Option<String>,
    correlation_id: Option<String>,
}

impl Rejection {
    /// Reads an answer that is a refusal of Entra. `None` where it is not in Entra's form.
    pub(crate) fn read(answer: &Answer, presented: &Presented<'_>) -> Option<Self> {
        let wire: WireError = serde_json::from_slice(&answer.body).ok()?;
        let description = own_words(&wire.error_description.unwrap_or_default());
        let code = wire
            .error_codes
            .unwrap_or_default()
            .first()
            .and_then(code_of)
            .or_else(|| code_in(&description));
        let id = |text: String| one_line(&text, 80);
        Some(Self {
            status: answer.status.as_u16(),
            error: one_line(&wire.error, 80),
            code,
            description,
            claims: presented.claims.clone(),
            tenant: presented.connection.tenant().clone(),
            client: presented.connection.client(),
            scope: presented.scope.clone(),
            correlation_id: wire
                .correlation_id
                .map_or_else(|| presented.correlation_id.to_owned(), id),
            trace_id: wire.trace_id.map(id),
        })
    }

    /// The row that explains the code. `None` where there is none.
    pub fn explanation(&self) -> Option<&'static aadsts::Row> {
        aadsts::explain(self.code?)
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "AADSTS{code}")?,
            None => f.write_str(&self.error)?,
        }
        match self.explanation() {
            Some(row) => write!(f, ", {}", row.cause),
            None => Ok(()),
        }
    }
}

/// Keeps Entra's words up to the ids that it appends, which stand behind a space or a line break.
fn own_words(description: &str) -> String {
    let line = one_line(description, 1_000);
    let end = [" Trace ID: ", " Correlation ID: ", " Timestamp: "]
        .iter()
        .filter_map(|mark| line.find(mark))
        .min();
    line[..end.unwrap_or(line.len())].to_owned()
}

fn code_of(value: &serde_json::Value) -> Option<u32> {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.trim().parse().ok()
}

/// Finds the code at the beginning of Entra's words: `AADSTS700213: …`.
fn code_in(description: &str) -> Option<u32> {
    let digits = description
        .strip_prefix("AADSTS")?
        .split(|c: char| !c.is_ascii_digit())
        .next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_appended_ids_are_cut_behind_a_space_or_a_line_break() {
        for separator in [" ", "\r\n"] {
            let text = format!(
                "AADSTS70025: None.{separator}Trace ID: a{separator}Correlation ID: b{separator}Timestamp: c"
            );
            assert_eq!(own_words(&text), "AADSTS70025: None.");
        }
    }

    #[test]
    fn a_code_is_a_number_or_a_text() {
        assert_eq!(code_of(&serde_json::json!(700_213)), Some(700_213));
        assert_eq!(code_of(&serde_json::json!("700213")), Some(700_213));
        assert_eq!(code_of(&serde_json::json!(null)), None);
    }

    #[test]
    fn the_code_is_found_in_the_words() {
        assert_eq!(code_in("AADSTS7002138: x"), Some(7_002_138));
        assert_eq!(code_in("no code"), None);
    }
}
