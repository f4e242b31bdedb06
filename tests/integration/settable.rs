//! What a printed line can set decides nothing in our pipelines, our templates and our examples.
//!
//! `##vso[task.setvariable]` in any text that a step prints sets a public variable. It wins over an entry of that name in
//! `env:`, and the agent replaces whatever stands in `$(…)` in a script by the variable of that name, whatever the name.

use std::path::Path;

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};
use patless_pipeline::model::{Action, Script, Step};

use crate::own_pipelines;
use crate::pipeline::{play_on, root};

/// Variables that the agent or the service lets no step set, so that they may be macros in a script.
const READ_ONLY: [&str; 7] = [
    "Agent.TempDirectory",
    "Pipeline.Workspace",
    "System.CollectionUri",
    "System.HostType",
    "System.JobId",
    "System.PlanId",
    "System.TeamProjectId",
];

/// Variables that the task sets for tools by its input `for`.
const OF_TOOLS: [&str; 2] = ["PATLESS_NODE_OPTIONS", "PATLESS_TFX_HOME"];

/// Variables that a script may read though it has not set them. The name of a branch is not fit for a script's text, and it
/// decides only whether a release goes on. Programs are looked for in `PATH` anyway.
const READ: [&str; 3] = ["BUILD_SOURCEBRANCH", "PATH", "PWD"];

/// Every step of every YAML file of ours, templates with the parameters of a user.
fn steps() -> Vec<Step> {
    let mut steps = own_pipelines::steps();
    for entry in std::fs::read_dir(root().join("pipelines/examples")).unwrap() {
        steps.extend(own_pipelines::steps_of(&entry.unwrap().path()));
    }
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(root().join("pipelines/templates")).unwrap() {
        steps.extend(steps_of_template(&entry.unwrap().path(), folder.path()));
    }
    steps
}

/// The steps of a template, each parameter without a default being a word.
fn steps_of_template(path: &Path, folder: &Path) -> Vec<Step> {
    let text = std::fs::read_to_string(path).unwrap();
    let names = text.split("\n  - name: ").skip(1);
    let parameters: String = names
        .map(|rest| format!("    {}: word\n", rest.lines().next().unwrap()))
        .collect();
    std::fs::write(folder.join("template.yml"), &text).unwrap();
    let yaml = format!("steps:\n- template: template.yml\n  parameters:\n{parameters}");
    let file = folder.join("pipeline.yml");
    std::fs::write(&file, yaml).unwrap();
    own_pipelines::steps_of(&file)
}

fn scripts(steps: &[Step]) -> impl Iterator<Item = (&Step, &Script)> {
    steps.iter().filter_map(|step| match &step.action {
        Action::Script(script) => Some((step, script)),
        _ => None,
    })
}

/// The names in capitals behind `$` and `${`, `#` for the length included.
fn variables_read(text: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let after = text.split('$').skip(1);
    let names = after.map(|rest| {
        let rest = rest.trim_start_matches(['{', '#', '!']);
        &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
    });
    names.filter(|name| name.len() > 1).collect()
}

#[test]
fn the_environment_of_a_step_holds_secrets_only() {
    let steps = steps();
    let mut entries = 0;
    for (name, value) in steps.iter().flat_map(|step| &step.env) {
        entries += 1;
        // A secret variable keeps its value for itself: whoever sets one of that name sets a secret.
        let is_token = ["_TOKEN", "_PAT"].iter().any(|it| name.ends_with(it))
            && *value == format!("$({name})");
        let is_job_token = name == "SYSTEM_ACCESSTOKEN" && value == "$(System.AccessToken)";
        // A script gets no variable under a name that begins with SECRET. Whoever sets `TOKEN` has the script use a token of
        // their own, and gets none of ours.
        let is_renamed =
            name == "TOKEN" && value.starts_with("$(SECRET_") && value.ends_with("_TOKEN)");
        // The key of a keeper's door: whoever sets another one has the step refused.
        let is_key = name == "IDENTITY_HEADER" && value == "$(IDENTITY_HEADER)";
        let is_secret = is_token || is_job_token || is_renamed || is_key;
        assert!(is_secret, "{name}: {value}");
    }
    assert!(entries >= 4, "{entries} entries were found");
}

#[test]
fn a_script_holds_no_macro_that_a_step_can_set() {
    let steps = steps();
    for (index, step) in steps.iter().enumerate() {
        let Action::Script(script) = &step.action else {
            continue;
        };
        // What the task right before it sets for tools, nothing has printed over.
        let is_behind_the_task = index > 0 && matches!(steps[index - 1].action, Action::Task(_));
        for rest in script.text.split("$(").skip(1) {
            let name = rest.split(')').next().unwrap();
            let is_set_just_now = is_behind_the_task && OF_TOOLS.contains(&name);
            assert!(
                READ_ONLY.contains(&name) || is_set_just_now,
                "{name} in {}",
                script.text
            );
        }
    }
    assert!(scripts(&steps).count() >= 10);
}

#[test]
fn a_script_reads_no_variable_that_a_step_can_set() {
    let steps = steps();
    for (step, script) in scripts(&steps) {
        for name in variables_read(&script.text) {
            let is_own = step.env.iter().any(|(own, _)| own == name) || READ.contains(&name);
            assert!(is_own, "{name} in {}", script.text);
        }
    }
}

#[test]
fn a_printed_line_does_not_move_the_token_of_an_example() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let others = Emulator::start(Scenario::default()).unwrap();
    let example = root().join("pipelines/examples/access-token.yml");
    let example = std::fs::read_to_string(example).unwrap();
    let url = others.azure_devops_url();
    let attack =
        format!("  - bash: echo '##vso[task.setvariable variable=SYSTEM_COLLECTIONURI]{url}'\n");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    let attacked = example.replacen("  - bash: |\n", &format!("{attack}  - bash: |\n"), 1);
    std::fs::write(&file, attacked).unwrap();
    let played = play_on(&emulator, &file);
    assert_eq!(others.connections(), 0, "{}", played.log);
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
}
