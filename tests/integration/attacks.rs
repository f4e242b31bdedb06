//! What a printed line can do: a step prints texts that somebody else wrote, such as a pull request's title, and the agent
//! takes `##vso[…]` in them for commands. Then the task runs, and nothing may reach whoever wrote them.

mod authority;
mod certificates;
mod job_token;
mod repeated;

use std::net::TcpListener;

use patless_emulator::Emulator;
use patless_emulator::agent::TaskResult;

use crate::job_environment::CONNECTION;
use crate::pipeline::{Played, play_on_agent};

/// The newest agent that is known, and the newest that lets a printed line move the job's own connection.
const AGENTS: [&str; 2] = ["5.278.0", "4.274.0"];
const WITHOUT_PROTECTION: &str = AGENTS[1];

/// A server of the attacker: an address on this machine that, to Patless, is a stranger.
struct Evil(TcpListener);

impl Evil {
    fn listen() -> Self {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    /// Fails if anybody has opened a connection.
    fn assert_got_nothing(&self, what: &str) {
        let got = self.0.accept();
        assert!(got.is_err(), "{what}: somebody connected to the attacker");
    }
}

/// The command that changes a connection.
fn set_endpoint(id: &str, properties: &str, data: &str) -> String {
    format!("##vso[task.setendpoint id={id};{properties}]{data}")
}

/// The command that sets a variable.
fn set_variable(name: &str, value: &str) -> String {
    format!("##vso[task.setvariable variable={name}]{value}")
}

/// Plays a job whose first step prints these lines, and whose second is the task with these inputs beside its own.
fn play_behind(emulator: &Emulator, version: &str, lines: &[String], inputs: &str) -> Played {
    let folder = tempfile::tempdir().unwrap();
    let titles = folder.path().join("titles");
    std::fs::write(&titles, lines.join("\n") + "\n").unwrap();
    let file = folder.path().join("pipeline.yml");
    let yaml = format!(
        "steps:\n- bash: cat {}\n- task: Patless@1\n  inputs: {{ serviceConnection: {CONNECTION}, variable: T{inputs} }}\n",
        titles.display()
    );
    std::fs::write(&file, yaml).unwrap();
    play_on_agent(emulator, &file, version)
}

/// Fails unless the job was refused with this cause, and no server of the emulator got a request.
fn assert_refused(emulator: &Emulator, played: &Played, cause: &str) {
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    let error = played.first_error().unwrap();
    assert!(error.contains(cause), "{cause} is not in: {error}");
    assert!(emulator.requests().is_empty(), "{:?}", emulator.requests());
}
