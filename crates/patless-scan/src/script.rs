//! The scripts of a document: whole files, and the scripts inside YAML.

use std::ops::Range;

use regex::bytes::{Captures, Regex};

use crate::language::Language;
use crate::reference::{Macros, Reference, references};

/// Text that a shell or another program runs.
#[derive(Clone, Debug)]
pub(crate) struct Script<'t> {
    /// The document's text.
    pub(crate) document: &'t str,
    /// Where the script stands in it.
    pub(crate) at: Range<usize>,
    /// Its language.
    pub(crate) language: Language,
    /// Who reads `$(X)`.
    pub(crate) macros: Macros,
    /// Where it runs.
    pub(crate) home: Home,
}

/// Where a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// It is a file.
    File,
    /// It is in a step.
    Step(StepId),
}

/// A step, by its list in the document and its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StepId {
    /// Index of the list.
    pub(crate) list: usize,
    /// Index of the step among all steps of the list.
    pub(crate) step: usize,
}

impl<'t> Script<'t> {
    /// Returns its text, as it stands in the file.
    pub(crate) fn text(&self) -> &'t str {
        self.document.get(self.at.clone()).unwrap_or_default()
    }

    /// Returns its lines, with their bytes in the document. Lines that a backslash or backtick continues are one, and those that
    /// YAML folds.
    pub(crate) fn commands(&self) -> Vec<Range<usize>> {
        let mut commands: Vec<Range<usize>> = Vec::new();
        let mut start = self.at.start;
        let mut continued = false;
        let folded = self.is_folded();
        for line in self.text().split_inclusive('\n') {
            let end = start + line.trim_end().len();
            match commands.last_mut() {
                Some(command) if continued => command.end = end,
                _ => commands.push(start..end),
            }
            continued = self.language.runs_commands()
                && (line.trim_end().ends_with(['\\', '`', '^'])
                    || folded && !line.trim().is_empty());
            start += line.len();
        }
        commands.retain(|command| !self.is_comment(command.start));
        commands
    }

    /// Tells whether YAML makes one line of its lines: all scalars, except those after `|`.
    fn is_folded(&self) -> bool {
        let before = self.document.get(..self.at.start).unwrap_or_default();
        let header = before.trim_end().rsplit('\n').next().unwrap_or_default();
        let header = header.split(" #").next().unwrap_or_default().trim_end();
        let kept = header
            .trim_end_matches(|letter: char| letter.is_ascii_digit() || "+-".contains(letter))
            .ends_with('|');
        matches!(self.home, Home::Step(_)) && !kept
    }

    /// Finds a pattern, not in comments. Offsets in the captures count from `within.start`.
    pub(crate) fn find(&self, pattern: &'static Regex) -> impl Iterator<Item = Match<'t>> + '_ {
        let text = self.text();
        let start = self.at.start;
        pattern
            .captures_iter(text.as_bytes())
            .map(move |captures| Match { captures, start })
            .filter(|found| !self.is_comment(found.at().start))
    }

    /// Finds the references to variables in a part of it, given in bytes of the document.
    pub(crate) fn references(&self, within: Range<usize>) -> Vec<Reference<'t>> {
        references(self.document, within, self.macros)
    }

    /// Tells whether the line of an offset is a comment.
    pub(crate) fn is_comment(&self, offset: usize) -> bool {
        let before = self.document.get(self.at.start..offset).unwrap_or_default();
        let line_start = self.at.start + before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = self
            .document
            .get(line_start..self.at.end)
            .unwrap_or_default()
            .trim_start();
        self.language.comment().is_some_and(|comment| {
            line.get(..comment.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(comment))
        })
    }
}

/// A place where a pattern matched.
pub(crate) struct Match<'t> {
    captures: Captures<'t>,
    start: usize,
}

impl Match<'_> {
    /// Returns the bytes of the whole match in the document.
    pub(crate) fn at(&self) -> Range<usize> {
        self.group("").unwrap_or_default()
    }

    /// Returns the bytes of a named group in the document. An empty name is the whole match. `None`: the group took no part.
    pub(crate) fn group(&self, name: &str) -> Option<Range<usize>> {
        let group = if name.is_empty() {
            self.captures.get(0)
        } else {
            self.captures.name(name)
        };
        group.map(|group| self.start + group.start()..self.start + group.end())
    }
}
