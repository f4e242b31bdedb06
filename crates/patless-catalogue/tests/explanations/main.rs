//! Pasted errors and what is said of each: `tests/cases/explanations`, the text, how it was judged, and the explanation.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "../../../../tests/snapshots.rs"]
mod snapshots;

mod case;
mod document;
mod documents;
mod dressed;
mod troubleshooting;

use std::path::{Path, PathBuf};

use patless_catalogue::explain;

use crate::case::cases;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_pasted_error_is_explained_as_it_was_reviewed() {
    let cases = cases();
    assert!(cases.len() >= 320, "{}", cases.len());
    let explained = cases
        .iter()
        .map(|case| (case.name.clone(), case.with_explanation()));
    snapshots::assert_as_reviewed("explanations", &explained.collect());
}

#[test]
fn more_is_an_address_in_the_repository_that_the_extension_names() {
    let manifest = std::fs::read_to_string(root().join("vss-extension.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let repository = manifest["repository"]["uri"].as_str().unwrap();
    let text = explain("AADSTS70025: none").unwrap().to_string();
    let more =
        format!("\nmore: {repository}/blob/main/docs/TROUBLESHOOTING.md#no-federated-credential");
    assert!(text.ends_with(&more), "{text}");
}

#[test]
fn a_pasted_text_never_panics() {
    for case in cases() {
        for (middle, _) in case.text.char_indices().step_by(41) {
            let _ = explain(&case.text[middle..]);
            let _ = explain(&case.text[..middle]);
        }
    }
}

/// A JWT, and personal access tokens of both lengths.
const SECRETS: [&str; 3] = [
    "eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJzZWtyZXQifQ.c2Vrcml0",
    "sekret7abcdefghijklmnopqrstuvwxyz234567abcdefghijklm",
    "sekret7ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abcdefghijklmnopqrstuvwxyzJQQJ99BKACAAAAAAAAAAAAAZDO4",
];

/// What may stand in the middle of a secret in a copy.
const INNER: [&str; 7] = ["", "\n", "\r\n", "\u{200b}", "<wbr>", "\u{1b}[0m", "\\n"];

#[test]
fn a_secret_in_a_pasted_text_is_never_repeated() {
    let secrets = INNER.map(|inner| {
        SECRETS.map(|secret| {
            let (first, second) = secret.split_at(20);
            format!("{first}{inner}{second}")
        })
    });
    let secrets = secrets.as_flattened();
    for (number, case) in cases().into_iter().enumerate() {
        let places = case.text.char_indices().step_by(53);
        let secrets = secrets.iter().cycle().skip(number % secrets.len());
        for ((middle, _), secret) in places.zip(secrets) {
            let (before, after) = case.text.split_at(middle);
            let text = format!("{before}{secret}{after}");
            let told = explain(&text).map(|known| known.to_string());
            let told = told.unwrap_or_default();
            assert!(
                !told.contains("eyJ") && !told.contains("sekret7"),
                "{}: {text}\n{told}",
                case.name
            );
        }
    }
}

#[test]
fn what_is_no_error_is_not_explained() {
    for text in [
        "npm notice created a lockfile as package-lock.json",
        "remote: Enumerating objects: 401, done.",
        "Warning: 403 files were skipped; 501 remain",
        "env: SYSTEM_TEAMFOUNDATIONCOLLECTIONURI=https://dev.azure.com/acme/",
        "env: TFC_WORKLOAD_IDENTITY_TOKEN_AUDIENCE=x no_proxy=169.254.169.254,10.0.0.1",
        "Uploading acme-1.0.whl to https://pkgs.dev.azure.com/acme/_packaging/feed/pypi/upload/",
        "##[debug]set SYSTEM_ACCESSTOKEN=***",
        "INFO  Publishing 'acme.web v1.0.0'...\nDONE  Published acme.web v1.0.0.",
        "Run az login first if you want to see your subscriptions.",
        "SSL is on; this is not the wrong version, and its number is 3",
    ] {
        let explanation = explain(text).map(|known| known.cause.name());
        assert_eq!(explanation, None, "{text}");
    }
}
