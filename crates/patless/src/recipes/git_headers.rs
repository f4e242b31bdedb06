//! Asks git which headers it is configured to send, by their keys: their values may be secrets.

use crate::process::{Program, output_of};

/// The keys `http.<url>.extraheader` and `http.extraheader` of the working folder's configuration and of all others that count
/// there. Empty where git cannot be asked, or has none. git is started without the variables `removed`.
pub(super) fn git_headers(removed: Vec<String>) -> Vec<String> {
    let arguments = [
        "config",
        "--includes",
        "--name-only",
        "--get-regexp",
        r"^http\.(.*\.)?extraheader$",
    ];
    let program = Program {
        name: "git".into(),
        arguments: arguments.map(Into::into).to_vec(),
        removed,
    };
    let listed = output_of(&program).unwrap_or_default();
    let listed = String::from_utf8(listed).unwrap_or_default();
    let mut keys: Vec<_> = listed.lines().map(str::to_owned).collect();
    keys.dedup();
    keys
}
