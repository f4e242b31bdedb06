//! Which check refused a request, in words.

use crate::journal::{Answerer, RecordedRequest};
use crate::services::ServiceName;

/// A check that refused, and what that means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The check, as the end of a sentence: "refused by the check of …".
    pub(super) check: &'static str,
    /// What it means, and what to do.
    pub(super) meaning: &'static str,
}

/// Explains why a request was refused. `None` means that it was not.
pub(super) fn of(request: &RecordedRequest) -> Option<Words> {
    if request.answerer == Answerer::Scenario {
        return Some(BY_SCENARIO);
    }
    let Some(status) = request.status else {
        return Some(NO_ANSWER);
    };
    let by_code = || {
        let code = request.code.as_deref()?;
        let row = ROWS.iter().find(|row| row.0 == code)?;
        Some(Words {
            check: row.1,
            meaning: row.2,
        })
    };
    match (request.service, status) {
        // The sign-in page, to which and with which Azure DevOps answers like a browser.
        (ServiceName::AzureDevOps, 203 | 302) => Some(SIGN_IN),
        (_, 0..400) => None,
        _ => by_code().or_else(|| Some(by_status(status))),
    }
}

/// Explains a status without a known code.
fn by_status(status: u16) -> Words {
    let (check, meaning) = match status {
        400 => (
            "what the request says",
            "The request lacks something, or says something that cannot be.",
        ),
        401 => (
            "the credential",
            "The request has no credential, or one that is not accepted here.",
        ),
        403 => (
            "rights",
            "The identity is recognized, but it may not do this.",
        ),
        404 => (
            "what is asked for",
            "It does not exist, or the identity may not see it.",
        ),
        405 => ("the method", "This address takes another HTTP method."),
        411 => (
            "the length of the body",
            "The request must have Content-Length, even without a body.",
        ),
        429 => (
            "the rate limit",
            "There were too many requests. Wait as long as Retry-After says.",
        ),
        500.. => (
            "the service itself",
            "The service failed. Trying again may help.",
        ),
        _ => ("the service", "The service does not accept the request."),
    };
    Words { check, meaning }
}

const BY_SCENARIO: Words = Words {
    check: "the scenario",
    meaning: "The scenario answered in place of the service, so nothing was checked.",
};

const NO_ANSWER: Words = Words {
    check: "nobody",
    meaning: "The request has no answer: the connection ended or hangs.",
};

const SIGN_IN: Words = Words {
    check: "the credential",
    meaning: "Azure DevOps does not accept the credential, and shows its sign-in page as to a browser. A client that sends \
              X-TFS-FedAuthRedirect: Suppress gets 401 instead.",
};

