//! task.json, the code, the README and the YAML samples say the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use patless::INPUT_NAMES;
use patless_core::ShortName;
use serde_json::Value;

use crate::documents::documents;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn task_json() -> Value {
    serde_json::from_str(&read("task.json")).unwrap()
}

fn texts<'v>(values: &'v Value, key: &'v str) -> impl Iterator<Item = &'v str> {
    values
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(move |value| value[key].as_str())
}

/// The names by which a pipeline can give an input: those of task.json, and their aliases.
fn input_names() -> BTreeSet<String> {
    let task = task_json();
    let inputs = task["inputs"].as_array().unwrap();
    let aliases = inputs
        .iter()
        .flat_map(|input| input["aliases"].as_array().cloned().unwrap_or_default());
    let names = texts(&task["inputs"], "name").map(str::to_owned);
    names
        .chain(aliases.map(|alias| alias.as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn the_code_reads_exactly_the_inputs_of_task_json() {
    let code: BTreeSet<_> = INPUT_NAMES.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(code, input_names());
}

/// The first column of the table under a heading, without backticks.
fn table_under(heading: &str) -> Vec<String> {
    let readme = read("README.md");
    let section = readme.split_once(heading).unwrap().1;
    let rows = section
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'));
    rows.skip(2)
        .map(|row| row.split('|').nth(1).unwrap().trim().to_owned())
        .collect()
}

#[test]
fn the_readme_lists_exactly_the_inputs_of_task_json() {
    let listed: BTreeSet<_> = table_under("\n## Inputs\n")
        .iter()
        .flat_map(|cell| {
            cell.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(listed, input_names());
}

#[test]
fn the_readme_gives_the_defaults_of_task_json() {
    let readme = read("README.md");
    for input in task_json()["inputs"].as_array().unwrap() {
        let (name, default) = (
            input["name"].as_str().unwrap(),
            input["defaultValue"].as_str().unwrap(),
        );
        let row = readme
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}`")))
            .unwrap();
        let cell = row.trim_end_matches('|').rsplit('|').next().unwrap().trim();
        assert_eq!(cell.trim_matches('`'), default, "{name}");
    }
}

#[test]
fn short_names_are_the_same_in_code_task_json_and_readme() {
    let code: Vec<_> = ShortName::ALL
        .iter()
        .map(|short| short.name.to_owned())
        .collect();
    let task = task_json();
    let scope = task["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|input| input["name"] == "scope")
        .unwrap();
    let in_task: BTreeSet<_> = scope["options"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(in_task, code.iter().cloned().collect());
    let readme = read("README.md");
    for short in ShortName::ALL {
        let row = format!("| `{}` | `{}` |", short.name, short.resource);
        assert!(readme.contains(&row), "{row}");
    }
    let listed = table_under("Short names for scopes</summary>");
    assert_eq!(listed.len(), code.len());
}

/// Every piece of YAML that shows the task: files under pipelines/, and fenced blocks of the documents.
fn samples() -> Vec<(String, String)> {
    let mut samples = Vec::new();
    for folder in [
        "pipelines/examples",
        "pipelines/steps",
        "pipelines/templates",
    ] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            samples.push((
                path.display().to_string(),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    for document in documents() {
        for block in std::fs::read_to_string(&document)
            .unwrap()
            .split("```yaml\n")
            .skip(1)
        {
            samples.push((
                document.display().to_string(),
                block.split("```").next().unwrap().to_owned(),
            ));
        }
    }
    samples
}

#[test]
fn samples_give_only_inputs_that_exist() {
    let names = input_names();
    let mut tasks = 0;
    for (place, yaml) in samples() {
        let lines: Vec<_> = yaml.lines().collect();
        for (index, _) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.trim().starts_with("- task: Patless@1"))
        {
            tasks += 1;
            for name in inputs_below(&lines[index + 1..]) {
                assert!(names.contains(name), "{place}: {name} is not an input");
            }
        }
    }
    assert!(tasks >= 4, "{tasks} samples were found");
}

/// The keys under `inputs:` of the step whose further lines these are.
fn inputs_below<'l>(lines: &[&'l str]) -> Vec<&'l str> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let step = lines
        .iter()
        .take_while(|line| !line.trim_start().starts_with("- "));
    let mut inputs = step.skip_while(|line| line.trim() != "inputs:");
    let Some(heading) = inputs.next() else {
        return Vec::new();
    };
    let inner: Vec<_> = inputs
        .take_while(|line| indent(line) > indent(heading))
        .collect();
    let first = inner.first().map_or(0, |line| indent(line));
    inner
        .iter()
        .filter(|line| indent(line) == first && !line.trim().starts_with('#'))
        .map(|line| line.trim().split(':').next().unwrap())
        .collect()
}

#[test]
fn the_task_never_lists_a_variable_that_users_name() {
    // A name listed there would be set as an output *instead of* a plain variable.
    assert!(task_json().get("outputVariables").is_none());
}

/// The value of a task.json for each handler of a stage.
fn handlers(stage: &str) -> Vec<(String, String)> {
    let task = task_json();
    let handlers = task[stage].as_object().unwrap();
    handlers
        .iter()
        .map(|(name, handler)| (name.clone(), handler["target"].as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn both_stages_run_on_the_nodes_that_agents_bring() {
    for (stage, file) in [
        ("execution", "launch.js"),
        ("postjobexecution", "post-job.js"),
    ] {
        let expected = ["Node20_1", "Node24"].map(|name| (name.to_owned(), file.to_owned()));
        assert_eq!(handlers(stage), expected);
        assert!(root().join("task").join(file).is_file());
    }
}

#[test]
fn the_oldest_agent_is_the_first_with_the_oldest_handler_and_its_reason_is_given() {
    let task = task_json();
    let version = task["minimumAgentVersion"].as_str().unwrap();
    let reason =
        format!("`minimumAgentVersion` is {version}, the first agent that runs `Node20_1`");
    assert!(read("docs/decisions/0013-task-manifest.md").contains(&reason));
}

#[test]
fn the_task_restricts_itself_to_harmless_commands_and_to_no_names() {
    let expected = serde_json::json!({ "commands": { "mode": "restricted" } });
    assert_eq!(task_json()["restrictions"], expected);
}

#[test]
fn the_launcher_waits_for_the_word_that_the_program_gives() {
    let number = |path: &str, before: &str, after: &str| -> u8 {
        let text = read(path);
        let (_, number) = text.split_once(before).unwrap();
        number.split_once(after).unwrap().0.parse().unwrap()
    };
    let mut given = 0;
    for name in ["TOLD_FAILED", "TOLD"] {
        let waited_for = number("task/launch.js", &format!("const {name} = "), ";");
        let before = format!("const {name}: u8 = ");
        given = number("crates/patless/src/cli/verb.rs", &before, ";");
        assert_eq!(waited_for, given, "{name}");
    }
    let harness = number("tests/integration/launcher/stand_in.rs", "exit ", "\"");
    assert_eq!(harness, given);
}

#[test]
fn the_launcher_looks_for_the_note_that_the_program_writes() {
    let post_job = read("task/post-job.js");
    let note = read("crates/patless/src/sinks/note.rs");
    let (_, name) = note.split_once("const NOTE: &str = \"").unwrap();
    let name = name.split('"').next().unwrap();
    let place = format!("const place = 'VSTS_TASKVARIABLE_{name}';");
    assert!(post_job.contains(&place), "{place}");
}

/// What GitHub calls a heading in an address.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|&c| c.is_alphanumeric() || "-_ ".contains(c));
    kept.collect::<String>()
        .trim()
        .to_lowercase()
        .replace(' ', "-")
}

/// The headings of a document, as GitHub addresses them.
fn anchors(document: &str) -> Vec<String> {
    let text = read(document);
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| anchor(line.trim_start_matches('#')))
        .collect()
}

#[test]
fn every_input_has_a_link_and_every_link_of_the_task_leads_somewhere() {
    let task = task_json();
    for input in task["inputs"].as_array().unwrap() {
        let help = input["helpMarkDown"].as_str().unwrap();
        assert!(help.contains("](https://"), "{}", input["name"]);
    }
    let extension: Value = serde_json::from_str(&read("vss-extension.json")).unwrap();
    let repository = extension["repository"]["uri"].as_str().unwrap();
    let text = read("task.json");
    let links = text.split("https://").skip(1).map(|rest| {
        let end = rest.find(['"', ')', '`']).unwrap();
        format!("https://{}", &rest[..end])
    });
    // The example of an organization leads nowhere.
    for link in links.filter(|link| !link.starts_with("https://dev.azure.com/")) {
        let place = link.strip_prefix(repository).unwrap();
        let (path, fragment) = place.split_once('#').unwrap_or((place, "readme"));
        let document = path.strip_prefix("/blob/main/").unwrap_or("README.md");
        let known = fragment == "readme" || anchors(document).iter().any(|it| it == fragment);
        assert!(known, "{link}");
    }
}

/// As Microsoft's schema has them: the editor reads some from text, and this one not.
#[test]
fn the_properties_of_an_input_have_their_types() {
    let task = task_json();
    let properties = task["inputs"].as_array().unwrap();
    let properties = properties
        .iter()
        .filter_map(|it| it["properties"].as_object());
    for (name, value) in properties.flatten() {
        assert_eq!(value.is_boolean(), name == "resizable", "{name}: {value}");
    }
}

#[test]
fn the_name_of_a_step_says_something_where_several_tokens_are_wanted() {
    let task = task_json();
    let format = task["instanceNameFormat"].as_str().unwrap();
    // Of `variable` and `tokens`, one is empty.
    assert_eq!(format.replace("$(variable)", ""), "Get access tokens ");
}
