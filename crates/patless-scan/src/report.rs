//! What a scan of many files found.

use std::collections::BTreeMap;

use crate::comment::UnknownRule;
use crate::finding::Finding;
use crate::fix::FixClass;
use crate::level::Level;
use crate::passed::Passed;
use crate::scanner::Scanned;
use crate::settings_file::SettingsFile;

/// What a scan of many files found. Everything is in the order of paths.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings.
    pub findings: Vec<Finding>,
    /// How many files were read.
    pub read: usize,
    /// How many files were passed over, and why.
    pub passed: BTreeMap<Passed, usize>,
    /// What could not be read.
    pub unreadable: Vec<Unreadable>,
    /// How many findings comments and settings take out.
    pub ignored: usize,
    /// How many files have more findings than are reported of one.
    pub cut: usize,
    /// How many findings the baseline knows.
    pub known: usize,
    /// Names in comments that are no rule's, with the file.
    pub unknown_rules: Vec<(String, UnknownRule)>,
}

/// A file or folder that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unreadable {
    /// Its path.
    pub file: String,
    /// Why, as the system says it.
    pub reason: String,
}

impl Report {
    /// Returns the level of the worst finding. `None`: there is none.
    pub fn worst(&self) -> Option<Level> {
        self.findings.iter().map(|finding| finding.level).max()
    }

    /// Counts the findings of a level.
    pub fn count(&self, level: Level) -> usize {
        let of_level = self.findings.iter().filter(|it| it.level == level);
        of_level.count()
    }

    /// Counts the findings that have a fix of a class.
    pub fn fixable(&self, class: FixClass) -> usize {
        let fixes = self.findings.iter().filter_map(|it| it.fix.as_ref());
        fixes.filter(|fix| fix.class == class).count()
    }

    /// Adds what one file holds.
    pub(crate) fn add(&mut self, file: &str, mut scanned: Scanned, settings: &SettingsFile) {
        let before = scanned.findings.len();
        scanned.findings.retain(|it| !settings.takes_out(it));
        self.ignored += scanned.ignored + before - scanned.findings.len();
        self.findings.append(&mut scanned.findings);
        self.cut += usize::from(scanned.cut);
        let unknown = scanned.unknown_rules.into_iter();
        self.unknown_rules
            .extend(unknown.map(|unknown| (file.to_owned(), unknown)));
    }

    /// Takes the findings of a file out, and puts others in their place.
    pub fn replace(&mut self, file: &str, other: Self) {
        self.findings.retain(|finding| finding.file != file);
        self.findings.extend(other.findings);
        self.sort();
    }

    /// Puts everything in order, and takes out what was found twice because two paths name one file.
    pub(crate) fn sort(&mut self) {
        self.findings.sort_by(|one, other| {
            let place = |finding: &Finding| (finding.start.offset, finding.rule.id);
            (&one.file, place(one)).cmp(&(&other.file, place(other)))
        });
        self.findings.dedup_by(|later, first| {
            later.file == first.file && later.start == first.start && later.rule.id == first.rule.id
        });
        self.unreadable.sort();
        self.unreadable.dedup();
        self.unknown_rules
            .sort_by(|one, other| (&one.0, one.1.line).cmp(&(&other.0, other.1.line)));
    }
}
