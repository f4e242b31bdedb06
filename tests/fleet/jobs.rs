//! Runs many jobs at once, each as the agent runs the task.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use patless_emulator::Emulator;

use crate::job_environment::{self, CONNECTION};

/// Runs so many jobs at once, and returns how many of them got their access token.
pub(crate) fn run(emulator: &Emulator, binary: &Path, jobs: usize) -> io::Result<usize> {
    let folder = tempfile::tempdir()?;
    let output = |job: usize| folder.path().join(job.to_string());
    let mut environment = job_environment::of_job(emulator);
    environment.extend(job_environment::of_connection(emulator, CONNECTION));
    let id = job_environment::connection(emulator, CONNECTION).id;
    environment.insert("INPUT_SERVICECONNECTION".to_owned(), id.to_string());
    environment.insert("INPUT_VARIABLE".to_owned(), "TOKEN".to_owned());
    let mut command = Command::new(binary);
    command
        .arg("task")
        .env_clear()
        .envs(environment)
        .env("HOME", folder.path())
        .env("AGENT_TEMPDIRECTORY", folder.path())
        .stdin(Stdio::null());
    let mut children = Vec::new();
    for job in 0..jobs {
        // Files, not pipes: a thousand pipes are more than most systems let a process have.
        command.stdout(File::create(output(job))?);
        children.push(command.spawn()?);
    }
    for child in &mut children {
        child.wait()?;
    }
    let mut served = 0;
    for job in 0..jobs {
        let text = fs::read_to_string(output(job))?;
        let is_served = |line: &str| line.starts_with("##vso[task.setvariable variable=TOKEN;");
        if text.lines().any(is_served) {
            served += 1;
            continue;
        }
        let errors = text.lines().filter(|line| line.contains("type=error"));
        errors.for_each(|line| println!("{line}"));
    }
    Ok(served)
}