/// A code, the check, and what it means.
type Row = (&'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        "AADSTS90002",
        "the tenant",
        "Entra has no tenant with the ID or the domain in the path.",
    ),
    (
        "AADSTS900023",
        "the tenant",
        "The tenant in the path is neither an ID nor a domain. A variable may not have been expanded.",
    ),
    (
        "AADSTS9001023",
        "the tenant",
        "This grant needs the tenant itself in the path, not `common` or `organizations`.",
    ),
    (
        "AADSTS900561",
        "the method",
        "The token endpoint takes POST only.",
    ),
    (
        "AADSTS900144",
        "the form",
        "A field of the form is missing or empty.",
    ),
    (
        "AADSTS9000411",
        "the form",
        "A field of the form is there twice.",
    ),
    (
        "AADSTS901002",
        "the form",
        "The v2.0 endpoint takes `scope`, not `resource`.",
    ),
    (
        "AADSTS70003",
        "the grant type",
        "The application may not use this grant, or it does not exist.",
    ),
    (
        "AADSTS7000218",
        "the credential of the client",
        "The form has neither a client assertion with its type nor a client secret.",
    ),
    (
        "AADSTS700038",
        "the client ID",
        "The client ID is not the ID of an application. A variable may not have been expanded.",
    ),
    (
        "AADSTS700016",
        "the client ID",
        "The tenant has no application with this client ID. Compare both IDs with the app registration.",
    ),
    (
        "AADSTS7000229",
        "the service principal",
        "The application exists, but it has no service principal in this tenant.",
    ),
    (
        "AADSTS7000112",
        "the service principal",
        "The application is disabled in this tenant.",
    ),
    (
        "AADSTS700025",
        "the kind of the application",
        "A public client must not present a credential.",
    ),
    (
        "AADSTS7000215",
        "the client secret",
        "The client secret is wrong. Its ID may have been used in place of its value.",
    ),
    (
        "AADSTS7000222",
        "the client secret",
        "The client secret is expired.",
    ),
    (
        "AADSTS7000232",
        "the client secret",
        "A managed identity has no client secret.",
    ),
    (
        "AADSTS50027",
        "the form of the assertion",
        "The client assertion is not a JWT that Entra accepts, or it was used before.",
    ),
    (
        "AADSTS5002727",
        "the form of the assertion",
        "The header of the assertion names another type than JWT.",
    ),
    (
        "AADSTS5002738",
        "the algorithm of the assertion",
        "The assertion is signed with an algorithm that is not accepted here.",
    ),
    (
        "AADSTS70025",
        "the federated credential",
        "The application has no federated credential at all. Create one with the claims of the assertion.",
    ),
    (
        "AADSTS70021",
        "the federated credential",
        "This replica of Entra does not see the federated credential yet. Wait a moment and try again.",
    ),
    (
        "AADSTS700211",
        "the issuer",
        "No federated credential of the application has the issuer of the assertion.",
    ),
    (
        "AADSTS700213",
        "the subject",
        "A federated credential has the issuer of the assertion, but none with it has its subject. Organization, project or \
         service connection may have been renamed.",
    ),
    (
        "AADSTS7002138",
        "the subject",
        "The subject differs in upper and lower case only, and must be exactly the same.",
    ),
    (
        "AADSTS700212",
        "the audience",
        "A federated credential has issuer and subject of the assertion, but another audience.",
    ),
    (
        "AADSTS700027",
        "the signature",
        "The signature of the assertion is not that of a known key.",
    ),
    (
        "AADSTS700021",
        "the parties of the assertion",
        "Issuer and subject of an assertion that an application signs are both its client ID.",
    ),
    (
        "AADSTS700023",
        "the audience",
        "The audience of the assertion is not the token endpoint of the tenant.",
    ),
    (
        "AADSTS700024",
        "the time",
        "The assertion is expired, or not valid yet. A clock may be wrong, or the assertion was kept too long.",
    ),
    (
        "AADSTS1002012",
        "the scope",
        "Without a user, the scope is a resource with `/.default` at its end.",
    ),
    (
        "AADSTS70011",
        "the scope",
        "The scope is not one that Entra understands.",
    ),
    (
        "AADSTS28002",
        "the scope",
        "The scope is not one that Entra understands.",
    ),
    (
        "AADSTS500011",
        "the resource",
        "The tenant has no resource with the name in the scope.",
    ),
    (
        "AADSTS53003",
        "conditional access",
        "Everything else is right, but a policy of the tenant blocks the application.",
    ),
    (
        "AADSTS70016",
        "the device code",
        "The person has not signed in yet. The client asks again.",
    ),
    (
        "AADSTS70018",
        "the device code",
        "The device code is not one that Entra knows.",
    ),
    (
        "AADSTS70020",
        "the device code",
        "The device code is expired.",
    ),
    ("AADSTS65004", "consent", "The person declined."),
    (
        "TF400813",
        "the credential",
        "Azure DevOps does not accept the token: none, expired, for another resource, or of an identity that may not come in.",
    ),
    (
        "TF401444",
        "membership",
        "The identity is not a user of the organization. Add it in the organization's settings.",
    ),
    (
        "VS403463",
        "conditional access",
        "A policy of the tenant blocks the token at Azure DevOps.",
    ),
    (
        "TF400733",
        "the rate limit",
        "The identity asked for too much. Wait as long as Retry-After says.",
    ),
    (
        "VS800075",
        "the project",
        "The project does not exist, or the identity may not see it.",
    ),
    (
        "TF200016",
        "the project",
        "The project does not exist, or the identity may not see it.",
    ),
    (
        "TF401019",
        "the repository",
        "The repository does not exist, or the identity may not see it.",
    ),
    (
        "TF401027",
        "rights on the repository",
        "The identity may read the repository, but not change it.",
    ),
    (
        "TaskOrchestrationPlanSecurityException",
        "the job token",
        "The token is not that of the job in the path, or the job has ended.",
    ),
    (
        "TaskOrchestrationPlanNotFoundException",
        "the plan",
        "There is no plan with the ID in the path.",
    ),
    (
        "TaskOrchestrationJobNotFoundException",
        "the job",
        "The plan has no job with the ID in the path.",
    ),
    (
        "EndpointNotFoundException",
        "the service connection",
        "The project has no service connection with this ID.",
    ),
    (
        "VssRequestContentTypeNotSupportedException",
        "the content type",
        "The body must be JSON, and the request must say so.",
    ),
    (
        "VssVersionNotSpecifiedException",
        "the API version",
        "The request must name an API version.",
    ),
    (
        "VssInvalidPreviewVersionException",
        "the API version",
        "This API is a preview: its version needs `-preview`.",
    ),
    (
        "VssVersionOutOfRangeException",
        "the API version",
        "The service does not have this version of the API.",
    ),
    (
        "AccessCheckException",
        "rights",
        "The identity lacks the permission for this.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use crate::wire::Request;

    fn refused(service: ServiceName, status: Option<u16>, code: Option<&str>) -> RecordedRequest {
        let request = axum::http::Request::builder().uri("/");
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let request = Request::new(&parts, axum::body::Bytes::new());
        let mut recorded = RecordedRequest::new(service, 1, Duration::ZERO, &request);
        recorded.status = status;
        recorded.code = code.map(ToOwned::to_owned);
        recorded
    }

    #[test]
    fn check_is_told_by_code_then_by_status() {
        let entra = ServiceName::Entra;
        let azure_devops = ServiceName::AzureDevOps;
        for (request, check) in [
            (refused(entra, Some(200), None), None),
            (
                refused(entra, Some(401), Some("AADSTS700213")),
                Some("the subject"),
            ),
            (
                refused(entra, Some(400), Some("AADSTS1")),
                Some("what the request says"),
            ),
            (
                refused(azure_devops, Some(203), None),
                Some("the credential"),
            ),
            (
                refused(azure_devops, Some(404), None),
                Some("what is asked for"),
            ),
            (refused(ServiceName::Imds, Some(302), None), None),
            (refused(entra, None, None), Some("nobody")),
        ] {
            let words = of(&request);
            assert_eq!(words.map(|it| it.check), check, "{request:?}");
        }
    }

    #[test]
    fn answer_of_the_scenario_is_no_check() {
        let mut request = refused(ServiceName::Entra, Some(200), None);
        request.answerer = Answerer::Scenario;
        assert_eq!(of(&request), Some(BY_SCENARIO));
    }

    #[test]
    fn every_code_has_one_row() {
        let mut codes: Vec<_> = ROWS.iter().map(|row| row.0).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
