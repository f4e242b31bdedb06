//! Chooses the proxy for a server, if any: the agent's, otherwise that of `HTTPS_PROXY`.

mod agent_list;
pub(super) mod invalid;
mod no_proxy;

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use reqwest::header::HeaderValue;
use url::{ParseError, Url};
use zeroize::Zeroizing;

use crate::environment::Environment;
use crate::environment::variables::{
    AGENT_PROXYBYPASSLIST, AGENT_PROXYURL, AGENT_PROXYUSERNAME, HTTPS_PROXY, NO_PROXY,
    SECRET_AGENT_PROXYPASSWORD,
};
use crate::http::error::NetworkError;
use crate::origin::host_and_port;
use crate::origin::loopback::{is_link_local, is_loopback};
use crate::secret::Secret;

use agent_list::AgentList;
use no_proxy::NoProxy;

use invalid::InvalidProxy;

/// The configured proxy, and the hosts that bypass it.
#[derive(Debug)]
pub(crate) struct ProxySettings {
    proxy: Proxy,
    exceptions: Exceptions,
}

/// A proxy.
#[derive(Debug)]
pub(crate) struct Proxy {
    /// The variable that names it.
    variable: &'static str,
    /// Scheme, host and port: `http` or `https`.
    url: Url,
    /// The whole value of `Proxy-Authorization`. `None` without a user name.
    authorization: Option<Secret>,
}

/// What is reached without the proxy, beside this machine itself.
#[derive(Debug)]
enum Exceptions {
    Agent(AgentList),
    NoProxy(NoProxy),
}

impl ProxySettings {
    /// Reads the agent's settings, else those of the environment, never a mix of both. `None` where no proxy is set.
    ///
    /// # Errors
    /// A configured proxy that cannot be used is an error: it may be the only permitted route.
    pub(crate) fn from_environment(
        environment: &Environment,
    ) -> Result<Option<Self>, NetworkError> {
        if let Some(text) = environment.variable(&AGENT_PROXYURL) {
            return Self::of_agent(environment, text).map(Some);
        }
        let Some(text) = environment.variable(&HTTPS_PROXY) else {
            return Ok(None);
        };
        let list = environment.variable(&NO_PROXY).unwrap_or_default();
        Ok(Some(Self {
            proxy: Proxy::parse(HTTPS_PROXY.name(), text)?,
            exceptions: Exceptions::NoProxy(NoProxy::parse(list)),
        }))
    }

    fn of_agent(environment: &Environment, text: &str) -> Result<Self, NetworkError> {
        let mut proxy = Proxy::parse(AGENT_PROXYURL.name(), text)?;
        // As in the agent, one without the other is ignored.
        if let (Some(user), Some(password)) = (
            environment.variable(&AGENT_PROXYUSERNAME),
            environment.variable(&SECRET_AGENT_PROXYPASSWORD),
        ) {
            let authorization = basic(user.as_bytes(), password.as_bytes());
            proxy.authorization = Some(authorization.map_err(refused(AGENT_PROXYUSERNAME.name()))?);
        }
        let list = environment.variable(&AGENT_PROXYBYPASSLIST).unwrap_or("[]");
        Ok(Self {
            proxy,
            exceptions: Exceptions::Agent(
                AgentList::parse(list).map_err(refused(AGENT_PROXYBYPASSLIST.name()))?,
            ),
        })
    }

    /// The proxy on the way to `url`. `None` if there is none. This machine itself is never reached through one, nor is a
    /// link-local address: a proxy would reach its own neighbor there, and see the request of a managed identity.
    pub(crate) fn on_the_way_to(&self, url: &Url) -> Option<&Proxy> {
        let direct = is_loopback(url)
            || is_link_local(url)
            || match &self.exceptions {
                Exceptions::Agent(list) => list.matches(url),
                Exceptions::NoProxy(list) => list.matches(url),
            };
        (!direct).then_some(&self.proxy)
    }

