//! The doctor names the first thing to fix, goes on as far as it can, and prints no secret.

mod misconfigurations;
mod texts;

use patless_emulator::scenario::{Fault, Faults};
use patless_emulator::services::{azure_devops, entra};
use patless_emulator::{Emulator, Scenario};
use serde_json::Value;

use crate::step::{Ended, Step};
use misconfigurations::{MISCONFIGURATIONS, Misconfiguration};

fn emulator(scenario: &str) -> Emulator {
    Emulator::start(Scenario::named(scenario).unwrap()).unwrap()
}

/// Asks the doctor from a script step.
fn diagnose(emulator: &Emulator, step: Step<'_>, arguments: &[&str]) -> Ended {
    let authority_host = emulator.authority_host().to_string();
    let mut all = vec!["doctor"];
    if !arguments.contains(&"--authority-host") {
        all.extend(["--authority-host", &authority_host]);
    }
    all.extend(arguments);
    step.verb(&all)
}

fn json(ended: &Ended) -> Value {
    serde_json::from_str(&ended.stdout).unwrap_or_else(|error| panic!("{error}: {}", ended.stdout))
}

fn check<'v>(diagnosis: &'v Value, name: &str) -> &'v Value {
    let checks = diagnosis["checks"].as_array().unwrap();
    let found = checks.iter().find(|check| check["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {diagnosis}"))
}

/// Asks the doctor in a job that is misconfigured.
fn misconfigured(row: &Misconfiguration, emulator: &Emulator, arguments: &[&str]) -> Ended {
    let step =
        row.variables
            .iter()
            .fold(Step::script(emulator), |step, &(name, value)| match value {
                Some(value) => step.variable(name, value),
                None => step.without(name),
            });
    let target = format!("{}Widgets/_git/widgets", emulator.azure_devops_url());
    let mut all = arguments.to_vec();
    if !row.arguments.contains(&"--target") {
        all.extend(["--target", &target]);
    }
    all.extend(row.arguments);
    diagnose(emulator, step, &all)
}

/// Plays one misconfiguration, and gives what is wrong with its diagnosis. `None`: nothing.
fn complaint(row: &Misconfiguration) -> Option<String> {
    let emulator = emulator(row.scenario);
    let ended = misconfigured(row, &emulator, &["--json", "--retry-budget", "5"]);
    let diagnosis = json(&ended);
    let first = diagnosis["firstFailure"].as_str().unwrap_or("nothing");
    let failure = match first {
        "nothing" => &Value::Null,
        name => &check(&diagnosis, name)["failure"],
    };
    let found = (
        first,
        failure["name"].as_str().unwrap_or("none"),
        ended.code.unwrap_or_default(),
    );
    let expected = (row.check, row.name, row.exit_code);
    if found != expected {
        return Some(format!(
            "{}: {found:?} instead of {expected:?}",
            row.condition
        ));
    }
    let has_hint = failure["hint"]
        .as_str()
        .is_some_and(|hint| !hint.is_empty());
    (!has_hint && first != "nothing").then(|| format!("{}: no hint: {failure}", row.condition))
}

