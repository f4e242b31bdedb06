//! Subcommand `serve`: runs the services until the process is stopped.

use std::io;
use std::path::Path;

use tokio::runtime;

use super::error::CommandError;
use super::stop_signal::StopSignal;
use crate::cli::ServeArgs;
use crate::emulator::Emulator;
use crate::env_file;
use crate::scenario::Scenario;
use crate::services::ManagedIdentityHost;

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
        let variables = variables(&emulator, args.managed_identity);
        let _env_file = EnvFile::write(&args.env_file, &variables)?;
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

/// Lists the variables for the environment file.
///
/// On a host with managed identities, `AZURE_CLIENT_ID` would name one of them. The client ID of the service connection
/// is not among them, so the variable is left out.
fn variables(emulator: &Emulator, host: Option<ManagedIdentityHost>) -> Vec<(String, String)> {
    let mut variables = emulator.client_environment();
    if let Some(host) = host {
        variables.retain(|(name, _)| name != "AZURE_CLIENT_ID");
        variables.extend(emulator.managed_identity_environment(host));
        variables.push((
            "PATLESS_EMULATOR_ARC_KEY_FOLDER".to_owned(),
            emulator.arc_key_folder().display().to_string(),
        ));
    }
    variables
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
