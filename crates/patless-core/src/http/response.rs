//! The complete answer to a request, with repetitions of the sent secret removed.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::status::is_unavailable;
use crate::repetition::{Found, Sent};
use patless_catalogue::text::one_line;

/// A complete answer. Its body is a secret: pick fields from it and drop it.
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    /// Only those that are read.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Zeroizing<Vec<u8>>,
    /// This machine's clock when the request was sent.
    pub(crate) sent_at: SystemTime,
}

/// What a successful answer contains.
///
/// The set is closed: a text is either shown or not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Expected {
    /// A secret in JSON, which goes into no message. Two JWTs may well have a header or claims in common.
    Secret,
    /// Words, which may go into a message.
    Words,
    /// A page of a list, whose words may go into a message.
    Page,
}

impl Expected {
    /// The most that the body may hold, in bytes. Tokens and errors are a few thousand long; a server that sends more is
    /// the wrong one, and must not fill our memory. More is an error; the body is never truncated.
    pub(super) fn limit_bytes(self) -> usize {
        match self {
            Self::Secret | Self::Words => 64 * 1024,
            // Azure DevOps has up to 500 entries of about 1 KB on a page.
            Self::Page => 4 * 1024 * 1024,
        }
    }
}

/// The headers that are read. Others may hold anything, and are dropped.
const READ_HEADERS: [&str; 10] = [
    "activityid",
    "content-encoding",
    "content-type",
    "date",
    "retry-after",
    "www-authenticate",
    "x-ms-continuationtoken",
    "x-ms-request-id",
    "x-vss-e2eid",
    "x-vss-resourcetenant",
];

/// The headers among them that are read as a time, and never shown.
const TIMES: [&str; 2] = ["date", "retry-after"];

/// RFC 8259 §8.1: it must not be sent, but parsers may ignore it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// How gzip begins (RFC 1952 §2.3.1).
const GZIP: &[u8] = &[0x1f, 0x8b];

impl Response {
    /// Keeps what is read of an answer.
    pub(crate) fn new(
        status: StatusCode,
        headers: &HeaderMap,
        mut body: Zeroizing<Vec<u8>>,
        sent_at: SystemTime,
    ) -> Self {
        let read = headers
            .iter()
            .filter(|(name, _)| READ_HEADERS.contains(&name.as_str()));
        if body.starts_with(BYTE_ORDER_MARK) {
            body.drain(..BYTE_ORDER_MARK.len());
        }
        Self {
            status,
            headers: read
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            body,
            sent_at,
        }
    }

    /// Removes the secret that was sent: if a server or a proxy repeats it, it must not appear in an error.
    pub(super) fn without(mut self, sent: &Sent<'_>, expected: Expected) -> Self {
        let headers = self.headers.iter();
        let repeating = headers.filter(|(name, value)| {
            !TIMES.contains(&name.as_str())
                && sent.cover_in(&mut value.as_bytes().to_vec()) == Found::Repetition
        });
        let names: Vec<HeaderName> = repeating.map(|(name, _)| name.clone()).collect();
        for name in names {
            self.headers.remove(name);
        }
        let holds_a_secret = expected == Expected::Secret
            && self.status == StatusCode::OK
            && self.is_json()
            && !sent.is_whole_in(&self.body);
        if !holds_a_secret {
            sent.cover_in(&mut self.body);
        }
        self
    }

    /// The compression of a body that is said to be JSON, for messages. `None` where the body is as it should be.
    ///
    /// No compression was requested. A proxy may compress anyway, without declaring it.
    pub(super) fn compression(&self) -> Option<String> {
        let said = self.header("content-encoding").map(str::trim);
        let coding = match said.filter(|it| !it.is_empty() && !it.eq_ignore_ascii_case("identity"))
        {
            Some(coding) => one_line(coding, 40),
            None if self.body.starts_with(GZIP) => "gzip".to_owned(),
            None => return None,
        };
        (self.is_json() && !self.body.is_empty()).then_some(coding)
    }

    /// Returns whether the body says more than the status.
    pub(super) fn is_told_by_body(&self) -> bool {
        let status = self.status.as_u16();
        matches!(status, 200 | 400..=499) && status != 407 && !is_unavailable(status)
    }

    /// Reads a header as text. `None` when it is absent or not ASCII.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// How far the server's clock is ahead of this machine's, in seconds. `None` if the server sent no time.
    pub(crate) fn clock_skew_s(&self) -> Option<i64> {
        let server = self.server_time()?;
        let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        Some(match server.duration_since(self.sent_at) {
            Ok(ahead) => seconds(ahead),
            Err(behind) => -seconds(behind.duration()),
        })
    }

    /// The server's clock when it answered (RFC 9110 §6.6.1). `None` if it sent none.
    pub(crate) fn server_time(&self) -> Option<SystemTime> {
        httpdate::parse_http_date(self.header("date")?).ok()
    }

