//! Steps of a hook, with the one that the service adds: `deploy` downloads the artifacts of the run.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/deployment-jobs>.

use patless_pipeline::model::{Action, Download, Hook, Step};

/// Returns the steps of a hook. `deploy` downloads all artifacts first, unless it has a download of its own.
pub(super) fn steps(hook: &Hook) -> Vec<Step> {
    let mut steps = hook.steps.clone();
    let is_deploy = hook.name.eq_ignore_ascii_case("deploy");
    if let Some(first) = steps.first()
        && is_deploy
        && !steps.iter().any(is_download)
    {
        let download = Action::Download(Download::new("current"));
        let mut step = Step::new(first.at.clone(), download);
        step.display_name = Some("Download".to_owned());
        steps.insert(0, step);
    }
    steps
}

/// Returns whether a step says which artifacts are downloaded.
fn is_download(step: &Step) -> bool {
    match &step.action {
        Action::Download(_) => step.is_enabled,
        Action::Task(task) => {
            let name = task.name.rsplit('.').next().unwrap_or_default();
            step.is_enabled && name.eq_ignore_ascii_case("DownloadPipelineArtifact")
        }
        _ => false,
    }
}
