//! What an expression sees of the world.

use super::value::Value;

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// `${{ }}`.
    Template,
    /// `condition` of a stage.
    StageCondition,
    /// `condition` of a job.
    JobCondition,
    /// `condition` of a step.
    StepCondition,
    /// `$[ ]` in a variable, a matrix or another value that is known when the job starts.
    Runtime,
}

/// What an expression sees.
pub trait Surroundings {
    /// Returns a value by the name at the left of its first dot: `parameters`, `variables`, `dependencies`, the name of
    /// an `each`. Names ignore case. None: there is no such name here. `pipeline.startTime` is text such as
    /// `2026-11-27 10:34:11+00:00`, which `format` formats. Called each time that an expression uses the name.
    fn named(&self, name: &str) -> Option<Value>;

    /// Calls a function that depends on the run: `succeeded`, `failed`, `canceled`, `succeededOrFailed`, `always`,
    /// `counter`. `name` is in the spelling of Microsoft's documentation.
    fn call(&self, name: &str, arguments: &[Value]) -> Answer;
}

/// What came of a function that depends on the run.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Its value.
    Value(Value),
    /// Why it has none.
    Refused(String),
    /// There is no such function here.
    Unknown,
}
