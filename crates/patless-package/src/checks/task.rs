//! The check of task.json: it must be what Azure Pipelines reads.
//!
//! Microsoft's schema, tasks.schema.json, is in no package of a registry. These are its rules as far as we use them, the
//! rules that it leaves out (an id, a short name), and that every file and name that task.json mentions is there.
use serde_json::Value;

use super::find::part;
use crate::{
    json::{entries, items, text},
    part::Part,
};

/// Everything that is wrong with the task's contract.
pub(super) fn problems(parts: &[Part]) -> Vec<String> {
    let parsed = part(parts, FILE).map(|part| serde_json::from_slice::<Value>(&part.bytes));
    let Some(Ok(task)) = parsed else {
        return vec![format!("{FILE}: missing, or not JSON")];
    };
    let found = [fields(&task), inputs(&task), handlers(&task, parts)].concat();
    let found = found.into_iter();
    found.map(|problem| format!("{FILE}: {problem}")).collect()
}

/// The fields at the top.
fn fields(task: &Value) -> Vec<String> {
    let numbers = |text: &str, counts: &[usize]| {
        let parts: Vec<_> = text.split('.').collect();
        let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        counts.contains(&parts.len()) && parts.iter().all(digits)
    };
    let version = ["Major", "Minor", "Patch"].map(|part| task["version"][part].is_u64());
    let description = text(task, "description");
    let rules = [
        (is_guid(text(task, "id")), "id is no GUID"),
        (
            is_word(text(task, "name"), "-"),
            "name has other signs than letters, digits and -",
        ),
        (
            (1..=40).contains(&text(task, "friendlyName").chars().count()),
            "friendlyName is empty or longer than 40",
        ),
        (!description.is_empty(), "description is empty"),
        (
            CATEGORIES.contains(&text(task, "category")),
            "category is unknown",
        ),
        (
            version == [true; 3],
            "version is not Major, Minor and Patch",
        ),
        (
            numbers(text(task, "minimumAgentVersion"), &[2, 3]),
            "minimumAgentVersion is not x.y or x.y.z",
        ),
    ];
    let broken = rules.into_iter().filter(|(holds, _)| !holds);
    let unknown = entries(task).filter(|(key, _)| !KEYS.contains(key));
    broken
        .map(|(_, problem)| problem.to_owned())
        .chain(unknown.map(|(key, _)| format!("no such field: {key}")))
        .collect()
}

/// The inputs, and the names that they refer to.
fn inputs(task: &Value) -> Vec<String> {
    let names: Vec<_> = items(&task["inputs"])
        .map(|input| text(input, "name"))
        .collect();
    let mut found = Vec::new();
    for input in items(&task["inputs"]) {
        let name = text(input, "name");
        let mut refuse = |problem: String| found.push(format!("input {name}: {problem}"));
        let aliases = items(&input["aliases"]).filter_map(Value::as_str);
        for name in aliases.chain([name]) {
            if !is_word(name, "") || name.starts_with(|first: char| first.is_ascii_digit()) {
                refuse(format!("{name} has other signs than letters and digits"));
            }
        }
        if names.iter().filter(|other| **other == name).count() > 1 {
            refuse("it is there twice".to_owned());
        }
        let kind = text(input, "type");
        if !TYPES.contains(&kind) && !kind.starts_with("connectedService:") {
            refuse(format!("no such type: {kind}"));
        }
        for key in ["label", "helpMarkDown"] {
            if text(input, key).is_empty() {
                refuse(format!("no {key}"));
            }
        }
        for (key, _) in entries(input).filter(|(key, _)| !INPUT_KEYS.contains(key)) {
            refuse(format!("no such field: {key}"));
        }
        let group = text(input, "groupName");
        let mut groups = items(&task["groups"]).map(|group| text(group, "name"));
        if !group.is_empty() && !groups.any(|known| known == group) {
            refuse(format!("no such group: {group}"));
        }
        let rule = text(input, "visibleRule");
        let asked = rule
            .split([' ', '=', '!', '&', '|'])
            .next()
            .unwrap_or_default();
        if !rule.is_empty() && !names.contains(&asked) {
            refuse(format!("visibleRule asks for no input: {rule}"));
        }
    }
    found
}

/// The programs that an agent starts, and the files that it starts them with.
fn handlers(task: &Value, parts: &[Part]) -> Vec<String> {
    let mut found = Vec::new();
    for phase in ["prejobexecution", "execution", "postjobexecution"] {
        for (handler, settings) in entries(&task[phase]) {
            let target = text(settings, "target");
            if !HANDLERS.contains(&handler) {
                found.push(format!("{phase}: {handler} is no handler"));
            }
            if target.is_empty() || part(parts, &format!("patless/{target}")).is_none() {
                found.push(format!("{phase}.{handler}: no such file: {target}"));
            }
        }
    }
    if entries(&task["execution"]).next().is_none() {
        found.push("execution: no handler, so no agent can run it".to_owned());
    }
    if part(parts, "patless/icon.png").is_none() {
        found.push("icon.png is missing".to_owned());
    }
    found
}

