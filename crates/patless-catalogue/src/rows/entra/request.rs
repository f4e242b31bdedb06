//! The refusals that are about the scope or the form of the request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UnknownResource,
        patterns: &[Aadsts(500011), Aadsts(50001), Aadsts(650057)],
        kind: Rejected,
        summary: "the tenant knows no such resource",
        remedy: Do(
            "check the scope; for Azure DevOps use scope: azureDevOps, not https://dev.azure.com. If that is what you use, nobody has used Azure DevOps in tenant {tenant}: az ad sp create --id 499b84ac-1321-427f-aa17-267ca6975798",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DisabledResource,
        patterns: &[Aadsts(500014)],
        kind: Rejected,
        summary: "the resource's service principal is disabled in the tenant: by an administrator, or because a subscription lapsed",
        remedy: Do(
            "have an administrator of tenant {tenant} enable the enterprise application of {resource} (Properties, 'Enabled for users to sign-in'); if it is enabled, look at the tenant's subscription",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ScopeEncodedTwice,
        patterns: &[
            All(&[Aadsts(1002012), Text("%3a%2f")]),
            All(&[Aadsts(70011), Text("%3a%2f")]),
        ],
        kind: Rejected,
        summary: "the scope was URL-encoded twice",
        remedy: Do("give the scope as plain text: the client encodes it"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedScope,
        patterns: &[Aadsts(1002012), Aadsts(70011), Aadsts(28002)],
        kind: Rejected,
        summary: "the scope is not valid",
        remedy: Do("use one resource, or one scope that ends in /.default"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SeveralResources,
        patterns: &[Aadsts(700022)],
        kind: Rejected,
        summary: "one request asked for several resources",
        remedy: Do("ask for one resource at a time: the input tokens takes one a line"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MissingField,
        patterns: &[Aadsts(900144), Aadsts(90014)],
        kind: Rejected,
        summary: "a field of the request is missing or empty",
        remedy: Do("look for the variable that is empty: it should give {parameter}"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedRequest,
        patterns: &[Aadsts(90013)],
        kind: Rejected,
        summary: "Entra cannot read the request",
        remedy: Do(
            "look for a value with a line break or a macro that nobody expanded, such as $(x)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ResourceParameter,
        patterns: &[Aadsts(901002)],
        kind: Rejected,
        summary: "the request names a resource where this endpoint takes a scope",
        remedy: Do("send scope={resource}/.default in the place of resource={resource}"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnsupportedGrant,
        patterns: &[Aadsts(70003)],
        kind: Rejected,
        summary: "the request names a kind of grant that Entra does not know",
        remedy: Do("send grant_type=client_credentials"),
        retry: Retry::Never,
    },
    // No text shows it: it stands for the codes that no other row has.
    Row {
        cause: Cause::UnlistedCode,
        patterns: &[],
        kind: Rejected,
        summary: "an error of Entra that is not explained here yet",
        remedy: Do(
            "read what Microsoft says of it: https://login.microsoftonline.com/error?code={code}",
        ),
        retry: Retry::Never,
    },
    // No text shows it: it stands for the refusals that tell no code.
    Row {
        cause: Cause::RefusalWithoutCode,
        patterns: &[],
        kind: Rejected,
        summary: "a refusal without an AADSTS code",
        remedy: Do(
            "look the correlation id up in the sign-in log of tenant {tenant}; if it is not there, a proxy refused in the place of Entra",
        ),
        retry: Retry::Never,
    },
];
