//! Search criteria of a request for pull requests.

use uuid::Uuid;

use super::super::vss_error::Exception;
use crate::wire::{Request, Response};
use crate::world::{PullRequest, PullRequestStatus};

/// What a request looks for.
pub(super) struct Search {
    /// `None`: of any status.
    status: Option<PullRequestStatus>,
    /// ID of the author's identity. `None`: by anybody.
    creator: Option<Uuid>,
    /// Ref of the source branch. `None`: any.
    source: Option<String>,
    /// Ref of the target branch. `None`: any.
    target: Option<String>,
    /// Number of results to leave out at the start.
    pub(super) skip: usize,
    /// Largest number of results.
    pub(super) top: usize,
}

impl Search {
    /// Reads the query.
    pub(super) fn of(request: &Request) -> Result<Self, Response> {
        let criterion = |name: &str| request.query(&format!("searchCriteria.{name}"));
        let number = |name: &str| request.query(name).and_then(|it| it.parse().ok());
        let status = match criterion("status").unwrap_or("active") {
            "1" | "active" => Some(PullRequestStatus::Active),
            "2" | "abandoned" => Some(PullRequestStatus::Abandoned),
            "3" | "completed" => Some(PullRequestStatus::Completed),
            "4" | "all" => None,
            other => {
                return Err(Exception::InvalidArgument.response(&format!(
                    "The value '{other}' is not a status of a pull request."
                )));
            }
        };
        Ok(Self {
            status,
            creator: criterion("creatorId").and_then(|it| Uuid::parse_str(it).ok()),
            source: criterion("sourceRefName").map(ToOwned::to_owned),
            target: criterion("targetRefName").map(ToOwned::to_owned),
            skip: number("$skip").unwrap_or_default(),
            top: number("$top").unwrap_or(DEFAULT_TOP),
        })
    }

    /// Returns whether a pull request fits.
    pub(super) fn fits(&self, it: &PullRequest) -> bool {
        self.status.is_none_or(|status| status == it.status)
            && self.creator.is_none_or(|id| id == it.author_id)
            && self.source.as_ref().is_none_or(|name| *name == it.source)
            && self.target.as_ref().is_none_or(|name| *name == it.target)
    }
}

/// Largest number of results where the request does not say it.
const DEFAULT_TOP: usize = 101;
