//! Certificates and private keys in files that a variable names.

pub(crate) mod der;
pub(crate) mod encoding;

use std::path::PathBuf;
use std::time::Duration;

use crate::named_file::{self, FileError, in_background};

/// The most that a file of a certificate or key may hold, in bytes. A key has a few thousand; a chain of certificates some more.
const FILE_LIMIT_BYTES: usize = 256 * 1024;

/// Reads a file, and takes from its content what it is read for. The content is wiped.
pub(crate) async fn read<T: Send + 'static, E: From<FileError> + Send + 'static>(
    path: &str,
    limit: Duration,
    take: impl FnOnce(&mut Vec<u8>) -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    let file = PathBuf::from(path);
    in_background(limit, move || {
        take(&mut *named_file::read(&file, FILE_LIMIT_BYTES)?)
    })
    .await?
}
