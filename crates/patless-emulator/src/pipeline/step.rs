//! Reader of a step that is not a template.

use super::condition::Condition;
use super::error::PipelineError;
use super::fields::{Fields, WhenAbsent};
use super::job::{Action, Checkout, Script, Shell, Step, TaskReference};
use super::node::Node;

/// Reads a step of any kind.
pub(super) fn read(node: &Node) -> Result<Step, PipelineError> {
    let mut fields = Fields::open(node, "a step")?;
    let action = read_action(&mut fields)?;
    let condition = fields.take("condition").map(Condition::read).transpose()?;
    let step = Step {
        position: node.position.clone(),
        name: fields.text("name")?,
        display_name: fields.text("displayName")?,
        condition: condition.unwrap_or_default(),
        continue_on_error: fields.boolean("continueOnError", WhenAbsent::False)?,
        enabled: fields.boolean("enabled", WhenAbsent::True)?,
        env: read_texts(fields.take("env"), "env")?,
        action,
    };
    fields.ignore(&["timeoutInMinutes"]);
    fields.finish()?;
    Ok(step)
}

/// Reads the action of a step.
fn read_action(fields: &mut Fields<'_>) -> Result<Action, PipelineError> {
    let shells = [
        ("script", Shell::CommandLine),
        ("bash", Shell::Bash),
        ("pwsh", Shell::PowerShell),
    ];
    for (key, shell) in shells {
        if let Some(text) = fields.text(key)? {
            return Ok(Action::Script(Script {
                shell,
                text,
                working_directory: fields.text("workingDirectory")?,
            }));
        }
    }
    if let Some(node) = fields.take("task") {
        return read_task(node, fields);
    }
    if let Some(node) = fields.take("checkout") {
        return read_checkout(node, fields);
    }
    let other = [
        "powershell",
        "download",
        "publish",
        "downloadBuild",
        "getPackage",
        "reviewApp",
    ];
    if let Some(key) = other.iter().find(|key| fields.has(key)) {
        let what = format!("a `{key}` step");
        return Err(PipelineError::unsupported(fields.position(), what));
    }
    let what = "a step without script, bash, pwsh, task, checkout or template";
    Err(PipelineError::unsupported(fields.position(), what))
}

/// Reads a task step.
fn read_task(node: &Node, fields: &mut Fields<'_>) -> Result<Action, PipelineError> {
    let reference = node.text("task")?;
    let Some((name, version)) = reference.split_once('@') else {
        let what = format!("the task {reference} has no version");
        return Err(PipelineError::invalid(&node.position, what));
    };
    Ok(Action::Task(TaskReference {
        name: name.to_owned(),
        version: version.to_owned(),
        inputs: read_texts(fields.take("inputs"), "inputs")?,
    }))
}

/// Reads a checkout step. Its fetch options are ignored.
fn read_checkout(node: &Node, fields: &mut Fields<'_>) -> Result<Action, PipelineError> {
    let checkout = match node.text("checkout")? {
        "self" => Checkout::SelfRepository,
        "none" => Checkout::None,
        other => {
            let what = format!("the checkout of {other}");
            return Err(PipelineError::unsupported(&node.position, what));
        }
    };
    if let Some(persist) = fields.take("persistCredentials")
        && persist.boolean("persistCredentials")?
    {
        let what = "`persistCredentials: true`";
        return Err(PipelineError::unsupported(&persist.position, what));
    }
    fields.ignore(&["clean", "fetchDepth", "fetchTags", "lfs", "submodules"]);
    Ok(Action::Checkout(checkout))
}

/// Reads a mapping of names to text.
fn read_texts(node: Option<&Node>, what: &str) -> Result<Vec<(String, String)>, PipelineError> {
    let Some(node) = node else {
        return Ok(Vec::new());
    };
    let entries = node.entries(what)?.iter();
    entries
        .map(|entry| {
            let value = entry.value.text(&format!("{what}.{}", entry.key))?;
            Ok((entry.key.clone(), value.to_owned()))
        })
        .collect()
}
