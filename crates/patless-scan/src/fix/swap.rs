//! Writes another variable in place of a PAT's.

use super::proposed::{Edit, Fix, FixClass};
use crate::document::Document;
use crate::reference::{Form, Reference};
use crate::script::{Home, Script};

impl Document<'_> {
    /// Makes the fix that swaps the variable of a script for one with a token. `None`: what stands there is no variable of the pipeline.
    pub(crate) fn swapped(&self, script: &Script<'_>, reference: &Reference<'_>) -> Option<Fix> {
        let Home::Step(id) = script.home else {
            return None;
        };
        if reference.form == Form::Variable || self.kind != crate::kind::Kind::Pipeline {
            return None;
        }
        let token = self.token_variable(id);
        Some(Fix {
            class: FixClass::Unsafe,
            edits: vec![Edit {
                at: reference.at.clone(),
                text: format!("$({})", token.name),
            }],
            token_step: token.step,
        })
    }
}
