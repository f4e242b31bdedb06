//! A fix as changes of lines and columns, for programs that show or apply it.

use super::apply::insertion;
use super::proposed::{Edit, Fix};
use crate::document::Document;
use crate::lines::Position;

/// One change of a file: the text between two places becomes another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it begins.
    pub start: Position,
    /// Where it ends. The same as `start`: something is inserted.
    pub end: Position,
    /// What is there afterwards.
    pub text: String,
}

/// Returns the changes of a fix, the step that it needs among them. `None`: the step cannot be inserted, so there is no fix.
///
/// `known` is a position near the fix.
pub(crate) fn changes(document: &Document<'_>, fix: &Fix, known: Position) -> Option<Vec<Change>> {
    let step = match &fix.token_step {
        Some(step) => Some(insertion(document, step)?),
        None => None,
    };
    let mut edits: Vec<&Edit> = step.iter().chain(&fix.edits).collect();
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    let place = |offset| document.lines.position_after(known, document.text, offset);
    let changes = edits.into_iter().map(|edit| Change {
        start: place(edit.at.start),
        end: place(edit.at.end),
        text: edit.text.clone(),
    });
    Some(changes.collect())
}
