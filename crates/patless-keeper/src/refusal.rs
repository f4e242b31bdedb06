//! A request that is not answered with a token: the status, and why.

use std::fmt::Write as _;
use std::time::Duration;

use hyper::StatusCode;
use patless_catalogue::ErrorKind;
use patless_core::TokenError;

/// Why there is no token.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    /// On one line, without a secret.
    pub(crate) message: String,
    /// The name of the cause in the catalogue. `None`: the request itself is wrong.
    pub(crate) cause: Option<&'static str>,
    /// When the same request may be answered. `None`: never.
    pub(crate) retry_after: Option<Duration>,
}

impl Refusal {
    /// Refuses a request for what is wrong with it. The clients do not repeat it.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: inert(&message.into()),
            cause: None,
            retry_after: None,
        }
    }

    /// Refuses a request with 400.
    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// Says why there is no token. Clients repeat a request after 503, and none after 400.
    pub(crate) fn of(error: &TokenError) -> Self {
        let row = error.cause().row();
        let mut message = format!("{}: {}", row.summary, chain(error));
        // Writing to a string cannot fail.
        let _ = write!(message, " (more: {})", row.address());
        let is_temporary = error.kind() == ErrorKind::Unavailable;
        Self {
            status: if is_temporary {
                StatusCode::SERVICE_UNAVAILABLE
            } else {
                StatusCode::BAD_REQUEST
            },
            message: inert(&message),
            cause: Some(row.name()),
            retry_after: is_temporary.then(|| error.retry_after().unwrap_or(PAUSE)),
        }
    }
}

/// A text on one line that no agent takes for a command: clients print what they are told, some of which comes from whoever asked.
///
/// The agent passes over characters when it looks for `##vso[`, of which none is printable ASCII.
fn inert(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_ascii_graphic() { c } else { ' ' })
        .collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    words.join(" ").replace("##", "**")
}

/// How long a client waits where no server has said it.
const PAUSE: Duration = Duration::from_secs(5);

/// The messages of an error and of what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut texts = vec![error.to_string()];
    let mut next = error.source();
    while let Some(error) = next {
        let text = error.to_string();
        if !texts.contains(&text) {
            texts.push(text);
        }
        next = error.source();
    }
    texts.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_message_is_a_command_to_the_agent() {
        for text in [
            "x##vso[task.complete]",
            "x#\u{200b}#vso[task.complete]",
            "#\n#vso[task.complete]",
        ] {
            let message = Refusal::bad(text).message;
            assert!(!message.contains("##") && message.is_ascii(), "{message}");
        }
    }
}
