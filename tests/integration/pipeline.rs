//! Whole jobs, as users write them: the emulated agent runs the task, and later steps use what it left.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::Parser as _;
use patless_emulator::agent::{AgentVersion, CancellationToken, TaskResult};
use patless_emulator::cli::{Cli, Command};
use patless_emulator::{Emulator, Scenario};

use crate::argv::ArgvWatch;
use crate::leaks::assert_holds_no_secret;

/// What became of a job.
pub(crate) struct Played {
    pub(crate) result: TaskResult,
    pub(crate) log: String,
}

impl Played {
    /// The first error in the log, from its mark to the end of its step. `None` where there is none.
    pub(crate) fn first_error(&self) -> Option<&str> {
        let (_, rest) = self.log.split_once("##[error]")?;
        Some(rest.split("##[").next().unwrap_or(rest))
    }
}

/// Plays a pipeline file with the real binary, and fails if its log or a command line leaks.
pub(crate) fn play(scenario: &str, file: &Path) -> Played {
    let emulator = Emulator::start(Scenario::named(scenario).unwrap()).unwrap();
    play_on(&emulator, file)
}

/// Plays a pipeline file against an emulator that runs already.
pub(crate) fn play_on(emulator: &Emulator, file: &Path) -> Played {
    play_on_agent(emulator, file, &AgentVersion::default().to_string())
}

/// Plays a pipeline file on an agent of this version, against an emulator that runs already.
pub(crate) fn play_on_agent(emulator: &Emulator, file: &Path, version: &str) -> Played {
    play_with(
        emulator,
        file,
        &["--agent-version".as_ref(), version.as_ref()],
    )
}

/// Plays a pipeline file with more options of `run`, against an emulator that runs already.
pub(crate) fn play_with(emulator: &Emulator, file: &Path, options: &[&OsStr]) -> Played {
    let (played, command_lines) = play_seen(emulator, file, options);
    assert_holds_no_secret(emulator, "a command line", &command_lines);
    played
}

/// Plays a pipeline file as [`play_with`] does, and gives the command lines meanwhile, which only the caller checks.
pub(crate) fn play_seen(emulator: &Emulator, file: &Path, options: &[&OsStr]) -> (Played, String) {
    play_until(emulator, file, options, &CancellationToken::new())
}

/// Plays a pipeline file as [`play_seen`] does, until its end or until the job is canceled.
pub(crate) fn play_until(
    emulator: &Emulator,
    file: &Path,
    options: &[&OsStr],
    cancellation: &CancellationToken,
) -> (Played, String) {
    let task_json = root().join("task.json");
    let words = [
        "patless-emulator".as_ref(),
        "run".as_ref(),
        file.as_os_str(),
        "--patless".as_ref(),
        env!("CARGO_BIN_EXE_patless").as_ref(),
        "--task-json".as_ref(),
        task_json.as_os_str(),
    ];
    let cli = Cli::try_parse_from(words.iter().chain(options)).unwrap();
    let Command::Run(args) = cli.command else {
        panic!("run is a verb")
    };

    let watch = ArgvWatch::start();
    let mut log = Vec::new();
    let result =
        patless_emulator::commands::play_until(&args, emulator, cancellation, &mut log).unwrap();
    let command_lines = watch.stop();
    let log = String::from_utf8(log).unwrap();
    assert_holds_no_secret(emulator, "the job log", &log);
    (Played { result, log }, command_lines)
}

/// The folder of the sources.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Plays steps behind a task that puts a token into `T`.
fn play_behind_a_token(scenario: &str, steps: &str) -> Played {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    let task = "steps:\n- task: Patless@1\n  name: token\n  inputs: { serviceConnection: renovate, variable: T, isOutput: true }\n";
    std::fs::write(&file, format!("{task}{steps}")).unwrap();
    play(scenario, &file)
}

#[test]
fn the_example_shows_the_masked_step_and_the_authenticated_answer() {
    let played = play(
        "default",
        &root().join("pipelines/examples/access-token.yml"),
    );
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    for text in [
        "The token is masked: ***\n",
        "Azure DevOps knows me as: acme-renovate\n",
    ] {
        assert!(played.log.contains(text), "{text}: {}", played.log);
    }
}

#[test]
fn a_later_step_sees_the_token_only_if_it_is_mapped() {
    let steps = r#"
- bash: |
    test -z "${T:-}" && echo "not by itself"
    test -n "$MAPPED" && echo "but mapped"
    test -n "$OUTPUT" && echo "and as an output"
    test "$T_EXPIRES_ON" -gt 1700000000 && echo "with its expiry"
  env:
    MAPPED: $(T)
    OUTPUT: $(token.T)
"#;
    let played = play_behind_a_token("default", steps);
    for text in [
        "not by itself",
        "but mapped",
        "and as an output",
        "with its expiry",
    ] {
        assert!(played.log.contains(text), "{text}: {}", played.log);
    }
}

#[test]
fn a_name_that_begins_with_secret_hands_the_token_to_a_later_step() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    let yaml = r#"
steps:
- task: Patless@1
  inputs: { serviceConnection: renovate, variable: SECRET_INGETRATION_TESTING_TOKEN }
