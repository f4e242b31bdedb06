//! Scenarios of Entra's codes that do not follow from the state of the world.
//!
//! Each name is `aadsts-` with the code. Other codes have scenarios of the tenant, named after their condition.

use super::row::{NamedScenario, rows};
use crate::scenario::{EntraRefusal, Outcome, Stage};

/// Writes rows of codes with which all exchanges are refused, each with a condition.
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
    "a transient error of the directory, twice: AADSTS90033, then an access token",
    Outcome::Succeeds,
    { entra.refusal: Some(EntraRefusal::first(2, 90033)) };

    "aadsts-90055-once",
    "the tenant is throttled, once: AADSTS90055, then an access token",
    Outcome::Succeeds,
    { entra.refusal: Some(EntraRefusal::first(1, 90055)) };
};

/// Rows of codes with which all exchanges are refused.
pub(super) const ROWS: &[NamedScenario] = always! {
    28002 "the scope is not valid, in another sentence";
    50001 "the resource is not found, in another sentence";
    50013 "the assertion's signature fails, in the form of another grant";
    50027 "the assertion is no JWT";
    50033 "a transient error";
    50076 "multi-factor authentication is wanted, which is for users";
    50079 "enrollment is wanted, which is for users";
    50105 "an assignment is wanted, in the form for users";
    50158 "an external challenge is wanted, which is for users";
    50166 "Entra cannot reach the issuer, in another sentence";
    50196 "the client asked too often";
    65001 "consent is missing, which is for users";
    70001 "the application is disabled, in another sentence";
    70003 "the grant type is not supported";
    70011 "the scope is not valid, in another sentence";
    70021 "no replica ever sees the federated credential";
    70023 "the assertion lives for too long";
    70052 "the application is multitenant";
    90006 "another server of Microsoft is away";
    90012 "Entra timed out";
    90013 "the input is not valid";
    90014 "a field is missing, in another sentence";
    90024 "Entra's own budget is used up";
    90033 "a transient error of the directory";
    90038 "the tenant is in another cloud";
    90055 "the tenant is throttled";
    90061 "Entra cannot reach the issuer for now";
    500_133 "the assertion is expired, in the form of another grant";
    501_051 "the resource wants an assignment";
    501_661 "Entra cannot reach the issuer";
    530_003 "a managed device is wanted, which is for users";
    530_032 "a security policy blocks";
    530_035 "security defaults block";
    650_057 "the resource is not listed";
    700_011 "the application is not found, in another sentence";
    700_022 "the scope names several resources";
    700_025 "the client is a public one";
    700_027 "Entra does not find the issuer's key";
    700_038 "the client ID is a placeholder";
    700_082 "a refresh token is expired, which is for users";
    700_223 "a policy of the tenant limits federation, told as a mismatch of the subject";
    700_229 "the assertion is a user's";
    700_238 "a policy of the tenant disables federation";
    900_023 "the tenant is malformed";
    900_144 "a field is missing";
    900_382 "the authority host is another cloud's";
    900_432 "the authority host is another cloud's, in another sentence";
    901_002 "a field of version 1 is sent to version 2";
    1_002_012 "the scope has no /.default";
    5_002_727 "the assertion's type is not JWT";
    5_002_738 "the assertion's algorithm is not RS256";
    7_000_215 "the client secret is wrong";
    7_000_218 "the assertion is empty";
    7_000_222 "the client secret is expired";
    7_000_232 "a managed identity is used with a client secret";
    7_002_381 "a policy of the tenant wants a claim";
    9_001_023 "the tenant is common";
};
