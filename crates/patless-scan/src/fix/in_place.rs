//! The fix that most uses get: the variable with a token in place of the one with the PAT.

use std::collections::BTreeSet;

use super::proposed::{Edit, Fix, FixClass};
use crate::document::Document;
use crate::reference::Reference;
use crate::script::StepId;
use crate::yaml::Entry;

/// A token in place of a PAT, for one step.
#[derive(Debug)]
pub(crate) struct Swap {
    /// The new reference: `$(ADO_TOKEN)`.
    pub(crate) new: String,
    /// The step that sets its variable, as text.
    pub(crate) step_text: String,
    /// What to write: the line, if the reference is all of the value, and else which reference takes the place of which.
    pub(crate) line: String,
    /// The edits.
    pub(crate) fix: Fix,
}

impl Document<'_> {
    /// Puts a token in place of the PATs that a value of a step refers to.
    pub(crate) fn swap_value(
        &self,
        id: StepId,
        entry: &Entry,
        pats: &[Reference<'_>],
        class: FixClass,
    ) -> Swap {
        let mut swap = self.swap(id, pats, class);
        if let [pat] = pats
            && self.is_alone(entry, pat)
        {
            swap.line = format!("{}: {}", entry.name(), swap.new);
        }
        swap
    }

    /// Tells whether a reference is all of a value.
    pub(crate) fn is_alone(&self, entry: &Entry, pat: &Reference<'_>) -> bool {
        entry.value.text().unwrap_or_default().trim() == self.slice(pat.at.clone())
    }

    /// Puts a token in place of the PATs in a text of a step.
    pub(crate) fn swap(&self, id: StepId, pats: &[Reference<'_>], class: FixClass) -> Swap {
        let token = self.token_variable(id);
        let class = self.class_with_token(id, &token, class);
        let new = format!("$({})", token.name);
        let edits = pats.iter().map(|pat| Edit {
            at: pat.at.clone(),
            text: new.clone(),
        });
        let old: BTreeSet<&str> = pats.iter().map(|pat| self.slice(pat.at.clone())).collect();
        let old: Vec<&str> = old.into_iter().collect();
        Swap {
            line: format!("{new} in place of {}", old.join(" and ")),
            step_text: self.token_step_text(&token.name),
            fix: Fix {
                class,
                edits: edits.collect(),
                token_step: token.step,
            },
            new,
        }
    }
}
