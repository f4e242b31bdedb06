//! `docs/TROUBLESHOOTING.md`: a section for each row, and an index of codes at its end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use patless_catalogue::{ErrorKind, Retry, Row, rows};

use crate::documents;

const PATH: &str = "docs/TROUBLESHOOTING.md";

#[test]
fn every_row_has_its_section_and_every_section_its_row() {
    let document = documents::read(PATH);
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
fn a_section_says_the_exit_code_and_whether_it_is_tried_again() {
    let document = documents::read(PATH);
    for row in rows() {
        let heading = format!("\n### {}\n", row.name());
        let (_, section) = document.split_once(&heading).unwrap();
        let summary = section.trim_start().lines().next().unwrap();
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

#[test]
fn the_index_leads_from_every_code_to_its_section() {
    let mut index: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for row in rows() {
        for code in row.codes() {
            let names = index.entry(sortable(&code)).or_default();
            if !names.contains(&row.name()) {
                names.push(row.name());
            }
        }
    }
    let mut lines = format!("{INDEX}| Code | Section |\n|---|---|\n");
    for (code, names) in index {
        let code = code.replace(' ', "");
        let links = names.iter().map(|name| format!("[{name}](#{name})"));
        let links = links.collect::<Vec<_>>().join(", ");
        writeln!(lines, "| `{code}` | {links} |").unwrap();
    }
    let document = documents::read(PATH);
    let (before, _) = document.split_once(INDEX).unwrap_or((&document, ""));
    let before = before.trim_end();
    documents::assert_current(PATH, &format!("{before}\n\n{lines}"));
}

/// The heading of the index.
const INDEX: &str = "## Index of codes\n\n";

/// Pads the number of a code, so that codes sort as numbers.
fn sortable(code: &str) -> String {
    let number = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let prefix = &code[..code.len() - number.len()];
    format!("{prefix}{number:>9}")
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
