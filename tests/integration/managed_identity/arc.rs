//! Azure Arc: a challenge that names anything but a key of the agent's gets nothing.

use patless_core::SourceRequest;
use patless_emulator::ManagedIdentityHost as Host;
use patless_emulator::scenario::{
    ArcChallenge, CannedResponse, Fault, Faults, ManagedIdentityKnobs,
};
use patless_emulator::services::managed_identity::arc;

use super::machine::Machine;
use super::named_in_each_way;

fn with(arc_challenge: ArcChallenge) -> ManagedIdentityKnobs {
    ManagedIdentityKnobs {
        arc_challenge,
        ..ManagedIdentityKnobs::default()
    }
}

#[test]
fn a_challenge_with_a_mistake_is_not_answered() {
    for (challenge, says) in [
        (ArcChallenge::OtherFolder, "which is not a .key file in "),
        (ArcChallenge::Traversal, "which is not a .key file in "),
        (ArcChallenge::OtherSuffix, "which is not a .key file in "),
        (ArcChallenge::LargeFile, "it is larger than 4 KiB"),
        (ArcChallenge::MissingFile, "cannot be read: "),
        (ArcChallenge::OtherScheme, "names no file"),
        (ArcChallenge::Missing, "names no file"),
    ] {
        let machine = Machine::new(Host::Arc, with(challenge));
        let (cause, text) = machine.play(SourceRequest::default()).error();
        assert_eq!(cause, "arc-key", "{challenge:?}: {text}");
        assert!(text.contains(says), "{challenge:?}: {text}");
        // Nothing was sent again.
        assert_eq!(machine.emulator.requests().len(), 1, "{challenge:?}");
    }
}

#[test]
fn an_agent_that_ignores_which_identity_is_asked_for_gets_its_token_refused() {
    for index in 1..3 {
        // What the agent says of the identity is missing, as with older ones.
        let body = r#"{"access_token":"eyJhbGciOiJub25lIn0.e30.","expires_in":"3600","token_type":"Bearer"}"#;
        let faults = Faults::on(
            arc::TOKEN,
            vec![Fault::Respond(CannedResponse::json(200, body))],
        );
        let machine = Machine::with_faults(Host::Arc, ManagedIdentityKnobs::default(), faults);
        let request = named_in_each_way(&machine).into_iter().nth(index).unwrap();
        let (cause, text) = machine.play(request.1).error();
        assert_eq!(cause, "other-managed-identity", "{text}");
        assert!(text.starts_with("the agent of Azure Arc gave"), "{text}");
    }
}
