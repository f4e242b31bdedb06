//! What a condition or `$[ ]` of a stage or a job sees, and the status functions.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/expressions#job-status-functions>.

use std::rc::Rc;

use patless_pipeline::expression::{
    Answer, Expression, ExpressionError, Surroundings, Use, Value, runtime,
};

use super::objects;
use super::record::is_success;
use crate::agent::{TaskResult, Variable};

/// What an expression sees.
pub(super) struct Scope<'a> {
    /// The variables. The first of two of one name counts.
    pub(super) variables: Vec<&'a Variable>,
    /// `dependencies`.
    pub(super) dependencies: Value,
    /// `stageDependencies`.
    pub(super) stage_dependencies: Value,
    /// The results of what comes before, directly and indirectly, by name.
    pub(super) before: Vec<(&'a str, TaskResult)>,
    /// The whole run.
    pub(super) run: RunState,
}

/// Whether the run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunState {
    /// It does.
    Running,
    /// Somebody has canceled it.
    Canceled,
}

impl Scope<'_> {
    /// Evaluates a condition.
    ///
    /// # Errors
    /// Why it has no value.
    pub(super) fn holds(&self, condition: &str, of: Use) -> Result<bool, String> {
        self.value(condition, of).map(|value| value.as_boolean())
    }

    /// Evaluates text that may be `$[ … ]` as a whole. Other text stays as it is.
    ///
    /// # Errors
    /// Why it has no value.
    pub(super) fn text(&self, text: &str) -> Result<String, String> {
        match runtime(text) {
            None => Ok(text.to_owned()),
            Some(inner) => {
                let value = self.value(inner.text, Use::Runtime)?;
                Ok(value
                    .as_text()
                    .map_or_else(String::new, |it| it.to_string()))
            }
        }
    }

    /// Evaluates an expression, with or without `$[` and `]` around it.
    ///
    /// # Errors
    /// Why it has no value.
    pub(super) fn expression(&self, text: &str) -> Result<String, String> {
        match runtime(text) {
            Some(_) => self.text(text),
            None => self.text(&format!("$[{text}]")),
        }
    }

    /// Evaluates an expression.
    fn value(&self, text: &str, of: Use) -> Result<Value, String> {
        let parsed = Expression::parse(text, of).map_err(|errors| {
            let texts: Vec<_> = errors.iter().map(described).collect();
            texts.join("; ")
        })?;
        parsed.evaluate(self).map_err(|error| described(&error))
    }

    /// Finds the result of what comes before.
    fn result_of(&self, name: &Value) -> Option<TaskResult> {
        let name = name.as_text()?;
        let mut before = self.before.iter();
        let found = before.find(|(other, _)| other.eq_ignore_ascii_case(&name));
        found.map(|(_, result)| *result)
    }

    /// Evaluates `succeeded`: of all that comes before, or of those that it names.
    fn succeeded(&self, names: &[Value]) -> bool {
        if self.run == RunState::Canceled {
            return false;
        }
        if names.is_empty() {
            return self.before.iter().all(|(_, result)| is_success(*result));
        }
        names
            .iter()
            .all(|name| self.result_of(name).is_some_and(is_success))
    }

    /// Evaluates `failed`: of anything that comes before, or of those that it names.
    fn failed(&self, names: &[Value]) -> bool {
        if names.is_empty() {
            return self
                .before
                .iter()
                .any(|(_, result)| *result == TaskResult::Failed);
        }
        let mut names = names.iter();
        names.any(|name| self.result_of(name) == Some(TaskResult::Failed))
    }

    /// Evaluates `succeededOrFailed`: whatever came before, or those that it names.
    fn succeeded_or_failed(&self, names: &[Value]) -> bool {
        let ended = |result| is_success(result) || result == TaskResult::Failed;
        let mut named = names.iter();
        let is_met = names.is_empty() || named.any(|it| self.result_of(it).is_some_and(ended));
        is_met && self.run == RunState::Running
    }
}

impl Surroundings for Scope<'_> {
    fn named(&self, name: &str) -> Option<Value> {
        match &*name.to_ascii_lowercase() {
            "variables" => Some(objects::variables(self.variables.iter().copied())),
            "dependencies" => Some(self.dependencies.clone()),
            "stagedependencies" => Some(self.stage_dependencies.clone()),
            "pipeline" => {
                let mut variables = self.variables.iter();
                let found = variables.find(|it| it.name.eq_ignore_ascii_case(START_TIME));
                let found = found.map(|it| (Rc::from("startTime"), objects::text(&it.value)));
                Some(objects::object(found.into_iter()))
            }
            _ => None,
        }
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Answer {
        let value = match name {
            "always" => true,
            "canceled" => self.run == RunState::Canceled,
            "failed" => self.failed(arguments),
            "succeeded" => self.succeeded(arguments),
            "succeededOrFailed" => self.succeeded_or_failed(arguments),
            // Every run is the first of its counters here.
            "counter" => {
                let seed = arguments.get(1).and_then(Value::as_number);
                return Answer::Value(Value::Number(seed.unwrap_or_default()));
            }
            _ => return Answer::Unknown,
        };
        Answer::Value(Value::Boolean(value))
    }
}

/// Describes an error with what to do.
fn described(error: &ExpressionError) -> String {
    match &error.hint {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    }
}

/// The variable with the time at which the run began.
const START_TIME: &str = "System.PipelineStartTime";
