//! One error of each kind, for the check that each is explained by its cause.

use std::sync::Arc;

use patless_core::errors::Misconfigured;
use patless_core::{SourceError, SourceRequest, TokenError};
use patless_emulator::ManagedIdentityHost as Host;
use patless_emulator::scenario::{
    ArcChallenge, AssignedIdentities, CannedResponse, ConnectOutcome, Fault, Faults, FrontEnd,
    ManagedIdentityKnobs,
};
use patless_emulator::services::managed_identity::{app_service, arc};

use super::machine::{Got, Machine};
use super::named_in_each_way;

/// The errors.
pub(crate) fn errors() -> Vec<Arc<TokenError>> {
    let plain = ManagedIdentityKnobs::default;
    let silent = ManagedIdentityKnobs {
        front_end: FrontEnd {
            connect: ConnectOutcome::Refused,
            ..FrontEnd::default()
        },
        ..plain()
    };
    let without = ManagedIdentityKnobs {
        assigned: AssignedIdentities::Nothing,
        ..plain()
    };
    let challenge = |arc_challenge| ManagedIdentityKnobs {
        arc_challenge,
        ..plain()
    };
    let answering = |response| {
        let faults = Faults::on(app_service::TOKEN, vec![Fault::Respond(response); 50]);
        Machine::with_faults(Host::AppService, plain(), faults)
    };
    let app_service = || Machine::new(Host::AppService, plain());
    let machines = [
        Machine::new(Host::Imds, silent),
        Machine::new(Host::Imds, without),
        Machine::new(Host::Arc, challenge(ArcChallenge::OtherSuffix)),
        Machine::new(Host::Arc, challenge(ArcChallenge::MissingFile)),
        Machine::new(Host::CloudShell, plain())
            .with("AZURE_CLIENT_ID", "00000000-0000-4000-8000-000000000001"),
        app_service().with("IDENTITY_SERVER_THUMBPRINT", "aa"),
        app_service().with("IDENTITY_ENDPOINT", "https://evil.example/"),
        app_service().with("IDENTITY_HEADER", "sekret-of-another-process"),
        app_service().for_scope("api://no-such-resource/.default"),
        answering(CannedResponse::html(200, "<p>hi</p>")),
        answering(CannedResponse::new(429)),
        answering(CannedResponse::json(400, r#"{"message":"no"}"#)),
    ];
    let played = machines.iter().map(|it| it.play(SourceRequest::default()));
    played.chain([of_another_identity()]).map(error).collect()
}

fn of_another_identity() -> Got {
    let body = r#"{"access_token":"eyJhbGciOiJub25lIn0.e30.","expires_in":"3600"}"#;
    let answer = Fault::Respond(CannedResponse::json(200, body));
    let faults = Faults::on(arc::TOKEN, vec![answer]);
    let machine = Machine::with_faults(Host::Arc, ManagedIdentityKnobs::default(), faults);
    let [(_, by_client), ..] = named_in_each_way(&machine);
    machine.play(by_client)
}

fn error(got: Got) -> Arc<TokenError> {
    match got {
        Got::NoToken(error) => error,
        Got::NoSource(SourceError::Broken(broken)) => {
            TokenError::Misconfigured(Misconfigured::Source(broken)).into()
        }
        other => panic!("{other:?}"),
    }
}
