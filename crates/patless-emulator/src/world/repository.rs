//! Git repository of a project.

use uuid::{Uuid, uuid};

/// Git repository of the job's project.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Repository {
    /// ID.
    pub id: Uuid,
    /// Name, which ignores case.
    pub name: String,
}

/// Lists the repositories.
pub(super) fn all() -> Vec<Repository> {
    let repository = |id, name: &str| Repository {
        id,
        name: name.to_owned(),
    };
    vec![
        repository(uuid!("5febef5a-833d-4e14-b9c0-14cb638f91e6"), WIDGETS),
        repository(uuid!("5febef5b-4c1e-4d7a-9f20-6e8d3a5b7c91"), GADGETS),
    ]
}

/// Name of a repository with some history.
const WIDGETS: &str = "widgets";
/// Name of a repository that uses an old version of a package of the feed, for Renovate.
pub(crate) const GADGETS: &str = "gadgets";
