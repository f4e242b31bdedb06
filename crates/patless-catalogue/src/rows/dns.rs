//! Names of servers that cannot be resolved.

use crate::cause::Cause;
use crate::kind::ErrorKind::Unavailable;
use crate::pattern::Pattern::{self, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They are searched before those of connections: without an address there is none.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::PrivateEndpointName,
        patterns: &[All(&[
            Text(".privatelink."),
            Any(&[Any(NO_SUCH_NAME), Any(NO_DNS_ANSWER)]),
        ])],
        kind: Unavailable,
        summary: "the name of a private endpoint cannot be resolved here: this machine does not use the private DNS zone",
        remedy: Do(
            "run it where the network is linked to the private DNS zone of {host}: on a self-hosted agent (Microsoft-hosted ones never are), or on a developer's machine whose VPN brings that network's DNS. Name the resource by its public name, without privatelink; nslookup {host} there must return the private address",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DnsUnavailable,
        patterns: NO_DNS_ANSWER,
        kind: Unavailable,
        summary: "the DNS server gave no usable answer",
        remedy: Do(
            "run the job, or the command, again: this is often temporary. If it persists, check the DNS server that is set where it failed, on the machine or in the container: nslookup {host} there, and the lines nameserver in /etc/resolv.conf; for a container, docker run --dns sets another one, and in Kubernetes it is CoreDNS: kubectl -n kube-system get pods -l k8s-app=kube-dns",
        ),
        retry: Retry::TriedAgain,
    },
    Row {
        cause: Cause::UnknownHost,
        patterns: NO_SUCH_NAME,
        kind: Unavailable,
        summary: "the server's name cannot be resolved",
        remedy: Do(
            "run nslookup {host} where it failed: on this machine, the agent, or in the container. If it fails there but not elsewhere, the name is private (connect the VPN, or link its DNS zone to that network), or external in a network that requires a proxy (set HTTPS_PROXY for this tool). If it fails everywhere, the name is misspelled, or its resource is deleted",
        ),
        retry: Retry::TriedAgain,
    },
];

/// The DNS says that there is no such name, or no address for it.
const NO_SUCH_NAME: &[Pattern] = &[
    Text("ENOTFOUND"),
    Text("failed to lookup address information"),
    Text("No such host is known"),
    Text("no such host"),
    Text("Could not resolve host"),
    Text("Couldn't resolve host"),
    Text("curl: (6)"),
    Text("remote name could not be resolved"),
    Text("Remotename konnte nicht aufgelöst werden"),
    Text("nom distant n'a pas pu être résolu"),
    Text("No se puede resolver el nombre remoto"),
    Text("Невозможно разрешить удаленное имя"),
    Text("未能解析此远程名称"),
    Text("リモート名を解決できませんでした"),
    Text("Name or service not known"),
    Text("Name does not resolve"),
    Text("No address associated with hostname"),
    Text("nodename nor servname provided"),
    Text("getaddrinfo failed"),
    Text("NameResolutionError"),
    Text("Failed to resolve '"),
    Text("UnknownHostException"),
    Text("wget: bad address"),
    Text("wget: unable to resolve host address"),
    Text("Socket Error: HostNotFound"),
    Text("SocketErrorCode : HostNotFound"),
    All(&[Text("Could not transfer artifact"), Text("Unknown host")]),
    // Codes stay when Windows speaks another language.
    Text("SocketException (11001)"),
    Text("SocketException (11004)"),
    Text("WinError 11001"),
    Text("WinError 11004"),
    Text("Errno 11001"),
    Text("Errno 11004"),
    Text("os error 11001"),
    Text("os error 11004"),
    Text("[Errno -2]"),
    Text("[Errno -5]"),
    Text("errno: -3008"),
    Text("0x80072EE7"),
];

/// The DNS says nothing.
const NO_DNS_ANSWER: &[Pattern] = &[
    Text("EAI_AGAIN"),
    Text("Temporary failure in name resolution"),
    Text("Temporary failure resolving"),
    Text("server misbehaving"),
    Text("usually a temporary error during hostname resolution"),
    Text("[Errno -3]"),
    Text("errno: -3001"),
    All(&[Text("dial tcp: lookup"), Text("read udp")]),
    All(&[Text("dial tcp: lookup"), Text("dial udp")]),
    All(&[Text("Resource temporarily unavailable ("), Text(":443)")]),
    All(&[
        Text("Resource temporarily unavailable"),
        Text("SocketException"),
    ]),
    Text("SocketException (11002)"),
    Text("WinError 11002"),
    Text("Errno 11002"),
    Text("os error 11002"),
];
