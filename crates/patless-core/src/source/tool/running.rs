//! A program that is running: reads what it writes, and stops it with all that it started.

use std::io;
use std::process::ExitStatus;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};
use zeroize::Zeroizing;

/// What a program wrote before it ended. An access token may be in it.
pub(in crate::source) struct Output {
    pub(in crate::source) status: ExitStatus,
    pub(in crate::source) stdout: Zeroizing<Vec<u8>>,
    pub(in crate::source) stderr: Zeroizing<Vec<u8>>,
}

/// A program that is running. It is stopped on drop.
///
/// On Unix it is in a process group of its own, so that what it started is stopped as well: `az` is a script that starts
/// Python. On Windows, only the program itself is stopped.
pub(super) struct Running {
    child: Child,
    stdout: Option<ChildStdout>,
    stderr: Option<ChildStderr>,
}

impl Running {
    pub(super) fn start(mut command: Command) -> io::Result<Self> {
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command.spawn()?;
        Ok(Self {
            stdout: child.stdout.take(),
            stderr: child.stderr.take(),
            child,
        })
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// It wrote more than the limit, or its output cannot be read.
    pub(super) async fn output(&mut self) -> io::Result<Output> {
        let (stdout, stderr) = (self.stdout.take(), self.stderr.take());
        let (stdout, stderr, status) =
            tokio::try_join!(read(stdout), read(stderr), self.child.wait())?;
        Ok(Output {
            status,
            stdout,
            stderr,
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Without an id it has ended, and its number may be another's.
        #[cfg(unix)]
        if let Some(id) = self.child.id()
            && let Some(group) = i32::try_from(id)
                .ok()
                .and_then(rustix::process::Pid::from_raw)
        {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
    }
}

/// Reads to the end, into one buffer: one that grows leaves copies behind.
async fn read(from: Option<impl AsyncRead + Unpin>) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; LIMIT_BYTES + 1]);
    let mut length = 0;
    if let Some(mut from) = from {
        loop {
            let more = from.read(&mut bytes[length..]).await?;
            length += more;
            if length > LIMIT_BYTES {
                let reason = format!("it wrote more than {LIMIT_BYTES} bytes");
                return Err(io::Error::other(reason));
            }
            if more == 0 {
                break;
            }
        }
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// The most that each of the two outputs may hold, in bytes: as much as an answer of a server.
const LIMIT_BYTES: usize = 64 * 1024;
