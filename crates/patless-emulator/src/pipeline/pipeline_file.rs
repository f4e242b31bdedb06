//! Reader of a pipeline file with one job.

use std::path::Path;

use super::condition::{Condition, JobStatus};
use super::error::PipelineError;
use super::fields::Fields;
use super::job::{Job, YamlVariable};
use super::node::Node;
use super::template::ExpandedFile;
use super::variables;

/// Reads the job of a pipeline file.
///
/// # Errors
/// Refuses everything that the emulator does not support, with file and line.
pub fn read(path: &Path) -> Result<Job, PipelineError> {
    let file = ExpandedFile::load(path, None, None, 0)?;
    let mut fields = Fields::open(&file.root, "the pipeline")?;
    fields.ignore(&["trigger", "pr", "schedules", "name", "resources", "pool"]);
    let mut found = Vec::new();
    variables::read_into(fields.take("variables"), &mut found)?;
    if let Some(stages) = fields.take("stages") {
        fields.finish()?;
        return read_stage(&file, only(stages, "stages")?, found);
    }
    if let Some(jobs) = fields.take("jobs") {
        fields.finish()?;
        return read_job(&file, only(jobs, "jobs")?, found);
    }
    let steps = fields.require("steps")?;
    fields.finish()?;
    Ok(Job {
        name: "Job".to_owned(),
        position: file.root.position.clone(),
        variables: found,
        steps: file.steps(steps)?,
    })
}

/// Reads the only stage.
fn read_stage(
    file: &ExpandedFile,
    node: &Node,
    mut found: Vec<YamlVariable>,
) -> Result<Job, PipelineError> {
    let mut fields = Fields::open(node, "a stage")?;
    fields.require("stage")?;
    fields.ignore(&["displayName", "dependsOn", "pool"]);
    check_condition(&mut fields)?;
    variables::read_into(fields.take("variables"), &mut found)?;
    let jobs = fields.require("jobs")?;
    fields.finish()?;
    read_job(file, only(jobs, "jobs")?, found)
}

/// Reads the only job.
fn read_job(
    file: &ExpandedFile,
    node: &Node,
    mut found: Vec<YamlVariable>,
) -> Result<Job, PipelineError> {
    let mut fields = Fields::open(node, "the job")?;
    for kind in ["deployment", "template"] {
        if fields.has(kind) {
            let what = format!("a `{kind}` job");
            return Err(PipelineError::unsupported(&node.position, what));
        }
    }
    let name = fields.require("job")?.text("job")?;
    fields.ignore(&[
        "displayName",
        "dependsOn",
        "pool",
        "continueOnError",
        "timeoutInMinutes",
        "cancelTimeoutInMinutes",
    ]);
    check_condition(&mut fields)?;
    variables::read_into(fields.take("variables"), &mut found)?;
    let steps = fields.require("steps")?;
    fields.finish()?;
    Ok(Job {
        name: if name.is_empty() { "Job" } else { name }.to_owned(),
        position: node.position.clone(),
        variables: found,
        steps: file.steps(steps)?,
    })
}

/// Accepts the condition of a stage or job if it is met.
fn check_condition(fields: &mut Fields<'_>) -> Result<(), PipelineError> {
    let Some(node) = fields.take("condition") else {
        return Ok(());
    };
    if Condition::read(node)?.holds(JobStatus::Succeeded) {
        return Ok(());
    }
    let what = "a condition that prevents the only job from running";
    Err(PipelineError::unsupported(&node.position, what))
}

/// Returns the only item of a list.
fn only<'a>(list: &'a Node, what: &str) -> Result<&'a Node, PipelineError> {
    match list.items(what)? {
        [one] => Ok(one),
        [] => Err(PipelineError::invalid(
            &list.position,
            format!("`{what}` is empty"),
        )),
        [_, second, ..] => Err(PipelineError::unsupported(
            &second.position,
            format!("more than one entry in `{what}`"),
        )),
    }
}
