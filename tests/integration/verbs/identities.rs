//! Each source gives a token to each verb.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use patless_emulator::Emulator;
use patless_emulator::Identity;
use serde_json::Value;

use super::call::{Call, access_tokens, emulator};

/// The variables of a source.
type Variables = fn(&Emulator) -> io::Result<Vec<(String, String)>>;

/// The sources that variables make, by name.
const SOURCES: [(&str, Variables); 4] = [
    ("client-secret", |it| {
        it.identity_environment(Identity::ClientSecret)
    }),
    ("client-certificate", |it| {
        it.identity_environment(Identity::ClientCertificate)
    }),
    ("github-actions", |it| {
        it.identity_environment(Identity::Github)
    }),
    ("workload-identity", |it| {
        it.identity_environment(Identity::WorkloadIdentity)
    }),
];

/// A call at a desk where nothing but this source is.
fn call(emulator: &Emulator, variables: Variables) -> Call<'_> {
    let variables = variables(emulator).unwrap();
    let call = Call::at_a_desk(emulator);
    variables
        .iter()
        .fold(call, |call, (name, value)| call.variable(name, value))
}

#[test]
fn each_source_gives_a_token_and_is_named() {
    for (source, variables) in SOURCES {
        let emulator = emulator("default");
        let arguments = ["token", "--output", "json"];
        let ended = call(&emulator, variables)
            .run_on_emulator(&arguments)
            .fine();
        let read: Value = serde_json::from_str(&ended.stdout).unwrap();
        assert_eq!(read["source"], source);
        assert_eq!(read["token"], access_tokens(&emulator).pop().unwrap());
        let told = format!("patless uses {source} (client ");
        assert!(ended.stderr.starts_with(&told), "{}", ended.stderr);
    }
}

#[test]
fn each_source_runs_a_command_with_a_token() {
    for (source, variables) in SOURCES {
        let emulator = emulator("default");
        let arguments = [
            "exec",
            "--",
            "/bin/sh",
            "-c",
            "echo \"$AZURE_DEVOPS_TOKEN\"",
        ];
        let ended = call(&emulator, variables)
            .run_on_emulator(&arguments)
            .fine();
        let token = access_tokens(&emulator).pop().unwrap();
        assert_eq!(ended.stdout.trim(), token, "{source}");
    }
}

#[test]
fn each_source_is_somebody_in_the_organization() {
    for (source, variables) in SOURCES {
        let emulator = emulator("default");
        let organization = emulator.azure_devops_url().to_string();
        let arguments = ["whoami", "--json", "--organization", &organization];
        let ended = call(&emulator, variables)
            .run_on_emulator(&arguments)
            .fine();
        let read: Value = serde_json::from_str(&ended.stdout).unwrap();
        assert_eq!(read["source"], source);
        assert_eq!(read["tenantsMatch"], true, "{source}");
        let profile = read["profileId"].as_str().unwrap();
        let applications = &emulator.world().applications;
        let it = applications
            .iter()
            .find(|it| it.profile_id.to_string() == profile);
        assert_eq!(
            read["clientId"],
            it.unwrap().client_id.to_string(),
            "{source}"
        );
    }
}

#[test]
fn a_source_that_is_here_and_incomplete_is_the_end() {
    for (source, variables) in SOURCES {
        let emulator = emulator("default");
        let call = call(&emulator, variables).variable("AZURE_CLIENT_ID", "");
        let ended = call.run_on_emulator(&["token"]);
        assert_eq!(ended.code(), Some(3), "{source}: {}", ended.stderr);
        assert!(
            ended.stderr.contains("AZURE_CLIENT_ID is not set"),
            "{}",
            ended.stderr
        );
        assert!(
            ended.stderr.contains("#incomplete-source"),
            "{}",
            ended.stderr
        );
        assert!(ended.requests.is_empty(), "{source}");
    }
}

