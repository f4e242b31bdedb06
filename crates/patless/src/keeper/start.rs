//! Starts the keeper, for the task: as a process of its own that outlives the step.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use patless_core::{Clock, SourceName};
use patless_keeper::Door;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};
use zeroize::Zeroizing;

use super::agent_process::AgentProcess;
use super::answered::{Answered, OpenDoor};
use super::order::Order;
use crate::failure::Failure;
use crate::process::variables_of_a_daemon;
use crate::recipes::PrivateFolder;

/// What the keeper is started with.
#[derive(Debug)]
pub(crate) struct KeeperStart {
    /// The variables of the task.
    pub(crate) variables: Vec<(String, Zeroizing<String>)>,
    /// The folder in which its private one is made. `None`: the system's folder of temporary files.
    pub(crate) place: Option<PathBuf>,
    /// The process that runs the job. `None` if it is not known.
    pub(crate) agent: Option<AgentProcess>,
}

/// A keeper that has begun. When this is dropped, its folder goes, and with that the keeper.
#[derive(Debug)]
pub(crate) struct Started {
    /// Its folder.
    pub(crate) folder: PrivateFolder,
    /// Its doors.
    pub(crate) doors: Vec<OpenDoor>,
}

impl Started {
    /// The flags by which a verb asks the keeper. `None` if that has no door for it.
    pub(crate) fn flags(&self) -> Option<Vec<String>> {
        let socket = Door::Socket.as_str();
        let has_socket = self.doors.iter().any(|it| it.door == socket);
        has_socket.then(|| vec!["--source".to_owned(), SourceName::Keeper.to_string()])
    }
}

/// How long the keeper may take to open its doors. One of them may begin with a request.
const LIMIT: Duration = Duration::from_secs(45);
/// The most that it may answer, in bytes.
const LIMIT_BYTES: u64 = 64 * 1024;

/// Makes the folder of a keeper. It is to be noted before there is a keeper, which the post-job stage stops then, whatever comes
/// between.
pub(crate) fn prepare(start: &KeeperStart) -> Result<PrivateFolder, Failure> {
    PrivateFolder::create(start.place.as_deref()).map_err(Failure::Files)
}

/// Starts the keeper, and waits until its doors are open.
///
/// # Errors
/// It cannot be started, or says why it cannot begin.
pub(crate) async fn start(
    start: KeeperStart,
    folder: PrivateFolder,
    clock: &dyn Clock,
) -> Result<Started, Failure> {
    let order = Order::new(start.variables, folder.path().to_owned(), start.agent);
    let answered = tokio::select! {
        answered = ask(&order) => answered,
        () = clock.limit(LIMIT) => Err(io::Error::other("it has not answered in time")),
    };
    match answered {
        Ok(Answered::Open(doors)) => Ok(Started { folder, doors }),
        Ok(Answered::Refused(reason)) => Err(Failure::KeeperRefused(reason)),
        Err(error) => Err(Failure::KeeperNotStarted(error)),
    }
}

async fn ask(order: &Order) -> io::Result<Answered> {
    let mut child = spawn()?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    // The secrets go to the keeper, which is this program.
    input.write_all(&order.to_line()?).await?;
    drop(input);
    let mut line = Zeroizing::new(String::with_capacity(4096));
    let mut output = BufReader::new(output.take(LIMIT_BYTES));
    output.read_line(&mut line).await?;
    if line.is_empty() {
        return Err(io::Error::other("it has ended without a word"));
    }
    Ok(serde_json::from_str(&line)?)
}

/// Starts this program as a keeper. It inherits nothing of the environment that it does not need, and none of the step's streams.
fn spawn() -> io::Result<Child> {
    let program: OsString = std::env::current_exe()?.into();
    let mut command = Command::new(program);
    command
        .arg("keep")
        .env_clear()
        .envs(variables_of_a_daemon())
        // It must not hold a folder of the job.
        .current_dir(
            std::env::temp_dir()
                .ancestors()
                .last()
                .unwrap_or("/".as_ref()),
        )
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(windows)]
    command.creation_flags(DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP);
    command.spawn()
}

/// <https://learn.microsoft.com/windows/win32/procthread/process-creation-flags>
#[cfg(windows)]
const DETACHED_PROCESS: u32 = 0x8;
#[cfg(windows)]
const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
