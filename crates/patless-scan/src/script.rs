//! The scripts of a document: whole files, and the scripts inside YAML.

use std::ops::Range;

use memchr::{memchr, memmem, memrchr};
use regex::bytes::{Captures, Regex};

use crate::language::Language;
use crate::reference::{Form, Macros, Reference, references};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StepId {
    /// Index of the list.
    pub(crate) list: usize,
    /// Index of the step among all steps of the list.
    pub(crate) step: usize,
}

/// More lines than people write for one command.
const LONGEST_COMMAND: usize = 100;

/// So many bytes before and after a place are looked at for its command: a line may have thousands of places.
const FAR_AROUND: usize = 4_000;

/// The line of YAML before a script, `script: |  # why`, is not longer.
const LONGEST_HEADER: usize = 1_000;

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
        let near = self.at.start.saturating_sub(LONGEST_HEADER);
        let before = self.document.as_bytes().get(near..self.at.start);
        let header = before.unwrap_or_default().trim_ascii_end();
        let header = header.rsplit(|byte| *byte == b'\n').next();
        let header = header.unwrap_or_default();
        let comment = memmem::find(header, b" #").unwrap_or(header.len());
        let header = header.get(..comment).unwrap_or_default().trim_ascii_end();
        let last = header
            .iter()
            .rfind(|byte| !byte.is_ascii_digit() && !b"+-".contains(byte));
        matches!(self.home, Home::Step(_)) && last != Some(&b'|')
    }

    /// Finds a pattern, not in comments.
    pub(crate) fn find(&self, pattern: &'static Regex) -> impl Iterator<Item = Match<'t>> + '_ {
        self.find_in(self.at.clone(), pattern)
    }

    /// Finds a pattern in a part of it, given in bytes of the document, not in comments.
    pub(crate) fn find_in(
        &self,
        within: Range<usize>,
        pattern: &'static Regex,
    ) -> impl Iterator<Item = Match<'t>> + '_ {
        let text = self.document.get(within.clone()).unwrap_or_default();
        let start = within.start;
        pattern
            .captures_iter(text.as_bytes())
            .map(move |captures| Match { captures, start })
            .filter(|found| !self.is_comment(found.at().start))
    }

    /// Finds the references to variables in a part of it, given in bytes of the document.
    pub(crate) fn references(&self, within: Range<usize>) -> Vec<Reference<'t>> {
        references(self.document, within, self.macros)
    }

    /// Finds what may hold a secret in a part of it: references, and the bare names of languages that have them, in the order of the text.
    pub(crate) fn holders(&self, within: Range<usize>) -> Vec<Reference<'t>> {
        let mut found = self.references(within.clone());
        if self.language.has_bare_names() {
            let part = self.document.get(within.clone()).unwrap_or_default();
            let names = bare_names(part).into_iter().filter_map(|name| {
                let at = within.start + name.start..within.start + name.end;
                Some(Reference {
                    name: self.document.get(at.clone())?,
                    at,
                    form: Form::Variable,
                })
            });
            // How far the references up to each of them reach.
            let reach: Vec<usize> = found
                .iter()
                .scan(0, |reach, other| {
                    *reach = other.at.end.max(*reach);
                    Some(*reach)
                })
                .collect();
            let names: Vec<_> = names
                .filter(|name| {
                    let before = found.partition_point(|other| other.at.start < name.at.end);
                    let last = before.checked_sub(1).and_then(|last| reach.get(last));
                    last.is_none_or(|reach| *reach <= name.at.start)
                })
                .collect();
            found.extend(names);
            found.sort_by_key(|reference| reference.at.start);
        }
        found
    }

    /// Returns the command in which an offset is: its line, and those that continue it. Of one that nobody would write, a part.
    pub(crate) fn command_at(&self, offset: usize) -> Range<usize> {
        let folded = self.is_folded();
        let first = offset.saturating_sub(FAR_AROUND).max(self.at.start);
        let first = self.document.ceil_char_boundary(first);
        let last = (offset + FAR_AROUND).min(self.at.end);
        let last = self.document.floor_char_boundary(last);
        let line_start = |offset: usize| {
            let before = self.document.get(first..offset).unwrap_or_default();
            memrchr(b'\n', before.as_bytes()).map_or(first, |newline| first + newline + 1)
        };
        let line_end = |offset: usize| {
            let after = self.document.get(offset..last).unwrap_or_default();
            memchr(b'\n', after.as_bytes()).map_or(last, |newline| offset + newline)
        };
        let continues = |end: usize| {
            let line = self.document.get(line_start(end)..end);
            let line = line.unwrap_or_default().trim_end();
            self.language.runs_commands()
                && (line.ends_with(['\\', '`', '^']) || folded && !line.trim().is_empty())
        };
        let mut start = line_start(offset);
        let mut end = line_end(offset);
        for _ in 0..LONGEST_COMMAND {
            if start == first || !continues(start - 1) {
                break;
            }
            start = line_start(start - 1);
        }
        for _ in 0..LONGEST_COMMAND {
            if end == last || !continues(end) {
                break;
            }
            end = line_end(end + 1);
        }
        let text = self.document.get(start..end).unwrap_or_default();
        start + (text.len() - text.trim_start().len())..start + text.trim_end().len()
    }

    /// Tells whether the line of an offset is a comment.
    pub(crate) fn is_comment(&self, offset: usize) -> bool {
        let before = self.document.get(self.at.start..offset).unwrap_or_default();
        let newline = memrchr(b'\n', before.as_bytes());
        let line_start = self.at.start + newline.map_or(0, |newline| newline + 1);
        let line = self
            .document
            .get(line_start..self.at.end)
            .unwrap_or_default()
            .trim_start();
        self.language.comments().iter().any(|comment| {
            line.get(..comment.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(comment))
        })
    }
}

