//! Other people's clients, unmodified: each gets an access token from the emulator, or reports why it does not.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

mod azd;
mod client;
mod examples;
mod identities;
#[path = "../in_parallel.rs"]
mod in_parallel;
mod managed_identity;
mod outcome;
mod page;
mod scenarios;

use std::time::{SystemTime, UNIX_EPOCH};

use client::Client;
use patless_emulator::{Emulator, Scenario};

/// Writes the same tests for a client, in a module that is named after its language.
macro_rules! tests_of {
    ($language:ident) => {
        mod $language {
            use super::*;

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn service_connection_gives_an_access_token() {
                gets_an_access_token(&Client::$language());
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn wrong_subject_is_aadsts700213() {
                is_refused(&Client::$language(), "wrong-subject", "AADSTS700213");
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn expired_assertion_is_aadsts700024() {
                is_refused(&Client::$language(), "expired-assertion", "AADSTS700024");
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn unknown_client_is_aadsts700016() {
                is_refused(&Client::$language(), "unknown-client", "AADSTS700016");
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn unknown_resource_is_aadsts500011() {
                is_refused(&Client::$language(), "bad-scope", "AADSTS500011");
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn scope_without_default_is_aadsts1002012() {
                let client =
                    Client::$language().with_scope("https://graph.microsoft.com/User.Read");
                is_refused(&client, "default", "AADSTS1002012");
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn bad_job_token_is_refused_by_the_oidc_endpoint() {
                let client = Client::$language();
                is_refused(&client, "bad-job-token", client.job_token_refusal());
            }
        }
    };
}

tests_of!(node);
tests_of!(python);
tests_of!(rust);

/// Runs the client where everything is right.
fn gets_an_access_token(client: &Client) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let outcome = client.run(&emulator);
    let access_token = outcome
        .access_token
        .as_ref()
        .unwrap_or_else(|| panic!("{outcome:?}"));

    // The emulator's access tokens are opaque, in five parts.
    assert_eq!(access_token.parts, 5);
    assert!(access_token.length > 100, "{access_token:?}");
    let left_s = access_token.expires_on - now_s();
    assert!((3500..=3600).contains(&left_s), "{left_s} s left");
}

/// Runs the client in a scenario where it cannot succeed; its error must hold `expected`.
fn is_refused(client: &Client, scenario: &str, expected: &str) {
    let emulator = Emulator::start(Scenario::named(scenario).unwrap()).unwrap();
    let outcome = client.run(&emulator);
    let error = outcome
        .error
        .as_deref()
        .unwrap_or_else(|| panic!("{outcome:?}"));

    assert!(error.contains(expected), "no {expected} in: {error}");
}

/// The time that `expiresOn` counts from, in seconds.
#[expect(
    clippy::disallowed_methods,
    reason = "the clients read the machine's clock, so it is what they must agree with"
)]
fn now_s() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(elapsed.as_secs()).unwrap()
}
