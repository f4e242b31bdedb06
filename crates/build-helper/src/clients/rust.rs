//! Builds the Rust client, with its own lock file; cargo itself knows whether that was done before.

use crate::{
    failure::{FETCH_HINT, Failure},
    step,
    workspace::Workspace,
};

/// Builds what its lock file pins.
///
/// The target folder is the workspace's own: the C code of the crypto library is then built once, not twice.
pub(super) fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    step::run(
        workspace
            .cargo(
                "build --locked --quiet --manifest-path tests/clients/rust/Cargo.toml --target-dir",
            )
            .arg(workspace.target("")),
        FETCH_HINT,
    )
}