/// Finds names outside of quotes, and those in `{braces}` inside of them. The name of a call is none.
fn bare_names(text: &str) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut quote: Option<u8> = None;
    let mut braces = 0_usize;
    let mut name: Option<usize> = None;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        let in_name =
            byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.' && name.is_some();
        if in_name {
            name = name.or((byte.is_ascii_alphabetic() || byte == b'_').then_some(at));
            continue;
        }
        if let Some(start) = name.take()
            && byte != b'('
            && (quote.is_none() || braces > 0)
        {
            names.push(start..at);
        }
        match byte {
            b'{' if quote.is_some() => braces += 1,
            b'}' if quote.is_some() => braces = braces.saturating_sub(1),
            b'"' | b'\'' | b'`' if braces == 0 => {
                quote = match quote {
                    None => Some(byte),
                    Some(open) if open == byte => None,
                    open => open,
                };
                // A letter before a quote marks the kind of text: f"", b'', $"".
                if quote.is_some() && names.last().is_some_and(|last| last.end == at) {
                    names.pop();
                }
            }
            _ => {}
        }
    }
    names
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_outside_of_quotes_and_in_braces() {
        let text = r#"f":{pat} no" + other.token, 'a' `${three}` call(x) b'q'"#;

        let names: Vec<_> = bare_names(text)
            .into_iter()
            .map(|name| &text[name])
            .collect();

        assert_eq!(names, ["pat", "other.token", "three", "x"]);
    }

    #[test]
    fn a_command_is_its_line_and_those_that_continue_it() {
        let text = "one\n  two \\\n    three \\\r\n  four\nfive\n";
        let script = Script {
            document: text,
            at: 0..text.len(),
            language: Language::Shell,
            macros: Macros::Kept,
            home: Home::File,
        };

        for (word, command) in [
            ("one", "one"),
            ("two", "two \\\n    three \\\r\n  four"),
            ("three", "two \\\n    three \\\r\n  four"),
            ("four", "two \\\n    three \\\r\n  four"),
            ("five", "five"),
        ] {
            let at = script.command_at(text.find(word).unwrap());
            assert_eq!(&text[at], command, "{word}");
        }
    }
}
