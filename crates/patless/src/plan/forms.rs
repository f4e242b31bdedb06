//! The forms of a missing step: commands of az, Terraform, or what to click.

mod az;
mod portal;
mod quoting;
mod terraform;

pub(super) use portal::portal;

use super::change::Change;
use super::known::Known;

/// The commands of az for a change. `None`: az has none.
pub(super) fn az(change: Change, known: &Known) -> Option<String> {
    az::commands(change, known)
}

/// What the commands of all changes need first.
pub(super) fn az_preamble(known: &Known) -> String {
    az::preamble(known)
}

/// The Terraform for a change. `None`: the providers have nothing for it.
pub(super) fn terraform(change: Change, known: &Known) -> Option<String> {
    terraform::resources(change, known)
}

/// What the resources of all changes need first.
pub(super) fn terraform_preamble(known: &Known) -> String {
    terraform::preamble(known)
}
