//! What `patless exec` is asked to set.

use crate::environment_name::EnvironmentName;
use crate::stages::RequestedScope;

/// A variable that the command is to get.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(super) name: EnvironmentName,
    pub(super) scope: RequestedScope,
}
