//! Steps that publish or download artifacts: the shortcuts, and the tasks of which they are short forms.

use patless_pipeline::model::{Download, Publish, Task};

use super::artifacts::{Existing, PatternRoot};
use super::task_name;
use super::text::input_is_on;

/// What such a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ArtifactWork {
    /// It keeps files.
    Publish(Publication),
    /// It fetches files.
    Download(Fetch),
    /// It does what the text names, which is not played.
    NotPlayed(String),
}

/// Files to keep. All texts are as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Publication {
    /// The file or folder, relative to the sources.
    pub(super) path: String,
    /// The name. Empty: `job`.
    pub(super) name: String,
    /// The name of the job.
    pub(super) job: String,
    /// What becomes of an artifact that exists.
    pub(super) existing: Existing,
}

/// Files to fetch. All texts are as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fetch {
    /// The name of the artifact. Empty: all.
    pub(super) artifact: String,
    /// Which files.
    pub(super) patterns: String,
    /// What the patterns for one artifact begin with.
    pub(super) root: PatternRoot,
    /// The folder, relative to the sources.
    pub(super) folder: String,
    /// Where the files of one artifact go.
    pub(super) place: Place,
}

/// Where the files of one artifact go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Into the folder.
    Folder,
    /// Into a folder with its name.
    FolderOfItsName,
}

impl ArtifactWork {
    /// Reads `publish`.
    pub(super) fn of_publish(publish: &Publish, job: &str) -> Self {
        Self::Publish(Publication {
            path: publish.path.clone(),
            name: publish.artifact.clone().unwrap_or_default(),
            job: job.to_owned(),
            existing: Existing::Refused,
        })
    }

    /// Reads `download`.
    pub(super) fn of_download(download: &Download) -> Self {
        let source = download.source.trim();
        if !source.eq_ignore_ascii_case("current") {
            return other_run(source);
        }
        let place = match download.path {
            Some(_) => Place::Folder,
            None => Place::FolderOfItsName,
        };
        Self::Download(Fetch {
            artifact: download.artifact.clone().unwrap_or_default(),
            patterns: download.patterns.clone().unwrap_or_default(),
            root: PatternRoot::Artifact,
            folder: download
                .path
                .clone()
                .unwrap_or_else(|| WORKSPACE.to_owned()),
            place,
        })
    }

    /// Reads a task step. `None` if it is no task for artifacts.
    pub(super) fn of_task(task: &Task, job: &str) -> Option<Self> {
        let input = |names: &[&str], default: &str| {
            let is_it = |(name, _): &&(String, String)| {
                let mut names = names.iter();
                names.any(|it| it.eq_ignore_ascii_case(name.trim()))
            };
            let found = task.inputs.iter().rev().find(is_it);
            let found = found.map(|(_, value)| value.trim());
            found.unwrap_or(default).to_owned()
        };
        let known = TASKS.iter().find(|known| {
            let mut majors = known.majors.iter();
            majors.any(|major| task_name::names(task, known.name, known.id, major))
        })?;
        let job = job.to_owned();
        let major = task_name::major_of(&task.version);
        // The first version of both tasks asks for a name.
        let name = if major == "0" { "drop" } else { "" };
        Some(match known.kind {
            Kind::PublishPipeline => {
                if input(&["artifactType", "publishLocation"], "pipeline") != "pipeline" {
                    return Some(Self::NotPlayed("an artifact in a file share".to_owned()));
                }
                Self::Publish(Publication {
                    path: input(&["path", "targetPath"], WORKSPACE),
                    name: input(&["artifactName", "artifact"], name),
                    job,
                    existing: Existing::Refused,
                })
            }
            Kind::PublishBuild => {
                let place = input(&["ArtifactType", "publishLocation"], "container");
                if !place.eq_ignore_ascii_case("container") {
                    return Some(Self::NotPlayed("an artifact in a file share".to_owned()));
                }
                if input_is_on(&input(&["StoreAsTar"], "")) {
                    return Some(Self::NotPlayed("an artifact as a tar archive".to_owned()));
                }
                Self::Publish(Publication {
                    path: input(&["PathtoPublish"], "$(Build.ArtifactStagingDirectory)"),
                    name: input(&["ArtifactName"], "drop"),
                    job,
                    existing: Existing::AddedTo,
                })
            }
            Kind::DownloadPipeline => {
                let source = input(&["source", "buildType"], "current");
                if !source.eq_ignore_ascii_case("current") {
                    return Some(other_run(&input(&["pipeline", "definition"], &source)));
                }
                Self::Download(Fetch {
                    artifact: input(&["artifact", "artifactName"], name),
                    patterns: input(&["patterns", "itemPattern"], ""),
                    root: PatternRoot::Artifact,
                    folder: match major {
                        "1" => input(&["downloadPath"], ARTIFACTS),
                        _ => input(&["path", "targetPath", "downloadPath"], WORKSPACE),
                    },
                    place: Place::Folder,
                })
            }
            Kind::DownloadBuild => {
                let source = input(&["buildType"], "current");
                if !source.eq_ignore_ascii_case("current") {
                    return Some(other_run(&input(&["pipeline", "definition"], &source)));
                }
                let is_single = input(&["downloadType"], "single").eq_ignore_ascii_case("single");
                Self::Download(Fetch {
                    artifact: if is_single {
                        input(&["artifactName"], "")
                    } else {
                        String::new()
                    },
                    patterns: input(&["itemPattern"], ""),
                    root: PatternRoot::Run,
                    folder: input(&["downloadPath"], ARTIFACTS),
                    place: Place::FolderOfItsName,
                })
            }
        })
    }
}

