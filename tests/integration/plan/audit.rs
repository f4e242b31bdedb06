//! `patless plan --audit` lists what an organization holds that still needs a personal access token, and changes nothing.
//!
//! Everything that the emulated organization stores has the same secret value, which each call is searched for.

use patless_emulator::scenario::{
    AzureDevOpsKnobs, CannedResponse, Fault, Faults, Paging, ProjectAccess, StoredThings,
    StoredThingsAccess, WorldKnobs,
};
use patless_emulator::services::azure_devops;
use patless_emulator::{Emulator, Scenario, ServiceName};
use regex_lite::Regex;
use serde_json::Value;

use crate::pipeline::root;
use crate::verbs::{Call, Ended};

/// The emulator of an organization that stores these things.
fn storing(stored_things: StoredThings, scenario: Scenario) -> Emulator {
    let world = WorldKnobs {
        stored_things,
        ..scenario.world.clone()
    };
    Emulator::start(Scenario { world, ..scenario }).unwrap()
}

fn personal_tokens() -> Emulator {
    storing(StoredThings::PersonalTokens, Scenario::default())
}

/// Audits the organization, with more arguments, and fails if anything but a read was sent.
fn audit(emulator: &Emulator, more: &[&str]) -> Ended {
    let organization = emulator.azure_devops_url().to_string();
    let mut arguments = vec!["plan", "--audit", "--organization", &organization];
    arguments.extend(more);
    let ended = Call::with_client_secret(emulator).run_on_emulator(&arguments);
    for request in &ended.requests {
        if request.service == ServiceName::AzureDevOps {
            let method = request.method.as_str();
            assert!(["GET", "HEAD"].contains(&method), "{request:?}");
        }
    }
    ended
}

fn json(ended: &Ended) -> Value {
    let read: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(read["version"], 1);
    read
}

/// The findings, as `kind project name`.
fn findings(read: &Value) -> Vec<String> {
    let findings = read["findings"].as_array().unwrap().iter();
    let text = |it: &Value| it.as_str().unwrap_or("-").to_owned();
    let line = |it: &Value| {
        [&it["kind"], &it["project"], &it["name"]]
            .map(text)
            .join(" ")
    };
    findings.map(line).collect()
}

/// Everything in the organization that needs a personal access token.
const ALL: [&str; 17] = [
    "groupVariable Gears FEED_PAT",
    "groupVariable Widgets RENOVATE_PAT",
    "groupVariable Widgets gitops-azuredevops-pat",
    "pipelineVariable Widgets AZDO_PERSONAL_ACCESS_TOKEN",
    "pipelineVariable Widgets adoPat",
    "releaseVariable Widgets AzureDevOpsToken",
    "serviceConnection Gears other-pipelines",
    "serviceConnection Widgets contoso-git",
    "serviceConnection Widgets contoso-npm",
    "serviceConnection Widgets contoso-nuget",
    "serviceConnection Widgets contoso-python",
    "serviceConnection Widgets contoso-python-upload",
    "serviceConnection Widgets contoso-repos",
    "serviceConnection Widgets generic-api",
    "serviceConnection Widgets old-marketplace",
    "serviceHook Widgets webHooks on git.push (900c0001-0000-4000-8000-000000000001)",
    "variableGroup Widgets release-pat",
];

