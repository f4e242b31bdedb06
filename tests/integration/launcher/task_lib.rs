//! azure-pipelines-task-lib, which Microsoft's tasks are written with, as one more reader of what we write and are given.

use std::io::Write as _;
use std::process::{Command, Stdio};

use patless_emulator::agent::logging_command::{DecodePercents, LoggingCommand, parse};
use patless_emulator::{Emulator, Scenario};
use serde_json::Value;

use super::node;
use crate::job_environment::{CONNECTION, connection};
use crate::step::Step;

/// Has the library read logging commands. What it reads may be secret, and stays in this process.
fn commands(text: &str) -> Vec<Value> {
    // The library leaves a file where it is started.
    let folder = tempfile::tempdir().unwrap();
    let mut reader = Command::new(node::path(20))
        .arg(node::set_up("task-lib.js"))
        .arg("commands")
        .env_clear()
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = reader.stdin.take().unwrap();
    stdin.write_all(text.as_bytes()).unwrap();
    drop(stdin);
    let output = reader.wait_with_output().unwrap();
    let read = last_line(&String::from_utf8(output.stdout).unwrap());
    read.as_array().unwrap().clone()
}

/// What was read, behind the lines that the library itself prints.
fn last_line(stdout: &str) -> Value {
    let line = stdout.lines().last().unwrap_or_default();
    serde_json::from_str(line).unwrap()
}

/// Fails unless the library reads a command as the agent does.
fn assert_same(command: &LoggingCommand, read: &Value) {
    let name = format!("{}.{}", command.area, command.event);
    assert_eq!(read["command"], name.as_str());
    let properties: Vec<_> = command.properties.iter().collect();
    assert_eq!(
        read["properties"].as_object().unwrap().len(),
        properties.len(),
        "{name}"
    );
    for (key, value) in properties {
        assert_eq!(read["properties"][key], value, "{name} {key}");
    }
    // The library decodes less than the agent in the text behind the properties.
    let message = read["message"].as_str().unwrap();
    let message = message.replace("%3B", ";").replace("%5D", "]");
    assert!(message == command.data, "{name} has another text");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_task_library_reads_each_of_our_commands_as_the_agent_does() {
    for scenario in ["default", "wrong-subject"] {
        let emulator = Emulator::start(Scenario::named(scenario).unwrap()).unwrap();
        let step = Step::new(&emulator).input("isOutput", "true");
        let told = step.variable("SYSTEM_DEBUG", "true").run();
        let expected: Vec<_> = told
            .raw
            .lines()
            .filter_map(|line| parse(line, DecodePercents::On))
            .collect();
        let read = commands(&told.raw);
        assert_eq!(read.len(), expected.len());
        for (command, read) in expected.iter().zip(&read) {
            assert_same(command, read);
        }
    }
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_task_library_reads_the_environment_of_our_tests_as_a_tasks() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let step = Step::new(&emulator).input("tokens", "A = graph");
    let script = node::set_up("task-lib.js");
    let words = [
        script.to_str().unwrap(),
        "inputs",
        "variable",
        "tokens",
        "scope",
    ];
    let read = step.command(&node::path(20), words).verb(&[]);
    let read = last_line(&read.stdout);
    let connection = connection(&emulator, CONNECTION);
    let expected = serde_json::json!({
        "inputs": { "variable": "TOKEN", "tokens": "A = graph" },
        "scheme": "WorkloadIdentityFederation",
        "tenant": connection.tenant_id.to_string(),
        "client": connection.client_id.to_string(),
        // This is why the launcher must not load the library.
        "left": [],
    });
    assert_eq!(read, expected);
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_task_library_reads_our_note_as_a_task_variable() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let script = node::set_up("task-lib.js");
    let words = [script.to_str().unwrap(), "variables", "PATLESS_VARIABLES"];
    let step = Step::new(&emulator).variable("VSTS_TASKVARIABLE_PATLESS_VARIABLES", "A B");
    let read = step.command(&node::path(20), words).verb(&[]);
    let expected = serde_json::json!({ "PATLESS_VARIABLES": [null, "A B"] });
    assert_eq!(last_line(&read.stdout), expected);
}