/// Says that the artifacts of another run are not played.
fn other_run(which: &str) -> ArtifactWork {
    ArtifactWork::NotPlayed(format!("the artifacts of another pipeline, {which}"))
}

/// Kind of a task for artifacts.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Publishes a pipeline artifact.
    PublishPipeline,
    /// Publishes a build artifact.
    PublishBuild,
    /// Downloads artifacts of both kinds.
    DownloadPipeline,
    /// Downloads build artifacts.
    DownloadBuild,
}

/// A task for artifacts.
#[derive(Debug)]
struct Known {
    /// What it does.
    kind: Kind,
    /// Its name.
    name: &'static str,
    /// Its GUID.
    id: &'static str,
    /// Its major versions.
    majors: &'static [&'static str],
}

/// The tasks. Source: `task.json` of each in <https://github.com/microsoft/azure-pipelines-tasks>.
const TASKS: [Known; 4] = [
    Known {
        kind: Kind::PublishPipeline,
        name: "PublishPipelineArtifact",
        id: "ecdc45f6-832d-4ad9-b52b-ee49e94659be",
        majors: &["0", "1"],
    },
    Known {
        kind: Kind::PublishBuild,
        name: "PublishBuildArtifacts",
        id: "2ff763a7-ce83-4e1f-bc89-0ae63477cebe",
        majors: &["1"],
    },
    Known {
        kind: Kind::DownloadPipeline,
        name: "DownloadPipelineArtifact",
        id: "61f2a582-95ae-4948-b34d-a1b3c4f6a737",
        majors: &["0", "1", "2"],
    },
    Known {
        kind: Kind::DownloadBuild,
        name: "DownloadBuildArtifacts",
        id: "a433f589-fce1-4460-9ee6-44a624aeb1fb",
        majors: &["0", "1"],
    },
];

/// The folder into which build artifacts go.
const ARTIFACTS: &str = "$(System.ArtifactsDirectory)";

/// The folder into which pipeline artifacts go.
const WORKSPACE: &str = "$(Pipeline.Workspace)";

#[cfg(test)]
mod tests {
    use super::*;

    fn work(name: &str, version: &str, inputs: &[(&str, &str)]) -> Option<ArtifactWork> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let inputs = inputs.iter().map(owned).collect();
        ArtifactWork::of_task(&task_name::tests::task(name, version, inputs), "Build")
    }

    #[test]
    fn downloads_of_tasks_go_where_the_tasks_put_them() {
        for (name, version, inputs, artifact, folder, place) in [
            (
                "DownloadPipelineArtifact",
                "2",
                &[][..],
                "",
                WORKSPACE,
                Place::Folder,
            ),
            (
                "DownloadPipelineArtifact",
                "2",
                &[("artifactName", "web"), ("targetPath", "x")],
                "web",
                "x",
                Place::Folder,
            ),
            (
                "DownloadPipelineArtifact",
                "1",
                &[],
                "",
                ARTIFACTS,
                Place::Folder,
            ),
            (
                "DownloadPipelineArtifact",
                "0",
                &[],
                "drop",
                WORKSPACE,
                Place::Folder,
            ),
            (
                "downloadbuildartifacts",
                "1",
                &[("ARTIFACTNAME", "web")],
                "web",
                ARTIFACTS,
                Place::FolderOfItsName,
            ),
            (
                "DownloadBuildArtifacts",
                "0",
                &[("artifactName", "web"), ("downloadType", "specific")],
                "",
                ARTIFACTS,
                Place::FolderOfItsName,
            ),
        ] {
            let Some(ArtifactWork::Download(fetch)) = work(name, version, inputs) else {
                panic!("{name}@{version}");
            };
            let found = (&*fetch.artifact, &*fetch.folder, fetch.place);
            assert_eq!(found, (artifact, folder, place), "{name}@{version}");
        }
    }

    #[test]
    fn publications_of_tasks_have_the_names_of_the_tasks() {
        for (name, version, inputs, expected, path) in [
            ("PublishPipelineArtifact", "1", &[][..], "", WORKSPACE),
            (
                "PublishPipelineArtifact",
                "1",
                &[("artifact", "a"), ("path", "p")],
                "a",
                "p",
            ),
            (
                "PublishPipelineArtifact",
                "0",
                &[("targetPath", "p")],
                "drop",
                "p",
            ),
            (
                "PublishBuildArtifacts",
                "1",
                &[],
                "drop",
                "$(Build.ArtifactStagingDirectory)",
            ),
        ] {
            let Some(ArtifactWork::Publish(publication)) = work(name, version, inputs) else {
                panic!("{name}@{version}");
            };
            let found = (&*publication.name, &*publication.path);
            assert_eq!(found, (expected, path), "{name}@{version}");
        }
    }

    #[test]
    fn artifacts_of_other_runs_and_of_file_shares_are_not_played() {
        for (name, version, input) in [
            ("DownloadPipelineArtifact", "2", ("source", "specific")),
            ("DownloadBuildArtifacts", "1", ("buildType", "specific")),
            (
                "PublishPipelineArtifact",
                "1",
                ("publishLocation", "filepath"),
            ),
            (
                "PublishBuildArtifacts",
                "1",
                ("publishLocation", "FilePath"),
            ),
            ("PublishBuildArtifacts", "1", ("StoreAsTar", "true")),
        ] {
            let found = work(name, version, &[input]);
            assert!(matches!(found, Some(ArtifactWork::NotPlayed(_))), "{name}");
        }
        assert_eq!(work("CopyFiles", "2", &[]), None);
        assert_eq!(work("PublishBuildArtifacts", "2", &[]), None);
    }
}
