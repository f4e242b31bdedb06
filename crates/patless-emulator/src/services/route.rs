//! Route: a path of a host, and the key of the faults that are played there.

use super::ServiceName;

/// Path of a host. It is the key of the faults that are played there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// Host that has the path.
    pub(crate) service: ServiceName,
    /// Path, with parameters like `{project}`.
    pub(crate) path: &'static str,
}
