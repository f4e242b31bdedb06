//! Finds the PATs in a value that has a name: a variable of an environment, an input, a parameter.

use crate::document::Document;
use crate::holds::Holds;
use crate::names::{Says, says};
use crate::reference::Reference;
use crate::script::StepId;
use crate::yaml::Node;

impl<'t> Document<'t> {
    /// Returns the references of a value that hold a PAT, by what is known of them, or else by the name that the value gets.
    pub(crate) fn pats(
        &self,
        name: &str,
        value: &Node,
        step: Option<StepId>,
    ) -> Vec<Reference<'t>> {
        self.pats_among(name, self.references(value), step)
    }

    /// The same for references that are known.
    pub(crate) fn pats_among(
        &self,
        name: &str,
        references: Vec<Reference<'t>>,
        step: Option<StepId>,
    ) -> Vec<Reference<'t>> {
        if says(name) == Says::Foreign || self.is_of_other_renovate(name) {
            return Vec::new();
        }
        let held: Vec<_> = references
            .iter()
            .map(|reference| self.reference_holds(reference, step))
            .collect();
        let unknown = held.iter().all(|holds| *holds == Holds::Unknown);
        if unknown && says(name) == Says::Pat {
            return references.into_iter().take(1).collect();
        }
        references
            .into_iter()
            .zip(held)
            .filter(|(_, holds)| *holds == Holds::StoredPat)
            .map(|(reference, _)| reference)
            .collect()
    }

    /// Tells whether a variable is the token of a Renovate that works on another platform.
    pub(crate) fn is_of_other_renovate(&self, name: &str) -> bool {
        ["RENOVATE_TOKEN", "RENOVATE_PASSWORD", "RENOVATE_FORK_TOKEN"]
            .iter()
            .any(|token| token.eq_ignore_ascii_case(name))
            && !self.renovate_on_azure()
    }
}
