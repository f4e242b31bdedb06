//! Each source gives a token to each verb.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use patless_emulator::world::World;
use patless_emulator::{Emulator, Identity};
use serde_json::Value;

use super::call::{Call, access_tokens, emulator};
use super::set_up;
#[cfg(unix)]
use super::signed_in;

#[test]
fn each_source_gives_a_token_and_is_named() {
    for it in set_up::all() {
        let emulator = set_up::emulator();
        let arguments = [&["token", "--output", "json"], it.flags].concat();
        let ended = (it.call)(&emulator).run_on_emulator(&arguments).fine();
        let read: Value = serde_json::from_str(&ended.stdout).unwrap();
        let source = it.source.as_str();
        assert_eq!(read["source"], source);
        let token = read["token"].as_str().unwrap();
        assert!(access_tokens(&emulator).iter().any(|it| it == token));
        let tenant = read["tenant"].as_str();
        // Not `organizations`, which a device code is requested for.
        let own = emulator.world().tenant.id.to_string();
        assert!(tenant.is_none_or(|it| it == own), "{source}: {tenant:?}");
        let told = format!("patless uses {source}");
        let is_told = ended.stderr.lines().any(|line| line.starts_with(&told));
        assert!(is_told, "{}", ended.stderr);
    }
}

#[test]
fn each_source_runs_a_command_with_a_token() {
    for it in set_up::all() {
        let emulator = set_up::emulator();
        let mut arguments = [&["exec"], it.flags].concat();
        arguments.extend(["--", "/bin/sh", "-c", "echo \"$AZURE_DEVOPS_TOKEN\""]);
        let ended = (it.call)(&emulator).run_on_emulator(&arguments).fine();
        let token = ended.stdout.trim();
        let is_issued = access_tokens(&emulator).iter().any(|it| it == token);
        assert!(is_issued, "{}", it.source);
    }
}

#[test]
fn each_source_is_somebody_in_the_organization() {
    for it in set_up::all() {
        let emulator = set_up::emulator();
        let organization = emulator.azure_devops_url().to_string();
        let arguments = ["whoami", "--json", "--organization", &organization];
        let arguments = [&arguments, it.flags].concat();
        let ended = (it.call)(&emulator).run_on_emulator(&arguments).fine();
        let read: Value = serde_json::from_str(&ended.stdout).unwrap();
        assert_eq!(read["source"], it.source.as_str());
        assert_eq!(read["name"], it.who, "{}", it.source);
        assert_eq!(read["tenantsMatch"], true, "{}", it.source);
        let ids = ["profileId", "identityId", "objectId"];
        let world = emulator.world();
        let own = ids_of(world, it.who);
        assert_eq!(ids.map(|id| read[id].as_str().map(str::to_owned)), own);
    }
}

/// The profile id, the identity id and the object id of an application or a managed identity. Azure DevOps does not say the
/// last one of a person.
fn ids_of(world: &World, name: &str) -> [Option<String>; 3] {
    let machines = world.managed_identities.iter().map(|it| &it.application);
    let mut applications = world.applications.iter().chain(machines);
    let mut people = world.people.iter();
    let application = applications.find(|it| it.name == name);
    let (profile, identity, object) = if let Some(it) = application {
        (it.profile_id, it.identity_id, Some(it.service_principal_id))
    } else {
        let it = people.find(|it| it.name == name).unwrap();
        (it.profile_id, it.identity_id, None)
    };
    [Some(profile), Some(identity), object].map(|id| id.map(|id| id.to_string()))
}

#[cfg(unix)]
#[test]
fn the_tenant_that_az_names_is_whose_token_it_is() {
    let emulator = set_up::emulator();
    let own = emulator.world().tenant.id.to_string();
    let arguments = ["token", "--output", "json", "--expected-tenant", &own];
    let ended = signed_in::with_az(&emulator).run(&arguments).fine();
    let read: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(read["tenant"], own);
    let ended = signed_in::with_az_of(&emulator, "").run(&arguments);
    assert!(
        ended.stderr.contains("#unexpected-identity"),
        "{}",
        ended.stderr
    );
    assert_eq!(ended.stdout, "");
}

#[cfg(unix)]
#[test]
fn az_that_is_signed_in_to_another_tenant_is_told_so_before_its_token_is_refused() {
    let emulator = set_up::emulator();
    let other = emulator.world().other_tenant.id.to_string();
    let organization = emulator.azure_devops_url().to_string();
    let arguments = ["whoami", "--organization", &organization];
    let ended = signed_in::with_az_of(&emulator, &other).run(&arguments);
    assert!(ended.stderr.contains("#wrong-tenant"), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

/// A call in a pod with a token file.
fn of_pod(emulator: &Emulator) -> Call<'_> {
    set_up::by_variables(emulator, Identity::WorkloadIdentity)
}

#[test]
fn a_file_cannot_justify_a_strange_authority_that_a_variable_names() {
    let emulator = emulator("default");
    let claims = r#"{"iss":"https://evil.example/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0","sub":"/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/sc/0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50/1f2e3d4c-0000-4000-8000-000000000001"}"#;
    let jwt = format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, jwt).unwrap();
    let call = of_pod(&emulator)
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
            let ended = of_pod(&emulator).run_on_emulator(&arguments);
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
        let ended = of_pod(&emulator).run_on_emulator(&arguments).fine();
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

#[test]
fn a_token_that_a_named_variable_holds_is_taken_by_each_verb() {
    let emulator = emulator("default");
    let token = of_pod(&emulator).run_on_emulator(&["token"]).fine().stdout;
    let organization = emulator.azure_devops_url().to_string();
    let asked = ["--organization", organization.as_str()];
    let named = ["--token-variable", "HELD"];
    for (verb, flags, variable) in [
        ("token", &named[..], "HELD"),
        ("token", &["--source", "variable"], "AZURE_DEVOPS_TOKEN"),
        ("exec", &named, "HELD"),
        ("whoami", &named, "HELD"),
        ("whoami", &["--source", "variable"], "AZURE_DEVOPS_TOKEN"),
    ] {
        let mut arguments = [&[verb], flags].concat();
        match verb {
            "exec" => arguments.extend(["--", "/bin/sh", "-c", "echo \"$AZURE_DEVOPS_TOKEN\""]),
            "whoami" => arguments.extend(asked),
            _ => {}
        }
        let call = Call::at_a_desk(&emulator).variable(variable, token.trim());
        let ended = call.run(&arguments).fine();
        let answer = if verb == "whoami" {
            "acme-workload"
        } else {
            token.trim()
        };
        assert!(
            ended.stdout.contains(answer),
            "{arguments:?}: {}",
            ended.stderr
        );
    }
    let call = Call::at_a_desk(&emulator).variable("AZURE_DEVOPS_TOKEN", token.trim());
    // Nobody named it.
    let ended = call.run(&["token"]);
    assert!(ended.stderr.contains("#no-source"), "{}", ended.stderr);
}
