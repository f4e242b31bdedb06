//! The certificate of an application, with which it proves its identity to Entra.

mod archive;
pub(crate) mod assertion;
mod contents;
mod derivation;
mod elements;
mod encrypted_key;
mod encryption;
mod pair;
mod unusable;

use std::fmt;
use std::time::SystemTime;

use zeroize::Zeroizing;

use super::application::Application;
use super::error::{Broken, SourceError};
use super::name::SourceName;
use super::search::Search;
use crate::assertion::UnverifiedClaims;
use crate::certificates;
use crate::environment::variables::{
    AZURE_CLIENT_CERTIFICATE_PASSWORD, AZURE_CLIENT_CERTIFICATE_PATH,
    AZURE_CLIENT_SEND_CERTIFICATE_CHAIN,
};
use crate::error::Misconfigured;
use patless_catalogue::text::one_line;

use assertion::{Chain, ClientAssertion};
use pair::Pair;

/// A client certificate with its key.
pub(crate) struct ClientCertificate {
    /// What holds it, for messages.
    place: String,
    pair: Pair,
    chain: Chain,
}

impl ClientCertificate {
    /// Reads the file that `AZURE_CLIENT_CERTIFICATE_PATH` names, and the application that it belongs to.
    ///
    /// `AZURE_CLIENT_CERTIFICATE_PASSWORD` opens it. `AZURE_CLIENT_SEND_CERTIFICATE_CHAIN`: `1` or `true` sends the
    /// certificates with each request.
    ///
    /// Source of the variables: <https://learn.microsoft.com/dotnet/api/azure.identity.environmentcredential>.
    ///
    /// # Errors
    /// It is not here if the variable is not set. It is broken if the file cannot be used, or the application is not known.
    pub(crate) async fn find(search: &Search<'_>) -> Result<(Application, Self), SourceError> {
        let name = SourceName::ClientCertificate;
        let path = search.required(name, &AZURE_CLIENT_CERTIFICATE_PATH)?;
        let application = search.application(name)?;
        let variable = AZURE_CLIENT_CERTIFICATE_PATH.name();
        let place = format!("{variable}, {}", one_line(path, 300));
        let environment = search.environment;
        let password = environment.variable(&AZURE_CLIENT_CERTIFICATE_PASSWORD);
        let password = password.map(|text| Zeroizing::new(text.to_owned()));
        let limit = search.token.deadline.reading_limit();
        let pair = certificates::read(path, limit, move |bytes| {
            Pair::read(bytes, password.as_ref().map(|text| text.as_str()))
        });
        let now = search.context.clock().now();
        let pair = pair.await.and_then(|pair| pair.check(now).map(|()| pair));
        let pair = pair.map_err(|error| error.broken(&place))?;
        let sends = environment.variable(&AZURE_CLIENT_SEND_CERTIFICATE_CHAIN);
        let sends = sends.map(str::trim);
        let chain = match sends {
            Some(text) if text == "1" || text.eq_ignore_ascii_case("true") => Chain::Sent,
            _ => Chain::Omitted,
        };
        Ok((application, Self { place, pair, chain }))
    }

    /// Takes certificate and key from the text of a service connection. `place` is what holds it, for messages.
    pub(crate) fn of_text(place: String, text: &str) -> Result<Self, Broken> {
        let mut bytes = Zeroizing::new(text.as_bytes().to_vec());
        let pair = Pair::read(&mut bytes, None).map_err(|error| error.broken(&place))?;
        let chain = Chain::Omitted;
        Ok(Self { place, pair, chain })
    }

    /// Signs an assertion for one request. Each has its own id, which Entra accepts once.
    ///
    /// # Errors
    /// The certificate is not valid now, or the assertion must not be sent to the application's authority host.
    pub(crate) fn assertion(
        &self,
        application: &Application,
        now: SystemTime,
    ) -> Result<ClientAssertion, Misconfigured> {
        let endpoint = application.token_endpoint(&UnverifiedClaims::default())?;
        let check = self.pair.check(now);
        check.map_err(|error| error.broken(&self.place))?;
        let signed =
            ClientAssertion::sign(&self.pair, self.chain, &endpoint, application.client(), now);
        Ok(signed.map_err(|error| error.broken(&self.place))?)
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCertificate")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
