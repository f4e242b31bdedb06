//! The kinds of failure: what its reader has to do.

/// What the reader of a failure has to do about it.
///
/// The set is closed: each kind has its exit code, and those are API.
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
