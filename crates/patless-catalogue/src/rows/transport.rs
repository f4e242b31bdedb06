//! The failures on the way: no connection, a broken one, a page of something in between.

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
        summary: "the name of the server cannot be looked up",
        remedy: Do(
            "check the host's name and the DNS of the agent; behind a proxy, names are often not looked up",
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
        summary: "nothing listens at the server's address",
        remedy: Do(
            "check firewall and proxy of the agent: it must reach dev.azure.com and login.microsoftonline.com on port 443",
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
        summary: "the connection broke before the answer was whole",
        remedy: Do("run the job again; if it stays so, look at the proxy or firewall in between"),
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
        summary: "there was no whole answer in time",
        remedy: Do(
            "check firewall and proxy of the agent: a firewall that drops packets looks like this",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::AnswerTooLarge,
        patterns: &[All(&[Ours("the answer of"), Ours("is larger than")])],
        kind: Unavailable,
        summary: "the answer is larger than any right one",
        remedy: Do("a proxy may answer with a page of its own: let the host pass"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CompressedAnswer,
        patterns: &[All(&[
            Ours("is compressed"),
            Ours("which was not asked for"),
        ])],
        kind: Unavailable,
        summary: "something on the way compresses answers",
        remedy: Do(
            "a proxy may ignore that the request wants an answer as it is (Accept-Encoding: identity): have it pass the answers of dev.azure.com and login.microsoftonline.com unchanged",
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
        summary: "the address is none",
        remedy: Do(
            "look for a macro that nobody expanded in the address of the organization or of the authority host",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAccessTokenInReply,
        patterns: &[Ours("the token endpoint answered without")],
        kind: Unavailable,
        summary: "the answer looks like a success, but holds no access token",
        remedy: Do("a proxy may stand between the agent and Microsoft Entra"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotEntra,
        patterns: &[Ours("which is not Entra's form")],
        kind: Unavailable,
        summary: "something else than Microsoft Entra answered",
        remedy: Do(
            "a proxy may stand between the agent and Microsoft Entra: let login.microsoftonline.com pass",
        ),
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
        summary: "a proxy answered with a page of its own",
        remedy: Do("let the hosts dev.azure.com and login.microsoftonline.com pass the proxy"),
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
            "check firewall and proxy of the agent: it must reach dev.azure.com and login.microsoftonline.com on port 443",
        ),
        retry: Retry::TriedAgain,
    },
];