    /// The same for the HTTP library: the proxy on the way to a server, by the rules above and no others.
    pub(super) fn for_requests(self: &Arc<Self>) -> reqwest::Proxy {
        let this = Arc::clone(self);
        // Called once for each connection.
        let proxy = reqwest::Proxy::custom(move |url| {
            let proxy = this.on_the_way_to(url)?;
            proxy.log_connection_to(url);
            Some(proxy.url.clone())
        });
        self.proxy.authorized(proxy)
    }

    /// The proxy for a request that goes to the proxy itself, whatever server it is about.
    pub(super) fn for_questions(&self) -> reqwest::Result<reqwest::Proxy> {
        let proxy = reqwest::Proxy::all(self.proxy.url.clone())?;
        Ok(self.proxy.authorized(proxy))
    }

    /// The proxy, for people: `proxy.example:8080 (AGENT_PROXYURL)`.
    pub(crate) fn in_words(&self) -> String {
        format!("{} ({})", self.proxy.name(), self.proxy.variable)
    }
}

impl Proxy {
    /// Reads a URL, or host and port alone, as many tools take it.
    fn parse(variable: &'static str, text: &str) -> Result<Self, NetworkError> {
        let refused = refused(variable);
        let text = text.trim();
        let parsed = if text.contains("://") {
            Url::parse(text)
        } else {
            Url::parse(&format!("http://{text}"))
        };
        let mut url = parsed.map_err(|source| match source {
            ParseError::IdnaError if !text.is_ascii() => refused(InvalidProxy::Host),
            source => refused(InvalidProxy::Url(source)),
        })?;
        if !matches!(url.scheme(), "http" | "https") {
            let scheme = url.scheme().to_owned();
            return Err(refused(InvalidProxy::Scheme { scheme }));
        }
        // A `/`, `?` or `#` in a password ends up here.
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(refused(InvalidProxy::MoreThanServer));
        }
        let authorization = if url.username().is_empty() && url.password().is_none() {
            None
        } else {
            let decoded = |text| Zeroizing::new(percent_decode_str(text).collect::<Vec<u8>>());
            let user = decoded(url.username());
            let password = decoded(url.password().unwrap_or_default());
            Some(basic(&user, &password).map_err(&refused)?)
        };
        // Neither can fail on a URL that has a host.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        Ok(Self {
            variable,
            url,
            authorization,
        })
    }

    /// Host and port, for people.
    pub(crate) fn name(&self) -> String {
        host_and_port(&self.url)
    }

    /// Returns whether it has a user name.
    pub(super) fn has_user(&self) -> bool {
        self.authorization.is_some()
    }

    /// Returns whether the connection to the proxy itself uses TLS.
    pub(super) fn is_reached_over_tls(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Logs that a connection is made.
    pub(super) fn log_connection_to(&self, server: &Url) {
        let (host, name) = (host_and_port(server), self.name());
        tracing::debug!("connecting to {host} through the proxy {name}");
    }

    /// Gives the HTTP library the user name and the password, which it keeps for as long as it lives and does not wipe.
    fn authorized(&self, proxy: reqwest::Proxy) -> reqwest::Proxy {
        // They go to the proxy that they are configured for, and nowhere else.
        let text = self.authorization.as_ref().map(Secret::expose);
        // Base64 is always a valid header.
        match text.map(HeaderValue::from_str) {
            Some(Ok(mut value)) => {
                value.set_sensitive(true);
                proxy.custom_http_auth(value)
            }
            _ => proxy,
        }
    }
}

fn refused(variable: &'static str) -> impl Fn(InvalidProxy) -> NetworkError {
    move |source| NetworkError::Proxy { variable, source }
}

/// Writes the value of `Proxy-Authorization` (RFC 7617).
fn basic(user: &[u8], password: &[u8]) -> Result<Secret, InvalidProxy> {
    if user.contains(&b':') {
        return Err(InvalidProxy::UserName);
    }
    let pair = Zeroizing::new([user, b":", password].concat());
    let encoded = Zeroizing::new(STANDARD.encode(&*pair));
    Ok(Secret::new(Zeroizing::new(["Basic ", &encoded].concat())))
}

#[cfg(test)]
mod tests;
