//! Entra rejects the scope or the form of the request.

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
        summary: "the resource does not exist in the tenant",
        remedy: Do(
            "check the scope; for Azure DevOps it is scope: azureDevOps, not https://dev.azure.com. If the scope is correct, Azure DevOps has never been used in tenant {tenant}; create its service principal: az ad sp create --id 499b84ac-1321-427f-aa17-267ca6975798",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DisabledResource,
        patterns: &[Aadsts(500014)],
        kind: Rejected,
        summary: "the resource's service principal is disabled in the tenant, by an administrator or because a subscription lapsed",
        remedy: Do(
            "ask an administrator of tenant {tenant} to enable the enterprise application of {resource} (Properties, 'Enabled for users to sign-in'); if it is already enabled, check the tenant's subscription",
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
        remedy: Do("pass the scope as plain text: the client encodes it"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedScope,
        patterns: &[Aadsts(1002012), Aadsts(70011), Aadsts(28002)],
        kind: Rejected,
        summary: "the scope is not valid",
        remedy: Do("use one resource, or one scope that ends with /.default"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SeveralResources,
        patterns: &[Aadsts(700022)],
        kind: Rejected,
        summary: "the request names more than one resource",
        remedy: Do("request one resource at a time: the input tokens takes one per line"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MissingField,
        patterns: &[Aadsts(900144), Aadsts(90014)],
        kind: Rejected,
        summary: "a parameter of the request is missing or empty",
        remedy: Do("check for an empty variable: it should provide {parameter}"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedRequest,
        patterns: &[Aadsts(90013)],
        kind: Rejected,
        summary: "Entra cannot parse the request",
        remedy: Do("check for a value with a line break or an unexpanded macro, such as $(x)"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ResourceParameter,
        patterns: &[Aadsts(901002)],
        kind: Rejected,
        summary: "the request has a resource parameter, but this endpoint requires a scope",
        remedy: Do("send scope={resource}/.default instead of resource={resource}"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnsupportedGrant,
        patterns: &[Aadsts(70003)],
        kind: Rejected,
        summary: "Entra does not support the grant type of the request",
        remedy: Do("send grant_type=client_credentials"),
        retry: Retry::Never,
    },
    // No text identifies it: it covers the codes that have no row.
    Row {
        cause: Cause::UnlistedCode,
        patterns: &[],
        kind: Rejected,
        summary: "an error from Entra that has no explanation here yet",
        remedy: Do(
            "see Microsoft's description: https://login.microsoftonline.com/error?code={code}",
        ),
        retry: Retry::Never,
    },
    // No text identifies it: it covers refusals without a code.
    Row {
        cause: Cause::RefusalWithoutCode,
        patterns: &[],
        kind: Rejected,
        summary: "a refusal without an AADSTS code",
        remedy: Do(
            "look up the correlation id in the sign-in logs of tenant {tenant}; if it is not there, the refusal came from a proxy, not from Entra",
        ),
        retry: Retry::Never,
    },
];
