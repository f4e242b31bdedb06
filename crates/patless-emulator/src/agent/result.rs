//! Results of steps and jobs, and how they are merged.

use std::fmt;

/// Result of a step or a job, in order of severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TaskResult {
    /// Succeeded.
    Succeeded,
    /// Succeeded, with errors or warnings.
    SucceededWithIssues,
    /// Failed.
    Failed,
    /// Was canceled.
    Canceled,
    /// Did not run.
    Skipped,
    /// Was abandoned by the server.
    Abandoned,
    /// A number without a name. The agent accepts it in `task.complete`.
    Other(i32),
}

impl TaskResult {
    /// Parses like .NET's `Enum.TryParse`: a case-sensitive name or any number, with surrounding white space.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(number) = text.parse::<i32>() {
            let named = usize::try_from(number).ok().and_then(|n| NAMED.get(n));
            return Some(named.copied().unwrap_or(Self::Other(number)));
        }
        NAMED.into_iter().find(|named| named.to_string() == text)
    }

    /// Merges a new result into the current one.
    pub(super) fn merge(current: Option<Self>, new: Self) -> Self {
        match current {
            None => new,
            Some(fixed @ (Self::Canceled | Self::Skipped | Self::Abandoned)) => fixed,
            Some(current) => current.max(new),
        }
    }
}

impl fmt::Display for TaskResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Succeeded => f.write_str("Succeeded"),
            Self::SucceededWithIssues => f.write_str("SucceededWithIssues"),
            Self::Failed => f.write_str("Failed"),
            Self::Canceled => f.write_str("Canceled"),
            Self::Skipped => f.write_str("Skipped"),
            Self::Abandoned => f.write_str("Abandoned"),
            Self::Other(number) => write!(f, "{number}"),
        }
    }
}

/// The named results by number.
const NAMED: [TaskResult; 6] = [
    TaskResult::Succeeded,
    TaskResult::SucceededWithIssues,
    TaskResult::Failed,
    TaskResult::Canceled,
    TaskResult::Skipped,
    TaskResult::Abandoned,
];

#[cfg(test)]
mod tests {
    use super::TaskResult::{
        Abandoned, Canceled, Failed, Other, Skipped, Succeeded, SucceededWithIssues,
    };
    use super::*;

    #[test]
    fn result_is_parsed_in_exact_case_or_as_a_number() {
        let cases = [
            ("Succeeded", Some(Succeeded)),
            ("SucceededWithIssues", Some(SucceededWithIssues)),
            ("Failed", Some(Failed)),
            ("Canceled", Some(Canceled)),
            ("Skipped", Some(Skipped)),
            ("2", Some(Failed)),
            (" Failed ", Some(Failed)),
            ("99", Some(Other(99))),
            ("succeeded", None),
            ("failed", None),
            ("Cancelled", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(TaskResult::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn worse_result_wins_until_the_step_is_skipped() {
        let cases = [
            (None, Succeeded, Succeeded),
            (Some(Succeeded), Failed, Failed),
            (Some(Failed), Succeeded, Failed),
            (Some(Failed), SucceededWithIssues, Failed),
            (Some(Failed), Skipped, Skipped),
            (Some(Skipped), Failed, Skipped),
            (Some(Canceled), Abandoned, Canceled),
        ];
        for (current, new, expected) in cases {
            assert_eq!(TaskResult::merge(current, new), expected);
        }
    }
}
