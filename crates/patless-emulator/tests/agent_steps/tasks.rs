//! Tasks of other people, from a folder and through Node.

use std::path::Path;

use patless_emulator::agent::{
    InstalledTask, Missing, TaskDefinitionError, TaskFolder, TaskResult,
};

use crate::fixture::{Fixture, Run};

/// A task with all stages.
const TASK_JSON: &str = r#"{
    "id": "0a1b2c3d-0000-4000-8000-000000000001", "name": "Greet", "friendlyName": "Greet somebody",
    "description": "Says hello", "author": "acme", "helpUrl": "https://acme.example/greet",
    "version": {"Major": 2, "Minor": 1, "Patch": 0},
    "inputs": [
        {"name": "connection", "type": "connectedService:robot", "aliases": ["robot"]},
        {"name": "who", "type": "string", "defaultValue": "$(default.who)", "aliases": ["name"]},
        {"name": "script", "type": "filePath"}
    ],
    "prejobexecution": {"Node10": {"target": "stage.js"}},
    "execution": {"Node16": {"target": "old.js"}, "Node20_1": {"target": "$(currentDirectory)/stage.js"}},
    "postjobexecution": {"Node24": {"target": "stage.js"}}
}"#;

/// Prints what the task gets, and passes a task variable on.
const STAGE_JS: &str = "\
const at = process.env.VSTS_TASKVARIABLE_AT || 'before';\n\
console.log(`${at}: hello ${process.env.INPUT_WHO} in ${process.cwd() === process.env.SYSTEM_DEFAULTWORKINGDIRECTORY}`);\n\
console.log(`file ${process.env.INPUT_SCRIPT}`);\n\
const id = process.env.INPUT_CONNECTION;\n\
if (id) console.log(`key ${process.env[`ENDPOINT_AUTH_PARAMETER_${id}_KEY`].length}`);\n\
console.log(`##vso[task.settaskvariable variable=at]${at === 'before' ? 'main' : 'after'}`);\n\
if (process.env.INPUT_WHO === 'nobody') process.exit(4);\n";

/// Makes an agent with the task, under a name as `--task` gives it.
fn with_task(given: &str, contract: &str) -> Fixture {
    let mut fixture = Fixture::new();
    fixture.write("task/task.json", contract);
    fixture.write("task/stage.js", STAGE_JS);
    let task = install(&fixture, given).unwrap();
    fixture.host.tasks.push(task);
    fixture
}

fn install(fixture: &Fixture, given: &str) -> Result<InstalledTask, TaskDefinitionError> {
    let folder = fixture.path("task");
    let given: TaskFolder = format!("{given}={}", folder.display()).parse().unwrap();
    InstalledTask::unpack_given(&given, &fixture.path("work"), Path::new("node"))
}

fn said(run: &Run) -> Vec<&str> {
    let lines = run.log.lines();
    let starts = ["before: ", "main: ", "after: ", "echoed"];
    lines
        .filter(|line| starts.iter().any(|start| line.starts_with(start)))
        .collect()
}

#[test]
fn a_task_of_a_folder_runs_all_its_stages_with_its_inputs() {
    let fixture = with_task("Greet", TASK_JSON);
    let run = fixture.run(
        "steps:\n- bash: echo \"echo\"ed\n- task: Greet@2\n  inputs: {NAME: '  you  ', robot: Robots, script: a/b.sh}\n",
    );
    assert_eq!(run.outcome.result, TaskResult::Succeeded, "{}", run.log);
    let hello = "hello you in true";
    let expected = [
        format!("before: {hello}"),
        "echoed".to_owned(),
        format!("main: {hello}"),
        format!("after: {hello}"),
    ];
    assert_eq!(said(&run)[..], expected);
    run.has("##[section]Starting: Pre-job: Greet");
    run.has("##[section]Starting: Post-job: Greet");
    run.has("Task         : Greet somebody");
    run.has("Version      : 2.1.0");
    run.has("Help         : https://acme.example/greet");
    run.has(&format!(
        "file {}",
        fixture.path("sources/a/b.sh").display()
    ));
    run.has("key 12");
    let told = "emulator: Node20_1 and all other handlers run with node";
    assert_eq!(run.log.matches(told).count(), 1, "{}", run.log);
}

