//! What is wrong with a keeper that a variable names.

use crate::environment::variables::PATLESS_KEEPER;
use crate::source::error::Broken;
use crate::source::name::SourceName;
use patless_catalogue::Cause;

use super::address::Address;

/// It does not answer.
pub(super) fn gone(address: &Address, reason: &str) -> Broken {
    let reason = format!(
        "{} names the keeper at {address}, which does not answer: {reason}",
        PATLESS_KEEPER.name()
    );
    broken(Cause::KeeperGone, reason)
}

/// Anything else.
pub(super) fn broken(cause: Cause, reason: String) -> Broken {
    Broken::new(SourceName::Keeper, cause, reason)
}
