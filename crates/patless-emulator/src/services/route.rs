//! Route: a path of a host, by which its faults are keyed.

use super::ServiceName;

/// Path of a host. Faults are keyed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// Host that has the path.
    pub(crate) service: ServiceName,
    /// Path, with parameters like `{project}`.
    pub(crate) path: &'static str,
}
