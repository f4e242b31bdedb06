//! Pasted errors and what is said of each: `tests/cases/explanations`, the text above the line `---`, the answer below.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "../../../tests/snapshots.rs"]
mod snapshots;

use std::path::{Path, PathBuf};

use patless_catalogue::{DOCUMENTS, ErrorKind, Pattern, Retry, Row, explain, rows};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One case, read from its file.
struct Case {
    name: String,
    text: String,
}

fn cases() -> Vec<Case> {
    let files = snapshots::read(&snapshots::folder("explanations"));
    let cases = files.into_iter().map(|(name, whole)| {
        let (text, _) = whole.split_once("\n---\n").unwrap();
        let text = text.to_owned();
        Case { name, text }
    });
    cases.collect()
}

#[test]
fn every_pasted_error_is_explained_as_it_was_reviewed() {
    let cases = cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    let explained = cases.iter().map(|case| {
        let explanation = explain(&case.text);
        let answer = explanation.map_or("(unknown)".to_owned(), |known| known.to_string());
        // The cases outlive the repository's address.
        let answer = answer.replace(DOCUMENTS, "");
        (case.name.clone(), format!("{}\n---\n{answer}\n", case.text))
    });
    snapshots::assert_as_reviewed("explanations", &explained.collect());
}

#[test]
fn every_row_has_its_section_and_every_section_its_row() {
    let document = std::fs::read_to_string(root().join("docs/TROUBLESHOOTING.md")).unwrap();
    let headings = document
        .lines()
        .filter_map(|line| line.strip_prefix("### "));
    let mut sections: Vec<_> = headings.collect();
    let mut names: Vec<_> = rows().map(Row::name).collect();
    sections.sort_unstable();
    names.sort_unstable();
    let missing: Vec<_> = names.iter().filter(|n| !sections.contains(n)).collect();
    let strange: Vec<_> = sections.iter().filter(|s| !names.contains(s)).collect();
    assert!(missing.is_empty(), "without a section: {missing:?}");
    assert!(strange.is_empty(), "without a row: {strange:?}");
    assert_eq!(sections.len(), names.len(), "a section is there twice");
}

#[test]
fn a_section_says_the_codes_the_exit_code_and_whether_it_is_tried_again() {
    let document = std::fs::read_to_string(root().join("docs/TROUBLESHOOTING.md")).unwrap();
    for row in rows() {
        let heading = format!("\n### {}\n", row.name());
        let (_, section) = document.split_once(&heading).unwrap();
        let summary = section.trim_start().lines().next().unwrap();
        for pattern in row.patterns {
            if let Pattern::Aadsts(code) = pattern {
                assert!(
                    summary.contains(&format!("AADSTS{code}")),
                    "{}: {code}",
                    row.name()
                );
            }
        }
        let retry = match row.retry {
            Retry::Never => "not retried",
            Retry::TriedAgain => "retried within `retryBudget`",
            Retry::FreshAssertion => "retried once, with a new assertion",
            Retry::WithPropagation => "retried only with `waitForPropagation`",
            _ => unreachable!("every kind of retry is above"),
        };
        let end = format!("exit code {} · {retry}", exit_code(row.kind));
        assert!(summary.ends_with(&end), "{}: {summary}", row.name());
    }
}

/// The exit code of a kind, once more: it is API.
fn exit_code(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Internal => 1,
        ErrorKind::Usage => 2,
        ErrorKind::Configuration => 3,
        ErrorKind::Assertion => 4,
        ErrorKind::Rejected => 5,
        ErrorKind::Unavailable => 6,
    }
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

#[test]
fn a_secret_in_a_pasted_text_is_never_repeated() {
    for case in cases() {
        let places = case.text.char_indices().step_by(53);
        for ((middle, _), secret) in places.zip(SECRETS.iter().cycle()) {
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
