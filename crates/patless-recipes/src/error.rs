//! Why there is no recipe.

use crate::tool::Tool;

/// A recipe cannot be made.
///
/// The enum is closed: each variant is told with what to do about it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RecipeError {
    /// The tool works on an organization, and none is known.
    #[error("{0} works on an organization of Azure DevOps, and none is known")]
    NoOrganization(Tool),
    /// The variable that counts git's settings holds no number.
    #[error("the variable GIT_CONFIG_COUNT is not a number of settings, from 0 to 65535")]
    GitConfigCount,
    /// What Renovate is forced to is no object.
    #[error("the variable RENOVATE_FORCE is not an object in JSON")]
    Forced,
    /// Renovate's rules for hosts are no list.
    #[error("the variable RENOVATE_HOST_RULES is not a list in JSON")]
    HostRules,
    /// A path is not Unicode, which no setting of the tool can hold.
    #[error("{0} cannot be told of a path that is not Unicode")]
    Path(Tool),
}
