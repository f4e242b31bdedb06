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
        patterns: &[
            Aadsts(500011),
            Aadsts(50001),
            Aadsts(650052),
            Aadsts(650054),
        ],
        kind: Rejected,
        summary: "the resource does not exist in the tenant",
        remedy: Do(
            "check the resource, or the scope, which ends with /.default, and the tenant. For an API of your own, it is the Application ID URI of its registration ('Expose an API'); for Azure DevOps, 499b84ac-1321-427f-aa17-267ca6975798 (azureDevOps in Patless), not https://dev.azure.com. If both are correct, tenant {tenant} has no service principal for it yet: az ad sp create --id 499b84ac-1321-427f-aa17-267ca6975798 for Azure DevOps, or with the client id of the other API",
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
        patterns: &[
            Aadsts(1002012),
            Aadsts(70011),
            Aadsts(28002),
            Aadsts(28003),
            Aadsts(650053),
            All(&[Aadsts(700023), Text("input parameter scope")]),
            All(&[Aadsts(700023), Text("input parameter 'scope'")]),
            All(&[
                Aadsts(90102),
                Text("'resource' value must be a valid absolute URI"),
            ]),
        ],
        kind: Rejected,
        summary: "the scope is not valid",
        remedy: Do(
            "use one resource, or one scope that ends with /.default: the API's client id or App ID URI comes first, as in api://API_CLIENT_ID/.default",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SeveralResources,
        patterns: &[Aadsts(700022)],
        kind: Rejected,
        summary: "the request names more than one resource",
        remedy: Do(
            "request a token for each resource, one at a time; in Patless, the input tokens takes one per line",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MissingField,
        patterns: &[Aadsts(900144), Aadsts(90014), Aadsts(90100), Aadsts(500013)],
        kind: Rejected,
        summary: "a parameter of the request is missing or empty",
        remedy: Do("check for an empty variable: it should provide {parameter}"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedRequest,
        patterns: &[
            Aadsts(90013),
            Aadsts(90004),
            Aadsts(9002313),
            Aadsts(90121),
            All(&[Aadsts(90023), Text("Invalid STS request")]),
        ],
        kind: Rejected,
        summary: "Entra cannot parse the request",
        remedy: Do(
            "check the values for line breaks, spaces and unexpanded macros, such as $(x), and send each parameter once, URL-encoded",
        ),
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
        cause: Cause::ResourceMismatch,
        patterns: &[Aadsts(9010010)],
        kind: Rejected,
        summary: "the request names a resource that is not the one of its scopes",
        remedy: Do(
            "in code of your own, leave out the parameter resource, or set it to the App ID URI of the API whose scopes you request. An MCP client that sends the address of the server cannot sign in: update the client, or for Azure DevOps use the local server, npx @azure-devops/mcp ORGANIZATION",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnsupportedGrant,
        patterns: &[Aadsts(70003)],
        kind: Rejected,
        summary: "Entra does not support the grant type of the request",
        remedy: Do(
            "send grant_type=client_credentials; for a user, one of the others that https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token knows, such as urn:ietf:params:oauth:grant-type:device_code, spelled exactly",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NotAForm,
        patterns: &[Aadsts(9000410), Aadsts(900561), Aadsts(90056)],
        kind: Rejected,
        summary: "the request to the token endpoint is not a form that was sent with POST",
        remedy: Do(
            "send a POST with Content-Type: application/x-www-form-urlencoded, as curl --data does; neither JSON nor a GET",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TokenForItself,
        patterns: &[Aadsts(90009)],
        kind: Rejected,
        summary: "the client asks for a token for itself, but not by its client id",
        remedy: Do(
            "request the scope {client}/.default, with the client id instead of the App ID URI (api://…), also when a refresh token is redeemed; if another API was meant, correct the scope",
        ),
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
