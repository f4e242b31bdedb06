//! Lines that would have us trust what the sources brought.

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use super::{AGENTS, assert_refused};
use crate::job_environment::CONNECTION;
use crate::pipeline::play_on_agent;

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
