//! A response from something between the agent and the server.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{self, All, Any, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AnswerTooLarge,
        patterns: &[All(&[Ours("the response from"), Ours("is larger than")])],
        kind: Unavailable,
        summary: "the response is larger than any valid one",
        remedy: Do("a proxy may have answered with its own page: allow {host} through the proxy"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CompressedAnswer,
        patterns: &[All(&[
            Ours("is compressed"),
            Ours("which was not requested"),
        ])],
        kind: Unavailable,
        summary: "something between the agent and the server compresses responses",
        remedy: Do(
            "a proxy may ignore that the request does not accept compression (Accept-Encoding: identity): have it pass responses from {host} unchanged",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BadAddress,
        patterns: &[
            All(&[Ours("the address of"), Ours("cannot be requested")]),
            Text("ERR_INVALID_URL"),
        ],
        kind: Unavailable,
        summary: "the address is not a valid URL",
        remedy: Do(
            "check the address of the organization or the authority host for an unexpanded macro",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAccessTokenInReply,
        patterns: &[Ours("the token endpoint answered without")],
        kind: Unavailable,
        summary: "the response looks like a success but contains no access token",
        remedy: Do("look for a proxy between the agent and Microsoft Entra"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotEntra,
        patterns: &[Ours("which is not a response from Entra")],
        kind: Unavailable,
        summary: "something other than Microsoft Entra answered",
        remedy: Do("a proxy may be in the way: allow login.microsoftonline.com through it"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProxyPage,
        patterns: &[All(&[
            Any(&[Text("<html"), Text("<!doctype html")]),
            Any(PROXY_WORDS),
        ])],
        kind: Unavailable,
        summary: "a proxy answered with its own page",
        remedy: Do(
            "have the proxy allow {host}: a browser on the same machine shows the whole page, which says what to request; if the tool should use another proxy, set HTTPS_PROXY for it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WebPageInsteadOfJson,
        patterns: &[
            All(&[
                Any(&[Text("Unexpected token '<'"), Text("Unexpected token <")]),
                Any(&[Text("is not valid JSON"), Text("in JSON at position")]),
            ]),
            Text("invalid character '<' looking for beginning of value"),
            Text("Unexpected character encountered while parsing value: <"),
            Text("'<' is an invalid start of a value"),
            Text("Unexpected character ('<' (code 60))"),
        ],
        kind: Unavailable,
        summary: "a web page came instead of JSON: a sign-in page because the token is missing or not accepted, the page of a proxy, or that of a wrong address",
        remedy: Do(
            "look at the page: send the same request with curl -sv. If it asks to sign in, check the token (an empty variable, an expired token, a wrong header); if it names a proxy or a firewall, have that allow {host}; otherwise correct the address",
        ),
        retry: Retry::Never,
    },
];

/// What only the page of a proxy says, not that of a server.
const PROXY_WORDS: &[Pattern] = &[
    Text("web proxy"),
    Text("your proxy"),
    Text("organization's proxy"),
    Text("proxy policy"),
    Text("web filter"),
    Text("web page blocked"),
    Text("website blocked"),
    Text("site blocked"),
    Text("access blocked"),
    Text("blocked by your"),
    Text("not allowed to browse"),
    Text("Zscaler"),
    Text("FortiGuard"),
    Text("FortiGate"),
    Text("Blue Coat"),
    Text("ProxySG"),
    Text("Cisco Umbrella"),
    Text("Forcepoint"),
    Text("Websense"),
    Text("Netskope"),
    Text("McAfee Web Gateway"),
    Text("Skyhigh"),
    Text("squid/"),
];
