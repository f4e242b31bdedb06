//! Answers that mislead: successes that are none, pages, missing rights, and hostile names.

use std::process::Command;

use patless_emulator::Scenario;
use patless_emulator::scenario::{
    AzureDevOpsKnobs, CannedResponse, EntitlementAccess, Fault, Faults, PipelinePermissions,
};
use patless_emulator::services::Route;
use patless_emulator::services::azure_devops::{self, vsaex, vssps};

use super::{Planner, json, named, plan, start, step};

const ASKED: &[&str] = &[
    "--for",
    "renovate",
    "--project",
    "Widgets",
    "--service-connection",
    "renovate",
];

/// The scenario in which a route always responds so.
fn with(route: Route, response: CannedResponse) -> Scenario {
    Scenario {
        faults: Faults::on(route, Fault::Respond(response).always()),
        ..named("default")
    }
}

#[test]
fn a_success_that_is_none_hides_the_step() {
    let body = r#"{"isSuccess":false,"operationResult":{"errors":[{"key":5107,"value":"VS403283: Could not add user."}]}}"#;
    let emulator = start(with(vsaex::ENTITLEMENT, CannedResponse::json(200, body)));
    let (plan, code) = json(&emulator, Planner::Person, ASKED);
    let level = step(&plan, "access level");
    assert_eq!(level["status"], "unseen");
    assert!(
        level["text"].as_str().unwrap().contains("VS403283"),
        "{level}"
    );
    assert_eq!(code, Some(0));
}

#[test]
fn a_sign_in_page_of_another_host_hides_the_step() {
    for response in [
        CannedResponse::html(203, "<html>sign in</html>"),
        CannedResponse::new(302).header("location", "https://localhost/_signin"),
    ] {
        let emulator = start(with(vssps::SERVICE_PRINCIPALS, response));
        let (plan, code) = json(&emulator, Planner::Person, ASKED);
        let membership = step(&plan, "membership");
        assert_eq!(membership["status"], "unseen");
        let text = membership["text"].as_str().unwrap();
        assert!(text.contains("sign-in page"), "{text}");
        assert_eq!(code, Some(0));
    }
}

#[test]
fn a_right_that_whoever_asks_lacks_is_named_with_whom_to_ask() {
    let emulator = start(Scenario {
        azure_devops: AzureDevOpsKnobs {
            entitlement_access: EntitlementAccess::Forbidden,
            pipeline_permissions: PipelinePermissions::Forbidden,
            ..AzureDevOpsKnobs::default()
        },
        ..named("default")
    });
    let (plan, code) = json(&emulator, Planner::Person, ASKED);
    for (name, whom) in [
        ("access level", "ask an administrator of the organization"),
        ("pipeline", "ask an administrator of the project"),
    ] {
        let text = step(&plan, name)["text"].as_str().unwrap();
        assert_eq!(step(&plan, name)["status"], "unseen");
        assert!(text.contains("HTTP 403") && text.contains(whom), "{text}");
        assert!(text.starts_with("Ada Lovelace may not see it"), "{text}");
    }
    assert_eq!(code, Some(0));
}

#[test]
fn a_list_that_goes_on_and_on_at_the_same_place_is_no_list() {
    let page = CannedResponse::json(200, r#"{"count":0,"value":[]}"#)
        .header("x-ms-continuationtoken", "again");
    let emulator = start(with(vssps::SERVICE_PRINCIPALS, page));
    let ended = plan(&emulator, Planner::Person, ASKED);
    assert_ne!(ended.code(), Some(0));
    assert!(ended.requests.len() < 20, "{}", ended.requests.len());
}

#[test]
fn a_server_that_is_unavailable_is_no_plan() {
    let emulator = start(with(vssps::SERVICE_PRINCIPALS, CannedResponse::new(503)));
    let ended = plan(&emulator, Planner::Person, ASKED);
    assert_eq!(ended.code(), Some(6), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

/// A name that would be a command to a shell, to Terraform and to the agent.
const HOSTILE: &str =
    "x'$(touch pwned)`touch pwned`\"${file(\\\"x\\\")}##vso[task.setvariable variable=A]b";

#[test]
fn a_hostile_name_is_a_name_in_every_form() {
    let name = serde_json::Value::from(HOSTILE).to_string();
    let project = format!(r#"{{"id":"3c9e1b7a-84d2-4f65-b0a3-7e5d2c19f846","name":{name}}}"#);
    let emulator = start(with(
        azure_devops::PROJECT,
        CannedResponse::json(200, &project),
    ));
    for (form, arguments) in [
        ("text", ASKED),
        ("az", ASKED),
        (
            "az",
            &[
                "--for",
                "git",
                "--project",
                "Widgets",
                "--service-connection",
                "$(touch pwned)",
            ],
        ),
        ("terraform", ASKED),
        ("portal", ASKED),
    ] {
        let all: Vec<_> = arguments.iter().copied().chain(["--form", form]).collect();
        let ended = plan(&emulator, Planner::Person, &all);
        assert!(!ended.stdout.contains("##vso["), "{}", ended.stdout);
        if form == "az" {
            assert_runs_without_effect(&ended.stdout);
        }
        if form == "terraform" {
            let is_code = |line: &&str| !line.starts_with('#');
            let code: String = ended.stdout.lines().filter(is_code).collect();
            assert!(code.contains("$${file("), "{code}");
            assert!(!code.replace("$${", "").contains("${"), "{code}");
        }
    }
}

/// A connection whose server wants people to trust somebody else's issuer, and to ask another address.
const FOREIGN: &str = r#"{"count":1,"value":[{"id":"../../x?y#","name":"renovate","type":"AzureRM","isReady":true,
"authorization":{"scheme":"WorkloadIdentityFederation","parameters":{
"serviceprincipalid":"c11e0001-7a2b-4d3c-8e4f-5a6b7c8d9e01",
"workloadIdentityFederationIssuer":"https://evil.example/t",
"workloadIdentityFederationSubject":"sc://acme/Widgets/renovate"}},"data":{"creationMode":"Manual"}}]}"#;

#[test]
fn an_issuer_that_is_not_of_azure_devops_gets_into_no_form() {
    let emulator = start(with(
        azure_devops::SERVICE_CONNECTIONS,
        CannedResponse::json(200, FOREIGN),
    ));
    for form in ["text", "az", "terraform", "portal"] {
        let all: Vec<_> = ASKED.iter().copied().chain(["--form", form]).collect();
        let ended = plan(&emulator, Planner::Person, &all);
        let text = &ended.stdout;
        assert!(text.contains("federated credential"), "{text}");
        assert!(
            !text.contains("evil.example") && !text.contains("../"),
            "{text}"
        );
    }
}

/// An `az` that does nothing, and answers what can be an answer.
const AZ: &str = r#"az() { case "$*" in
*FederationIssuer*) echo https://vstoken.dev.azure.com/x ;;
*FederationSubject*) echo sc://acme/Widgets/renovate ;;
*) echo 42 ;;
esac; }"#;

/// Runs the script with an `az` that does nothing, and fails if a name did something.
fn assert_runs_without_effect(script: &str) {
    let folder = tempfile::tempdir().unwrap();
    let script = format!("{AZ}\n{script}\n");
    let output = Command::new("sh")
        .arg("-c")
        .arg(&script)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}{script}");
    assert!(!folder.path().join("pwned").exists(), "{script}");
}
