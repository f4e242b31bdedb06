//! Reads the name of the server that the network failed to reach.

use super::super::secret::may_be_secret;
use super::super::wrapped;

/// Reads the first plausible host name at one of the places where tools write it. Only network failures have these places,
/// so that other errors show no host.
pub(super) fn host_in(text: &str, lower: &str) -> Option<String> {
    let found = starts(PLACES, lower).find_map(|start| name_at(text, start));
    let requested = || {
        let mut starts = starts(REQUESTS, lower).filter(|start| is_of_network(lower, *start));
        starts.find_map(|start| name_at(text, start))
    };
    found
        .or_else(requested)
        .or_else(|| in_parentheses(text))
        .map(str::to_ascii_lowercase)
}

/// The positions after each mark, in the order of the marks.
fn starts(marks: &[&'static str], lower: &str) -> impl Iterator<Item = usize> {
    marks.iter().flat_map(move |mark| {
        let found = lower.match_indices(*mark);
        found.map(|(start, mark)| start + mark.len())
    })
}

/// Returns whether the text after an address says that the network failed.
fn is_of_network(lower: &str, start: usize) -> bool {
    let rest = &lower[start..lower.floor_char_boundary(start + WINDOW_BYTES)];
    FAULTS.iter().any(|words| rest.contains(words))
}

/// Words before a host, in lower case, the most certain first: the first ones name the server also if a proxy failed.
const PLACES: &[&str] = &[
    "pool(host='",
    "get \"https://",
    "post \"https://",
    "put \"https://",
    "head \"https://",
    "patch \"https://",
    "delete \"https://",
    "dial tcp: lookup ",
    "getaddrinfo enotfound ",
    "getaddrinfo eai_again ",
    "could not resolve host: ",
    "couldn't resolve host '",
    "temporary failure resolving '",
    "failed to resolve '",
    "name could not be resolved: '",
    "konnte nicht aufgelöst werden: '",
    "could not resolve hostname ",
    "connect to host ",
    "cannot connect to host ",
    ": connect to ",
    "unknownhostexception: ",
    ": unknown host ",
    "no connection to ",
    "no answer from ",
    "the connection to the server ",
    "the connection to ",
    "the response from ",
    "the address of ",
    "failed to connect to ",
    "in connection to ",
    "attempted address: ",
    "not valid for name \"",
    "certificate is not valid for '",
    "certificate for <",
    "no alternative certificate subject name matches target host name '",
    "error sending request for url (https://",
    "unexpected end of stream on https://",
    "get a new connection for: https://",
    "connect to https://",
];

/// Words before an address in errors of every kind.
const REQUESTS: &[&str] = &[
    "unable to access 'https://",
    "request to https://",
    "get https://",
    "post https://",
    "put https://",
    "for source https://",
    "could not get 'https://",
    "failed to fetch: `https://",
];

/// What follows such an address if the network failed.
const FAULTS: &[&str] = &[
    "failed, reason",
    "failed. system.net",
    "(socket error",
    "ssl",
    "tls",
    "schannel",
    "certificate",
    "could not resolve",
    "failed to connect",
    "recv failure",
    "empty reply",
    "dial tcp",
    "timed out",
    "proxy",
];

/// Reads `(login.microsoftonline.com:443)`, with which .NET ends its message.
fn in_parentheses(text: &str) -> Option<&str> {
    text.match_indices(":443)").find_map(|(end, _)| {
        let from = text.ceil_char_boundary(end.saturating_sub(LONGEST + 1));
        let (_, name) = text[from..end].rsplit_once('(')?;
        is_host(name).then_some(name)
    })
}

/// Reads the host name at this position. `None` if there is none, or a console may have broken it.
fn name_at(text: &str, start: usize) -> Option<&str> {
    let window = text.floor_char_boundary(start + WINDOW_BYTES);
    // `https://acme:secret@dev.azure.com/acme`: what comes before the last @ is not a name.
    let ends = |c: char| c.is_whitespace() || "/'\"`<>()?".contains(c);
    let authority = text[start..window].split(ends).next()?;
    let begins = start + authority.rfind('@').map_or(0, |user| user + 1);
    let name = text[begins..window].split(|c| !is_of_name(c)).next()?;
    let end = begins + name.len();
    let port = text[end..window].strip_prefix(':').unwrap_or("0");
    if text[end..].starts_with('@')
        || !port.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace())
    {
        return None;
    }
    let before = text.ceil_char_boundary(start.saturating_sub(WINDOW_BYTES));
    let is_cut = wrapped::may_continue(&text[before..end], &text[end..]);
    let name = name.trim_end_matches('.');
    (!is_cut && is_host(name)).then_some(name)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_'
}

