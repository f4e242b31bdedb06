//! Why a request gets no answer, as a cause of the catalogue.

use patless_catalogue::Cause;

use super::error::{TransportError, is_passing};

impl TransportError {
    /// Why there is no answer.
    ///
    /// The system and the TLS library tell theirs in words. Neither the host nor the proxy counts: people choose their names.
    pub fn cause(&self) -> Cause {
        match self {
            Self::Address { .. } => Cause::BadAddress,
            Self::Compressed { .. } => Cause::CompressedAnswer,
            Self::Connect { reason, .. } => Cause::of_system_words(reason, Cause::NoConnection),
            Self::Interrupted { reason, .. } => {
                Cause::of_system_words(reason, Cause::ConnectionBroken)
            }
            Self::Proxy { reason, .. } => Cause::of_system_words(reason, Cause::ProxyUnusable),
            Self::ProxyRefused {
                status: 401 | 407, ..
            } => Cause::ProxyAuthentication,
            Self::ProxyRefused { status, .. } if is_passing(*status) => Cause::ProxyCannotConnect,
            Self::ProxyRefused { .. } => Cause::ProxyRefusesHost,
            Self::Timeout { .. } => Cause::NoAnswer,
            Self::TooLarge { .. } => Cause::AnswerTooLarge,
        }
    }
}
