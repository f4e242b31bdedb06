//! `docs/explained.md`, which shows every known text, and its share in README.

use std::fmt::Write as _;

use crate::case::{Case, Verdict, cases};
use crate::documents;

/// How many texts are explained rightly, of how many.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn of(cases: &[Case]) -> Self {
        let right = cases.iter().filter(|case| case.verdict() == Verdict::Right);
        Self {
            right: right.count(),
            all: cases.len(),
        }
    }

    /// Reads `N of M texts` from a document.
    fn read(document: &str) -> Option<Self> {
        let (before, _) = document.split_once(WORDS)?;
        let mut words = before.rsplit(' ');
        let all = words.next()?.parse().ok()?;
        let right = words.nth(1)?.trim_matches(|c: char| !c.is_ascii_digit());
        let right = right.parse().ok()?;
        Some(Self { right, all })
    }

    fn is_below(self, other: Self) -> bool {
        self.right * other.all < other.right * self.all
    }
}

/// What follows the figures.
const WORDS: &str = " known texts";

#[test]
fn the_share_of_texts_that_are_explained_rightly_does_not_fall() {
    let share = Share::of(&cases());
    for document in ["docs/explained.md", "README.md"] {
        let text = documents::read(document);
        let earlier = Share::read(&text).unwrap_or_else(|| panic!("{document} has no share"));
        assert!(
            !share.is_below(earlier),
            "{document} says {earlier:?}, but today it is {share:?}: explain these texts again, do not lower the figures"
        );
        if document == "README.md" {
            assert_eq!(earlier, share, "correct the figures in {document}");
        }
    }
}

#[test]
fn every_known_text_is_in_the_document() {
    let cases = cases();
    let Share { right, all } = Share::of(&cases);
    let mut document = format!(
        "# Explained texts\n\n\
         `patless doctor --explain` explains {right} of {all}{WORDS} as a reader did who knew the true cause. They are in the\n\
         words of tools; ids, names and addresses are made up. A test writes this page from\n\
         [tests/cases/explanations](../tests/cases/explanations), where each whole text and its whole explanation can be read, and fails\n\
         when the share falls.\n\n\
         | Text, from its first line on | What is said | Judged |\n|---|---|---|\n"
    );
    for case in &cases {
        let said = case.explanation().map_or("(unknown)".to_owned(), |known| {
            let name = known.row().name();
            format!(
                "[{name}](TROUBLESHOOTING.md#{name}): {}",
                known.row().summary
            )
        });
        let judged = match case.verdict() {
            Verdict::Right => "right".to_owned(),
            Verdict::Wrong => format!("**wrong**: {}", truth(case)),
            Verdict::Unexplained => format!("**not explained**: {}", truth(case)),
        };
        let first = beginning(&case.text);
        writeln!(document, "| `{first}` | {} | {judged} |", in_cell(&said)).unwrap();
    }
    documents::assert_current("docs/explained.md", &document);
}

fn truth(case: &Case) -> String {
    case.true_causes().collect::<Vec<_>>().join(" or ")
}

/// The first words of a text, on one line. A word is never cut.
fn beginning(text: &str) -> String {
    let words = patless_catalogue::text::one_line(text, 100);
    in_cell(&words.replace('`', "'"))
}

fn in_cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn no_text_is_there_twice() {
    let mut seen = std::collections::HashMap::new();
    for case in cases() {
        let words: Vec<_> = case.text.split_whitespace().collect();
        if let Some(other) = seen.insert(words.join(" "), case.name.clone()) {
            panic!("{} and {other} are the same text", case.name);
        }
    }
}

#[test]
fn every_judgement_names_causes_that_exist() {
    for case in cases() {
        for cause in case.true_causes() {
            let is_known = cause == "none" || patless_catalogue::Cause::by_name(cause).is_some();
            assert!(is_known, "{}: {cause}", case.name);
        }
    }
}
