//! What a rule is, and how it reports.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{Fix, FixClass};
use crate::level::Level;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name in findings, comments and settings: `env-pat`. Its page is `docs/rules/<id>.md`.
    pub id: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// How its findings can be fixed at best.
    pub fix: FixClass,
    /// A file in which the rule finds something contains one of these. Small letters; case does not count. Empty: the rule is
    /// asked about files in which a PAT itself stands.
    pub(crate) needles: &'static [&'static str],
    /// Looks through a document.
    pub(crate) look: fn(&Document<'_>, &mut Findings),
}

impl Rule {
    /// Returns the words of which one is in any file in which it finds something.
    pub fn needles(&self) -> &'static [&'static str] {
        self.needles
    }

    /// Returns the address of its page.
    pub fn page(&self) -> String {
        format!(
            "https://github.com/patless/patless/blob/main/docs/rules/{}.md",
            self.id
        )
    }
}

/// What a rule reports.
#[derive(Debug)]
pub(crate) struct Found {
    /// Bytes of the document: what stands for the PAT.
    pub(crate) at: Range<usize>,
    /// How bad it is.
    pub(crate) level: Level,
    /// Who reads the PAT.
    pub(crate) sink: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What to write now.
    pub(crate) replacement: String,
    /// Edits that do it.
    pub(crate) fix: Option<Fix>,
}

/// Takes what rules report. Of two reports about the same bytes, the first counts: rules are asked in the order of the list.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) found: Vec<Found>,
    /// There were more.
    pub(crate) cut: bool,
}

/// Of one file, no more is reported: nobody reads more, and each finding takes memory.
pub const MOST_FINDINGS: usize = 1_000;

impl Findings {
    /// Reports a finding. Of a rule with thousands, the first count.
    pub(crate) fn add(&mut self, found: Found) {
        if self.found.len() < MOST_FINDINGS {
            self.found.push(found);
        } else {
            self.cut = true;
        }
    }
}
