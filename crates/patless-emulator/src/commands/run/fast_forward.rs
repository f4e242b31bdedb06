//! Has a job's `sleep` move the emulator's clock instead of waiting.

use std::io;
use std::path::{Path, PathBuf};

use crate::commands::error::CommandError;

/// Writes a program `sleep` into a folder of its own, which has to come first in the search path of script steps.
///
/// # Errors
/// The system has no scripts that could take the place of a program.
pub(super) fn folder_with_sleep(work_folder: &Path) -> Result<PathBuf, CommandError> {
    if !cfg!(unix) {
        return Err(CommandError::NotFound(
            "--fast-forward needs a system whose programs can be scripts: Linux or macOS",
        ));
    }
    let folder = work_folder.join("fast-forward");
    write(&folder)?;
    Ok(folder)
}

#[cfg(unix)]
fn write(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    use crate::clock::{PAUSE, STEP_S};
    let pause = format!("{:.3}", PAUSE.as_secs_f32());
    let text = include_str!("sleep.sh")
        .replace("STEP", &STEP_S.to_string())
        .replace("PAUSE", &pause);
    std::fs::create_dir(folder)?;
    let path = folder.join("sleep");
    std::fs::write(&path, text)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn write(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::clock::{CLOCK_VARIABLE, Moved};

    #[test]
    fn sleep_moves_the_clock_by_what_it_is_told() {
        let work = tempfile::tempdir().unwrap();
        let moved = Moved::create(work.path().join("clock")).unwrap();
        let sleep = folder_with_sleep(work.path()).unwrap().join("sleep");
        let mut expected = 0;
        for (words, seconds) in [
            (&["90"][..], 90),
            (&["2m"], 120),
            (&["0.1"], 1),
            (&["1", "2s"], 3),
            (&["1h"], 3600),
            (&["0"], 0),
        ] {
            let mut command = Command::new("sh");
            command
                .arg(&sleep)
                .args(words)
                .env(CLOCK_VARIABLE, moved.file());
            assert!(command.status().unwrap().success(), "{words:?}");
            expected += seconds;
            assert_eq!(moved.seconds(), expected, "{words:?}");
        }
    }

    #[test]
    fn sleep_without_an_end_is_the_real_one() {
        let work = tempfile::tempdir().unwrap();
        let moved = Moved::create(work.path().join("clock")).unwrap();
        let sleep = folder_with_sleep(work.path()).unwrap().join("sleep");
        let mut command = Command::new("sh");
        command.arg(&sleep).arg("infinity");
        let mut child = command.spawn().unwrap();
        // It takes the place of the script, so that nothing is left when it is stopped.
        let name = || std::fs::read_to_string(format!("/proc/{}/comm", child.id()));
        while cfg!(target_os = "linux") && name().unwrap().trim() != "sleep" {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(moved.seconds(), 0);
    }

    #[test]
    fn what_sleep_refuses_is_refused() {
        let work = tempfile::tempdir().unwrap();
        let moved = Moved::create(work.path().join("clock")).unwrap();
        let sleep = folder_with_sleep(work.path()).unwrap().join("sleep");
        let mut command = Command::new("sh");
        command
            .arg(&sleep)
            .arg("soon")
            .env(CLOCK_VARIABLE, moved.file());
        let output = command.output().unwrap();
        assert!(!output.status.success());
        assert_eq!(moved.seconds(), 0);
    }
}
