//! Network, mount and process namespaces of our own, in which the real host names are ours.
use std::{
    path::Path,
    process::{Command, ExitCode, Stdio},
};

use build_helper::{Failure, step};
use fs_err as fs;

use crate::{built::Built, lab::DEVICE};

/// Starts this process once more, in namespaces, with the same words and its place. `None` where the machine does not allow it.
pub(super) fn run_inside(built: &Built) -> Result<Option<ExitCode>, Failure> {
    let Some(flags) = [AS_ROOT, AS_USER].into_iter().find(|it| works(built, it)) else {
        return Ok(None);
    };
    let status = Command::new("unshare")
        .args(flags.split(' '))
        .arg(built.own("patless-bench"))
        .args(["--place", "namespaces"])
        .args(std::env::args_os().skip(1))
        .status()
        .map_err(|error| Failure::new(format!("unshare: {error}"), HINT))?;
    // What failed has been said.
    Ok(Some(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }))
}

/// Whether namespaces can be had with these flags, and the delay line in them.
fn works(built: &Built, flags: &str) -> bool {
    Command::new("unshare")
        .args(flags.split(' '))
        .arg(built.own("delay-line"))
        .args([DEVICE, "0"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Puts a hosts file of ours and a store of CAs with ours in the place of the machine's. Nobody outside sees it.
pub(super) fn prepare(hosts: &Path, store: &Path) -> Result<(), Failure> {
    step::run(&mut step::command("ip", "link set lo up"), HINT)?;
    mount(hosts, Path::new("/etc/hosts"))?;
    for path in STORES.map(Path::new) {
        if path.is_file() {
            mount(store, path)?;
        }
    }
    Ok(())
}

/// The machine's store of CAs; empty where it is in no place that we know.
pub(super) fn system_store() -> String {
    STORES
        .into_iter()
        .find_map(|path| fs::read_to_string(path).ok())
        .unwrap_or_default()
}

/// Lets one file be seen in the place of another.
fn mount(file: &Path, place: &Path) -> Result<(), Failure> {
    let place = fs::canonicalize(place)?;
    step::run(step::command("mount", "--bind").arg(file).arg(place), HINT)
}

/// Where clients look for CAs.
const STORES: [&str; 3] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
];

/// What root tells `unshare`. What runs inside ends with it.
const AS_ROOT: &str = "--net --mount --pid --fork --kill-child --mount-proc";
/// The same of a user who may have namespaces.
const AS_USER: &str = "--map-root-user --net --mount --pid --fork --kill-child --mount-proc";
/// What to do.
const HINT: &str = "run it as root, with `ip` and `mount` on the PATH";
