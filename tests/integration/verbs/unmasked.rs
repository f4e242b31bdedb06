//! In a job, the agent is asked to mask the token before anything gets it, where standard error leads to the agent alone.

use std::fs;

use patless_emulator::Emulator;
use patless_emulator::agent::TaskResult;

use super::call::{Call, emulator};
use crate::job_environment::{self, CONNECTION};
use crate::pipeline::{Played, play_on};

/// Plays a script step behind a task with the same connection. `patless` in the script is the binary, with the flags of the
/// connection behind its verb.
fn play(emulator: &Emulator, script: &str) -> Played {
    let connection = job_environment::connection(emulator, CONNECTION);
    let host = emulator.authority_host();
    let flags = format!(
        "--service-connection {} --tenant {} --client {} --authority-host {host}",
        connection.id, connection.tenant_id, connection.client_id
    );
    let binary = env!("CARGO_BIN_EXE_patless");
    let script = ["token", "exec"]
        .iter()
        .fold(script.to_owned(), |script, verb| {
            script.replace(
                &format!("patless {verb}"),
                &format!("'{binary}' {verb} {flags}"),
            )
        });
    let yaml = format!(
        "steps:\n- task: Patless@1\n  inputs: {{ serviceConnection: {CONNECTION}, variable: T }}\n- bash: |\n    {}\n  env:\n    SYSTEM_ACCESSTOKEN: $(System.AccessToken)\n",
        script.replace('\n', "\n    ")
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    fs::write(&file, yaml).unwrap();
    play_on(emulator, &file)
}

#[test]
fn what_a_command_prints_is_masked() {
    let emulator = emulator("default");
    let played = play(
        &emulator,
        "patless exec -v MINE -- sh -c 'echo \"mine is $MINE\"; printf %s \"x:$MINE\" | base64 -w0; echo'",
    );
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    assert!(played.log.contains("mine is ***"), "{}", played.log);
    assert!(
        played.log.contains("patless uses service-connection"),
        "{}",
        played.log
    );
}

#[test]
fn a_token_in_a_shell_variable_is_masked_and_is_the_token_alone() {
    let emulator = emulator("default");
    let script =
        "MINE=$(patless token)\necho \"mine is <$MINE> of $(echo \"$MINE\" | wc -l) line\"";
    let played = play(&emulator, script);
    assert!(
        played.log.contains("mine is <***> of 1 line"),
        "{}",
        played.log
    );
}

#[test]
fn a_token_is_not_written_into_the_log_itself() {
    let emulator = emulator("default");
    let played = play(&emulator, "patless token");
    assert_eq!(played.result, TaskResult::Failed);
    assert!(
        played.log.contains("standard output is the log of the job"),
        "{}",
        played.log
    );
}

#[cfg(unix)]
#[test]
fn a_file_gets_no_mask_and_a_warning_says_so() {
    let emulator = emulator("default");
    for redirection in ["2> \"$FILE\"", "2> >(cat > \"$FILE\")"] {
        let script = format!(
            "FILE=$AGENT_TEMPDIRECTORY/errors.txt\nMINE=$(patless token {redirection})\nsleep 0.1\n\
             grep -c setsecret \"$FILE\"\ngrep -c 'warning: the agent is not asked' \"$FILE\""
        );
        let played = play(&emulator, &script);
        assert!(played.log.contains("\n0\n1\n"), "{}", played.log);
    }
}

#[test]
fn the_user_decides_where_it_cannot_be_seen() {
    let emulator = emulator("default");
    for (when, masks, warns) in [
        ("auto", false, true),
        ("never", false, false),
        ("always", true, false),
    ] {
        let call = Call::in_a_script_step(&emulator);
        let ended = call.run_on_emulator(&["token", "--mask", when]).fine();
        let mask = format!("##vso[task.setsecret]{}", ended.stdout);
        assert_eq!(ended.stderr.contains(&mask), masks, "{when}");
        assert_eq!(ended.stderr.contains("warning:"), warns, "{when}");
    }
    let call = Call::with_client_secret(&emulator);
    let ended = call.run_on_emulator(&["token"]).fine();
    assert!(!ended.stderr.contains("warning:"), "{}", ended.stderr);
}