#[test]
fn the_first_thing_to_fix_is_named_for_each_misconfiguration() {
    assert!(MISCONFIGURATIONS.len() > 30);
    let complaints: Vec<_> = MISCONFIGURATIONS.iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn where_all_is_well_there_is_nothing_to_fix() {
    let emulator = emulator("default");
    let ended = diagnose(&emulator, Step::script(&emulator), &[]);
    assert_eq!(ended.code, Some(0), "{}", ended.stdout);
    let marks: Vec<_> = ended
        .stdout
        .lines()
        .map_while(|line| line.chars().next())
        .collect();
    let expected: Vec<_> = "✓✓ ✓✓✓✓   ✓✓✓".chars().collect();
    assert_eq!(marks, expected, "{}", ended.stdout);
    assert!(
        ended.stdout.contains("\nnothing to fix\n"),
        "{}",
        ended.stdout
    );
    // Nobody has to create a federated credential.
    assert!(!ended.stdout.contains("audiences"), "{}", ended.stdout);
    assert_eq!(ended.stderr, "");
}

#[test]
fn a_federated_credential_that_is_wrong_is_printed_behind_another_thing_to_fix() {
    let emulator = emulator("wrong-subject");
    let arguments = ["--target", "https://github.com/acme/web"];
    let ended = diagnose(&emulator, Step::script(&emulator), &arguments);
    let text = &ended.stdout;
    assert!(text.contains("first thing to fix: inputs"), "{text}");
    assert_eq!(text.matches(r#"{"audiences""#).count(), 1, "{text}");
}

#[test]
fn a_failure_does_not_keep_it_from_what_can_still_be_checked() {
    let emulator = emulator("wrong-subject");
    let ended = diagnose(&emulator, Step::script(&emulator), &[]);
    let lines: Vec<_> = ended.stdout.lines().collect();
    let starts = |text: &str| lines.iter().any(|line| line.starts_with(text));
    assert!(starts("✓ claims "), "{}", ended.stdout);
    assert!(starts("✗ access token "), "{}", ended.stdout);
    assert!(starts("✓ tenant "), "{}", ended.stdout);
    assert!(
        starts("– identity            not checked: "),
        "{}",
        ended.stdout
    );
    assert!(
        starts("first thing to fix: access token"),
        "{}",
        ended.stdout
    );
    // Once, in the hint.
    assert_eq!(ended.stdout.matches(r#"{"audiences""#).count(), 1);
}

#[test]
fn the_tenant_is_asked_for_as_nobody() {
    let emulator = emulator("bad-job-token");
    let ended = diagnose(&emulator, Step::script(&emulator), &[]);
    let asked = ended
        .requests
        .iter()
        .find(|request| request.method == "HEAD")
        .unwrap();
    assert!(asked.header("authorization").is_none());
}

#[test]
fn waits_are_told_on_standard_error() {
    let emulator = emulator("throttled-once");
    let ended = diagnose(&emulator, Step::script(&emulator), &["--json"]);
    assert_eq!(json(&ended)["firstFailure"], Value::Null);
    assert_eq!(
        ended.stderr.matches("trying again in").count(),
        2,
        "{}",
        ended.stderr
    );
}

#[test]
fn a_token_for_another_resource_is_not_tried_on_azure_devops() {
    let emulator = emulator("default");
    let arguments = ["--json", "--scope", "azureResourceManager"];
    let ended = diagnose(&emulator, Step::script(&emulator), &arguments);
    assert_eq!(ended.code, Some(0));
    assert_eq!(check(&json(&ended), "identity")["status"], "skipped");
    assert_eq!(ended.requests.len(), 2);
}

#[test]
fn no_variable_sends_the_assertion_to_another_host() {
    let emulator = emulator("default");
    let host = emulator.authority_host().to_string();
    // The real authority host would be asked: nothing answers at the proxy on the way to it.
    let step = Step::script(&emulator)
        .variable("AZURE_AUTHORITY_HOST", &host)
        .variable("https_proxy", "http://127.0.0.1:9");
    // The job's organization is on this machine, and the call says so.
    let target = emulator.azure_devops_url().to_string();
    let ended = step.verb(&[
        "doctor",
        "--json",
        "--retry-budget",
        "0",
        "--target",
        &target,
    ]);
    assert!(
        ended
            .requests
            .iter()
            .all(|request| !request.path.contains("oauth2"))
    );
    let diagnosis = json(&ended);
    let failure = &check(&diagnosis, "access token")["failure"];
    assert_eq!(failure["name"], "proxy-unusable", "{diagnosis}");
}

/// A process that nobody's agent started: at the desk, where nothing is told.
fn at_the_desk(emulator: &Emulator) -> Step<'_> {
    let set = [
        "TF_BUILD",
        "SYSTEM_OIDCREQUESTURI",
        "SYSTEM_COLLECTIONURI",
        "SYSTEM_ACCESSTOKEN",
        "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
    ];
    let step = Step::script(emulator);
    set.iter().fold(step, |step, name| step.without(name))
}

#[test]
fn outside_a_job_the_doctor_says_so_first_and_shows_the_way() {
    let emulator = emulator("default");
    let ended = diagnose(&emulator, at_the_desk(&emulator), &[]);
    let text = &ended.stdout;
    let first = "✗ environment         this is not an Azure Pipelines job, ";
    assert!(text.starts_with(first), "{text}");
    assert!(
        text.contains("\nfirst thing to fix: environment\n"),
        "{text}"
    );
    for way in [
        "--explain",
        "--target",
        "patless whoami",
        "cargo xtask demo",
        "GETTING-STARTED.md",
    ] {
        assert!(text.contains(way), "{way}: {text}");
    }
    // Nothing else is wrong with it.
    assert_eq!(text.matches('✗').count(), 1, "{text}");
    assert_eq!((ended.code, ended.requests.len()), (Some(3), 0));
}

#[test]
fn outside_a_job_nothing_is_asked_with_what_would_be_enough_in_one() {
    let emulator = emulator("default");
    let connection = "d4a7cae5-9f6b-4eb8-8c43-ba5b8daf7e04";
    let token = emulator.world().job.token.clone();
    let step = at_the_desk(&emulator).variable("SYSTEM_ACCESSTOKEN", &token);
    let arguments = ["--json", "--service-connection", connection];
    let ended = diagnose(&emulator, step, &arguments);
    let diagnosis = json(&ended);
    assert_eq!(diagnosis["firstFailure"], "environment");
    assert_eq!(diagnosis["checks"][0]["failure"]["name"], "outside-a-job");
    assert_eq!(check(&diagnosis, "inputs")["status"], "passed");
    assert_eq!(check(&diagnosis, "assertion")["status"], "skipped");
    assert!(ended.requests.is_empty());
}

#[test]
fn outside_a_job_a_wrong_argument_is_the_first_thing_to_fix() {
    let emulator = emulator("default");
    let arguments = ["--json", "--scope", "devops"];
    let ended = diagnose(&emulator, at_the_desk(&emulator), &arguments);
    let diagnosis = json(&ended);
    assert_eq!(diagnosis["firstFailure"], "inputs");
    assert_eq!(check(&diagnosis, "inputs")["failure"]["exitCode"], 2);
    assert_eq!(check(&diagnosis, "environment")["status"], "failed");
    assert_eq!(ended.code, Some(2));
    let arguments = ["--target", "acme"];
    let ended = diagnose(&emulator, at_the_desk(&emulator), &arguments);
    assert_eq!(ended.code, Some(2), "{}", ended.stdout);
    assert!(
        ended
            .stdout
            .contains("first thing to fix: inputs\n--target"),
        "{}",
        ended.stdout
    );
}

#[test]
fn outside_a_job_and_without_inputs_the_task_says_that_there_is_no_job() {
    let emulator = emulator("default");
    let ended = at_the_desk(&emulator).verb(&["task"]);
    let text = &ended.stdout;
    assert!(
        text.contains("]this is not an Azure Pipelines job, "),
        "{text}"
    );
    assert!(text.contains("#outside-a-job"), "{text}");
    assert_eq!(text.matches("task.logissue").count(), 1, "{text}");
    // What was given is looked at first.
    let step = at_the_desk(&emulator).input("retryBudget", "soon");
    let ended = step.verb(&["task"]);
    assert!(
        ended.stdout.contains("no token is requested"),
        "{}",
        ended.stdout
    );
}

#[test]
fn outside_a_job_the_tenant_of_a_target_is_still_checked() {
    let emulator = emulator("default");
    let target = emulator.azure_devops_url().to_string();
    let step = at_the_desk(&emulator);
    let ended = diagnose(&emulator, step, &["--json", "--target", &target]);
    let diagnosis = json(&ended);
    assert_eq!(diagnosis["firstFailure"], "environment");
    assert_eq!(check(&diagnosis, "tenant")["status"], "passed");
    // As nobody.
    assert_eq!(ended.requests.len(), 1);
}

#[test]
fn a_wrong_target_is_not_replaced_by_the_jobs_own() {
    let emulator = emulator("default");
    let arguments = ["--json", "--target", "https://github.com/acme/web"];
    let diagnosis = json(&diagnose(&emulator, Step::script(&emulator), &arguments));
    assert_eq!(check(&diagnosis, "tenant")["status"], "skipped");
    assert_eq!(check(&diagnosis, "access token")["status"], "passed");
}

#[test]
fn no_variable_has_the_doctor_send_the_jobs_token_to_this_machine() {
    let emulator = emulator("default");
    let collection = emulator.azure_devops_url().to_string();
    for name in [
        "ENDPOINT_URL_SYSTEMVSSCONNECTION",
        "endpoint_url_systemvssconnection",
    ] {
        let step = Step::script(&emulator).variable(name, &collection);
        let ended = step.verb(&["doctor", "--json", "--retry-budget", "0"]);
        let diagnosis = json(&ended);
        let failure = &check(&diagnosis, "environment")["failure"];
        assert_eq!(failure["exitCode"], 3, "{diagnosis}");
        assert!(ended.requests.is_empty(), "{:?}", ended.requests);
    }
}

#[test]
fn what_an_agent_hands_over_to_tasks_does_not_move_the_authority_host() {
    let emulator = emulator("default");
    let id = "d4a7cae5-9f6b-4eb8-8c43-ba5b8daf7e04";
    let evil = format!("ENDPOINT_DATA_{id}_ACTIVEDIRECTORYAUTHORITY");
    let step = Step::script(&emulator)
        .variable(
            &format!("ENDPOINT_AUTH_SCHEME_{id}"),
            "WorkloadIdentityFederation",
        )
        .variable(&evil, "https://evil.example/");
    let ended = diagnose(&emulator, step, &["--json"]);
    assert_eq!(
        json(&ended)["firstFailure"],
        Value::Null,
        "{}",
        ended.stdout
    );
}

#[test]
fn a_server_that_repeats_the_request_gets_no_secret_into_a_diagnosis() {
    let reflect = || Fault::Reflect { status: 400 }.always();
    for faults in [
        Faults::on(azure_devops::OIDC_TOKEN, reflect()),
        Faults::on(entra::TOKEN, reflect()),
        Faults::on(azure_devops::CONNECTION_DATA, reflect()),
    ] {
        let scenario = Scenario {
            faults,
            ..Scenario::default()
        };
        let emulator = Emulator::start(scenario).unwrap();
        for arguments in [&[][..], &["--json"]] {
            // The harness looks for the secrets.
            let ended = diagnose(&emulator, Step::script(&emulator), arguments);
            assert!(
                ended.stdout.contains("Not understood: "),
                "{}",
                ended.stdout
            );
        }
    }
}

#[test]
fn a_pasted_error_is_explained_without_a_request() {
    let emulator = emulator("default");
    let text = "ERROR: AADSTS700016: Application with identifier 'c11e0004-7a2b-4d3c-8e4f-5a6b7c8d9e04' was not found in the directory '8e2d4b60-1c7f-4a93-b5d8-6f0a3e9c7b21'.";
    let ended = Step::script(&emulator).verb(&["doctor", "--explain", text]);
    assert_eq!((ended.code, ended.requests.len()), (Some(0), 0));
    assert!(
        ended.stdout.starts_with("AADSTS700016, "),
        "{}",
        ended.stdout
    );
    for line in [
        "\nhint: ",
        "\nmore: https://github.com/patless/patless/blob/main/docs/TROUBLESHOOTING.md#unknown-client\n",
    ] {
        assert!(ended.stdout.contains(line), "{}", ended.stdout);
    }
    let ended = Step::script(&emulator).verb(&["doctor", "--json", "--explain", text]);
    let explanation = json(&ended);
    assert_eq!(explanation["name"], "unknown-client");
    assert_eq!(
        explanation["values"]["tenant"],
        "8e2d4b60-1c7f-4a93-b5d8-6f0a3e9c7b21"
    );
}

#[test]
fn a_pasted_text_is_not_repeated_beyond_the_values_that_explain() {
    let emulator = emulator("default");
    let text = "POST /token Authorization: Bearer sekret-pasted ##vso[task.setvariable variable=a]b AADSTS70025: none";
    for json in [&[][..], &["--json"]] {
        let arguments: Vec<_> = ["doctor", "--explain", text]
            .iter()
            .chain(json)
            .copied()
            .collect();
        let ended = Step::script(&emulator).verb(&arguments);
        assert!(
            !ended.stdout.contains("sekret") && !ended.stdout.contains("##vso"),
            "{}",
            ended.stdout
        );
    }
}

#[test]
fn a_text_without_a_known_error_is_said_to_be_none() {
    let emulator = emulator("default");
    let ended = Step::script(&emulator).verb(&["doctor", "--explain", "Build succeeded."]);
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.stdout.starts_with("no known error found in the text"),
        "{}",
        ended.stdout
    );
}

#[test]
fn an_error_in_the_log_of_a_job_is_told_with_its_line_and_step() {
    let emulator = emulator("default");
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("job.log");
    let noise = "2026-11-21T19:50:45.1234567Z compiled one more file\n".repeat(60_000);
    let text = format!(
        "2026-11-21T19:50:45.1234567Z ##[section]Starting: Deploy the web\n{noise}\
         2026-11-21T19:50:45.1234567Z curl: (6) Could not resolve host: example.org\n\
         2026-11-21T19:50:45.1234567Z ##[error]AADSTS70025: The client has no configured federated identity credentials.\n\
         2026-11-21T19:50:45.1234567Z ##[section]Finishing: Deploy the web\n{noise}"
    );
    std::fs::write(&log, text).unwrap();
    let log = log.to_str().unwrap();
    let ended = Step::script(&emulator).verb(&["doctor", "--explain", log]);
    let expected = format!("{log}:60003, step Deploy the web\nAADSTS70025, ");
    assert!(ended.stdout.starts_with(&expected), "{}", ended.stdout);
    let ended = Step::script(&emulator).verb(&["doctor", "--format", "json", "--explain", log]);
    let explanation = json(&ended);
    assert_eq!(explanation["name"], "no-federated-credential");
    assert_eq!(explanation["confidence"], "high");
    assert_eq!(explanation["decidedBy"], serde_json::json!(["AADSTS70025"]));
    assert_eq!(explanation["line"], 60_003);
    assert_eq!(explanation["step"], "Deploy the web");
}

#[test]
fn several_files_are_explained_one_by_one() {
    let emulator = emulator("default");
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (first, green) = (file("1.log", "x\nTF401019: y"), file("2.log", "fine\n"));
    let missing = folder.path().join("3.log").to_str().unwrap().to_owned();
    let arguments = ["doctor", "--explain", &first, &green, "--json"];
    let ended = Step::script(&emulator).verb(&arguments);
    let all = json(&ended);
    assert_eq!(ended.code, Some(0));
    assert_eq!(all[0]["file"], first);
    assert_eq!(all[0]["explanation"]["name"], "no-repository-access");
    assert_eq!(all[1]["explanation"], Value::Null);
    let ended = Step::script(&emulator).verb(&["doctor", "--explain", &missing, &first]);
    assert_eq!(ended.code, Some(2));
    for line in [
        format!("{missing} cannot be read: No such file"),
        format!("{first}:2\nTF401019, "),
    ] {
        assert!(ended.stdout.contains(&line), "{}", ended.stdout);
    }
}

#[test]
fn an_empty_text_is_said_to_be_empty() {
    let emulator = emulator("default");
    let ended = Step::script(&emulator).verb(&["doctor", "--explain", " \n"]);
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.stdout.starts_with("the text is empty"),
        "{}",
        ended.stdout
    );
}

#[test]
fn the_task_that_diagnoses_hands_over_the_token_where_all_is_well() {
    let emulator = emulator("default");
    let told = Step::new(&emulator).input("diagnose", "true").run();
    told.succeeded();
    assert!(told.variables["TOKEN"].is_secret);
    for name in ["inputs", "claims", "access token", "tenant", "identity"] {
        assert!(
            told.log.contains(&format!("✓ {name} ")),
            "{name}: {}",
            told.log
        );
    }
    // Assertion, access token, tenant, identity.
    assert_eq!(told.requests.len(), 4);
}

#[test]
fn the_task_that_diagnoses_fails_with_the_first_thing_to_fix() {
    let emulator = emulator("not-in-organization");
    let told = Step::new(&emulator).input("diagnose", "true").run();
    let error = told.failed().error();
    for text in [
        "the identity is not a user of the organization (TF401444): ",
        // The object id of the service principal, and where it is added.
        "the object id 50b10004-3e4f-4a5b-9c6d-7e8f9a0b1c04",
        "https://dev.azure.com/acme/_settings/users",
        "access level Basic",
        "  client             *** (begins with c11e0004)",
        "  Azure DevOps says  HTTP 401: TF401444: ",
    ] {
        assert!(error.contains(text), "{text}: {error}");
    }
    assert_eq!(told.issues.len(), 1);
    assert!(told.log.contains("✗ identity "), "{}", told.log);
    assert!(!told.log.contains("audiences"), "{}", told.log);
}

#[test]
fn the_task_that_diagnoses_tells_what_is_wrong_with_its_inputs() {
    let emulator = emulator("default");
    let told = Step::new(&emulator)
        .input("diagnose", "true")
        .input("target", "https://github.com/acme/web")
        .run();
    let error = told.failed().error();
    assert!(error.contains("target is not a valid target"), "{error}");
    assert!(told.log.contains("✓ environment "), "{}", told.log);
    // The token is had all the same, and sent nowhere.
    assert_eq!(told.requests.len(), 2);
}
