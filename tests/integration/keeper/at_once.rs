//! Two jobs on one machine at once, as two agents of one user run them.

use std::sync::mpsc::channel;
use std::thread;

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use super::job::Job;

/// A job whose keeper is looked at, and which then asks it who the identity is.
fn pipeline(connection: &str, job: &Job<'_>) -> String {
    format!(
        "steps:
- task: Patless@1
  inputs: {{ serviceConnection: {connection}, keepFresh: true }}
- bash: |
    {}
    patless whoami --organization '$(System.CollectionUri)'
",
        job.meet()
    )
}

#[test]
fn two_jobs_at_once_have_a_keeper_and_an_identity_each() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let (first, second) = (Job::new(&emulator), Job::new(&emulator));
    let (first_began, when_first_began) = channel();
    let (second_began, when_second_began) = channel();
    let (first_ended, when_first_ended) = channel();
    let first = &first;
    thread::scope(|scope| {
        let one = scope.spawn(move || {
            let played = first.play(&pipeline("renovate", first), &[], move |keeper| {
                first_began.send(()).unwrap();
                when_second_began.recv().unwrap();
                keeper.clone()
            });
            first_ended.send(()).unwrap();
            played
        });
        when_first_began.recv().unwrap();
        // It begins while the first one runs, and is there when the agent of the first one cleans up.
        let (played, keeper) = second.play(&pipeline("marketplace", &second), &[], |keeper| {
            second_began.send(()).unwrap();
            when_first_ended.recv().unwrap();
            assert!(keeper.runs());
            keeper.clone()
        });
        let (other, others) = one.join().unwrap();
        let (keeper, others) = (keeper.unwrap(), others.unwrap());
        assert_ne!(keeper.folder, others.folder);
        assert!(!keeper.runs() && !others.runs());
        for (played, own, foreign) in [
            (&played, "acme-publisher", "acme-renovate"),
            (&other, "acme-renovate", "acme-publisher"),
        ] {
            let log = &played.log;
            assert_eq!(played.result, TaskResult::Succeeded, "{log}");
            assert!(log.contains(own) && !log.contains(foreign), "{log}");
            assert!(log.contains("stopped the keeper: "), "{log}");
            assert!(!log.contains("Terminate orphan process"), "{log}");
        }
    });
}
