//! Programs that stand in for `az` and `azd`: scripts in a folder of the test.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::{fs, thread};

use tempfile::TempDir;

use crate::clock::{Clock, TestClock};
use crate::context::Context;
use crate::environment::Environment;
use crate::retry::deadline::{Deadline, Limits};
use crate::scope::ScopeName;
use crate::{Cloud, Selected, SourceError, SourceRequest, TokenRequest};

/// The time on the clock of a desk, in Unix seconds.
pub(in crate::source) const NOW: u64 = 1_795_295_000;

/// A machine with programs in the folders of `PATH`.
pub(in crate::source) struct Desk {
    folder: TempDir,
    pub(in crate::source) clock: Arc<TestClock>,
    variables: Vec<(String, String)>,
}

impl Desk {
    pub(in crate::source) fn new(clock: TestClock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bin");
        fs::create_dir(&path).unwrap();
        Self {
            variables: vec![("PATH".to_owned(), path.display().to_string())],
            folder,
            clock: Arc::new(clock),
        }
    }

    /// A desk with one program, on a clock that waits move.
    pub(in crate::source) fn with(name: &str, script: &str) -> Self {
        let desk = Self::new(TestClock::at_unix_seconds(NOW));
        desk.install(name, script);
        desk
    }

    pub(in crate::source) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Sets a variable.
    pub(in crate::source) fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(own, _)| own != name);
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Installs a program. It notes its arguments, its folder and its variables first.
    pub(in crate::source) fn install(&self, name: &str, script: &str) {
        let folder = self.path().display();
        let notes = format!(
            "printf '%s\\n' \"$@\" > {folder}/{name}.argv; pwd > {folder}/{name}.pwd; env > {folder}/{name}.env"
        );
        let script = format!("#!/bin/sh\n{notes}\n{script}\n");
        write_program(&self.path().join("bin").join(name), &script);
    }

    /// What a program noted, by lines. `None` if it was not run.
    pub(in crate::source) fn noted(&self, file: &str) -> Option<Vec<String>> {
        let text = fs::read_to_string(self.path().join(file)).ok()?;
        Some(text.lines().map(str::to_owned).collect())
    }

    pub(in crate::source) fn environment(&self) -> Environment {
        Environment::new(self.variables.clone())
    }

    pub(in crate::source) async fn context(&self) -> Context {
        let clock = Arc::clone(&self.clock) as Arc<dyn Clock>;
        let deadline = Deadline::start(Arc::clone(&clock), Limits::default());
        let environment = Environment::fixed(&[]);
        Context::open(&environment, clock, &deadline).await.unwrap()
    }

    /// A request for a token for Azure DevOps.
    pub(in crate::source) fn token(&self) -> TokenRequest {
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        let clock = Arc::clone(&self.clock) as Arc<dyn Clock>;
        TokenRequest::new(scope, Deadline::start(clock, Limits::default()))
    }

    pub(in crate::source) async fn select(
        &self,
        request: &SourceRequest,
    ) -> Result<Selected, SourceError> {
        let context = self.context().await;
        Selected::select(&context, &self.environment(), request, &self.token()).await
    }
}

/// Lists why each source was passed over.
pub(in crate::source) fn passed_over(error: &SourceError) -> String {
    let SourceError::Nowhere(all) = error else {
        panic!("{error:?}");
    };
    let mut text = String::new();
    for not_here in all {
        writeln!(text, "{not_here}").unwrap();
    }
    text
}

/// Writes a program by another process: a file that this one has open for writing, or a child that another test starts
/// meanwhile, could not be executed.
pub(super) fn write_program(path: &Path, script: &str) {
    let mut shell = Command::new("/bin/sh")
        .args(["-c", "umask 077; cat > \"$0\"; chmod 0700 \"$0\""])
        .arg(path)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = shell.stdin.take().unwrap();
    stdin.write_all(script.as_bytes()).unwrap();
    drop(stdin);
    assert!(shell.wait().unwrap().success());
}

/// Reads a pipe to its end in the background. It ends when all programs that hold it have ended.
pub(in crate::source) fn read_pipe(path: &Path) -> Pipe {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
    let (opened, is_open) = tokio::sync::oneshot::channel();
    let path = path.to_owned();
    let reader = thread::spawn(move || {
        // Waits for a writer.
        let mut pipe = fs::File::open(path).unwrap();
        opened.send(()).unwrap();
        std::io::read_to_string(&mut pipe).unwrap()
    });
    Pipe { is_open, reader }
}

/// A pipe that is read.
pub(in crate::source) struct Pipe {
    /// A program has opened it.
    pub(in crate::source) is_open: tokio::sync::oneshot::Receiver<()>,
    reader: thread::JoinHandle<String>,
}

impl Pipe {
    /// Waits until nobody holds it.
    pub(in crate::source) fn end(self) {
        self.reader.join().unwrap();
    }
}
