//! Reads files that a variable names: regular files only, with a limit on size and time.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, Read};
use std::panic::resume_unwind;
use std::path::Path;
use std::time::Duration;

use patless_catalogue::Cause;
use zeroize::Zeroizing;

/// Runs file work on a separate thread, and waits for it no longer than `limit`; after that, the error is
/// [`FileError::NotInTime`].
///
/// A thread that waits for an unresponsive file system cannot be stopped. It is left behind, so the owner of the runtime
/// must not wait for it either: `Runtime::shutdown_background`.
pub(crate) async fn in_background<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, FileError> {
    match tokio::time::timeout(limit, tokio::task::spawn_blocking(work)).await {
        Ok(Ok(result)) => Ok(result),
        Ok(Err(error)) => resume_unwind(error.into_panic()),
        Err(_) => Err(FileError::NotInTime { limit }),
    }
}

/// Reads a file of at most `limit_bytes`. It may contain a key, so the buffer is wiped.
///
/// The variable may come from an attacker: reading a pipe could block forever, and a device has no end. Opening some devices
/// has side effects, so the path is checked first; the open file is checked again, in case it was replaced in between.
pub(crate) fn read(path: &Path, limit_bytes: usize) -> Result<Zeroizing<Vec<u8>>, FileError> {
    if is_on_another_machine(path) {
        return Err(FileError::Elsewhere);
    }
    check(&fs::metadata(path)?)?;
    read_opened(path, limit_bytes)
}

/// Reads the regular files of a folder, which together may hold `limit_bytes`. Unreadable ones are skipped.
pub(crate) fn read_folder(
    folder: &Path,
    limit_bytes: usize,
) -> Result<Vec<Zeroizing<Vec<u8>>>, FileError> {
    if is_on_another_machine(folder) {
        return Err(FileError::Elsewhere);
    }
    let mut files = Vec::new();
    let mut left_bytes = limit_bytes;
    for entry in fs::read_dir(folder)?.flatten() {
        match read(&entry.path(), left_bytes) {
            Ok(bytes) => {
                left_bytes -= bytes.len();
                files.push(bytes);
            }
            Err(FileError::TooLarge { .. }) => return Err(FileError::TooLarge { limit_bytes }),
            Err(_) => {}
        }
    }
    Ok(files)
}

/// Opens the file, checks the open file, and reads it.
fn read_opened(path: &Path, limit_bytes: usize) -> Result<Zeroizing<Vec<u8>>, FileError> {
    let file = open(path)?;
    let metadata = file.metadata()?;
    check(&metadata)?;
    let length = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if length > limit_bytes {
        return Err(FileError::TooLarge { limit_bytes });
    }
    // Reserving the full size avoids a second copy of a key. The file may still grow.
    let mut bytes = Zeroizing::new(Vec::with_capacity(length + 1));
    let most = u64::try_from(limit_bytes).unwrap_or(u64::MAX);
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > limit_bytes {
        return Err(FileError::TooLarge { limit_bytes });
    }
    Ok(bytes)
}

/// Opens a file without blocking on a writer, in case it is a pipe after all.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY)
        .open(path)
}

/// Opens a file.
#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// Rejects everything except regular files on disk. Virtual files of the kernel, such as a process environment, have
/// length 0.
fn check(metadata: &Metadata) -> Result<(), FileError> {
    let file_type = metadata.file_type();
    if !file_type.is_file() {
        let what = in_words(file_type);
        return Err(FileError::NotRegular { what });
    }
    if metadata.len() == 0 {
        return Err(FileError::NoLength);
    }
    Ok(())
}

/// Returns whether a Windows path leads to another machine (`\\server\share`), or is in a form that may hide that
/// (`\\?\UNC\…`). Even checking such a path contacts that machine and reveals our identity to it.
pub(crate) fn is_on_another_machine(path: &Path) -> bool {
    cfg!(windows) && has_no_drive(&path.to_string_lossy())
}

