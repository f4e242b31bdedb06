//! The expression language of Azure Pipelines, in `${{ }}`, `$[ ]` and conditions.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/expressions>.

mod call;
mod complaint;
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
mod references;
mod scan;
mod surroundings;
mod token;
mod tree;
mod value;
#[cfg(test)]
mod world;

pub use error::ExpressionError;
pub(crate) use references::Reference;
pub(crate) use scan::{Part, is_of_run, is_unexpanded, scan};
pub use scan::{Piece, runtime};
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

    /// Lists the values that it names, from left to right, also those that an evaluation would not reach.
    pub(crate) fn references(&self) -> Vec<Reference<'_>> {
        references::references(&self.tree)
    }
}

#[cfg(test)]
mod tests {
    use super::world::World;
    use super::*;

    const USES: [Use; 5] = [
        Use::Template,
        Use::StageCondition,
        Use::JobCondition,
        Use::StepCondition,
        Use::Runtime,
    ];

    /// What mutated expressions are made of.
    const PIECES: [&str; 46] = [
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        "*",
        "'",
        "''",
        "\"",
        " ",
        "\n",
        "-",
        "1",
        "1.2",
        "1.2.3",
        "-.5",
        "9e9",
        "true",
        "null",
        "and(",
        "or(",
        "eq(",
        "gt(",
        "format('{0:yyyy} {{', ",
        "'{0}{1}'",
        "split(",
        "join(",
        "replace(",
        "convertToJson(",
        "coalesce(",
        "succeeded()",
        "counter('a', 1)",
        "variables",
        "parameters",
        ".shops",
        ".*",
        "['names']",
        "[0]",
        "dependencies.Pack",
        "pipeline.startTime",
        "é",
        "\u{1b}",
        "}}",
        "${{",
        "😀",
    ];

    const SIGNS: [char; 15] = [
        '(', ')', '[', ']', '.', ',', '*', '\'', '-', '{', '}', '0', 'a', 'é', ' ',
    ];

    fn made_up(random: &mut fastrand::Rng) -> String {
        let count = random.usize(0..24);
        (0..count)
            .map(|_| random.choice(PIECES).unwrap_or_default())
            .collect()
    }

    fn mutated(random: &mut fastrand::Rng) -> String {
        let whole = "and(succeeded(), in(variables['build.reason'], 'a', format('{0}-{1:yyyy}', parameters.names[0], \
                     pipeline.startTime)), not(containsValue(parameters.shops.*.city, 1.2.3)))";
        let mut characters: Vec<char> = whole.chars().collect();
        for _ in 0..random.usize(1..6) {
            let at = random.usize(0..characters.len());
            match random.u8(0..3) {
                0 => drop(characters.remove(at)),
                1 => characters.insert(at, random.choice(SIGNS).unwrap_or(' ')),
                _ => characters.swap(at, 0),
            }
        }
        characters.into_iter().collect()
    }

    #[test]
    fn no_expression_panics_and_all_errors_are_in_the_text() {
        let mut random = fastrand::Rng::with_seed(16);
        let mut evaluated = 0;
        for round in 0..10_000 {
            let text = if round % 2 == 0 {
                made_up(&mut random)
            } else {
                mutated(&mut random)
            };
            let of = random.choice(USES).unwrap_or(Use::Template);
            let errors = match Expression::parse(&text, of) {
                Ok(expression) => match expression.evaluate(&World) {
                    Ok(_) => {
                        evaluated += 1;
                        continue;
                    }
                    Err(error) => vec![error],
                },
                Err(errors) => errors,
            };
            assert!(!errors.is_empty(), "{text:?}");
            for error in errors {
                assert!(text.is_char_boundary(error.at), "{text:?}: {error:?}");
                assert!(
                    !error.message.contains(char::is_control),
                    "{text:?}: {error:?}"
                );
            }
            if let Ok(parts) = scan(&text) {
                assert!(parts.len() <= text.len(), "{text:?}");
            }
        }
        assert!(evaluated > 50, "only {evaluated} were evaluated");
    }
}
