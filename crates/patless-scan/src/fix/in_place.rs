//! The fix that most uses get: the variable with a token in place of the one with the PAT.

use super::proposed::{Edit, Fix, FixClass};
use crate::document::Document;
use crate::reference::Reference;
use crate::script::StepId;

/// A token in place of a PAT, for one step.
#[derive(Debug)]
pub(crate) struct Swap {
    /// The new reference: `$(ADO_TOKEN)`.
    pub(crate) new: String,
    /// The step that sets its variable, as text.
    pub(crate) step_text: String,
    /// The edits.
    pub(crate) fix: Fix,
}

impl Document<'_> {
    /// Puts a token in place of the PATs that one value of a step refers to.
    pub(crate) fn swap(&self, id: StepId, pats: &[Reference<'_>], class: FixClass) -> Swap {
        let token = self.token_variable(id);
        let new = format!("$({})", token.name);
        let edits = pats.iter().map(|pat| Edit {
            at: pat.at.clone(),
            text: new.clone(),
        });
        Swap {
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
