//! The job of a GitHub workflow: GitHub issues assertions to it, if the workflow lets it.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, USER_AGENT};
use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use url::Url;
use zeroize::Zeroizing;

use super::application::Application;
use super::error::{Broken, NotHere, SourceError};
use super::name::SourceName;
use super::search::Search;
use crate::assertion::{Assertion, Delivery};
use crate::authority::AuthorityHost;
use crate::context::Context;
use crate::environment::variables::{
    ACTIONS_ID_TOKEN_REQUEST_TOKEN, ACTIONS_ID_TOKEN_REQUEST_URL, GITHUB_ACTIONS, GITHUB_SERVER_URL,
};
use crate::error::{Misconfigured, Refused, TokenError, Unavailable, Unreadable};
use crate::http::{Expected, HttpClient, Request, Response, USER_AGENT_TEXT, is_unavailable};
use crate::origin::loopback::Loopback;
use crate::origin::{host_and_port, secure_url};
use crate::repetition::Sent;
use crate::retry::Attempts;
use crate::retry::deadline::Deadline;
use crate::secret::Secret;
use patless_catalogue::text::one_line;
use patless_catalogue::{Cause, Server};

/// Where a job requests its assertions, and the token that it is allowed to do so with.
///
/// Source: <https://docs.github.com/actions/reference/security/oidc>.
#[derive(Clone, Debug)]
pub(crate) struct GitHubActions {
    url: Url,
    token: Arc<Secret>,
}

const NAME: SourceName = SourceName::GitHubActions;

impl GitHubActions {
    /// Reads `ACTIONS_ID_TOKEN_REQUEST_URL` and `ACTIONS_ID_TOKEN_REQUEST_TOKEN`, and which application is meant.
    ///
    /// # Errors
    /// It is not here outside a workflow job that may request assertions, and where nothing names an application: the job may
    /// request them for something else. It is broken if the URL is not one of GitHub, or something is missing.
    pub(crate) fn find(search: &Search<'_>) -> Result<(Application, Self), SourceError> {
        let environment = search.environment;
        let Some(url) = environment.variable(&ACTIONS_ID_TOKEN_REQUEST_URL) else {
            let reason = if environment.variable(&GITHUB_ACTIONS).is_some() {
                "the workflow's job lacks the permission `id-token: write`"
            } else {
                "this is not a job of a GitHub workflow"
            };
            return Err(NotHere::new(NAME, reason).into());
        };
        if search.tenant(NAME)?.is_none() && search.client(NAME)?.is_none() {
            let reason =
                "nothing names the application: AZURE_TENANT_ID and AZURE_CLIENT_ID are not set";
            return Err(NotHere::new(NAME, reason).into());
        }
        let url = own_url(search, url)?;
        let token = environment.variable(&ACTIONS_ID_TOKEN_REQUEST_TOKEN);
        let token = token.ok_or_else(|| {
            let (token, url) = (
                ACTIONS_ID_TOKEN_REQUEST_TOKEN.name(),
                ACTIONS_ID_TOKEN_REQUEST_URL.name(),
            );
            let reason = format!("{token} is not set, although {url} is: GitHub sets both");
            Broken::new(NAME, Cause::IncompleteSource, reason)
        })?;
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(strange_token().into());
        }
        let application = search.application(NAME)?;
        let token = Arc::new(Secret::new(Zeroizing::new(token.to_owned())));
        Ok((application, Self { url, token }))
    }

    /// The server that issues the assertions.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// Requests an assertion.
    pub(crate) async fn assertion(
        &self,
        context: &Context,
        deadline: &Deadline,
    ) -> Result<Assertion, TokenError> {
        tracing::debug!(
            url.host = self.url.host_str(),
            "requesting an assertion from GitHub"
        );
        let mut attempts = Attempts::new("assertion", deadline);
        loop {
            match self.request(context.http(), attempts.begin()).await {
                Ok(assertion) => return Ok(assertion),
                Err(error) => attempts.pause(error).await?,
            }
        }
    }

    /// Requests an assertion, once.
    async fn request(&self, http: &HttpClient, limit: Duration) -> Result<Assertion, TokenError> {
        let mut url = self.url.clone();
        url.query_pairs_mut().append_pair("audience", AUDIENCE);
        // The token goes into the header; the answer is searched for it.
        let (headers, sent) = (self.headers()?, Sent::new(self.token.expose()));
        let request = Request {
            method: Method::GET,
            url: &url,
            headers,
            body: Zeroizing::default(),
            sent: &sent,
            expected: Expected::Secret,
        };
        let answer = http.send(request, limit).await;
        let answer = answer.map_err(|error| Unavailable::NoAnswer {
            server: Server::GitHub,
            error,
        })?;
        read(&answer)
    }

    fn headers(&self) -> Result<Vec<(HeaderName, HeaderValue)>, TokenError> {
        // As above.
        let bearer = Zeroizing::new(format!("Bearer {}", self.token.expose()));
        let mut bearer = HeaderValue::from_str(&bearer)
            .map_err(|_| TokenError::Misconfigured(Misconfigured::Source(strange_token())))?;
        bearer.set_sensitive(true);
        Ok(vec![
            (AUTHORIZATION, bearer),
            (ACCEPT, HeaderValue::from_static("application/json")),
            (USER_AGENT, HeaderValue::from_static(USER_AGENT_TEXT)),
        ])
    }
}

