//! Steps of every kind.

use patless_pipeline::model::{Action, Shell, Target};

use super::support::step;

#[test]
fn a_step_has_its_keys() {
    let step = step(
        "steps:
  - bash: |
      make
      make test
    name: build
    displayName: Build acme
    condition: succeededOrFailed()
    continueOnError: true
    enabled: Off
    env: {REGION: north, EMPTY: }
    timeoutInMinutes: '10'
    retryCountOnTaskFailure: $(tries)
    target: {container: host, commands: restricted, settableVariables: [region, 'acme*']}
    workingDirectory: src
    failOnStderr: $(strict)
",
    );
    assert_eq!(step.at.to_string(), "p.yml:2:5");
    assert_eq!(step.name.as_deref(), Some("build"));
    assert_eq!(step.display_name.as_deref(), Some("Build acme"));
    assert_eq!(step.condition.unwrap().text, "succeededOrFailed()");
    assert_eq!(step.continue_on_error.as_deref(), Some("true"));
    assert!(!step.is_enabled);
    let env = [("REGION", "north"), ("EMPTY", "")];
    assert_eq!(step.env, env.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(step.timeout_minutes.as_deref(), Some("10"));
    assert_eq!(step.retries.as_deref(), Some("$(tries)"));
    let target = step.target.unwrap();
    assert_eq!(target.container.as_deref(), Some("host"));
    assert!(target.is_restricted);
    assert_eq!(
        target.settable_variables,
        Some(vec!["region".to_owned(), "acme*".to_owned()])
    );
    let Action::Script(script) = step.action else {
        panic!("no script");
    };
    assert_eq!(script.shell, Shell::Bash);
    assert_eq!(script.text, "make\nmake test\n");
    assert_eq!(script.working_directory.as_deref(), Some("src"));
    assert_eq!(script.fail_on_stderr.as_deref(), Some("$(strict)"));
}

#[test]
fn a_step_without_keys_has_the_defaults() {
    let step = step("steps:\n  - script:\n");
    assert_eq!(step.name, None);
    assert!(step.is_enabled);
    assert!(step.condition.is_none() && step.target.is_none() && step.retries.is_none());
    assert!(matches!(step.action, Action::Script(script) if script.text.is_empty()));
}

#[test]
fn each_shortcut_has_its_shell() {
    for (key, shell) in [
        ("script", Shell::CommandLine),
        ("bash", Shell::Bash),
        ("pwsh", Shell::Pwsh),
        ("powershell", Shell::PowerShell),
    ] {
        let step = step(&format!("steps:\n  - {key}: make\n"));
        assert!(matches!(step.action, Action::Script(script) if script.shell == shell));
    }
    let step =
        step("steps: [{pwsh: make, errorActionPreference: continue, ignoreLASTEXITCODE: true}]\n");
    let Action::Script(script) = step.action else {
        panic!("no script");
    };
    assert_eq!(script.error_action_preference.as_deref(), Some("continue"));
    assert_eq!(script.ignore_last_exit_code.as_deref(), Some("true"));
}

#[test]
fn a_task_has_a_name_a_version_and_inputs() {
    for (written, name, version) in [
        ("Bash@3", "Bash", "3"),
        (
            "acme.tools.deploy.Deploy@1.2.3",
            "acme.tools.deploy.Deploy",
            "1.2.3",
        ),
        (
            "6c731c3c-3c68-459a-a5c9-bde6e6595b5b@3",
            "6c731c3c-3c68-459a-a5c9-bde6e6595b5b",
            "3",
        ),
        ("ARM Outputs@5", "ARM Outputs", "5"),
    ] {
        let step = step(&format!(
            "steps:\n  - task: {written}\n    inputs: {{targetType: inline, Count: 1.10, none: }}\n"
        ));
        let Action::Task(task) = step.action else {
            panic!("no task");
        };
        assert_eq!((task.name.as_str(), task.version.as_str()), (name, version));
        let inputs = [("targetType", "inline"), ("Count", "1.10"), ("none", "")];
        assert_eq!(
            task.inputs,
            inputs.map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
    }
}

#[test]
fn a_checkout_keeps_its_options_as_written() {
    let step = step(
        "steps:
  - checkout: self
    clean: true
    fetchDepth: 1
    fetchFilter: blob:none
    fetchTags: false
    lfs: true
    path: s/acme
    persistCredentials: true
    submodules: recursive
    sparseCheckoutDirectories: src docs
    sparseCheckoutPatterns: '*.md'
    workspaceRepo: true
",
    );
    let Action::Checkout(checkout) = step.action else {
        panic!("no checkout");
    };
    assert_eq!(checkout.repository, "self");
    assert_eq!(checkout.options.len(), 11);
    assert_eq!(checkout.option("FETCHDEPTH"), Some("1"));
    assert_eq!(checkout.option("submodules"), Some("recursive"));
}

#[test]
fn artifacts_are_published_and_downloaded() {
    for key in ["publish", "upload"] {
        let step = step(&format!("steps: [{{{key}: out, artifact: acme}}]\n"));
        let Action::Publish(publish) = step.action else {
            panic!("no publish");
        };
        assert_eq!(publish.path, "out");
        assert_eq!(publish.artifact.as_deref(), Some("acme"));
    }
    let step = step("steps: [{download: current, artifact: acme, patterns: '**/*.js', path: x}]\n");
    let Action::Download(download) = step.action else {
        panic!("no download");
    };
    assert_eq!(download.source, "current");
    assert_eq!(download.artifact.as_deref(), Some("acme"));
    assert_eq!(download.patterns.as_deref(), Some("**/*.js"));
    assert_eq!(download.path.as_deref(), Some("x"));
}

#[test]
fn some_shortcuts_are_tasks() {
    let head = "resources: {builds: [{build: ci, type: Jenkins}], packages: [{package: lib, type: npm}]}\n";
    for (written, task, input) in [
        (
            "{downloadBuild: ci, artifact: acme, path: x}",
            "DownloadBuildArtifacts@1",
            3,
        ),
        ("{getPackage: lib, path: x}", "DownloadPackage@1", 2),
    ] {
        let step = step(&format!("{head}steps: [{written}]\n"));
        let Action::Task(found) = step.action else {
            panic!("no task");
        };
        assert_eq!(format!("{}@{}", found.name, found.version), task);
        assert_eq!(found.inputs.len(), input);
    }
}

#[test]
fn a_target_is_a_text_or_a_mapping() {
    let head = "resources: {containers: [{container: tools, image: 'acme:1'}]}\n";
    for (written, expected) in [
        ("host", target(Some("host"), None)),
        ("tools", target(Some("tools"), None)),
        ("{container: tools}", target(Some("tools"), None)),
        ("{settableVariables: none}", target(None, Some(vec![]))),
    ] {
        let step = step(&format!(
            "{head}steps: [{{script: a, target: {written}}}]\n"
        ));
        let found = step.target.unwrap();
        assert_eq!(found.container, expected.0, "{written}");
        assert_eq!(found.settable_variables, expected.1, "{written}");
        assert!(!found.is_restricted);
    }
    assert_eq!(Target::default().settable_variables, None);
}

fn target(
    container: Option<&str>,
    variables: Option<Vec<String>>,
) -> (Option<String>, Option<Vec<String>>) {
    (container.map(str::to_owned), variables)
}
