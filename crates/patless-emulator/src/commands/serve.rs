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
        let _env_file = EnvFile::write(&args.env_file, &emulator)?;
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

/// Environment file. Dropping it removes the file.
struct EnvFile<'a> {
    path: &'a Path,
}

impl<'a> EnvFile<'a> {
    /// Writes the file.
    fn write(path: &'a Path, emulator: &Emulator) -> io::Result<Self> {
        env_file::write(path, emulator)?;
        Ok(Self { path })
    }
}

impl Drop for EnvFile<'_> {
    fn drop(&mut self) {
        let _gone_already = std::fs::remove_file(self.path);
    }
}
