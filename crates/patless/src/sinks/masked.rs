//! Proof that the agent was told to mask a secret.

use std::fmt;
use std::io::{self, Write};

use patless_core::NewSecret;

use super::job_output::JobOutput;
use super::logging_command::AgentLog;
use super::masks::masks;

/// A secret of which every form has been written as `##vso[task.setsecret]`.
///
/// Only [`Masked::by`] makes one, and that writes the commands:
///
/// ```
/// use patless::sinks::{AgentLog, Masked, PipelineVariable};
/// fn hand_over(log: &mut AgentLog<Vec<u8>>, variable: &PipelineVariable, token: &str) -> std::io::Result<()> {
///     let masked = Masked::by(log, token)?;
///     variable.set(log, &masked)
/// }
/// ```
///
/// Sinks accept nothing else, so the compiler checks the order:
///
/// ```compile_fail,E0308
/// use patless::sinks::{AgentLog, PipelineVariable};
/// fn leak(log: &mut AgentLog<Vec<u8>>, variable: &PipelineVariable, token: &str) {
///     let _ = variable.set(log, token);
/// }
/// ```
///
/// ```compile_fail,E0423
/// fn forge(token: &str) -> patless::sinks::Masked<'_> { patless::sinks::Masked(token) }
/// ```
pub struct Masked<'secret>(&'secret str);

impl<'secret> Masked<'secret> {
    /// Tells the agent to mask `secret` in all its forms.
    ///
    /// `task.setvariable issecret=true` alone is not enough: it masks fewer forms, and where the agent refuses it, the
    /// error repeats the whole line.
    pub fn by<W: Write>(log: &mut AgentLog<W>, secret: &'secret str) -> io::Result<Self> {
        // Each form goes to the agent, which masks it from then on.
        log.commands("task.setsecret", &masks(secret))?;
        Ok(Self(secret))
    }

    /// Tells the agent to mask the key in `text`, which is all that is secret in it: the rest of it, such as the beginning of a
    /// URL, stands in many lines.
    pub(crate) fn by_key<W: Write>(
        log: &mut AgentLog<W>,
        text: &'secret str,
        key: &str,
    ) -> io::Result<Self> {
        // As above.
        log.commands("task.setsecret", &masks(key))?;
        Ok(Self(text))
    }

    /// Gives the secret to a sink.
    pub(super) fn expose(&self) -> &'secret str {
        self.0
    }
}

impl<W: Write + Send + 'static> AgentLog<JobOutput<W>> {
    /// Creates the announcer that masks each assertion before it is used. If the agent cannot be told, it is not used.
    ///
    /// An assertion goes into no variable, but it is good for exchanges until it expires. An access token is masked where it
    /// is handed over: no sink takes it otherwise.
    pub(crate) fn announcer(&self) -> Box<dyn Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync> {
        let (out, escaping) = (self.out().clone(), self.escaping());
        Box::new(move |secret| match secret {
            NewSecret::Assertion(assertion) => {
                let mut log = AgentLog::new(out.clone(), escaping);
                // Its text goes to the agent's list of secrets.
                Masked::by(&mut log, assertion.expose()).map(drop)
            }
            _ => Ok(()),
        })
    }
}

impl fmt::Debug for Masked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Masked([redacted])")
    }
}
