//! Which check refused a request, in words.

mod table;

use table::ROWS;

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
        let row = ROWS.iter().find(|row| row.code == code)?;
        Some(Words {
            check: row.check,
            meaning: row.meaning,
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
        let mut codes: Vec<_> = ROWS.iter().map(|row| row.code).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
