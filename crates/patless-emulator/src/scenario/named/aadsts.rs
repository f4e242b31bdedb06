//! Scenarios of Entra's error codes that do not follow from the state of the world.
//!
//! Each name is `aadsts-` and the code. Other codes have scenarios that are named for their condition.

use super::row::{NamedScenario, rows};
use crate::scenario::{EntraRefusal, Outcome, Stage};

/// Makes rows of codes with which all exchanges are refused, each with its condition.
macro_rules! always {
    ($($code:literal $condition:literal;)*) => {
        rows! { $(
            concat!("aadsts-", $code),
            concat!($condition, ": AADSTS", $code),
            Outcome::fails(Stage::Exchange),
            { entra.refusal: Some(EntraRefusal::always($code)) };
        )* }
    };
}

/// Rows of codes with which the first exchanges are refused.
pub(super) const FIRST_ROWS: &[NamedScenario] = rows! {
    "aadsts-90033-twice",
    "a transient error of the directory, twice, and then success: AADSTS90033",
    Outcome::Succeeds,
    { entra.refusal: Some(EntraRefusal::first(2, 90033)) };

    "aadsts-90055-once",
    "the tenant is throttled once, and then the exchange succeeds: AADSTS90055",
    Outcome::Succeeds,
    { entra.refusal: Some(EntraRefusal::first(1, 90055)) };
};

/// Rows of codes with which all exchanges are refused.
pub(super) const ROWS: &[NamedScenario] = always! {
    28002 "the scope is not valid, with another message";
    50001 "the resource is not found, with another message";
    50013 "the assertion's signature is not valid, as for another grant type";
    50027 "the assertion is not a JWT";
    50033 "a transient error";
    50076 "multi-factor authentication is required, which is meant for users";
    50079 "enrollment in multi-factor authentication is required, which is meant for users";
    50105 "an assignment to the application is required, as for users";
    50158 "an external challenge is required, which is meant for users";
    50166 "Entra cannot reach the issuer, with another message";
    50196 "the client sends the same request in a loop";
    65001 "consent is missing, which is meant for users";
    70001 "the application is disabled or not found, with another message";
    70003 "the grant type is not supported";
    70011 "the scope is not valid, with another message";
    70021 "no replica of Entra ever sees the federated credential";
    70023 "the lifetime of the assertion is too long";
    70052 "the application is multitenant";
    90006 "another server of Microsoft is unavailable";
    90012 "Entra timed out";
    90013 "the input is not valid";
    90014 "a field is missing, with another message";
    90024 "the request exceeds Entra's own budget";
    90033 "a transient error of the directory";
    90038 "the tenant is in another cloud";
    90055 "the tenant is throttled";
    90061 "Entra cannot reach the issuer at the moment";
    500_133 "the assertion is expired, as for another grant type";
    501_051 "the resource requires an assignment";
    501_661 "Entra cannot reach the issuer";
    530_003 "a managed device is required, which is meant for users";
    530_032 "a security policy blocks access";
    530_035 "the security defaults block access";
    650_057 "the resource is not listed in the application's permissions";
    700_011 "the application is not found, with another message";
    700_022 "the scope names several resources";
    700_025 "the client is a public client";
    700_027 "Entra cannot find the issuer's key";
    700_038 "the client ID is a placeholder";
    700_082 "the refresh token is expired, which is meant for users";
    700_223 "a policy of the tenant restricts federation, reported as a mismatch of the subject";
    700_229 "the assertion is for a user";
    700_238 "a policy of the tenant disables federation";
    900_023 "the tenant is not a valid name";
    900_144 "a field is missing";
    900_382 "the authority host belongs to another cloud";
    900_432 "the authority host belongs to another cloud, with another message";
    901_002 "the request to version 2 has a field of version 1";
    1_002_012 "the scope has no /.default";
    5_002_727 "the assertion's type is not JWT";
    5_002_738 "the assertion's algorithm is not RS256";
    7_000_215 "the client secret is wrong";
    7_000_218 "the assertion is empty";
    7_000_222 "the client secret is expired";
    7_000_232 "a managed identity is used with a client secret";
    7_002_381 "a policy of the tenant requires a claim";
    9_001_023 "the tenant is common";
};
