//! Authentication of requests.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;
use uuid::Uuid;

use super::headers;
use super::vss_error::Exception;
use crate::scenario::{JobToken, TargetRefusal};
use crate::services::issued::IssuedAccessToken;
use crate::services::{ServiceName, Shared};
use crate::wire::{Request, Response, SIGN_IN_PAGE};
use crate::world::{AZURE_DEVOPS_ID, Organization};

/// Authenticated caller of a request.
pub(super) enum Caller {
    /// The running job.
    Job,
    /// A job of another plan.
    OtherJob,
    /// An application with an access token for Azure DevOps.
    Application(IssuedAccessToken),
    /// A person with an access token for Azure DevOps. It is the object ID.
    Person(Uuid),
}

/// Authenticates a request. The organization, if the request names one, must be of the caller's tenant.
pub(super) fn caller(shared: &Shared, request: &Request) -> Result<Caller, Response> {
    let caller = authenticated(shared, request)?;
    let own = &shared.world.organization;
    let organization = organization(shared, request);
    let is_accepted = match (&caller, organization) {
        (Caller::Job | Caller::OtherJob, Some(organization)) => organization.id == own.id,
        (Caller::Application(issued), Some(organization)) => {
            issued.tenant_id == organization.tenant_id
        }
        (Caller::Person(id), Some(organization)) => {
            let person = shared.world.person(*id);
            person.is_some_and(|it| it.tenant_id == organization.tenant_id)
        }
        (Caller::Job | Caller::OtherJob, None) => false,
        (Caller::Application(_) | Caller::Person(_), None) => true,
    };
    if is_accepted {
        Ok(caller)
    } else {
        Err(refused(shared, request))
    }
}

/// Returns the organization in the path of a request. `None` means that the host has none in its paths.
pub(super) fn organization<'a>(shared: &'a Shared, request: &Request) -> Option<&'a Organization> {
    let named = request.parameter("organization");
    shared.world.organization_named(named)
}

/// Returns whether a request is to the organization of the job, which alone has a project.
pub(super) fn is_of_job(shared: &Shared, request: &Request) -> bool {
    organization(shared, request).is_some_and(|it| it.id == shared.world.organization.id)
}

/// Looks up the credential of a request.
fn authenticated(shared: &Shared, request: &Request) -> Result<Caller, Response> {
    let secret = secret(request).ok_or_else(|| refused(shared, request))?;
    if secret == shared.world.job.token {
        return match shared.scenario.world.job_token {
            JobToken::Valid => Ok(Caller::Job),
            JobToken::OtherPlan => Ok(Caller::OtherJob),
            JobToken::Expired | JobToken::Garbage | JobToken::Unexpanded => {
                Err(refused(shared, request))
            }
        };
    }
    let now_s = shared.clock(ServiceName::AzureDevOps).now_s();
    let user = shared.issued.user_token(&secret);
    let user = user
        .filter(|it| it.resource_id == AZURE_DEVOPS_ID && now_s < it.expires_at_s)
        .filter(|_| shared.scenario.azure_devops.target_refusal != Some(TargetRefusal::Anonymous));
    if let Some(user) = user {
        return Ok(Caller::Person(user.user_id));
    }
    shared
        .issued
        .access_token(&secret)
        .filter(|it| it.resource_id == AZURE_DEVOPS_ID && now_s < it.expires_at_s)
        .filter(|_| shared.scenario.azure_devops.target_refusal != Some(TargetRefusal::Anonymous))
        .map(Caller::Application)
        .ok_or_else(|| refused(shared, request))
}

/// Reads the token of a `Bearer` credential, or the password of a `Basic` credential with any user name.
pub(in crate::services) fn secret(request: &Request) -> Option<String> {
    let (scheme, credential) = request.header("authorization")?.split_once(' ')?;
    let credential = credential.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(credential.to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(credential).ok()?).ok()?;
    let (_, password) = pair.split_once(':')?;
    Some(password.to_owned())
}

/// Refuses a missing or invalid credential.
///
/// A client without the header that suppresses redirects is treated as a browser: it is redirected to the sign-in page, or,
/// if it had a credential, it gets the page itself with status 203. Git, npm and whoever changes something are not.
pub(super) fn refused(shared: &Shared, request: &Request) -> Response {
    let suppressed = request
        .header("x-tfs-fedauthredirect")
        .is_some_and(|it| it.eq_ignore_ascii_case("suppress"));
    let is_of_tool = request
        .segments
        .iter()
        .any(|it| it == "_git" || it == "_packaging");
    let has_credential = request.header("authorization").is_some();
    let response = if suppressed || is_of_tool || request.method == "PATCH" {
        unauthorized(shared, request, ANONYMOUS)
    } else if has_credential {
        Response::html(203, SIGN_IN_PAGE)
    } else {
        redirect(shared, request)
    };
    if has_credential {
        response.header("x-vss-authenticateerror", "InvalidToken")
    } else {
        response
    }
}

/// Redirects a client to the sign-in page.
pub(super) fn redirect(shared: &Shared, request: &Request) -> Response {
    Response::html(302, OBJECT_MOVED).header("location", &sign_in_url(shared, request))
}

/// Makes a 401 response with its three challenges.
pub(super) fn unauthorized(shared: &Shared, request: &Request, message: &str) -> Response {
    let tenant_id = organization(shared, request).map_or(Uuid::nil(), |it| it.tenant_id);
    let host = &shared.urls.azure_devops[..url::Position::BeforePath];
    let bearer = if tenant_id.is_nil() {
        "Bearer".to_owned()
    } else {
        format!(
            "Bearer authorization_uri={}{tenant_id}",
            shared.urls.authority_host
        )
    };
    let response = Exception::UnauthorizedRequest
        .response(message)
        .header("www-authenticate", &bearer)
        .header("www-authenticate", &format!("Basic realm=\"{host}/\""))
        .header("www-authenticate", "TFS-Federated");
    headers::with_tenant(response, shared, request)
}

/// Returns the URL of the sign-in page, which is on another host.
fn sign_in_url(shared: &Shared, request: &Request) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("realm", "dev.azure.com")
        .append_pair("reply_to", &request.target)
        .finish();
    format!("{}_signin?{query}", shared.urls.vstoken)
}

/// Message for the anonymous identity: the credential was missing or ignored.
const ANONYMOUS: &str = "TF400813: The user 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa' is not \
                         authorized to access this resource.";

const OBJECT_MOVED: &str = "<html><head><title>Object moved</title></head><body>\r\n<h2>Object moved</h2>\r\n</body></html>\r\n";
