//! Pull requests that were opened so far.

use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::world::{PullRequest, PullRequestStatus};

/// Pull requests of all repositories, in the order in which they were opened.
#[derive(Default)]
pub(crate) struct PullRequests(Mutex<Vec<PullRequest>>);

/// Pull request that is to be opened.
pub(crate) struct NewPullRequest {
    /// ID of the repository.
    pub(crate) repository_id: Uuid,
    /// Ref of the source branch.
    pub(crate) source: String,
    /// Ref of the target branch.
    pub(crate) target: String,
    /// Title.
    pub(crate) title: String,
    /// Description.
    pub(crate) description: String,
    /// ID of the author's identity in the organization.
    pub(crate) author_id: Uuid,
    /// Name of the author.
    pub(crate) author: String,
    /// Time in seconds since 1970.
    pub(crate) created_at_s: i64,
}

/// Reason why a pull request is not opened.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum OpenError {
    /// There is an active one for the same two branches.
    Exists,
}

impl PullRequests {
    /// Opens one, with the next number.
    pub(crate) fn open(&self, new: NewPullRequest) -> Result<PullRequest, OpenError> {
        let mut all = self.content();
        let is_same = |it: &PullRequest| {
            it.repository_id == new.repository_id
                && it.status == PullRequestStatus::Active
                && it.source == new.source
                && it.target == new.target
        };
        if all.iter().any(is_same) {
            return Err(OpenError::Exists);
        }
        let opened = PullRequest {
            id: all.last().map_or(1, |it| it.id + 1),
            repository_id: new.repository_id,
            source: new.source,
            target: new.target,
            title: new.title,
            description: new.description,
            author_id: new.author_id,
            author: new.author,
            created_at_s: new.created_at_s,
            status: PullRequestStatus::Active,
            labels: Vec::new(),
        };
        all.push(opened.clone());
        Ok(opened)
    }

    /// Replaces the one with the same number.
    pub(crate) fn replace(&self, changed: PullRequest) {
        let mut all = self.content();
        if let Some(it) = all.iter_mut().find(|it| it.id == changed.id) {
            *it = changed;
        }
    }

    /// Copies all of them.
    pub(crate) fn all(&self) -> Vec<PullRequest> {
        self.content().clone()
    }

    /// Locks the content. It stays valid if another thread panics.
    fn content(&self) -> MutexGuard<'_, Vec<PullRequest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
