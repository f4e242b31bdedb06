//! The expression language of Azure Pipelines, in `${{ }}`, `$[ ]` and conditions.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/expressions>.

mod call;
mod conversion;
mod date;
mod error;
mod evaluation;
mod format;
mod function;
mod json;
mod nodes;
mod number;
mod parser;
mod scan;
mod surroundings;
mod token;
mod tree;
mod value;

pub use conversion::Inconvertible;
pub use error::ExpressionError;
pub use scan::{Part, Piece, runtime, scan};
pub use surroundings::{Answer, Surroundings, Use};
pub use value::{Object, Value};

/// A parsed expression.
#[derive(Clone, Debug)]
pub struct Expression {
    tree: tree::Tree,
    of: Use,
}

impl Expression {
    /// Parses what stands between `${{` and `}}` or between `$[` and `]`, or a condition. `of` decides which functions
    /// and which names at the left of a dot there are.
    ///
    /// # Errors
    /// All that is wrong: syntax, unknown functions and names, numbers of arguments.
    pub fn parse(text: &str, of: Use) -> Result<Self, Vec<ExpressionError>> {
        let tree = parser::parse(text, of)?;
        Ok(Self { tree, of })
    }

    /// Evaluates it.
    ///
    /// # Errors
    /// What only its values tell, such as a value that cannot become text, or a call that `surroundings` refuses. In a
    /// template, also a name that neither exists there nor comes from an `each`.
    pub fn evaluate(&self, surroundings: &dyn Surroundings) -> Result<Value, ExpressionError> {
        evaluation::evaluate(&self.tree, self.of, surroundings)
    }
}
