//! Running job of a GitHub Actions workflow.

use uuid::{Uuid, uuid};

use crate::wire::random_text;

/// Running job of a workflow in GitHub Actions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Workflow {
    /// Owner of the repository.
    pub owner: String,
    /// ID of the owner, which stays if the owner is renamed.
    pub owner_id: u64,
    /// Name of the repository, without its owner.
    pub repository: String,
    /// ID of the repository, which stays if the repository is renamed.
    pub repository_id: u64,
    /// Branch or tag of the run, like `refs/heads/main`.
    pub git_ref: String,
    /// Commit of the run.
    pub commit: String,
    /// ID of the run.
    pub run_id: u64,
    /// ID of the plan in the request URL.
    pub plan_id: Uuid,
    /// ID of the job in the request URL.
    pub job_id: Uuid,
    /// Token for requests for an assertion, `ACTIONS_ID_TOKEN_REQUEST_TOKEN`.
    pub request_token: String,
}

impl Workflow {
    /// Builds the workflow.
    pub(super) fn new() -> Self {
        Self {
            owner: "acme".to_owned(),
            owner_id: 6_500_301,
            repository: "extension".to_owned(),
            repository_id: 740_124_001,
            git_ref: "refs/heads/main".to_owned(),
            commit: "8f3c2d1e0b9a87f6e5d4c3b2a19080f7e6d5c4b3".to_owned(),
            run_id: 9_100_000_042,
            plan_id: uuid!("91a40001-5c6d-4e7f-8091-a2b3c4d5e601"),
            job_id: uuid!("91a40002-5c6d-4e7f-8091-a2b3c4d5e602"),
            request_token: format!("sekret-github-request-token-{}", random_text(24)),
        }
    }

    /// Returns the subject of the run's assertions in the form with names only.
    pub fn subject_with_names(&self) -> String {
        format!(
            "repo:{}/{}:ref:{}",
            self.owner, self.repository, self.git_ref
        )
    }

    /// Returns the subject of the run's assertions in the form with IDs, which repositories made since 15 July 2026
    /// have.
    pub fn subject_with_ids(&self) -> String {
        format!(
            "repo:{}@{}/{}@{}:ref:{}",
            self.owner, self.owner_id, self.repository, self.repository_id, self.git_ref,
        )
    }
}

/// Issuer of the assertions of GitHub Actions.
pub(crate) const GITHUB_ISSUER: &str = "https://token.actions.githubusercontent.com";
/// Name of the application that a workflow of GitHub Actions uses.
pub(crate) const GITHUB_APPLICATION: &str = "acme-github";
