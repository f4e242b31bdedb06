//! Managed identities: each host, each way to name an identity, each failure, and that no secret goes anywhere else.

mod arc;
mod connection;
mod machine;
mod probe;
mod refusals;
pub(crate) mod samples;
mod strangers;

use patless_core::{ClientId, IdentityResourceId, ObjectId, SourceRequest};
use patless_emulator::ManagedIdentityHost as Host;
use patless_emulator::scenario::{ExpiresOnFormat, ManagedIdentityKnobs};
use patless_emulator::world::{Assignment, ManagedIdentity};

use machine::{HOSTS, Machine};

/// The user-assigned identity of the machine.
fn user_assigned(machine: &Machine) -> &ManagedIdentity {
    let identities = &machine.emulator.world().managed_identities;
    let mut others = identities.iter();
    others
        .find(|it| it.assignment != Assignment::System)
        .unwrap()
}

fn client_of(identity: &ManagedIdentity) -> ClientId {
    ClientId::parse(&identity.application.client_id.to_string()).unwrap()
}

/// Names the user-assigned identity by each of its ids.
fn named_in_each_way(machine: &Machine) -> [(&'static str, SourceRequest); 3] {
    let identity = user_assigned(machine);
    let Assignment::User { resource_id } = &identity.assignment else {
        panic!("it is user-assigned");
    };
    let [mut by_client, mut by_object, mut by_resource] =
        [(); 3].map(|()| SourceRequest::default());
    by_client.client = Some(client_of(identity));
    let object = identity.application.service_principal_id.to_string();
    by_object.object_id = Some(ObjectId::parse(&object).unwrap());
    by_resource.resource_id = Some(IdentityResourceId::parse(resource_id).unwrap());
    [
        ("client id", by_client),
        ("object id", by_object),
        ("resource id", by_resource),
    ]
}

#[test]
fn each_host_gives_a_token_of_the_machines_own_identity() {
    for host in HOSTS {
        let machine = Machine::new(host, ManagedIdentityKnobs::default());
        let own = client_of(&machine.emulator.world().managed_identities[0]);
        let got = machine.play(SourceRequest::default());
        let token = got.token();
        assert_eq!(token.client(), Some(own), "{host:?}");
        let left = token.lifetime().unwrap().as_secs();
        // The end is on the clock of the machine, which goes on.
        assert!((86_000..90_000).contains(&left), "{host:?}: {left}");
        assert!(machine.gave(token), "{host:?}");
        let expected = if host == Host::Arc { 2 } else { 1 };
        assert_eq!(machine.emulator.requests().len(), expected, "{host:?}");
    }
}

#[test]
fn an_identity_is_named_by_each_id_that_the_host_takes() {
    for host in HOSTS {
        for index in 0..3 {
            let machine = Machine::new(host, ManagedIdentityKnobs::default());
            let user = client_of(user_assigned(&machine));
            let [one, two, three] = named_in_each_way(&machine);
            let (way, request) = [one, two, three].into_iter().nth(index).unwrap();
            let got = machine.play(request);
            let takes = match host {
                Host::CloudShell => false,
                Host::MachineLearning => way == "client id",
                _ => true,
            };
            if takes {
                assert_eq!(got.token().client(), Some(user), "{host:?} {way}");
                continue;
            }
            let (cause, text) = got.error();
            assert_eq!(cause, "managed-identity-unsupported", "{host:?} {way}");
            assert!(text.ends_with(&format!("by its {way}")), "{text}");
            assert!(machine.emulator.requests().is_empty(), "{host:?} {way}");
        }
    }
}

#[test]
fn a_client_id_in_the_variable_of_the_sdks_names_the_identity() {
    for host in HOSTS {
        let machine = Machine::new(host, ManagedIdentityKnobs::default());
        let user = client_of(user_assigned(&machine));
        let machine = machine.with("AZURE_CLIENT_ID", &user.to_string());
        let got = machine.play(SourceRequest::default());
        if host == Host::CloudShell {
            let (_, text) = got.error();
            assert!(text.ends_with("(from AZURE_CLIENT_ID)"), "{text}");
        } else {
            assert_eq!(got.token().client(), Some(user), "{host:?}");
        }
        let [_, (_, by_object), _] = named_in_each_way(&machine);
        if matches!(host, Host::Imds | Host::AppService | Host::Arc) {
            let last = machine.play(by_object);
            assert_eq!(last.token().client(), Some(user));
            let requests = machine.emulator.requests();
            let path = &requests.last().unwrap().path;
            assert!(!path.contains("client_id"), "{path}");
        }
    }
}

#[test]
fn two_ids_of_one_identity_are_refused_without_a_request() {
    let machine = Machine::new(Host::Imds, ManagedIdentityKnobs::default());
    let [(_, mut request), (_, other), _] = named_in_each_way(&machine);
    request.object_id = other.object_id;
    assert_eq!(machine.play(request).error().0, "wrong-input");
    assert!(machine.emulator.requests().is_empty());
}

#[test]
fn the_end_of_a_token_is_read_in_each_form() {
    for host in HOSTS {
        for expires_on in [
            ExpiresOnFormat::EpochString,
            ExpiresOnFormat::EpochNumber,
            ExpiresOnFormat::DateTime,
        ] {
            let knobs = ManagedIdentityKnobs {
                access_token_lifetime_s: Some(1_800),
                expires_on,
                ..ManagedIdentityKnobs::default()
            };
            let got = Machine::new(host, knobs).play(SourceRequest::default());
            let left = got.token().lifetime().unwrap().as_secs();
            let expected = 1_500..2_400;
            assert!(expected.contains(&left), "{host:?} {expires_on:?}: {left}");
        }
    }
}
