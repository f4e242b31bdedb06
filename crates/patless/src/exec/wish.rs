//! A variable that the command of `patless exec` is to get.

use crate::environment_name::EnvironmentName;
use crate::stages::RequestedScope;

/// A variable, and what its token is for.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) name: EnvironmentName,
    pub(super) scope: RequestedScope,
}
