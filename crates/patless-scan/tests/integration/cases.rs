//! Reads a file of cases.

use std::path::Path;

use patless_scan::RULES;
use patless_scan::made::filled;

/// One case.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The rule, and the number of the case in its file.
    pub(crate) name: String,
    /// What the file of the case is called.
    pub(crate) path: String,
    /// Whether something is found.
    pub(crate) expectation: Expectation,
    /// Its text, with the marks.
    pub(crate) marked: String,
    /// Its text.
    pub(crate) text: String,
    /// Its text after all fixes. `None`: not said.
    pub(crate) becomes: Option<String>,
}

/// What a case is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expectation {
    /// The marked places are found.
    Finds,
    /// Nothing is found.
    Silent,
}

/// Where the files of cases are.
pub(crate) fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules"))
}

/// Reads the cases of all rules.
pub(crate) fn all() -> Vec<Case> {
    RULES.iter().flat_map(|rule| of(rule.id)).collect()
}

/// Reads the cases of a rule.
pub(crate) fn of(rule: &str) -> Vec<Case> {
    let path = folder().join(format!("{rule}.cases"));
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    parse(rule, &text)
}

fn parse(rule: &str, file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let sections = file
        .split("\n=== ")
        .map(|section| section.strip_prefix("=== ").unwrap_or(section))
        .skip_while(|section| section.starts_with('#') || section.trim().is_empty());
    for section in sections {
        let (head, text) = section.split_once('\n').unwrap_or((section, ""));
        let mut text = filled(text);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let (what, path) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
        let expectation = match what {
            "finds" => Expectation::Finds,
            "silent" => Expectation::Silent,
            "becomes" => {
                cases.last_mut().expect("`becomes` follows a case").becomes = Some(text);
                continue;
            }
            other => panic!("{rule}.cases: `=== {other}` is neither finds, silent nor becomes"),
        };
        let name = format!("{rule} case {}", cases.len() + 1);
        assert_eq!(
            text.contains('«'),
            expectation == Expectation::Finds,
            "{name}: marks"
        );
        cases.push(Case {
            name,
            path: path.to_owned(),
            expectation,
            text: unmarked(&text),
            marked: text,
            becomes: None,
        });
    }
    cases
}

/// Takes the marks out. One of another rule has that rule's name in it.
fn unmarked(text: &str) -> String {
    let others = RULES.iter().fold(text.to_owned(), |text, rule| {
        text.replace(&format!("«{}: ", rule.id), "")
    });
    others.replace(['«', '»'], "")
}
