//! What came of a stage or a job.

use crate::agent::{TaskResult, Variable};

/// A stage that has ended, or was skipped.
#[derive(Clone, Debug)]
pub(crate) struct StageRecord {
    /// Its name.
    pub(crate) name: String,
    /// Its result.
    pub(crate) result: TaskResult,
    /// Why it has this result, if its jobs do not tell.
    pub(crate) note: Option<String>,
    /// Its jobs, in the order in which they ran.
    pub(crate) jobs: Vec<JobRecord>,
}

/// A job that has ended, or was skipped.
#[derive(Clone, Debug)]
pub(crate) struct JobRecord {
    /// Its name.
    pub(crate) name: String,
    /// Its result, after `continueOnError`.
    pub(crate) result: TaskResult,
    /// Why it has this result, if its log does not tell.
    pub(crate) note: Option<String>,
    /// Its output variables, under the names by which the jobs of its stage read them.
    pub(crate) outputs: Vec<Variable>,
}

impl JobRecord {
    /// Makes the record of a job that did not run.
    pub(super) fn without_run(name: &str, result: TaskResult, note: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            result,
            note: Some(note.into()),
            outputs: Vec::new(),
        }
    }
}

/// Returns the worst of the results. What was skipped counts only if nothing ran.
pub(super) fn worst(results: impl IntoIterator<Item = TaskResult>) -> Option<TaskResult> {
    let rank = |result: &TaskResult| match result {
        TaskResult::Skipped => 0,
        TaskResult::Succeeded => 1,
        TaskResult::SucceededWithIssues => 2,
        TaskResult::Failed => 3,
        // The agent has more results, all of which end a job early.
        _ => 4,
    };
    results.into_iter().max_by_key(rank)
}

/// Returns whether what depends on this result runs by default.
pub(super) fn is_success(result: TaskResult) -> bool {
    matches!(
        result,
        TaskResult::Succeeded | TaskResult::SucceededWithIssues
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use TaskResult::{Canceled, Failed, Skipped, Succeeded, SucceededWithIssues};

    #[test]
    fn worst_result_counts() {
        for (results, expected) in [
            (vec![], None),
            (vec![Skipped, Skipped], Some(Skipped)),
            (vec![Skipped, Succeeded], Some(Succeeded)),
            (
                vec![SucceededWithIssues, Succeeded],
                Some(SucceededWithIssues),
            ),
            (vec![Failed, SucceededWithIssues, Skipped], Some(Failed)),
            (vec![Failed, Canceled], Some(Canceled)),
        ] {
            assert_eq!(worst(results.iter().copied()), expected, "{results:?}");
        }
    }
}
