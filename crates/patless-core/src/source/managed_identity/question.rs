//! One request to a host of managed identities.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use url::Url;
use zeroize::Zeroizing;

use super::choice::Parameter;
use super::header_secret::HeaderSecret;
use crate::context::Context;
use crate::error::{TokenError, Unavailable};
use crate::http::{Expected, Request, Response, USER_AGENT_TEXT};
use crate::repetition::Sent;
use patless_catalogue::Server;

/// What a host is asked for.
pub(super) struct Asked<'a> {
    pub(super) resource: &'a str,
    /// The parameter that names the identity. `None` if none does.
    pub(super) parameter: Option<&'a Parameter>,
}

/// A request that is being put together.
pub(super) struct Question<'a> {
    method: Method,
    url: Url,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Zeroizing<Vec<u8>>,
    secret: Option<&'a HeaderSecret>,
}

impl<'a> Question<'a> {
    /// Asks with GET, as all but Cloud Shell want it.
    pub(super) fn get(url: &Url, api_version: &str, asked: &Asked<'_>) -> Self {
        let mut url = url.clone();
        let mut pairs = url.query_pairs_mut();
        pairs.append_pair("api-version", api_version);
        pairs.append_pair("resource", asked.resource);
        if let Some(parameter) = asked.parameter {
            pairs.append_pair(parameter.name, &parameter.value);
        }
        drop(pairs);
        Self::new(Method::GET, url)
    }

    /// Asks with POST and a form.
    pub(super) fn post(url: &Url, form: String) -> Self {
        let mut this = Self::new(Method::POST, url.clone());
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        this.headers.push((CONTENT_TYPE, form_type));
        this.body = Zeroizing::new(form.into_bytes());
        this
    }

    fn new(method: Method, url: Url) -> Self {
        let headers = [(ACCEPT, "application/json"), (USER_AGENT, USER_AGENT_TEXT)];
        let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
        Self {
            method,
            url,
            headers: headers.into(),
            body: Zeroizing::default(),
            secret: None,
        }
    }

    /// Adds the header that shows that nobody redirected the request.
    #[must_use]
    pub(super) fn with_metadata(mut self) -> Self {
        let name = HeaderName::from_static("metadata");
        self.headers.push((name, HeaderValue::from_static("true")));
        self
    }

    /// Adds a header with a secret.
    #[must_use]
    pub(super) fn with_secret(mut self, name: &'static str, secret: &'a HeaderSecret) -> Self {
        self.headers.extend(secret.header(name));
        self.secret = Some(secret);
        self
    }

    /// Sends it. The URL was checked, so no proxy is on the way.
    pub(super) async fn send(
        self,
        context: &Context,
        limit: Duration,
    ) -> Result<Response, TokenError> {
        let request = Request {
            method: self.method,
            url: &self.url,
            headers: self.headers,
            body: self.body,
            // The answer is searched for it; it goes nowhere else.
            sent: &Sent::new(self.secret.map_or("", HeaderSecret::expose)),
            expected: Expected::Secret,
        };
        let answer = context.http().send(request, limit).await;
        answer.map_err(|error| {
            let server = Server::ManagedIdentity;
            Unavailable::NoAnswer { server, error }.into()
        })
    }
}
