//! Asks git which headers it is configured to send, by their keys: their values may be secrets.

use crate::git::git;

/// The keys `http.<url>.extraheader` and `http.extraheader` of the working folder's configuration and of all others that count
/// there. Empty where git cannot be asked, or has none.
pub(super) fn git_headers() -> Vec<String> {
    let listed = git(&[
        "config",
        "--includes",
        "--name-only",
        "--get-regexp",
        r"^http\.(.*\.)?extraheader$",
    ]);
    // Where it fails, it has written none.
    let listed = listed.map(|output| output.stdout).unwrap_or_default();
    let listed = String::from_utf8(listed).unwrap_or_default();
    let mut keys: Vec<_> = listed.lines().map(str::to_owned).collect();
    keys.dedup();
    keys
}
