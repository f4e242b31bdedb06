//! Subcommand `serve`: runs the services until the process is stopped.

use std::io;
use std::path::Path;

use tokio::runtime;

use super::error::CommandError;
use super::stop_signal::StopSignal;
use crate::cli::ServeArgs;
use crate::clock::CLOCK_VARIABLE;
use crate::emulator::Emulator;
use crate::env_file;
use crate::page::{Page, ShownJob};
use crate::scenario::Scenario;

/// Runs the services. Writes a line when they are ready.
pub(super) fn execute(args: &ServeArgs, out: &mut dyn io::Write) -> Result<(), CommandError> {
    let scenario = Scenario::named(&args.scenario)
        .ok_or_else(|| CommandError::UnknownScenario(args.scenario.clone()))?;
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        // Install the signal handler before the ready line invites anyone to stop the process.
        let stop = StopSignal::new()?;
        let emulator = Emulator::start(scenario)?;
        if let Some(port) = args.page {
            let page = Page::open(&emulator, port, ShownJob::None)
                .map_err(|error| CommandError::Page { port, error })?;
            writeln!(out, "patless-emulator: page at {}", page.url())?;
        }
        let _env_file = EnvFile::write(&args.env_file, &variables(&emulator, args)?)?;
        writeln!(
            out,
            "patless-emulator: ready, environment in {}",
            args.env_file.display(),
        )?;
        out.flush()?;
        stop.received().await?;
        Ok(())
    })
}

/// Lists the variables for the environment file. Those of an identity come last and win.
///
/// On a host with managed identities, `AZURE_CLIENT_ID` would name one of them. The client ID of the service connection
/// is not among them, so the variable is left out, unless an identity sets it.
fn variables(emulator: &Emulator, args: &ServeArgs) -> io::Result<Vec<(String, String)>> {
    let mut all = emulator.client_environment();
    let clock = emulator.clock_file().display().to_string();
    all.push((CLOCK_VARIABLE.to_owned(), clock));
    if let Some(host) = args.managed_identity {
        all.retain(|(name, _)| name != "AZURE_CLIENT_ID");
        replace(&mut all, emulator.managed_identity_environment(host));
        all.push((
            "PATLESS_EMULATOR_ARC_KEY_FOLDER".to_owned(),
            emulator.arc_key_folder().display().to_string(),
        ));
    }
    if let Some(identity) = args.identity {
        replace(&mut all, emulator.identity_environment(identity)?);
    }
    if args.azure_cli {
        replace(&mut all, emulator.azure_cli_environment()?);
    }
    Ok(all)
}

/// Adds variables in place of those with the same name.
fn replace(all: &mut Vec<(String, String)>, own: Vec<(String, String)>) {
    all.retain(|(name, _)| own.iter().all(|(other, _)| other != name));
    all.extend(own);
}

/// Environment file. Dropping it removes the file.
struct EnvFile<'a> {
    path: &'a Path,
}

impl<'a> EnvFile<'a> {
    /// Writes the file.
    fn write(path: &'a Path, variables: &[(String, String)]) -> io::Result<Self> {
        env_file::write(path, variables)?;
        Ok(Self { path })
    }
}

impl Drop for EnvFile<'_> {
    fn drop(&mut self) {
        let _gone_already = std::fs::remove_file(self.path);
    }
}
