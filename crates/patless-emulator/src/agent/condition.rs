//! Condition of a step, with the status and the variables of its job.

use std::rc::Rc;

use patless_pipeline::expression::{Answer, Expression, Object, Surroundings, Use, Value};
use patless_pipeline::model::Condition;

use super::context::JobState;
use super::result::TaskResult;

/// Returns whether a step runs.
///
/// # Errors
/// Why the condition has no value.
pub(super) fn holds(condition: Option<&Condition>, job: &JobState<'_>) -> Result<bool, String> {
    let text = expression_of(condition);
    if text == DEFAULT {
        return Ok(!matches!(
            job.result,
            Some(TaskResult::Failed | TaskResult::Canceled)
        ));
    }
    let parsed = Expression::parse(text, Use::StepCondition).map_err(|errors| {
        let texts: Vec<_> = errors.iter().map(ToString::to_string).collect();
        texts.join("; ")
    })?;
    let value = parsed.evaluate(&Step { job });
    value.map(|it| it.as_boolean()).map_err(|it| it.to_string())
}

/// Returns the text of a condition.
pub(super) fn expression_of(condition: Option<&Condition>) -> &str {
    let text = condition.map_or("", |it| it.text.trim());
    if text.is_empty() { DEFAULT } else { text }
}

/// Returns whether a step never runs: its condition is `false`.
pub(super) fn is_never(condition: Option<&Condition>) -> bool {
    expression_of(condition).eq_ignore_ascii_case("false")
}

/// What the condition of a step sees.
struct Step<'a, 'out> {
    job: &'a JobState<'out>,
}

impl Surroundings for Step<'_, '_> {
    fn named(&self, name: &str) -> Option<Value> {
        if !name.eq_ignore_ascii_case("variables") {
            return None;
        }
        let text = |text: &str| Value::Text(Rc::from(text), None);
        let variables = self.job.variables.iter();
        let entries = variables.map(|it| (Rc::from(&*it.name), None, text(&it.value)));
        let object = Object {
            entries: entries.collect(),
        };
        Some(Value::Object(Rc::new(object), None))
    }

    fn call(&self, name: &str, _: &[Value]) -> Answer {
        let result = self.job.result;
        let canceled = result == Some(TaskResult::Canceled);
        let failed = result == Some(TaskResult::Failed);
        let value = match name {
            "always" => true,
            "canceled" => canceled,
            "failed" => failed,
            "succeeded" => !failed && !canceled,
            "succeededOrFailed" => !canceled,
            _ => return Answer::Unknown,
        };
        Answer::Value(Value::Boolean(value))
    }
}

/// The condition of a step without one.
const DEFAULT: &str = "succeeded()";
