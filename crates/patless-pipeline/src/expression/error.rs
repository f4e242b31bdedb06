//! What is wrong with an expression.

/// An error of an expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ExpressionError {
    /// Where in the expression, in bytes.
    pub at: usize,
    /// The cause, without a full stop.
    pub message: String,
    /// What to do, such as the name that was probably meant.
    pub hint: Option<String>,
}
