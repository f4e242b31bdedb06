//! The kinds of failure, by what the reader has to do.

/// What the reader has to do about a failure.
///
/// The set is closed: each kind has an exit code, and exit codes are API.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ErrorKind {
    /// The command line is wrong: correct it.
    Usage,
    /// The job, the task inputs or the service connection are not set up correctly: correct them.
    Configuration,
    /// Azure DevOps issued no assertion: check the job's permissions on the service connection.
    Assertion,
    /// Microsoft Entra refused the exchange. A retry cannot help.
    Rejected,
    /// A server could not be reached, or asked for a longer wait than the budget allows. A later attempt may help.
    Unavailable,
    /// Patless has a bug: report it.
    Internal,
}
