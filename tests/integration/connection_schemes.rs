//! Service connections of every scheme, in a job of the emulated agent: the task hands out a token, and a later step uses it.

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use crate::pipeline::play_on;

#[test]
fn a_connection_of_each_scheme_gives_a_token_to_a_command_of_a_later_step() {
    for (connection, who) in [
        ("azure-devops-wif", "acme-packages"),
        ("renovate", "acme-renovate"),
        ("azure-secret", "acme-secret"),
        ("azure-certificate", "acme-certificate"),
        ("azure-msi", "acme-machine"),
        ("azure-msi-user", "acme-tools-identity"),
    ] {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let input = match connection {
            "azure-devops-wif" => "connectionType: azureDevOps, azureDevOpsServiceConnection",
            _ => "serviceConnection",
        };
        let yaml = format!(
            r#"steps:
- task: Patless@1
  inputs: {{ {input}: {connection}, variable: T, whoami: true }}
- bash: |
    '{}' exec --variable T -- bash -c '
      printf "header = \"Authorization: Bearer %s\"\n" "$T" |
        curl --silent --show-error --fail --config - "$0_apis/connectionData" |
        grep --only-matching "\"providerDisplayName\": *\"[^\"]*\""
    ' "$(System.CollectionUri)"
    echo "profile: $(PATLESS_PROFILE_ID)"
  env:
    T: $(T)
"#,
            env!("CARGO_BIN_EXE_patless")
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pipeline.yml");
        std::fs::write(&file, yaml).unwrap();
        let played = play_on(&emulator, &file);
        assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
        let world = emulator.world();
        let machines = world.managed_identities.iter().map(|it| &it.application);
        let mut all = world.applications.iter().chain(machines);
        let it = all.find(|it| it.name == who).unwrap();
        for text in [
            format!("profile: {}\n", it.profile_id),
            format!("\"{who}\""),
        ] {
            assert!(
                played.log.contains(&text),
                "{connection}: {text}: {}",
                played.log
            );
        }
    }
}
