//! Writes another variable in place of a PAT's in a script.

use std::slice;

use super::proposed::{Fix, FixClass};
use crate::document::Document;
use crate::kind::Kind;
use crate::reference::{Form, Reference};
use crate::script::{Home, Script};

impl Document<'_> {
    /// Makes the fix that swaps the variable of a script for one with a token. `None`: what stands there is no variable of the pipeline.
    pub(crate) fn swapped(&self, script: &Script<'_>, reference: &Reference<'_>) -> Option<Fix> {
        let Home::Step(id) = script.home else {
            return None;
        };
        let replaced = self.kind == Kind::Pipeline && reference.form != Form::Variable;
        replaced.then(|| {
            self.swap(id, slice::from_ref(reference), FixClass::Unsafe)
                .fix
        })
    }
}
