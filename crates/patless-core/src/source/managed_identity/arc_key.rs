//! The key of Azure Arc: the content of the file that a challenge of its agent names.

use std::path::{Path, PathBuf};
use std::time::Duration;

use zeroize::Zeroizing;

use super::header_secret::HeaderSecret;
use crate::named_file::{self, FileError};
use crate::source::error::Broken;
use crate::source::name::SourceName;
use patless_catalogue::Cause;
use patless_catalogue::text::one_line;

/// The folder of the agent's keys.
///
/// On Windows, `%ProgramData%` may be somewhere else. It is not read: a printed line can set it, and another folder's files
/// would be sent.
pub(super) const FOLDER: &str = if cfg!(windows) {
    r"C:\ProgramData\AzureConnectedMachineAgent\Tokens"
} else {
    "/var/opt/azcmagent/tokens"
};

/// The most that a key may hold. The Azure SDKs have the same limit.
const LIMIT_BYTES: usize = 4096;

/// Reads the key that a challenge names, and returns the value of `Authorization` with it.
///
/// Whoever answers at `IDENTITY_ENDPOINT` chooses the path. So only a regular file directly in `folder` is read, which only
/// the agent can write to, and no link: otherwise, any file of ours could be asked for.
pub(super) async fn read(
    challenge: Option<&str>,
    folder: &Path,
    limit: Duration,
) -> Result<HeaderSecret, Broken> {
    let path = path_in(challenge, folder)?;
    let name = one_line(&path.display().to_string(), 200);
    let reading = named_file::in_background(limit, move || read_file(&path));
    let read = reading.await.and_then(|read| read);
    let bytes = read.map_err(|error| {
        broken(format!(
            "the key file of Azure Arc {name} cannot be read: {error}"
        ))
    })?;
    let text = std::str::from_utf8(&bytes).ok().map(str::trim);
    let value = text.filter(|key| !key.is_empty()).and_then(|key| {
        let mut value = Zeroizing::new(String::with_capacity(LIMIT_BYTES + SCHEME.len()));
        value.push_str(SCHEME);
        value.push_str(key);
        HeaderSecret::new(value)
    });
    value.ok_or_else(|| {
        broken(format!(
            "the key file of Azure Arc {name} holds characters that no key has"
        ))
    })
}

/// The scheme of the challenge and of the answer to it, in front of the key.
const SCHEME: &str = "Basic ";

fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, FileError> {
    if std::fs::symlink_metadata(path)?.is_symlink() {
        return Err(FileError::NotRegular { what: "a link" });
    }
    named_file::read(path, LIMIT_BYTES)
}

/// The path in a challenge, `Basic realm=PATH`, if it is that of a key.
fn path_in(challenge: Option<&str>, folder: &Path) -> Result<PathBuf, Broken> {
    let challenge = challenge.unwrap_or_default().trim();
    let scheme = challenge.get(..SCHEME.len()).unwrap_or_default();
    let realm = challenge.get(SCHEME.len()..).unwrap_or_default().trim();
    let path = realm
        .strip_prefix("realm=")
        .map(|path| path.trim_matches('"'))
        .filter(|path| scheme.eq_ignore_ascii_case(SCHEME) && !path.is_empty());
    let Some(path) = path.map(PathBuf::from) else {
        return Err(broken(
            "the challenge of Azure Arc names no file: it is not Basic realm=PATH".to_owned(),
        ));
    };
    let is_key = path.extension().is_some_and(|it| it == "key");
    if !is_key || !is_directly_in(&path, folder) {
        let path = one_line(&path.display().to_string(), 200);
        let folder = folder.display();
        return Err(broken(format!(
            "the challenge of Azure Arc names {path}, which is not a .key file in {folder}"
        )));
    }
    Ok(path)
}

/// Whether a path has no more than a name behind the folder. No `..` in between: parts are compared, not places.
fn is_directly_in(path: &Path, folder: &Path) -> bool {
    let Some(parent) = path.parent() else {
        return false;
    };
    if !cfg!(windows) {
        return parent == folder;
    }
    let lower = |path: &Path| PathBuf::from(path.to_string_lossy().to_lowercase());
    lower(parent) == lower(folder)
}

fn broken(reason: String) -> Broken {
    Broken::new(SourceName::ManagedIdentity, Cause::ArcKey, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Duration = Duration::from_secs(60);

    #[test]
    fn only_a_key_directly_in_the_folder_is_read() {
        let folder = Path::new("/keys");
        for challenge in [
            "Basic realm=/keys/a.key",
            "basic realm=\"/keys/a.key\"",
            " Basic  realm=/keys/a.key ",
        ] {
            let path = path_in(Some(challenge), folder).unwrap();
            assert_eq!(path, Path::new("/keys/a.key"));
        }
        for challenge in [
            "Basic realm=/keys/a.txt",
            "Basic realm=/keys/.key",
            "Basic realm=/keys/../etc/a.key",
            "Basic realm=/keys/b/../a.key",
            "Basic realm=/keys/b/a.key",
            "Basic realm=/keys2/a.key",
            "Basic realm=keys/a.key",
            "Basic realm=a.key",
            "Basic realm=/keys/..",
            "Basic realm=",
            "Basic",
            "Digest realm=/keys/a.key",
            "Bearer realm=/keys/a.key",
            "",
        ] {
            let error = path_in(Some(challenge), folder).unwrap_err();
            assert_eq!(error.cause, Cause::ArcKey, "{challenge}");
        }
        assert!(path_in(None, folder).is_err());
    }

    #[tokio::test]
    async fn a_key_is_sent_as_it_is_without_white_space_around_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.key");
        let challenge = format!("Basic realm={}", path.display());
        std::fs::write(&path, "sekret-0\r\n").unwrap();
        let key = read(Some(&challenge), folder.path(), LIMIT).await.unwrap();
        assert_eq!(key.expose(), "Basic sekret-0");
        for bad in ["sekret-0\nsekret-1", "\n", "\u{fc}"] {
            std::fs::write(&path, bad).unwrap();
            let error = read(Some(&challenge), folder.path(), LIMIT)
                .await
                .unwrap_err();
            assert!(
                error.reason.ends_with("characters that no key has"),
                "{error}"
            );
            assert!(!error.reason.contains("sekret"), "{error}");
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_link_out_of_the_folder_is_not_followed() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let target = other.path().join("id.key");
        std::fs::write(&target, "sekret-0").unwrap();
        let path = folder.path().join("a.key");
        std::os::unix::fs::symlink(&target, &path).unwrap();
        let challenge = format!("Basic realm={}", path.display());
        let error = read(Some(&challenge), folder.path(), LIMIT)
            .await
            .unwrap_err();
        assert!(
            error.reason.ends_with("it is a link, not a regular file"),
            "{error}"
        );
    }
}
