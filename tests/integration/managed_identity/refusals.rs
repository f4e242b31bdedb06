//! What the hosts refuse, with the cause and how often it is tried.

use patless_core::SourceRequest;
use patless_emulator::ManagedIdentityHost as Host;
use patless_emulator::scenario::{
    AssignedIdentities, CannedResponse, Fault, Faults, ManagedIdentityKnobs,
};
use patless_emulator::services::Route;
use patless_emulator::services::managed_identity::{
    app_service, arc, cloud_shell, imds, machine_learning,
};

use super::machine::{HOSTS, Machine};

fn route(host: Host) -> Route {
    match host {
        Host::AppService => app_service::TOKEN,
        Host::Arc => arc::TOKEN,
        Host::CloudShell => cloud_shell::TOKEN,
        Host::MachineLearning => machine_learning::TOKEN,
        _ => imds::TOKEN,
    }
}

/// Has a host answer so as often as it is asked.
fn always(host: Host, response: &CannedResponse) -> Machine {
    let fault = Fault::Respond(response.clone());
    let faults = Faults::on(route(host), vec![fault; 50]);
    Machine::with_faults(host, ManagedIdentityKnobs::default(), faults)
}

/// An app has identities of its own, which are assigned and listed in another way than those of a machine.
fn not_assigned(host: Host) -> &'static str {
    match host {
        Host::AppService | Host::MachineLearning => "app-identity",
        _ => "managed-identity-not-assigned",
    }
}

#[test]
fn a_machine_without_the_identity_says_so_once() {
    for host in HOSTS {
        let knobs = ManagedIdentityKnobs {
            assigned: AssignedIdentities::Nothing,
            ..ManagedIdentityKnobs::default()
        };
        let machine = Machine::new(host, knobs);
        let (cause, text) = machine.play(SourceRequest::default()).error();
        assert_eq!(cause, not_assigned(host), "{host:?}: {text}");
        assert!(text.contains("gave no access token for the machine's own identity: HTTP 400"));
        let expected = if host == Host::Arc { 2 } else { 1 };
        assert_eq!(machine.emulator.requests().len(), expected, "{host:?}");
    }
}

#[test]
fn an_unknown_client_id_is_named_with_its_variable() {
    let id = "00000000-0000-4000-8000-000000000001";
    for host in [
        Host::Imds,
        Host::AppService,
        Host::Arc,
        Host::MachineLearning,
    ] {
        let machine = Machine::new(host, ManagedIdentityKnobs::default());
        let machine = machine.with("AZURE_CLIENT_ID", id);
        let (cause, text) = machine.play(SourceRequest::default()).error();
        assert_eq!(cause, not_assigned(host), "{host:?}: {text}");
        let named = format!("the identity with the client id {id} (from AZURE_CLIENT_ID): ");
        assert!(text.contains(&named), "{host:?}: {text}");
    }
    let machine = Machine::new(Host::Imds, ManagedIdentityKnobs::default());
    let machine = machine.with("AZURE_CLIENT_ID", "me");
    let (cause, text) = machine.play(SourceRequest::default()).error();
    assert_eq!(cause, "wrong-environment", "{text}");
    assert!(machine.emulator.requests().is_empty());
}

#[test]
fn an_unknown_resource_is_entras_refusal_where_the_host_passes_it_on() {
    for host in HOSTS {
        let machine = Machine::new(host, ManagedIdentityKnobs::default());
        let machine = machine.for_scope("api://no-such-resource/.default");
        let (cause, text) = machine.play(SourceRequest::default()).error();
        let hides_it = matches!(host, Host::AppService | Host::MachineLearning);
        let (expected, is_retried) = if hides_it {
            ("app-service-token", true)
        } else {
            ("unknown-resource", false)
        };
        assert_eq!(cause, expected, "{host:?}: {text}");
        assert_eq!(text.contains("AADSTS500011"), !hides_it, "{host:?}: {text}");
        let requests = machine.emulator.requests().len();
        assert_eq!(requests > 2, is_retried, "{host:?}: {requests}");
    }
}

