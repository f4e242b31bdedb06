//! The requests to Azure DevOps about a target, and what its answers mean.
//!
//! Wire: `connectionData`, `core/projects` and `git/repositories` of Azure DevOps' REST API 7.1
//! (<https://learn.microsoft.com/rest/api/azure/devops/>). The tenant is returned without
//! a credential: the agent itself looks it up this way.

use patless_catalogue::Server;
use reqwest::{Method, StatusCode};
use url::Url;
use zeroize::Zeroizing;

use super::directory::Directory;
use super::error::TargetError;
use super::identity::Identity;
use super::refusal::Refusal;
use super::target::Target;
use super::wire::{bearer, headers, is_sign_in_page, request_id};
use crate::context::Context;
use crate::error::{Unavailable, Unreadable};
use crate::exchange::AccessToken;
use crate::http::{Expected, Request, Response, is_unavailable};
use crate::repetition::Sent;
use crate::retry::Attempts;
use crate::retry::deadline::Deadline;
use patless_catalogue::identifiers::TenantId;

/// A client for requests to Azure DevOps about a target.
#[derive(Debug)]
pub struct AzureDevOps<'a> {
    context: &'a Context,
    target: &'a Target,
    deadline: &'a Deadline,
}

impl<'a> AzureDevOps<'a> {
    /// Prepares to ask about `target`, until `deadline`.
    pub fn new(context: &'a Context, target: &'a Target, deadline: &'a Deadline) -> Self {
        Self {
            context,
            target,
            deadline,
        }
    }

    /// Looks up the organization's tenant, without a credential.
    ///
    /// # Errors
    /// A tenant other than `tenant` is an error: its tokens are not valid there. `None`, or a tenant given as a domain
    /// name, is not compared.
    pub async fn directory(&self, tenant: Option<&TenantId>) -> Result<Directory, TargetError> {
        let query = Query {
            name: "tenant",
            method: Method::HEAD,
            url: self.url(CONNECTION_DATA)?,
            expected: Expected::Words,
        };
        let answer = self.ask(query, None).await?;
        let directory = Directory::told_by(&answer);
        let organization = self.target.organization().to_string();
        let ours = tenant.filter(|tenant| tenant.guid().is_some());
        match &directory {
            Directory::MicrosoftAccounts => Err(TargetError::NoTenant { organization }),
            Directory::Tenant(theirs)
                if let Some(ours) = ours.filter(|ours| ours.guid() != theirs.guid()) =>
            {
                Err(TargetError::OtherTenant {
                    organization,
                    theirs: theirs.clone(),
                    ours: ours.clone(),
                })
            }
            // Azure DevOps returns it even when it refuses: any other status comes from something else, such as a proxy.
            Directory::Unknown => match answer.status {
                StatusCode::OK | StatusCode::UNAUTHORIZED => Ok(directory),
                _ if answer.is_text() => Err(not_json(&answer)),
                StatusCode::NOT_FOUND => Err(TargetError::NoOrganization {
                    organization,
                    request_id: request_id(&answer),
                }),
                _ => Err(refusal(&answer)),
            },
            Directory::Tenant(_) => Ok(directory),
        }
    }

    /// Looks up the user that the organization sees behind a token.
    pub async fn identity(&self, token: &AccessToken) -> Result<Identity, TargetError> {
        let answer = self
            .used("identity", self.url(CONNECTION_DATA)?, token)
            .await?;
        let identity = Identity::read(&answer.body).ok_or_else(|| not_json(&answer))?;
        if identity.is_anonymous() {
            return Err(TargetError::Nobody {
                request_id: request_id(&answer),
            });
        }
        Ok(identity)
    }

    /// Checks whether a token can read the target's project. Sends no request if the target has none.
    pub async fn project(&self, token: &AccessToken) -> Result<(), TargetError> {
        let Some(project) = self.target.project() else {
            return Ok(());
        };
        let url = self.url(&format!("_apis/projects/{project}?api-version=7.1"))?;
        self.used("project", url, token).await.map(drop)
    }

    /// Checks whether a token can read the target's repository. Sends no request if the target has none.
    pub async fn repository(&self, token: &AccessToken) -> Result<(), TargetError> {
        let (Some(project), Some(repository)) = (self.target.project(), self.target.repository())
        else {
            return Ok(());
        };
        let path = format!("{project}/_apis/git/repositories/{repository}?api-version=7.1");
        self.used("repository", self.url(&path)?, token)
            .await
            .map(drop)
    }

