//! Whether the page has the log of a job.

/// Whether the page has the log of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there is nothing between them")]
pub enum ShownJob {
    /// A job is run, and the page shows its log.
    Log,
    /// Clients are started elsewhere, so there is no log.
    None,
}
