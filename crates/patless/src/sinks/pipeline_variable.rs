//! The sink for later steps: a secret variable of the job, and a second variable with the token's expiry.

use std::io::{self, Write};

use super::logging_command::AgentLog;
use super::masked::Masked;
use crate::variable_name::VariableName;

/// A variable to set, and whether later jobs can read it as well.
#[derive(Clone, Debug)]
pub struct PipelineVariable {
    /// Its name.
    pub(crate) name: VariableName,
    /// Whether it is also set as an output variable of the step: `$(step.NAME)`.
    pub(crate) is_output: bool,
}

impl PipelineVariable {
    /// Sets the variable to a secret.
    pub fn set<W: Write>(&self, log: &mut AgentLog<W>, secret: &Masked<'_>) -> io::Result<()> {
        // The text goes to the agent, which keeps it as a secret variable.
        self.write(
            log,
            self.name.as_str(),
            &[("issecret", "true")],
            secret.expose(),
        )
    }

    /// Sets the variable to something that is not a secret.
    pub(crate) fn set_plain<W: Write>(&self, log: &mut AgentLog<W>, value: &str) -> io::Result<()> {
        self.write(log, self.name.as_str(), &[], value)
    }

    /// Sets `NAME_EXPIRES_ON`, in Unix seconds. Not a secret.
    pub fn set_expires_on<W: Write>(
        &self,
        log: &mut AgentLog<W>,
        unix_seconds: u64,
    ) -> io::Result<()> {
        self.write(log, &self.name.expires_on(), &[], &unix_seconds.to_string())
    }

    /// Sets the variable and its expiry to nothing. The name stays secret.
    pub fn blank<W: Write>(&self, log: &mut AgentLog<W>) -> io::Result<()> {
        self.write(log, self.name.as_str(), &[("issecret", "true")], "")?;
        self.write(log, &self.name.expires_on(), &[], "")
    }

    /// Writes the command, and once more for the output variable: an agent sets `isoutput` *instead of* the plain one.
    fn write<W: Write>(
        &self,
        log: &mut AgentLog<W>,
        name: &str,
        flags: &[(&str, &str)],
        value: &str,
    ) -> io::Result<()> {
        let properties = [&[("variable", name)], flags].concat();
        log.command("task.setvariable", &properties, value)?;
        if self.is_output {
            let properties = [&properties[..], &[("isoutput", "true")]].concat();
            log.command("task.setvariable", &properties, value)?;
        }
        Ok(())
    }
}
