//! Tests `task.setendpoint`, which changes a connection for later steps, on agents before and after its fix.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::fs;

use patless_emulator::agent::{
    AgentHost, Endpoint, InstalledTask, JobMessage, SystemConnection, TaskProgram, TaskResult,
    run_job,
};

#[path = "parts/only_job.rs"]
mod only_job;

use only_job::only_job;

const CONNECTION_ID: &str = "1f9a2b3c-0000-4000-8000-00000000000a";
const SYSTEM_ID: &str = "00000000-0000-0000-0000-000000000000";

const TASK_JSON: &str = r#"{
    "id": "00000000-0000-4000-8000-000000000001", "name": "Patless", "friendlyName": "Patless task",
    "description": "", "author": "", "helpMarkDown": "", "version": {"Major": 1, "Minor": 0, "Patch": 0},
    "inputs": [{"name": "connection", "type": "connectedService:azurerm"}]
}"#;

/// Runs a bash step that prints these lines, and then the task, whose program prints its environment. Returns the
/// result of the bash step, and the log.
fn play(version: &str, lines: &[String]) -> (TaskResult, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let prints: String = lines
        .iter()
        .map(|line| format!("    echo '{line}'\n"))
        .collect();
    let yaml = format!(
        "steps:\n- bash: |\n{prints}    true\n- task: Patless@1\n  condition: always()\n  inputs: {{ connection: mine }}\n"
    );
    fs::write(path("p.yml"), yaml).unwrap();
    fs::write(path("task.json"), TASK_JSON).unwrap();
    let job = only_job(&path("p.yml"));
    let connection = SystemConnection::new("https://dev.azure.com/contoso/", "sekret-job");
    let mut message = JobMessage::new(connection, "plan", "job");
    let mut endpoint = Endpoint::new(
        CONNECTION_ID,
        "mine",
        "azurerm",
        "WorkloadIdentityFederation",
    );
    endpoint.url = String::from("https://management.azure.com/");
    endpoint.parameters = vec![("tenantid".to_owned(), "tenant-1".to_owned())];
    endpoint.data = vec![("environment".to_owned(), "AzureCloud".to_owned())];
    message.endpoints.push(endpoint);
    message.endpoints.push(Endpoint::new(
        "1f9a2b3c-0000-4000-8000-00000000000b",
        "another",
        "azurerm",
        "",
    ));
    let mut host = AgentHost::new(path("work"), folder.path());
    host.version = version.parse().unwrap();
    host.environment = vec![("PATH".to_owned(), "/usr/local/bin:/usr/bin:/bin".to_owned())];
    host.tasks = vec![InstalledTask::new(
        path("task.json"),
        TaskProgram::new("env", None::<String>),
    )];
    let mut log = Vec::new();
    let outcome = run_job(&job, &message, &host, &mut log).unwrap();
    (outcome.steps[0].result, String::from_utf8(log).unwrap())
}

/// Returns the command for a connection.
fn set(id: &str, properties: &str, data: &str) -> String {
    format!("##vso[task.setendpoint id={id};{properties}]{data}")
}

#[test]
fn a_connection_is_changed_for_later_steps() {
    let lines = [
        set(CONNECTION_ID, "field=URL", "https://evil.example/"),
        set(
            CONNECTION_ID,
            "field=dataParameter;key=activeDirectoryAuthority",
            "https://evil.example/",
        ),
        set(
            &CONNECTION_ID.to_uppercase(),
            "field=DATAPARAMETER;key=x",
            "y",
        ),
        set(
            CONNECTION_ID,
            "field=authParameter;key=TenantId",
            "tenant-2",
        ),
    ];
    let (result, log) = play("5.278.0", &lines);
    assert_eq!(result, TaskResult::Succeeded, "{log}");
    for line in [
        format!("ENDPOINT_URL_{CONNECTION_ID}=https://evil.example/\n"),
        format!("ENDPOINT_DATA_{CONNECTION_ID}_ACTIVEDIRECTORYAUTHORITY=https://evil.example/\n"),
        format!("ENDPOINT_DATA_{CONNECTION_ID}_X=y\n"),
        // Authorization parameters are masked.
        format!("ENDPOINT_AUTH_PARAMETER_{CONNECTION_ID}_TENANTID=***\n"),
    ] {
        assert!(log.contains(&line), "{line}: {log}");
    }
}

#[test]
fn the_jobs_own_connection_is_changed_only_on_agents_before_the_fix() {
    let lines = [
        set(SYSTEM_ID, "field=url", "https://evil.example/"),
        set(
            SYSTEM_ID,
            "field=authParameter;key=AccessToken",
            "evil-token",
        ),
    ];
    for (version, is_changed) in [
        ("3.232.1", true),
        ("4.274.0", true),
        ("5.274.0", true),
        ("4.274.1", false),
        ("5.274.1", false),
    ] {
        let (result, log) = play(version, &lines);
        assert_eq!(result, TaskResult::Succeeded, "{version}: {log}");
        let changed = "ENDPOINT_URL_SYSTEMVSSCONNECTION=https://evil.example/\n";
        assert_eq!(log.contains(changed), is_changed, "{version}: {log}");
        assert_eq!(log.contains("##[warning]"), !is_changed, "{version}: {log}");
        let is_printed = log.contains(&format!("AGENT_VERSION={version}\n"));
        assert!(is_printed, "{version}: {log}");
    }
}

#[test]
fn an_invalid_command_fails_its_step_and_changes_nothing() {
    for line in [
        set(CONNECTION_ID, "field=url", ""),
        set(CONNECTION_ID, "field=url", "blah"),
        set(CONNECTION_ID, "field=other;key=x", "https://evil.example/"),
        set(
            CONNECTION_ID,
            "field=dataParameter",
            "https://evil.example/",
        ),
        set("not-a-guid", "field=url", "https://evil.example/"),
        set(
            "1f9a2b3c-0000-4000-8000-00000000000b",
            "field=url",
            "https://evil.example/",
        ),
        "##vso[task.setendpoint field=url]https://evil.example/".to_owned(),
        format!("##vso[task.setendpoint id={CONNECTION_ID}]https://evil.example/"),
    ] {
        let (result, log) = play("5.278.0", std::slice::from_ref(&line));
        assert_eq!(result, TaskResult::Failed, "{line}: {log}");
        let own = format!("ENDPOINT_URL_{CONNECTION_ID}=https://management.azure.com/\n");
        assert!(log.contains(&own), "{line}: {log}");
        assert!(!log.contains("=https://evil.example/"), "{line}: {log}");
    }
}

#[test]
fn an_authorization_parameter_is_masked_even_if_the_command_fails() {
    let line = set("not-a-guid", "field=authParameter;key=x", "sekret-in-vain");
    let (_, log) = play("5.278.0", &[line]);
    assert!(!log.contains("sekret-in-vain"), "{log}");
}

#[test]
fn a_variable_overrides_a_connection_only_on_agents_before_the_fix() {
    let line =
        "##vso[task.setvariable variable=ENDPOINT_URL_SYSTEMVSSCONNECTION]https://evil.example/";
    for (version, wins) in [("5.276.0", true), ("4.277.0", true), ("5.277.0", false)] {
        let (_, log) = play(version, &[line.to_owned()]);
        let won = "ENDPOINT_URL_SYSTEMVSSCONNECTION=https://evil.example/\n";
        assert_eq!(log.contains(won), wins, "{version}: {log}");
    }
}
