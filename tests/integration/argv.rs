//! Watches command lines: what any user of the machine could have seen.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tempfile::TempDir;

/// Collects the command lines of all processes again and again until it is stopped. Sees them on Linux only.
pub(crate) struct ArgvWatch {
    stopped: Arc<AtomicBool>,
    thread: JoinHandle<String>,
}

impl ArgvWatch {
    pub(crate) fn start() -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stopped);
        let thread = thread::spawn(move || {
            let mut seen = String::new();
            while !flag.load(Ordering::Relaxed) {
                collect(&mut seen);
                thread::sleep(PAUSE);
            }
            seen
        });
        Self { stopped, thread }
    }

    /// Stops, and gives every distinct command line.
    pub(crate) fn stop(self) -> String {
        self.stopped.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

/// Shorter than any process that is watched lives, and long enough that many watches leave the machine to the tests.
const PAUSE: Duration = Duration::from_millis(4);

fn collect(seen: &mut String) {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return;
    };
    for process in processes.flatten() {
        // A process may end while it is being looked at.
        let Ok(bytes) = std::fs::read(process.path().join("cmdline")) else {
            continue;
        };
        let line = String::from_utf8_lossy(&bytes).replace('\0', " ");
        if !line.is_empty() && !seen.contains(&line) {
            seen.push_str(&line);
            seen.push('\n');
        }
    }
}

/// Has strace record the command line of every process that a command starts, however short it lives.
pub(crate) struct ArgvTrace {
    folder: TempDir,
}

impl ArgvTrace {
    /// `None` where strace is missing or may not trace: there, the watch must do.
    pub(crate) fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        CAN_TRACE.then_some(Self { folder })
    }

    /// A command that starts a program under strace. It ends as the program does.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = strace(&self.folder.path().join(FILE));
        command.arg(program);
        command
    }

    /// The calls that started a program, the latest trace's.
    pub(crate) fn lines(&self) -> String {
        let bytes = std::fs::read(self.folder.path().join(FILE)).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// The command line of strace, up to the program. It stops a process only where that starts another one.
fn strace(file: &Path) -> Command {
    let mut command = Command::new("/usr/bin/strace");
    command
        .args(["-f", "--seccomp-bpf", "-qq"])
        .args(["-e", "trace=execve,execveat", "-e", "signal=none"])
        // As much of an argument as the longest that Linux takes.
        .args(["-s", "131072", "-o"])
        .arg(file)
        .arg("--");
    command
}

/// Whether strace is here and may trace, without a word about what it lacks.
static CAN_TRACE: LazyLock<bool> = LazyLock::new(|| {
    let mut probe = strace(Path::new("/dev/null"));
    let output = probe.arg("true").stdin(Stdio::null()).output();
    output.is_ok_and(|it| it.status.success() && it.stderr.is_empty())
});

const FILE: &str = "trace";

#[test]
#[ignore = "needs strace, which `cargo xtask test` installs"]
fn every_command_line_is_traced_however_short_it_lives() {
    let trace = ArgvTrace::new().unwrap();
    let script = "i=0; while [ $i -lt 50 ]; do /bin/true \"line-$i.\"; i=$((i+1)); done; exit 3";
    let mut command = trace.command(Path::new("/bin/sh"));
    let status = command.args(["-c", script]).status().unwrap();
    assert_eq!(status.code(), Some(3));
    let lines = trace.lines();
    for number in 0..50 {
        assert!(lines.contains(&format!("\"line-{number}.\"")), "{number}");
    }
}
