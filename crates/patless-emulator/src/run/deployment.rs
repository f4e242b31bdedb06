//! Hooks of a deployment job, each of which is a job of its own for the agent.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/deployment-jobs>.

use patless_pipeline::Place;
use patless_pipeline::model::{Action, Deployment, Download, Hook, Step};

use crate::agent::{TaskResult, Variable};

/// Returns the hooks that run whatever comes of them, each until one fails.
pub(super) fn main_hooks(deployment: &Deployment) -> impl Iterator<Item = &Hook> {
    deployment.hooks.iter().filter(|it| !is_last(it))
}

/// Returns the hook that runs after the others, by what came of them. A canceled job has none.
pub(super) fn last_hook(deployment: &Deployment, result: TaskResult) -> Option<&Hook> {
    let name = match result {
        TaskResult::Failed => "on.failure",
        TaskResult::Succeeded | TaskResult::SucceededWithIssues => "on.success",
        _ => return None,
    };
    let mut hooks = deployment.hooks.iter();
    hooks.find(|it| it.name.eq_ignore_ascii_case(name))
}

/// Returns the name of the job of a hook.
pub(super) fn job_name(hook: &Hook) -> String {
    let name = hook.name.rsplit('.').next().unwrap_or_default();
    let mut letters = name.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    let prefix = if is_last(hook) { "On" } else { "" };
    prefix.chars().chain(first).chain(letters).collect()
}

/// Lists the names before the dot of an output variable of a hook: the hook, the hook at its resource, the job.
pub(super) fn output_prefixes(job: &str, deployment: &Deployment, hook: &Hook) -> Vec<String> {
    let hook = job_name(hook);
    let mut prefixes = vec![hook.clone(), job.to_owned()];
    if let Some((_, resource)) = environment(deployment) {
        prefixes.push(format!("{hook}_{resource}"));
    }
    prefixes
}

/// Lists the steps of a hook. `deploy` begins with a download of all artifacts, unless a step downloads or says `none`.
pub(super) fn steps(hook: &Hook, at: &Place) -> Vec<Step> {
    let mut steps = hook.steps.clone();
    let is_download = |step: &Step| match &step.action {
        Action::Download(_) => true,
        Action::Task(task) => {
            let name = task.name.rsplit('.').next().unwrap_or_default();
            name.eq_ignore_ascii_case("DownloadPipelineArtifact")
        }
        _ => false,
    };
    if hook.name == "deploy" && !steps.iter().any(is_download) {
        let download = Action::Download(Download::new("current"));
        steps.insert(0, Step::new(at.clone(), download));
    }
    steps
}

/// Lists the variables that tell about the deployment.
pub(super) fn variables(deployment: &Deployment) -> Vec<Variable> {
    let mut variables = vec![Variable::public("Strategy.Name", &deployment.strategy)];
    let name = deployment.environment.as_deref().unwrap_or_default();
    let (name, resource) = environment(deployment).unwrap_or((name, ""));
    if !name.is_empty() {
        variables.push(Variable::public("Environment.Name", name));
        variables.push(Variable::public("Environment.Id", "1"));
    }
    if !resource.is_empty() {
        variables.push(Variable::public("Environment.ResourceName", resource));
        variables.push(Variable::public("Environment.ResourceId", "1"));
    }
    variables
}

/// Returns the name of the environment and that of its resource.
fn environment(deployment: &Deployment) -> Option<(&str, &str)> {
    deployment.environment.as_deref()?.split_once('.')
}

fn is_last(hook: &Hook) -> bool {
    hook.name.to_ascii_lowercase().starts_with("on.")
}
