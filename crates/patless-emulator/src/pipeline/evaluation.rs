//! Evaluation of the expression between `${{` and `}}`: `parameters.x`, a quoted string, or `replace(text, from, to)`.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/expressions>.

use super::error::PipelineError;
use super::node::{Node, Value};
use super::parameters::Parameters;
use super::position::Position;

/// Evaluates an expression. `node` gives its position.
pub(super) fn evaluate(
    node: &Node,
    expression: &str,
    parameters: &Parameters,
) -> Result<Node, PipelineError> {
    let mut reader = Reader {
        position: &node.position,
        expression: expression.trim(),
        rest: expression,
        parameters,
    };
    let value = reader.operand()?;
    if reader.rest.trim().is_empty() {
        Ok(value)
    } else {
        Err(reader.unsupported())
    }
}

/// Reader of an expression, from left to right.
struct Reader<'a> {
    position: &'a Position,
    /// The whole expression, for messages.
    expression: &'a str,
    /// The unread rest.
    rest: &'a str,
    parameters: &'a Parameters,
}

impl Reader<'_> {
    /// Reads one value.
    fn operand(&mut self) -> Result<Node, PipelineError> {
        self.rest = self.rest.trim_start();
        if self.take("'") {
            return self.quoted().map(|text| self.scalar(text));
        }
        if self.take("replace") {
            return self.replaced().map(|text| self.scalar(text));
        }
        if self.take("parameters.") {
            return self.parameter();
        }
        Err(self.unsupported())
    }

    /// Reads a string after its opening quote. A quote in the string is doubled. Nothing else is special.
    fn quoted(&mut self) -> Result<String, PipelineError> {
        let mut text = String::new();
        while let Some((part, rest)) = self.rest.split_once('\'') {
            text += part;
            self.rest = rest;
            if !self.take("'") {
                return Ok(text);
            }
            text.push('\'');
        }
        Err(self.unsupported())
    }

    /// Reads the arguments of `replace`.
    fn replaced(&mut self) -> Result<String, PipelineError> {
        let mut arguments = Vec::new();
        for before in ["(", ",", ","] {
            self.expect(before)?;
            let value = self.operand()?;
            arguments.push(value.text("an argument of replace")?.to_owned());
        }
        self.expect(")")?;
        let [text, from, to] = &arguments[..] else {
            return Err(self.unsupported());
        };
        if from.is_empty() {
            return Err(self.unsupported());
        }
        Ok(text.replace(from, to))
    }

    /// Reads a parameter after `parameters.`.
    fn parameter(&mut self) -> Result<Node, PipelineError> {
        let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let end = self.rest.find(|c| !in_name(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        let found = self.parameters.get(name).cloned();
        found.ok_or_else(|| {
            let what = format!("there is no parameter {name}");
            PipelineError::invalid(self.position, what)
        })
    }

    /// Skips a text if the rest starts with it. Returns whether it did.
    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Skips a symbol that must come next.
    fn expect(&mut self, symbol: &str) -> Result<(), PipelineError> {
        self.rest = self.rest.trim_start();
        if self.take(symbol) {
            Ok(())
        } else {
            Err(self.unsupported())
        }
    }

    fn scalar(&self, text: String) -> Node {
        Node {
            position: self.position.clone(),
            value: Value::Scalar(text),
        }
    }

    fn unsupported(&self) -> PipelineError {
        let what = format!("the template expression ${{{{ {} }}}}", self.expression);
        PipelineError::unsupported(self.position, what)
    }
}
