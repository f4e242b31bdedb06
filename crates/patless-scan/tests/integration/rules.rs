//! Every rule against its cases: `tests/rules/<id>.cases`, whose format `tests/rules/README.md` tells.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use patless_scan::{Level, RULES, Scanner, Settings, Which};

use crate::cases::{self, Case, Expectation, folder};

/// The scanner of all cases: making one takes longer than a hundred scans.
fn scanner() -> &'static Scanner {
    static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
        Scanner::new(Settings {
            minimum: Level::Note,
            connection: "renovate".to_owned(),
        })
    });
    &SCANNER
}

/// Scans a text and writes the marks of the findings into it. Other rules than `rule` get their name into the mark.
fn marked(rule: &str, path: &str, text: &str) -> String {
    let found = scanner().scan_bytes(path, text.as_bytes());
    let mut marked = text.to_owned();
    for finding in found.findings.iter().rev() {
        let other = if finding.rule.id == rule {
            String::new()
        } else {
            format!("{}: ", finding.rule.id)
        };
        marked.insert(finding.end.offset, '»');
        marked.insert_str(finding.start.offset, &format!("«{other}"));
    }
    marked
}

fn each_case(mut check: impl FnMut(&str, &Case)) {
    for rule in RULES {
        for case in cases::of(rule.id) {
            check(rule.id, &case);
        }
    }
}

#[test]
fn every_rule_finds_the_marked_places_and_nothing_else() {
    let mut wrong = Vec::new();
    each_case(|rule, case| {
        let marked = marked(rule, &case.path, &case.text);
        if marked != case.marked {
            wrong.push(format!(
                "{} ({})\n--- expected\n{}\n--- found\n{marked}",
                case.name, case.path, case.marked
            ));
        }
    });
    assert!(
        wrong.is_empty(),
        "{} cases:\n\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn every_rule_has_three_true_uses_and_two_near_misses() {
    let mut finds = std::collections::BTreeMap::<String, usize>::new();
    let mut silent = finds.clone();
    each_case(|rule, case| {
        let count = match case.expectation {
            Expectation::Finds => &mut finds,
            Expectation::Silent => &mut silent,
        };
        *count.entry(rule.to_owned()).or_default() += 1;
    });
    for rule in RULES {
        assert!(
            finds.get(rule.id).is_some_and(|count| *count >= 3),
            "{}: three cases that find something",
            rule.id
        );
        assert!(
            silent.get(rule.id).is_some_and(|count| *count >= 2),
            "{}: two cases that are silent",
            rule.id
        );
    }
}

#[test]
fn every_file_of_cases_belongs_to_a_rule() {
    let rules: BTreeSet<String> = RULES
        .iter()
        .map(|rule| format!("{}.cases", rule.id))
        .collect();
    let files = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let strays: Vec<_> = files
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|extension| extension == "cases")
                && !rules.contains(name)
        })
        .collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn a_fix_gives_the_text_of_the_case_and_a_second_one_changes_nothing() {
    let mut wrong = Vec::new();
    each_case(|_, case| {
        let Some(becomes) = &case.becomes else { return };
        let fix = |text: &str| {
            scanner()
                .fix_bytes(&case.path, text.as_bytes(), Which::All, |_| true)
                .map_or_else(|| text.to_owned(), |fixed| fixed.text)
        };
        let fixed = fix(&case.text);
        if fixed != *becomes {
            wrong.push(format!(
                "{}\n--- expected\n{becomes}\n--- became\n{fixed}",
                case.name
            ));
        }
        if fix(&fixed) != fixed {
            wrong.push(format!(
                "{}: the second fix changes the text again:\n{}",
                case.name,
                fix(&fixed)
            ));
        }
        let again = scanner().scan_bytes(&case.path, fixed.as_bytes());
        if !again.findings.is_empty() {
            wrong.push(format!(
                "{}: found after the fix: {:?}\n{fixed}",
                case.name,
                again
                    .findings
                    .iter()
                    .map(|finding| (finding.rule.id, finding.start))
                    .collect::<Vec<_>>()
            ));
        }
        let windows = |text: &str| text.replace('\n', "\r\n");
        if fix(&windows(&case.text)) != windows(becomes) {
            wrong.push(format!(
                "{}: line endings of Windows are not kept:\n{:?}",
                case.name,
                fix(&windows(&case.text))
            ));
        }
    });
    assert!(
        wrong.is_empty(),
        "{} cases:\n\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn a_rule_whose_fix_is_never_has_no_edits_and_the_others_show_one() {
    let mut shown = BTreeSet::new();
    each_case(|rule, case| {
        let found = scanner().scan_bytes(&case.path, case.text.as_bytes());
        if found
            .findings
            .iter()
            .any(|finding| finding.rule.id == rule && finding.fix.is_some())
        {
            shown.insert(rule.to_owned());
        }
    });
    for rule in RULES {
        assert_eq!(
            shown.contains(rule.id),
            rule.fix != patless_scan::FixClass::Never,
            "{}",
            rule.id
        );
    }
}
