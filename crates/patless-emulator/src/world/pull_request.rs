//! Pull request of a Git repository.

use uuid::Uuid;

/// Pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PullRequest {
    /// Number, from 1.
    pub id: u32,
    /// ID of the repository.
    pub repository_id: Uuid,
    /// Ref of the source branch, like `refs/heads/topic`.
    pub source: String,
    /// Ref of the target branch.
    pub target: String,
    /// Title.
    pub title: String,
    /// Description, in Markdown.
    pub description: String,
    /// ID of the author's identity in the organization.
    pub author_id: Uuid,
    /// Name of the author.
    pub author: String,
    /// Time when it was opened, in seconds since 1970.
    pub created_at_s: i64,
    /// Status.
    pub status: PullRequestStatus,
    /// Names of its labels.
    pub labels: Vec<String>,
}

/// Status of a pull request. Exhaustive: the service has no other that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PullRequestStatus {
    /// Open.
    Active,
    /// Closed without a merge.
    Abandoned,
    /// Merged.
    Completed,
}