#[test]
fn a_wrong_secret_is_told_and_not_sent_again() {
    for (host, name) in [
        (Host::AppService, "IDENTITY_HEADER"),
        (Host::MachineLearning, "MSI_SECRET"),
    ] {
        let machine = Machine::new(host, ManagedIdentityKnobs::default());
        let machine = machine.with(name, "sekret-of-another-process");
        let (cause, text) = machine.play(SourceRequest::default()).error();
        assert_eq!(cause, "managed-identity-header", "{text}");
        assert!(!text.contains("sekret"), "{text}");
        assert_eq!(machine.emulator.requests().len(), 1);
        let machine = machine.with(name, "two\r\nlines: 1");
        let (cause, text) = machine.play(SourceRequest::default()).error();
        assert_eq!(cause, "wrong-environment");
        assert!(text.contains(name), "{text}");
        assert_eq!(machine.emulator.requests().len(), 1);
    }
}

#[test]
fn a_busy_host_is_asked_again_within_the_budget() {
    for host in HOSTS {
        for status in [408, 429, 500, 502, 503, 504] {
            let response = CannedResponse::new(status);
            let faults = vec![Fault::Respond(response.clone()); 2];
            let faults = Faults::on(route(host), faults);
            let machine = Machine::with_faults(host, ManagedIdentityKnobs::default(), faults);
            let got = machine.play(SourceRequest::default());
            assert!(machine.gave(got.token()), "{host:?} {status}");
            let machine = always(host, &response);
            let (cause, text) = machine.play(SourceRequest::default()).error();
            assert_eq!(cause, "managed-identity-unavailable", "{host:?}: {text}");
            assert!(machine.emulator.requests().len() > 3, "{host:?} {status}");
        }
    }
}

#[test]
fn the_metadata_service_may_be_updating() {
    for status in [404, 410] {
        let machine = always(Host::Imds, &CannedResponse::new(status));
        let (cause, _) = machine.play(SourceRequest::default()).error();
        assert_eq!(cause, "managed-identity-unavailable");
        assert!(machine.emulator.requests().len() > 3, "{status}");
        for host in [Host::AppService, Host::MachineLearning, Host::CloudShell] {
            let machine = always(host, &CannedResponse::new(status));
            let (cause, _) = machine.play(SourceRequest::default()).error();
            assert_eq!(cause, "managed-identity-not-json");
            assert_eq!(machine.emulator.requests().len(), 1, "{host:?} {status}");
        }
    }
}

#[test]
fn what_is_no_answer_of_a_host_is_not_asked_for_again() {
    for host in [
        Host::Imds,
        Host::AppService,
        Host::MachineLearning,
        Host::CloudShell,
    ] {
        for (response, cause) in [
            (
                CannedResponse::html(200, "<p>hi</p>"),
                "managed-identity-not-json",
            ),
            (CannedResponse::html(302, ""), "managed-identity-not-json"),
            (CannedResponse::json(200, "[]"), "managed-identity-not-json"),
            (CannedResponse::json(200, "{}"), "managed-identity-not-json"),
            (
                CannedResponse::json(200, r#"{"access_token":"a","expires_on":"1"}"#),
                "managed-identity-not-json",
            ),
            (
                CannedResponse::json(200, r#"{"access_token":"a b","expires_in":"60"}"#),
                "managed-identity-not-json",
            ),
            (
                CannedResponse::json(400, r#"{"error":"something_new"}"#),
                "managed-identity-refused",
            ),
        ] {
            let machine = always(host, &response);
            let got = machine.play(SourceRequest::default());
            assert_eq!(got.error().0, cause, "{host:?} {got:?}");
            assert_eq!(machine.emulator.requests().len(), 1, "{host:?} {got:?}");
        }
    }
}

#[test]
fn a_host_that_repeats_its_secret_does_not_get_it_into_a_message() {
    for host in [Host::AppService, Host::MachineLearning, Host::Arc] {
        for status in [400, 403] {
            let faults = Faults::on(route(host), vec![Fault::Reflect { status }; 2]);
            let machine = Machine::with_faults(host, ManagedIdentityKnobs::default(), faults);
            // The harness looks for it.
            machine.play(SourceRequest::default()).error();
        }
    }
}
