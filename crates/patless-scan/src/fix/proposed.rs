//! The edits that replace a PAT, as a rule proposes them.

use std::ops::Range;

/// How sure it is that nothing else changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FixClass {
    /// The step does the same, with another token.
    Safe,
    /// A script or a setting is rewritten: read it, and run it.
    Unsafe,
    /// A person has to do it.
    Never,
}

/// What replaces a PAT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// `Safe` or `Unsafe`.
    pub class: FixClass,
    /// Edits of the file, in any order. They do not overlap.
    pub edits: Vec<Edit>,
    /// The step that has to come before. `None`: none, or it is there already.
    pub(crate) token_step: Option<TokenStep>,
}

/// One edit: the bytes at `at` become `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the file.
    pub at: Range<usize>,
    /// What is there afterwards.
    pub text: String,
}

/// The step `Patless@1` that a list of steps needs before an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TokenStep {
    /// Index of the list in the document.
    pub(crate) list: usize,
    /// The item before which it goes.
    pub(crate) item: usize,
    /// What it gives to later steps.
    pub(crate) gives: Gives,
}

/// What a step `Patless@1` gives to later steps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gives {
    /// A token in a variable.
    Variable(String),
    /// A helper of Git, which always has a token of now.
    Git,
    /// What a tool reads, by its name in the input `for`.
    Tool(&'static str),
}
