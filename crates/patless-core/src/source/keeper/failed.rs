//! What is wrong with a keeper that a variable names.

use std::fmt::Display;

use crate::environment::variables::PATLESS_KEEPER;
use crate::source::error::Broken;
use crate::source::name::SourceName;
use patless_catalogue::Cause;

/// There is none at this address, or it does not answer.
pub(super) fn gone(address: &dyn Display, reason: &str) -> Broken {
    let reason = format!(
        "{} names the keeper at {address}, which does not answer: {reason}",
        PATLESS_KEEPER.name()
    );
    broken(Cause::KeeperGone, reason)
}

/// Something else is wrong with it.
pub(super) fn broken(cause: Cause, reason: String) -> Broken {
    Broken::new(SourceName::Keeper, cause, reason)
}