/// Returns whether a Windows path starts with two separators, unlike a path that starts with a drive or a folder.
fn has_no_drive(path: &str) -> bool {
    let path = path.trim_start().replace('/', "\\");
    path.starts_with(r"\\") || path.starts_with(r"\??\")
}

/// Describes what the path is, if not a regular file.
#[cfg(unix)]
fn in_words(file_type: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if file_type.is_dir() {
        "a folder"
    } else if file_type.is_fifo() {
        "a pipe"
    } else if file_type.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

/// Describes what the path is, if not a regular file.
#[cfg(not(unix))]
fn in_words(file_type: FileType) -> &'static str {
    if file_type.is_dir() {
        "a folder"
    } else {
        "a pipe or a device"
    }
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileError {
    /// The system returned an error. Typically the path exists only on another machine.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It was not read in time. Typically a network share that does not answer.
    #[error("it could not be read within {:.1} s", limit.as_secs_f32())]
    NotInTime {
        /// The time limit.
        limit: Duration,
    },
    /// Its length is 0, as for virtual files of the kernel.
    #[error("it is empty, or it is a virtual file of the kernel")]
    NoLength,
    /// It is on another machine, which an attacker may control.
    #[error("it is on another machine, but only files on this machine are read")]
    Elsewhere,
    /// It is something that may have no end.
    #[error("it is {what}, not a regular file")]
    NotRegular {
        /// What it is.
        what: &'static str,
    },
    /// It is larger than any valid file.
    #[error("it is larger than {} KiB", limit_bytes / 1024)]
    TooLarge {
        /// The limit.
        limit_bytes: usize,
    },
}

impl FileError {
    /// What is wrong.
    pub(crate) fn cause(&self) -> Cause {
        match self {
            Self::NotInTime { .. } => Cause::FileNotReadInTime,
            Self::Elsewhere | Self::NoLength | Self::NotRegular { .. } => Cause::NotARegularFile,
            Self::Io(_) | Self::TooLarge { .. } => Cause::WrongEnvironment,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Runs work on a runtime that does not wait for threads when it ends, like the program.
    fn in_a_program<T: Send + 'static>(
        limit: Duration,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, FileError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        let result = runtime.block_on(in_background(limit, work));
        runtime.shutdown_background();
        result
    }

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(&file, "0123456789").unwrap();
        assert_eq!(read(file.path(), 10).unwrap().as_slice(), b"0123456789");
        let error = read(file.path(), 9).unwrap_err();
        assert!(matches!(error, FileError::TooLarge { .. }), "{error}");
    }

    #[test]
    fn a_folder_is_read_up_to_the_limit_of_all_its_files() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("folder")).unwrap();
        for name in ["a", "b"] {
            fs::write(folder.path().join(name), "0123456789").unwrap();
        }
        assert_eq!(read_folder(folder.path(), 20).unwrap().len(), 2);
        let error = read_folder(folder.path(), 19).unwrap_err();
        assert!(
            matches!(error, FileError::TooLarge { limit_bytes: 19 }),
            "{error}"
        );
    }

    #[test]
    fn a_file_that_tells_no_length_is_never_read() {
        let empty = tempfile::NamedTempFile::new().unwrap();
        let mut paths = vec![empty.path()];
        if cfg!(target_os = "linux") {
            // Such a file reports size 0. A printed line may have set its content.
            paths.push(Path::new("/proc/self/environ"));
        }
        for path in paths {
            let error = read(path, 64 * 1024).unwrap_err();
            assert!(matches!(error, FileError::NoLength), "{error}");
            let error = read_opened(path, 64 * 1024).unwrap_err();
            assert!(matches!(error, FileError::NoLength), "{error}");
        }
    }

    #[test]
    fn a_path_to_another_machine_is_told_from_one_of_a_drive() {
        for path in [
            r"\\server\share\ca.pem",
            "//server/share/ca.pem",
            r"\/server\share\ca.pem",
            r"\\?\UNC\server\share\ca.pem",
            r"\??\UNC\server\share\ca.pem",
            r"\\.\pipe\ca",
        ] {
            assert!(has_no_drive(path), "{path}");
            assert_eq!(is_on_another_machine(Path::new(path)), cfg!(windows));
        }
        for path in [
            r"C:\certs\ca.pem",
            r"\certs\ca.pem",
            "ca.pem",
            "/etc/ca.pem",
        ] {
            assert!(!has_no_drive(path), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_regular_file_is_told_by_its_kind() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        for (path, what) in [
            (folder.path(), "it is a folder, not a regular file"),
            (&link, "it is a device, not a regular file"),
        ] {
            assert_eq!(read(path, 10).unwrap_err().to_string(), what);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_that_takes_the_place_of_a_file_after_the_first_look_is_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let error = read_opened(&pipe, 10).unwrap_err();
        assert_eq!(error.to_string(), "it is a pipe, not a regular file");
    }

    #[test]
    fn work_that_never_ends_is_left_behind() {
        let (never_said, never_heard) = mpsc::channel::<()>();
        let limit = Duration::from_millis(1);
        let result = in_a_program(limit, move || never_heard.recv());
        let error = result.unwrap_err();
        assert_eq!(error.to_string(), "it could not be read within 0.0 s");
        drop(never_said);
    }

    #[test]
    fn work_that_ends_in_time_tells_its_result() {
        let limit = Duration::from_secs(60);
        assert_eq!(in_a_program(limit, || 7).unwrap(), 7);
    }
}
