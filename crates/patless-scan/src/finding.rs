//! What a user gets of a finding.

use std::sync::Arc;

use crate::fix::{Change, Fix};
use crate::level::Level;
use crate::lines::Position;
use crate::rule::Rule;

/// One finding. No field holds a PAT: where one stands in the file, `line_text` has asterisks.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is.
    pub level: Level,
    /// The file, with `/`, as its path was given.
    pub file: String,
    /// Where it begins.
    pub start: Position,
    /// Where it ends; on the same line as `start`.
    pub end: Position,
    /// Who reads the PAT: `Renovate`, `tfx-cli`, `git`.
    pub sink: String,
    /// What is wrong, in one or two sentences.
    pub message: String,
    /// What to write now, with this repository's names. May have several lines.
    pub replacement: String,
    /// The edits that do it. `None`: only a person can.
    pub fix: Option<Fix>,
    /// The same in lines and columns, with the step that has to come before.
    pub changes: Option<Vec<Change>>,
    /// The line, without what a terminal would obey, and without any PAT. Findings of one line share it.
    pub line_text: Arc<str>,
    /// Tells this use from others, and stays the same when lines above it change. Made without any value: of a PAT itself, eight digits of
    /// its hash are in it.
    pub fingerprint: String,
}
