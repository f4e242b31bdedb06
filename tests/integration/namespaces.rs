//! Whether this machine allows a test its own mount namespace.

use std::process::Command;

/// The options with which this user may have one. `None`: with none.
pub(crate) fn mount_options() -> Option<&'static str> {
    ["-m", "-rm"].into_iter().find(|options| {
        let mut probe = Command::new("unshare");
        probe.args([options, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
        probe.output().is_ok_and(|output| output.status.success())
    })
}
