//! Whether the agent is asked to mask the tokens that a script step gets.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use patless_core::{AccessToken, Environment};

use crate::process::Reader;
use crate::sinks::{AgentLog, Escaping, LineByLine, Masked};

/// Masks in a job.
#[derive(Debug, Args)]
pub(crate) struct MaskArgs {
    /// Whether the agent of a pipeline job is asked to mask the token, by lines on standard error that hold it. `auto` asks
    /// in a job where standard error leads to the agent, which is not known on Windows.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = MaskWhen::Auto)]
    mask: MaskWhen,
}

/// When the agent is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum MaskWhen {
    Auto,
    Always,
    Never,
}

/// What is known about the agent before the environment is wiped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agent {
    is_here: bool,
    escaping: Escaping,
}

impl Agent {
    /// Reads whether a job runs.
    pub(crate) fn of(environment: &Environment) -> Self {
        Self {
            is_here: environment.is_of_job(),
            escaping: Escaping::from_environment(environment),
        }
    }

    /// Whether what this stream gets is a job's log.
    pub(crate) fn reads(self, reader: Reader) -> bool {
        self.is_here && reader == Reader::Agent
    }
}

impl MaskArgs {
    /// Asks the agent to mask these tokens, or warns that it is not asked. Nothing may use a token before.
    pub(crate) fn ask<'t, W: Write>(
        &self,
        agent: Agent,
        reader: Reader,
        tokens: impl IntoIterator<Item = &'t AccessToken>,
        errors: W,
    ) -> io::Result<()> {
        let mut tokens = tokens.into_iter().peekable();
        if tokens.peek().is_none() {
            return Ok(());
        }
        let is_wanted = match self.mask {
            MaskWhen::Auto => agent.reads(reader),
            MaskWhen::Always => true,
            MaskWhen::Never => return Ok(()),
        };
        let mut log = AgentLog::new(LineByLine(errors), agent.escaping);
        if !is_wanted {
            return if agent.is_here {
                log.line(UNMASKED)
            } else {
                Ok(())
            };
        }
        for token in tokens {
            // Its text goes to the agent's list of secrets.
            Masked::by(&mut log, token.expose())?;
        }
        Ok(())
    }
}

const UNMASKED: &str = "warning: the agent is not asked to mask the token, because standard error does not clearly lead to it; \
    --mask always asks all the same, --mask never stops this warning";