- bash: |
    test "${#TOKEN}" -gt 100 && echo "got $TOKEN"
    test -z "${SECRET_INGETRATION_TESTING_TOKEN:-}" && echo "not under its own name"
    test "$SECRET_INGETRATION_TESTING_TOKEN_EXPIRES_ON" || echo "nor its expiry"
  env:
    TOKEN: $(SECRET_INGETRATION_TESTING_TOKEN)
    SECRET_INGETRATION_TESTING_TOKEN: $(SECRET_INGETRATION_TESTING_TOKEN)
"#;
    std::fs::write(&file, yaml).unwrap();
    let played = play("default", &file);
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    for text in [
        "begins with SECRET",
        "got ***\n",
        "not under its own name\n",
        "nor its expiry\n",
    ] {
        assert!(played.log.contains(text), "{text}: {}", played.log);
    }
}

#[test]
fn a_token_that_a_later_step_prints_is_masked_in_every_common_form() {
    let steps = r#"
- bash: |
    echo "raw=$T"
    echo "basic=$(printf ':%s' "$T" | base64 -w0)"
    echo "user=$(printf 'renovate:%s' "$T" | base64 -w0)"
    echo "hex=$(printf '%s' "$T" | od -An -v -tx1 | tr -d ' \n')"
    echo "part=$(printf '%s' "$T" | cut -d. -f3)"
  env: { T: $(T) }
"#;
    let played = play_behind_a_token("default", steps);
    // What `:` and `renovate:` add to the base64, the masks leave.
    for text in [
        "raw=***\n",
        "basic=Om***",
        "user=cmVub3ZhdGU6***",
        "hex=***\n",
        "part=***\n",
    ] {
        assert!(played.log.contains(text), "{text}: {}", played.log);
    }
}

#[test]
fn a_failed_step_skips_the_next_and_not_the_one_that_always_runs() {
    let steps = "
- bash: echo never printed
- bash: echo cleaning up
  condition: always()
";
    let played = play_behind_a_token("wrong-subject", steps);
    assert_eq!(played.result, TaskResult::Failed);
    assert!(
        played
            .log
            .contains("##[error]no federated credential has this subject (AADSTS700213): no access token for azureDevOps"),
        "{}",
        played.log
    );
    assert!(
        played.log.contains("AADSTS700213") && played.log.contains("cleaning up"),
        "{}",
        played.log
    );
    assert!(!played.log.contains("never printed"), "{}", played.log);
}

#[test]
fn a_spoofed_request_uri_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    let yaml = "variables:\n  SYSTEM_OIDCREQUESTURI: https://evil.example/oidctoken\nsteps:\n- task: Patless@1\n  inputs: { serviceConnection: renovate, variable: T }\n";
    std::fs::write(&file, yaml).unwrap();
    let played = play("default", &file);
    assert_eq!(played.result, TaskResult::Failed);
    assert!(
        played.log.contains("SYSTEM_OIDCREQUESTURI"),
        "{}",
        played.log
    );
}

/// Writes `…` for what differs from run to run.
fn lasting(log: &str) -> String {
    let mut text = log.to_owned();
    for (mark, end) in [
        ("request id ", &[')'][..]),
        ("correlation id ", &[')']),
        ("https://localhost:", &['/']),
        ("trusted CAs: ", &['\n']),
        // A second may pass before it is looked at.
        ("issued one, valid for ", &[' ']),
    ] {
        let parts = text
            .split(mark)
            .enumerate()
            .map(|(index, part)| match index {
                0 => part.to_owned(),
                _ => format!("{mark}…{}", &part[part.find(end).unwrap_or_default()..]),
            });
        text = parts.collect();
    }
    text
}

#[test]
fn the_doctors_page_shows_what_a_diagnosis_looks_like() {
    let example = root().join("pipelines/examples/access-token.yml");
    let log = play("not-in-organization", &example).log;
    let lines = log.lines().skip_while(|line| !line.starts_with('✓'));
    let lines = lines.take_while(|line| line.starts_with(['✓', '✗', ' ']));
    let shown = lasting(&lines.map(|line| format!("{line}\n")).collect::<String>());
    let page = std::fs::read_to_string(root().join("docs/DOCTOR.md")).unwrap();
    assert!(
        page.contains(&format!("```text\n{shown}```")),
        "docs/DOCTOR.md should show:\n{shown}"
    );
}

#[test]
fn the_reference_shows_what_a_refusal_looks_like() {
    let example = root().join("pipelines/examples/access-token.yml");
    let played = play("wrong-subject", &example);
    let shown: String = played
        .first_error()
        .unwrap()
        .lines()
        .map(|line| match line.split_once(" id  ") {
            Some((name, value)) => format!(
                "{name} id  {}…\n",
                " ".repeat(value.len() - value.trim_start().len())
            ),
            None => format!("{line}\n"),
        })
        .collect();
    let page = std::fs::read_to_string(root().join("docs/REFERENCE.md")).unwrap();
    assert!(
        page.contains(&format!("##[error]{shown}```")),
        "docs/REFERENCE.md should show:\n##[error]{shown}"
    );
}
