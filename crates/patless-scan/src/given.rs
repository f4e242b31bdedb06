//! Says whether a value that is handed to a tool is a PAT, and which bytes stand for it.

use std::ops::Range;

use crate::document::Document;
use crate::fix::Fix;
use crate::holds::{Holds, gets_token};
use crate::names::{Says, says};
use crate::reference::Reference;
use crate::script::{Script, StepId};
use crate::yaml::Node;

/// A PAT that is handed over.
#[derive(Clone, Debug)]
pub(crate) struct Given<'t> {
    /// The bytes that stand for it.
    pub(crate) at: Range<usize>,
    /// The variable with it. `None`: a command gets it.
    pub(crate) reference: Option<Reference<'t>>,
}

/// What a tool takes at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// PATs of Azure DevOps only: anything that is not known to be something else is one.
    PatsOnly,
    /// Anything: only what is known to be a PAT is one.
    Anything,
}

/// Returns where the secret of a value begins: behind `"password"` in JSON, or `Password=`.
pub(crate) fn secret_part(text: &str) -> usize {
    let mut keys = text.match_indices("assword");
    let key = keys.find(|(at, key)| {
        let after = text.get(at + key.len()..).unwrap_or_default();
        after.starts_with(['"', '\'', '\\', '`', '='])
    });
    key.map_or(0, |(at, _)| at)
}

impl Takes {
    fn is_pat(self, holds: Holds) -> bool {
        match self {
            Self::PatsOnly => holds.may_be_pat(),
            Self::Anything => holds == Holds::StoredPat,
        }
    }
}

impl Given<'_> {
    /// Returns the variable's name, or `a PAT`.
    pub(crate) fn name(&self) -> &str {
        self.reference
            .as_ref()
            .map_or("a PAT", |reference| reference.name)
    }
}

impl<'t> Document<'t> {
    /// Says what PAT a value in a script is. `None`: it is no PAT, or a mapping has its own finding.
    pub(crate) fn given(
        &self,
        script: &Script<'t>,
        value: Range<usize>,
        takes: Takes,
    ) -> Option<Given<'t>> {
        let text = self.slice(value.clone());
        let references = script.references(value.clone());
        let by_command = text.starts_with("$(") && text.contains(char::is_whitespace)
            || text.starts_with(['(', '`']);
        let positional = text.strip_prefix(['$', '%']).is_some_and(|rest| {
            rest.trim_start_matches('{')
                .starts_with(|letter: char| letter.is_ascii_digit())
        });
        if by_command || references.is_empty() {
            let found = takes == Takes::PatsOnly
                && (positional || by_command)
                && !gets_token(text)
                && references
                    .iter()
                    .all(|reference| self.may_lead_to_pat(script, reference));
            return found.then_some(Given {
                at: value,
                reference: None,
            });
        }
        let reference = references
            .into_iter()
            .filter(|reference| value.start + secret_part(text) <= reference.at.start)
            .find(|reference| takes.is_pat(self.holds(script, reference)))?;
        Some(Given {
            at: reference.at.clone(),
            reference: Some(reference),
        })
    }

    /// Tells whether a command with this variable may print a PAT: the variable is one, or says where one is.
    fn may_lead_to_pat(&self, script: &Script<'_>, reference: &Reference<'_>) -> bool {
        match self.holds(script, reference) {
            Holds::StoredPat | Holds::Unknown => true,
            Holds::Foreign => says(reference.name) != Says::Foreign,
            Holds::Mapped | Holds::JobToken | Holds::Fresh => false,
        }
    }

    /// The same for a value of the YAML, at a step of a pipeline or elsewhere.
    pub(crate) fn given_by_node(
        &self,
        value: &Node,
        step: Option<StepId>,
        takes: Takes,
    ) -> Option<Given<'t>> {
        let from = value.at.start + secret_part(self.slice(value.at.clone()));
        let mut references = self.references(value).into_iter();
        let reference = references.find(|reference| from <= reference.at.start)?;
        let holds = self.node_holds(value, step);
        takes.is_pat(holds).then(|| Given {
            at: reference.at.clone(),
            reference: Some(reference),
        })
    }

    /// Makes the fix that swaps the variable with a PAT in a script. `None`: a command gets it, or the script sets the variable.
    pub(crate) fn swapped_given(&self, script: &Script<'_>, given: &Given<'_>) -> Option<Fix> {
        self.swapped(script, given.reference.as_ref()?)
    }
}
