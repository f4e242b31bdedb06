//! Where the verbs of Patless ask: a socket in the private folder, or on Windows a server on 127.0.0.1 whose key is in that folder.
//!
//! `patless-core` finds it there as the source `keeper`. It is there where it is no door as well: the post-job stage stops the keeper
//! by it.

use std::convert::Infallible;
use std::sync::Arc;

use tokio::sync::Notify;

use crate::door::{Door, Opened};
use crate::doors::{Asking, OnSocket};
use crate::error::KeeperError;
use crate::folder::Folder;
use crate::hand_out::HandOut;
use crate::server::{self, Answers};

/// The socket.
#[derive(Debug)]
pub(crate) struct Socket {
    asking: Asking,
    #[cfg(unix)]
    listener: tokio::net::UnixListener,
    #[cfg(windows)]
    listener: tokio::net::TcpListener,
    #[cfg(windows)]
    key: crate::key::Key,
}

/// The name of the socket in the folder.
#[cfg(unix)]
const NAME: &str = "socket";
/// The name of the file with the address.
#[cfg(windows)]
const NAME: &str = "address";

/// How long the path of a socket may be: 108 bytes on Linux and 104 on macOS, with the zero at its end.
#[cfg(unix)]
const LONGEST_PATH: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

impl Socket {
    /// Opens it.
    #[cfg(unix)]
    #[expect(clippy::unused_async, reason = "on Windows it waits")]
    pub(crate) async fn open(
        folder: &Folder,
        asking: Asking,
    ) -> Result<(Self, Opened), KeeperError> {
        let path = folder.file(NAME);
        let length = path.as_os_str().len();
        if length > LONGEST_PATH {
            return Err(KeeperError::Path {
                length,
                most: LONGEST_PATH,
            });
        }
        let listener = tokio::net::UnixListener::bind(&path).map_err(failed)?;
        // Nobody else enters the folder. This is for whoever looks at the socket alone.
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(&path, mode).map_err(failed)?;
        Ok((Self { asking, listener }, opened(folder)))
    }

    /// Opens it.
    #[cfg(windows)]
    pub(crate) async fn open(
        folder: &Folder,
        asking: Asking,
    ) -> Result<(Self, Opened), KeeperError> {
        use std::net::Ipv4Addr;
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let key = crate::key::Key::random().map_err(failed)?;
        // The key goes into the folder that only this user can enter.
        let text = zeroize::Zeroizing::new(format!("{port} {}", key.expose()));
        std::fs::write(folder.file(NAME), text.as_bytes()).map_err(failed)?;
        let socket = Self {
            asking,
            listener,
            key,
        };
        Ok((socket, opened(folder)))
    }

    /// Serves it, until this is dropped. `stop` is told when a caller says so.
    pub(crate) async fn serve(self, stop: Arc<Notify>, hand_out: Arc<HandOut>) -> Infallible {
        let door = OnSocket::new(
            self.asking,
            stop,
            #[cfg(windows)]
            self.key,
        );
        server::serve(self.listener, Answers::Socket(door), hand_out).await
    }
}

/// Removes it from the folder.
pub(crate) fn remove(folder: &Folder) {
    // The folder goes with everything in it.
    let _ = std::fs::remove_file(folder.file(NAME));
}

fn opened(folder: &Folder) -> Opened {
    Opened::new(Door::Socket).plain("PATLESS_KEEPER", folder.in_words())
}

fn failed(source: std::io::Error) -> KeeperError {
    let door = Door::Socket;
    KeeperError::Door { door, source }
}
