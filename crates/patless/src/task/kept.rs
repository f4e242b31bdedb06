//! Sets the variables that tell programs of later steps where the doors of the keeper are.

use std::io::{self, Write};

use patless_core::variables::ListedVariables;
use patless_keeper::SecretText;

use crate::failure::Failure;
use crate::input_error::InputError;
use crate::keeper::{OpenDoor, Started};
use crate::recipes::PrivateFolder;
use crate::sinks::{AgentLog, Masked, NotedKeeper, PipelineVariable};
use crate::variable_name::VariableName;

/// A keeper that has begun, and the variables for its doors.
pub(super) struct Kept {
    folder: PrivateFolder,
    noted: NotedKeeper,
    plain: Vec<(PipelineVariable, String)>,
    secret: Vec<(PipelineVariable, SecretText)>,
    doors: String,
}

impl Kept {
    /// Takes a keeper. If this is dropped, it ends.
    ///
    /// # Errors
    /// A name collides with one of `others` or of the job: either might win.
    pub(super) fn of(
        started: Started,
        others: &[PipelineVariable],
        of_the_job: &ListedVariables,
    ) -> Result<Self, Failure> {
        let Started { folder, doors } = started;
        let names: Vec<_> = doors.iter().map(|it| it.door.clone()).collect();
        let (mut plain, mut secret) = (Vec::new(), Vec::new());
        for OpenDoor {
            plain: texts,
            secret: secrets,
            ..
        } in doors
        {
            for (name, text) in texts {
                plain.push((variable(&name)?, text));
            }
            for (name, text) in secrets {
                secret.push((variable(&name)?, text));
            }
        }
        let own = plain.iter().map(|(it, _)| it);
        let own = own.chain(secret.iter().map(|(it, _)| it));
        let all: Vec<_> = others.iter().chain(own).map(|it| it.name.clone()).collect();
        VariableName::check_places(&all, of_the_job).map_err(InputError::from)?;
        let gone = || Failure::KeeperRefused("its folder has no path that can be noted".to_owned());
        let noted = NotedKeeper {
            folder: folder.left().ok_or_else(gone)?,
            variables: plain.iter().map(|(it, _)| it.name.clone()).collect(),
        };
        Ok(Self {
            folder,
            noted,
            plain,
            secret,
            doors: names.join(", "),
        })
    }

    /// The variables that are secret.
    pub(super) fn secret_variables(&self) -> impl Iterator<Item = &PipelineVariable> {
        self.secret.iter().map(|(variable, _)| variable)
    }

    /// What the post-job stage has to know.
    pub(super) fn noted(&self) -> &NotedKeeper {
        &self.noted
    }

    /// Leaves the keeper to the post-job stage, and sets the variables. The note must name both.
    pub(super) fn hand_over<W: Write>(self, log: &mut AgentLog<W>) -> io::Result<()> {
        self.folder.keep();
        for (variable, text) in &self.secret {
            // The key of a door goes to the agent's list of secrets, and with the text to the variable.
            let whole = text.expose();
            let masked = Masked::by_key(log, &whole, &text.key)?;
            variable.set(log, &masked)?;
        }
        for (variable, text) in &self.plain {
            variable.set_plain(log, text)?;
        }
        let names = |all: Vec<&str>| all.join(", ");
        let secret = names(self.secret.iter().map(|(it, _)| it.name.as_str()).collect());
        let plain = names(self.plain.iter().map(|(it, _)| it.name.as_str()).collect());
        log.line(&format!(
            "kept fresh until the end of the job, at the doors: {}",
            self.doors
        ))?;
        log.line(&format!("the doors are named by: {plain}"))?;
        if !secret.is_empty() {
            log.line(&format!(
                "map in the env of a step that uses them: {secret}"
            ))?;
        }
        log.line(
            "limits: the token of a job ends after about a day; whatever runs as this user on this machine during the job can ask the \
             keeper; a container that is not this step's has other doors",
        )
    }
}

fn variable(name: &str) -> Result<PipelineVariable, Failure> {
    let name = VariableName::parse(name).map_err(InputError::from)?;
    Ok(PipelineVariable {
        name,
        is_output: false,
    })
}
