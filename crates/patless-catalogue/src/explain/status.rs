//! Reads the HTTP status and the server from a pasted text.

use crate::server::Server;

/// Finds the status in a lower-case text, and its position.
pub(super) fn status_in(words: &str) -> Option<(usize, u16)> {
    let after = BEFORE.iter().find_map(|mark| {
        words.match_indices(mark).find_map(|(start, _)| {
            let start = start + mark.len();
            Some((start, number(&words[start..])?))
        })
    });
    after.or_else(|| REASONS.iter().find_map(|reason| before(words, reason)))
}

/// Finds out which server responded. `None` if the text does not say.
pub(super) fn server_in(words: &str) -> Option<Server> {
    let names = |marks: &[&str]| marks.iter().any(|mark| is_in(words, mark));
    if names(&["oidctoken", "oidcrequesturi"]) {
        return Some(Server::Assertion);
    }
    if names(&[
        "managed identity's host",
        "gave no access token for",
        "169.254.169.254",
        "/msi/token",
    ]) {
        return Some(Server::ManagedIdentity);
    }
    if names(&[
        "/oauth2/",
        "login.microsoftonline",
        "token endpoint",
        "microsoft entra",
    ]) {
        return Some(Server::Token);
    }
    if names(&[
        "an assertion",
        "oidc token",
        "azurepipelinescredential",
        "job's own token",
    ]) {
        return Some(Server::Assertion);
    }
    names(&[
        "dev.azure.com",
        "visualstudio.com",
        "azure devops",
        "/_apis/",
    ])
    .then_some(Server::Target)
}

/// Returns whether a mark is in the text outside of the agent's variables, which tell nothing about who responded.
fn is_in(words: &str, mark: &str) -> bool {
    words.match_indices(mark).any(|(start, _)| {
        // Only the beginning of the word matters, and no variable's name and host are longer.
        let near = words.ceil_char_boundary(start.saturating_sub(LONGEST_WORD));
        let word = words[near..start].rsplit(' ').next().unwrap_or_default();
        let is_variable = word.starts_with("system_") || word.starts_with("build_");
        !(is_variable && word.contains('='))
    })
}

/// How much text before a mark is examined, in bytes.
const LONGEST_WORD: usize = 200;

/// Words before a status.
const BEFORE: &[&str] = &[
    "http ",
    "http/1.1 ",
    "http/1.0 ",
    "http/2 ",
    "status code: ",
    "status code ",
    "statuscode: ",
    "statuscode=",
    "\"statuscode\":",
    "status: ",
    "status=",
    "\"status\":",
    "indicate success: ",
    "returned error: ",
    "response code ",
    "responded with ",
    "returned an error: (",
    "http error ",
    "failed request: (",
    "operation returned a ",
    "received status code ",
];

/// Words after a status.
const REASONS: &[&str] = &[
    "non-authoritative information",
    "found",
    "bad request",
    "unauthorized",
    "forbidden",
    "not found",
    "method not allowed",
    "proxy authentication required",
    "length required",
    "too many requests",
    "internal server error",
    "bad gateway",
    "service unavailable",
    "gateway timeout",
    "gateway time-out",
    "client error",
    "server error",
];

/// Reads a three-digit status at the beginning of a text.
fn number(text: &str) -> Option<u16> {
    let digits = text.get(..3)?;
    let ends = !text[3..].starts_with(|c: char| c.is_ascii_digit());
    let status = digits.parse().ok().filter(|_| ends)?;
    (100..600).contains(&status).then_some(status)
}

/// Reads the status before a reason phrase, which may be in parentheses.
fn before(words: &str, reason: &str) -> Option<(usize, u16)> {
    words.match_indices(reason).find_map(|(start, _)| {
        let head = words[..start].trim_end_matches('(').trim_end();
        let digits = head.get(head.len().checked_sub(3)?..)?;
        let whole = !head[..head.len() - 3].ends_with(|c: char| c.is_ascii_alphanumeric());
        let status = number(digits).filter(|_| whole)?;
        Some((head.len() - 3, status))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_as_tools_write_it() {
        for (text, status) in [
            ("azure devops refused to issue an assertion: http 404", 404),
            ("http/1.1 302 found", 302),
            ("status code: 503 (service unavailable)", 503),
            (
                "response status code does not indicate success: 401 (unauthorized).",
                401,
            ),
            ("the requested url returned error: 403", 403),
            (
                "requests.exceptions.httperror: 429 client error: too many requests",
                429,
            ),
            ("request failed: 404 not found", 404),
            (
                "the remote server returned an error: (401) unauthorized.",
                401,
            ),
            ("urllib.error.httperror: http error 401: unauthorized", 401),
            ("failed request: (401)", 401),
            ("operation returned a 403 status code.", 403),
        ] {
            let found = status_in(text).map(|(_, status)| status);
            assert_eq!(found, Some(status), "{text}");
        }
        assert_eq!(
            status_in("aadsts700213: not found; http 1.1, port 443"),
            None
        );
    }

    #[test]
    fn the_server_is_recognized_by_its_address() {
        for (text, server) in [
            (
                "post https://dev.azure.com/a/b/_apis/x/oidctoken",
                Some(Server::Assertion),
            ),
            (
                "https://login.microsoftonline.com/x/oauth2/v2.0/token",
                Some(Server::Token),
            ),
            (
                "https://dev.azure.com/acme/_apis/projects",
                Some(Server::Target),
            ),
            ("elsewhere", None),
            ("system_collectionuri=https://dev.azure.com/acme/ x", None),
        ] {
            assert_eq!(server_in(text), server, "{text}");
        }
    }
}
