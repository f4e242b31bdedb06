//! The action azure/login without its inputs.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::AzureLoginWithoutIds,
        patterns: &[
            Text("Not all values are present. Ensure 'client-id' and 'tenant-id' are supplied"),
            Text("Not all parameters are provided in 'creds'"),
        ],
        kind: Configuration,
        summary: "azure/login got no client id or no tenant id: the secrets that it reads are empty in this workflow",
        remedy: Do(
            "check the names of the secrets, and where they are: those of an environment need `environment:` in the job, a called workflow needs `secrets: inherit`, and a pull request from a fork gets none. The ids are no secrets: repository variables do as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzureLoginCredentials,
        patterns: &[All(&[
            Text("Content is not a valid JSON object"),
            Text("Double check if the 'auth-type' is correct"),
        ])],
        kind: Configuration,
        summary: "the input creds of azure/login is no JSON: the secret is empty, cut off or of another form",
        remedy: Do(
            "leave creds out, and sign in without a secret: client-id, tenant-id and subscription-id, with `permissions: id-token: write`. To keep it, put the whole JSON object into the secret",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AzureLoginWithoutSubscription,
        patterns: &[Text(
            "Ensure 'subscription-id' is supplied or 'allow-no-subscriptions' is 'true'",
        )],
        kind: Configuration,
        summary: "azure/login got no subscription",
        remedy: Do(
            "set subscription-id; if the identity has no role in a subscription, set allow-no-subscriptions: true instead",
        ),
        retry: Retry::Never,
    },
];
