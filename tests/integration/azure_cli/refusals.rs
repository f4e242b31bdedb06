//! The real `az` has no token: each reason is told in its own words, with our cause.

use std::fs;

use super::{Desk, emulator};

/// Checks that the call fails for a reason: the words, and the section of the help.
fn fails(desk: &Desk<'_>, arguments: &[&str], words: &str, section: &str) {
    let ended = desk.call().run(&[&["token"], arguments].concat());
    let stderr = &ended.stderr;
    assert_ne!(ended.code(), Some(0), "{stderr}");
    assert_eq!(ended.stdout, "");
    assert!(stderr.contains(words), "{words}: {stderr}");
    assert!(
        stderr.contains(&format!("#{section}")),
        "{section}: {stderr}"
    );
    assert!(!stderr.contains("Traceback"), "{stderr}");
}

const AZ: [&str; 2] = ["--source", "azure-cli"];

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn whoever_signs_out_is_told_to_sign_in() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    let words = "az failed: Please run 'az login' to setup account";
    fails(&desk, &AZ, words, "az-not-signed-in");
    desk.sign_in_with_secret();
    desk.az(&["logout"]);
    fails(&desk, &AZ, "az failed: ", "az-not-signed-in");
    let words = "nobody is signed in to az";
    fails(&desk, &[], words, "no-source");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_secret_that_is_replaced_or_expires_is_named() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    desk.sign_in_with_secret();
    let application = crate::verbs::with_secret(&emulator);
    let secret = application.client_secret.as_ref().unwrap();
    let expired = application.expired_client_secret.as_ref().unwrap();
    let entries = desk.kept("service_principal_entries.json");
    let signed_in = fs::read_to_string(&entries).unwrap();
    for (other, words, section) in [
        ("replaced", "az failed: AADSTS7000215", "wrong-secret"),
        (expired, "az failed: AADSTS7000222", "expired-secret"),
    ] {
        // For `az` it is the same: what it keeps is not what Entra knows.
        let changed = signed_in.replace(secret, other);
        assert_ne!(changed, signed_in);
        fs::write(&entries, changed).unwrap();
        fails(&desk, &AZ, words, section);
        // It is signed in: an automatic selection does not go on.
        fails(&desk, &[], words, section);
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_tenant_or_a_resource_that_is_not_there_is_named() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    desk.sign_in_with_secret();
    let tenant = "11111111-2222-4333-8444-555555555555";
    let arguments = [&AZ[..], &["--tenant", tenant]].concat();
    fails(&desk, &arguments, "(AADSTS90002)", "unknown-tenant");
    let arguments = [&AZ[..], &["--scope", "https://nowhere.example/.default"]].concat();
    let words = "az failed: AADSTS500011: ";
    fails(&desk, &arguments, words, "unknown-resource");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_ca_that_az_does_not_trust_is_told_in_its_words() {
    let emulator = emulator("default");
    let desk = Desk::new(&emulator);
    desk.sign_in_with_secret();
    let _ = fs::remove_file(desk.kept("msal_http_cache.bin"));
    let desk = desk.set("REQUESTS_CA_BUNDLE", "");
    fails(&desk, &AZ, "CERTIFICATE_VERIFY_FAILED", "tool-failed");
}
