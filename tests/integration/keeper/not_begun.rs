//! A keeper that cannot begin: the step says why, and nothing is left of it.

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use super::job::Job;

/// Plays the task with these doors, and lists what it has left.
fn played(scenario: &str, doors: &str) -> String {
    let emulator = Emulator::start(Scenario::named(scenario).unwrap()).unwrap();
    let job = Job::new(&emulator);
    let pipeline = format!(
        "steps:
- task: Patless@1
  inputs: {{ serviceConnection: renovate, keepFresh: true, doors: '{doors}' }}
- bash: find '$(Agent.TempDirectory)' -name 'patless-*'; echo \"variables - $PATLESS_KEEPER$AZURE_FEDERATED_TOKEN_FILE -\"
  condition: always()
"
    );
    let (played, _) = job.play(&pipeline, &[], |_| ());
    let log = played.log;
    assert_eq!(played.result, TaskResult::Failed, "{log}");
    assert!(!log.contains("/_temp/patless-"), "{log}");
    assert!(log.contains("variables -  -\n"), "{log}");
    assert!(!log.contains("Terminate orphan process"), "{log}");
    log
}

#[test]
fn a_door_that_does_not_exist_fails_the_step_with_those_that_do() {
    let log = played("default", "window");
    for text in ["window", "managedIdentity, socket, azd, oidc"] {
        assert!(log.contains(text), "{text}: {log}");
    }
}

#[test]
fn a_token_file_is_refused_where_assertions_live_for_five_minutes() {
    let log = played("vstoken-issuer", "tokenFile");
    let reason = "##[error]tokens cannot be kept fresh in this job: the keeper cannot be started: an assertion lives for 300 s here";
    assert!(log.contains(reason), "{log}");
    assert!(log.contains("Use the door managedIdentity"), "{log}");
}
