//! The template for a binary, after a step that prints text from someone else.

use std::path::Path;

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use crate::pipeline::{Played, play_on, root};

/// A job that runs the template behind a step that prints lines.
struct Job<'e> {
    emulator: &'e Emulator,
    folder: tempfile::TempDir,
    /// The template's parameters, by name.
    parameters: Vec<(&'static str, String)>,
}

impl<'e> Job<'e> {
    fn new(emulator: &'e Emulator) -> Self {
        let connections = &emulator.world().connections;
        let renovate = connections.iter().find(|it| it.name == "renovate").unwrap();
        let parameters = vec![
            ("patless", env!("CARGO_BIN_EXE_patless").to_owned()),
            ("serviceConnection", "renovate".to_owned()),
            ("serviceConnectionId", renovate.id.to_string()),
            ("tenantId", renovate.tenant_id.to_string()),
            ("clientId", renovate.client_id.to_string()),
            ("authorityHost", emulator.authority_host().to_string()),
            ("variable", "T".to_owned()),
        ];
        Self {
            emulator,
            folder: tempfile::tempdir().unwrap(),
            parameters,
        }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        let parameter = self.parameters.iter_mut().find(|it| it.0 == name);
        value.clone_into(&mut parameter.unwrap().1);
        self
    }

    /// A file that an attack leaves behind where it runs.
    fn marker(&self) -> String {
        self.folder.path().join("marker").display().to_string()
    }

