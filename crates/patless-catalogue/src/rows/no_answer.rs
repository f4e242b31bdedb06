//! Connections and responses that do not arrive.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{self, All, Any, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::MsalPastProxy,
        patterns: &[All(&[
            Any(&[Text("MSAL.NetCore"), Text("MsalServiceException")]),
            Any(&[
                Text("request_timeout"),
                Text("Request to the endpoint timed out"),
            ]),
        ])],
        kind: Unavailable,
        summary: "MSAL got no answer from Microsoft Entra; in Initialize containers and in a checkout, the agent's MSAL may ignore the agent's proxy",
        remedy: Do(
            "set HTTPS_PROXY and NO_PROXY in the environment of the agent itself (its file .env) and restart it, or update the agent: agents released after August 2026 use their proxy in Initialize containers. Without a proxy, allow the machine to reach login.microsoftonline.com on port 443; for a program that is not the agent, set HTTPS_PROXY where it runs",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::NoAnswer,
        patterns: &[
            All(&[Ours("no answer from"), Ours("within")]),
            Any(IN_WORDS),
            Any(OF_NODE),
            Any(OF_GO),
            Any(CODES),
            All(&[
                Text("Operation timed out"),
                Any(&[
                    Text("curl"),
                    Text("bytes received"),
                    Text("port 443"),
                    Text(":443)"),
                    Text("SSL_read"),
                    Text("error sending request for url"),
                    Text("dial tcp"),
                ]),
            ]),
            All(&[
                Text("The operation has timed out"),
                Any(&[
                    Text("Invoke-WebRequest"),
                    Text("Invoke-RestMethod"),
                    Text("WebException"),
                    Text("HttpWebRequest"),
                    Text("GetResponse"),
                ]),
            ]),
        ],
        kind: Unavailable,
        summary: "no complete response arrived in time",
        remedy: Do(
            "run the job, or the command, again if this is rare. Otherwise check whether this machine, or the container, reaches {host} at all (curl -v https://{host}): a firewall that drops packets looks like this, and so does a missing HTTPS_PROXY (for docker build: --build-arg HTTPS_PROXY) in a network that requires a proxy. If small requests work and large ones hang, lower the MTU of the VPN or the container network",
        ),
        retry: Retry::TriedAgain,
    },
];

const IN_WORDS: &[Pattern] = &[
    Text("Connection timed out"),
    Text("connect timed out"),
    Text("Read timed out"),
    Text("handshake timed out"),
    Text("The read operation timed out"),
    Text("The handshake operation timed out"),
    Text("HTTP request timed out"),
    Text("ConnectTimeoutError"),
    Text("ReadTimeoutError"),
    Text("httpx.ConnectTimeout"),
    Text("httpx.ReadTimeout"),
    Text("tcp connect error: deadline has elapsed"),
    Text("ConnectTimeoutException"),
    Text("SocketTimeoutException"),
    Text("HttpTimeoutException"),
    Text("did not properly respond after a period of time"),
    Text("HttpClient.Timeout"),
    Text("thread exit or an application request"),
    Text("Network timeout can be adjusted"),
    Text("ms: Timed out"),
    Text("curl: (28)"),
    Text("Socket Error: TimedOut"),
    Text("SocketErrorCode : TimedOut"),
];

const OF_NODE: &[Pattern] = &[
    // Without these, it may be a local program that took too long.
    Text("connect ETIMEDOUT"),
    Text("read ETIMEDOUT"),
    Text("write ETIMEDOUT"),
    Text("error:ETIMEDOUT"),
    Text("code ETIMEDOUT"),
    Text("errno ETIMEDOUT"),
    Text("AggregateError [ETIMEDOUT]"),
    Text("ESOCKETTIMEDOUT"),
    Text("ERR_SOCKET_TIMEOUT"),
    Text("UND_ERR_CONNECT_TIMEOUT"),
    Text("UND_ERR_HEADERS_TIMEOUT"),
    Text("UND_ERR_BODY_TIMEOUT"),
    Text("network timeout at: https:"),
    All(&[Text("ECONNABORTED"), Text("timeout of")]),
];

/// A deadline alone may be that of a tool which waits for something else than an answer.
const OF_GO: &[Pattern] = &[
    Text("i/o timeout"),
    Text("TLS handshake timeout"),
    Text("Client.Timeout exceeded"),
    Text("timeout awaiting response headers"),
    All(&[
        Text("context deadline exceeded"),
        Any(&[
            Text("dial tcp"),
            Text("\": context deadline exceeded"),
            Text("StatusCode=0 -- Original Error: context deadline exceeded"),
        ]),
    ]),
];

/// Codes stay when Windows speaks another language.
const CODES: &[Pattern] = &[
    Text("SocketException (10060)"),
    Text("SocketException (110)"),
    Text("SocketException (60)"),
    Text("WinError 10060"),
    Text("Errno 10060"),
    Text("Errno 110"),
    Text("os error 10060"),
    Text("os error 110"),
    Text("0x80072EE2"),
];
