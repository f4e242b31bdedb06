//! Configured proxies.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{All, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They are searched before those of connections, because the connection to the proxy is what fails.
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
        summary: "the proxy requires a user name and password",
        remedy: Do(
            "configure the agent with --proxyusername and --proxypassword, or add them to HTTPS_PROXY. Only Basic authentication is supported; with any other kind, have the proxy allow dev.azure.com and login.microsoftonline.com without authentication",
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
        summary: "MSAL could not read the sign-in endpoints from login.microsoftonline.com because of the network or a proxy; what the message says about a trusted authority is misleading",
        remedy: Do(
            "allow the agent to reach login.microsoftonline.com on port 443; if a proxy requires a password, configure the agent with --proxyurl, --proxyusername and --proxypassword",
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
        summary: "the server answered in plain HTTP instead of TLS, usually because a proxy's own address was written with https://",
        remedy: Do(
            "write the proxy's address as http://HOST:PORT in HTTPS_PROXY: the scheme is that of the proxy, not of the servers behind it",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProxyRefusesHost,
        patterns: &[All(&[Ours("the proxy"), Ours("blocked it: status")])],
        kind: Unavailable,
        summary: "the proxy's rules block the server",
        remedy: Do(
            "have the proxy allow dev.azure.com and login.microsoftonline.com on port 443, or exempt them from the proxy: in the agent's file .proxybypass, or in NO_PROXY",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProxyCannotConnect,
        patterns: &[All(&[
            Ours("the proxy"),
            Ours("could not reach it: status"),
        ])],
        kind: Unavailable,
        summary: "the proxy cannot reach the server, or is overloaded",
        remedy: Do(
            "check that the proxy can reach dev.azure.com and login.microsoftonline.com on port 443",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::ProxyUnusable,
        patterns: &[All(&[Ours("the proxy"), Ours("cannot be used")])],
        kind: Unavailable,
        summary: "the configured proxy cannot be reached, or is not a proxy; Patless never bypasses it",
        remedy: Do(
            "check the proxy's address, and that the proxy is running; the address comes from the agent's configuration (AGENT_PROXYURL) or, without one, from HTTPS_PROXY",
        ),
        retry: Retry::TriedAgain,
    },
];
