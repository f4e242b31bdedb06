//! A parsed expression.

use super::function::Function;
use super::value::Value;

/// A part of an expression.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// What it is.
    pub(super) kind: TreeKind,
}

/// What a part of an expression is.
#[derive(Clone, Debug)]
pub(super) enum TreeKind {
    /// A literal.
    Literal(Value),
    /// The name of a value of the surroundings.
    Name(Box<str>),
    /// A call of a function.
    Call(&'static Function, Vec<Tree>),
    /// A value, and what is taken of it from left to right. Flat: it may be thousands of properties long.
    Path(Box<Tree>, Vec<Step>),
}

/// What is taken of a value.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// `.name` or `[index]`.
    Index(Tree),
    /// `.*` or `[*]`: a filtered array.
    All,
}
