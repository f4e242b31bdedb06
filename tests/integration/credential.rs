//! A credential that is held: many who ask at once, a day on the clock, what is renewed, and what is never used.

#[path = "../../crates/patless-core/examples/token.rs"]
#[expect(dead_code, reason = "its main reads the environment of the process")]
mod example;
mod held;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use patless_core::errors::Server;
use patless_core::{
    AuthorityHost, Clock as _, Environment, Limits, Loopback, NewSecret, Reuse, SourceName,
    SourceRequest, TestClock, TokenError,
};
use patless_emulator::scenario::{CannedResponse, EntraKnobs, Fault, Faults};
use patless_emulator::services::{azure_devops, entra};
use patless_emulator::{Emulator, Scenario};
use tokio::task::yield_now;

use crate::machine_time::machine_time_s;
use held::Held;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// A clock that waits move.
fn waited() -> TestClock {
    TestClock::at_unix_seconds(machine_time_s())
}

/// A clock that the test moves.
fn ticked() -> TestClock {
    TestClock::by_ticks(machine_time_s())
}

/// A world in which the exchanges go wrong in this way first.
fn with_faults(token: Vec<Fault>) -> Scenario {
    Scenario {
        faults: Faults::on(entra::TOKEN, token),
        ..Scenario::default()
    }
}

#[test]
fn a_thousand_who_ask_at_once_in_a_spawned_task_cause_one_exchange() {
    Held::new(Scenario::default(), waited()).play(async |held| {
        let (credential, request) = (held.credential.clone(), held.request(Limits::default()));
        let asking = tokio::spawn(async move {
            let askers: Vec<_> = (0..1_000)
                .map(|_| {
                    let (credential, request) = (credential.clone(), request.clone());
                    tokio::spawn(async move { credential.token(&request).await.unwrap() })
                })
                .collect();
            let mut tokens = Vec::new();
            for asker in askers {
                tokens.push(asker.await.unwrap());
            }
            tokens
        });
        let tokens = asking.await.unwrap();
        assert_eq!(tokens.len(), 1_000);
        assert!(tokens.iter().all(|it| Arc::ptr_eq(it, &tokens[0])));
        assert_eq!(held.requests(), (1, 1));
    });
}

