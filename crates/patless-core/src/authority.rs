//! Decides where an assertion may be sent: the only place that checks an authority host.
//!
//! A step can change any data of a service connection for the steps after it, and so can a text that a step prints
//! (`##vso[task.setendpoint]`). Whoever gets an assertion can use the identity until it expires, which may be a day.

mod clouds;

use url::Url;

use crate::assertion::UnverifiedClaims;
use crate::cloud::Cloud;
use crate::environment::EnvironmentError;
use crate::origin::loopback::{Loopback, is_loopback};
use crate::origin::{host_and_port, secure_url};
use clouds::cloud_of;
use patless_catalogue::federation::{Form, issuer_shape, subject_shape};

/// An authority host from the user: an input of the step, or a flag. It is used as is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuthorityHost(Url);

impl AuthorityHost {
    /// Reads a URL. `what` names the input or flag.
    pub fn told(what: &str, text: &str, loopback: Loopback) -> Result<Self, EnvironmentError> {
        host_only(what, text, loopback).map(Self)
    }

    /// Whether this machine counts, because it is where the user wants Entra to be asked.
    pub(crate) fn loopback(&self) -> Loopback {
        Loopback::of_url(self.0.as_str())
    }
}

/// Where the assertions about a service connection are sent, and whether that is allowed.
#[derive(Clone, Debug)]
pub(crate) struct Authority {
    host: Url,
    standing: Standing,
}

/// What is known about an authority host before there is an assertion.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Standing {
    /// Only an assertion can decide: Entra may have issued it at this host.
    AskIssuer,
    /// It may receive assertions.
    Trusted,
}

/// The host is not Entra's, so no assertion is sent to it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "the service connection names {host}, which is not an authority host of Microsoft Entra or the host of the assertion's issuer ({issuer})"
)]
pub struct ForeignAuthority {
    /// The host.
    host: String,
    /// The issuer, shortened, or `none`.
    issuer: String,
}

impl Authority {
    /// The host that the user gave.
    pub(crate) fn told(AuthorityHost(host): AuthorityHost) -> Self {
        Self {
            host,
            standing: Standing::Trusted,
        }
    }

    /// Reads what a service connection says. `what` names the field.
    ///
    /// # Errors
    /// A host that no assertion could justify is refused here, before there is a request.
    pub(crate) fn of_connection(
        what: &str,
        text: &str,
        loopback: Loopback,
    ) -> Result<Self, EnvironmentError> {
        let host = host_only(what, text, loopback)?;
        let standing = if is_of_entra(&host) || (is_loopback(&host) && loopback.counts()) {
            Standing::Trusted
        } else if could_be_entra(&host) {
            Standing::AskIssuer
        } else {
            return Err(EnvironmentError::ForeignAuthority {
                what: what.to_owned(),
                host: host_and_port(&host),
            });
        };
        Ok(Self { host, standing })
    }

    /// The host where it is known already that it may have assertions. Only to such a one is a connection opened before
    /// there is a request.
    pub(crate) fn trusted(&self) -> Option<&Url> {
        (self.standing == Standing::Trusted).then_some(&self.host)
    }

    /// The cloud that the host belongs to. `None` if it is not one of Entra's.
    pub(crate) fn cloud(&self) -> Option<&'static Cloud> {
        self.host.domain().and_then(cloud_of)
    }

    /// The host's name and port, for messages.
    pub(crate) fn name(&self) -> String {
        host_and_port(&self.host)
    }

    /// Returns whether a page is on this host, or on another one of Entra's.
    pub(crate) fn has(&self, page: &Url) -> bool {
        page.origin() == self.host.origin() || is_of_entra(page)
    }

    /// Returns the host for an assertion with these claims, if it may be sent there.
    ///
    /// The issuer is trusted for this one thing without its signature being checked: the assertion came over TLS from the
    /// job's own organization, so that no text in a log can have made it.
    pub(crate) fn for_assertion(
        &self,
        claims: &UnverifiedClaims,
    ) -> Result<&Url, ForeignAuthority> {
        if self.standing == Standing::Trusted || issuing_host(claims) == self.host.host_str() {
            return Ok(&self.host);
        }
        let issuer = claims.issuer.as_deref().unwrap_or("none");
        Err(ForeignAuthority {
            host: self.name(),
            issuer: issuer.to_owned(),
        })
    }
}

/// The authority host of the public cloud.
pub(crate) const PUBLIC_CLOUD: &str = "https://login.microsoftonline.com/";

/// Reads a URL, and keeps scheme, host and port: many write a tenant, `/common` or `/v2.0` behind it.
fn host_only(what: &str, text: &str, loopback: Loopback) -> Result<Url, EnvironmentError> {
    let mut url = secure_url(what, text, loopback)?;
    url.set_path("/");
    url.set_query(None);
    Ok(url)
}

/// Returns whether this is Entra: https on its own port, in one of the clouds.
fn is_of_entra(url: &Url) -> bool {
    could_be_entra(url) && url.domain().and_then(cloud_of).is_some()
}

/// Returns whether an issuer could name this host: https on the default port, and a full host name, not an address.
fn could_be_entra(url: &Url) -> bool {
    let is_full_name = |name: &str| name.contains('.') && !name.ends_with('.');
    url.scheme() == "https" && url.port().is_none() && url.domain().is_some_and(is_full_name)
}

/// The host at which Entra issued the assertion. `None` if Azure DevOps or another issuer issued it.
///
/// Entra's issuer is `https://{host}/{tenant id}/v2.0` and nothing else; its subjects have a form of their own.
fn issuing_host(claims: &UnverifiedClaims) -> Option<&str> {
    let issuer = claims.issuer.as_deref()?;
    let subject = claims.subject.as_deref()?;
    // A text that the parser normalizes could be interpreted in two ways.
    let url = Url::parse(issuer)
        .ok()
        .filter(|url| url.as_str() == issuer)?;
    let is_entra = issuer_shape(issuer).form() == Form::Entra
        && subject_shape(subject).form() == Form::Entra
        && issuer.ends_with("/v2.0")
        && url.username().is_empty()
        && url.password().is_none()
        && could_be_entra(&url);
    let host = issuer.strip_prefix("https://")?.split('/').next()?;
    (is_entra && !is_azure_devops(host)).then_some(host)
}

/// Returns whether a host belongs to Azure DevOps, which also issues assertions.
fn is_azure_devops(host: &str) -> bool {
    host == "dev.azure.com"
        || host.ends_with(".dev.azure.com")
        || host.ends_with(".visualstudio.com")
}

#[cfg(test)]
mod tests;
