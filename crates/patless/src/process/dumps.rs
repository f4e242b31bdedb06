//! Keeps the memory of this process, which holds secrets, out of core dumps and from other processes of the same user.

use std::io;

/// Disables dumps of this process until it ends. Call this before anything is read.
///
/// On Linux, the process becomes one that is not dumpable: the kernel writes no core of it, not even into the pipe of a
/// crash collector, which no limit stops, and gives its files in `/proc` (memory, initial environment) to root. On every
/// Unix, the limit for cores becomes 0, and only root can raise it again. What Windows has for this takes unsafe code.
///
/// # Errors
/// The system does not allow one of the two. The other is still done.
pub(crate) fn forbid_dumps() -> io::Result<()> {
    let limited = forbid_cores();
    forbid_readers().and(limited)
}

#[cfg(target_os = "linux")]
fn forbid_readers() -> io::Result<()> {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "on Linux it can fail")]
fn forbid_readers() -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn forbid_cores() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    Ok(setrlimit(Resource::Core, none)?)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn forbid_cores() -> io::Result<()> {
    Ok(())
}