#[test]
fn everything_that_needs_a_token_is_found_and_nothing_else() {
    let ended = audit(&personal_tokens(), &["--json"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    let read = json(&ended);
    let mut found = findings(&read);
    found.sort();
    assert_eq!(found, ALL);
    assert_eq!(read["projects"], 2);
    assert_eq!(read["notSeen"], Value::Array(Vec::new()));
    assert_eq!(read["passedOver"]["serviceConnections"], 5);
    assert_eq!(read["passedOver"]["serviceHooks"], 1);
}

#[test]
fn a_connection_that_projects_share_is_found_once() {
    let read = json(&audit(&personal_tokens(), &["--json"]));
    let findings = read["findings"].as_array().unwrap();
    let mut shared = findings.iter().filter(|it| it["name"] == "other-pipelines");
    let finding = shared.next().unwrap();
    assert_eq!(finding["sharedWith"][0], "Widgets");
    assert!(shared.next().is_none());
}

#[test]
fn each_finding_says_why_where_and_what_instead() {
    let emulator = personal_tokens();
    let read = json(&audit(&emulator, &["--json"]));
    let findings = read["findings"].as_array().unwrap();
    let named = |name: &str| findings.iter().find(|it| it["name"] == name).unwrap();
    let project = emulator.world().project.id;
    for (name, reason, replacement, page) in [
        (
            "contoso-nuget",
            "signs in at pkgs.dev.azure.com with a stored token",
            "NuGetAuthenticate@1",
            "_settings/adminservices?resourceId=5e7b",
        ),
        (
            "contoso-git",
            "signs in at dev.azure.com with a stored password",
            "for: git",
            "_settings/adminservices?resourceId=5e7b",
        ),
        (
            "old-marketplace",
            "signs in at marketplace.visualstudio.com",
            "connectTo: AzureRM",
            "_settings/adminservices",
        ),
        (
            "RENOVATE_PAT",
            "has the name of a personal access token",
            "for: renovate",
            "_library?itemType=VariableGroups&view=VariableGroupView&variableGroupId=11",
        ),
        (
            "gitops-azuredevops-pat",
            "in the key vault acme-keys",
            "Patless@1",
            "variableGroupId=12",
        ),
        (
            "adoPat",
            "everybody who sees the page can read it",
            "patless scan",
            "_build?definitionId=7",
        ),
    ] {
        let finding = named(name);
        let text = |field: &str| finding[field].as_str().unwrap().to_owned();
        assert!(text("reason").contains(reason), "{finding}");
        assert!(text("replacement").contains(replacement), "{finding}");
        let url = format!("{}{project}/{page}", emulator.azure_devops_url());
        assert!(
            text("url").starts_with(&url) || page.starts_with("variableGroupId"),
            "{finding}"
        );
        assert!(text("url").contains(page), "{finding}");
    }
    assert_eq!(named("adoPat")["within"], "nightly");
    assert_eq!(named("contoso-git")["within"], Value::Null);
}

#[test]
fn the_text_names_the_same_things_by_project() {
    let ended = audit(&personal_tokens(), &[]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    let text = &ended.stdout;
    assert!(
        text.contains("holds 17 things that need a personal access token (PAT)\n"),
        "{text}"
    );
    let (gears, widgets) = (
        text.find("\nGears\n").unwrap(),
        text.find("\nWidgets\n").unwrap(),
    );
    assert!(gears < text.find("FEED_PAT").unwrap(), "{text}");
    assert!(text.find("FEED_PAT").unwrap() < widgets, "{text}");
    for expected in [
        "  service connection other-pipelines, shared with Widgets\n",
        "  variable RENOVATE_PAT of the group renovate\n",
        "  variable adoPat of the pipeline nightly\n",
        "  variable AzureDevOpsToken of the release to production\n",
        "  variable group release-pat\n",
        "    instead: NuGetAuthenticate@1 with azureDevOpsServiceConnection",
        "passed over, for other servers: 5 service connections, 1 service hook\n",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    for silent in [
        "npmjs",
        "github",
        "looks-like-it",
        "public-feed",
        "federated",
        "azure-secret",
        "OVSX_PAT",
        "SLACK_TOKEN",
        "adoPatOwner",
    ] {
        assert!(!text.contains(silent), "{silent}: {text}");
    }
}

#[test]
fn no_name_is_a_command_to_the_agent_or_to_a_terminal() {
    for form in [&["--json"][..], &[]] {
        let ended = audit(&personal_tokens(), form);
        assert!(ended.stdout.contains("AZDO_PERSONAL_ACCESS_TOKEN"));
        assert!(!ended.stdout.contains("##"), "{}", ended.stdout);
        assert!(!ended.stdout.contains('\u{1b}'), "{}", ended.stdout);
    }
}

#[test]
fn an_organization_without_personal_access_tokens_is_clean() {
    let emulator = storing(StoredThings::None, Scenario::default());
    let ended = audit(&emulator, &[]).fine();
    let text = &ended.stdout;
    assert!(text.contains("holds nothing that needs"), "{text}");
    assert!(text.contains("\n1 project; passed over"), "{text}");
    assert!(text.contains("only what this identity may see"), "{text}");
}

#[test]
fn an_organization_whose_projects_cannot_be_seen_has_none() {
    let scenario = Scenario {
        azure_devops: AzureDevOpsKnobs {
            project_access: ProjectAccess::None,
            ..AzureDevOpsKnobs::default()
        },
        ..Scenario::default()
    };
    let ended = audit(&storing(StoredThings::None, scenario), &[]).fine();
    assert!(ended.stdout.contains("\n0 projects"), "{}", ended.stdout);
}

#[test]
fn what_is_on_further_pages_is_found() {
    let scenario = Scenario {
        azure_devops: AzureDevOpsKnobs {
            paging: Paging::SingleEntries,
            ..AzureDevOpsKnobs::default()
        },
        ..Scenario::default()
    };
    let ended = audit(
        &storing(StoredThings::PersonalTokens, scenario),
        &["--json"],
    );
    let mut found = findings(&json(&ended));
    found.sort();
    assert_eq!(found, ALL);
}

#[test]
fn every_one_of_many_projects_is_looked_through() {
    let emulator = storing(StoredThings::ManyProjects, Scenario::default());
    let read = json(&audit(&emulator, &["--json"]));
    assert_eq!(read["projects"], 121);
    assert_eq!(findings(&read).len(), 2);
}

#[test]
fn the_sample_of_the_document_is_what_it_prints() {
    let emulator = personal_tokens();
    let ended = audit(&emulator, &["--project", "Gears"]);
    let organization = emulator.azure_devops_url().to_string();
    let text = ended
        .stdout
        .replace(&organization, "https://dev.azure.com/acme/");
    let ids = Regex::new("-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").unwrap();
    let sample = format!("```text\n{}```\n", ids.replace_all(&text, "-…"));
    let document = std::fs::read_to_string(root().join("docs/VERBS.md")).unwrap();
    assert!(document.contains(&sample), "docs/VERBS.md lacks:\n{sample}");
}

#[test]
fn flags_of_a_plan_are_none_of_an_audit() {
    let emulator = storing(StoredThings::None, Scenario::default());
    for flag in ["--publisher", "--repository", "--feed", "--identity"] {
        let ended = audit(&emulator, &[flag, "acme"]);
        assert_eq!(ended.code(), Some(2), "{flag}");
        assert!(ended.requests.is_empty());
    }
    let ended = audit(&emulator, &["--for", "git"]);
    assert_eq!(ended.code(), Some(2));
}

/// A scenario in which the second project may not be read.
fn forbidden() -> Scenario {
    Scenario {
        azure_devops: AzureDevOpsKnobs {
            stored_things_access: StoredThingsAccess::SecondProjectForbidden,
            ..AzureDevOpsKnobs::default()
        },
        ..Scenario::default()
    }
}

#[test]
fn a_project_that_may_not_be_read_is_named_and_the_others_are_read() {
    let emulator = storing(StoredThings::PersonalTokens, forbidden());
    let ended = audit(&emulator, &["--json"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    let read = json(&ended);
    assert_eq!(findings(&read).len(), 16);
    let unseen = read["notSeen"].as_array().unwrap();
    let lists: Vec<_> = unseen
        .iter()
        .map(|it| it["list"].as_str().unwrap())
        .collect();
    assert_eq!(
        lists,
        [
            "serviceConnections",
            "variableGroups",
            "pipelines",
            "releases"
        ]
    );
    for unseen in unseen {
        assert_eq!(unseen["project"], "Gears");
        let reason = unseen["reason"].as_str().unwrap();
        assert!(reason.contains(": HTTP 403: Access Denied: "), "{reason}");
    }
    let text = audit(&emulator, &[]).stdout;
    assert!(
        text.contains("\nnot seen\n  Gears, service connections: "),
        "{text}"
    );
}

#[test]
fn nothing_found_where_something_was_not_seen_is_not_clean() {
    let emulator = storing(StoredThings::PersonalTokens, forbidden());
    let ended = audit(&emulator, &["--project", "gears"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stdout);
    assert!(ended.stdout.contains("holds nothing that needs"));
}

#[test]
fn one_project_can_be_asked_for_by_name_or_in_the_address() {
    let emulator = personal_tokens();
    let gears = [
        "groupVariable Gears FEED_PAT".to_owned(),
        "serviceConnection Gears other-pipelines".to_owned(),
    ];
    let mut found = findings(&json(&audit(&emulator, &["--json", "--project", "GEARS"])));
    found.sort();
    assert_eq!(found, gears);
    let address = format!("{}gears", emulator.azure_devops_url());
    let arguments = ["plan", "--audit", "--json", "--organization", &address];
    let ended = Call::with_client_secret(&emulator).run_on_emulator(&arguments);
    let mut found = findings(&json(&ended));
    found.sort();
    assert_eq!(found, gears);
    let ended = audit(&emulator, &["--project", "No Such"]);
    assert_eq!(ended.code(), Some(3));
    assert!(
        ended
            .stdout
            .contains("No Such, the project: there is no such project"),
        "{}",
        ended.stdout
    );
}

#[test]
fn a_sign_in_page_in_place_of_a_list_is_not_an_empty_list() {
    let page = CannedResponse::html(203, "<html><title>Sign In</title></html>");
    let scenario = Scenario {
        faults: Faults::on(
            azure_devops::HOOK_SUBSCRIPTIONS,
            Fault::Respond(page).always(),
        ),
        ..Scenario::default()
    };
    let ended = audit(&storing(StoredThings::None, scenario), &[]);
    assert_ne!(ended.code(), Some(0));
    let text = &ended.stdout;
    assert!(
        text.contains("\n  the organization, service hooks: "),
        "{text}"
    );
    assert!(text.contains("203"), "{text}");
}

#[test]
fn a_success_that_says_it_is_none_is_not_an_empty_list() {
    let body = r#"{"isSuccess":false,"value":[],"operationResult":{"errors":[{"key":5107,"value":"VS403283: Not now."}]}}"#;
    let refusal = Fault::Respond(CannedResponse::json(200, body));
    let scenario = Scenario {
        faults: Faults::on(azure_devops::HOOK_SUBSCRIPTIONS, refusal.always()),
        ..Scenario::default()
    };
    let ended = audit(&storing(StoredThings::None, scenario), &[]);
    assert_ne!(ended.code(), Some(0));
    assert!(
        ended.stdout.contains("VS403283: Not now"),
        "{}",
        ended.stdout
    );
}

#[test]
fn a_list_that_never_ends_is_given_up() {
    let body = r#"{"count":0,"value":[]}"#;
    let page = CannedResponse::json(200, body).header("X-MS-ContinuationToken", "7");
    let scenario = Scenario {
        faults: Faults::on(azure_devops::VARIABLE_GROUPS, Fault::Respond(page).always()),
        ..Scenario::default()
    };
    let ended = audit(&storing(StoredThings::None, scenario), &[]);
    assert_ne!(ended.code(), Some(0));
    let asked = ended
        .requests
        .iter()
        .filter(|it| it.path.contains("variablegroups"));
    assert_eq!(asked.count(), 2);
}

#[test]
fn an_unavailable_server_is_not_asked_for_everything_else() {
    let busy = Fault::Respond(CannedResponse::new(429).header("Retry-After", "300"));
    let scenario = Scenario {
        faults: Faults::on(azure_devops::SERVICE_CONNECTIONS, busy.always()),
        ..Scenario::default()
    };
    let emulator = storing(StoredThings::ManyProjects, scenario);
    let ended = audit(&emulator, &["--json"]);
    assert_eq!(ended.code(), Some(6), "{}", ended.stderr);
    let refused = ended.requests.iter().filter(|it| it.status == Some(429));
    assert!(refused.count() <= 4);
    assert!(ended.requests.len() < 20, "{}", ended.requests.len());
    let read = json(&ended);
    assert_eq!(read["notSeen"].as_array().unwrap().len(), 121 * 4 + 1);
    let reason = &read["notSeen"][200]["reason"];
    assert_eq!(reason, "not asked, because Azure DevOps was unavailable");
}

#[test]
fn a_busy_server_is_asked_again() {
    let busy = Fault::Respond(CannedResponse::new(503));
    let scenario = Scenario {
        faults: Faults::on(azure_devops::PROJECTS, vec![busy]),
        ..Scenario::default()
    };
    audit(&storing(StoredThings::None, scenario), &[]).fine();
}

#[test]
fn an_identity_that_is_no_member_is_told_what_is_missing() {
    let scenario = Scenario::named("not-in-organization").unwrap();
    let ended = audit(&storing(StoredThings::PersonalTokens, scenario), &[]);
    assert_eq!(ended.code(), Some(3));
    let section = "TROUBLESHOOTING.md#not-in-organization";
    assert!(ended.stderr.contains(section), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

#[test]
fn a_personal_access_token_is_refused_before_any_request() {
    let emulator = personal_tokens();
    let organization = emulator.azure_devops_url().to_string();
    let (short, long) = ("a2".repeat(26), format!("{}xAZDO1234", "aB3".repeat(25)));
    for token in [&short, &long] {
        let ended = Call::at_a_desk(&emulator)
            .secret_variable("AZURE_DEVOPS_TOKEN", token)
            .run(&[
                "plan",
                "--audit",
                "--source",
                "variable",
                "--organization",
                &organization,
            ]);
        assert_eq!(ended.code(), Some(2), "{}", ended.stderr);
        assert!(
            ended.stderr.contains("takes only a token of Entra"),
            "{}",
            ended.stderr
        );
        assert!(ended.requests.is_empty());
        assert_eq!(ended.stdout, "");
    }
}

#[test]
fn a_token_of_entra_in_a_variable_is_taken() {
    let emulator = personal_tokens();
    let token = Call::with_client_secret(&emulator)
        .run_on_emulator(&["token"])
        .fine()
        .stdout;
    let organization = emulator.azure_devops_url().to_string();
    let ended = Call::at_a_desk(&emulator)
        .secret_variable("AZURE_DEVOPS_TOKEN", token.trim())
        .run(&[
            "plan",
            "--audit",
            "--source",
            "variable",
            "--organization",
            &organization,
        ]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
}
