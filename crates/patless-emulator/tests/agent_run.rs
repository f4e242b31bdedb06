//! Tests `run` from the command line, with the services.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use clap::Parser as _;
use patless_emulator::cli::Cli;
use patless_emulator::commands;

/// Runs the command line on a file. Returns the exit code, the output and the error.
fn run(folder: &tempfile::TempDir, yaml: &str, more: &[&str]) -> (u8, String, String) {
    let file = folder.path().join("p.yml");
    fs::write(&file, yaml).unwrap();
    let file = file.display().to_string();
    let args = ["patless-emulator", "run", &file];
    let cli = Cli::try_parse_from(args.iter().chain(more)).unwrap();
    let mut out = Vec::new();
    let result = commands::execute(cli, &mut out);
    let code = result
        .as_ref()
        .err()
        .map_or(0, commands::CommandError::exit_code);
    let error = result
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    (
        code,
        String::from_utf8(out).unwrap(),
        error.replace(&file, "p.yml"),
    )
}

/// Writes a program in a separate process, so that no child of another test can hold it open for writing.
fn write_program(path: &Path, text: &str) {
    let script = "printf '%s' \"$2\" >\"$1\" && chmod 755 \"$1\"";
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).arg(path).arg(text);
    assert!(command.status().unwrap().success());
}

#[test]
fn job_can_reach_the_services() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("task.json"),
        r#"{"name": "Patless", "friendlyName": "Patless", "version": {"Major": 1, "Minor": 0, "Patch": 0},
            "inputs": [{"name": "connection", "type": "connectedService:AzureRM"}]}"#,
    )
    .unwrap();
    let program = folder.path().join("stub.sh");
    let text = "#!/bin/sh\n\
        test \"$1\" = task || exit 9\n\
        echo \"input $INPUT_CONNECTION\"\n\
        env | grep -c '^ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN=sekret'\n\
        test \"$SSL_CERT_FILE\" = \"$AGENT_CAINFO\" && echo trusted\n\
        echo \"uri $SYSTEM_OIDCREQUESTURI\"\n";
    write_program(&program, text);
    let yaml = "steps:\n- task: Patless@1\n  inputs:\n    connection: azure-wif\n\
                - bash: test -s $AGENT_CAINFO && echo \"$(who) ${CARGO_PKG_NAME:-clean}\"\n";
    let program = program.display().to_string();
    let (code, out, error) = run(
        &folder,
        yaml,
        &["--patless", &program, "--variable", "who=me"],
    );
    assert_eq!((code, &*error), (0, ""), "{out}");
    for line in [
        "input b2e5a8c3-7d4f-4c96-8a21-9e3f6b8d5c02",
        "trusted",
        "me clean",
        "Job Job completed with result: Succeeded",
    ] {
        assert!(out.lines().any(|other| other == line), "{line} in {out}");
    }
    assert!(
        out.contains("\n1\ntrusted\nuri https://localhost:"),
        "{out}"
    );
    assert!(!out.contains("sekret"), "{out}");
}

#[test]
fn exit_code_distinguishes_failure_from_refusal() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, error) = run(&folder, "steps:\n- bash: exit 1\n", &[]);
    assert_eq!((code, &*error), (1, "the run failed"));
    assert!(
        out.ends_with("Job Job completed with result: Failed\n"),
        "{out}"
    );
    let issues = "steps:\n- bash: exit 1\n  continueOnError: true\n";
    assert_eq!(run(&folder, issues, &[]).0, 0);
    let (code, out, error) = run(&folder, "steps:\n- bash: [x]\n", &[]);
    assert_eq!((code, &*out), (2, ""));
    assert!(error.starts_with("p.yml:2:9: "), "{error}");
    let task = "steps:\n- task: Patless@1\n";
    let missing = [
        "--task-json",
        "/nowhere/task.json",
        "--patless",
        "/nowhere/patless",
    ];
    let (code, _, error) = run(&folder, task, &missing);
    assert_eq!(code, 2);
    assert!(
        error.starts_with("cannot read /nowhere/task.json: "),
        "{error}"
    );
    let (code, _, error) = run(&folder, "steps: []\n", &["--scenario", "none"]);
    assert_eq!(code, 2, "{error}");
}

