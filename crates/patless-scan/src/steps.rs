//! Lists of steps, wherever they stand: in a job, a stage, a template, a hook, a workflow.

use crate::language::Language;
use crate::yaml::{Entry, Node, Style, Value};

/// One list of steps. What a step sets is there for the later ones.
#[derive(Debug)]
pub(crate) struct StepList<'n> {
    /// The list.
    pub(crate) node: &'n Node,
    /// Its steps, those of `${{ if }}` and the like among them, in order.
    pub(crate) steps: Vec<Step<'n>>,
}

/// One step.
#[derive(Debug)]
pub(crate) struct Step<'n> {
    /// The step.
    pub(crate) node: &'n Node,
    /// The item of the list that it is, or that it stands in.
    pub(crate) item: usize,
    /// What it does.
    pub(crate) what: What<'n>,
    /// The script in it, if there is one.
    pub(crate) script: Option<(&'n Node, Language)>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What<'n> {
    /// `script`, `bash`, `pwsh`, `powershell`; `run` of a workflow.
    Script,
    /// A task with its version: `AzureCLI@2`.
    Task(&'n str),
    /// `checkout` with what it checks out.
    Checkout(&'n str),
    /// `uses` of a workflow.
    Action(&'n str),
    /// `template`, with its path.
    Template(&'n str),
    /// Anything else.
    Other,
}

impl<'n> Step<'n> {
    /// Returns the variables that it maps.
    pub(crate) fn env(&self) -> &'n [Entry] {
        self.node.get("env").map_or(&[], Node::entries)
    }

    /// Returns its inputs: `inputs` of a task, `with` of an action, `parameters` of a template.
    pub(crate) fn inputs(&self) -> &'n [Entry] {
        ["inputs", "with", "parameters"]
            .into_iter()
            .find_map(|key| self.node.get(key))
            .map_or(&[], Node::entries)
    }

    /// Returns the text of an input. Case does not count.
    pub(crate) fn input(&self, name: &str) -> Option<&'n Node> {
        self.inputs()
            .iter()
            .find(|entry| entry.has_key(name))
            .map(|entry| &entry.value)
    }

    /// Returns a task's name without its version, in small letters. Anything else has none.
    pub(crate) fn task(&self) -> Option<String> {
        match self.what {
            What::Task(task) => Some(
                task.split('@')
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_ascii_lowercase(),
            ),
            _ => None,
        }
    }

    fn of(node: &'n Node, item: usize) -> Option<Self> {
        let first = |keys: &[&str]| {
            keys.iter()
                .find_map(|key| Some((node.entry(key)?, node.get(key)?.text()?)))
        };
        let (what, script) = if let Some((entry, _)) = first(&["bash"]) {
            (What::Script, Some((&entry.value, Language::Shell)))
        } else if let Some((entry, _)) = first(&["pwsh", "powershell"]) {
            (What::Script, Some((&entry.value, Language::PowerShell)))
        } else if let Some((entry, _)) = first(&["script", "run"]) {
            let shell = node.get("shell").and_then(Node::text).unwrap_or_default();
            (What::Script, Some((&entry.value, language_of_shell(shell))))
        } else if let Some((_, task)) = first(&["task"]) {
            (What::Task(task), script_of_task(node, task))
        } else if let Some((_, what)) = first(&["checkout"]) {
            (What::Checkout(what), None)
        } else if let Some((_, action)) = first(&["uses"]) {
            (What::Action(action), script_of_task(node, action))
        } else if let Some((_, path)) = first(&["template"]) {
            (What::Template(path), None)
        } else {
            (What::Other, None)
        };
        let known = what != What::Other
            || ["publish", "download", "getPackage", "reviewApp"]
                .iter()
                .any(|key| node.get(key).is_some());
        known.then_some(Self {
            node,
            item,
            what,
            script,
        })
    }
}

fn language_of_shell(shell: &str) -> Language {
    match shell.split_whitespace().next().unwrap_or_default() {
        "pwsh" | "powershell" => Language::PowerShell,
        "python" => Language::Python,
        "cmd" => Language::Batch,
        _ => Language::Shell,
    }
}

/// The inline script of a task or action, by the inputs that tasks have for it.
fn script_of_task<'n>(node: &'n Node, task: &str) -> Option<(&'n Node, Language)> {
    let inputs = ["inputs", "with"]
        .into_iter()
        .find_map(|key| node.get(key))?;
    let script = ["inlineScript", "script", "inline", "Inline", "customScript"]
        .iter()
        .find_map(|key| inputs.get(key))?;
    script.text()?;
    let task = task.to_ascii_lowercase();
    let kind = [
        "scriptType",
        "azureCliScriptType",
        "shell",
        "scriptLanguage",
    ]
    .iter()
    .find_map(|key| inputs.get(key)?.text())
    .unwrap_or_default()
    .to_ascii_lowercase();
    let language = if task.starts_with("python") {
        Language::Python
    } else if task.contains("powershell")
        || kind.starts_with("ps")
        || kind.contains("powershell")
        || kind == "pwsh"
    {
        Language::PowerShell
    } else if kind == "batch" || task.starts_with("batch") {
        Language::Batch
    } else {
        Language::Shell
    };
    Some((script, language))
}

/// Finds the lists of steps below a node.
pub(crate) fn step_lists(node: &Node) -> Vec<StepList<'_>> {
    let mut lists = Vec::new();
    collect(node, Below::Anything, &mut lists);
    lists
}

