//! The real Renovate, in batches, the last of which starts two hours after the keeper.

use patless_emulator::agent::TaskResult;
use patless_emulator::scenario::{AccessTokenShape, EntraKnobs};
use patless_emulator::{Emulator, Scenario};

use super::job::Job;
use crate::set_up::set_up;

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_batch_that_starts_after_two_hours_opens_a_pull_request() {
    let emulator = Emulator::start(Scenario {
        entra: EntraKnobs {
            // By its form, Renovate decides how to send a token.
            access_token_shape: AccessTokenShape::JwtShaped,
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let job = Job::new(&emulator);
    let pipeline = "
steps:
- task: Patless@1
  inputs: { serviceConnection: renovate, keepFresh: true }
- bash: |
    set -euo pipefail
    for repository in Widgets/widgets Widgets/gadgets; do
      patless exec --for renovate --minimum-lifetime 45 --organization '$(System.CollectionUri)' -- renovate $repository
      sleep 2h
    done
";
    let programs = set_up("clients/renovate/programs");
    let options = ["--path".as_ref(), programs.as_os_str()];
    let (played, _) = job.play(pipeline, &options, |_| ());
    let log = &played.log;
    assert_eq!(played.result, TaskResult::Succeeded, "{log}");
    let titles: Vec<_> = emulator
        .pull_requests()
        .into_iter()
        .map(|it| it.title)
        .collect();
    let update = "Update dependency acme-gears to v1.1.0".to_owned();
    assert!(titles.contains(&update), "{titles:?}: {log}");
    assert!(!log.contains("ran longer than the token"), "{log}");
}
