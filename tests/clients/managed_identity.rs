//! The managed identity credentials of the SDKs get access tokens from each emulated host, or report why they do not.

use patless_emulator::{
    Emulator, ManagedIdentityHost, Scenario, ServiceName,
    scenario::{AssignedIdentities, CannedResponse, Fault, Faults, ManagedIdentityKnobs},
    services::managed_identity::imds,
    world::{Assignment, ManagedIdentity},
};

use crate::{client::Client, now_s, outcome::Outcome};

/// Writes the same tests for a client, in a module that is named after its language.
macro_rules! tests_of {
    ($language:ident) => {
        mod $language {
            use super::*;

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn system_assigned_identity_gives_an_access_token() {
                for (host, service) in HOSTS {
                    let emulator = Emulator::start(Scenario::default()).unwrap();
                    let outcome = Client::$language().on(host).run(&emulator);
                    assert_has_token_of_a_day(&outcome, &emulator, service);
                }
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn user_assigned_identity_is_found_by_each_of_its_ids() {
                for (host, service) in &HOSTS[..2] {
                    let emulator = Emulator::start(Scenario::default()).unwrap();
                    for Named { id, options } in options::$language(user_assigned(&emulator)) {
                        let client = Client::$language().on(*host).with_options(&options);
                        let outcome = client.run(&emulator);
                        assert_has_token_of_a_day(&outcome, &emulator, *service);
                        assert!(last_path(&emulator).contains(&id), "{id}");
                    }
                }
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn machine_without_identity_is_identity_not_found() {
                let emulator = emulator_with(ManagedIdentityKnobs {
                    assigned: AssignedIdentities::Nothing,
                    ..ManagedIdentityKnobs::default()
                });
                let client = Client::$language().on(ManagedIdentityHost::Imds);
                assert_is_refused(&client.run(&emulator), "Identity not found");
                let client = Client::$language().on(ManagedIdentityHost::AppService);
                assert_is_refused(&client.run(&emulator), "No User Assigned");
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn unknown_resource_is_aadsts500011() {
                let emulator = Emulator::start(Scenario::default()).unwrap();
                let client = Client::$language()
                    .on(ManagedIdentityHost::Imds)
                    .with_scope("https://nowhere.example/.default");
                assert_is_refused(&client.run(&emulator), "AADSTS500011");
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn wrong_header_is_refused_by_app_service() {
                let emulator = Emulator::start(Scenario::default()).unwrap();
                let client = Client::$language()
                    .on(ManagedIdentityHost::AppService)
                    .with_variable("IDENTITY_HEADER", "sekret-wrong");
                assert_is_refused(&client.run(&emulator), "X-IDENTITY-HEADER");
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn busy_imds_is_asked_again() {
                let busy = Fault::Respond(CannedResponse::json(404, "{}"));
                let emulator = Emulator::start(Scenario {
                    faults: Faults::on(imds::TOKEN, vec![busy]),
                    ..Scenario::default()
                })
                .unwrap();
                let outcome = Client::$language()
                    .on(ManagedIdentityHost::Imds)
                    .run(&emulator);
                assert_has_token_of_a_day(&outcome, &emulator, ServiceName::Imds);
                let statuses: Vec<_> = emulator.requests().iter().map(|it| it.status).collect();
                assert_eq!(statuses, [Some(404), Some(200)]);
            }

            #[test]
            #[ignore = "needs the clients that `cargo xtask test` sets up"]
            fn remaining_lifetime_is_read_from_the_answer() {
                for (host, _) in HOSTS {
                    let emulator = emulator_with(ManagedIdentityKnobs {
                        access_token_lifetime_s: Some(4321),
                        ..ManagedIdentityKnobs::default()
                    });
                    let outcome = Client::$language().on(host).run(&emulator);
                    assert_expires_in(4321, &outcome);
                }
            }
        }
    };
}

tests_of!(node);
tests_of!(python);

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn python_answers_the_challenge_of_arc() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let outcome = python_on_arc(&emulator).run(&emulator);
    assert_has_token_of_a_day(&outcome, &emulator, ServiceName::Arc);
    let statuses: Vec<_> = emulator.requests().iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Some(401), Some(200)]);
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn python_believes_arc_that_it_has_the_user_assigned_identity() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for Named { id, options } in options::python(user_assigned(&emulator)) {
        let client = python_on_arc(&emulator).with_options(&options);
        let outcome = client.run(&emulator);
        assert_has_token_of_a_day(&outcome, &emulator, ServiceName::Arc);
        assert!(last_path(&emulator).contains(&id), "{id}");
    }
}

/// The client of Python on a server with the agent of Azure Arc. It is told that the keys are in the emulator's folder.
///
/// The client of Node.js cannot be told so.
fn python_on_arc(emulator: &Emulator) -> Client {
    let folder = emulator.arc_key_folder().to_str().unwrap();
    Client::python()
        .on(ManagedIdentityHost::Arc)
        .with_variable("ARC_KEY_FOLDER", folder)
}

/// An identity, as a client is told it.
struct Named {
    /// What the URL of the request must hold.
    id: String,
    /// The options of the credential, as JSON.
    options: String,
}

/// How each SDK is told the identity, by client ID, object ID and resource ID.
mod options {
    use super::{Assignment, ManagedIdentity, Named};

    /// The options of `@azure/identity`.
    pub(super) fn node(identity: &ManagedIdentity) -> [Named; 3] {
        named(identity, |ids| {
            [
                format!(r#"{{"clientId":"{}"}}"#, ids[0]),
                format!(r#"{{"objectId":"{}"}}"#, ids[1]),
                format!(r#"{{"resourceId":"{}"}}"#, ids[2]),
            ]
        })
    }

    /// The options of `azure-identity`.
    pub(super) fn python(identity: &ManagedIdentity) -> [Named; 3] {
        named(identity, |ids| {
            [
                format!(r#"{{"client_id":"{}"}}"#, ids[0]),
                format!(r#"{{"identity_config":{{"object_id":"{}"}}}}"#, ids[1]),
                format!(r#"{{"identity_config":{{"resource_id":"{}"}}}}"#, ids[2]),
            ]
        })
    }

    /// Writes the options for each of the three ids of a user-assigned identity.
    fn named(
        identity: &ManagedIdentity,
        write: impl FnOnce([&str; 3]) -> [String; 3],
    ) -> [Named; 3] {
        let Assignment::User { resource_id } = &identity.assignment else {
            panic!("{identity:?}");
        };
        let client_id = identity.application.client_id.to_string();
        let object_id = identity.application.service_principal_id.to_string();
        let [by_client, by_object, by_resource] = write([&client_id, &object_id, resource_id]);
        [
            Named {
                id: client_id,
                options: by_client,
            },
            Named {
                id: object_id,
                options: by_object,
            },
            Named {
                // The slashes before the name may be encoded.
                id: identity.application.name.clone(),
                options: by_resource,
            },
        ]
    }
}

/// Starts the emulator with other knobs.
fn emulator_with(managed_identity: ManagedIdentityKnobs) -> Emulator {
    Emulator::start(Scenario {
        managed_identity,
        ..Scenario::default()
    })
    .unwrap()
}

/// The user-assigned identity.
fn user_assigned(emulator: &Emulator) -> &ManagedIdentity {
    &emulator.world().managed_identities[1]
}

/// The path and the query of the last request.
fn last_path(emulator: &Emulator) -> String {
    emulator.requests().pop().unwrap().path
}

/// Checks that the client has an access token that lives for a day, from a host.
fn assert_has_token_of_a_day(outcome: &Outcome, emulator: &Emulator, service: ServiceName) {
    assert_expires_in(86_399, outcome);
    let last = emulator.requests().pop().unwrap();
    assert_eq!((last.service, last.status), (service, Some(200)));
}

/// Checks that the client has an access token that lives for some seconds.
fn assert_expires_in(lifetime_s: i64, outcome: &Outcome) {
    let access_token = outcome
        .access_token
        .as_ref()
        .unwrap_or_else(|| panic!("{outcome:?}"));
    assert_eq!(access_token.parts, 5);
    // The clients round the time to whole seconds, one way or the other.
    let left_s = access_token.expires_on - now_s();
    assert!(
        (lifetime_s - 90..=lifetime_s + 1).contains(&left_s),
        "{left_s} s left"
    );
}

/// Checks that the client has no access token, and that its error has some words.
fn assert_is_refused(outcome: &Outcome, expected: &str) {
    let error = outcome
        .error
        .as_deref()
        .unwrap_or_else(|| panic!("{outcome:?}"));
    assert!(error.contains(expected), "no {expected} in: {error}");
}

/// The hosts whose tokens both SDKs get unmodified, the two that take any id of an identity first.
const HOSTS: [(ManagedIdentityHost, ServiceName); 4] = [
    (ManagedIdentityHost::Imds, ServiceName::Imds),
    (ManagedIdentityHost::AppService, ServiceName::AppService),
    (
        ManagedIdentityHost::MachineLearning,
        ServiceName::MachineLearning,
    ),
    (ManagedIdentityHost::CloudShell, ServiceName::CloudShell),
];
