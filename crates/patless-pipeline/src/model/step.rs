//! Steps.

use super::condition::Condition;
use crate::place::Place;

/// A step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step {
    /// Where it stands.
    pub at: Place,
    /// Its name, for output variables. None: the service makes one up.
    pub name: Option<String>,
    /// Its heading. None: that of its task.
    pub display_name: Option<String>,
    /// When it runs. None: `succeeded()`.
    pub condition: Option<Condition>,
    /// A failure counts as success with issues, as written: it may be a macro. None: false.
    pub continue_on_error: Option<String>,
    /// `enabled: false` takes it out of the job.
    pub is_enabled: bool,
    /// Its `env`, before macros are expanded.
    pub env: Vec<(String, String)>,
    /// Minutes until it is ended, as written. None or 0: no limit of its own.
    pub timeout_minutes: Option<String>,
    /// How often a failed task is tried again, as written. None: never.
    pub retries: Option<String>,
    /// Where it runs, and what its output may do.
    pub target: Option<Target>,
    /// What it does.
    pub action: Action,
}

impl Step {
    /// Makes an enabled step with nothing but its action.
    pub fn new(at: Place, action: Action) -> Self {
        Self {
            at,
            name: None,
            display_name: None,
            condition: None,
            continue_on_error: None,
            is_enabled: true,
            env: Vec::new(),
            timeout_minutes: None,
            retries: None,
            target: None,
            action,
        }
    }
}

/// `target` of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Target {
    /// `host`, or the alias of a container. None: that of the job.
    pub container: Option<String>,
    /// `commands: restricted`.
    pub is_restricted: bool,
    /// `settableVariables`. None: all; empty: none.
    pub settable_variables: Option<Vec<String>>,
}

/// What a step does.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Action {
    /// `script`, `bash`, `pwsh`, `powershell`.
    Script(Script),
    /// `task`, and the shortcuts that are tasks: `getPackage`, `downloadBuild`, `reviewApp`.
    Task(Task),
    /// `checkout`.
    Checkout(Checkout),
    /// `publish`.
    Publish(Publish),
    /// `download`.
    Download(Download),
}

/// A script.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Script {
    /// What reads it.
    pub shell: Shell,
    /// Its text, before macros are expanded.
    pub text: String,
    /// The folder that it runs in. None: the sources.
    pub working_directory: Option<String>,
    /// Anything on standard error fails it, as written. None: false.
    pub fail_on_stderr: Option<String>,
    /// `errorActionPreference` of PowerShell. None: `stop`.
    pub error_action_preference: Option<String>,
    /// `ignoreLASTEXITCODE` of PowerShell, as written. None: false.
    pub ignore_last_exit_code: Option<String>,
}

impl Script {
    /// Makes a script that runs in the sources.
    pub fn new(shell: Shell, text: impl Into<String>) -> Self {
        Self {
            shell,
            text: text.into(),
            working_directory: None,
            fail_on_stderr: None,
            error_action_preference: None,
            ignore_last_exit_code: None,
        }
    }
}

/// What reads a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shell {
    /// `script`: bash, or cmd on Windows.
    CommandLine,
    /// `bash`.
    Bash,
    /// `pwsh`: PowerShell 7.
    Pwsh,
    /// `powershell`: Windows PowerShell.
    PowerShell,
}

/// A task.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Task {
    /// The text before `@`: a name, `publisher.extension.contribution.name`, or a GUID.
    pub name: String,
    /// The text after `@`: a major version, or a full one.
    pub version: String,
    /// The inputs, as in the file and before macros are expanded.
    pub inputs: Vec<(String, String)>,
}

impl Task {
    /// Makes a task without inputs.
    pub fn new(name: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: version.into(),
            inputs: Vec::new(),
        }
    }
}

/// `checkout`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Checkout {
    /// `self`, `none`, the alias of a repository, or `git://Project/repository@ref`.
    pub repository: String,
    /// Its other keys, as written: `clean`, `fetchDepth`, `path`, `persistCredentials` and so on.
    pub options: Vec<(String, String)>,
}

impl Checkout {
    /// Makes a checkout without options.
    pub fn new(repository: impl Into<String>) -> Self {
        Self {
            repository: repository.into(),
            options: Vec::new(),
        }
    }

    /// Finds an option. Names ignore case.
    pub fn option(&self, name: &str) -> Option<&str> {
        let mut options = self.options.iter();
        let found = options.find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// `publish`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Publish {
    /// The file or folder.
    pub path: String,
    /// The name of the artifact. None: the name of the job.
    pub artifact: Option<String>,
}

/// `download`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Download {
    /// `current`, `none`, or the alias of a pipeline.
    pub source: String,
    /// The name of the artifact. None: all.
    pub artifact: Option<String>,
    /// Which files. None: all.
    pub patterns: Option<String>,
    /// The folder. None: `$(Pipeline.Workspace)`.
    pub path: Option<String>,
}

impl Download {
    /// Makes a download of all artifacts.
    pub fn new(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            artifact: None,
            patterns: None,
            path: None,
        }
    }
}
