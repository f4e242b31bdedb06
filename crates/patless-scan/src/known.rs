//! What was found out about a document before: thousands of its places lead to the same line or step.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use crate::held::Holds;
use crate::reference::Reference;
use crate::scopes::Scopes;
use crate::script::StepId;

/// What is known of a document. Each part is filled when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Known<'t> {
    /// What variables hold.
    pub(crate) holds: RefCell<BTreeMap<Asked, Option<Holds>>>,
    /// The first references of values, by where those begin.
    pub(crate) few: RefCell<BTreeMap<usize, Vec<Reference<'t>>>>,
    /// What `env` gives to its steps.
    pub(crate) scopes: OnceCell<Scopes<'t>>,
    /// Who reads what its steps are given.
    pub(crate) sinks: RefCell<BTreeMap<StepId, String>>,
    /// Which words are in it.
    pub(crate) words: RefCell<BTreeMap<&'static str, bool>>,
}

/// What was asked about a variable, and how far it is followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Asked {
    /// About one of the script that begins there.
    Assigned(usize, String, usize),
    /// About the value that a script sets one of the pipeline to, by where it begins.
    Set(usize, usize),
    /// About a value of the YAML at a step, by where it begins.
    Value(usize, Option<StepId>, usize),
}