    /// Plays the job. The lines are printed first.
    fn play(&self, lines: &str) -> Played {
        let write = |name: &str, text: &str| {
            let path = self.folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let template = root().join("pipelines/templates/access-token-by-binary.yml");
        write("template.yml", &std::fs::read_to_string(template).unwrap());
        let printed = write("title", lines);
        // Any JSON text is a YAML text.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let parameters = self.parameters.iter();
        let parameters = parameters
            .map(|(name, value)| format!("    {name}: {}\n", quoted(value)))
            .collect::<String>();
        let print = quoted(&format!("cat '{}'", printed.display()));
        let yaml = format!(
            "steps:\n- bash: {print}\n- template: template.yml\n  parameters:\n{parameters}\
             - bash: test \"${{#T}}\" -gt 100 && echo \"got $T\"\n  env: {{ T: $(T) }}\n"
        );
        let played = play_on(self.emulator, &write("pipeline.yml", &yaml));
        assert!(!Path::new(&self.marker()).exists(), "{}", played.log);
        played
    }
}

/// Fails where a job has no token, or somebody else's server has been asked.
fn assert_got_the_token(played: &Played, others: &Emulator) {
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    assert!(played.log.contains("got ***\n"), "{}", played.log);
    assert_eq!(others.connections(), 0, "{}", played.log);
}

fn emulator() -> Emulator {
    Emulator::start(Scenario::default()).unwrap()
}

#[test]
fn an_organization_without_the_extension_runs_the_binary_given() {
    let emulator = emulator();
    assert_got_the_token(&Job::new(&emulator).play(""), &self::emulator());
}

#[test]
fn a_printed_line_chooses_no_program() {
    let emulator = emulator();
    let job = Job::new(&emulator);
    let evil = job.folder.path().join("evil.sh");
    std::fs::write(&evil, format!("#!/bin/sh\nenv >'{}'\n", job.marker())).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&evil, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let line = format!(
        "##vso[task.setvariable variable=PATLESS]{}\n",
        evil.display()
    );
    assert_got_the_token(&job.play(&line), &self::emulator());
}

#[test]
fn a_printed_line_moves_no_assertion() {
    let (emulator, others) = (emulator(), emulator());
    let host = others.authority_host();
    let lines = [
        "PATLESS_AUTHORITY_HOST",
        "INPUT_AUTHORITYHOST",
        "input_authorityHost;preservecase=true",
    ]
    .map(|name| format!("##vso[task.setvariable variable={name}]{host}\n"));
    assert_got_the_token(&Job::new(&emulator).play(&lines.concat()), &others);
}

/// What the agent hands over to tasks only, a printed line can set in a script step: a library takes the upper-case names
/// of some away, but neither other spellings nor the data of a connection.
#[test]
fn a_printed_line_hands_over_no_other_connection() {
    let (emulator, others) = (emulator(), emulator());
    let connections = &emulator.world().connections;
    let other = connections.iter().find(|it| it.name != "renovate").unwrap();
    let (id, tenant, client) = (other.id, other.tenant_id, other.client_id);
    let host = others.authority_host();
    let lines = [
        ("input_connectiontype", "azureDevOps".to_owned()),
        ("input_azuredevopsserviceconnection", id.to_string()),
        (
            &format!("endpoint_auth_scheme_{id}"),
            "WorkloadIdentityFederation".to_owned(),
        ),
        (
            &format!("endpoint_auth_parameter_{id}_tenantid"),
            tenant.to_string(),
        ),
        (
            &format!("endpoint_auth_parameter_{id}_serviceprincipalid"),
            client.to_string(),
        ),
        (
            &format!("endpoint_data_{id}_activedirectoryauthority"),
            host.to_string(),
        ),
    ]
    .map(|(name, value)| {
        format!("##vso[task.setvariable variable={name};preservecase=true]{value}\n")
    });
    assert_got_the_token(&Job::new(&emulator).play(&lines.concat()), &others);
}

/// The agent takes everything from `$(` to `)` for the name of a variable, and such a name may hold anything.
#[test]
fn a_printed_line_writes_no_part_of_the_script() {
    let emulator = emulator();
    let job = Job::new(&emulator);
    // The template had a function of this name, and called it in `$(…)`.
    let line = format!(
        "##vso[task.setvariable variable=connection AUTH_SCHEME]\"; touch '{}'; echo \"\n",
        job.marker()
    );
    assert_got_the_token(&job.play(&line), &self::emulator());
}

#[test]
fn a_job_token_that_a_printed_line_sets_gets_no_assertion() {
    let (emulator, others) = (emulator(), emulator());
    let line = "##vso[task.setvariable variable=SYSTEM_ACCESSTOKEN]of-somebody-else\n";
    let played = Job::new(&emulator).play(line);
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    assert_eq!(others.connections(), 0);
    let asked = emulator.requests();
    assert!(asked.iter().all(|it| it.path.contains("oidctoken")));
}

#[test]
fn a_parameter_is_a_text_whatever_it_holds() {
    let emulator = emulator();
    let names = ["patless", "serviceConnectionId", "tenantId", "variable"];
    for name in names {
        let job = Job::new(&emulator);
        let marker = job.marker();
        for text in [
            format!("x/'; touch '{marker}'; '"),
            format!("x/$(touch '{marker}')"),
            format!("x/`touch '{marker}'`"),
            format!("x/\ntouch '{marker}'\n"),
            format!("x/\\'; touch '{marker}'; '"),
            "x/$(Title)$(title)".to_owned(),
            "x/$(Build.SourcesDirectory $(Title)".to_owned(),
        ] {
            let job = Job::new(&emulator).with(name, &text);
            let line = format!(
                "##vso[task.setvariable variable=title]'; touch '{0}' '{marker}'; '\n",
                job.marker()
            );
            let played = job.play(&line);
            assert_eq!(played.result, TaskResult::Failed, "{name} {text}");
            assert!(!Path::new(&marker).exists(), "{name} {text}");
        }
    }
}

#[test]
fn a_macro_in_a_parameter_is_no_value_of_a_variable() {
    let emulator = emulator();
    let job = Job::new(&emulator).with("tenantId", "$(tenant)");
    let line = "##vso[task.setvariable variable=tenant]00000000-0000-0000-0000-000000000000\n";
    let played = job.play(line);
    assert!(
        played.first_error().unwrap().contains("$(tenant)"),
        "{}",
        played.log
    );
}

#[test]
fn a_program_without_a_path_is_not_looked_for() {
    let emulator = emulator();
    let job = Job::new(&emulator).with("patless", "evil");
    let folder = job.folder.path().display().to_string();
    let played = job.play(&format!("##vso[task.prependpath]{folder}\n"));
    let line = "the parameter patless is no path: evil\n";
    assert!(played.log.contains(line), "{}", played.log);
}

#[cfg(unix)]
#[test]
fn a_path_may_begin_with_a_folder_of_the_agent() {
    let emulator = emulator();
    // From the sources' folder up to the root, and down again.
    let path = format!(
        "$(Build.SourcesDirectory){}{}",
        "/..".repeat(30),
        env!("CARGO_BIN_EXE_patless")
    );
    let played = Job::new(&emulator).with("patless", &path).play("");
    assert_got_the_token(&played, &self::emulator());
}
