//! One pasted error in `tests/cases/explanations`: the text, how it was judged, and what is said of it.

use patless_catalogue::{DOCUMENTS, Explanation, explain};

use crate::snapshots;

/// One case, read from its file. A line `---` separates its three parts.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) text: String,
    /// What a reader who knew the true cause decided, before the catalogue was asked.
    judgement: String,
}

/// What the catalogue says of a text, compared with its true cause.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Verdict {
    Right,
    Wrong,
    Unexplained,
}

/// Reads all cases, in the order of their names.
pub(crate) fn cases() -> Vec<Case> {
    let files = snapshots::read(&snapshots::folder("explanations"));
    let cases = files.into_iter().map(|(name, whole)| {
        let mut parts = whole.split("\n---\n");
        let mut part = || parts.next().unwrap_or_default().to_owned();
        let (text, judgement) = (part(), part());
        assert!(judgement.starts_with(JUDGED), "{name}: no line `{JUDGED}…`");
        Case {
            name,
            text,
            judgement,
        }
    });
    cases.collect()
}

impl Case {
    /// The file as it should be, with today's explanation.
    pub(crate) fn with_explanation(&self) -> String {
        let answer = self
            .explanation()
            .map_or("(unknown)".to_owned(), |known| known.to_string());
        // The cases outlive the repository's address.
        let answer = answer.replace(DOCUMENTS, "");
        format!("{}\n---\n{}\n---\n{answer}\n", self.text, self.judgement)
    }

    pub(crate) fn explanation(&self) -> Option<Explanation> {
        explain(&self.text)
    }

    /// The names of the true causes. Usually one; several where the text does not tell them apart. `none` if nothing
    /// should be said.
    pub(crate) fn true_causes(&self) -> impl Iterator<Item = &str> {
        let line = self.judgement.lines().next().unwrap_or_default();
        line[JUDGED.len()..].split(", ")
    }

    pub(crate) fn verdict(&self) -> Verdict {
        let said = self.explanation().map(|known| known.cause.name());
        if self
            .true_causes()
            .any(|cause| cause == said.unwrap_or("none"))
        {
            Verdict::Right
        } else if said.is_none() {
            Verdict::Unexplained
        } else {
            Verdict::Wrong
        }
    }
}

const JUDGED: &str = "judged: ";
