//! Configured proxies.

use super::broken::GO_REQUEST;
use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{All, Any, Ours, Text};
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
            Text("HTTP code 407 from proxy"),
            Text("CONNECT tunnel failed, response 407"),
            Text("Tunnel connection failed: 407"),
            Text("could not be established, statusCode=407"),
            All(&[
                Text("proxy tunnel request to proxy"),
                Text("status code '407'"),
            ]),
            Text("Proxy response (407)"),
            Text("proxy authorization required"),
            // McAfee's and Skyhigh's proxies give 407 this reason, and Go prints nothing else.
            All(&[
                Text("HTTP request failed"),
                Text(": authenticationrequired"),
            ]),
            All(&[Ours("the proxy"), Ours("status 407")]),
            All(&[Ours("the proxy"), Ours("status 401")]),
        ],
        kind: Unavailable,
        summary: "the proxy requires a user name and password",
        remedy: Do(
            "configure the agent with --proxyurl, --proxyusername and --proxypassword; anywhere else, write both into HTTPS_PROXY, before the host and an @, with special characters percent-encoded (for docker build: --build-arg HTTPS_PROXY). Patless and most other tools know Basic authentication only: if the proxy requires NTLM or Kerberos, have it allow {host} without authentication, or run a local proxy that signs in (cntlm, px)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AuthorityNotReached,
        patterns: &[
            Text("endpoints_resolution_error"),
            Text("openid_config_error"),
            Text("could not resolve endpoints. Please check network"),
        ],
        kind: Unavailable,
        summary: "MSAL could not read the sign-in endpoints from login.microsoftonline.com because of the network or a proxy; what the message says about a trusted authority is misleading",
        remedy: Do(
            "allow this machine to reach login.microsoftonline.com on port 443; in a task, if a proxy requires a password, configure the agent with --proxyurl, --proxyusername and --proxypassword; in code of your own, pass the proxy to MSAL (system.proxyUrl in msal-node). If other tools on this machine reach it, check the tenant and the cloud",
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
            Text("first record does not look like a TLS handshake"),
            Text("Unsupported or unrecognized SSL message"),
            Text("Your proxy appears to only use HTTP and not HTTPS"),
            All(&[
                Text("ProxyError('Cannot connect to proxy.'"),
                Text("FileNotFoundError(2"),
            ]),
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
        patterns: &[
            All(&[Ours("the proxy"), Ours("blocked it: status")]),
            Text("Tunnel connection failed: 403"),
            Text("Tunnel connection failed: 302"),
            Text("Tunnel connection failed: 400"),
            Text("Tunnel connection failed: 404"),
            Text("CONNECT tunnel failed, response 403"),
            Text("CONNECT tunnel failed, response 400"),
            Text("CONNECT tunnel failed, response 404"),
            Text("CONNECT tunnel failed, response 405"),
            Text("HTTP code 403 from proxy"),
            Text("HTTP code 400 from proxy"),
            Text("HTTP code 404 from proxy"),
            Text("could not be established, statusCode=302"),
            Text("could not be established, statusCode=400"),
            Text("could not be established, statusCode=403"),
            Text("could not be established, statusCode=404"),
            All(&[
                Text("proxy tunnel request to proxy"),
                Any(&[
                    Text("status code '403'"),
                    Text("status code '400'"),
                    Text("status code '404'"),
                ]),
            ]),
            Text("Proxy returns \"HTTP/1.1 403"),
            Text("Proxy returns \"HTTP/1.0 403"),
            Text("Proxy response (403)"),
            // Go says of a proxy's refusal nothing but the reason in its status line.
            All(&[Any(GO_REQUEST), Text("\": Forbidden")]),
        ],
        kind: Unavailable,
        summary: "the proxy's rules block the server",
        remedy: Do(
            "have the proxy allow {host} on port 443. If this machine reaches {host} without the proxy, exempt it instead: in NO_PROXY for this tool, or for tasks in the agent's file .proxybypass (regular expressions)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProxyCannotConnect,
        patterns: &[
            All(&[Ours("the proxy"), Ours("could not reach it: status")]),
            Text("Tunnel connection failed: 500"),
            Text("Tunnel connection failed: 502"),
            Text("Tunnel connection failed: 503"),
            Text("Tunnel connection failed: 504"),
            Text("CONNECT tunnel failed, response 500"),
            Text("CONNECT tunnel failed, response 502"),
            Text("CONNECT tunnel failed, response 503"),
            Text("CONNECT tunnel failed, response 504"),
            Text("HTTP code 500 from proxy"),
            Text("HTTP code 502 from proxy"),
            Text("HTTP code 503 from proxy"),
            Text("HTTP code 504 from proxy"),
            Text("could not be established, statusCode=500"),
            Text("could not be established, statusCode=502"),
            Text("could not be established, statusCode=503"),
            Text("could not be established, statusCode=504"),
            All(&[
                Text("proxy tunnel request to proxy"),
                Any(&[
                    Text("status code '500'"),
                    Text("status code '502'"),
                    Text("status code '503'"),
                    Text("status code '504'"),
                ]),
            ]),
            All(&[
                Text("Unable to tunnel through proxy"),
                Any(&[
                    Text("HTTP/1.1 502"),
                    Text("HTTP/1.1 503"),
                    Text("HTTP/1.1 504"),
                ]),
            ]),
            All(&[
                Any(GO_REQUEST),
                Any(&[
                    Text("\": Bad Gateway"),
                    Text("\": Service Unavailable"),
                    Text("\": Gateway Timeout"),
                ]),
            ]),
        ],
        kind: Unavailable,
        summary: "the proxy cannot reach the server, or is overloaded",
        remedy: Do(
            "check that the proxy can reach {host} on port 443. A proxy on the way to the Internet does not reach internal hosts and private endpoints: exempt those in the agent's file .proxybypass (regular expressions), or in NO_PROXY for scripts and their tools",
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
    Row {
        cause: Cause::ProxyClosesTunnel,
        patterns: &[
            Text("could not be established, cause=socket hang up"),
            Text("could not be established, cause=read ECONNRESET"),
            Text("Proxy CONNECT aborted"),
            Text("proxyconnect tcp: EOF"),
            All(&[
                Any(&[
                    Text("ProxyError('Cannot connect to proxy.'"),
                    Text("ProxyError('Unable to connect to proxy'"),
                ]),
                Any(&[Text("RemoteDisconnected("), Text("ConnectionResetError(")]),
            ]),
        ],
        kind: Unavailable,
        summary: "the proxy closed the connection instead of opening a tunnel, often because it requires NTLM or Kerberos, which this tool does not know",
        remedy: Do(
            "have the proxy allow {host} without authentication, or run a local proxy that signs in (cntlm, px) and name it in HTTPS_PROXY; if the proxy requires no authentication, check its address and its own log",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ProxyNotReached,
        patterns: &[
            Text("proxyconnect tcp: dial"),
            Text("Could not resolve proxy"),
            Text("Couldn't resolve proxy"),
            Text("could not be established, cause=connect"),
            Text("could not be established, cause=getaddrinfo"),
            Text("establishing a connection to the proxy tunnel"),
            All(&[
                Any(&[
                    Text("ProxyError('Cannot connect to proxy.'"),
                    Text("ProxyError('Unable to connect to proxy'"),
                ]),
                Any(&[
                    Text("NewConnectionError("),
                    Text("NameResolutionError("),
                    Text("ConnectTimeoutError("),
                    Text("timeout("),
                    Text("TimeoutError("),
                ]),
            ]),
        ],
        kind: Unavailable,
        summary: "this tool is told to use a proxy, and the proxy itself cannot be reached",
        remedy: Do(
            "correct the proxy's address as http://PROXY:PORT, start it if it runs on this machine, or remove it: HTTPS_PROXY and HTTP_PROXY, the agent's file .proxy, npm config get https-proxy, git config --show-origin http.proxy, or on Windows the system's proxy settings, which Python and .NET use as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OutdatedProxyLibrary,
        patterns: &[Text(
            "Protocol \"https:\" not supported. Expected \"http:\"",
        )],
        kind: Configuration,
        summary: "a proxy is configured, and this task or program contains an old library for proxies that breaks HTTPS",
        remedy: Do(
            "update the task and the agent; until then, exempt the host from the proxy in the agent's file .proxybypass if the agent reaches it directly, or use an earlier minor version of the task",
        ),
        retry: Retry::Never,
    },
];