#[test]
fn outside_a_clone_the_built_in_task_is_used_and_the_error_lists_the_connections() {
    let folder = tempfile::tempdir().unwrap();
    let yaml = "steps:\n- task: Patless@1\n  inputs: {serviceConnection: mine, variable: TOKEN}\n";
    let (code, _, error) = run(&folder, yaml, &["--patless", "/nowhere/patless"]);
    assert_eq!(code, 2);
    assert!(
        error.contains("references service connection mine which could not be found")
            && error.contains("azure-wif (azurerm)"),
        "{error}"
    );
}

#[test]
fn task_gets_the_credential_of_each_connection_and_the_log_does_not() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("task.json"),
        r#"{"name": "Patless", "friendlyName": "Patless", "version": {"Major": 1, "Minor": 0, "Patch": 0},
            "inputs": [{"name": "connection", "type": "connectedService:AzureRM"}]}"#,
    )
    .unwrap();
    let program = folder.path().join("stub.sh");
    // One line for each variable. Unlike sh, bash keeps variables whose names have dashes.
    let text = "#!/usr/bin/env bash\n\
        env -0 | tr '\\n' '~' | tr '\\0' '\\n' | grep '^ENDPOINT_\\(AUTH_PARAMETER\\|DATA\\)_[a-f]' | \
        sed -e 's/^\\(ENDPOINT_[A-Z]*\\)[_A-Z]*_[-0-9a-f]*_/\\1 /' -e 's/~/%0A/g' \
        -e 's/-----BEGIN CERTIFICATE-----.*-----END PRIVATE KEY-----.*/(certificate and key)/'\n";
    write_program(&program, text);
    let program = program.display().to_string();
    let agents = "c11e0102-7a2b-4d3c-8e4f-5a6b7c8d9e02";
    let rows = [
        (
            "azure-secret",
            vec![
                "ENDPOINT_AUTH AUTHENTICATIONTYPE=spnKey".to_owned(),
                "ENDPOINT_AUTH SERVICEPRINCIPALKEY=***".to_owned(),
            ],
        ),
        (
            "azure-certificate",
            vec![
                "ENDPOINT_AUTH AUTHENTICATIONTYPE=spnCertificate".to_owned(),
                "ENDPOINT_AUTH SERVICEPRINCIPALCERTIFICATE=(certificate and key)".to_owned(),
            ],
        ),
        (
            "azure-msi-user",
            vec![format!("ENDPOINT_DATA MSICLIENTID={agents}")],
        ),
        ("azure-msi", vec![]),
    ];
    for (connection, expected) in rows {
        let yaml = format!("steps:\n- task: Patless@1\n  inputs:\n    connection: {connection}\n");
        let (code, out, error) = run(&folder, &yaml, &["--patless", &program]);
        assert_eq!((code, &*error), (0, ""), "{out}");
        let names = [
            "SERVICEPRINCIPALKEY",
            "CERTIFICATE",
            "AUTHENTICATIONTYPE",
            "MSICLIENTID",
        ];
        let mut found: Vec<&str> = out
            .lines()
            .filter(|line| names.iter().any(|it| line.contains(it)))
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{connection}: {out}");
        assert!(!out.contains("sekret"), "{out}");
    }
}

#[cfg(target_os = "linux")] // the options of date
#[test]
fn sleep_of_hours_moves_the_clock_of_the_services_and_takes_no_hours() {
    let folder = tempfile::tempdir().unwrap();
    // The time of Azure DevOps, from the header of whatever it answers.
    let date = "curl -sI \"$SYSTEM_COLLECTIONURI\" | tr -d '\\r' | sed -n 's/^[Dd]ate: //p'";
    let yaml = format!(
        "steps:\n- bash: |\n    before=`{date}`\n    sleep 3h\n    after=`{date}`\n\
         \x20   echo \"passed: $((`date -d \"$after\" +%s` - `date -d \"$before\" +%s`))\"\n"
    );
    let (code, log, error) = run(&folder, &yaml, &["--fast-forward"]);
    assert_eq!(code, 0, "{log}{error}");
    let (_, passed) = log.rsplit_once("passed: ").unwrap();
    let passed: u64 = passed.lines().next().unwrap().parse().unwrap();
    assert!(passed >= 3 * 3600, "{log}");
}
