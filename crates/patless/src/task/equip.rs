//! Sets the variables and keeps the files that the tools of the input `for` need in later steps.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::AccessToken;
use patless_recipes::{Setting, Value};

use super::tools::ToolPlan;
use crate::failure::Failure;
use crate::input_error::InputError;
use crate::keeper::Started;
use crate::recipes::{Equipment, Existing, LeftFolder, Order};
use crate::sinks::{AgentLog, Masked, PipelineVariable};
use crate::variable_name::VariableName;

/// What the tools of later steps get.
pub(super) struct Tools {
    /// The names of the tools.
    names: String,
    equipment: Equipment,
    /// One for each setting.
    variables: Vec<PipelineVariable>,
    token: Arc<AccessToken>,
}

impl Tools {
    /// Makes the recipes and writes their files, which are gone when this is dropped. A helper asks the keeper, if there is one.
    ///
    /// # Errors
    /// As those of [`Equipment::of`]. Or a name collides with one of `others` or of the job: either might win.
    pub(super) fn of(
        plan: &ToolPlan,
        token: &Arc<AccessToken>,
        keeper: Option<&Started>,
        others: &[PipelineVariable],
        existing: Existing<'_>,
    ) -> Result<Self, Failure> {
        let order = Order {
            tools: plan.tools.clone(),
            token: Arc::clone(token),
            organization: plan.organization.clone(),
            place: plan.place.clone(),
            helper_flags: keeper.and_then(Started::flags),
        };
        let mut equipment = Equipment::of(&order, existing)?;
        equipment.settings.retain(|it| it.name_in_job().is_some());
        equipment.settings.retain(|setting| match setting.value {
            // Nothing takes a variable from later steps, but there may be none.
            Value::Absent => existing(&setting.name).is_some_and(|it| !it.is_empty()),
            // Each secret has one.
            Value::Plain(_) => !setting.name.ends_with(EXPIRES_ON),
            Value::Secret(_) => true,
        });
        equipment.check_names([])?;
        let names = equipment.settings.iter();
        let names = names.filter_map(Setting::name_in_job);
        let names = names.map(VariableName::parse);
        let names: Vec<_> = names.collect::<Result<_, _>>().map_err(InputError::from)?;
        let others = others.iter().map(|it| it.name.clone());
        let all: Vec<_> = others.chain(names.iter().cloned()).collect();
        VariableName::check_places(&all, &plan.of_the_job).map_err(InputError::from)?;
        let names = names.into_iter();
        let variables = names.map(|name| PipelineVariable {
            name,
            is_output: false,
        });
        let tools: Vec<_> = plan.tools.iter().map(|it| it.as_str()).collect();
        Ok(Self {
            names: tools.join(", "),
            variables: variables.collect(),
            equipment,
            token: Arc::clone(token),
        })
    }

    /// The variables that are secret.
    pub(super) fn secret_variables(&self) -> impl Iterator<Item = &PipelineVariable> {
        let all = self.variables.iter().zip(&self.equipment.settings);
        all.filter(|(_, setting)| matches!(setting.value, Value::Secret(_)))
            .map(|(variable, _)| variable)
    }

    /// The folder of the files. `None`: there are none.
    pub(super) fn folder(&self) -> Option<LeftFolder> {
        self.equipment.folder.as_ref()?.left()
    }

    /// What a person should know, a line each.
    pub(super) fn notes(&self) -> &[String] {
        &self.equipment.notes
    }

    /// Leaves the files to the post-job stage, and sets the variables. The note must name both.
    pub(super) fn hand_over<W: Write>(self, log: &mut AgentLog<W>) -> io::Result<()> {
        let has_files = self.equipment.folder.is_some();
        if let Some(folder) = self.equipment.folder {
            folder.keep();
        }
        let (mut plain, mut secret) = (Vec::new(), Vec::new());
        for (variable, setting) in self.variables.iter().zip(&self.equipment.settings) {
            match &setting.value {
                Value::Plain(text) => variable.set_plain(log, text)?,
                Value::Absent => variable.set_plain(log, "")?,
                Value::Secret(text) => {
                    // The text goes to the agent's list of secrets, and from there to the variable.
                    let masked = Masked::by(log, text.expose())?;
                    variable.set(log, &masked)?;
                    if let Some(expires_on) = self.token.expires_on_unix_seconds() {
                        variable.set_expires_on(log, expires_on)?;
                    }
                    secret.push(variable.name.as_str());
                    continue;
                }
            }
            plain.push(variable.name.as_str());
        }
        let mut parts = Vec::new();
        if !secret.is_empty() {
            parts.push(format!("secret {}", secret.join(", ")));
        }
        if !plain.is_empty() {
            parts.push(plain.join(", "));
        }
        if has_files {
            parts.push("files in a private folder until the end of the job".to_owned());
        }
        log.line(&format!("for {}: {}", self.names, parts.join("; ")))
    }
}

const EXPIRES_ON: &str = "_EXPIRES_ON";
