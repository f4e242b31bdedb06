//! Knobs of what a client meets before it meets a service: socket, certificate and clock.

/// Front of a service.
///
/// Exhaustive, so that tests can use struct update syntax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrontEnd {
    /// Fate of a client that connects.
    pub connect: ConnectOutcome,
    /// Presence of the `Date` header.
    pub date: DateHeader,
}

/// Fate of a client that connects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectOutcome {
    /// Is served.
    #[default]
    Served,
    /// Is refused, because nobody listens on the port.
    Refused,
    /// Is reset before it can say anything.
    Reset,
    /// Is accepted, and then nothing is said, not even in TLS.
    Silent,
    /// Is shown a certificate of an authority that it does not know.
    UnknownAuthority,
    /// Is shown a certificate that expired.
    ExpiredCertificate,
    /// Is shown a certificate for another host.
    OtherHostCertificate,
}

/// Presence of the `Date` header in a service's answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateHeader {
    /// Tells the service's clock.
    #[default]
    Sent,
    /// Is missing.
    Missing,
}
