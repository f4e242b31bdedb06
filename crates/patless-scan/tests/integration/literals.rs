//! A PAT itself, wherever it stands: found, and shown by no rule.

use patless_scan::{Level, MOST_FINDINGS, Scanner, Settings, made};

use crate::cases::{self, Expectation};

fn scanner() -> Scanner {
    Scanner::new(Settings::default())
}

#[test]
fn a_pat_in_place_of_a_reference_is_found_and_no_rule_shows_it() {
    for pat in [made::long(11), made::short(11)] {
        for case in cases::all() {
            if case.expectation == Expectation::Silent || case.name.starts_with("literal-pat") {
                continue;
            }
            let (before, rest) = case.marked.split_once('«').unwrap();
            let (reference, after) = rest.split_once('»').unwrap();
            let text = format!("{before}{pat}{after}").replace(['«', '»'], "");
            // And once more in what the rule saw before.
            let twice = format!("{before}{reference} {pat}{after}").replace(['«', '»'], "");
            for text in [text, twice] {
                let found = scanner().scan_bytes(&case.path, text.as_bytes()).findings;
                let literal = found
                    .iter()
                    .find(|finding| finding.rule.id == "literal-pat");
                assert!(literal.is_some(), "{}: {found:?}", case.name);
                for finding in &found {
                    let shown = [
                        finding.sink.as_str(),
                        &finding.message,
                        &finding.replacement,
                        &finding.line_text,
                        &finding.fingerprint,
                    ]
                    .join("\n");
                    assert!(
                        !shown.contains(&pat[..7]),
                        "{}: {}: {shown}",
                        case.name,
                        finding.rule.id
                    );
                }
            }
        }
    }
}

#[test]
fn another_pat_on_the_same_line_has_another_fingerprint() {
    let found = |pat: String| {
        let text = format!("\npassword = {pat}\n");
        let mut found = scanner().scan_bytes("a.ini", text.as_bytes()).findings;
        assert_eq!(found.len(), 1);
        found.remove(0)
    };
    let (one, other) = (found(made::long(1)), found(made::long(2)));

    assert_eq!(one.line_text, other.line_text);
    assert_ne!(one.fingerprint, other.fingerprint);
    assert_eq!(one.fingerprint, found(made::long(1)).fingerprint);
}

#[test]
fn a_pat_is_an_error_that_says_when_it_was_made_and_how_to_tell_it() {
    let pat = made::long(1);
    let found = scanner().scan_bytes("notes", pat.as_bytes()).findings;

    assert_eq!(found[0].level, Level::Error);
    assert!(found[0].message.contains(&pat[..6]), "{}", found[0].message);
    assert!(
        found[0].message.contains("June 2025"),
        "{}",
        found[0].message
    );
    assert!(found[0].replacement.starts_with("Revoke it first"));
}

#[test]
fn pats_in_text_of_windows_are_found() {
    let text = format!("$pat = '{}'\r\n", made::short(1));
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();

    let found = scanner().scan_bytes("a.ps1", &utf16).findings;

    assert_eq!(found.len(), 1);
    assert_eq!(found[0].start.column, 9);
}

#[test]
fn a_line_of_thousands_of_pats_is_read_in_linear_time() {
    // A loop over all pairs, or a copy of the line for each, would take minutes and gigabytes.
    let line = format!("{}\n", made::long(1))
        .repeat(2_000)
        .replace('\n', " ");

    let found = scanner().scan_bytes("a.txt", line.as_bytes()).findings;

    assert_eq!(found.len(), MOST_FINDINGS);
}
