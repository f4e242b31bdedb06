//! What the task forgives in its inputs and in the ids of a connection, and what it says of the rest.

use patless_emulator::{Emulator, Scenario};

use crate::job_environment::{CONNECTION, connection};
use crate::step::Step;

#[test]
fn white_space_around_the_ids_of_a_connection_is_passed_over() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let it = connection(&emulator, CONNECTION);
    let (id, tenant, client) = (it.id, it.tenant_id, it.client_id);
    for around in ["\r", "\r\n", "\u{a0}"] {
        let with = |text: String| format!("{text}{around}");
        let told = Step::new(&emulator)
            .variable("INPUT_SERVICECONNECTION", &with(id.to_string()))
            .variable(
                &format!("ENDPOINT_AUTH_PARAMETER_{id}_TENANTID"),
                &with(tenant.to_string()),
            )
            .variable(
                &format!("ENDPOINT_AUTH_PARAMETER_{id}_SERVICEPRINCIPALID"),
                &with(client.to_string()),
            )
            .run();
        assert!(told.succeeded().variables["TOKEN"].is_secret, "{around:?}");
    }
}

#[test]
fn an_id_with_a_character_that_does_not_show_says_which() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let id = connection(&emulator, CONNECTION).id;
    let tenant = format!("ENDPOINT_AUTH_PARAMETER_{id}_TENANTID");
    for (name, hint) in [
        ("INPUT_SERVICECONNECTION", "retype the id"),
        (&tenant, "where the service connection is edited"),
    ] {
        let told = Step::new(&emulator)
            .variable(name, &format!("{id}\u{200b}"))
            .run();
        let error = told.failed().error();
        assert!(
            error.contains("U+200B") && error.contains(hint),
            "{name}: {error}"
        );
        assert!(told.requests.is_empty());
    }
}

#[test]
fn a_misspelled_scope_is_answered_with_the_one_that_was_meant() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator).input("scope", "azureDevop").run();
    let error = told.failed().error();
    assert!(error.contains("did you mean azureDevOps?"), "{error}");
}

#[test]
fn an_error_of_the_inputs_says_where_more_is() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for (input, value) in [
        ("scope", "devops"),
        ("retryBudget", "soon"),
        ("variable", "PATH"),
        ("tokens", "TOKEN = graph"),
        ("tokens", "A\nB"),
    ] {
        let told = Step::new(&emulator).input(input, value).run();
        let error = told.failed().error();
        assert!(
            error.contains("\nmore: ") && error.ends_with("TROUBLESHOOTING.md#wrong-input"),
            "{input}: {error}"
        );
        assert!(told.requests.is_empty());
    }
}

#[test]
fn a_lifetime_and_a_setting_of_the_agent_say_where_more_is() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator).input("minimumLifetime", "1440").run();
    let error = told.failed().error();
    assert!(error.ends_with("#short-lifetime"), "{error}");
    let told = Step::new(&emulator)
        .variable("AGENT_CAINFO", "/nowhere/ca.pem")
        .run();
    let error = told.failed().error();
    assert!(error.ends_with("#wrong-environment"), "{error}");
}

#[test]
fn comments_behind_scopes_are_passed_over() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator)
        .input(
            "tokens",
            "A = graph # reads users\r\nB=storage\t# = blobs\r\n",
        )
        .run();
    assert!(told.succeeded().variables["B"].is_secret);
}
