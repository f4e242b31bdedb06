//! How a keeper ends: told at its socket, with its folder, or when the job's token is over. And who may not tell it.

use std::fs;

use patless_emulator::{Emulator, Scenario};

use super::kept::Kept;
use super::raw;

const STOP: &[u8] = b"POST /stop HTTP/1.1\r\nHost: keeper\r\n\r\n";

#[test]
fn a_keeper_without_a_socket_for_verbs_is_stopped_there_and_gives_no_token() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let mut kept = Kept::open(&emulator, "managedIdentity");
    assert_eq!(
        kept.names(),
        ["ARM_MSI_ENDPOINT", "IDENTITY_ENDPOINT", "IDENTITY_HEADER"]
    );
    kept.ask();
    let ask = b"GET /token?resource=499b84ac-1321-427f-aa17-267ca6975798 HTTP/1.1\r\nHost: keeper\r\n\r\n";
    let reply = raw::over_socket(&kept.socket(), ask);
    kept.heard(&reply);
    assert_eq!(reply.status(), Some(404), "{}", reply.text);
    assert!(reply.body().contains("has no such path"), "{}", reply.text);
    let reply = raw::over_socket(&kept.socket(), STOP);
    assert_eq!(reply.body(), r#"{"handedOut":1,"refused":1}"#);
    assert!(kept.ended().success());
    assert!(!kept.socket().exists());
    assert!(
        kept.diary()
            .contains("it was told to stop: handed out 1 tokens"),
        "{}",
        kept.diary()
    );
}

#[test]
fn a_keeper_ends_when_its_folder_is_gone() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let mut kept = Kept::open(&emulator, "managedIdentity, socket");
    fs::remove_dir_all(&kept.folder).unwrap();
    assert!(kept.ended().success());
}

#[test]
fn many_callers_of_one_exchange_are_told_of_one_refusal_and_end_no_keeper() {
    // The token of the job has expired: each exchange fails at Azure DevOps.
    let emulator = Emulator::start(Scenario::named("expired-job-token").unwrap()).unwrap();
    let kept = Kept::open(&emulator, "managedIdentity, socket");
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                let reply = raw::over_loopback(kept.authority(), &kept.honest());
                kept.heard(&reply);
                assert_eq!(reply.status(), Some(400), "{}", reply.text);
                assert!(reply.text.contains("bad-job-token"), "{}", reply.text);
            });
        }
    });
    // Whoever comes within two minutes still hears why.
    for _ in 0..5 {
        let reply = raw::over_loopback(kept.authority(), &kept.honest());
        kept.heard(&reply);
        assert_eq!(reply.status(), Some(400), "{}", reply.text);
    }
}
