//! Connections that end while TLS begins.

use super::broken::{CODES, RESET};
use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{self, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They are searched before those of connections that end later.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AgentNotConnected,
        patterns: &[All(&[
            Any(OF_AGENT),
            Any(&[
                Any(RESET),
                Any(CODES),
                Any(CUT),
                Text("unexpected EOF or 0 bytes"),
                Text("did not properly respond after a period of time"),
                Text("SocketException (10060)"),
                Text("SocketException (110)"),
                Text("Socket Error: TimedOut"),
                Text("Network is unreachable"),
                Text("Connection timed out"),
            ]),
        ])],
        kind: Unavailable,
        summary: "the agent cannot connect to Azure DevOps: a firewall or proxy ends or drops its connections, or the agent does not use the proxy that the network requires",
        remedy: Do(
            "have the firewall allow dev.azure.com, *.dev.azure.com and login.microsoftonline.com on port 443. If the network requires a proxy, name it to the agent: config.cmd (on Linux and macOS ./config.sh) --proxyurl http://PROXY:PORT, with --proxyusername and --proxypassword if needed; for a configured agent, write the address into the file .proxy in its folder and restart it. On an old or hardened Windows Server, enable TLS 1.2 with TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::HandshakeCut,
        patterns: &[
            Any(CUT),
            All(&[
                Any(BEGINNING),
                Any(&[
                    Any(RESET),
                    Any(CODES),
                    Text("SSL_ERROR_SYSCALL"),
                    Text("unexpected EOF or 0 bytes"),
                    Text("unexpected eof while reading"),
                    Text("EOF occurred in violation of protocol"),
                    Text("UNEXPECTED_EOF_WHILE_READING"),
                ]),
            ]),
        ],
        kind: Unavailable,
        summary: "the connection was cut while TLS began: a firewall or proxy does not allow this server, or the network requires a proxy that this tool does not use",
        remedy: Do(
            "try once more; then have the firewall or proxy allow {host} on port 443. If the network requires a proxy, set HTTPS_PROXY=http://PROXY:PORT for this tool (for docker build: --build-arg HTTPS_PROXY; Windows PowerShell uses the proxy of the Windows settings). If curl -v https://{host} works on this machine and only this tool fails, its TLS is too old: update it, or on an old Windows Server enable TLS 1.2 and its cipher suites",
        ),
        retry: Retry::TriedAgain,
    },
];

/// What only the agent says: its dialogue, and the names in its traces.
const OF_AGENT: &[Pattern] = &[
    Text("Enter server URL"),
    Text("Failed to connect. Try again or ctrl-c to quit"),
    Text("Agent.Listener"),
    Text("Microsoft.VisualStudio.Services.Agent"),
];

/// Words that are said of handshakes only.
const CUT: &[Pattern] = &[
    Text("disconnected before secure TLS connection was established"),
    Text("Remote host terminated the handshake"),
    Text("Remote host closed connection during handshake"),
    Text("schannel: failed to receive handshake"),
    Text("gnutls_handshake() failed: Error in the pull function"),
];

/// Where a tool is when TLS begins.
const BEGINNING: &[Pattern] = &[
    Text("The SSL connection could not be established"),
    Text("SSL_connect"),
    Text("curl: (35)"),
    Text("do_handshake"),
    Text("_ssl_wrap_socket_impl"),
    Text("ssl_wrap_socket"),
    Text("ForceAuthenticationAsync"),
];
