//! Determines what broke a connection from the types of its errors.

use std::error::Error;
use std::io;

use rustls::{AlertDescription, CertificateError, Error as TlsError};

/// What broke or prevented a connection.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing listens there. Typically a firewall that refuses.
    Refused,
    /// It was there, and ended.
    Broken,
    /// It timed out in the system.
    TimedOut,
    /// The name of the server cannot be looked up.
    UnknownHost,
    /// The server's certificate is of a CA that is not trusted.
    UnknownCa,
    /// The server's certificate has expired, or is not valid yet. Typically a wrong clock.
    ExpiredCertificate,
    /// The server's certificate is for another host.
    CertificateOfOtherHost,
    /// The server's certificate is not valid for another reason.
    BadCertificate,
    /// The server requires a client certificate, and got none that it accepts.
    ClientCertificateWanted,
    /// The other side does not speak TLS. Typically a proxy whose address is written with `https`.
    NotTls,
    /// It is not supported: an IPv6 address behind a proxy.
    Unsupported,
    /// Something else.
    Other,
}

impl Fault {
    /// Reads an error and its causes.
    pub(super) fn of(error: &(dyn Error + 'static)) -> Self {
        if let Some(tls) = causes(error).find_map(tls_error) {
            return Self::of_tls(tls);
        }
        if causes(error).any(is_cut_short) {
            return Self::Broken;
        }
        match causes(error)
            .filter_map(io_error)
            .last()
            .map(io::Error::kind)
        {
            Some(io::ErrorKind::TimedOut) => Self::TimedOut,
            Some(io::ErrorKind::ConnectionRefused) => Self::Refused,
            Some(
                io::ErrorKind::BrokenPipe
                | io::ErrorKind::ConnectionAborted
                | io::ErrorKind::ConnectionReset
                | io::ErrorKind::UnexpectedEof,
            ) => Self::Broken,
            // The library's type is not public, so its text is compared.
            _ if causes(error).any(|cause| cause.to_string() == LOOKUP) => Self::UnknownHost,
            _ => Self::Other,
        }
    }

    fn of_tls(error: &TlsError) -> Self {
        match error {
            TlsError::InvalidCertificate(error) => match error {
                CertificateError::UnknownIssuer => Self::UnknownCa,
                CertificateError::Expired
                | CertificateError::ExpiredContext { .. }
                | CertificateError::NotValidYet
                | CertificateError::NotValidYetContext { .. } => Self::ExpiredCertificate,
                CertificateError::NotValidForName
                | CertificateError::NotValidForNameContext { .. } => Self::CertificateOfOtherHost,
                _ => Self::BadCertificate,
            },
            TlsError::NoCertificatesPresented => Self::BadCertificate,
            TlsError::AlertReceived(AlertDescription::CertificateRequired) => {
                Self::ClientCertificateWanted
            }
            TlsError::InvalidMessage(rustls::InvalidMessage::InvalidContentType) => Self::NotTls,
            _ => Self::Other,
        }
    }

    /// Returns whether it may be gone by the next attempt. An untrusted or missing certificate stays so.
    pub const fn is_passing(self) -> bool {
        !matches!(
            self,
            Self::UnknownCa
                | Self::ExpiredCertificate
                | Self::CertificateOfOtherHost
                | Self::BadCertificate
                | Self::ClientCertificateWanted
                | Self::Unsupported
        )
    }
}

/// The text of hyper-util's error for a failed name lookup.
const LOOKUP: &str = "dns error";

/// Finds an error of TLS in one cause. An I/O error may wrap another, and shows what it wraps in this way only.
fn tls_error<'e>(cause: &'e (dyn Error + 'static)) -> Option<&'e TlsError> {
    let mut error = cause;
    loop {
        if let Some(tls) = error.downcast_ref() {
            return Some(tls);
        }
        error = error.downcast_ref::<io::Error>()?.get_ref()?;
    }
}

/// Finds what the system said in one cause, in the same way.
fn io_error<'e>(cause: &'e (dyn Error + 'static)) -> Option<&'e io::Error> {
    let mut found: &io::Error = cause.downcast_ref()?;
    while let Some(inner) = found.get_ref().and_then(|inner| inner.downcast_ref()) {
        found = inner;
    }
    Some(found)
}

/// Returns whether the connection ended during or before an answer.
fn is_cut_short(cause: &(dyn Error + 'static)) -> bool {
    let error: Option<&hyper::Error> = cause.downcast_ref();
    error.is_some_and(hyper::Error::is_incomplete_message)
}

/// Lists an error and its causes, outermost first.
pub(super) fn causes<'e>(
    error: &'e (dyn Error + 'static),
) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An error of TLS as the library wraps it: on the way to a server, and to one behind a proxy.
    fn wrapped(error: &TlsError) -> [io::Error; 2] {
        let once = || io::Error::new(io::ErrorKind::InvalidData, error.clone());
        [io::Error::other(once()), once()]
    }

    #[test]
    fn a_fault_of_tls_is_told_by_its_type_however_it_is_wrapped() {
        for (error, expected) in [
            (CertificateError::UnknownIssuer.into(), Fault::UnknownCa),
            (CertificateError::Expired.into(), Fault::ExpiredCertificate),
            (
                CertificateError::NotValidForName.into(),
                Fault::CertificateOfOtherHost,
            ),
            (CertificateError::Revoked.into(), Fault::BadCertificate),
            (
                TlsError::AlertReceived(AlertDescription::CertificateRequired),
                Fault::ClientCertificateWanted,
            ),
            (
                TlsError::InvalidMessage(rustls::InvalidMessage::InvalidContentType),
                Fault::NotTls,
            ),
            (
                TlsError::General("no certificate of ours".to_owned()),
                Fault::Other,
            ),
        ] {
            for wrapped in wrapped(&error) {
                assert_eq!(Fault::of(&wrapped), expected, "{wrapped}");
            }
        }
    }

    #[test]
    fn a_fault_of_the_system_is_told_by_its_kind_and_not_by_its_words() {
        for (error, expected) in [
            (io::ErrorKind::ConnectionRefused.into(), Fault::Refused),
            (io::ErrorKind::ConnectionReset.into(), Fault::Broken),
            (
                io::Error::other(io::Error::from(io::ErrorKind::ConnectionReset)),
                Fault::Broken,
            ),
            (io::Error::other("certificate, ECONNREFUSED"), Fault::Other),
        ] {
            assert_eq!(Fault::of(&error), expected, "{error}");
        }
    }
}
