//! The rows are well formed, and the true cause is found first.

use std::collections::HashSet;

use super::*;
use crate::kind::ErrorKind;
use crate::pattern::Pattern;
use crate::remedy::Remedy;
use crate::row::Retry;
use crate::values::Values;

#[test]
fn texts_are_half_sentences_and_no_placeholder_is_unknown() {
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
fn a_code_stands_alone_in_one_row_only() {
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
fn what_passes_is_unavailable_and_what_entra_refuses_is_not() {
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
        (Server::Target, Cause::TargetRefused),
        (Server::Token, Cause::RefusalWithoutCode),
    ] {
        let observed = Observation::of(server).with_status(799);
        assert_eq!(observed.found().cause, cause);
    }
}

#[test]
fn what_an_answer_repeats_of_a_request_leads_to_no_row() {
    for words in [
        "ECONNREFUSED",
        "no such host",
        "the agent handed over no service connection",
        "instead of JSON",
        "npm ERR! E401",
        "Azure DevOps has an outage, or a proxy on the way to it",
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
