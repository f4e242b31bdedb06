//! The example for Renovate, unchanged, with the real Renovate.

use std::ffi::OsStr;
use std::path::Path;

use patless_emulator::agent::TaskResult;
use patless_emulator::scenario::{AzureDevOpsKnobs, EntraKnobs, Fault, Faults};
use patless_emulator::services::azure_devops::GIT_RECEIVE_PACK;
use patless_emulator::{Emulator, RecordedRequest, Scenario};

use super::{jwt_shaped, programs};
use crate::leaks::leak;
use crate::pipeline::{Played, play_seen, root};

/// The pipeline.
const EXAMPLE: &str = "renovate.yml";

/// An emulator whose access tokens live for so long.
fn emulator(lifetime_s: Option<i64>) -> Emulator {
    Emulator::start(Scenario {
        entra: EntraKnobs {
            access_token_lifetime_s: lifetime_s,
            ..jwt_shaped()
        },
        ..Scenario::default()
    })
    .unwrap()
}

/// Plays the example after a change to its text. Nothing but a command line of git that Renovate starts shows a token.
pub(super) fn play(emulator: &Emulator, change: impl Fn(&str) -> String) -> Played {
    let text = std::fs::read_to_string(root().join("pipelines/examples").join(EXAMPLE)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(EXAMPLE);
    std::fs::write(&file, change(&text)).unwrap();
    let (programs, stand_ins) = (programs(), root().join("tests/stand-ins"));
    let patless = Path::new(env!("CARGO_BIN_EXE_patless"));
    // The real Renovate comes before the one of the stand-ins, their patless before the real one.
    let options = [
        OsStr::new("--path"),
        programs.as_os_str(),
        OsStr::new("--path"),
        stand_ins.as_os_str(),
        OsStr::new("--path"),
        patless.parent().unwrap().as_os_str(),
    ];
    let (played, command_lines) = play_seen(emulator, &file, &options);
    for line in command_lines.lines() {
        let is_of_renovate = line.contains("http.extraHeader=AUTHORIZATION: bearer ");
        if !is_of_renovate && let Some(complaint) = leak(emulator, "a command line", line) {
            panic!("{complaint}");
        }
    }
    played
}

fn requests<'r>(all: &'r [RecordedRequest], part: &str) -> Vec<&'r RecordedRequest> {
    all.iter().filter(|it| it.path.contains(part)).collect()
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn renovate_opens_a_pull_request() {
    let emulator = emulator(None);
    let list = "\n  - bash: find '$(Agent.TempDirectory)' -mindepth 1 -name '*renovate*'\n";
    let played = play(&emulator, |text| {
        // A process for each repository, so that each has a token of its own.
        let one = text.replace("--max-args=5", "--max-args=1");
        assert_ne!(one, text);
        one + list
    });
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    let opened = emulator.pull_requests();
    // The other repository has no settings yet: Renovate offers some.
    let [opened, offered] = opened.as_slice() else {
        panic!("{opened:?}: {}", played.log)
    };
    assert_eq!(offered.title, "Configure Renovate");
    assert_eq!(opened.title, "Update dependency acme-gears to v1.1.0");
    assert_eq!(opened.source, "refs/heads/renovate/acme-gears-1.x");
    assert_eq!(opened.target, "refs/heads/main");
    assert_eq!(opened.author, "acme-renovate");
    let line = "Pull request 1 in gadgets, by acme-renovate: ";
    assert!(played.log.contains(line), "{}", played.log);
    let all = emulator.requests();
    assert_eq!(requests(&all, "/oauth2/v2.0/token").len(), 2);
    for part in [
        "/npm/registry/acme-gears",
        "/pullRequests",
        "/git-receive-pack",
    ] {
        let found = requests(&all, part);
        assert!(!found.is_empty(), "{part}");
        for request in found {
            let scheme = request.header("authorization").unwrap();
            assert!(scheme.eq_ignore_ascii_case("bearer"), "{part}: {scheme}");
        }
    }
    let left = played
        .log
        .lines()
        .any(|line| line.contains("/_temp/") && line.ends_with("renovate"));
    assert!(!left, "{}", played.log);
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn an_endpoint_that_printed_lines_name_in_any_way_gets_nothing() {
    let (emulator, stranger) = (emulator(None), emulator(None));
    let endpoint = stranger.azure_devops_url();
    let named = format!(r#"{{"endpoint":"{endpoint}"}}"#);
    // Renovate puts what is forced above the rest, and takes other variables where a prefix is set.
    let lines: String = [
        ("RENOVATE_ENDPOINT", endpoint.to_string()),
        ("RENOVATE_FORCE", named.clone()),
        ("RENOVATE_CONFIG", format!(r#"{{"force":{named}}}"#)),
        ("ENV_PREFIX", "OTHER_".to_owned()),
        ("OTHER_ENDPOINT", endpoint.to_string()),
    ]
    .iter()
    .map(|(name, value)| format!("      echo '##vso[task.setvariable variable={name}]{value}'\n"))
    .collect();
    let played = play(&emulator, |text| {
        let changed = text.replace("  # xargs", &format!("  - bash: |\n{lines}\n  # xargs"));
        assert_ne!(changed, text);
        changed.replace("      Widgets/widgets\n", "")
    });
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    assert_eq!(emulator.pull_requests().len(), 1, "{}", played.log);
    assert_eq!(stranger.connections(), 0, "{}", played.log);
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn renovate_does_not_start_with_too_little_time() {
    let emulator = emulator(Some(20 * 60));
    let played = play(&emulator, str::to_owned);
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    assert!(requests(&emulator.requests(), "/_git/").is_empty());
    assert!(played.log.contains("minimum"), "{}", played.log);
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_renovate_whose_token_expires_behind_its_push_succeeds_without_a_pull_request_and_is_told_of() {
    // Entra's clock is ahead: the token is accepted for longer than Patless is told, until it is made to expire.
    let ahead_s = 3600;
    let slow = Fault::SlowBytes { every_ms: 20 };
    let emulator = Emulator::start(Scenario {
        entra: EntraKnobs {
            access_token_lifetime_s: Some(1),
            clock_offset_s: ahead_s,
            ..jwt_shaped()
        },
        azure_devops: AzureDevOpsKnobs {
            assertion_lifetime_s: Some(2 * ahead_s),
            ..AzureDevOpsKnobs::default()
        },
        // Its answer takes longer than the token still lives.
        faults: Faults::on(GIT_RECEIVE_PACK, slow.always()),
        ..Scenario::default()
    })
    .unwrap();
    let has_pushed = || {
        let all = emulator.requests();
        let pushes = requests(&all, "/git-receive-pack");
        pushes.iter().any(|it| it.method == "POST")
    };
    let played = std::thread::scope(|scope| {
        let running = scope.spawn(|| {
            play(&emulator, |text| {
                let later = "renovate \"$@\"; code=$?; sleep 1; exit $code";
                let longer = format!("--minimum-lifetime 0 -- bash -c '{later}' bash");
                let changed = text.replace("--minimum-lifetime 45 -- renovate", &longer);
                assert_ne!(changed, text);
                changed.replace("      Widgets/widgets\n", "")
            })
        });
        while !has_pushed() && !running.is_finished() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        emulator.expire_access_tokens();
        running.join().unwrap()
    });
    assert!(has_pushed(), "{}", played.log);
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    assert!(emulator.pull_requests().is_empty(), "{}", played.log);
    for words in [
        "the command ran longer than the token",
        "Do less in one command",
    ] {
        assert!(played.log.contains(words), "{words}: {}", played.log);
    }
}
