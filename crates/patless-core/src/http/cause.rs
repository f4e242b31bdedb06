//! Why a request gets no answer, as a cause of the catalogue.

use patless_catalogue::Cause;

use super::failure::TransportError;
use super::fault::Fault;
use super::status::is_unavailable;

impl TransportError {
    /// Why there is no answer. Neither the names of hosts and proxies nor any words of a library count.
    pub const fn cause(&self) -> Cause {
        match self {
            Self::Address { .. } => Cause::BadAddress,
            Self::Compressed { .. } => Cause::CompressedAnswer,
            Self::Connect { reason, .. } => match reason.fault() {
                Fault::Broken => Cause::ConnectionBroken,
                Fault::Refused => Cause::ConnectionRefused,
                Fault::TimedOut => Cause::NoAnswer,
                Fault::UnknownHost => Cause::UnknownHost,
                fault => of_tls(fault, Cause::NoConnection),
            },
            Self::Interrupted { reason, .. } => of_tls(reason.fault(), Cause::ConnectionBroken),
            Self::Proxy { reason, .. } => of_tls(reason.fault(), Cause::ProxyUnusable),
            Self::ProxyRefused {
                status: 401 | 407, ..
            } => Cause::ProxyAuthentication,
            Self::ProxyRefused { status, .. } if is_unavailable(*status) => {
                Cause::ProxyCannotConnect
            }
            Self::ProxyRefused { .. } => Cause::ProxyRefusesHost,
            Self::Timeout { .. } => Cause::NoAnswer,
            Self::TooLarge { .. } => Cause::AnswerTooLarge,
        }
    }
}

/// What is wrong with TLS. `otherwise` where nothing is.
const fn of_tls(fault: Fault, otherwise: Cause) -> Cause {
    match fault {
        Fault::BadCertificate => Cause::BadCertificate,
        Fault::CertificateOfOtherHost => Cause::WrongHostCertificate,
        Fault::ClientCertificateWanted => Cause::ClientCertificateWanted,
        Fault::ExpiredCertificate => Cause::ExpiredCertificate,
        Fault::NotTls => Cause::PlainHttpAnswer,
        Fault::UnknownCa => Cause::UnknownCa,
        _ => otherwise,
    }
}