    /// Sends a request with a token, which goes to the host of `url`. Only 200 with JSON is a success.
    pub(super) async fn used(
        &self,
        name: &'static str,
        url: Url,
        token: &AccessToken,
    ) -> Result<Response, TargetError> {
        self.got(name, url, token, Expected::Words).await
    }

    /// As [`Self::used`], for an answer that may be a page of a list.
    pub(super) async fn got(
        &self,
        name: &'static str,
        url: Url,
        token: &AccessToken,
        expected: Expected,
    ) -> Result<Response, TargetError> {
        let query = Query {
            name,
            method: Method::GET,
            url,
            expected,
        };
        let answer = self.ask(query, Some(token)).await?;
        match answer.status {
            StatusCode::OK if answer.is_json() => Ok(answer),
            status if is_sign_in_page(status) => Err(TargetError::SignInPage {
                status: status.as_u16(),
                request_id: request_id(&answer),
            }),
            StatusCode::OK => Err(not_json(&answer)),
            // An error page of Azure DevOps itself.
            StatusCode::UNAUTHORIZED => Err(refusal(&answer)),
            _ if answer.is_text() => Err(not_json(&answer)),
            _ => Err(refusal(&answer)),
        }
    }

    /// Sends a request, and retries until the deadline. An unavailable server and a proxy that requires a password are
    /// errors. Any other answer is returned.
    async fn ask(
        &self,
        query: Query,
        token: Option<&AccessToken>,
    ) -> Result<Response, TargetError> {
        let http = self.context.http();
        // The token goes into this header and nowhere else. The answer is searched for it.
        let secret = token.map(AccessToken::expose).unwrap_or_default();
        let authorization = match token {
            Some(_) => Some(bearer(secret).ok_or(TargetError::Header)?),
            None => None,
        };
        let sent = Sent::new(secret);
        let mut attempts = Attempts::new(query.name, self.deadline);
        loop {
            let request = Request {
                method: query.method.clone(),
                url: &query.url,
                headers: headers(authorization.clone()),
                body: Zeroizing::default(),
                sent: &sent,
                expected: query.expected,
            };
            let answer = http.send(request, attempts.begin()).await;
            let answer = answer.map_err(|error| Unavailable::NoAnswer {
                server: Server::Target,
                error,
            });
            match answer.map_err(TargetError::from).and_then(readable) {
                Ok(answer) => return Ok(answer),
                Err(error) => attempts.pause(error).await?,
            }
        }
    }

    /// The organization's URL.
    pub(super) fn organization(&self) -> &Url {
        self.target.organization()
    }

    /// Asks until another deadline.
    pub(super) fn until<'b>(&'b self, deadline: &'b Deadline) -> AzureDevOps<'b> {
        AzureDevOps::new(self.context, self.target, deadline)
    }

    /// Starts the time anew, with the same limits.
    pub(super) fn renewed(&self) -> Deadline {
        self.deadline.renewed()
    }

    /// The address of something in the organization.
    fn url(&self, path: &str) -> Result<Url, TargetError> {
        let base = self.target.organization();
        // `./` keeps a path that begins like a scheme from being one.
        base.join(&format!("./{path}"))
            .map_err(|_| TargetError::Address)
    }
}

/// A question to Azure DevOps.
struct Query {
    /// What it is about, for messages.
    name: &'static str,
    method: Method,
    url: Url,
    expected: Expected,
}

const CONNECTION_DATA: &str = "_apis/connectionData";

/// Accepts any answer except that of an unavailable server, or of a proxy that requires a password.
fn readable(answer: Response) -> Result<Response, TargetError> {
    match answer.status.as_u16() {
        407 => Err(refusal(&answer)),
        status if is_unavailable(status) => {
            Err(Unavailable::read(&answer, Server::Target, request_id(&answer)).into())
        }
        _ => Ok(answer),
    }
}

pub(super) fn not_json(answer: &Response) -> TargetError {
    Unreadable::form(answer, Server::Target, request_id(answer)).into()
}

fn refusal(answer: &Response) -> TargetError {
    let mut refusal = Refusal::read(answer);
    let mut challenges = answer.headers.get_all("www-authenticate").iter();
    let revoked = challenges.any(|value| {
        value
            .to_str()
            .is_ok_and(|text| text.contains("insufficient_claims"))
    });
    if revoked {
        let said = || "insufficient_claims".to_owned();
        refusal.message.get_or_insert_with(said);
    }
    TargetError::Refused(refusal)
}
