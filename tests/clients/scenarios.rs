//! Every scenario of the emulator is met by an SDK, which understands the response.

mod exceptions;
mod expected;
mod not_met;
mod refusals;

use expected::{End, Expected, Language};
use patless_emulator::{
    Emulator, RecordedRequest, Scenario,
    scenario::{AccessTokenShape, NamedScenario, Outcome as TableOutcome, Stage},
};

use crate::{client::Client, in_parallel::assert_no_complaints, now_s, outcome::AccessToken};

#[test]
fn every_scenario_is_listed_as_its_table_wants() {
    let complaints = expected::complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn every_scenario_ends_as_its_client_understands_it() {
    assert_no_complaints(4, Scenario::rows(), |row| {
        let complaint = play(row).err()?;
        Some(format!("{}: {complaint}", row.name))
    });
}

/// Plays one scenario, and tells what is wrong with its end.
fn play(row: &NamedScenario) -> Result<(), String> {
    let Expected::Met { language, end } = Expected::of(row)? else {
        return Ok(());
    };
    let emulator = Emulator::start(row.scenario()).unwrap();
    let outcome = client(language, &end).try_run(&emulator)?;
    match (&end, &outcome.access_token, &outcome.error) {
        (End::AccessToken, Some(access_token), None) => {
            check_access_token(access_token, emulator.scenario())
        }
        (End::Error(words), None, Some(error)) => {
            if let Some(missing) = words.iter().find(|it| !it.is_in(error)) {
                return Err(format!("no {missing:?} in: {error}"));
            }
            check_stage(row.outcome, &emulator.requests())
        }
        _ => Err(format!("{outcome:?} instead of {end:?}")),
    }
}

/// Makes the client. What fails for good is tried once, the rest as often as the SDK does, but sooner.
fn client(language: Language, end: &End) -> Client {
    match (language, end) {
        (Language::Node, End::AccessToken) => {
            Client::node().with_options(r#"{"retryOptions":{"retryDelayInMs":10}}"#)
        }
        (Language::Node, End::Error(_)) => {
            Client::node().with_options(r#"{"retryOptions":{"maxRetries":0}}"#)
        }
        (Language::Python, End::AccessToken) => Client::python().with_options(
            r#"{"retry_backoff_factor":0.1,"connection_timeout":5,"read_timeout":5}"#,
        ),
        (Language::Python, End::Error(_)) => Client::python()
            .with_options(r#"{"retry_total":0,"connection_timeout":5,"read_timeout":5}"#),
    }
}

/// Checks an access token with what the scenario says of it.
fn check_access_token(access_token: &AccessToken, scenario: &Scenario) -> Result<(), String> {
    let parts = match scenario.entra.access_token_shape {
        AccessTokenShape::Opaque => 5,
        AccessTokenShape::JwtShaped => 3,
    };
    let lifetime_s = scenario.entra.lifetime_of_access_tokens_s();
    // The clients round the time to whole seconds, one way or the other.
    let left_s = access_token.expires_on - now_s();
    let is_right = access_token.parts == parts
        && access_token.length > 100
        && (lifetime_s - 90..=lifetime_s + 1).contains(&left_s);
    if is_right {
        Ok(())
    } else {
        Err(format!("{access_token:?} with {left_s} s left"))
    }
}

/// Checks that a failed client came as far as the scenario lets it, and no further.
fn check_stage(outcome: TableOutcome, requests: &[RecordedRequest]) -> Result<(), String> {
    let has_assertion = requests
        .iter()
        .any(|it| is_for(it, "/oidctoken") && it.status == Some(200));
    let asked_entra = requests.iter().any(|it| is_for(it, "/oauth2/v2.0/token"));
    let is_right = match outcome {
        TableOutcome::Fails {
            stage: Stage::Assertion,
        }
        | TableOutcome::Recovers {
            stage: Stage::Assertion,
            ..
        } => !asked_entra,
        TableOutcome::Fails {
            stage: Stage::Exchange,
        }
        | TableOutcome::Recovers {
            stage: Stage::Exchange,
            ..
        } => has_assertion,
        // The SDKs see nothing wrong in a configuration, so they ask.
        _ => !requests.is_empty(),
    };
    if is_right {
        Ok(())
    } else {
        Err(format!("another stage than {outcome:?}: {requests:?}"))
    }
}

/// Tells whether a request went to the endpoint whose path ends like this.
fn is_for(request: &RecordedRequest, path: &str) -> bool {
    request
        .path
        .split('?')
        .next()
        .is_some_and(|it| it.ends_with(path))
}
