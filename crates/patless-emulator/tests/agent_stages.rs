//! Tests post-job stages and cancellation, with shell scripts instead of the task's programs.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::fs;
use std::io::{self, BufRead as _, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use patless_emulator::agent::{
    AgentHost, CancellationToken, InstalledTask, JobMessage, JobOutcome, JobSteps,
    SystemConnection, TaskProgram, TaskResult, run_job,
};

#[path = "parts/only_job.rs"]
mod only_job;

use only_job::only_job;

/// Job log that cancels the job as soon as it contains a text.
struct Log {
    text: String,
    cancel_at: &'static str,
    cancellation: CancellationToken,
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text += &String::from_utf8_lossy(bytes);
        if !self.cancel_at.is_empty() && self.text.contains(self.cancel_at) {
            self.cancellation.cancel();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Folder with a task, whose stages are shell scripts, and a pipeline file.
struct Fixture(tempfile::TempDir);

impl Fixture {
    fn new(main: &str, post_job: &str) -> Self {
        let fixture = Self(tempfile::tempdir().unwrap());
        fixture.write("task.json", TASK_JSON);
        fixture.write("main.sh", main);
        fixture.write("post-job.sh", post_job);
        fixture
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Runs the steps. Cancels the job once its log contains a text, unless the text is empty.
    fn run(&self, steps: &str, cancel_at: &'static str) -> (JobOutcome, String) {
        self.write("p.yml", &format!("steps:\n{steps}"));
        let job = only_job(&self.path("p.yml"));
        let shell = |name: &str| TaskProgram::new("sh", [self.path(name)]);
        let task = InstalledTask::new(self.path("task.json"), shell("main.sh"));
        self.run_job(&job, task.with_post_job(shell("post-job.sh")), cancel_at)
    }

    fn run_job(
        &self,
        job: &JobSteps,
        task: InstalledTask,
        cancel_at: &'static str,
    ) -> (JobOutcome, String) {
        let connection = SystemConnection::new("https://dev.azure.com/contoso/", "sekret-job");
        let message = JobMessage::new(connection, "plan-1", "job-1");
        let mut host = AgentHost::new(self.path("work"), self.0.path());
        host.environment = vec![("PATH".to_owned(), "/usr/local/bin:/usr/bin:/bin".to_owned())];
        host.tasks = vec![task];
        let mut log = Log {
            text: String::new(),
            cancel_at,
            cancellation: host.cancellation.clone(),
        };
        let outcome = run_job(job, &message, &host, &mut log);
        (outcome.unwrap(), log.text)
    }
}

fn results(outcome: &JobOutcome) -> Vec<TaskResult> {
    outcome.steps.iter().map(|step| step.result).collect()
}

const TASK_JSON: &str = r#"{
    "id": "af3c", "name": "Patless", "friendlyName": "Patless", "version": {"Major": 1, "Minor": 2, "Patch": 3},
    "inputs": [{"name": "who", "type": "string"}],
    "execution": {"Node20_1": {"target": "main.sh"}},
    "postjobexecution": {"Node20_1": {"target": "post-job.sh"}}
}"#;

const TWO_STEPS: &str =
    "- task: Patless@1\n  inputs: {who: one}\n- task: Patless@1\n  inputs: {who: two}\n";

#[test]
fn post_job_stages_run_in_reverse_order_with_their_own_task_variables() {
    let main = "echo main $INPUT_WHO ${VSTS_TASKVARIABLE_NOTE:-none}\n\
                echo \"##vso[task.settaskvariable variable=note]of $INPUT_WHO\"\n";
    let fixture = Fixture::new(main, "echo post $INPUT_WHO $VSTS_TASKVARIABLE_NOTE\n");
    let (outcome, log) = fixture.run(&format!("{TWO_STEPS}- bash: env >seen\n"), "");
    assert_eq!(outcome.result, TaskResult::Succeeded, "{log}");
    let said: Vec<_> = log
        .lines()
        .filter(|line| line.starts_with("main") || line.starts_with("post"))
        .collect();
    let expected = [
        "main one none",
        "main two none",
        "post two of two",
        "post one of one",
    ];
    assert_eq!(said, expected);
    assert!(log.contains("##[section]Starting: Post-job: Patless\n"));
    assert_eq!(outcome.steps[3].display_name, "Post-job: Patless");
    let seen = fs::read_to_string(fixture.path("seen")).unwrap();
    assert!(!seen.contains("VSTS_TASKVARIABLE_"), "{seen}");
}

#[test]
fn a_post_job_stage_runs_after_a_skipped_step_and_after_a_failed_one() {
    let fixture = Fixture::new("exit 1\n", "echo post of $INPUT_WHO\n");
    let (outcome, log) = fixture.run(TWO_STEPS, "");
    let expected = [
        TaskResult::Failed,
        TaskResult::Skipped,
        TaskResult::Succeeded,
        TaskResult::Succeeded,
    ];
    assert_eq!(results(&outcome), expected, "{log}");
    assert!(log.contains("\npost of two\n") && log.contains("\npost of one\n"));
}

#[test]
fn a_failed_post_job_stage_fails_the_job() {
    let (outcome, log) = Fixture::new("", "exit 3\n").run("- task: Patless@1\n", "");
    assert_eq!(outcome.result, TaskResult::Failed, "{log}");
}

#[test]
fn a_blanked_variable_stays_secret() {
    let main = "echo '##vso[task.setsecret]sekret-1'\n\
                echo '##vso[task.setvariable variable=t;issecret=true]sekret-1'\n\
                echo '##vso[task.settaskvariable variable=note]t'\n";
    let post = "test -n \"$VSTS_TASKVARIABLE_NOTE\" && echo '##vso[task.setvariable variable=t]'\n\
                echo \"last <$SECRET_T> <$T> $VSTS_SECRET_VARIABLES\"\n";
    let fixture = Fixture::new(&format!("test $INPUT_WHO = two || exit 0\n{main}"), post);
    let (_, log) = fixture.run(TWO_STEPS, "");
    let lines: Vec<_> = log
        .lines()
        .filter(|line| line.starts_with("last"))
        .collect();
    assert!(lines[0].starts_with("last <***> <> "), "{log}");
    assert_eq!(lines[1], r#"last <> <> ["system.accessToken","t"]"#);
}

#[test]
fn a_canceled_job_stops_the_step_and_runs_cleanup_steps() {
    let steps = "- task: Patless@1\n- bash: trap 'kill $!; echo heard; exit 0' INT; sleep 30 & echo ready; wait\n\
                 - bash: echo not this\n- bash: echo nor this\n  condition: succeededOrFailed()\n\
                 - bash: echo cleaning $AGENT_JOBSTATUS\n  condition: always()\n\
                 - bash: echo too\n  condition: canceled()\n";
    let (outcome, log) = Fixture::new("", "echo post\n").run(steps, "\nready\n");
    assert_eq!(outcome.result, TaskResult::Canceled, "{log}");
    let expected = [
        TaskResult::Succeeded,
        TaskResult::Canceled,
        TaskResult::Skipped,
        TaskResult::Skipped,
        TaskResult::Succeeded,
        TaskResult::Succeeded,
        TaskResult::Succeeded,
    ];
    assert_eq!(results(&outcome), expected, "{log}");
    assert!(
        log.contains("\nheard\n##[error]The operation was canceled.\n"),
        "{log}"
    );
    assert!(
        log.contains("\ncleaning Canceled\n") && log.contains("\npost\n"),
        "{log}"
    );
    assert!(!log.contains("this\n"), "{log}");
}

/// Runs a program with ignored signals, like `nohup` or the background of a shell, but with more of them.
#[cfg(target_os = "linux")]
fn with_ignored_signals(program: &Path, arguments: &[&str]) -> std::process::Output {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "trap '' HUP INT QUIT USR1 TERM; exec \"$@\"", "sh"])
        .arg(program)
        .args(arguments);
    shell.output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_job_can_be_canceled_if_the_parent_ignores_signals() {
    let this = std::env::current_exe().unwrap();
    let test = "a_canceled_job_stops_the_step_and_runs_cleanup_steps";
    let output = with_ignored_signals(&this, &["--exact", test]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("\ntest result: ok. 1 passed"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_step_ignores_no_signal_that_the_parent_ignores() {
    let fixture = Fixture::new("", "");
    fixture.write("p.yml", "steps:\n- bash: grep SigIgn /proc/self/status\n");
    let emulator = Path::new(env!("CARGO_BIN_EXE_patless-emulator"));
    let output = with_ignored_signals(emulator, &["run", fixture.path("p.yml").to_str().unwrap()]);
    let log = String::from_utf8_lossy(&output.stdout);
    let mut lines = log.lines();
    let mask = lines.find_map(|line| line.strip_prefix("SigIgn:\t"));
    let mask = u64::from_str_radix(mask.unwrap(), 16).unwrap();
    // The signals above the 31 standard ones include those that the C library reserves.
    assert_eq!(mask & 0x7fff_ffff, 0, "{log}");
}

#[test]
fn the_result_that_a_canceled_step_reports_is_ignored() {
    let main = "trap 'kill $!; echo \"##vso[task.complete result=Failed]\"; exit 1' INT\nsleep 30 & echo ready\nwait\n";
    let (outcome, log) = Fixture::new(main, "").run("- task: Patless@1\n", "\nready\n");
    assert_eq!(outcome.steps[0].result, TaskResult::Canceled, "{log}");
}

#[test]
fn a_packaged_task_is_unpacked_without_file_modes_and_run_with_node() {
    use std::os::unix::fs::PermissionsExt as _;
    let package = tempfile::tempdir().unwrap();
    fs::write(package.path().join("task.json"), TASK_JSON).unwrap();
    fs::create_dir(package.path().join("bin")).unwrap();
    let script = "test -x bin/x || echo no program; echo in $PWD\n";
    fs::write(
        package.path().join("main.sh"),
        format!("cd ${{0%/*}}; {script}"),
    )
    .unwrap();
    fs::write(package.path().join("post-job.sh"), "echo post\n").unwrap();
    let program = package.path().join("bin/x");
    fs::write(&program, "").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o777)).unwrap();

    let fixture = Fixture::new("", "");
    let task =
        InstalledTask::unpack(package.path(), &fixture.path("work"), Path::new("sh")).unwrap();
    fixture.write("p.yml", "steps:\n- task: Patless@1\n");
    let job = only_job(&fixture.path("p.yml"));
    let (outcome, log) = fixture.run_job(&job, task, "");
    assert_eq!(outcome.result, TaskResult::Succeeded, "{log}");
    let folder = fixture.path("work/_tasks/Patless_af3c/1.2.3");
    assert!(
        log.contains(&format!("\nno program\nin {}\n", folder.display())),
        "{log}"
    );
    assert!(log.contains("\npost\n"), "{log}");
}

#[test]
fn a_packaged_task_without_a_handler_for_node_is_refused() {
    let package = tempfile::tempdir().unwrap();
    let contract = TASK_JSON.replace(
        "\"execution\": {\"Node20_1\"",
        "\"execution\": {\"PowerShell3\"",
    );
    fs::write(package.path().join("task.json"), contract).unwrap();
    let work = tempfile::tempdir().unwrap();
    let error = InstalledTask::unpack(package.path(), work.path(), Path::new("sh")).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("task.json has no `execution` for Node"),
        "{error}"
    );
}

#[test]
fn a_signal_to_the_emulator_cancels_the_job() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("p.yml");
    let steps =
        "steps:\n- bash: echo ready; exec sleep 30\n- bash: echo cleaning\n  condition: always()\n";
    fs::write(&file, steps).unwrap();
    let mut emulator = Command::new(env!("CARGO_BIN_EXE_patless-emulator"))
        .arg("run")
        .arg(&file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut log = Vec::new();
    for line in BufReader::new(emulator.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if line == "ready" {
            let id = emulator.id().to_string();
            assert!(
                Command::new("kill")
                    .args(["-INT", &id])
                    .status()
                    .unwrap()
                    .success()
            );
        }
        log.push(line);
    }
    assert_eq!(emulator.wait().unwrap().code(), Some(1), "{log:?}");
    assert!(log.contains(&"cleaning".to_owned()), "{log:?}");
    assert_eq!(
        log.last().unwrap(),
        "Job Job completed with result: Canceled"
    );
}

/// Whether a process runs. One that has ended and that nobody has waited for does not.
#[cfg(target_os = "linux")]
fn runs(process: &str) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let mut lines = status.lines();
    let state = lines.find_map(|line| line.strip_prefix("State:"));
    state.is_some_and(|state| !state.trim().starts_with(['Z', 'X']))
}

#[cfg(target_os = "linux")]
#[test]
fn process_that_a_step_has_left_is_ended_behind_the_post_job_stages() {
    let fixture = Fixture::new("true", "kill -0 \"$(cat left)\" && echo it still runs");
    let steps = "- task: Patless@1\n- bash: sleep 600 >/dev/null 2>&1 & echo $! >left\n";
    let (outcome, log) = fixture.run(steps, "");
    assert_eq!(outcome.result, TaskResult::Succeeded, "{log}");
    let left = fs::read_to_string(fixture.path("left")).unwrap();
    let left = left.trim();
    let line = format!("Terminate orphan process: pid ({left}) (sleep)\n");
    let (before, _) = log.split_once(&line).unwrap();
    assert!(before.contains("it still runs\n"), "{log}");
    while runs(left) {
        std::thread::yield_now();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn process_that_a_step_has_left_stays_where_the_job_says_so_or_it_hides() {
    let fixture = Fixture::new("true", "true");
    for (variables, step) in [
        ("variables: { process.clean: false }\n", "sleep 600"),
        ("", "env -u VSTS_PROCESS_LOOKUP_ID sleep 600"),
    ] {
        fixture.write(
            "p.yml",
            &format!("{variables}steps:\n- bash: {step} >/dev/null 2>&1 & echo $! >left\n"),
        );
        let job = only_job(&fixture.path("p.yml"));
        let shell = |name: &str| TaskProgram::new("sh", [fixture.path(name)]);
        let task = InstalledTask::new(fixture.path("task.json"), shell("main.sh"));
        let (_, log) = fixture.run_job(&job, task, "");
        assert!(!log.contains("Terminate orphan process"), "{log}");
        let left = fs::read_to_string(fixture.path("left")).unwrap();
        assert!(runs(left.trim()), "{log}");
        let mut kill = Command::new("kill");
        assert!(kill.arg(left.trim()).status().unwrap().success());
    }
}
