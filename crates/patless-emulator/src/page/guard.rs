//! Who may ask the page: only itself, in a browser on this machine.
//!
//! A page of a stranger in the same browser can send requests to loopback. With a name of its own that leads to 127.0.0.1 (DNS
//! rebinding), it could read the answers, so `Host` must be a name of this machine; and it must not switch the scenario, so a
//! POST must be from the page.

use axum::http::header::{HOST, HeaderMap, ORIGIN};

/// Returns whether a request names this page as its host.
pub(super) fn is_host(headers: &HeaderMap, port: u16) -> bool {
    host(headers).is_some_and(|it| NAMES.iter().any(|name| it == format!("{name}:{port}")))
}

/// Returns whether a request that changes something comes from the page. `Host` is checked already.
///
/// Browsers send `Origin` with every POST, and `Sec-Fetch-Site` too. A program that is no browser has to send one of them.
pub(super) fn is_from_page(headers: &HeaderMap) -> bool {
    let origin = only(headers, ORIGIN.as_str());
    let site = only(headers, "sec-fetch-site");
    let own = host(headers).map(|it| format!("http://{it}"));
    match (origin, site) {
        (Header::Absent, Header::Absent) => false,
        (origin, site) => {
            let is_own = match origin {
                Header::Absent => true,
                Header::Once(origin) => Some(origin) == own.as_deref(),
                Header::Unclear => false,
            };
            is_own && matches!(site, Header::Absent | Header::Once("same-origin"))
        }
    }
}

/// Header of a request.
enum Header<'a> {
    /// It is not there.
    Absent,
    /// It is there once.
    Once(&'a str),
    /// It is there twice, or is no text.
    Unclear,
}

/// Reads a header that must not be there twice.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Header<'a> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Header::Absent,
        (Some(value), None) => value.to_str().map_or(Header::Unclear, Header::Once),
        (Some(_), Some(_)) => Header::Unclear,
    }
}

/// Reads the host.
fn host(headers: &HeaderMap) -> Option<&str> {
    match only(headers, HOST.as_str()) {
        Header::Once(host) => Some(host),
        Header::Absent | Header::Unclear => None,
    }
}

/// Names by which people call this machine.
const NAMES: [&str; 2] = ["127.0.0.1", "localhost"];

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn host_is_this_machine_with_the_port() {
        for (host, is) in [
            ("127.0.0.1:8080", true),
            ("localhost:8080", true),
            ("localhost", false),
            ("127.0.0.1:80", false),
            ("127.0.0.1:80800", false),
            ("evil.example:8080", false),
            ("localhost.evil.example:8080", false),
            ("localhost:8080.evil.example", false),
            ("127.0.0.1:8080@evil.example", false),
            ("[::1]:8080", false),
            ("", false),
        ] {
            assert_eq!(is_host(&headers(&[("host", host)]), 8080), is, "{host}");
        }
        assert!(!is_host(&headers(&[]), 8080));
        let twice = [("host", "localhost:8080"), ("host", "evil.example")];
        assert!(!is_host(&headers(&twice), 8080));
    }

    #[test]
    fn change_is_from_the_page_itself() {
        for (pairs, is) in [
            (&[("origin", "http://localhost:1")][..], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (
                &[
                    ("origin", "http://localhost:1"),
                    ("sec-fetch-site", "same-origin"),
                ],
                true,
            ),
            (&[], false),
            (&[("origin", "http://127.0.0.1:1")], false),
            (&[("origin", "https://localhost:1")], false),
            (&[("origin", "null")], false),
            (&[("origin", "http://evil.example")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (
                &[
                    ("origin", "http://localhost:1"),
                    ("sec-fetch-site", "cross-site"),
                ],
                false,
            ),
            (
                &[
                    ("origin", "http://localhost:1"),
                    ("origin", "http://localhost:1"),
                ],
                false,
            ),
        ] {
            let mut headers = headers(pairs);
            headers.insert("host", "localhost:1".parse().unwrap());
            assert_eq!(is_from_page(&headers), is, "{pairs:?}");
        }
    }
}
