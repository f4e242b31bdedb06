//! The failures of a proxy that is set.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{All, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They come before those of connections: what fails is the connection to the proxy.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ProxyAuthentication,
        patterns: &[
            Text("Proxy Authentication Required"),
            Text("ERR_PROXY_AUTH"),
            Text("HTTP 407"),
            All(&[Ours("the proxy"), Ours("status 407")]),
            All(&[Ours("the proxy"), Ours("status 401")]),
        ],
        kind: Unavailable,
        summary: "a proxy asks for a user name and a password",
        remedy: Do(
            "configure the agent with --proxyusername and --proxypassword, or write them into HTTPS_PROXY; only Basic authentication is supported, so otherwise let the hosts dev.azure.com and login.microsoftonline.com pass without them",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AuthorityNotReached,
        patterns: &[
            Text("endpoints_resolution_error"),
            Text("could not resolve endpoints. Please check network"),
        ],
        kind: Unavailable,
        summary: "MSAL could not read the sign-in endpoints from login.microsoftonline.com: the network or a proxy is in the way; the words about a trusted authority are misleading",
        remedy: Do(
            "let the agent reach login.microsoftonline.com on port 443; where a proxy asks for a password, configure the agent with --proxyurl, --proxyusername and --proxypassword",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::PlainHttpAnswer,
        patterns: &[
            All(&[Text("SSL"), Text("wrong version number")]),
            Text("WRONG_VERSION_NUMBER"),
            Text("server gave HTTP response to HTTPS client"),
            Text("Cannot determine the frame size or a corrupted frame was received"),
            Text("received corrupt message of type InvalidContentType"),
        ],
        kind: Unavailable,
        summary: "what answered speaks plain HTTP where TLS was expected: mostly a proxy whose own address is written with https://",
        remedy: Do(
            "write the proxy's address as http://HOST:PORT in HTTPS_PROXY: its scheme is that of the proxy, not that of the servers behind it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProxyRefusesHost,
        patterns: &[All(&[Ours("the proxy"), Ours("does not let it pass")])],
        kind: Unavailable,
        summary: "the rules of the proxy forbid the server",
        remedy: Do(
            "have the proxy let dev.azure.com and login.microsoftonline.com pass on port 443, or list them as reached without it: in the agent's file .proxybypass, or in NO_PROXY",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProxyCannotConnect,
        patterns: &[All(&[
            Ours("the proxy"),
            Ours("does not get through to it"),
        ])],
        kind: Unavailable,
        summary: "the proxy itself does not reach the server, or has too much to do",
        remedy: Do(
            "check that the proxy reaches dev.azure.com and login.microsoftonline.com on port 443",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::ProxyUnusable,
        patterns: &[All(&[Ours("the proxy"), Ours("cannot be used")])],
        kind: Unavailable,
        summary: "the proxy that is set cannot be reached, or is none; it is never bypassed",
        remedy: Do(
            "check the proxy's address, and that it is up; it comes from the agent's configuration (AGENT_PROXYURL), else from HTTPS_PROXY",
        ),
        retry: Retry::TriedAgain,
    },
];
