//! The rows are well formed, and the right cause is found first.

use std::collections::HashSet;

use super::*;
use crate::kind::ErrorKind;
use crate::pattern::Pattern;
use crate::remedy::Remedy;
use crate::row::Retry;
use crate::values::Values;

#[test]
fn texts_end_without_a_full_stop_and_use_known_placeholders_only() {
    for row in rows() {
        let hint = row.hint(&Values::default());
        assert!(!row.summary.is_empty(), "{}", row.name());
        assert!(
            !row.summary.ends_with('.') && !hint.ends_with('.'),
            "{}",
            row.name()
        );
        let text = match row.remedy {
            Remedy::Do(_) => hint.as_str(),
            _ => hint.lines().next().unwrap(),
        };
        assert!(!text.contains('{'), "{}: {text}", row.name());
    }
}

#[test]
fn a_code_alone_identifies_one_row_only() {
    let mut codes = HashSet::new();
    for row in rows() {
        for pattern in row.patterns {
            if let Pattern::Aadsts(code) = pattern {
                assert!(codes.insert(code), "{code} is there twice");
            }
        }
    }
    assert!(codes.len() >= 69, "{}", codes.len());
}

#[test]
fn a_code_alone_is_explained_by_its_row() {
    for row in rows() {
        for pattern in row.patterns {
            if let Pattern::Aadsts(code) = pattern {
                let explained = crate::explain(&format!("AADSTS{code}: Something.")).unwrap();
                assert_eq!(explained.cause, row.cause, "{code}");
            }
        }
    }
}

#[test]
fn temporary_failures_of_entra_are_unavailable_and_refusals_are_rejected() {
    for row in of_answers(Server::Token).filter(|row| row.cause != Cause::NotSupported) {
        let expected = match row.retry {
            Retry::TriedAgain => ErrorKind::Unavailable,
            _ => ErrorKind::Rejected,
        };
        assert_eq!(row.kind, expected, "{}", row.name());
    }
}

#[test]
fn a_special_case_comes_before_the_general_one() {
    let observed = Observation::of(Server::Token).with_code(700_213);
    assert_eq!(observed.found().cause, Cause::WrongSubject);
    let observed = observed.with_subject("p://acme/web/build");
    assert_eq!(observed.found().cause, Cause::PipelineSubject);
}

#[test]
fn an_answer_always_has_a_cause() {
    for (server, cause) in [
        (Server::Assertion, Cause::AssertionRefused),
        (Server::ManagedIdentity, Cause::ManagedIdentityRefused),
        (Server::Target, Cause::TargetRefused),
        (Server::Token, Cause::RefusalWithoutCode),
    ] {
        let observed = Observation::of(server).with_status(799);
        assert_eq!(observed.found().cause, cause);
    }
}

#[test]
fn request_text_repeated_in_a_response_matches_no_row() {
    for words in [
        "ECONNREFUSED",
        "no such host",
        "the agent did not provide service connection",
        "instead of JSON",
        "npm ERR! E401",
        "Azure DevOps, or a proxy on the way to it, has an outage",
        "docs/TROUBLESHOOTING.md#no-job-token",
    ] {
        for (server, cause) in [
            (Server::Assertion, Cause::AssertionRefused),
            (Server::Target, Cause::TargetRefused),
        ] {
            let observed = Observation::of(server).with_status(403).with_message(words);
            assert_eq!(observed.found().cause, cause, "{words}");
        }
        let observed = Observation::of(Server::Token).with_message(words);
        assert_eq!(observed.found().cause, Cause::RefusalWithoutCode, "{words}");
    }
}
