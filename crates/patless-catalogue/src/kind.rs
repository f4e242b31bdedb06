//! Owns the kinds of failure, and the exit code of each.

/// What the reader of a failure has to do about it.
///
/// The set is closed: exit codes are API.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ErrorKind {
    /// The command was called wrongly: correct the call.
    Usage,
    /// The job, the task inputs or the service connection are not set up for this: correct them.
    Configuration,
    /// Azure DevOps gave no assertion: see to the job's rights on the service connection.
    Assertion,
    /// Microsoft Entra refused the exchange. Trying again cannot help.
    Rejected,
    /// A server could not be reached, or asked to be left alone for longer than the budget. Trying later may help.
    Unavailable,
    /// Patless itself is wrong: report it.
    Internal,
}

impl ErrorKind {
    /// Tells the exit code of the command line for this kind. The task exits with 0 and says `Failed` to the agent.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Internal => 1,
            Self::Usage => 2,
            Self::Configuration => 3,
            Self::Assertion => 4,
            Self::Rejected => 5,
            Self::Unavailable => 6,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorKind::{
        self, Assertion, Configuration, Internal, Rejected, Unavailable, Usage,
    };

    #[test]
    fn exit_codes_are_distinct_and_fixed() {
        let codes = [
            Internal,
            Usage,
            Configuration,
            Assertion,
            Rejected,
            Unavailable,
        ]
        .map(ErrorKind::exit_code);
        assert_eq!(codes, [1, 2, 3, 4, 5, 6]);
    }
}