fn strange_token() -> Broken {
    let name = ACTIONS_ID_TOKEN_REQUEST_TOKEN.name();
    let reason = format!("{name} has characters that are in no token");
    Broken::new(NAME, Cause::WrongEnvironment, reason)
}

/// The audience that Entra expects in an assertion.
const AUDIENCE: &str = "api://AzureADTokenExchange";

/// Checks that the URL is one of GitHub: on github.com, on the GitHub Enterprise Server that the workflow runs on, or on this
/// machine where the user's own word says that Entra is here as well.
fn own_url(search: &Search<'_>, text: &str) -> Result<Url, SourceError> {
    let what = ACTIONS_ID_TOKEN_REQUEST_URL.name();
    let told = search.request.authority_host.as_ref();
    let loopback = told.map_or(Loopback::Refused, AuthorityHost::loopback);
    let url = secure_url(what, text, loopback);
    let url = url.map_err(|error| Broken::new(NAME, error.cause(), error.to_string()))?;
    let server = search.environment.variable(&GITHUB_SERVER_URL);
    let server = server.and_then(|server| Url::parse(server).ok());
    let host = url.host_str().unwrap_or_default();
    let is_own = host.ends_with(".actions.githubusercontent.com")
        || host.ends_with(".ghe.com")
        || server.is_some_and(|server| server.origin() == url.origin())
        || (loopback == Loopback::Counts && Loopback::of_url(url.as_str()) == Loopback::Counts);
    if is_own {
        return Ok(url);
    }
    let reason = format!(
        "{what} points to {}, which is not GitHub",
        host_and_port(&url)
    );
    Err(Broken::new(NAME, Cause::ForeignGithubHost, reason).into())
}

#[derive(Deserialize)]
struct Reply {
    value: Option<Zeroizing<String>>,
}

/// Reads an answer.
fn read(answer: &Response) -> Result<Assertion, TokenError> {
    let status = answer.status.as_u16();
    let request_id = answer
        .header("x-github-request-id")
        .map(|id| one_line(id, 80));
    if is_unavailable(status) {
        return Err(Unavailable::read(answer, Server::GitHub, request_id).into());
    }
    if matches!(status, 401 | 403) {
        return Err(Refused::GitHub { status }.into());
    }
    if answer.status != StatusCode::OK || !answer.is_json() {
        return Err(Unreadable::form(answer, Server::GitHub, request_id).into());
    }
    let reply: Option<Reply> = answer.json_object();
    let jwt = reply.and_then(|reply| reply.value).unwrap_or_default();
    let delivery = Delivery {
        server_time: Some(answer.server_time().unwrap_or(answer.sent_at)),
        clock_skew_s: answer.clock_skew_s(),
        request_id: request_id.clone(),
    };
    Assertion::parse(jwt, delivery).ok_or_else(|| {
        let missing = Unreadable::Missing {
            server: Server::GitHub,
            missing: "an assertion",
            request_id,
        };
        missing.into()
    })
}
