//! `patless whoami` says who the identity is to Azure DevOps, and which id goes where.

use patless_emulator::Emulator;
use patless_emulator::world::Application;
use serde_json::Value;

use super::call::{Call, emulator, with_secret};
use crate::job_environment::{CONNECTION, connection};

/// The application behind the connection of a script step.
fn of_connection(emulator: &Emulator) -> &Application {
    let client = connection(emulator, CONNECTION).client_id;
    emulator.world().application(client).unwrap()
}

#[test]
fn each_id_is_named_with_where_it_goes() {
    let emulator = emulator("default");
    let ended = Call::in_a_script_step(&emulator)
        .run_on_emulator(&["whoami"])
        .fine();
    let it = of_connection(&emulator);
    for (name, id, place) in [
        ("profile id", it.profile_id, "Marketplace publisher"),
        ("identity id", it.identity_id, "expectedIdentity"),
        ("client id", it.client_id, "AZURE_CLIENT_ID"),
        ("object id", it.service_principal_id, "adding the identity"),
    ] {
        let mut lines = ended.stdout.lines();
        let line = lines.find(|line| line.starts_with(name)).unwrap();
        assert!(
            line.contains(&id.to_string()) && line.contains(place),
            "{line}"
        );
    }
    for text in ["access level  Basic", "as the organization", &it.name] {
        assert!(ended.stdout.contains(text), "{text}: {}", ended.stdout);
    }
}

#[test]
fn json_has_every_id_and_both_tenants() {
    let emulator = emulator("default");
    let organization = emulator.azure_devops_url().to_string();
    let arguments = ["whoami", "--json", "--organization", &organization];
    let ended = Call::with_client_secret(&emulator)
        .run_on_emulator(&arguments)
        .fine();
    let read: Value = serde_json::from_str(&ended.stdout).unwrap();
    let it = with_secret(&emulator);
    let tenant = emulator.world().tenant.id.to_string();
    for (name, value) in [
        ("profileId", it.profile_id.to_string()),
        ("identityId", it.identity_id.to_string()),
        ("clientId", it.client_id.to_string()),
        ("objectId", it.service_principal_id.to_string()),
        ("name", it.name.clone()),
        ("accessLevel", "Basic".to_owned()),
        ("tenant", tenant.clone()),
        ("organizationTenant", tenant),
        ("organization", organization.clone()),
        ("source", "client-secret".to_owned()),
    ] {
        assert_eq!(read[name], value, "{name}");
    }
    assert_eq!(read["tenantsMatch"], true);
}

#[test]
fn an_organization_of_another_tenant_is_named_before_its_refusal() {
    let emulator = emulator("default");
    let contoso = emulator.world().organization_named("contoso").unwrap();
    let organization = emulator.organization_url(contoso).to_string();
    let arguments = ["whoami", "--organization", &organization];
    let ended = Call::with_client_secret(&emulator).run_on_emulator(&arguments);
    assert_ne!(ended.code(), Some(0));
    assert!(
        ended.stderr.contains("TROUBLESHOOTING.md#wrong-tenant"),
        "{}",
        ended.stderr
    );
    assert_eq!(ended.stdout, "");
}

#[test]
fn an_identity_that_is_no_member_is_told_what_is_missing() {
    let emulator = emulator("not-in-organization");
    let ended = Call::in_a_script_step(&emulator).run_on_emulator(&["whoami"]);
    assert_ne!(ended.code(), Some(0));
    let section = "TROUBLESHOOTING.md#not-in-organization";
    assert!(ended.stderr.contains(section), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

#[test]
fn at_a_desk_the_organization_must_be_given() {
    let emulator = emulator("default");
    let ended = Call::with_client_secret(&emulator).run(&["whoami"]);
    assert_eq!(ended.code(), Some(2));
    assert!(
        ended.stderr.contains("--organization is missing"),
        "{}",
        ended.stderr
    );
    assert!(ended.requests.is_empty());
}