    /// Reads the body as a JSON object. `None` for anything else: serde would accept the values of an array as fields.
    pub(crate) fn json_object<T: DeserializeOwned>(&self) -> Option<T> {
        let is_object = self.body.trim_ascii_start().starts_with(b"{");
        is_object
            .then(|| serde_json::from_slice(&self.body).ok())
            .flatten()
    }

    /// The content type, shortened, for messages.
    pub(crate) fn content_type(&self) -> String {
        let text = self.header("content-type").unwrap_or("no content type");
        one_line(text, 80)
    }

    /// Returns whether the answer is declared as a page or another text for people.
    pub(crate) fn is_text(&self) -> bool {
        let content_type = self.header("content-type").unwrap_or_default();
        content_type
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("text/")
    }

    /// Returns whether the answer is declared as JSON.
    pub(crate) fn is_json(&self) -> bool {
        let media_type = self
            .header("content-type")
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default();
        media_type.trim().eq_ignore_ascii_case("application/json")
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &[u8]) -> Response {
        let status = StatusCode::from_u16(status).unwrap();
        let headers = headers.iter().map(|&(name, value)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        });
        let body = Zeroizing::new(body.to_vec());
        Response::new(status, &headers.collect(), body, SystemTime::UNIX_EPOCH)
    }

    /// What is left of a body, and of a header of the same text.
    fn left(text: &'static str, secret: &str) -> (String, bool) {
        let answer = answer(400, &[("activityid", text)], text.as_bytes());
        let answer = answer.without(&Sent::new(secret), Expected::Secret);
        let body = String::from_utf8(answer.body.to_vec()).unwrap();
        (body, answer.header("activityid").is_some())
    }

    #[test]
    fn each_repetition_of_the_secret_is_taken_out_of_body_and_headers() {
        let (body, has_header) = left("got sekret and sekretsekret", "sekret");
        assert_eq!(body, "got ****** and ************");
        assert!(!has_header);
    }

    #[test]
    fn a_masked_text_in_the_place_of_a_secret_does_not_hang() {
        assert_eq!(left("*** and ****", "***").0, "*** and ****");
    }

    #[test]
    fn without_a_secret_nothing_is_taken_out() {
        assert_eq!(left("got sekret", ""), ("got sekret".to_owned(), true));
    }

    const JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");

    #[test]
    fn a_token_that_begins_as_the_assertion_does_stays_whole() {
        let assertion =
            "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzYyJ9.c2lnbmF0dXJlLW9mLW9uZQ";
        let body =
            br#"{"access_token":"eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJ4In0.b3RoZXI"}"#;
        let success = answer(200, &[JSON], body).without(&Sent::new(assertion), Expected::Secret);
        assert_eq!(*success.body, body);
        let words = answer(200, &[JSON], body).without(&Sent::new(assertion), Expected::Words);
        assert_ne!(*words.body, body);
        let refusal = answer(400, &[JSON], body).without(&Sent::new(assertion), Expected::Secret);
        assert_ne!(*refusal.body, body);
    }

    #[test]
    fn a_success_that_repeats_the_whole_secret_holds_no_other() {
        let body = br#"{"access_token":"sekret-0123456789"}"#;
        let success =
            answer(200, &[JSON], body).without(&Sent::new("sekret-0123456789"), Expected::Secret);
        assert_eq!(*success.body, br#"{"access_token":"*****************"}"#);
    }

    #[test]
    fn only_headers_that_are_read_are_kept() {
        let kept = answer(200, &[JSON, ("set-cookie", "a=b"), ("location", "c")], b"");
        assert_eq!(kept.headers.len(), 1);
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        let object: Option<serde_json::Value> =
            answer(200, &[JSON], b"\xef\xbb\xbf{\"a\":1}").json_object();
        assert_eq!(object.unwrap()["a"], 1);
    }

    #[test]
    fn the_compression_of_what_should_be_json_is_named() {
        let encoded = |name| ("content-encoding", name);
        for (headers, body, expected) in [
            (&[JSON, encoded("gzip")][..], &b"x"[..], Some("gzip")),
            (&[JSON, encoded("BR")], b"x", Some("BR")),
            (&[JSON], b"\x1f\x8b\x08", Some("gzip")),
            (&[JSON, encoded("identity")], b"{}", None),
            (&[JSON], b"{}", None),
            // The answer to HEAD.
            (&[JSON, encoded("gzip")], b"", None),
            (
                &[("content-type", "text/html"), encoded("gzip")],
                b"x",
                None,
            ),
        ] {
            let answer = answer(200, headers, body);
            assert_eq!(answer.compression().as_deref(), expected, "{headers:?}");
        }
    }
}
