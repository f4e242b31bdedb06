//! What the recipes of several tools give together: settings, private files and notes.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use patless_core::{AccessToken, Target};
use patless_recipes::{Given, Helper, Recipe, Setting, System, Token, Tool, Value, recipe};
use zeroize::Zeroizing;

use super::git_headers::git_headers;
use super::private_folder::PrivateFolder;
use crate::failure::Failure;
use crate::input_error::InputError;
use crate::variable_name::InvalidVariableName;

/// Which tools are to work with which token, and on what.
#[derive(Debug)]
pub(crate) struct Order {
    /// The tools.
    pub(crate) tools: Vec<Tool>,
    /// The token, for Azure DevOps.
    pub(crate) token: Arc<AccessToken>,
    /// The organization. `None`: none is known.
    pub(crate) organization: Option<Target>,
    /// The folder in which a private one is created. `None`: the system's folder of temporary files.
    pub(crate) place: Option<PathBuf>,
    /// The flags by which git's helper finds the identity anew. `None`: it gets this token.
    pub(crate) helper_flags: Option<Vec<String>>,
}

/// Reads a variable that the tools would get.
pub(crate) type Existing<'a> = &'a dyn Fn(&str) -> Option<Zeroizing<String>>;

/// What the tools get.
#[derive(Debug)]
pub(crate) struct Equipment {
    /// Variables, in order.
    pub(crate) settings: Vec<Setting>,
    /// The folder with their files. `None`: they need none.
    pub(crate) folder: Option<PrivateFolder>,
    /// What a person should know, a line each.
    pub(crate) notes: Vec<String>,
}

impl Equipment {
    /// Makes the recipes, and writes their files.
    ///
    /// # Errors
    /// A recipe cannot be made, or a file cannot be written. Then no file is left.
    pub(crate) fn of(order: &Order, existing: Existing<'_>) -> Result<Self, Failure> {
        let folder = PrivateFolder::create(order.place.as_deref()).map_err(Failure::Files)?;
        let program = std::env::current_exe().map_err(Failure::Files)?;
        let working_folder = std::env::current_dir().map_err(Failure::Files)?;
        let headers = if order.tools.contains(&Tool::Git) {
            git_headers()
        } else {
            Vec::new()
        };
        let existing = |name: &str| existing(name).map(|text| text.to_string());
        let given = Given {
            // The token goes where the recipes say.
            token: Token::new(order.token.expose()),
            expires_on_unix_seconds: order.token.expires_on_unix_seconds(),
            organization: order.organization.as_ref(),
            folder: folder.path(),
            working_folder: &working_folder,
            helper: Helper {
                program: &program,
                flags: order.helper_flags.as_deref(),
                headers: &headers,
            },
            existing: &existing,
            system: if cfg!(windows) {
                System::Windows
            } else {
                System::Unix
            },
        };
        let mut all = Recipe::default();
        for &tool in &order.tools {
            all.join(recipe(tool, &given).map_err(InputError::from)?);
        }
        folder.write(&all).map_err(Failure::Files)?;
        let is_empty = all.folders.is_empty() && all.files.is_empty();
        Ok(Self {
            settings: all.settings,
            folder: (!is_empty).then_some(folder),
            notes: all.notes,
        })
    }

    /// Checks that no name is set twice, by two tools or by one and `others`.
    pub(crate) fn check_names<'n>(
        &self,
        others: impl IntoIterator<Item = &'n str>,
    ) -> Result<(), Failure> {
        let mut names: Vec<_> = others.into_iter().collect();
        for setting in &self.settings {
            let name = setting.name.as_str();
            if names.iter().any(|it| it.eq_ignore_ascii_case(name)) {
                let twice = InvalidVariableName::Twice(name.to_owned());
                return Err(InputError::from(twice).into());
            }
            names.push(name);
        }
        Ok(())
    }

    /// Puts the settings into the environment of a command.
    pub(crate) fn add_to(&self, command: &mut Command) {
        for setting in &self.settings {
            match &setting.value {
                Value::Plain(text) => command.env(&setting.name, text),
                // Its text goes into the environment of the child, which is what the user asked for.
                Value::Secret(secret) => command.env(&setting.name, secret.expose()),
                Value::Absent => command.env_remove(&setting.name),
            };
        }
    }
}

/// The place for private files that a job has for them: it is emptied at its end, whatever comes.
pub(crate) fn of_job(folder: Option<&str>) -> Option<PathBuf> {
    let folder = folder.map(Path::new).filter(|it| it.is_absolute());
    folder.map(Path::to_owned)
}
