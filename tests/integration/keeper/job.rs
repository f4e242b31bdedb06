//! A job with a keeper, and a look at its process while a step waits.

use std::ffi::OsStr;
use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use patless_emulator::Emulator;
use patless_emulator::agent::CancellationToken;
use tempfile::TempDir;

use crate::leaks::assert_holds_no_secret;
use crate::pipeline::{Played, play_until};

/// A job. Its log and the command lines meanwhile are checked for leaks.
pub(super) struct Job<'e> {
    emulator: &'e Emulator,
    folder: TempDir,
    cancellation: CancellationToken,
}

/// The keeper of a job that runs.
#[derive(Clone, Debug)]
pub(super) struct Keeper {
    /// Its private folder.
    pub(super) folder: PathBuf,
    process: i32,
}

impl<'e> Job<'e> {
    pub(super) fn new(emulator: &'e Emulator) -> Self {
        Self {
            emulator,
            folder: tempfile::tempdir().unwrap(),
            cancellation: CancellationToken::new(),
        }
    }

    /// The line of a script that has the test look at the keeper, and waits until that is done.
    pub(super) fn meet(&self) -> String {
        let folder = self.folder.path().display();
        format!(
            "echo \"$PATLESS_KEEPER\" >{folder}/new; mv {folder}/new {folder}/met; until test -e {folder}/go; do command -p sleep 0.01; done"
        )
    }

    /// Cancels the job.
    pub(super) fn cancel(&self) {
        self.cancellation.cancel();
    }

    /// Plays a pipeline. `look` is called while a step waits, if one does.
    pub(super) fn play<T: Send>(
        &self,
        pipeline: &str,
        more: &[&OsStr],
        look: impl FnOnce(&Keeper) -> T,
    ) -> (Played, Option<T>) {
        let file = self.folder.path().join("pipeline.yml");
        fs::write(&file, pipeline).unwrap();
        let patless = Path::new(env!("CARGO_BIN_EXE_patless")).parent().unwrap();
        let options = [
            "--fast-forward".as_ref(),
            "--path".as_ref(),
            patless.as_os_str(),
        ];
        let options = [more, &options].concat();
        thread::scope(|scope| {
            let playing =
                scope.spawn(|| play_until(self.emulator, &file, &options, &self.cancellation));
            let met = self.folder.path().join("met");
            while !met.exists() && !playing.is_finished() {
                thread::sleep(PAUSE);
            }
            let seen = met.exists().then(|| {
                let folder = fs::read_to_string(met).unwrap();
                let keeper = Keeper::in_folder(Path::new(folder.trim()));
                // The step must not wait for a test that has failed.
                let _go = Go(self.folder.path().join("go"));
                look(&keeper)
            });
            let joined = playing.join();
            let (played, command_lines) = joined.unwrap_or_else(|panic| resume_unwind(panic));
            // Renovate hands its token to git there.
            let others = command_lines.lines().filter(|it| !it.contains(OF_RENOVATE));
            let others: Vec<_> = others.collect();
            assert_holds_no_secret(self.emulator, "a command line", &others.join("\n"));
            (played, seen)
        })
    }
}

/// Has the step go on when this is dropped.
struct Go(PathBuf);

impl Drop for Go {
    fn drop(&mut self) {
        fs::write(&self.0, "").unwrap();
    }
}

const OF_RENOVATE: &str = "http.extraHeader=AUTHORIZATION: bearer ";
const PAUSE: Duration = Duration::from_millis(5);

impl Keeper {
    /// Finds the process that listens in a folder.
    fn in_folder(folder: &Path) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let peer = runtime.unwrap().block_on(async {
            let stream = tokio::net::UnixStream::connect(folder.join("socket")).await;
            stream.unwrap().peer_cred().unwrap()
        });
        Self {
            folder: folder.to_owned(),
            process: peer.pid().unwrap(),
        }
    }

    pub(super) fn runs(&self) -> bool {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process));
        let status = status.unwrap_or_default();
        let state = status.lines().find_map(|line| line.strip_prefix("State:"));
        // It is nobody's child, and some machines leave it as a zombie.
        state.is_some_and(|state| !state.trim().starts_with(['Z', 'X']))
    }

    /// Waits until it has ended.
    pub(super) fn ended(&self) {
        while self.runs() {
            thread::sleep(PAUSE);
        }
    }

    /// Sends it a signal that it cannot handle.
    pub(super) fn kill(&self) {
        let process = rustix::process::Pid::from_raw(self.process).unwrap();
        rustix::process::kill_process(process, rustix::process::Signal::KILL).unwrap();
        self.ended();
    }

    /// The line of the agent about it, if that has to end it.
    pub(super) fn terminated(&self) -> String {
        format!("Terminate orphan process: pid ({}) (patless)", self.process)
    }
}
