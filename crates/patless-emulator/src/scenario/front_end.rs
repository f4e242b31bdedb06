//! Knobs of a service's front end: sockets, certificate and `Date` header.

/// Front end of a service, which a client reaches before the service itself.
///
/// Exhaustive, so that tests can use struct update syntax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrontEnd {
    /// Outcome of a client's attempt to connect.
    pub connect: ConnectOutcome,
    /// Whether responses have a `Date` header.
    pub date: DateHeader,
}

/// Outcome of a client's attempt to connect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectOutcome {
    /// The client is served.
    #[default]
    Served,
    /// The connection is refused, because nothing listens on the port.
    Refused,
    /// The connection is reset immediately.
    Reset,
    /// The connection is accepted, but the server sends nothing, not even in the TLS handshake.
    Silent,
    /// The certificate is from an unknown CA.
    UnknownAuthority,
    /// The certificate is expired.
    ExpiredCertificate,
    /// The certificate is for another host.
    OtherHostCertificate,
}

/// Whether a service's responses have a `Date` header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateHeader {
    /// The header has the time of the service's clock.
    #[default]
    Sent,
    /// The header is missing.
    Missing,
}
