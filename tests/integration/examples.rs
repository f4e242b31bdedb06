//! The examples for users, played as they are. Where one needs somebody else's program, `tests/stand-ins` has one that sends
//! the same requests to the emulator, or checks what it is given.

mod function;
mod jest;

use std::ffi::OsStr;
use std::path::Path;

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use crate::job_environment::{CONNECTION, connection};
use crate::pipeline::{Played, play_with, root};

/// Played by [`jest`], where what it needs is set up.
const WITH_JEST: &str = "integration-tests.yml";
/// Played by [`crate::keeper`], on a clock that is moved.
const WITH_KEEPER: &str = "long-job.yml";
/// Played by [`crate::publishing`], with the real tools.
const WITH_TFX_AND_VSCE: &str = "publish-extension.yml";

const ELSEWHERE: [&str; 3] = [WITH_JEST, WITH_KEEPER, WITH_TFX_AND_VSCE];

/// The examples that are no pipelines, as the pages link them: [`function`] and [`jest`] play them.
const NO_PIPELINES: [&str; 3] = [
    "../crates/patless-core/examples/function.rs",
    "../examples/function-node/index.mjs",
    "../examples/integration-tests",
];

/// Plays a file with the stand-ins first in the search path.
fn play(emulator: &Emulator, file: &Path) -> Played {
    let stand_ins = root().join("tests/stand-ins");
    let patless = Path::new(env!("CARGO_BIN_EXE_patless")).parent().unwrap();
    let options = [
        OsStr::new("--path"),
        stand_ins.as_os_str(),
        OsStr::new("--path"),
        patless.as_os_str(),
    ];
    play_with(emulator, file, &options)
}

/// Plays an example after a change to its text.
fn play_changed(emulator: &Emulator, name: &str, change: impl Fn(&str) -> String) -> Played {
    let text = std::fs::read_to_string(root().join("pipelines/examples").join(name)).unwrap();
    let changed = change(&text);
    assert_ne!(changed, text, "{name} is not what it was");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, changed).unwrap();
    play(emulator, &file)
}

/// Plays an example, which must succeed. The log comes back.
fn log_of(emulator: &Emulator, name: &str) -> String {
    let played = play(emulator, &root().join("pipelines/examples").join(name));
    assert_eq!(
        played.result,
        TaskResult::Succeeded,
        "{name}: {}",
        played.log
    );
    played.log
}

/// How many requests had this in their path.
fn requests(emulator: &Emulator, part: &str) -> usize {
    let requests = emulator.requests();
    requests.iter().filter(|it| it.path.contains(part)).count()
}

const ASSERTION: &str = "/oidctoken";
const EXCHANGE: &str = "/oauth2/v2.0/token";

#[test]
fn every_example_succeeds() {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join("pipelines/examples")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !ELSEWHERE.contains(&name.as_str()) {
            log_of(&Emulator::start(Scenario::default()).unwrap(), &name);
        }
        names.push(name);
    }
    for name in ELSEWHERE {
        assert!(names.iter().any(|it| it == name), "{names:?}");
    }
}

#[test]
fn every_example_is_in_the_page_about_them() {
    let page = std::fs::read_to_string(root().join("docs/EXAMPLES.md")).unwrap();
    for entry in std::fs::read_dir(root().join("pipelines/examples")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let link = format!("](../pipelines/examples/{name})");
        assert!(page.contains(&link), "{name}");
    }
}

#[test]
fn every_way_of_the_page_about_migrating_is_played() {
    let page = std::fs::read_to_string(root().join("docs/MIGRATING.md")).unwrap();
    let sections = page.split("\n## ").skip(1);
    let ways: Vec<_> = sections
        .filter(|section| section.contains("<th>After</th>"))
        .collect();
    assert_eq!(ways.len(), 7);
    for way in ways {
        let heading = way.lines().next().unwrap();
        let named = way.lines().find(|line| line.starts_with("*Example*: "));
        let named = named.unwrap_or_else(|| panic!("{heading} names no example"));
        let links = named.split("](").skip(1);
        let links: Vec<_> = links.filter_map(|rest| rest.split(')').next()).collect();
        assert!(!links.is_empty(), "{heading}");
        let mut texts = String::new();
        for link in links {
            let is_pipeline = link.starts_with("../pipelines/examples/");
            assert!(is_pipeline || NO_PIPELINES.contains(&link), "{link}");
            let path = root().join("docs").join(link);
            assert!(path.exists(), "{heading}: {link}");
            texts += &std::fs::read_to_string(path).unwrap_or_default();
        }
        let (_, after) = way.split_once("</td><td>").unwrap();
        let (after, _) = after.split_once("</td></tr>").unwrap();
        let lines = after.lines().map(str::trim);
        for line in lines.filter(|line| !line.starts_with("```") && !line.contains('…')) {
            assert!(
                texts.contains(line),
                "{heading}: not in the example: {line}"
            );
        }
    }
}

#[test]
fn git_gets_a_new_token_for_each_command() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let log = log_of(&emulator, "git.yml");
    for line in ["-> generated/", "[new tag]"] {
        assert!(log.contains(line), "{line}: {log}");
    }
    assert!(requests(&emulator, "/git-receive-pack") > 0);
    // One for the fetch, one for the push. The task itself asks for nothing: it sets the ids.
    assert_eq!(requests(&emulator, ASSERTION), 2);
    assert_eq!(requests(&emulator, EXCHANGE), 2);
}

