//! Lines that would have us trust what the sources brought.

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use super::{AGENTS, assert_refused};
use crate::job_environment::{self, CONNECTION};
use crate::pipeline::play_on_agent;
use crate::step::{Ended, Step};

#[test]
fn a_certificate_authority_from_the_sources_is_not_trusted() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    let ca = emulator.ca_file().display();
    let play = |variables: &str, env: &str| {
        let yaml = format!(
            "steps:
- bash: |
    cp {ca} \"$AGENT_BUILDDIRECTORY/s/ca.pem\"
    {variables}
- task: Patless@1
  inputs: {{ serviceConnection: {CONNECTION}, variable: T }}
  env: {{ {env} }}
"
        );
        std::fs::write(&file, yaml).unwrap();
        play_on_agent(&emulator, &file, AGENTS[0])
    };
    let line =
        "echo \"##vso[task.setvariable variable=SSL_CERT_FILE]$AGENT_BUILDDIRECTORY/s/ca.pem\"";
    assert_refused(&emulator, &play(line, "A: b"), "#brought-authority");
    // The pipeline's own word counts.
    let own = play("true", "SSL_CERT_FILE: $(Agent.BuildDirectory)/s/ca.pem");
    assert_eq!(own.result, TaskResult::Succeeded, "{}", own.log);
}

#[test]
fn a_certificate_authority_anywhere_on_the_machine_is_not_trusted_at_a_variables_word() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    // Outside the work folder, as a file that another job or a package left.
    let told = Step::new(&emulator)
        .without("AGENT_CAINFO")
        .variable("SSL_CERT_FILE", emulator.ca_file().to_str().unwrap())
        .variable("VSTS_PUBLIC_VARIABLES", r#"["SSL_CERT_FILE"]"#)
        .run();
    let error = told.failed().error();
    assert!(error.contains("#brought-authority"), "{error}");
    assert!(told.requests.is_empty(), "{:?}", told.requests);
}

/// The environment of a process that was started with a certificate authority in a variable, as a printed line can have it
/// with `%0A` in it.
#[cfg(target_os = "linux")]
#[test]
fn a_certificate_authority_in_the_environment_of_a_process_is_not_trusted() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let pem = std::fs::read_to_string(emulator.ca_file()).unwrap();
    let mut process = std::process::Command::new("sleep")
        .arg("60")
        .env("X", format!("\n{pem}\n"))
        .spawn()
        .unwrap();
    let path = format!("/proc/{}/environ", process.id());
    let as_task = Step::new(&emulator)
        .without("AGENT_CAINFO")
        .variable("AGENT_CAINFO", &path)
        .variable("VSTS_PUBLIC_VARIABLES", r#"["agent.cainfo"]"#)
        .run();
    // Not even where the pipeline itself says so.
    let by_env = Step::new(&emulator)
        .without("AGENT_CAINFO")
        .variable("SSL_CERT_FILE", &path)
        .run();
    process.kill().unwrap();
    process.wait().unwrap();
    for (told, cause) in [
        (as_task, "#brought-authority"),
        (by_env, "#not-a-regular-file"),
    ] {
        let error = told.failed().error();
        assert!(error.contains(cause), "{error}");
        assert!(told.requests.is_empty(), "{:?}", told.requests);
    }
}

/// Calls the binary in a script step whose sources hold the certificate authority, which a variable names.
fn in_a_script(emulator: &Emulator, variable: &str, arguments: &[&str]) -> Ended {
    let sources = tempfile::tempdir().unwrap();
    let ca = sources.path().join("ca.pem");
    std::fs::copy(emulator.ca_file(), &ca).unwrap();
    let host = emulator.authority_host().to_string();
    let arguments: Vec<_> = arguments
        .iter()
        .copied()
        .chain(["--authority-host", &host])
        .collect();
    Step::script(emulator)
        .without("AGENT_CAINFO")
        .variable(variable, ca.to_str().unwrap())
        .variable("AGENT_WORKFOLDER", sources.path().to_str().unwrap())
        // A script has no list: what has its name comes from a printed line.
        .variable("VSTS_PUBLIC_VARIABLES", "[]")
        .verb(&arguments)
}

#[test]
fn a_script_step_trusts_no_certificate_authority_from_the_sources() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let connection = job_environment::connection(&emulator, CONNECTION);
    let id = connection.id.to_string();
    let (tenant, client) = (
        connection.tenant_id.to_string(),
        connection.client_id.to_string(),
    );
    let task = [
        "task",
        "--service-connection",
        &id,
        "--tenant",
        &tenant,
        "--client",
        &client,
        "--variable",
        "T",
    ];
    for variable in ["SSL_CERT_FILE", "AGENT_CAINFO"] {
        for arguments in [&task[..], &["doctor"]] {
            let ended = in_a_script(&emulator, variable, arguments);
            let text = &ended.stdout;
            assert!(text.contains("it is in the job's own files"), "{text}");
            assert!(ended.requests.is_empty(), "{:?}", ended.requests);
        }
    }
}
