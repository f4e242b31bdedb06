//! Ends, at the end of a job, the processes that its steps have left running.
//!
//! As the agent does (`JobExtension.FinalizeJob`): by the variable that every step has in its environment, in processes that were
//! not there when the job began. What hides its environment from the agent stays.

use std::collections::HashSet;
use std::fs;

use rustix::process::{Pid, Signal, kill_process};

use super::agent_variables::LOOKUP_ID;
use super::context::JobState;
use super::log::Tag;
use super::text::parse_boolean;

/// The processes that run before a job.
pub(super) struct Before {
    processes: HashSet<i32>,
}

impl Before {
    /// Notes the processes that run now.
    pub(super) fn note() -> Self {
        Self {
            processes: running().collect(),
        }
    }

    /// Ends the processes that carry the lookup id of the job, unless the variable `process.clean` is false.
    pub(super) fn end_others(&self, job: &mut JobState<'_>, lookup_id: &str) {
        let clean = job.variables.get("process.clean");
        if clean.and_then(parse_boolean) == Some(false) {
            return;
        }
        let own = i32::try_from(std::process::id()).unwrap_or_default();
        let mark = format!("{LOOKUP_ID}={lookup_id}");
        for process in running() {
            let is_new = process != own && !self.processes.contains(&process);
            if !is_new || !has_in_environment(process, &mark) {
                continue;
            }
            let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
            let name = name.trim();
            let text = format!("Terminate orphan process: pid ({process}) ({name})");
            job.log.write(Tag::None, &text);
            if let Some(process) = Pid::from_raw(process) {
                // It may have ended meanwhile.
                let _ = kill_process(process, Signal::KILL);
            }
        }
    }
}

/// Lists the processes of the machine that can be seen.
fn running() -> impl Iterator<Item = i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// Returns whether a process was started with a variable. False if its environment cannot be read, or it has ended.
fn has_in_environment(process: i32, variable: &str) -> bool {
    let environment = fs::read(format!("/proc/{process}/environ")).unwrap_or_default();
    let mut variables = environment.split(|byte| *byte == 0);
    variables.any(|it| it == variable.as_bytes())
}
