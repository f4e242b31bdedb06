//! A server repeats the secret that it was sent in pieces, each in an encoding that no mask knows.

use patless_emulator::scenario::{CannedResponse, Fault, Faults, Obfuscation};
use patless_emulator::services::{azure_devops, entra};
use patless_emulator::{Emulator, Scenario};

use crate::step::Step;

fn with_faults(faults: Faults) -> Emulator {
    let scenario = Scenario {
        faults,
        ..Scenario::default()
    };
    Emulator::start(scenario).unwrap()
}

/// Fails if a text holds 12 characters of a secret of the emulator, as they are or obfuscated.
fn assert_holds_no_piece(emulator: &Emulator, obfuscation: Obfuscation, text: &str) {
    for secret in emulator.secrets() {
        for piece in secret.as_bytes().chunks(16) {
            let piece = std::str::from_utf8(&piece[..piece.len().min(12)]).unwrap();
            let written = obfuscation.write(piece);
            let written = written.trim_end().trim_end_matches('=');
            // The last characters may hold bits of what comes next.
            let written = &written[..written.len() - written.len() % 4];
            assert!(
                piece.len() < 12 || !text.contains(written),
                "a piece of a secret is disclosed as {obfuscation:?}: {text}"
            );
        }
    }
}

/// Tells whether a message was told, and its pieces were covered.
fn covers_pieces(message: &str) -> bool {
    message.matches('*').count() > 3 * 12
}

/// Makes as many refusals for each obfuscation, one obfuscation after the other.
fn reflections(status: u16, times: usize) -> Vec<Fault> {
    let reflect = |obfuscation| {
        vec![
            Fault::ReflectPieces {
                status,
                obfuscation
            };
            times
        ]
    };
    Obfuscation::ALL.into_iter().flat_map(reflect).collect()
}

#[test]
fn pieces_of_a_secret_are_told_in_no_encoding() {
    let of_azure_devops = Faults::on(azure_devops::OIDC_TOKEN, reflections(400, 1));
    let of_entra = Faults::on(entra::TOKEN, reflections(400, 1));
    for faults in [of_azure_devops, of_entra] {
        let emulator = with_faults(faults);
        let mut messages = 0;
        for obfuscation in Obfuscation::ALL {
            let told = Step::new(&emulator).variable("SYSTEM_DEBUG", "true").run();
            let error = told.failed().error();
            messages += usize::from(covers_pieces(error));
            assert_holds_no_piece(&emulator, obfuscation, &told.log);
            assert_holds_no_piece(&emulator, obfuscation, &told.stderr);
        }
        // Covering may reach into the signs of JSON, so that a message is lost; how many, depends on the ids of
        // the run. None would mean that nothing was looked at.
        assert!(messages > 0, "{messages}");
    }
}

#[test]
fn pieces_of_an_access_token_are_not_told_by_the_doctor() {
    // The tenant is asked for first, with HEAD.
    let emulator = with_faults(Faults::on(
        azure_devops::CONNECTION_DATA,
        reflections(401, 2),
    ));
    let mut messages = 0;
    for obfuscation in Obfuscation::ALL {
        let authority_host = emulator.authority_host().to_string();
        let arguments = ["doctor", "--authority-host", &authority_host];
        let ended = Step::script(&emulator).verb(&arguments);
        let output = &ended.stdout;
        messages += usize::from(covers_pieces(output));
        assert_holds_no_piece(&emulator, obfuscation, output);
        assert_holds_no_piece(&emulator, obfuscation, &ended.stderr);
    }
    assert!(messages > 0, "{messages}");
}

#[test]
fn no_request_welcomes_compression() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator).run();
    assert_eq!(told.requests.len(), 2);
    for request in &told.requests {
        let path = &request.path;
        assert_eq!(
            request.header("accept-encoding"),
            Some("identity"),
            "{path}"
        );
    }
}

#[test]
fn an_answer_that_is_compressed_all_the_same_is_named() {
    let answer = || {
        let gzip = CannedResponse::json(200, "").header("Content-Encoding", "gzip");
        Fault::Respond(gzip.body(*b"\x1f\x8b\x08\0\0\0\0\0")).always()
    };
    for faults in [
        Faults::on(azure_devops::OIDC_TOKEN, answer()),
        Faults::on(entra::TOKEN, answer()),
    ] {
        let emulator = with_faults(faults);
        let told = Step::new(&emulator).run();
        let error = told.failed().error();
        assert!(error.contains("is compressed (gzip)"), "{error}");
        assert!(error.contains("#compressed-answer"), "{error}");
    }
}
