//! Entra rejects the assertion itself.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Any, ClientCertificate, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::OwnAssertionTime,
        patterns: &[All(&[Aadsts(700024), ClientCertificate])],
        kind: Rejected,
        summary: "the assertion that was just signed is not valid at Entra's time",
        remedy: Do(
            "correct this machine's clock: for each request, Patless signs an assertion that is valid for 10 minutes from then on",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ExpiredAssertion,
        patterns: &[Aadsts(700024)],
        kind: Rejected,
        summary: "the assertion has expired or is not valid yet",
        remedy: Do(
            "get a new assertion for each exchange: an assertion from the Azure DevOps issuer expires within minutes, so anything saved with it, such as a Terraform plan, stops working. If the assertion is new, correct the agent's clock. Issuer, subject and audience are correct",
        ),
        retry: Retry::FreshAssertion,
    },
    Row {
        cause: Cause::LongLivedAssertion,
        patterns: &[Aadsts(70023)],
        kind: Rejected,
        summary: "the assertion is valid for longer than Entra accepts",
        remedy: Do(
            "configure the issuer to limit the lifetime of its assertions to 25 hours; assertions from Azure DevOps are within this limit",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnregisteredCertificate,
        patterns: &[All(&[
            Aadsts(700027),
            Any(&[
                Text("is not registered on application"),
                Text("is expired on application"),
            ]),
        ])],
        kind: Rejected,
        summary: "the app has no current certificate with this thumbprint",
        remedy: Do(
            "register the certificate, without its key: az ad app credential reset --id {client} --cert @CERTIFICATE.pem --append. If it is registered, check that the client id is that of the same app",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BadSignature,
        patterns: &[Aadsts(700027)],
        kind: Rejected,
        summary: "the assertion's signature is not valid",
        remedy: Do(
            "report this: the assertion was changed in transit. If you run your own issuer, publish its signing key with its kid and \"use\": \"sig\"",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedAssertion,
        patterns: &[Aadsts(50027)],
        kind: Rejected,
        summary: "the assertion is not a well-formed JWT",
        remedy: Do(
            "check the value that is sent: it may be masked (***), be an unexpanded macro such as $(idToken), or end with a line break",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongTokenType,
        patterns: &[Aadsts(5002727)],
        kind: Rejected,
        summary: "the assertion's header has a type other than JWT",
        remedy: Do(
            "send the assertion from Azure DevOps unchanged; if you run your own issuer, set \"typ\": \"JWT\" in the header",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongAlgorithm,
        patterns: &[Aadsts(5002738)],
        kind: Rejected,
        summary: "the assertion is signed with an algorithm that Entra does not accept",
        remedy: Do("sign assertions with RS256, as Azure DevOps does"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UserToken,
        patterns: &[Aadsts(700229)],
        kind: Rejected,
        summary: "a user's token was sent instead of an assertion",
        remedy: Do("send the assertion that Azure DevOps issues to the job"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BearerGrant,
        patterns: &[Aadsts(50013), Aadsts(500133)],
        kind: Rejected,
        summary: "the assertion was sent in an on-behalf-of request, which is for users",
        remedy: Do(
            "send grant_type=client_credentials, with the assertion as client_assertion; Patless does this",
        ),
        retry: Retry::Never,
    },
];
