//! Connections that end too early.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{self, All, Any, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[Row {
    cause: Cause::ConnectionBroken,
    patterns: &[
        All(&[Ours("the connection to"), Ours("broke")]),
        Any(RESET),
        Any(ENDED),
        Any(OF_GIT),
        Any(CODES),
        // The address of a Go error in front tells it from the end of a file.
        All(&[
            Any(GO_REQUEST),
            Any(&[Text("\": EOF"), Text("\": unexpected EOF")]),
        ]),
        All(&[
            Any(&[Text("Broken pipe"), Text("EPIPE")]),
            Any(&[
                Text("os error 32"),
                Text("Errno 32"),
                Text("write tcp"),
                Text("Connection aborted"),
                Text("transport connection"),
                Text("SSL_write"),
                Text("failed, reason: write EPIPE"),
                Text("SocketException"),
            ]),
        ]),
    ],
    kind: Unavailable,
    summary: "the connection closed before the response was complete",
    remedy: Do(
        "run the job, or the command, again; if the error persists, a firewall or proxy between this machine and {host} ends the connection: have it allow this host, or, if the network requires a proxy, set HTTPS_PROXY=http://PROXY:PORT for the tool that failed (for docker build: --build-arg HTTPS_PROXY)",
    ),
    retry: Retry::TriedAgain,
}];

/// The beginning of an error of Go about a request.
pub(super) const GO_REQUEST: &[Pattern] = &[
    Text("Get \"https:"),
    Text("Head \"https:"),
    Text("Post \"https:"),
    Text("Put \"https:"),
    Text("Patch \"https:"),
    Text("Delete \"https:"),
];

pub(super) const RESET: &[Pattern] = &[
    Text("Connection reset"),
    Text("Connection was reset"),
    Text("ConnectionResetError"),
    Text("ECONNRESET"),
    Text("socket hang up"),
    Text("forcibly closed by the remote host"),
    // The same in Windows of other languages, of which .NET Framework shows no number.
    Text("Une connexion existante a dû être fermée par l'hôte distant"),
    Text("La connexion sous-jacente a été fermée"),
    Text("Eine vorhandene Verbindung wurde vom Remotehost geschlossen"),
    Text("Die zugrunde liegende Verbindung wurde geschlossen"),
    Text("Se ha forzado la interrupción de una conexión existente por el host remoto"),
    Text("Se ha terminado la conexión"),
    Text("Удаленный хост принудительно разорвал существующее подключение"),
    Text("远程主机强迫关闭了一个现有的连接"),
    Text("既存の接続はリモート ホストに強制的に切断されました"),
    Text("Recv failure"),
    Text("Socket Error: ConnectionReset"),
    Text("SocketErrorCode : ConnectionReset"),
];

const ENDED: &[Pattern] = &[
    Text("unexpected eof while reading"),
    Text("UNEXPECTED_EOF_WHILE_READING"),
    Text("EOF occurred in violation of protocol"),
    Text("SSL_ERROR_SYSCALL"),
    Text("SSL peer shut down incorrectly"),
    Text("peer closed connection without sending TLS close_notify"),
    Text("Received an unexpected EOF or 0 bytes from the transport stream"),
    Text("connection closed before message completed"),
    Text("end of file before message length reached"),
    Text("Remote end closed connection without response"),
    Text("RemoteDisconnected"),
    Text("ConnectionAbortedError"),
    Text("Software caused connection abort"),
    // Without these, it may be the socket of Docker that is missing.
    All(&[
        Text("Connection aborted"),
        Any(&[
            Text("BadStatusLine"),
            Text("OSError("),
            Text("timeout("),
            Text("error(104"),
        ]),
    ]),
    Text("IncompleteRead"),
    Text("Connection broken: InvalidChunkLength"),
    Text("The response ended prematurely"),
    Text("The connection was closed unexpectedly"),
    Text("expected to be kept alive was closed by the server"),
    Text("An unexpected error occurred on a receive"),
    Text("UND_ERR_SOCKET"),
    Text("other side closed"),
    Text("Empty reply from server"),
    Text("unexpected end of stream"),
    Text("Connection prematurely closed"),
    Text("NoHttpResponseException"),
    Text("IOException: Premature EOF"),
];

const OF_GIT: &[Pattern] = &[
    Text("schannel: server closed abruptly"),
    Text("TLS connection was non-properly terminated"),
    Text("Error in the HTTP2 framing layer"),
    Text("GnuTLS recv error (-110)"),
    Text("GnuTLS recv error (-54)"),
    Text("unexpected disconnect while reading sideband packet"),
    Text("RPC failed; curl 18"),
    Text("RPC failed; curl 55"),
    Text("RPC failed; curl 56"),
    Text("RPC failed; curl 92"),
];

/// Codes stay when Windows speaks another language.
pub(super) const CODES: &[Pattern] = &[
    Text("SocketException (10053)"),
    Text("SocketException (10054)"),
    Text("SocketException (104)"),
    Text("WinError 10053"),
    Text("WinError 10054"),
    Text("Errno 10053"),
    Text("Errno 10054"),
    Text("Errno 104"),
    Text("os error 10053"),
    Text("os error 10054"),
    Text("os error 104"),
    Text("0x80072EFE"),
    Text("0x80072EFF"),
];
