//! A service connection with the managed identity of the agent's machine.

use patless_emulator::scenario::{AssignedIdentities, ManagedIdentityKnobs};
use patless_emulator::world::Assignment;
use patless_emulator::{Emulator, ManagedIdentityHost as Host, Scenario, ServiceName};

use crate::job_environment;
use crate::step::Step;

const METADATA: &str = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

fn emulator(assigned: AssignedIdentities) -> Emulator {
    let scenario = Scenario {
        managed_identity: ManagedIdentityKnobs {
            assigned,
            ..ManagedIdentityKnobs::default()
        },
        ..Scenario::default()
    };
    Emulator::start(scenario).unwrap()
}

/// A step with the connection, on a machine with the metadata service.
fn step(emulator: &Emulator) -> Step<'_> {
    let step = Step::new(emulator).connection("azure-msi");
    let variables = emulator.managed_identity_environment(Host::Imds);
    let variables = variables.into_iter();
    variables.fold(step, |step, (name, value)| step.variable(&name, &value))
}

/// The name of the variable with the connection's client id.
fn client_variable(emulator: &Emulator) -> String {
    let id = job_environment::connection(emulator, "azure-msi").id;
    format!("ENDPOINT_DATA_{id}_MSICLIENTID")
}

#[test]
fn the_task_gets_a_token_of_the_identity_that_the_connection_names() {
    let emulator = emulator(AssignedIdentities::SystemAndUser);
    for identity in &emulator.world().managed_identities {
        let client = identity.application.client_id.to_string();
        let is_system = identity.assignment == Assignment::System;
        let step = step(&emulator);
        let step = if is_system {
            step
        } else {
            step.variable(&client_variable(&emulator), &client)
        };
        let told = step.run();
        told.succeeded();
        assert_eq!(told.requests.len(), 1, "{:?}", told.requests);
        let request = &told.requests[0];
        assert_eq!(request.service, ServiceName::Imds);
        let asked = format!("client_id={client}");
        assert_eq!(
            request.path.contains(&asked),
            !is_system,
            "{}",
            request.path
        );
    }
}

#[test]
fn an_identity_that_the_machine_does_not_have_is_told_with_the_field_that_names_it() {
    let emulator = emulator(AssignedIdentities::Nothing);
    let client = "00000000-0000-4000-8000-000000000001";
    let told = step(&emulator)
        .variable(&client_variable(&emulator), client)
        .run();
    let error = told.failed().error();
    assert!(error.contains("#managed-identity-not-assigned"), "{error}");
    assert!(
        error.contains("msiclientId of the service connection"),
        "{error}"
    );
    assert_eq!(told.requests.len(), 1);
}

#[test]
fn a_client_id_that_is_none_is_refused_without_a_request() {
    let emulator = emulator(AssignedIdentities::SystemAndUser);
    let told = step(&emulator)
        .variable(&client_variable(&emulator), "tools")
        .run();
    assert!(
        told.failed().error().contains("msiclientId"),
        "{}",
        told.error()
    );
    assert!(told.requests.is_empty());
}

#[test]
fn a_metadata_service_elsewhere_is_not_asked() {
    let emulator = emulator(AssignedIdentities::SystemAndUser);
    let told = step(&emulator).variable(METADATA, "http://10.0.0.4").run();
    let error = told.failed().error();
    assert!(error.contains("#managed-identity-endpoint"), "{error}");
    assert!(told.requests.is_empty());
}
