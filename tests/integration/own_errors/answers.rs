//! A sample of each error about an answer of a server.

use patless_core::errors::{Misconfigured, Refused, Server, TargetError, Unavailable, Unreadable};
use patless_core::{SourceName, TenantId, TokenError};

use super::refusals::{refusals, without_profile};
use super::transports::transports;

/// The id of a request.
pub(super) fn id() -> String {
    "4f0c0c4e-0000-4000-8000-000000000001".to_owned()
}

/// Statuses of a server that cannot answer.
const BUSY: [u16; 8] = [408, 429, 500, 501, 502, 503, 505, 507];

/// A server that cannot answer, or cannot be reached, in every way.
fn unavailable(server: Server) -> Vec<Unavailable> {
    let busy = BUSY.map(|status| Unavailable::Busy {
        server,
        status,
        retry_after: None,
        request_id: Some(id()),
    });
    let transports = transports().into_iter();
    let unanswered = transports.map(|error| Unavailable::NoAnswer { server, error });
    busy.into_iter().chain(unanswered).collect()
}

/// An answer that is a page.
fn page(server: Server, status: u16) -> Unreadable {
    Unreadable::Form {
        server,
        status,
        content_type: "text/html".to_owned(),
        request_id: Some(id()),
    }
}

/// A success without what was asked for.
fn missing(server: Server, missing: &'static str) -> Unreadable {
    Unreadable::Missing {
        server,
        missing,
        request_id: Some(id()),
    }
}

/// The refusal of the job's token.
pub(super) fn job_token_refused() -> Refused {
    Refused::JobToken {
        request_id: Some(id()),
    }
}

/// Every way in which GitHub gives no assertion.
pub(super) fn of_github() -> Vec<TokenError> {
    let server = Server::GitHub;
    let mut errors: Vec<TokenError> = vec![
        page(server, 200).into(),
        missing(server, "an assertion").into(),
    ];
    errors.extend([401, 403].map(|status| Refused::GitHub { status }.into()));
    errors.extend(unavailable(server).into_iter().map(TokenError::from));
    errors
}

/// Every way in which there is no assertion.
pub(super) fn assertions() -> Vec<TokenError> {
    let server = Server::Assertion;
    let mut errors: Vec<TokenError> = vec![
        TokenError::Misconfigured(Misconfigured::ClientCertificate {
            status: 400,
            request_id: Some(id()),
        }),
        TokenError::Misconfigured(Misconfigured::JobToken),
        TokenError::Misconfigured(Misconfigured::NoAssertions(SourceName::ClientSecret)),
        missing(server, "an assertion").into(),
        page(server, 200).into(),
    ];
    let mut refused = vec![job_token_refused()];
    refused.extend([203, 302, 307].map(|status| Refused::SignInPage {
        status,
        request_id: Some(id()),
    }));
    refused.extend(refusals().into_iter().map(Refused::Assertion));
    errors.extend(refused.into_iter().map(TokenError::from));
    errors.extend(unavailable(server).into_iter().map(TokenError::from));
    errors
}

/// Every way in which there is no access token, but for refusals of Entra: those the fault matrix has.
pub(super) fn exchanges() -> Vec<TokenError> {
    let server = Server::Token;
    let mut errors: Vec<TokenError> = vec![
        missing(server, "an access token").into(),
        page(server, 407).into(),
        page(server, 403).into(),
    ];
    errors.extend(unavailable(server).into_iter().map(TokenError::from));
    errors
}

/// Every way in which a token does not work.
pub(super) fn targets() -> Vec<TargetError> {
    let organization = || "https://dev.azure.com/acme".to_owned();
    let mut errors: Vec<_> = [203, 302]
        .map(|status| TargetError::SignInPage {
            status,
            request_id: Some(id()),
        })
        .into();
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
        TargetError::NotServices {
            organization: "https://tfs.example/acme".to_owned(),
        },
        page(Server::Target, 200).into(),
        TargetError::OtherTenant {
            organization: organization(),
            theirs: TenantId::parse("72f988bf-86f1-41af-91ab-2d7cd011db47").unwrap(),
            ours: TenantId::parse("1f2e3d4c-0000-4000-8000-000000000001").unwrap(),
        },
    ]);
    errors.extend(
        refusals()
            .into_iter()
            .chain([without_profile()])
            .map(TargetError::Refused),
    );
    let unavailable = unavailable(Server::Target).into_iter();
    errors.extend(unavailable.map(TargetError::from));
    errors
}