/// The key that a node is the value of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Steps,
    Anything,
}

fn collect<'n>(node: &'n Node, below: Below, lists: &mut Vec<StepList<'n>>) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::Mapping(entries) => entries.iter().for_each(|entry| {
            let below = if entry.has_key("steps") {
                Below::Steps
            } else {
                Below::Anything
            };
            collect(&entry.value, below, lists);
        }),
        Value::Sequence(items) => {
            let mut steps = Vec::new();
            for (item, node) in items.iter().enumerate() {
                steps_of(node, item, &mut steps);
            }
            // A list of templates may be one of jobs or stages: no step of it takes anything.
            let real = below == Below::Steps && !steps.is_empty()
                || steps
                    .iter()
                    .any(|step| !matches!(step.what, What::Template(_)));
            if real {
                lists.push(StepList { node, steps });
            }
            for item in items
                .iter()
                .filter(|item| !real || item.get("template").is_some())
            {
                collect(item, Below::Anything, lists);
            }
        }
    }
}

/// Adds the steps of an item: itself, or those below `${{ if }}` and `${{ each }}`.
fn steps_of<'n>(node: &'n Node, item: usize, steps: &mut Vec<Step<'n>>) {
    if let Some(step) = Step::of(node, item) {
        steps.push(step);
        return;
    }
    for entry in node
        .entries()
        .iter()
        .filter(|entry| entry.name().starts_with("${{"))
    {
        for inner in entry.value.items() {
            steps_of(inner, item, steps);
        }
    }
}

/// Returns the variables that a node's `variables` define, in both ways of writing: a mapping, and a list of `name` and `value`.
pub(crate) fn variables(document: &Node) -> Vec<(&str, &Node)> {
    let mut found = Vec::new();
    document.each_entry(&mut |entry| {
        if entry.has_key("variables") {
            add_variables(&entry.value, &mut found);
        }
    });
    found
}

fn add_variables<'n>(node: &'n Node, found: &mut Vec<(&'n str, &'n Node)>) {
    for entry in node.entries() {
        if entry.name().starts_with("${{") {
            add_variables(&entry.value, found);
        } else if matches!(
            entry.value.value,
            Value::Scalar {
                style: Style::Plain | Style::Quoted | Style::Block,
                ..
            }
        ) {
            found.push((entry.name(), &entry.value));
        }
    }
    for item in node.items() {
        match (item.get("name").and_then(Node::text), item.get("value")) {
            (Some(name), Some(value)) => found.push((name, value)),
            _ => item
                .entries()
                .iter()
                .filter(|entry| entry.name().starts_with("${{"))
                .for_each(|entry| add_variables(&entry.value, found)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn a_list_of_templates_has_steps_only_below_their_key() {
        let documents =
            yaml::read("jobs:\n- template: a.yml\n- job: b\n  steps:\n  - template: c.yml\n");

        let lists = step_lists(&documents[0]);

        let seen: Vec<_> = lists
            .iter()
            .flat_map(|list| list.steps.iter().map(|step| step.what))
            .collect();
        assert_eq!(seen, [What::Template("c.yml")]);
    }

    #[test]
    fn steps_are_found_in_jobs_hooks_templates_and_conditions() {
        let text = "stages:\n- stage: a\n  jobs:\n  - deployment: b\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n          - checkout: none\n          - ${{ if eq(1, 1) }}:\n            - pwsh: echo\n            - task: AzureCLI@2\n              inputs:\n                scriptType: pscore\n                inlineScript: az\n  - template: jobs.yml\n    parameters:\n      before:\n      - bash: one\n";
        let documents = yaml::read(text);

        let lists = step_lists(&documents[0]);

        let seen: Vec<_> = lists
            .iter()
            .map(|list| {
                list.steps
                    .iter()
                    .map(|step| {
                        (
                            step.item,
                            step.what,
                            step.script.map(|(_, language)| language),
                        )
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(
            seen,
            [
                vec![
                    (0, What::Checkout("none"), None),
                    (1, What::Script, Some(Language::PowerShell)),
                    (1, What::Task("AzureCLI@2"), Some(Language::PowerShell)),
                ],
                vec![(0, What::Script, Some(Language::Shell))],
            ]
        );
    }
}
