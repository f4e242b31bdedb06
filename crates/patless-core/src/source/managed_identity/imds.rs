//! The managed identities of a virtual machine, from the Azure Instance Metadata Service (IMDS).
//!
//! Wire: <https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token>.

use std::time::Duration;

use tokio::net::TcpStream;
use url::{Host, Url};

use super::choice::Parameters;
use super::host_url::host_url;
use super::question::{Asked, Question};
use crate::context::Context;
use crate::environment::variables::AZURE_POD_IDENTITY_AUTHORITY_HOST;
use crate::environment::{Environment, EnvironmentError};
use crate::error::{Misconfigured, TokenError};
use crate::http::Response;
use crate::origin::host_and_port;
use crate::source::error::Broken;
use crate::source::name::SourceName;
use patless_catalogue::Cause;

/// The token endpoint of the metadata service.
#[derive(Clone, Debug)]
pub(super) struct Imds {
    url: Url,
}

pub(super) const PARAMETERS: Parameters = Parameters {
    client: Some("client_id"),
    object: Some("object_id"),
    resource: Some("msi_res_id"),
};

/// The address of the service on every virtual machine.
const ADDRESS: &str = "http://169.254.169.254";

/// How long a connection may take. On a virtual machine in Azure, the service is on the same host; elsewhere, nothing may
/// ever answer, not even with a refusal.
const CONNECT_LIMIT: Duration = Duration::from_secs(1);

impl Imds {
    /// The service at `AZURE_POD_IDENTITY_AUTHORITY_HOST`, as the Azure SDKs read it, else at its usual address.
    pub(super) fn of_environment(environment: &Environment) -> Result<Self, EnvironmentError> {
        let variable = &AZURE_POD_IDENTITY_AUTHORITY_HOST;
        match environment.variable(variable) {
            Some(text) => Self::at(variable.name(), text),
            None => Self::of_machine(),
        }
    }

    /// The service at its usual address.
    pub(super) fn of_machine() -> Result<Self, EnvironmentError> {
        Self::at("the metadata service", ADDRESS)
    }

    fn at(what: &'static str, host: &str) -> Result<Self, EnvironmentError> {
        let mut url = host_url(what, host)?;
        url.set_query(None);
        // An http or https URL always has path segments.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty()
                .extend(["metadata", "identity", "oauth2", "token"]);
        }
        Ok(Self { url })
    }

    /// Makes a connection and closes it, to see whether anything is there. The error says what shows that nothing is.
    pub(super) async fn connect(&self, context: &Context) -> Result<(), String> {
        let port = self.url.port_or_known_default().unwrap_or(80);
        let connecting = async {
            match self.url.host() {
                Some(Host::Ipv4(address)) => TcpStream::connect((address, port)).await,
                Some(Host::Ipv6(address)) => TcpStream::connect((address, port)).await,
                Some(Host::Domain(name)) => TcpStream::connect((name, port)).await,
                None => Err(std::io::ErrorKind::AddrNotAvailable.into()),
            }
        };
        let connected = context.clock().timeout(CONNECT_LIMIT, connecting).await;
        if let Some(Ok(_)) = connected {
            return Ok(());
        }
        let host = host_and_port(&self.url);
        Err(format!("no metadata service answers at {host}"))
    }

    /// Sends the request for a token, and returns the answer.
    ///
    /// Without the look before it, a machine outside Azure would spend all its time on attempts.
    pub(super) async fn ask(
        &self,
        context: &Context,
        asked: &Asked<'_>,
        limit: Duration,
    ) -> Result<Response, TokenError> {
        self.connect(context).await.map_err(|reason| {
            let cause = Cause::NoManagedIdentity;
            let broken = Broken::new(SourceName::ManagedIdentity, cause, reason);
            TokenError::Misconfigured(Misconfigured::Source(broken))
        })?;
        let question = Question::get(&self.url, "2018-02-01", asked).with_metadata();
        question.send(context, limit).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_is_at_its_usual_address_unless_a_variable_says_otherwise() {
        let url = |variables: &[(&str, &str)]| {
            let imds = Imds::of_environment(&Environment::fixed(variables));
            imds.map(|imds| imds.url.to_string())
        };
        let usual = "http://169.254.169.254/metadata/identity/oauth2/token";
        assert_eq!(url(&[]).unwrap(), usual);
        let name = "AZURE_POD_IDENTITY_AUTHORITY_HOST";
        for text in ["http://127.0.0.1:1", "http://127.0.0.1:1/?a=b"] {
            let expected = "http://127.0.0.1:1/metadata/identity/oauth2/token";
            assert_eq!(url(&[(name, text)]).unwrap(), expected);
        }
        let error = url(&[(name, "http://imds.evil.example")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "AZURE_POD_IDENTITY_AUTHORITY_HOST points to imds.evil.example, but only this machine and link-local \
             addresses are asked for a managed identity's access token"
        );
    }
}
