//! How a keeper ends: in the post-job stage, with a job that is canceled, by the agent, and killed by somebody else.

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use super::job::Job;

const KEPT: &str = "
- task: Patless@1
  inputs: { serviceConnection: renovate, keepFresh: true }
";

/// Which names an identity that is known to Azure DevOps.
const ASKS: &str = "patless whoami --organization '$(System.CollectionUri)'";

#[test]
fn keeper_serves_later_steps_and_ends_in_the_post_job_stage_with_its_variables() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    let meet = job.meet();
    let pipeline = format!(
        "variables: {{ system.debug: true }}\nsteps:{KEPT}- bash: |\n    {ASKS}\n    {meet}\n    ls -l '$(Agent.TempDirectory)'\n"
    );
    let (played, keeper) = job.play(&pipeline, &[], |keeper| {
        assert!(keeper.runs());
        keeper.folder.clone()
    });
    let log = &played.log;
    assert_eq!(played.result, TaskResult::Succeeded, "{log}");
    assert!(log.contains("acme-renovate"), "{log}");
    assert!(
        log.contains("stopped the keeper: it has handed out"),
        "{log}"
    );
    assert!(!log.contains("Terminate orphan process"), "{log}");
    assert!(!keeper.unwrap().exists());
    for name in ["PATLESS_KEEPER", "IDENTITY_ENDPOINT", "IDENTITY_HEADER"] {
        let blanked = |line: &&str| {
            line.contains(&format!("variable={name}")) && line.trim_end().ends_with(']')
        };
        let (_, post_job) = log.split_once("Starting: Post-job: ").unwrap();
        assert!(post_job.lines().any(|it| blanked(&it)), "{name}: {log}");
    }
}

#[test]
fn keeper_with_any_doors_is_stopped_by_the_post_job_stage() {
    for doors in ["managedIdentity", "azd, oidc", "socket"] {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let job = Job::new(&emulator);
        let pipeline = format!(
            "steps:\n- task: Patless@1\n  inputs: {{ serviceConnection: renovate, keepFresh: true, doors: '{doors}' }}\n"
        );
        let (played, _) = job.play(&pipeline, &[], |_| ());
        let log = &played.log;
        assert_eq!(played.result, TaskResult::Succeeded, "{log}");
        assert!(
            log.contains("stopped the keeper: it has handed out 0 tokens"),
            "{log}"
        );
        assert!(!log.contains("##[warning]"), "{log}");
    }
}

#[test]
fn without_the_door_the_socket_gives_no_token() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    let pipeline = format!(
        "steps:
- task: Patless@1
  inputs: {{ serviceConnection: renovate, keepFresh: true, doors: managedIdentity }}
- bash: |
    export PATLESS_KEEPER=`ls -d '$(Agent.TempDirectory)'/patless-*`
    {ASKS} --source keeper
"
    );
    let (played, _) = job.play(&pipeline, &[], |_| ());
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    assert!(!played.log.contains("acme-renovate"), "{}", played.log);
    assert!(played.log.contains("handed out 0 tokens"), "{}", played.log);
}

#[test]
fn keeper_ends_with_a_job_that_is_canceled_in_the_middle() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    // bash itself would only look at the signal when it waits for nothing.
    let pipeline = format!(
        "steps:{KEPT}- bash: |\n    trap 'exit 1' INT\n    {}\n    echo never reached\n",
        job.meet()
    );
    let (played, keeper) = job.play(&pipeline, &[], |keeper| {
        job.cancel();
        keeper.ended();
        keeper.terminated()
    });
    let log = &played.log;
    assert_eq!(played.result, TaskResult::Canceled, "{log}");
    assert!(log.contains("stopped the keeper: "), "{log}");
    assert!(!log.contains(&keeper.unwrap()), "{log}");
    assert!(!log.contains("never reached"), "{log}");
}

#[test]
fn keeper_that_the_post_job_stage_does_not_reach_is_ended_all_the_same() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    let pipeline = format!(
        "steps:{KEPT}- bash: |\n    {}\n    rm \"$PATLESS_KEEPER/socket\"\n",
        job.meet()
    );
    let (played, keeper) = job.play(&pipeline, &[], Clone::clone);
    let keeper = keeper.unwrap();
    keeper.ended();
    let log = &played.log;
    assert!(
        log.contains("##[warning]the keeper of this step does not answer at the end of the job"),
        "{log}"
    );
    // Anybody but root cannot see that it is a process of the job: it ends because its folder is gone.
    if rustix::process::geteuid().is_root() {
        assert!(log.contains(&keeper.terminated()), "{log}");
    }
}

#[test]
fn keeper_that_was_killed_is_named_by_later_steps_and_the_post_job_stage() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    let pipeline = format!(
        "steps:{KEPT}- bash: |
    {}
    patless token >token || echo \"token: $?\"
    test -s token || echo nothing was written
    patless exec -- echo never run || echo \"exec: $?\"
    printf 'protocol=https\\nhost=dev.azure.com\\npath=acme/x/_git/x\\n\\n' | patless git-credential get
  workingDirectory: $(Agent.TempDirectory)
",
        job.meet()
    );
    let (played, _) = job.play(&pipeline, &[], super::job::Keeper::kill);
    let log = &played.log;
    assert_eq!(played.result, TaskResult::Failed, "{log}");
    for text in [
        "token: 3\n",
        "nothing was written\n",
        "exec: 125\n",
        "the keeper of this job is gone",
        "##[warning]the keeper of this step does not answer at the end of the job",
    ] {
        assert!(log.contains(text), "{text}: {log}");
    }
    assert!(!log.contains("never run\n"), "{log}");
    assert_eq!(emulator.requests().len(), 0, "{log}");
}
