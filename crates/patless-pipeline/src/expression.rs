//! The expression language of Azure Pipelines, in `${{ }}`, `$[ ]` and conditions.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/expressions>.

mod error;
mod surroundings;
mod value;

pub use error::ExpressionError;
pub use surroundings::{Answer, Surroundings, Use};
pub use value::{Object, Value};

/// A parsed expression.
#[derive(Clone, Debug)]
pub struct Expression {}

impl Expression {
    /// Parses what stands between `${{` and `}}` or between `$[` and `]`, or a condition. `of` decides which functions
    /// and which names at the left of a dot there are.
    ///
    /// # Errors
    /// All that is wrong: syntax, unknown functions and names, numbers of arguments.
    pub fn parse(_text: &str, _of: Use) -> Result<Self, Vec<ExpressionError>> {
        todo!()
    }

    /// Evaluates it.
    ///
    /// # Errors
    /// What only its values tell, such as an index that is no number, or a value that `surroundings` refuses.
    pub fn evaluate(&self, _surroundings: &dyn Surroundings) -> Result<Value, ExpressionError> {
        todo!()
    }
}
