//! Owns the failures of a proxy that is set.

use super::Remedy::Do;
use super::Sign::{All, Text};
use super::{Retry, Row};
use crate::ErrorKind::Unavailable;

/// The rows. They come before those of connections: what fails is the connection to the proxy.
pub(super) const ROWS: &[Row] = &[
    Row {
        name: "proxy-authentication",
        signs: &[
            Text("Proxy Authentication Required"),
            Text("ERR_PROXY_AUTH"),
            Text("HTTP 407"),
            All(&[Text("the proxy"), Text("status 407")]),
            All(&[Text("the proxy"), Text("status 401")]),
        ],
        kind: Unavailable,
        cause: "a proxy asks for a user name and a password",
        remedy: Do(
            "configure the agent with --proxyusername and --proxypassword, or write them into HTTPS_PROXY; only Basic authentication is supported, so otherwise let the hosts dev.azure.com and login.microsoftonline.com pass without them",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "proxy-refuses-host",
        signs: &[All(&[Text("the proxy"), Text("does not let it pass")])],
        kind: Unavailable,
        cause: "the rules of the proxy forbid the server",
        remedy: Do(
            "have the proxy let dev.azure.com and login.microsoftonline.com pass on port 443, or list them as reached without it: in the agent's file .proxybypass, or in NO_PROXY",
        ),
        retry: Retry::Never,
    },
    Row {
        name: "proxy-cannot-connect",
        signs: &[All(&[
            Text("the proxy"),
            Text("does not get through to it"),
        ])],
        kind: Unavailable,
        cause: "the proxy itself does not reach the server, or has too much to do",
        remedy: Do(
            "check that the proxy reaches dev.azure.com and login.microsoftonline.com on port 443",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        name: "proxy-unusable",
        signs: &[All(&[Text("the proxy"), Text("cannot be used")])],
        kind: Unavailable,
        cause: "the proxy that is set cannot be reached, or is none; it is never bypassed",
        remedy: Do(
            "check the proxy's address, and that it is up; it comes from the agent's configuration (AGENT_PROXYURL), else from HTTPS_PROXY",
        ),
        retry: Retry::TriedAgain,
    },
];