#[test]
fn git_pushes_nothing_without_the_tokens_of_the_job() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let unmapped = |text: &str| text[..text.rfind("    env:\n").unwrap()].to_owned();
    let played = play_changed(&emulator, "git.yml", unmapped);
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    assert_eq!(requests(&emulator, EXCHANGE), 1, "{}", played.log);
    assert!(!played.log.contains("[new "), "{}", played.log);
}

#[test]
fn terraform_gets_an_assertion_for_each_access_token_by_itself() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let log = log_of(&emulator, "terraform.yml");
    for command in ["init", "apply"] {
        let line = format!("terraform {command}: got an access token");
        assert!(log.contains(&line), "{log}");
    }
    // The task itself asks for nothing: it sets the ids.
    assert_eq!(requests(&emulator, ASSERTION), 2);
    assert_eq!(requests(&emulator, EXCHANGE), 2);
    let id = connection(&emulator, CONNECTION).id.to_string();
    assert_eq!(requests(&emulator, &format!("serviceConnectionId={id}")), 2);
}

#[test]
fn a_printed_line_does_not_move_the_token_that_terraform_asks_with() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let others = Emulator::start(Scenario::default()).unwrap();
    let attack = |text: &str| {
        let url = others.oidc_request_uri();
        let lines = ["SYSTEM_OIDCREQUESTURI", "ARM_OIDC_REQUEST_URL"]
            .map(|name| format!("      echo '##vso[task.setvariable variable={name}]{url}'\n"))
            .concat();
        text.replacen(
            "  - bash: |\n",
            &format!("  - bash: |\n{lines}\n  - bash: |\n"),
            1,
        )
    };
    let played = play_changed(&emulator, "terraform.yml", attack);
    assert_eq!(others.connections(), 0, "{}", played.log);
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
}

#[test]
fn terraform_fails_where_entra_refuses_the_identity() {
    for name in ["terraform.yml", "terraform-assertion.yml"] {
        let emulator = Emulator::start(Scenario::named("wrong-subject").unwrap()).unwrap();
        let played = play(&emulator, &root().join("pipelines/examples").join(name));
        assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
        assert_eq!(requests(&emulator, EXCHANGE), 1, "{}", played.log);
    }
}

#[test]
fn terraform_uses_the_assertion_that_it_is_given() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let log = log_of(&emulator, "terraform-assertion.yml");
    assert!(
        log.contains("terraform apply: got an access token"),
        "{log}"
    );
    assert_eq!(requests(&emulator, ASSERTION), 1);
    assert_eq!(requests(&emulator, EXCHANGE), 2);
}

#[test]
fn terraform_is_not_signed_in_without_the_variables() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for (name, missing) in [
        (
            "terraform.yml",
            "    env:\n      SYSTEM_ACCESSTOKEN: $(System.AccessToken)\n",
        ),
        ("terraform-assertion.yml", "      identityVariables: true\n"),
    ] {
        let without = |text: &str| text.replace(missing, "");
        let played = play_changed(&emulator, name, without);
        assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
        assert!(played.log.contains("Error: "), "{}", played.log);
    }
}

/// The examples that hand an assertion to somebody else's program, with what its stand-in prints at its end.
const WITH_ASSERTION: [(&str, &str); 4] = [
    (
        "google-cloud.yml",
        "gcloud storage ls: the credential file leads to an assertion",
    ),
    ("azd.yml", "azd provision: signed in"),
    ("jfrog.yml", "jf rt ping: a server is configured"),
    ("databricks.yml", "databricks bundle: got an assertion"),
];

#[test]
fn an_assertion_reaches_the_program_that_exchanges_it() {
    for (name, line) in WITH_ASSERTION {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let log = log_of(&emulator, name);
        assert!(log.contains(line), "{name}: {log}");
        assert_eq!(requests(&emulator, ASSERTION), 1, "{name}");
    }
}

#[test]
fn the_program_gets_nothing_where_the_assertion_is_not_mapped() {
    for (name, _) in WITH_ASSERTION {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let unmapped = |text: &str| text[..text.find("    env:\n").unwrap()].to_owned();
        let played = play_changed(&emulator, name, unmapped);
        assert_eq!(played.result, TaskResult::Failed, "{name}: {}", played.log);
        assert_eq!(requests(&emulator, EXCHANGE), 0, "{name}");
    }
}

#[test]
fn nothing_is_left_where_a_program_needed_a_file() {
    for (name, _) in WITH_ASSERTION {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let list = "\n  - bash: find '$(Agent.TempDirectory)' -mindepth 1 -type d\n";
        let played = play_changed(&emulator, name, |text| format!("{text}{list}"));
        assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
        for folder in ["google-", "azd-", "jfrog-"] {
            let left = format!("/_temp/{folder}");
            assert!(!played.log.contains(&left), "{name}: {}", played.log);
        }
    }
}

#[test]
fn end_to_end_tests_run_against_another_organization() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let log = log_of(&emulator, "end-to-end-tests.yml");
    let mut organizations = emulator.world().other_organizations.iter();
    let other = organizations.find(|it| it.name == "acme-labs").unwrap();
    for line in [
        format!("instanceId: {}\n", other.id),
        "providerDisplayName: acme-renovate\n".to_owned(),
    ] {
        assert!(log.contains(&line), "{line}: {log}");
    }
}

#[test]
fn an_organization_of_another_tenant_is_named_before_the_tests_run() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let elsewhere = |text: &str| text.replace("../acme-labs/", "../contoso/");
    let played = play_changed(&emulator, "end-to-end-tests.yml", elsewhere);
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    let tenant = emulator.world().other_tenant.id.to_string();
    let error = played.first_error().unwrap();
    assert!(error.contains(&tenant), "{error}");
    assert!(!played.log.contains("instanceId: "), "{}", played.log);
}