#[test]
fn a_day_of_tokens_is_renewed_behind_at_half_their_lives_and_none_is_too_short() {
    let scenario = Scenario {
        entra: EntraKnobs {
            access_token_lifetime_s: Some(3_600),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    };
    Held::new(scenario, ticked()).play(async |held| {
        let mut in_hand = held.token().await.unwrap();
        let mut renewed_at = Vec::new();
        for minute in 1..24 * 60 {
            held.clock.tick(MINUTE);
            let request = held.request(Limits::default());
            let request = request.with_minimum_lifetime(MINUTE * 10);
            // What is in hand is given at once, whether or not it is being renewed.
            let token = held.credential.token(&request).await.unwrap();
            assert!(Arc::ptr_eq(&token, &in_hand), "minute {minute}");
            let left = token.remaining(held.clock.now());
            assert!(left >= MINUTE * 29, "minute {minute}: {left:?}");
            if left < MINUTE * 30 {
                in_hand = held.another_than(&token).await;
                renewed_at.push(minute);
            }
        }
        // Each lives for 60 minutes, and is half over after 30: the next who asks has it renewed.
        let expected: Vec<_> = (31..24 * 60).step_by(31).collect();
        assert_eq!(renewed_at, expected);
        assert_eq!(held.requests().1, 1 + renewed_at.len());
    });
}

#[test]
fn a_renewal_that_fails_leaves_the_token_that_is_there_and_is_put_off() {
    let scenario = Scenario {
        entra: EntraKnobs {
            access_token_lifetime_s: Some(3_600),
            late_propagation_failures: 1,
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    };
    Held::new(scenario, ticked()).play(async |held| {
        let first = held.token().await.unwrap();
        held.clock.tick(MINUTE * 40);
        assert!(Arc::ptr_eq(&held.token().await.unwrap(), &first));
        held.log
            .says("could not be renewed yet, and is still valid for 1200 s")
            .await;
        for _ in 0..9 {
            held.clock.tick(MINUTE);
            assert!(Arc::ptr_eq(&held.token().await.unwrap(), &first));
        }
        assert_eq!(held.requests().1, 2);
        // Half of what was left is over.
        held.clock.tick(MINUTE * 2);
        assert!(Arc::ptr_eq(&held.token().await.unwrap(), &first));
        held.another_than(&first).await;
        assert_eq!(held.requests().1, 3);
    });
}

#[test]
fn a_token_that_lives_for_less_than_asked_for_is_refused_and_kept_for_others() {
    Held::new(Scenario::default(), ticked()).play(async |held| {
        let request = held.request(Limits::default());
        let long = request.clone().with_minimum_lifetime(MINUTE * 90);
        let error = held.credential.token(&long).await.unwrap_err();
        assert!(
            matches!(*error, TokenError::TooShort { left } if left > MINUTE * 50),
            "{error}"
        );
        held.credential.token(&request).await.unwrap();
        assert_eq!(held.requests(), (1, 1));
    });
}

#[test]
fn a_token_that_has_expired_is_not_given_again() {
    Held::new(Scenario::default(), ticked()).play(async |held| {
        let first = held.token().await.unwrap();
        held.clock.tick(MINUTE * 60);
        let second = held.token().await.unwrap();
        assert!(!Arc::ptr_eq(&first, &second));
    });
}

#[test]
fn a_request_has_its_own_time_however_long_the_context_is_there() {
    let scenario = with_faults(vec![Fault::Respond(CannedResponse::new(503)); 3]);
    Held::new(scenario, waited()).play(async |held| {
        held.clock.wait(MINUTE * 60).await;
        held.token().await.unwrap();
        assert_eq!(held.requests(), (1, 4));
    });
}

#[test]
fn who_has_less_time_than_who_began_gives_up_alone() {
    Held::new(with_faults(vec![Fault::Stall]), ticked()).play(async |held| {
        let long = held.request(Limits::default());
        let short = held.request(Limits::default().with_total(SECOND * 2));
        let (credential, other) = (held.credential.clone(), held.credential.clone());
        let began = tokio::spawn(async move { credential.token(&long).await });
        let joined = tokio::spawn(async move { other.token(&short).await });
        // The attempt has 10 seconds, and whoever joined 2.
        held.next_timer_is(SECOND * 2).await;
        while held.requests().1 == 0 {
            yield_now().await;
        }
        held.clock.tick(SECOND * 2);
        let error = joined.await.unwrap().unwrap_err();
        assert!(error.to_string().starts_with("no answer from "), "{error}");
        held.next_timer_is(SECOND * 8).await;
        held.clock.tick(SECOND * 8);
        held.next_timer_is(SECOND / 2).await;
        held.clock.tick(SECOND / 2);
        began.await.unwrap().unwrap();
        assert_eq!(held.requests().0, 1);
    });
}

#[test]
fn who_has_more_time_than_who_began_goes_on_and_leaves_the_server_alone_for_as_long_as_it_asks() {
    let busy = CannedResponse::new(429).header("Retry-After", "20");
    Held::new(with_faults(vec![Fault::Respond(busy)]), waited()).play(async |held| {
        let short = held.request(Limits::default().with_total(SECOND));
        let long = held.request(Limits::default());
        let (began, joined) =
            tokio::join!(held.credential.token(&short), held.credential.token(&long));
        let tried = began.unwrap_err().tried().unwrap();
        assert_eq!((tried.attempts, tried.asked_wait), (1, Some(SECOND * 20)));
        joined.unwrap();
        assert!(held.clock.elapsed() >= SECOND * 20);
        assert_eq!(held.requests(), (1, 2));
    });
}

#[test]
fn the_error_of_one_exchange_is_shared_by_all_who_wait_for_it() {
    let scenario = Scenario::named("wrong-subject").unwrap();
    Held::new(scenario, waited()).play(async |held| {
        let request = held.request(Limits::default());
        let requests = vec![request; 10];
        let results = held.credential.tokens(&requests).await;
        let errors: Vec<_> = results.into_iter().map(Result::unwrap_err).collect();
        assert!(errors.iter().all(|it| Arc::ptr_eq(it, &errors[0])));
        assert!(errors[0].to_string().contains("AADSTS700213"));
        assert_eq!(held.requests(), (1, 1));
        // A failure is not kept.
        held.token().await.unwrap_err();
        assert_eq!(held.requests(), (1, 2));
    });
}

#[test]
fn exchanges_that_share_nothing_ask_for_an_assertion_each() {
    for (reuse, assertions) in [(Reuse::WithinStep, 1), (Reuse::Never, 2)] {
        Held::with_reuse(Scenario::default(), ticked(), reuse).play(async |held| {
            held.token().await.unwrap();
            held.clock.tick(MINUTE * 2);
            let graph = held.request_for("graph");
            held.credential.token(&graph).await.unwrap();
            assert_eq!(held.requests(), (assertions, 2));
        });
    }
}

#[test]
fn what_there_is_to_do_can_be_told_by_the_error() {
    let busy = |retry_after| CannedResponse::new(429).header("Retry-After", retry_after);
    let page = CannedResponse::new(403).header("Content-Type", "text/html");
    let wants_certificate = CannedResponse::new(400)
        .header("Content-Type", "text/html")
        .body("No required SSL certificate was sent");
    let wants_certificate = Scenario {
        faults: Faults::on(
            azure_devops::OIDC_TOKEN,
            Fault::Respond(wants_certificate).always(),
        ),
        ..Scenario::default()
    };
    let of_faults = |fault| with_faults(Fault::Respond(fault).always());
    for (scenario, expected) in [
        (wants_certificate, "misconfigured"),
        (Scenario::named("wrong-subject").unwrap(), "refused"),
        (of_faults(busy("3600")), "unavailable"),
        (of_faults(page), "unreadable"),
    ] {
        Held::new(scenario, waited()).play(async |held| {
            let error = held.token().await.unwrap_err();
            let told = match &*error {
                TokenError::Misconfigured(_) => "misconfigured",
                TokenError::Refused(_) => "refused",
                TokenError::Unavailable(_) => "unavailable",
                TokenError::Unreadable(_) => "unreadable",
                _ => "something else",
            };
            assert_eq!(told, expected, "{error}");
            let is_unavailable = expected == "unavailable";
            let asked_wait = is_unavailable.then_some(SECOND * 3_600);
            assert_eq!(error.retry_after(), asked_wait, "{error}");
            assert_eq!(error.tried().is_some(), is_unavailable, "{error}");
            let is_rejected = expected == "refused";
            assert_eq!(error.rejection().is_some(), is_rejected, "{error}");
        });
    }
}

#[test]
fn an_assertion_that_cannot_be_renewed_is_what_is_told() {
    let unchanged = Fault::SlowBytes { every_ms: 0 };
    let mut faults = vec![unchanged];
    faults.extend(Fault::Respond(CannedResponse::new(503)).always());
    let scenario = Scenario {
        faults: Faults::on(azure_devops::OIDC_TOKEN, faults),
        ..Scenario::named("expired-assertion").unwrap()
    };
    Held::new(scenario, waited()).play(async |held| {
        let error = held.token().await.unwrap_err();
        assert_eq!(error.server(), Some(Server::Assertion), "{error}");
        let (assertions, exchanges) = held.requests();
        let tried = error.tried().unwrap();
        assert_eq!(usize::try_from(tried.attempts), Ok(assertions - 1));
        assert!(assertions > 3 && exchanges == 1, "{error}");
    });
}

/// Refuses to be told of the secret with this number, from 1 on.
fn refuse_number(number: u32) -> impl Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync + 'static {
    let told = AtomicU32::new(0);
    move |_| match told.fetch_add(1, Ordering::Relaxed) + 1 {
        told if told == number => Err(io::ErrorKind::BrokenPipe.into()),
        _ => Ok(()),
    }
}

#[test]
fn a_secret_that_nobody_could_be_told_of_is_not_used() {
    // The assertion, and the one in its place as Entra finds it too old.
    for (refused, requests) in [(1, (1, 0)), (2, (2, 1))] {
        let scenario = Scenario::named("expired-assertion").unwrap();
        Held::new(scenario, waited()).play(async |held| {
            let credential = held.credential.clone().announce(refuse_number(refused));
            let request = held.request(Limits::default());
            let error = credential.token(&request).await.unwrap_err();
            assert!(matches!(*error, TokenError::Unannounced(_)), "{error}");
            assert_eq!(held.requests(), requests, "secret {refused}");
        });
    }
}

#[test]
fn an_access_token_that_nobody_could_be_told_of_is_not_given_to_anybody_later() {
    Held::new(Scenario::default(), waited()).play(async |held| {
        let credential = held.credential.clone().announce(refuse_number(2));
        let request = held.request(Limits::default());
        let error = credential.token(&request).await.unwrap_err();
        assert!(matches!(*error, TokenError::Unannounced(_)), "{error}");
        credential.token(&request).await.unwrap();
        assert_eq!(held.requests(), (1, 2));
    });
}

#[test]
fn the_example_finds_the_identity_and_keeps_its_token() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let mut applications = emulator.world().applications.iter();
    let application = applications.find(|it| it.client_secret.is_some()).unwrap();
    let ca_file = emulator.ca_file().display().to_string();
    let environment = Environment::fixed(&[
        ("SSL_CERT_FILE", &ca_file),
        ("AZURE_TENANT_ID", &application.tenant_id.to_string()),
        ("AZURE_CLIENT_ID", &application.client_id.to_string()),
        (
            "AZURE_CLIENT_SECRET",
            application.client_secret.as_ref().unwrap(),
        ),
    ]);
    let mut request = SourceRequest::default();
    let host = emulator.authority_host().to_string();
    request.authority_host =
        Some(AuthorityHost::told("--authority-host", &host, Loopback::Counts).unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let tokens = example::AzureDevOpsTokens::select(&environment, &request).await;
        let tokens = tokens.unwrap();
        assert_eq!(tokens.source, SourceName::ClientSecret);
        let first = tokens.token().await.unwrap();
        assert_eq!(
            first.scope().to_string(),
            "azureDevOps (499b84ac-1321-427f-aa17-267ca6975798/.default)"
        );
        assert!(Arc::ptr_eq(&first, &tokens.token().await.unwrap()));
    });
    assert_eq!(emulator.requests().len(), 1);
}