#[test]
fn a_task_has_its_names_and_the_one_that_was_given() {
    let fixture = with_task("Renamed", TASK_JSON);
    for name in [
        "Greet",
        "greet",
        "Renamed",
        "acme.tools.greet-task.Greet",
        "0A1B2C3D-0000-4000-8000-000000000001",
    ] {
        let run = fixture.run(&format!("steps:\n- task: {name}@2\n"));
        assert_eq!(said(&run).len(), 3, "{name}: {}", run.log);
    }
}

#[test]
fn a_failed_task_fails_its_step_and_has_its_last_stage() {
    let fixture = with_task("Greet", TASK_JSON);
    let run = fixture.run(
        "steps:\n- task: Greet@2\n  inputs: {who: nobody}\n  condition: ne(variables['Agent.JobStatus'], 'x')\n",
    );
    let expected = [TaskResult::Failed, TaskResult::Failed, TaskResult::Failed];
    assert_eq!(run.results(), expected, "{}", run.log);
    assert!(
        run.log
            .contains("##[error]Exit code 4 returned from process: file name 'node', arguments '")
    );
}

#[test]
fn a_task_without_a_main_stage_has_the_others() {
    let contract = TASK_JSON.replace("\"execution\"", "\"none\"");
    let fixture = with_task("Greet", &contract);
    let run = fixture.run("steps:\n- task: Greet@2\n");
    let names: Vec<_> = run
        .outcome
        .steps
        .iter()
        .map(|it| &*it.display_name)
        .collect();
    assert_eq!(names, ["Pre-job: Greet", "Post-job: Greet"]);
}

#[test]
fn a_task_that_is_not_here_is_skipped_or_refused() {
    let mut fixture = with_task("Greet", TASK_JSON);
    let steps = "steps:\n- task: AzureCLI@2\n  inputs: {azureSubscription: x}\n- task: Greet@1\n- bash: echo after\n";
    let run = fixture.run(steps);
    run.has(
        "emulator: unsupported: the task AzureCLI@2 is not here (--task AzureCLI@2=FOLDER gives it); the step is skipped",
    );
    run.has(
        "emulator: unsupported: the task Greet@1 is not here, but 2.1.0 is (--task Greet@1=FOLDER gives it); the step is \
         skipped",
    );
    run.has("after");
    let skipped = TaskResult::Skipped;
    assert_eq!(run.results(), [skipped, skipped, TaskResult::Succeeded]);
    assert_eq!(run.outcome.result, TaskResult::Succeeded);
    fixture.host.missing = Missing::Refused;
    assert_eq!(
        fixture.refusal(steps),
        "p.yml:2:3: unsupported: the task AzureCLI@2 is not here (--task AzureCLI@2=FOLDER gives it)"
    );
}

#[test]
fn a_folder_without_a_handler_or_with_another_version_is_refused() {
    let fixture = Fixture::new();
    fixture.write("task/task.json", TASK_JSON);
    let error = install(&fixture, "Greet@3").unwrap_err().to_string();
    assert!(
        error.ends_with("task.json has version 2.1.0, not 3"),
        "{error}"
    );
    fixture.write(
        "task/task.json",
        r#"{"name": "Old", "version": {"Major": 1}, "execution": {"PowerShell3": {"target": "old.ps1"}}}"#,
    );
    let error = install(&fixture, "Old").unwrap_err().to_string();
    assert!(
        error.ends_with("task.json has no `execution` for Node"),
        "{error}"
    );
}

#[test]
fn a_contract_cannot_lead_out_of_the_folder_of_tasks() {
    let contract = TASK_JSON
        .replace("\"Greet\"", "\"../../../Greet\"")
        .replace("\"Patch\": 0", "\"Patch\": \"/../../..\"");
    let fixture = with_task("Greet", &contract);
    let tasks = fixture.path("work/_tasks");
    let definition = &fixture.host.tasks[0].definition;
    let below = definition.strip_prefix(&tasks).unwrap();
    assert!(
        below.components().all(|it| it.as_os_str() != ".."),
        "{below:?}"
    );
}
