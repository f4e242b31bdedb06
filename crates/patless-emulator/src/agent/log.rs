//! Job log. It is the one place where output is masked.

use std::io::{self, Write};

use super::masker::Masker;

/// The job log, with the secrets known so far.
pub(super) struct JobLog<'out> {
    /// Masks each text when it is written.
    pub(super) masker: Masker,
    /// Where the log goes.
    out: &'out mut dyn Write,
    /// The first write error. After it, nothing is written.
    error: Option<io::Error>,
}

/// The tags that the agent puts before its own lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Output of a step.
    None,
    /// The heading of a step.
    Section,
    /// A command that a step runs.
    Command,
    /// An error issue.
    Error,
    /// A warning issue.
    Warning,
    /// A debug line.
    Debug,
}

impl<'out> JobLog<'out> {
    /// Opens the log.
    pub(super) fn new(masker: Masker, out: &'out mut dyn Write) -> Self {
        Self {
            masker,
            out,
            error: None,
        }
    }

    /// Masks a text and writes it with its tag. Unlike a real log, this one has no time before each line.
    pub(super) fn write(&mut self, tag: Tag, text: &str) {
        if self.error.is_some() {
            return;
        }
        let masked = self.masker.mask(&format!("{}{text}", tag.prefix()));
        let written = writeln!(self.out, "{masked}").and_then(|()| self.out.flush());
        self.error = written.err();
    }

    /// Returns the first write error.
    pub(super) fn finish(self) -> io::Result<()> {
        self.error.map_or(Ok(()), Err)
    }
}

impl Tag {
    /// Returns the text before the line.
    fn prefix(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Section => "##[section]",
            Self::Command => "[command]",
            Self::Error => "##[error]",
            Self::Warning => "##[warning]",
            Self::Debug => "##[debug]",
        }
    }
}
