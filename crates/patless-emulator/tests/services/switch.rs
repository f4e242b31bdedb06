//! Tests that a scenario can be switched while the services run.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use patless_emulator::scenario::{
    Client, ConnectionReference, DateHeader, FrontEnd, JobToken, NamedScenario, Outcome, Tenant,
};
use patless_emulator::{Emulator, Scenario};

use crate::client::{ConnectionError, Request};
use crate::job::{access_token, assertion, emulator, exchange};
use crate::resilient_client::ResilientClient;
use crate::scenarios::each;

/// Switches to a named scenario.
fn play(emulator: &Emulator, name: &str) {
    emulator.play(Scenario::named(name).unwrap());
}

/// Returns whether a client of the default scenario can show what happens in another one: with its variables, and its view
/// that there is a `Date` header.
fn suits(scenario: &Scenario) -> bool {
    let world = &scenario.world;
    let is_dated = |it: FrontEnd| it.date == DateHeader::Sent;
    is_dated(scenario.entra.front_end)
        && is_dated(scenario.azure_devops.front_end)
        && world.client == Client::Known
        && world.tenant == Tenant::Known
        && world.job_token != JobToken::Unexpanded
        && world.connection_reference == ConnectionReference::Id
}

/// Checks that a well-behaved client has the outcome in a row after a switch, and succeeds after the next one.
fn check(row: &NamedScenario) {
    let name = row.name;
    let emulator = emulator("default");
    emulator.play(row.scenario());
    let failed = ResilientClient::new(&emulator, 0).failed_stage();
    match row.outcome {
        Outcome::Succeeds => assert_eq!(failed, None, "{name}"),
        Outcome::Fails { stage } | Outcome::Recovers { stage, .. } => {
            assert_eq!(failed, Some(stage), "{name}");
        }
        _ => panic!("{name} has an unknown outcome"),
    }
    play(&emulator, "default");
    let failed = ResilientClient::new(&emulator, 0).failed_stage();
    assert_eq!(failed, None, "default after {name}");
}

#[test]
fn every_scenario_can_be_switched_to_and_from() {
    // Keys are made on first use, which takes longer than the client waits.
    let ready = emulator("default");
    for connection in ["azure-devops-wif", "azure-wif-legacy"] {
        assert_eq!(exchange(&ready, connection).status, 200);
    }
    each(Scenario::rows().filter(|it| suits(&it.scenario())), check);
}

#[test]
fn what_clients_have_stays_good() {
    let emulator = emulator("wrong-subject");
    play(&emulator, "default");
    let token = access_token(&emulator, "renovate");
    play(&emulator, "jwt-shaped-token");
    let url = emulator
        .azure_devops_url()
        .join("_apis/connectionData?api-version=7.1-preview");
    let answer = Request::get(url.unwrap())
        .bearer(&token)
        .suppress()
        .send(&emulator);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(emulator.requests().len(), 3);
}

#[test]
fn refused_port_is_opened_and_refused_again() {
    let emulator = emulator("entra-connection-refused");
    let attempt = || Request::get(emulator.authority_host()).attempt(&emulator);
    for _ in 0..3 {
        assert_eq!(attempt().unwrap_err(), ConnectionError::Refused);
        play(&emulator, "default");
        assert_eq!(attempt().unwrap().status, 404);
        play(&emulator, "entra-connection-refused");
    }
}

#[test]
fn request_goes_by_one_scenario_while_it_is_switched() {
    let emulator = emulator("default");
    let assertion = assertion(&emulator, "renovate");
    let is_over = AtomicBool::new(false);
    let answers = thread::scope(|scope| {
        let switcher = scope.spawn(|| {
            for name in ["wrong-subject", "wrong-issuer", "default"]
                .iter()
                .cycle()
                .take(60)
            {
                play(&emulator, name);
            }
            is_over.store(true, Ordering::Release);
        });
        let mut answers = BTreeSet::new();
        while !is_over.load(Ordering::Acquire) {
            let exchange = crate::job::Exchange::new(&emulator, "renovate", &assertion);
            let answer = exchange.send(&emulator);
            let code = answer.json()["error_codes"][0].as_u64();
            answers.insert((answer.status, code));
        }
        switcher.join().unwrap();
        answers
    });
    for answer in answers {
        let known = [(200, None), (401, Some(700_213)), (401, Some(700_211))];
        assert!(known.contains(&answer), "{answer:?}");
    }
    assert_eq!(exchange(&emulator, "renovate").status, 200);
}