#[test]
fn a_secret_and_a_certificate_at_once_are_two_sources() {
    let emulator = emulator("default");
    let call = call(&emulator, SOURCES[1].1).secret_variable("AZURE_CLIENT_SECRET", "sekret-other");
    let ended = call.run_on_emulator(&["token"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("#several-sources"),
        "{}",
        ended.stderr
    );
    assert!(ended.requests.is_empty());
}

#[test]
fn githubs_token_goes_to_github_only() {
    let emulator = emulator("default");
    let call = call(&emulator, SOURCES[2].1)
        .variable("ACTIONS_ID_TOKEN_REQUEST_URL", "https://evil.example/token");
    let ended = call.run_on_emulator(&["token"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("which is not GitHub"),
        "{}",
        ended.stderr
    );
    assert!(ended.requests.is_empty());
}

#[test]
fn a_file_cannot_justify_a_strange_authority_that_a_variable_names() {
    let emulator = emulator("default");
    let claims = r#"{"iss":"https://evil.example/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0","sub":"/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/sc/0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50/1f2e3d4c-0000-4000-8000-000000000001"}"#;
    let jwt = format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, jwt).unwrap();
    let call = call(&emulator, SOURCES[3].1)
        .variable("AZURE_FEDERATED_TOKEN_FILE", file.to_str().unwrap())
        .variable("AZURE_AUTHORITY_HOST", "https://evil.example");
    let ended = call.run(&["token"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("#foreign-authority"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_job_of_github_without_the_permission_says_so() {
    let emulator = emulator("default");
    let call = Call::at_a_desk(&emulator).variable("GITHUB_ACTIONS", "true");
    let ended = call.run_on_emulator(&["token", "--source", "github-actions"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    assert!(ended.stderr.contains("id-token: write"), "{}", ended.stderr);
}

#[test]
fn a_file_without_a_token_is_named() {
    let emulator = emulator("default");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "no token\n").unwrap();
    for (path, words) in [
        (file.to_str().unwrap(), "holds no token"),
        ("/not/there", "cannot be read"),
    ] {
        let call = call(&emulator, SOURCES[3].1).variable("AZURE_FEDERATED_TOKEN_FILE", path);
        let ended = call.run_on_emulator(&["token"]);
        assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
        assert!(ended.stderr.contains(words), "{}", ended.stderr);
        assert!(
            ended.stderr.contains("#unusable-token-file"),
            "{}",
            ended.stderr
        );
        assert!(ended.requests.is_empty());
    }
}

#[test]
fn who_is_somebody_else_gives_no_token_to_a_verb() {
    let emulator = emulator("default");
    let other = "deadc0de-0000-4000-8000-000000000001";
    let organization = emulator.azure_devops_url().to_string();
    for flag in ["tenant", "client", "subject", "identity"] {
        let flag = format!("--expected-{flag}");
        let pinned = [
            flag.as_str(),
            other,
            "--organization",
            organization.as_str(),
        ];
        for verb in ["token", "exec", "whoami"] {
            let mut arguments = [&[verb][..], &pinned].concat();
            if verb == "exec" {
                arguments.extend(["--", "true"]);
            }
            let ended = call(&emulator, SOURCES[3].1).run_on_emulator(&arguments);
            let expected = if verb == "exec" { 125 } else { 3 };
            assert_eq!(
                ended.code(),
                Some(expected),
                "{arguments:?}: {}",
                ended.stderr
            );
            assert!(
                ended.stderr.contains("#unexpected-identity"),
                "{}",
                ended.stderr
            );
            assert_eq!(ended.stdout, "");
        }
        let arguments = [&["token", "--policy", "audit"][..], &pinned].concat();
        let ended = call(&emulator, SOURCES[3].1)
            .run_on_emulator(&arguments)
            .fine();
        assert!(
            ended.stderr.contains("of the identity is"),
            "{}",
            ended.stderr
        );
    }
}

#[test]
fn a_token_that_a_variable_holds_is_nobody_that_must_be() {
    let emulator = emulator("default");
    let call = Call::at_a_desk(&emulator).secret_variable("TOKEN", "sekret-held-token");
    let arguments = [
        "exec",
        "--variable",
        "TOKEN",
        "--expected-tenant",
        "acme.example",
        "--",
        "true",
    ];
    let ended = call.run(&arguments);
    assert_eq!(ended.code(), Some(125), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("#unexpected-identity"),
        "{}",
        ended.stderr
    );
}
