//! The connection to a server: none, a broken one, or a response from something in between.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{All, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. The most general comes last.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UnknownHost,
        patterns: &[
            Text("ENOTFOUND"),
            Text("EAI_AGAIN"),
            Text("failed to lookup address information"),
            Text("No such host is known"),
            Text("no such host"),
            Text("Could not resolve host"),
            Text("Name or service not known"),
            Text("Temporary failure in name resolution"),
            Text("nodename nor servname provided"),
            Text("getaddrinfo failed"),
            Text("UnknownHostException"),
        ],
        kind: Unavailable,
        summary: "the server's name cannot be resolved",
        remedy: Do(
            "check the host name and the agent's DNS; networks that require a proxy often do not resolve external names",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::ConnectionRefused,
        patterns: &[
            Text("Connection refused"),
            Text("ECONNREFUSED"),
            Text("actively refused it"),
        ],
        kind: Unavailable,
        summary: "no server accepts connections at this address",
        remedy: Do(
            "check the agent's firewall and proxy: the agent must reach dev.azure.com and login.microsoftonline.com on port 443",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::ConnectionBroken,
        patterns: &[
            Text("Connection reset"),
            Text("ECONNRESET"),
            Text("EPIPE"),
            Text("socket hang up"),
            Text("forcibly closed by the remote host"),
            Text("connection closed before message completed"),
            Text("end of file before message length reached"),
            Text("unexpected EOF"),
            Text("Remote end closed connection without response"),
            Text("Connection aborted"),
            Text("Broken pipe"),
            All(&[Ours("the connection to"), Ours("broke")]),
        ],
        kind: Unavailable,
        summary: "the connection closed before the response was complete",
        remedy: Do(
            "run the job again; if the error persists, check the proxy or firewall on the way",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::NoAnswer,
        patterns: &[
            All(&[Ours("no answer from"), Ours("within")]),
            Text("ETIMEDOUT"),
            Text("ESOCKETTIMEDOUT"),
            Text("timed out"),
            Text("i/o timeout"),
            Text("context deadline exceeded"),
            Text("operation timed out"),
            Text("did not properly respond after a period of time"),
            Text("HttpClient.Timeout"),
        ],
        kind: Unavailable,
        summary: "no complete response arrived in time",
        remedy: Do(
            "check the agent's firewall and proxy: a firewall that drops packets looks like this",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::AnswerTooLarge,
        patterns: &[All(&[Ours("the response from"), Ours("is larger than")])],
        kind: Unavailable,
        summary: "the response is larger than any valid one",
        remedy: Do("a proxy may have answered with its own page: allow the host through the proxy"),
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
            "a proxy may ignore that the request does not accept compression (Accept-Encoding: identity): have it pass responses from dev.azure.com and login.microsoftonline.com unchanged",
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
        patterns: &[
            All(&[Text("<html"), Text("proxy")]),
            All(&[Text("<html"), Text("blocked")]),
            All(&[Text("<html"), Text("access denied")]),
        ],
        kind: Unavailable,
        summary: "a proxy answered with its own page",
        remedy: Do("allow dev.azure.com and login.microsoftonline.com through the proxy"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoConnection,
        patterns: &[
            Ours("no connection to"),
            Text("Failed to establish a new connection"),
            Text("Failed to connect to"),
            Text("Network is unreachable"),
            Text("EHOSTUNREACH"),
            Text("No route to host"),
            Text("TypeError: fetch failed"),
            All(&[
                Text("Could not fetch access token for Azure"),
                Text("network_error"),
            ]),
        ],
        kind: Unavailable,
        summary: "the server cannot be reached",
        remedy: Do(
            "check the agent's firewall and proxy: the agent must reach dev.azure.com and login.microsoftonline.com on port 443",
        ),
        retry: Retry::TriedAgain,
    },
];
