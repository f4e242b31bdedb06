//! Timeouts, attempts and restrictions of steps. No test waits: a second takes a millisecond, or a clock is moved.

use std::time::Duration;

use patless_emulator::agent::{Pace, TaskResult};

use crate::fixture::Fixture;

/// An agent for which a second is a millisecond.
fn hurried() -> Fixture {
    let mut fixture = Fixture::new();
    fixture.host.pace = Pace::with_second(Duration::from_millis(1));
    fixture
}

/// Steps of a job without a timeout.
fn endless(steps: &str) -> String {
    format!("jobs:\n- job: Job\n  timeoutInMinutes: 0\n  steps:\n{steps}")
}

#[test]
fn a_step_that_hangs_is_ended_and_fails() {
    let run = hurried().run(&endless(
        "  - bash: exec sleep 1000\n    timeoutInMinutes: 1\n    retryCountOnTaskFailure: 3\n\
         \x20 - bash: echo status $(Agent.JobStatus)\n    condition: always()\n",
    ));
    run.has("##[error]The task has timed out.");
    run.has("status Failed");
    run.lacks("RetryHelper");
    assert_eq!(run.results(), [TaskResult::Failed, TaskResult::Succeeded]);
}

#[test]
fn a_step_that_ignores_signals_is_killed() {
    let run = hurried().run(&endless(
        "  - bash: trap '' INT TERM; while true; do sleep 1000; done\n    timeoutInMinutes: 1\n    continueOnError: true\n",
    ));
    run.has("##[error]The task has timed out.");
    assert_eq!(run.outcome.result, TaskResult::SucceededWithIssues);
}

#[test]
fn a_job_that_takes_too_long_is_canceled_and_cleans_up() {
    let run = hurried().run(
        "jobs:\n- job: Job\n  timeoutInMinutes: 2\n  cancelTimeoutInMinutes: 35790\n  steps:\n\
         \x20 - bash: exec sleep 1000\n  - bash: echo not this\n\
         \x20 - bash: echo cleaning $(Agent.JobStatus)\n    condition: always()\n",
    );
    run.has("##[error]The operation was canceled.");
    run.has(
        "##[error]The job running on agent patless-emulator ran longer than the maximum time of 2 minutes. For more \
         information, see https://go.microsoft.com/fwlink/?linkid=2077134",
    );
    run.has("cleaning Canceled");
    run.lacks("not this\n##");
    let expected = [
        TaskResult::Canceled,
        TaskResult::Skipped,
        TaskResult::Succeeded,
    ];
    assert_eq!(run.results(), expected);
    assert_eq!(run.outcome.result, TaskResult::Canceled);
}

#[test]
fn a_canceled_job_has_only_its_time_to_clean_up() {
    let run = hurried().run(
        "jobs:\n- job: Job\n  timeoutInMinutes: 1\n  cancelTimeoutInMinutes: 1\n  steps:\n\
         \x20 - bash: exec sleep 1000\n    displayName: first\n    condition: always()\n\
         \x20 - bash: echo not this\n    displayName: second\n    condition: always()\n",
    );
    run.has("emulator: the time of the canceled job is over; second does not run");
    assert_eq!(run.results(), [TaskResult::Canceled, TaskResult::Canceled]);
    assert_eq!(run.outcome.result, TaskResult::Canceled);
}

#[test]
fn a_failed_step_is_tried_again_until_it_succeeds() {
    let fixture = hurried();
    let run = fixture.run(&endless(
        "  - bash: echo attempt >>seen; test $(wc -l <seen) -ge 3\n    retryCountOnTaskFailure: 4\n",
    ));
    assert_eq!(run.outcome.result, TaskResult::Succeeded, "{}", run.log);
    for (attempt, milliseconds) in [(1, 1000), (2, 4000)] {
        run.has(&format!(
            "##[warning]RetryHelper encountered task failure, will retry (attempt #: {attempt} out of 4) after \
             {milliseconds} ms"
        ));
    }
    assert_eq!(fixture.read("sources/seen").lines().count(), 3);
}

#[test]
fn attempts_are_used_up() {
    let fixture = hurried();
    let run = fixture.run(&endless(
        "  - bash: echo attempt >>seen; exit 1\n    retryCountOnTaskFailure: 2\n",
    ));
    assert_eq!(run.outcome.result, TaskResult::Failed);
    assert_eq!(fixture.read("sources/seen").lines().count(), 3);
}

#[test]
fn an_error_of_the_agent_is_tried_again_with_its_text() {
    let fixture = hurried();
    let run = fixture.run(&endless(
        "  - bash: echo hi\n    workingDirectory: missing\n    retryCountOnTaskFailure: 1\n",
    ));
    let folder = fixture.path("sources/missing");
    let error = format!("the working directory {} does not exist", folder.display());
    run.has(&format!(
        "##[warning]RetryHelper encountered exception, will retry (attempt #: 1 {error}) afer 1000 ms"
    ));
    run.has(&format!("##[error]{error}"));
}

#[test]
fn a_failed_command_and_a_success_are_not_tried_again() {
    let run = hurried().run(&endless(
        "  - bash: echo '##vso[task.setvariable]x'\n    retryCountOnTaskFailure: 2\n\
         \x20 - bash: echo fine\n    retryCountOnTaskFailure: 11\n    condition: always()\n",
    ));
    run.lacks("RetryHelper");
    run.has(
        "##[warning]The maximum allowed number of attempts is 10 but got 11. Retry attempts count will be decreased to 10.",
    );
    assert_eq!(run.results(), [TaskResult::Failed, TaskResult::Succeeded]);
}

#[test]
fn the_waits_between_attempts_move_the_clock() {
    let mut fixture = Fixture::new();
    let clock = fixture.write("clock", "0\n");
    fixture.host.pace = Pace::real().with_moved_clock(clock);
    let run = fixture.run("steps:\n- bash: exit 1\n  retryCountOnTaskFailure: 3\n");
    assert_eq!(run.outcome.result, TaskResult::Failed);
    assert_eq!(fixture.read("clock"), "14\n");
}

#[test]
fn a_target_restricts_commands_and_variables() {
    let run = Fixture::new().run(
        "steps:\n- bash: |\n    echo '##vso[task.setvariable variable=good.one]1'\n    \
         echo '##vso[task.setvariable variable=bad]2'\n    echo '##vso[build.addbuildtag]tag'\n  \
         target:\n    commands: restricted\n    settableVariables: [good*]\n\
         - bash: echo \"<$GOOD_ONE> <$BAD>\"\n",
    );
    run.has("<1> <>");
    run.has("##[warning]Setting variable 'bad' has been disabled by the task or build definition.");
    assert!(
        run.log
            .contains("##[warning]##vso[build.addbuildtag] is not allowed in this step"),
        "{}",
        run.log
    );
}
