//! Jobs of hours, in which each program has a token that is good when it asks.

use std::collections::HashSet;

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use super::job::Job;

/// Azure DevOps issues the assertions itself: each is good for five minutes.
const SHORT_ASSERTIONS: &str = "vstoken-issuer";

fn requests(emulator: &Emulator, part: &str) -> usize {
    let requests = emulator.requests();
    requests.iter().filter(|it| it.path.contains(part)).count()
}

#[test]
fn three_hours_of_steps_have_a_token_of_the_hour() {
    let emulator = Emulator::start(Scenario::named(SHORT_ASSERTIONS).unwrap()).unwrap();
    let job = Job::new(&emulator);
    let pipeline = r#"
steps:
- task: Patless@1
  inputs: { serviceConnection: renovate, keepFresh: true }
- bash: |
    set -euo pipefail
    for hour in 0 1 2 3; do
      token=`patless token`
      # It is good at the hour at which it is given.
      printf 'header = "Authorization: Bearer %s"\n' "$token" |
        curl --silent --fail --config - '$(System.CollectionUri)_apis/connectionData' | grep -o acme-renovate
      echo "hour $hour: `printf '%s' "$token" | sha256sum`"
      sleep 1h
    done
"#;
    let (played, _) = job.play(pipeline, &[], |_| ());
    let log = &played.log;
    assert_eq!(played.result, TaskResult::Succeeded, "{log}");
    let tokens = log.lines().filter(|line| line.starts_with("hour "));
    let tokens: HashSet<_> = tokens.filter_map(|line| line.split(' ').nth(2)).collect();
    assert_eq!(tokens.len(), 4, "{log}");
    // Each exchange has an assertion of its own.
    let exchanges = requests(&emulator, "/oauth2/v2.0/token");
    assert!(exchanges >= 4, "{exchanges}");
    assert!(requests(&emulator, "/oidctoken") >= exchanges);
}

#[test]
fn git_pushes_after_three_hours() {
    let emulator = Emulator::start(Scenario::named(SHORT_ASSERTIONS).unwrap()).unwrap();
    let job = Job::new(&emulator);
    let pipeline = "
steps:
- task: Patless@1
  inputs: { serviceConnection: renovate, keepFresh: true, for: git }
- bash: |
    set -euo pipefail
    git clone --quiet '$(System.CollectionUri)Widgets/_git/widgets' widgets
    sleep 3h
    cd widgets
    git -c user.name=x -c user.email=x@acme.example commit --quiet --allow-empty --message=Late
    git push origin HEAD:refs/heads/late
  workingDirectory: $(Agent.TempDirectory)
";
    let (played, _) = job.play(pipeline, &[], |_| ());
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    assert!(played.log.contains("-> late"), "{}", played.log);
    assert!(requests(&emulator, "/git-receive-pack") > 0);
}

#[test]
fn token_of_the_beginning_is_refused_after_three_hours() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    let pipeline = r#"
steps:
- task: Patless@1
  inputs: { serviceConnection: renovate, variable: TOKEN }
- bash: |
    ask() {
      printf 'header = "Authorization: Bearer %s"\n' "$TOKEN" |
        curl --silent --output /dev/null --write-out '%{http_code}\n' --config - '$(System.CollectionUri)_apis/connectionData'
    }
    echo "first: `ask`"
    sleep 3h
    echo "last: `ask`"
  env:
    TOKEN: $(TOKEN)
"#;
    let (played, _) = job.play(pipeline, &[], |_| ());
    assert!(played.log.contains("first: 200\n"), "{}", played.log);
    assert!(played.log.contains("last: 203\n"), "{}", played.log);
}

#[test]
fn keeper_ends_by_itself_after_a_day() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    let pipeline = format!(
        "steps:\n- task: Patless@1\n  inputs: {{ serviceConnection: renovate, keepFresh: true }}\n- bash: |\n    {}\n",
        job.meet()
    );
    let (played, _) = job.play(&pipeline, &[], |keeper| {
        emulator
            .move_clock_to(std::time::Duration::from_secs(25 * 3600))
            .unwrap();
        keeper.ended();
    });
    let log = &played.log;
    assert!(log.contains("keeper: "), "{log}");
    assert!(log.contains("ended, because its time was up"), "{log}");
}
