//! The verb `exec`: runs another program with access tokens in its environment, and ends as it ends.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use patless_core::{Clock, Environment};

use crate::cli::mask_args::Agent;
use crate::complaint::complain;
use crate::exec::{ExecArgs, Prepared, prepare};
use crate::failure::Failure;
use crate::logs;
use crate::process::{
    Held, NoDumps, Program, end_as, of_standard_error, run, variable, variable_names,
};
use crate::recipes::{Equipment, PrivateFolder};
use crate::sinks::{AgentLog, Escaping};
use crate::stages::Stopped;

/// Gets the tokens. `None`: there are none, and why has been written to standard error.
pub(crate) async fn get_tokens(
    arguments: &ExecArgs,
    environment: Environment,
    clock: Arc<dyn Clock>,
) -> io::Result<Option<Prepared>> {
    let _logging =
        tracing::subscriber::set_default(logs::on_standard_error(arguments.token.detail()));
    let environment = arguments.in_script_step(environment);
    let agent = Agent::of(&environment);
    match prepare(arguments, environment, clock, variable).await {
        Ok(prepared) => {
            let (reader, tokens) = (of_standard_error(), prepared.requested());
            arguments.mask.ask(agent, reader, tokens, io::stderr())?;
            Ok(Some(prepared))
        }
        Err(Stopped::Failed(failures)) => {
            complain(&mut to_standard_error(), failures.iter())?;
            Ok(None)
        }
        Err(Stopped::Unheard(error)) => Err(error),
    }
}

/// Starts the command, waits for its end, and ends as it did.
pub(crate) fn run_command(
    arguments: &ExecArgs,
    prepared: Prepared,
    dumps: &NoDumps,
    clock: &dyn Clock,
) -> io::Result<ExitCode> {
    let mut log = to_standard_error();
    let expiries = prepared.expiries();
    let program = arguments.program(variable_names());
    // From here on, no signal ends this process: private files are removed, whatever comes.
    let held = Held::begin()?;
    let equipment = match equip(&prepared, &program) {
        Ok(equipment) => equipment,
        Err(failure) => {
            complain(&mut log, [&failure])?;
            return Ok(ExitCode::from(NO_COMMAND_YET));
        }
    };
    if let Some(equipment) = &equipment {
        let mut notes = equipment.notes.iter();
        notes.try_for_each(|note| log.line(&format!("warning: {note}")))?;
    }
    let ended = run(&program, dumps, &held, |command| {
        if let Some(equipment) = &equipment {
            equipment.add_to(command);
        }
        for handed in prepared.handed {
            // Its text goes into the environment of the child, which is what the user asked for.
            command.env(handed.name.as_str(), handed.token.expose());
            let expires_on = handed.token.expires_on_unix_seconds();
            match expires_on {
                Some(seconds) => command.env(handed.name.expires_on(), seconds.to_string()),
                // Whatever is there is about another token.
                None => command.env_remove(handed.name.expires_on()),
            };
        }
    });
    if let Some(folder) = equipment.and_then(|it| it.folder)
        && let Err((path, error)) = remove(folder)
    {
        // As below.
        let _ = log.line(&format!(
            "warning: the private folder {path} cannot be removed, and may hold the token: {error}"
        ));
    }
    let end = match ended {
        Ok(end) => end,
        Err(error) => {
            let name = program.name.to_string_lossy();
            log.line(&format!(
                "error: the command {name} cannot be started: {error}"
            ))?;
            return Ok(ExitCode::from(match error.kind() {
                io::ErrorKind::NotFound => NOT_FOUND,
                _ => NOT_STARTED,
            }));
        }
    };
    let now = clock.now();
    for warning in expiries.iter().filter_map(|expiry| expiry.warning(now)) {
        // Nobody may be left to read it. The command's own end counts.
        let _ = log.line(&warning);
    }
    Ok(end_as(end))
}

/// Makes what the tools of `--for` get. `None`: none is named.
fn equip(prepared: &Prepared, program: &Program) -> Result<Option<Equipment>, Failure> {
    let Some(order) = &prepared.order else {
        return Ok(None);
    };
    let is_removed = |name: &str| {
        let mut removed = program.removed.iter();
        removed.any(|it| it.eq_ignore_ascii_case(name))
    };
    let existing = |name: &str| variable(name).filter(|_| !is_removed(name));
    let equipment = Equipment::of(order, &existing)?;
    let handed = prepared.handed.iter();
    equipment.check_names(handed.map(|it| it.name.as_str()))?;
    Ok(Some(equipment))
}

fn remove(folder: PrivateFolder) -> Result<(), (String, io::Error)> {
    let path = folder.path().display().to_string();
    folder.remove().map_err(|error| (path, error))
}

fn to_standard_error() -> AgentLog<impl Write> {
    AgentLog::new(io::stderr(), Escaping::WithPercents)
}

/// The exit code for every failure before the command is started, as `env` and `timeout` have it.
pub(crate) const NO_COMMAND_YET: u8 = 125;
/// The command is there but cannot be started, as in shells.
const NOT_STARTED: u8 = 126;
/// There is no such command, as in shells.
const NOT_FOUND: u8 = 127;
