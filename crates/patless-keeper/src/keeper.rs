//! The keeper as a whole: opens the doors, and stays until the job is over.

use std::future::pending;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use patless_core::{ClientId, Clock, Credential, TenantId};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::door::{Door, Opened};
use crate::doors::{Asking, OnLoopback, TokenFile};
use crate::ending::Ending;
use crate::error::KeeperError;
use crate::folder::Folder;
use crate::hand_out::{Counts, HandOut};
use crate::resources::Resources;
use crate::server::{self, Answers};
use crate::socket::{self, Socket};

/// What is to be kept, and for whom.
#[derive(Debug)]
pub struct Order {
    /// Gives the tokens. Each exchange should have an assertion of its own ([`patless_core::Reuse::Never`]).
    pub credential: Credential,
    /// The credential's own clock.
    pub clock: Arc<dyn Clock>,
    /// What access tokens may be for.
    pub resources: Resources,
    /// The client id of the identity. `None` if it is not known: then no program can ask for it by that.
    pub client: Option<ClientId>,
    /// The tenant of the identity. `None` if it is not known.
    pub tenant: Option<TenantId>,
    /// The doors to open.
    pub doors: Vec<Door>,
    /// A folder that only this user can enter. The keeper ends when it is gone.
    pub folder: PathBuf,
    /// For how long it stays at most.
    pub life: Duration,
}

/// A keeper whose doors are open.
#[derive(Debug)]
pub struct Keeper {
    hand_out: Arc<HandOut>,
    folder: Folder,
    loopback: Option<(TcpListener, OnLoopback)>,
    socket: Socket,
    token_file: Option<TokenFile>,
    stop: Arc<Notify>,
    life: Duration,
}

impl Keeper {
    /// Opens the doors. Nothing is asked for yet, but for the door `tokenFile`, which begins with an assertion.
    pub async fn open(order: Order) -> Result<(Self, Vec<Opened>), KeeperError> {
        let folder = Folder::new(order.folder);
        let hand_out = Arc::new(HandOut::new(
            order.credential,
            order.clock,
            order.resources,
            order.client,
            order.tenant,
        ));
        let failed = |door| move |source| KeeperError::Door { door, source };
        let on_loopback = failed(Door::ManagedIdentity);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.map_err(on_loopback)?;
        let address = listener.local_addr().map_err(on_loopback)?;
        let (loopback, mut opened) = OnLoopback::new(address, &order.doors).map_err(on_loopback)?;
        let asking = if order.doors.contains(&Door::Socket) {
            Asking::Tokens
        } else {
            Asking::Stop
        };
        let (socket, door) = Socket::open(&folder, asking).await?;
        let mut keeper = Self {
            hand_out,
            folder,
            loopback: (!loopback.is_empty()).then_some((listener, loopback)),
            socket,
            token_file: None,
            stop: Arc::default(),
            life: order.life,
        };
        if order.doors.contains(&Door::Socket) {
            opened.push(door);
        }
        if order.doors.contains(&Door::TokenFile) {
            let file = TokenFile::open(
                &keeper.folder,
                &keeper.hand_out,
                keeper.hand_out.client(),
                keeper.hand_out.tenant(),
            );
            let (file, door) = file.await.map_err(KeeperError::TokenFile)?;
            keeper.token_file = Some(file);
            opened.push(door);
        }
        Ok((keeper, opened))
    }

    /// Answers until it is told to stop, or nobody is left who could ask. `job_is_gone` ends it as well.
    pub async fn run(self, job_is_gone: impl Future<Output = ()>) -> (Ending, Counts) {
        let Self {
            hand_out,
            folder,
            loopback,
            socket,
            token_file,
            stop,
            life,
        } = self;
        let on_loopback = async {
            match loopback {
                Some((listener, doors)) => {
                    let doors = Answers::Loopback(doors);
                    server::serve(listener, doors, Arc::clone(&hand_out)).await
                }
                None => pending().await,
            }
        };
        let on_socket = socket.serve(Arc::clone(&stop), Arc::clone(&hand_out));
        let in_file = async {
            match &token_file {
                Some(file) => file.keep(&hand_out).await,
                None => pending().await,
            }
        };
        let ending = tokio::select! {
            never = on_loopback => match never {},
            never = on_socket => match never {},
            never = in_file => match never {},
            never = hand_out.renew() => match never {},
            () = stop.notified() => Ending::Told,
            () = folder.gone(&**hand_out.clock()) => Ending::FolderGone,
            () = hand_out.job_is_over() => Ending::JobTokenOver,
            () = job_is_gone => Ending::JobGone,
            () = hand_out.clock().wait(life) => Ending::Until,
        };
        if let Some(file) = &token_file {
            file.remove();
        }
        socket::remove(&folder);
        (ending, hand_out.counts())
    }
}
