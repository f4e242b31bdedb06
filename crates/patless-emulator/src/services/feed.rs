//! The one feed of the job's organization.

use url::Url;

/// Its name.
pub(crate) const FEED: &str = "acme-packages";

/// Returns its URL as a registry of npm, with a trailing slash. `organization`: the organization's URL, with a trailing slash.
pub(crate) fn npm_registry(organization: &Url) -> String {
    format!("{organization}_packaging/{FEED}/npm/registry/")
}
