//! The refusals where the assertion itself is not taken.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::Aadsts;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ExpiredAssertion,
        patterns: &[Aadsts(700024)],
        kind: Rejected,
        summary: "the assertion is too old or too new",
        remedy: Do(
            "ask for a new assertion for each exchange: one of the Azure DevOps issuer lives for minutes, and so does what was saved with it, such as a Terraform plan. If it is new, correct the clock of the agent. Issuer, subject and audience are right",
        ),
        retry: Retry::FreshAssertion,
    },
    Row {
        cause: Cause::LongLivedAssertion,
        patterns: &[Aadsts(70023)],
        kind: Rejected,
        summary: "the issuer lets its assertions live for longer than Entra takes",
        remedy: Do(
            "let the issuer write assertions that live for 25 hours at most; those of Azure DevOps fit",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BadSignature,
        patterns: &[Aadsts(700027)],
        kind: Rejected,
        summary: "the signature of the assertion is not valid",
        remedy: Do(
            "report this: the assertion was changed on its way. With an issuer of your own, publish its key with its kid and \"use\": \"sig\"",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedAssertion,
        patterns: &[Aadsts(50027)],
        kind: Rejected,
        summary: "the assertion is no well-formed JWT",
        remedy: Do(
            "look at what is sent in its place: a masked ***, a macro that nobody expanded such as $(idToken), or a line break at its end",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongTokenType,
        patterns: &[Aadsts(5002727)],
        kind: Rejected,
        summary: "the header of the assertion names another type than JWT",
        remedy: Do(
            "send the assertion of Azure DevOps as it came; an issuer of your own must write \"typ\": \"JWT\"",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongAlgorithm,
        patterns: &[Aadsts(5002738)],
        kind: Rejected,
        summary: "the assertion is signed with an algorithm that Entra does not take",
        remedy: Do("let the issuer sign with RS256, as Azure DevOps does"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UserToken,
        patterns: &[Aadsts(700229)],
        kind: Rejected,
        summary: "a user's token was presented in the place of an assertion",
        remedy: Do("send the assertion that Azure DevOps gives the job, not a token of a user"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BearerGrant,
        patterns: &[Aadsts(50013), Aadsts(500133)],
        kind: Rejected,
        summary: "the assertion was sent for another kind of exchange, on behalf of a user",
        remedy: Do(
            "send grant_type=client_credentials, and the assertion as client_assertion; Patless does",
        ),
        retry: Retry::Never,
    },
];
