//! Keeps the memory of this process, which holds secrets, out of core dumps and from other processes of the same user.

use std::io;

#[cfg(unix)]
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Dumps of this process are disabled, as far as the system allows.
#[derive(Debug)]
pub(crate) struct NoDumps {
    /// What the limit for cores was.
    #[cfg(unix)]
    before: Rlimit,
    result: io::Result<()>,
}

/// Disables dumps of this process. Call this before anything is read.
///
/// On Linux, the process becomes one that is not dumpable: the kernel writes no core of it, not even into the pipe of a
/// crash collector, which no limit stops, and gives its files in `/proc` (memory, initial environment) to root. On every
/// Unix, the limit for cores becomes 0. What Windows has for this takes unsafe code.
pub(crate) fn forbid_dumps() -> NoDumps {
    #[cfg(unix)]
    let before = getrlimit(Resource::Core);
    #[cfg(unix)]
    let limited = limit_cores(Rlimit {
        current: Some(0),
        ..before
    });
    #[cfg(not(unix))]
    let limited = Ok(());
    NoDumps {
        #[cfg(unix)]
        before,
        result: forbid_readers().and(limited),
    }
}

impl NoDumps {
    /// Lowers the limit for cores so that only root can raise it again, for this process and all that it starts.
    ///
    /// # Errors
    /// The system does not allow one of the ways to disable dumps. The others are still used.
    pub(crate) fn for_good(self) -> io::Result<()> {
        #[cfg(unix)]
        let limited = limit_cores(Rlimit {
            current: Some(0),
            maximum: Some(0),
        });
        #[cfg(not(unix))]
        let limited = Ok(());
        self.result.and(limited)
    }

    /// Starts another program with the limit for cores that this one was started with.
    ///
    /// A child inherits the limit, but not that its parent is not dumpable.
    #[cfg(unix)]
    pub(super) fn start<T>(&self, start: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let before = self.before;
        // Where the system does not allow it, the child writes no cores: it need not.
        let _ = limit_cores(before);
        let started = start();
        let _ = limit_cores(Rlimit {
            current: Some(0),
            ..before
        });
        started
    }
}

#[cfg(unix)]
fn limit_cores(limit: Rlimit) -> io::Result<()> {
    Ok(setrlimit(Resource::Core, limit)?)
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
