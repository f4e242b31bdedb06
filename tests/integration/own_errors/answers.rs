//! A sample of each error about an answer of a server.

use patless_core::{Advice, AssertionError, ExchangeError, TargetError, TenantId};

use super::refusals::refusals;
use super::transports::transports;

/// The id of a request.
pub(super) fn id() -> String {
    "4f0c0c4e-0000-4000-8000-000000000001".to_owned()
}

/// Statuses of a server that cannot answer.
const BUSY: [u16; 8] = [408, 429, 500, 501, 502, 503, 505, 507];

/// Every way in which there is no assertion.
pub(super) fn assertions() -> Vec<AssertionError> {
    let mut errors: Vec<_> = BUSY
        .map(|status| AssertionError::Busy {
            status,
            request_id: Some(id()),
            advice: Advice::TryAgain,
        })
        .into();
    errors.extend([203, 302, 307].map(|status| AssertionError::SignInPage {
        status,
        request_id: Some(id()),
    }));
    errors.extend([
        AssertionError::ClientCertificate {
            status: 400,
            request_id: Some(id()),
        },
        AssertionError::JobToken,
        AssertionError::JobTokenRefused {
            request_id: Some(id()),
        },
        AssertionError::NoAssertion {
            request_id: Some(id()),
        },
        AssertionError::NotJson {
            status: 200,
            content_type: "text/html".to_owned(),
            request_id: Some(id()),
        },
    ]);
    errors.extend(refusals().into_iter().map(AssertionError::Refused));
    errors.extend(transports().into_iter().map(AssertionError::Transport));
    errors
}

/// Every way in which there is no access token, but for refusals of Entra: those the fault matrix has.
pub(super) fn exchanges() -> Vec<ExchangeError> {
    let mut errors: Vec<_> = BUSY
        .map(|status| ExchangeError::Busy {
            status,
            correlation_id: id(),
            advice: Advice::TryAgain,
        })
        .into();
    errors.extend([
        ExchangeError::Assertion(AssertionError::JobTokenRefused {
            request_id: Some(id()),
        }),
        ExchangeError::NoAccessToken {
            missing: "an access token",
            correlation_id: id(),
        },
        ExchangeError::NotEntra {
            status: 407,
            content_type: "text/html".to_owned(),
            correlation_id: id(),
        },
        ExchangeError::NotEntra {
            status: 403,
            content_type: "text/html".to_owned(),
            correlation_id: id(),
        },
    ]);
    errors.extend(transports().into_iter().map(ExchangeError::Transport));
    errors
}

/// Every way in which a token does not work.
pub(super) fn targets() -> Vec<TargetError> {
    let organization = || "https://dev.azure.com/acme".to_owned();
    let mut errors: Vec<_> = BUSY
        .map(|status| TargetError::Busy {
            status,
            request_id: Some(id()),
            advice: Advice::TryAgain,
        })
        .into();
    errors.extend([203, 302].map(|status| TargetError::SignInPage {
        status,
        request_id: Some(id()),
    }));
    errors.extend([
        TargetError::Address,
        TargetError::Header,
        TargetError::NoOrganization {
            organization: organization(),
            request_id: Some(id()),
        },
        TargetError::NoTenant {
            organization: organization(),
        },
        TargetError::Nobody {
            request_id: Some(id()),
        },
        TargetError::NotJson {
            status: 200,
            content_type: "text/html".to_owned(),
            request_id: Some(id()),
        },
        TargetError::OtherTenant {
            organization: organization(),
            theirs: TenantId::parse("72f988bf-86f1-41af-91ab-2d7cd011db47").unwrap(),
            ours: TenantId::parse("1f2e3d4c-0000-4000-8000-000000000001").unwrap(),
        },
    ]);
    errors.extend(refusals().into_iter().map(TargetError::Refused));
    errors.extend(transports().into_iter().map(TargetError::Transport));
    errors
}
