//! Entra rejects the assertion itself.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, ClientCertificate, Text};
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
        patterns: &[
            Aadsts(700024),
            All(&[Aadsts(50012), Text("not within its valid time range")]),
        ],
        kind: Rejected,
        summary: "the assertion has expired or is not valid yet",
        remedy: Do(
            "get a new assertion and use it at once: one from Azure DevOps or GitHub is valid for minutes, so a tool that keeps it fails later. In AzureCLI@2, set keepAzSessionActive: true; elsewhere in a job, sign in again just before; in code of your own, use AzurePipelinesCredential; in a pod, read AZURE_FEDERATED_TOKEN_FILE again each time. If the assertion is new, correct this machine's clock. Issuer, subject and audience are correct",
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
        patterns: &[
            Aadsts(5002738),
            All(&[
                Aadsts(700027),
                Text("Unsupported asymmetric signing algorithm"),
            ]),
        ],
        kind: Rejected,
        summary: "the assertion is signed with an algorithm that Entra does not accept",
        remedy: Do(
            "sign assertions with RS256, as Azure DevOps does; a certificate needs an RSA key, not one of an elliptic curve",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BadSignature,
        patterns: &[Aadsts(700027)],
        kind: Rejected,
        summary: "the assertion's signature is not valid",
        remedy: Do(
            "if you sign with a certificate, check that it is registered for the app, and that the private key belongs to it. If you run your own issuer, publish its signing key with its kid and \"use\": \"sig\". If the assertion is from Azure DevOps, report this: it was changed in transit",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::EntraTokenAsAssertion,
        patterns: &[
            Aadsts(700222),
            Aadsts(700226),
            Aadsts(700231),
            Aadsts(700236),
        ],
        kind: Rejected,
        summary: "an access token of Entra was sent as the assertion, and this kind of token cannot be one",
        remedy: Do(
            "send the assertion of the job itself, and give the app that should get the token a federated credential for it: a token that came from a federated credential cannot be used for a second one. Of Entra's own tokens, only those of a managed identity for api://AzureADTokenExchange can be assertions",
        ),
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
        patterns: &[
            Aadsts(50013),
            Aadsts(500133),
            Aadsts(500131),
            Aadsts(7000113),
            Aadsts(7000114),
            Aadsts(240002),
        ],
        kind: Rejected,
        summary: "the assertion of an on-behalf-of request is not a valid access token that a user got for this app",
        remedy: Do(
            "in a job, which has no user, send grant_type=client_credentials, with the assertion as client_assertion; Patless does this. An API that acts for a user has to send an access token that was issued for itself (aud) and has not expired: not an id token, not an app's own token, not one for Microsoft Graph",
        ),
        retry: Retry::Never,
    },
];
