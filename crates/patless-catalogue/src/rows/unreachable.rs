//! Servers that cannot be reached, where nothing more special is said. Searched after everything else about connections.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{All, Any, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoConnection,
        patterns: &[
            Ours("no connection to"),
            Text("Failed to establish a new connection"),
            All(&[
                Text("Failed to connect to"),
                Any(&[Text("port"), Text(":443")]),
            ]),
            Text("Unable to connect to the remote server"),
            Text("Die Verbindung mit dem Remoteserver kann nicht hergestellt werden"),
            Text("Impossible de se connecter au serveur distant"),
            Text("No es posible conectar con el servidor remoto"),
            Text("Невозможно соединиться с удаленным сервером"),
            Text("无法连接到远程服务器"),
            Text("Network is unreachable"),
            Text("ENETUNREACH"),
            Text("EHOSTUNREACH"),
            Text("No route to host"),
            Text("unreachable network"),
            Text("unreachable host"),
            Text("TypeError: fetch failed"),
            Text("An error occurred while sending the request"),
            Text("Connect call failed"),
            Text("network_not_available"),
            Text("WAM_no_network"),
            Text("Status_NoNetwork"),
            Text("SocketException (10051)"),
            Text("SocketException (10065)"),
            Text("SocketException (101)"),
            Text("SocketException (113)"),
            Text("WinError 10051"),
            Text("WinError 10065"),
            Text("Errno 101"),
            Text("Errno 113"),
            Text("os error 101"),
            Text("os error 113"),
            Text("os error 10051"),
            Text("os error 10065"),
            Text("0x80072EFD"),
            All(&[
                Text("Could not fetch access token for Azure"),
                Text("network_error"),
            ]),
        ],
        kind: Unavailable,
        summary: "the server cannot be reached",
        remedy: Do(
            "check routes, VPN, firewall and proxy: this machine must reach {host} on the port in the address (443 for https). If the network requires a proxy, set HTTPS_PROXY=http://PROXY:PORT for this tool (git: git config --global http.proxy http://PROXY:PORT). If only IPv6 addresses fail, this machine has no IPv6 route: prefer IPv4",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::TlsFailed,
        patterns: &[
            Text("The SSL connection could not be established"),
            Text("SSL connect error"),
            Text("Unable to establish SSL connection"),
            Text("The SSL connection cannot be established"),
        ],
        kind: Unavailable,
        summary: "no TLS connection was established; the inner exception, which this text does not contain, says why",
        remedy: Do(
            "explain the whole error, with its inner exceptions: the agent writes it to its folder _diag, PowerShell shows it with Get-Error. Usually this machine does not trust the CA of the server or of a proxy that decrypts TLS; check what arrives: openssl s_client -connect {host}:443",
        ),
        retry: Retry::Never,
    },
];