/// Returns whether it is the full name of a host on a network: labels, with a top-level domain of letters.
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(is_of_name)
    };
    let top = name.rsplit('.').next().unwrap_or_default();
    (4..=LONGEST).contains(&name.len())
        && name.contains('.')
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_alphabetic())
        && name.split('.').all(is_label)
        && !may_be_secret(name)
}

/// The longest host name (RFC 1035 §2.3.4).
const LONGEST: usize = 253;

/// How much text around a name is examined, in bytes.
const WINDOW_BYTES: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    fn host(text: &str) -> Option<String> {
        host_in(text, &text.to_ascii_lowercase().replace('\n', " "))
    }

    #[test]
    fn a_host_is_read_where_tools_write_it() {
        for text in [
            "HTTPSConnectionPool(host='pypi.org', port=443): Max retries exceeded",
            "Get \"https://pypi.org/x\": dial tcp: lookup pypi.org on 10.0.0.10:53: no such host",
            "getaddrinfo ENOTFOUND pypi.org",
            "curl: (6) Could not resolve host: pypi.org",
            "No such host is known. (pypi.org:443)",
            "fatal: unable to access 'https://acme@pypi.org/acme/': SSL certificate problem",
            "no connection to pypi.org:443: Connection refused",
            "no answer from PyPI.org:443 within 10 s",
        ] {
            assert_eq!(host(text).as_deref(), Some("pypi.org"), "{text}");
        }
    }

    #[test]
    fn no_part_of_a_password_is_taken_for_a_host() {
        for (text, expected) in [
            (
                "unable to access 'https://john.doe:hunter2@dev.azure.com/acme/': SSL certificate problem",
                Some("dev.azure.com"),
            ),
            (
                "unable to access 'https://p@ss.word@dev.azure.com/': SSL certificate problem",
                Some("dev.azure.com"),
            ),
            (
                "unable to access 'https://john.doe:hunter2 x': SSL certificate problem",
                None,
            ),
        ] {
            assert_eq!(host(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_server_is_named_and_not_the_proxy() {
        let text = "Get \"https://pypi.org/\": proxyconnect tcp: dial tcp: lookup proxy.acme.example on 10.0.0.10:53: no such host";
        assert_eq!(host(text).as_deref(), Some("pypi.org"));
    }

    #[test]
    fn what_is_no_name_of_a_host_is_not_read() {
        let secret = "abcdefghijklmnopqrstuvwxyz234567".repeat(2);
        for text in [
            "getaddrinfo ENOTFOUND 8080 8080:80".to_owned(),
            "Failed to connect to localhost port 80".to_owned(),
            "Failed to connect to 20.38.108.196 port 443".to_owned(),
            "Could not resolve host: ***".to_owned(),
            format!("Could not resolve host: {}.example", &secret[..52]),
            "Could not resolve host: eyJ0eXAi.eyJzdWIi.example".to_owned(),
            format!(
                "{} Could not resolve host: pypi\n.org is wrong",
                "x".repeat(60)
            ),
            "unable to access 'https://dev.azure.com/acme/': The requested URL returned error: 403"
                .to_owned(),
        ] {
            assert_eq!(host(&text), None, "{text}");
        }
    }
}
