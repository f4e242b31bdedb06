//! The note that lists the variables a step has set, and its private folder. The agent keeps it for the post-job stage of the same step.

use std::io::{self, Write};

use patless_core::Environment;
use patless_core::errors::EnvironmentError;
use patless_core::variables::TASK_VARIABLE;
use patless_core::variables::environment_name;

use super::logging_command::AgentLog;
use super::pipeline_variable::PipelineVariable;
use crate::recipes::LeftFolder;
use crate::variable_name::VariableName;

/// What a step has set, for its post-job stage to take back.
#[derive(Debug)]
pub(crate) struct Noted {
    /// The secret variables.
    pub(crate) variables: Vec<PipelineVariable>,
    /// The folder of private files. `None`: there is none.
    pub(crate) folder: Option<LeftFolder>,
    /// The folder of the keeper, and the names of its doors. `None`: there is none.
    pub(crate) keeper: Option<NotedKeeper>,
}

/// A keeper, as it is noted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct NotedKeeper {
    /// Its folder.
    pub(crate) folder: LeftFolder,
    /// The names of the variables that tell programs where its doors are, and that are no secret.
    pub(crate) variables: Vec<VariableName>,
}

/// Writes the note of the variables that this step is about to set, and of the folder that it leaves.
pub(crate) fn note<W: Write>(
    log: &mut AgentLog<W>,
    variables: &[PipelineVariable],
    folder: Option<&LeftFolder>,
    keeper: Option<&NotedKeeper>,
) -> io::Result<()> {
    let names = variables.iter();
    let names = names.map(|variable| variable.name.as_str().to_owned());
    let folder = folder.and_then(LeftFolder::noted);
    let folder = folder.map(|folder| format!("{FOLDER}{folder}"));
    let keeper = keeper.and_then(|keeper| {
        let names: Vec<_> = keeper.variables.iter().map(VariableName::as_str).collect();
        let folder = keeper.folder.noted()?;
        Some(format!("{KEEPER}{folder}:{}", names.join(",")))
    });
    // No name holds a space, and no path as it is noted.
    let words: Vec<_> = names.chain(folder).chain(keeper).collect();
    let properties = [("variable", NOTE)];
    log.command("task.settaskvariable", &properties, &words.join(" "))
}

/// Reads the note of the step's main stage. Empty if there is none.
///
/// Skips names that the task would not set.
///
/// # Errors
/// Anyone who can set a job variable can set one that replaces the note. Then it is unknown what the step has set. The
/// same applies if the list of the job's variables cannot be read: it may contain such a variable.
pub(crate) fn noted(environment: &Environment) -> Result<Noted, EnvironmentError> {
    let place = TASK_VARIABLE.name(NOTE);
    let mut names = environment.variable_names()?.into_iter();
    if let Some(name) = names.find(|name| environment_name(name) == place) {
        let owner = "the note of what the step has set";
        return Err(EnvironmentError::Shadowed { name, owner });
    }
    let note = environment.member(&TASK_VARIABLE, NOTE);
    let words = note.unwrap_or_default().split(' ');
    let variable = |name| PipelineVariable {
        name,
        is_output: false,
    };
    let mut folders = words.clone().filter_map(|word| word.strip_prefix(FOLDER));
    let keepers = words.clone().filter_map(|word| word.strip_prefix(KEEPER));
    let mut keepers = keepers.filter_map(|word| {
        let (folder, names) = word.rsplit_once(':')?;
        let names = names.split(',');
        Some(NotedKeeper {
            folder: LeftFolder::parse(folder)?,
            variables: names
                .filter_map(|it| VariableName::parse(it).ok())
                .collect(),
        })
    });
    let keeper = keepers.next();
    let names = words.filter_map(|name| VariableName::parse(name).ok());
    Ok(Noted {
        folder: folders.find_map(LeftFolder::parse),
        keeper,
        variables: names.map(variable).collect(),
    })
}

/// What the path of the folder begins with in the note: no variable has a colon in its name.
const FOLDER: &str = "folder:";
/// What the folder of the keeper begins with.
const KEEPER: &str = "keeper:";

/// The name of the task variable. `task/post-job.js` looks for it as well.
const NOTE: &str = "PATLESS_VARIABLES";
