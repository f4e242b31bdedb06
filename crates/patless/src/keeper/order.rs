//! What the task tells the keeper, on its standard input: secrets go into no command line and no environment.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use patless_core::Environment;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::agent_process::AgentProcess;

/// What the keeper is to know.
#[derive(Deserialize, Serialize)]
pub(crate) struct Order {
    /// The variables of the task: the keeper reads its inputs, the job and the service connection as the task did.
    variables: Vec<(String, Zeroizing<String>)>,
    /// The private folder.
    pub(crate) folder: PathBuf,
    /// The process that runs the job. `None` if it is not known.
    pub(crate) agent: Option<AgentProcess>,
}

impl Order {
    /// Copies the variables of the task.
    pub(crate) fn variables_of(environment: &Environment) -> Vec<(String, Zeroizing<String>)> {
        // The values go to the keeper alone.
        let variables = environment.exposed();
        let copied =
            variables.map(|(name, value)| (name.to_owned(), Zeroizing::new(value.to_owned())));
        copied.collect()
    }

    /// Puts an order together.
    pub(crate) fn new(
        variables: Vec<(String, Zeroizing<String>)>,
        folder: PathBuf,
        agent: Option<AgentProcess>,
    ) -> Self {
        Self {
            variables,
            folder,
            agent,
        }
    }

    /// Writes it as one line.
    pub(super) fn to_line(&self) -> io::Result<Zeroizing<Vec<u8>>> {
        let texts = self.variables.iter();
        let length: usize = texts
            .map(|(name, value)| name.len() + 6 * value.len() + 16)
            .sum();
        // A buffer that grew would leave copies behind. A character becomes six at most.
        let mut line = Zeroizing::new(Vec::with_capacity(length + 4096));
        serde_json::to_writer(&mut *line, self)?;
        line.write_all(b"\n")?;
        Ok(line)
    }

    /// The environment of the task, as the order has it.
    pub(crate) fn take_environment(&mut self) -> Environment {
        let variables = std::mem::take(&mut self.variables);
        // Each value moves on into a text that is wiped.
        Environment::new(
            variables
                .into_iter()
                .map(|(name, mut value)| (name, std::mem::take(&mut *value))),
        )
    }
}

/// Reads an order to its end.
pub(crate) fn read_order(mut input: impl Read) -> io::Result<Order> {
    let mut text = Zeroizing::new(Vec::with_capacity(ROOM_BYTES));
    // Reading more would make the buffer grow.
    input
        .by_ref()
        .take(ROOM_BYTES as u64)
        .read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text)?)
}

/// Room for the largest order: the lists of variables of a large job have some 100 KB.
const ROOM_BYTES: usize = 4 * 1024 * 1024;
