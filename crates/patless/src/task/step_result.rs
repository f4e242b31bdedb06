//! Owns what a verb of the agent has told it, as the process then says it once more by its exit code.

/// What the agent has been told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[must_use]
#[expect(clippy::exhaustive_enums, reason = "each has an exit code")]
pub enum Told {
    /// That the work is done, or that the step was canceled.
    Fine,
    /// That the step failed.
    Failed,
}