/// Whether a text is letters, digits and `others`, and not empty.
fn is_word(text: &str, others: &str) -> bool {
    let fits = |sign: char| sign.is_ascii_alphanumeric() || others.contains(sign);
    !text.is_empty() && text.chars().all(fits)
}

/// Whether a text is a GUID in its usual form.
fn is_guid(text: &str) -> bool {
    let lengths: Vec<_> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12]
        && text
            .chars()
            .all(|sign| sign == '-' || sign.is_ascii_hexdigit())
}

/// The file, in the vsix.
const FILE: &str = "patless/task.json";

/// The fields that Microsoft's schema knows at the top, as far as a task with a launcher needs them.
const KEYS: [&str; 26] = [
    "$schema",
    "author",
    "category",
    "dataSourceBindings",
    "demands",
    "deprecated",
    "description",
    "execution",
    "friendlyName",
    "groups",
    "helpMarkDown",
    "helpUrl",
    "id",
    "inputs",
    "instanceNameFormat",
    "messages",
    "minimumAgentVersion",
    "name",
    "outputVariables",
    "postjobexecution",
    "prejobexecution",
    "releaseNotes",
    "restrictions",
    "runsOn",
    "version",
    "visibility",
];

/// The fields of an input.
const INPUT_KEYS: [&str; 11] = [
    "aliases",
    "defaultValue",
    "groupName",
    "helpMarkDown",
    "label",
    "name",
    "options",
    "properties",
    "required",
    "type",
    "visibleRule",
];

/// The types of an input, beside service connections.
const TYPES: [&str; 8] = [
    "boolean",
    "filePath",
    "int",
    "multiLine",
    "pickList",
    "radio",
    "secureFile",
    "string",
];

/// The handlers that may be declared; those that need a runtime of Windows run nowhere else.
const HANDLERS: [&str; 2] = ["Node20_1", "Node24"];

/// The categories of tasks.
const CATEGORIES: [&str; 5] = ["Build", "Deploy", "Package", "Test", "Utility"];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A task without fault.
    fn task() -> Value {
        json!({
            "id": "af3c1762-fec0-409a-a94f-e395081883ee", "name": "Patless", "friendlyName": "Patless",
            "description": "Gets tokens.", "category": "Utility", "minimumAgentVersion": "3.232.0",
            "version": { "Major": 1, "Minor": 0, "Patch": 0 },
            "groups": [{ "name": "token" }],
            "inputs": [{ "name": "scope", "type": "string", "label": "Scope", "helpMarkDown": "What for.", "groupName": "token" }],
            "execution": { "Node20_1": { "target": "launch.js" } },
        })
    }

    /// What the check says of a task whose field at `pointer` is replaced.
    fn problems_with(pointer: &str, value: Value) -> Vec<String> {
        let mut task = task();
        *task.pointer_mut(pointer).unwrap() = value;
        let parts = [
            Part::new(FILE, task.to_string()),
            Part::new("patless/launch.js", ""),
            Part::new("patless/icon.png", ""),
        ];
        problems(&parts)
    }

    #[test]
    fn task_without_fault_is_accepted() {
        assert_eq!(problems_with("/name", "Patless".into()), [""; 0]);
    }

    #[test]
    fn each_fault_is_refused() {
        let long = "x".repeat(41);
        for (pointer, value) in [
            ("/id", json!("af3c1762")),
            ("/name", json!("Pat less")),
            ("/friendlyName", json!(long)),
            ("/category", json!("Secrets")),
            ("/version", json!({ "Major": "1" })),
            ("/minimumAgentVersion", json!("3")),
            ("/inputs/0/name", json!("a_b")),
            ("/inputs/0/type", json!("secret")),
            ("/inputs/0/groupName", json!("other")),
            (
                "/inputs/0",
                json!({ "name": "a", "type": "string", "label": "A", "helpMarkDown": "A", "visibleRule": "b = c" }),
            ),
            (
                "/inputs/0",
                json!({ "name": "a", "type": "string", "label": "A", "helpMarkDown": "A", "validation": "" }),
            ),
            ("/execution", json!({})),
            (
                "/execution",
                json!({ "Process": { "target": "launch.js" } }),
            ),
            ("/execution", json!({ "Node24": { "target": "lunch.js" } })),
        ] {
            let found = problems_with(pointer, value);
            assert_eq!(found.len(), 1, "{pointer}: {found:?}");
        }
    }

    #[test]
    fn input_that_is_there_twice_is_refused() {
        let input = json!({ "name": "a", "type": "string", "label": "A", "helpMarkDown": "A" });
        assert!(!problems_with("/inputs", json!([input, input])).is_empty());
    }

    #[test]
    fn unknown_field_and_missing_file_are_refused() {
        let mut task = task();
        task["iconName"] = json!("icon.png");
        let found = problems(&[Part::new(FILE, task.to_string())]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(problems(&[Part::new(FILE, "{")]).len(), 1);
    }
}
