//! The metadata service in an automatic selection: asked once, and passed over where it is not there.

use patless_core::SourceRequest;
use patless_emulator::scenario::{
    AssignedIdentities, CannedResponse, ConnectOutcome, Fault, Faults, FrontEnd,
    ManagedIdentityKnobs,
};
use patless_emulator::services::managed_identity::imds;
use patless_emulator::{ManagedIdentityHost as Host, ServiceName};

use super::machine::Machine;
use super::{client_of, user_assigned};

fn answering(response: CannedResponse) -> Machine {
    let faults = Faults::on(imds::TOKEN, vec![Fault::Respond(response)]);
    Machine::with_faults(Host::Imds, ManagedIdentityKnobs::default(), faults).with_any_source()
}

fn assigned(assigned: AssignedIdentities) -> Machine {
    let knobs = ManagedIdentityKnobs {
        assigned,
        ..ManagedIdentityKnobs::default()
    };
    Machine::new(Host::Imds, knobs).with_any_source()
}

#[test]
fn the_token_that_shows_the_service_is_the_first_one() {
    let machine = assigned(AssignedIdentities::SystemAndUser);
    let got = machine.play(SourceRequest::default());
    assert!(machine.gave(got.token()));
    let requests = machine.emulator.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert_eq!(requests[0].service, ServiceName::Imds);
}

#[test]
fn a_machine_without_the_service_is_passed_over_at_once() {
    let refused = ManagedIdentityKnobs {
        front_end: FrontEnd {
            connect: ConnectOutcome::Refused,
            ..FrontEnd::default()
        },
        ..ManagedIdentityKnobs::default()
    };
    let machine = Machine::new(Host::Imds, refused.clone()).with_any_source();
    // An id that is none does not matter where there is nothing to ask.
    let machine = machine.with("AZURE_CLIENT_ID", "none");
    let got = machine.play(SourceRequest::default());
    let reason = got.passed_over().unwrap();
    assert!(
        reason.starts_with("no metadata service answers at 127.0.0.1:"),
        "{reason}"
    );
    assert!(machine.emulator.requests().is_empty());
    // Where the user named it, that is the failure.
    let machine = Machine::new(Host::Imds, refused);
    let (cause, text) = machine.play(SourceRequest::default()).error();
    assert_eq!(cause, "no-managed-identity", "{text}");
}

#[test]
fn a_machine_without_an_identity_is_passed_over_unless_the_user_names_one() {
    let machine = assigned(AssignedIdentities::Nothing);
    let got = machine.play(SourceRequest::default());
    assert!(got.passed_over().unwrap().ends_with("Identity not found"));
    // Whatever the SDKs are told by a variable may be about another source.
    let user = client_of(user_assigned(&machine));
    let machine = machine.with("AZURE_CLIENT_ID", &user.to_string());
    let got = machine.play(SourceRequest::default());
    let reason = got.passed_over().unwrap();
    assert!(reason.contains("(from AZURE_CLIENT_ID)"), "{reason}");
    let mut request = SourceRequest::default();
    request.client = Some(user);
    let (cause, text) = machine.play(request).error();
    assert_eq!(cause, "managed-identity-not-assigned", "{text}");
    assert_eq!(machine.emulator.requests().len(), 3);
}

#[test]
fn several_identities_of_which_none_is_named_are_broken() {
    let body = r#"{"error":"invalid_request","error_description":"Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request"}"#;
    let got = answering(CannedResponse::json(400, body)).play(SourceRequest::default());
    assert_eq!(got.error().0, "several-managed-identities");
    assert!(got.passed_over().is_none());
}

#[test]
fn what_other_clouds_and_web_servers_answer_is_not_the_service() {
    for response in [
        CannedResponse::html(404, "<h1>404 Not Found</h1>"),
        CannedResponse::new(401),
        CannedResponse::html(403, "Missing Metadata-Flavor:Google header."),
        CannedResponse::json(404, r#"{"message":"not found"}"#),
        CannedResponse::json(400, r#"{"message":"bad request"}"#),
        CannedResponse::html(200, "<h1>It works!</h1>"),
        CannedResponse::json(200, r#"{"token":"x"}"#),
    ] {
        let status = response.status;
        let machine = answering(response);
        let got = machine.play(SourceRequest::default());
        let reason = got.passed_over();
        assert!(
            reason.is_some_and(|it| it.contains("is not the metadata service")),
            "{status}: {got:?}"
        );
        assert_eq!(machine.emulator.requests().len(), 1, "{status}");
    }
}

#[test]
fn a_service_that_is_busy_is_here_and_asked_again() {
    for status in [410, 429, 500, 503] {
        let machine = answering(CannedResponse::new(status));
        let got = machine.play(SourceRequest::default());
        assert!(machine.gave(got.token()), "{status}");
        assert_eq!(machine.emulator.requests().len(), 2, "{status}");
    }
}
