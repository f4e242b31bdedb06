//! A program that runs beside the measurements, and ends with its standard input.
use std::{
    io::{self, BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use build_helper::Failure;

/// The program.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    /// `None` once it was told to end.
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Running {
    /// Starts it. The first line that it prints tells that it is ready.
    pub(super) fn start(command: &mut Command) -> Result<Self, Failure> {
        let program = command.get_program().display().to_string();
        let failure = |error: io::Error| failure(&program, &error);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failure)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let output = output.ok_or_else(|| failure(io::ErrorKind::BrokenPipe.into()))?;
        Ok(Self {
            child,
            input,
            output: BufReader::new(output),
        })
    }

    /// Asks for a line by sending an empty one.
    pub(super) fn ask(&mut self) -> Result<String, Failure> {
        if let Some(input) = &mut self.input {
            input
                .write_all(b"\n")
                .map_err(|error| failure("a server of the bench", &error))?;
        }
        self.line()
    }

    /// Its id.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Waits for a line.
    pub(super) fn line(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        let read = self.output.read_line(&mut line);
        match read {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(_) => Ok(line.trim_end().to_owned()),
            Err(error) => Err(error),
        }
        .map_err(|error| failure("a server of the bench", &error))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.input = None;
        // It ends by itself; how, nobody needs to know.
        let _ = self.child.wait();
    }
}

/// What to say when it does not run.
fn failure(program: &str, error: &io::Error) -> Failure {
    Failure::new(
        format!("{program}: {error}"),
        "read what it says above, then run `cargo xtask bench` again",
    )
}
