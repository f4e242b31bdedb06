//! Access tokens that a policy revokes.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::LocationPolicy,
        patterns: &[
            Text("LocationConditionEvaluationSatisfied"),
            All(&[
                Text("Continuous access evaluation resulted in challenge"),
                Text("InteractionRequired"),
            ]),
        ],
        kind: Configuration,
        summary: "a Conditional Access policy based on location refuses the access token from this address; the command itself is correct",
        remedy: Do(
            "sign in and run from an address that the policy allows; in a pipeline, ask the tenant administrator to allow the agent's public address or to exclude the identity from the policy",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ClaimsChallenge,
        patterns: &[
            Text("insufficient_claims"),
            Text("Continuous access evaluation resulted in challenge"),
        ],
        kind: Configuration,
        summary: "the access token was revoked before it expired, or a policy requires more",
        remedy: Do(
            "sign in again for a new access token (az logout, az login --tenant TENANT_ID; in a pipeline, run the step again); if it is refused again, ask the tenant administrator which Conditional Access policy applies",
        ),
        retry: Retry::Never,
    },
];
