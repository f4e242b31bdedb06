//! Runner of steps that publish or download artifacts.

use std::path::Path;

use super::artifact_name::ArtifactName;
use super::artifact_patterns::Patterns;
use super::artifact_work::{ArtifactWork, Fetch, Place, Publication};
use super::artifacts::{ArtifactError, Artifacts, Copied, Existing, PatternRoot};
use super::context::StepContext;
use super::directories::resolve;
use super::step_process::{StepError, print_heading};
use super::step_run::StepRun;

/// Publishes or downloads.
pub(super) fn run(
    run: StepRun<'_>,
    work: &ArtifactWork,
    context: &mut StepContext<'_, '_>,
) -> Result<(), StepError> {
    let sources = &run.directories.sources;
    let result = match work {
        ArtifactWork::Publish(publication) => publish(publication, sources, context),
        ArtifactWork::Download(fetch) => download(fetch, sources, context),
        ArtifactWork::NotPlayed(_) => Ok(()),
    };
    result.map_err(StepError::Artifact)
}

/// Keeps files. The texts without `emulator:` are the agent's (`PipelineArtifactPluginV1.cs`).
fn publish(
    publication: &Publication,
    sources: &Path,
    context: &mut StepContext<'_, '_>,
) -> Result<(), ArtifactError> {
    let task = [
        ("Task", "Publish Pipeline Artifacts"),
        (
            "Description",
            "Publish (upload) a file or directory as a named artifact for the current run",
        ),
    ];
    print_heading(context, &task);
    let expand = |text: &str| context.job.variables.expand_text(text.trim());
    let (written, path) = (expand(&publication.name), expand(&publication.path));
    let build = build_of(context);
    let name = if written.is_empty() {
        context.output("Artifact name was not inserted for publishing.");
        ArtifactName::new(&publication.job)?
    } else {
        context.output(&format!("Artifact name input: {written}"));
        ArtifactName::new(&written)?
    };
    let path = resolve(sources, &path);
    if !path.exists() {
        return Err(ArtifactError::NoPath(path.display().to_string()));
    }
    let artifacts = context.job.artifacts.clone();
    if publication.existing == Existing::Refused && artifacts.find(&name).is_some() {
        return Err(ArtifactError::Exists(name, build));
    }
    context.output(&format!(
        "Uploading pipeline artifact from {} for build #{build}",
        path.display()
    ));
    let copied = artifacts.publish(&name, Path::new(""), &path)?;
    report(context, &copied, &format!("kept as the artifact {name}"));
    context.output("Uploading pipeline artifact finished.");
    Ok(())
}

/// Fetches files. The texts without `emulator:` are the agent's (`PipelineArtifactPluginV2.cs`).
fn download(
    fetch: &Fetch,
    sources: &Path,
    context: &mut StepContext<'_, '_>,
) -> Result<(), ArtifactError> {
    let task = [
        ("Task", "Download pipeline artifact"),
        ("Description", "Download build and pipeline artifacts"),
    ];
    print_heading(context, &task);
    let expand = |text: &str| context.job.variables.expand_text(text.trim());
    let (written, folder) = (
        expand(&fetch.artifact),
        resolve(sources, &expand(&fetch.folder)),
    );
    let patterns = Patterns::read(&expand(&fetch.patterns)).map_err(ArtifactError::Patterns)?;
    let artifacts = context.job.artifacts.clone();
    let build = build_of(context);
    context.output(&format!("Download from the specified build: #{build}"));
    context.output(&format!("Download artifact to: {}", folder.display()));
    if written.is_empty() {
        for name in artifacts.names() {
            let to = folder.join(name.as_str());
            let copied = artifacts.download(&name, &patterns, PatternRoot::Run, &to)?;
            report(context, &copied, &format!("of the artifact {name}"));
        }
    } else {
        let name = ArtifactName::new(&written)?;
        let name = find(&artifacts, name, build)?;
        let to = match fetch.place {
            Place::Folder => folder,
            Place::FolderOfItsName => folder.join(name.as_str()),
        };
        let copied = artifacts.download(&name, &patterns, fetch.root, &to)?;
        report(context, &copied, &format!("of the artifact {name}"));
    }
    context.output("Downloading artifact finished.");
    Ok(())
}

/// Finds an artifact, or lists those that there are.
fn find(
    artifacts: &Artifacts,
    name: ArtifactName,
    build: String,
) -> Result<ArtifactName, ArtifactError> {
    artifacts.find(&name).ok_or_else(|| {
        let known: Vec<_> = artifacts.names().iter().map(ToString::to_string).collect();
        ArtifactError::NotFound {
            name,
            build,
            known: if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            },
        }
    })
}

/// Returns the number of the run.
fn build_of(context: &StepContext<'_, '_>) -> String {
    let build = context.job.variables.get("Build.BuildId");
    build.unwrap_or("0").to_owned()
}

/// Says what was copied, and what was not.
fn report(context: &mut StepContext<'_, '_>, copied: &Copied, what: &str) {
    let files = match copied.files {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    context.output(&format!("emulator: {files} {what}"));
    for path in copied.left_out.iter().take(SHOWN_LINKS) {
        context.output(&format!(
            "emulator: {} is left out: it is a link to a folder or out of the artifact",
            path.display()
        ));
    }
}

/// How many links the log names.
const SHOWN_LINKS: usize = 10;
