//! Child process of a step, with its output line by line.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

#[cfg(unix)]
use super::default_signals::start_steps_with_default_signals;
use super::limits::StepLimits;
use super::output_queue::{OutputQueue, Stream};
use super::termination::{self, End};

/// A process to run.
#[derive(Debug)]
pub(super) struct Process<'a> {
    /// The executable. It is looked up in the `PATH` of `environment`.
    pub(super) program: &'a Path,
    /// The arguments.
    pub(super) args: &'a [OsString],
    /// The whole environment.
    pub(super) environment: Vec<(String, String)>,
    /// The working directory.
    pub(super) working_directory: &'a Path,
    /// Whether stdout and stderr are separate.
    pub(super) output: Output,
}

/// Whether the stdout and the stderr of a process are separate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// Two streams, as from a task.
    Separate,
    /// One stream, as from a script. The script tasks redirect stderr to their stdout.
    Merged,
}

impl Process<'_> {
    /// Runs the process until it ends, or until its limits end it.
    pub(super) fn run(
        self,
        limits: &StepLimits,
        mut on_line: impl FnMut(Stream, &str),
    ) -> io::Result<End> {
        #[cfg(unix)]
        start_steps_with_default_signals();
        let mut command = Command::new(self.program);
        command
            .args(self.args)
            .env_clear()
            .envs(self.environment)
            .current_dir(self.working_directory)
            .stdin(Stdio::null());
        let queue = match self.output {
            Output::Separate => start_separate(command, limits)?,
            Output::Merged => start_merged(command, limits)?,
        };
        loop {
            let batch = queue.next();
            for (stream, line) in &batch.lines {
                on_line(*stream, line);
            }
            if let Some(end) = batch.finished {
                return Ok(end);
            }
        }
    }
}

/// Starts a process with separate streams.
fn start_separate(mut command: Command, limits: &StepLimits) -> io::Result<Arc<OutputQueue>> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let queue = Arc::new(OutputQueue::new(2));
    if let Some(stdout) = child.stdout.take() {
        spawn_reader(&queue, Stream::Stdout, stdout);
    }
    if let Some(stderr) = child.stderr.take() {
        spawn_reader(&queue, Stream::Stderr, stderr);
    }
    spawn_waiter(&queue, child, limits);
    Ok(queue)
}

/// Starts a process whose stdout and stderr are one stream.
///
/// As with a real agent, that is a socket on Unix: Node, in which the script tasks run, gives its children sockets
/// (`uv__process_init_stdio` of libuv).
fn start_merged(mut command: Command, limits: &StepLimits) -> io::Result<Arc<OutputQueue>> {
    #[cfg(unix)]
    let (reader, writer) = {
        let (reader, writer) = std::os::unix::net::UnixStream::pair()?;
        (reader, std::os::fd::OwnedFd::from(writer))
    };
    #[cfg(not(unix))]
    let (reader, writer) = io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let child = command.spawn()?;
    // The command holds the write ends. The stream ends only after they are closed.
    drop(command);
    let queue = Arc::new(OutputQueue::new(1));
    spawn_reader(&queue, Stream::Stdout, reader);
    spawn_waiter(&queue, child, limits);
    Ok(queue)
}

/// Reads a stream on a thread. If a daemon holds the stream open, the thread lives as long as the daemon.
fn spawn_reader(queue: &Arc<OutputQueue>, stream: Stream, from: impl io::Read + Send + 'static) {
    let queue = Arc::clone(queue);
    thread::spawn(move || queue.read(stream, from));
}

/// Waits for the process on a thread.
fn spawn_waiter(queue: &Arc<OutputQueue>, mut child: Child, limits: &StepLimits) {
    let queue = Arc::clone(queue);
    let limits = limits.clone();
    thread::spawn(move || {
        // Waiting fails only if the child was already reaped elsewhere. Then its exit status is unknown.
        let end = termination::wait(&mut child, &limits).unwrap_or_default();
        queue.exited(end, limits.pace().of(STREAM_TIMEOUT));
    });
}

/// Returns the exit code as .NET does. For a process that a signal ended, it is 128 plus the signal.
pub(super) fn exit_code(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt as _;
        if let Some(signal) = status.signal() {
            return 128 + signal;
        }
    }
    status.code().unwrap_or(-1)
}

/// How long the agent waits for the streams of a process that has ended.
const STREAM_TIMEOUT: Duration = Duration::from_secs(5);
