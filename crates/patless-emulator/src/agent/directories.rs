//! Folders of the agent, and the variables that name them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::checkouts::Sources;
use super::host::AgentHost;
use super::job_steps::JobSteps;
use super::variable::Variable;

/// The folders of one job.
#[derive(Clone, Debug)]
pub(super) struct Directories {
    /// The work folder.
    work: PathBuf,
    /// The temporary folder, which is emptied before and after the job.
    pub(super) temp: PathBuf,
    /// The build folder of the pipeline.
    pub(super) build: PathBuf,
    /// The sources.
    pub(super) sources: PathBuf,
    /// The pipeline's own repository.
    own: PathBuf,
}

impl Directories {
    /// Chooses the paths of the folders.
    pub(super) fn new(job: &JobSteps, host: &AgentHost) -> Self {
        let work = host.work_folder.clone();
        let build = build_folder(host);
        let Sources { folder, own } = Sources::of(job, host, &build);
        Self {
            temp: work.join("_temp"),
            build,
            sources: folder,
            own,
            work,
        }
    }

    /// Creates the folders and empties the temporary folder.
    pub(super) fn prepare(&self) -> io::Result<()> {
        self.empty_temp()?;
        fs::create_dir_all(self.work.join("_tool"))?;
        for name in ["a", "b", "s", "TestResults"] {
            fs::create_dir_all(self.build.join(name))?;
        }
        Ok(())
    }

    /// Empties the temporary folder, as the agent does before and after a job.
    pub(super) fn empty_temp(&self) -> io::Result<()> {
        if self.temp.exists() {
            fs::remove_dir_all(&self.temp)?;
        }
        fs::create_dir_all(&self.temp)
    }

    /// Lists the variables that name the folders.
    pub(super) fn variables(&self) -> Vec<Variable> {
        let build = &self.build;
        let places = [
            ("Agent.HomeDirectory", self.work.clone()),
            ("Agent.RootDirectory", self.work.clone()),
            ("Agent.WorkFolder", self.work.clone()),
            ("Agent.TempDirectory", self.temp.clone()),
            ("Agent.ToolsDirectory", self.work.join("_tool")),
            ("Agent.BuildDirectory", build.clone()),
            ("Pipeline.Workspace", build.clone()),
            ("Build.SourcesDirectory", self.sources.clone()),
            ("Build.Repository.LocalPath", self.own.clone()),
            ("System.DefaultWorkingDirectory", self.sources.clone()),
            ("Build.BinariesDirectory", build.join("b")),
            ("Build.ArtifactStagingDirectory", build.join("a")),
            ("Build.StagingDirectory", build.join("a")),
            ("System.ArtifactsDirectory", build.join("a")),
            ("Common.TestResultsDirectory", build.join("TestResults")),
            ("System.WorkFolder", self.work.clone()),
        ];
        let variable = |(name, path): (&str, PathBuf)| Variable::public(name, text_of(&path));
        places.into_iter().map(variable).collect()
    }
}

/// Returns the build folder of the jobs of an agent.
pub(super) fn build_folder(host: &AgentHost) -> PathBuf {
    host.work_folder.join("1")
}

/// Makes a path absolute, below a folder if it is relative. An empty path is the folder itself.
pub(super) fn resolve(folder: &Path, path: &str) -> PathBuf {
    match path {
        "" => folder.to_owned(),
        path => folder.join(path),
    }
}

/// Returns a path as text.
fn text_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
