//! The verb `plan`: says what is missing on the way from a personal access token to a token.

use std::io::{self, Write};
use std::sync::Arc;

use patless_core::{Clock, Environment};

use super::audit;
use crate::plan::{PlanArgs, Question};
use crate::sinks::{AgentLog, Escaping};

/// Runs the verb. Returns the exit code: 0 nothing is missing, 3 something is, else that of the doctor.
pub(crate) async fn run<W: Write>(
    arguments: &PlanArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
    out: W,
) -> io::Result<u8> {
    if arguments.question() == Question::Audit {
        return audit::run(arguments, environment, clock, out).await;
    }
    // The output of a script is read by the agent: nothing that a server says may be a command to it.
    let mut log = AgentLog::new(out, Escaping::from_environment(&environment));
    match arguments.question() {
        Question::For(purpose) => log.line(&format!("{purpose:?}"))?,
        Question::Audit => {}
    }
    Ok(0)
}
