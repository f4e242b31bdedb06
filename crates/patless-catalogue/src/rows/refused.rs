//! Connections that a machine refuses: the server, this machine, or its security software.

use crate::cause::Cause;
use crate::kind::ErrorKind::{Configuration, Unavailable};
use crate::pattern::Pattern::{self, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NothingOnLocalhost,
        patterns: &[All(&[Any(REFUSED), Any(THIS_MACHINE)])],
        kind: Configuration,
        summary: "nothing accepts connections at this port of the machine itself",
        remedy: Do(
            "start the service (database, emulator, local proxy) first and wait until it listens, or correct the address: tools such as kubectl and the Kubernetes and Helm providers of Terraform use localhost if they got no configuration. In a container, localhost is the container: use the name of the service's container, or host.docker.internal",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SocketBlocked,
        patterns: &[
            Text("forbidden by its access permissions"),
            Text("SocketException (10013)"),
            Text("WinError 10013"),
            Text("Errno 10013"),
            Text("os error 10013"),
        ],
        kind: Configuration,
        summary: "Windows denies this program the connection because of the machine's own firewall or security software; a program that wants to listen gets the same error if its port is taken or reserved",
        remedy: Do(
            "allow the program in the firewall and the security software of this machine (for az, that is its python.exe); for a program that listens, choose another port: netsh int ipv4 show excludedportrange protocol=tcp lists the reserved ones",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConnectionRefused,
        patterns: REFUSED,
        kind: Unavailable,
        summary: "no server accepts connections at this address",
        remedy: Do(
            "check host and port, and whether the server runs; if it does, a firewall refuses the connection: this machine must reach {host} on this port, which is 443 for https; if the network requires a proxy, set HTTPS_PROXY for this tool",
        ),
        retry: Retry::TriedAgain,
    },
];

const REFUSED: &[Pattern] = &[
    Text("Connection refused"),
    Text("ConnectionRefusedError"),
    Text("ECONNREFUSED"),
    Text("actively refused it"),
    Text("was refused - did you specify the right host or port"),
    Text("Socket Error: ConnectionRefused"),
    Text("SocketErrorCode : ConnectionRefused"),
    // Codes stay when Windows speaks another language.
    Text("SocketException (10061)"),
    Text("WinError 10061"),
    Text("Errno 10061"),
    Text("Errno 111"),
    Text("os error 10061"),
    Text("os error 111"),
];

/// How tools name the address that refuses a connection, if it is their own machine.
const THIS_MACHINE: &[Pattern] = &[
    Text("ECONNREFUSED 127.0.0.1"),
    Text("ECONNREFUSED ::1"),
    Text("ECONNREFUSED 0.0.0.0"),
    Text("server localhost:8080 was refused"),
    Text("server 127.0.0.1:8080 was refused"),
    Text("Failed to connect to localhost"),
    Text("Failed to connect to 127.0.0.1"),
    Text("dial tcp 127.0.0.1"),
    Text("dial tcp [::1]"),
    Text("refused it. (localhost"),
    Text("refused it. (127.0.0.1"),
    Text("refused it. [::ffff:127.0.0.1]"),
    Text("refused it 127.0.0.1"),
    Text("Connection refused (localhost"),
    Text("Connection refused (127.0.0.1"),
    Text("Connection refused [::ffff:127.0.0.1]"),
    Text("[localhost/127.0.0.1"),
    Text("localhost/127.0.0.1"),
    Text("Pool(host='localhost'"),
    Text("Pool(host='127.0.0.1'"),
];
