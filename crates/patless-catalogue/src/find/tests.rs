//! Every failure has its row, and the true cause is found first.

use std::collections::HashSet;

use super::*;
use crate::kind::ErrorKind;
use crate::pattern::Sign;
use crate::remedy::Remedy;
use crate::row::Retry;
use crate::rows::entra;
use crate::values::Values;

#[test]
fn names_are_unique_and_in_kebab_case() {
    let mut names = HashSet::new();
    for row in rows() {
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(row.name.chars().all(kebab), "{}", row.name);
        assert!(names.insert(row.name), "{} is there twice", row.name);
    }
}

#[test]
fn texts_are_half_sentences_and_no_placeholder_is_unknown() {
    for row in rows() {
        let hint = row.hint(&Values::default());
        assert!(
            !row.cause.is_empty() && !row.signs.is_empty(),
            "{}",
            row.name
        );
        assert!(
            !row.cause.ends_with('.') && !hint.ends_with('.'),
            "{}",
            row.name
        );
        let text = match row.remedy {
            Remedy::Do(_) => hint.as_str(),
            _ => hint.lines().next().unwrap(),
        };
        assert!(!text.contains('{'), "{}: {text}", row.name);
    }
}

#[test]
fn a_code_stands_alone_in_one_row_only() {
    let mut codes = HashSet::new();
    for row in rows() {
        for sign in row.signs {
            if let Sign::Aadsts(code) = sign {
                assert!(codes.insert(code), "{code} is there twice");
            }
        }
    }
    assert!(codes.len() >= 69, "{}", codes.len());
}

#[test]
fn what_passes_is_unavailable_and_what_entra_refuses_is_not() {
    for row in entra::tables().into_iter().flatten() {
        let expected = match row.retry {
            Retry::TriedAgain => ErrorKind::Unavailable,
            _ => ErrorKind::Rejected,
        };
        assert_eq!(row.kind, expected, "{}", row.name);
    }
}

#[test]
fn a_special_case_comes_before_the_general_one() {
    let evidence = Evidence::default().with_code(700_213);
    assert_eq!(find(&evidence).unwrap().row.name, "wrong-subject");
    let evidence = evidence.with_subject("p://acme/web/build");
    assert_eq!(find(&evidence).unwrap().row.name, "pipeline-subject");
}
