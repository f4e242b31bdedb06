//! The doors on 127.0.0.1: who may ask at all, and which door is meant.
//!
//! Any process of this machine can connect, and a browser can be made to. So whoever asks must know a random path, which is told
//! to this job alone, must name this server by its address as `Host` (a name that someone else has bound to 127.0.0.1 does not
//! count), and must not be a proxy or a page that passes on what another wants.
//!
//! Source of the checks: what the metadata services of clouds learned, such as
//! <https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service#security-and-authentication>.

use std::io;
use std::net::SocketAddr;

use hyper::StatusCode;
use hyper::header::{FORWARDED, HOST, HeaderName, ORIGIN, REFERER, VIA};
use hyper::http::uri::Authority;

use super::azd::Azd;
use super::managed_identity::ManagedIdentity;
use super::oidc::Oidc;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::door::{Door, Opened};
use crate::hand_out::HandOut;
use crate::key::Key;
use crate::refusal::Refusal;

/// The doors on loopback.
#[derive(Debug)]
pub(crate) struct OnLoopback {
    /// `127.0.0.1:PORT`.
    authority: String,
    doors: Vec<(Key, HttpDoor)>,
}

/// A door, behind a path of its own.
#[derive(Debug)]
enum HttpDoor {
    ManagedIdentity(ManagedIdentity),
    Azd(Azd),
    Oidc(Oidc),
}

/// The headers of whoever passes a request on: proxies and pages in a browser. All that begin with [`FORWARDED_BY`] are among them.
const OF_OTHERS: [HeaderName; 6] = [
    FORWARDED,
    HeaderName::from_static("x-real-ip"),
    VIA,
    ORIGIN,
    REFERER,
    HeaderName::from_static("sec-fetch-site"),
];

const FORWARDED_BY: &str = "x-forwarded";

impl OnLoopback {
    /// Prepares the doors among `doors` that are on loopback, on a server at `address`.
    pub(crate) fn new(address: SocketAddr, doors: &[Door]) -> io::Result<(Self, Vec<Opened>)> {
        let mut all = Self {
            authority: address.to_string(),
            doors: Vec::new(),
        };
        let mut opened = Vec::new();
        for &door in doors {
            let path = Key::random()?;
            let server = format!("http://{}/", all.authority);
            // Without its key, a path is of no use.
            let url = |path: &Key| format!("{server}{}", path.expose());
            match door {
                Door::ManagedIdentity => {
                    let key = Key::random()?;
                    let without_header = Key::random()?;
                    opened.push(ManagedIdentity::opened(
                        &server,
                        &path,
                        &key,
                        &without_header,
                    ));
                    let first = ManagedIdentity::with_header(key);
                    all.doors.push((path, HttpDoor::ManagedIdentity(first)));
                    let second = ManagedIdentity::without_header();
                    all.doors
                        .push((without_header, HttpDoor::ManagedIdentity(second)));
                }
                Door::Azd => {
                    let key = Key::random()?;
                    opened.push(Azd::opened(&url(&path), &key));
                    all.doors.push((path, HttpDoor::Azd(Azd::new(key))));
                }
                Door::Oidc => {
                    let key = Key::random()?;
                    opened.push(Oidc::opened(&url(&path), &key));
                    all.doors.push((path, HttpDoor::Oidc(Oidc::new(key))));
                }
                Door::Socket | Door::TokenFile => {}
            }
        }
        Ok((all, opened))
    }

    /// Whether there is a door at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.doors.is_empty()
    }

    /// Answers a request.
    pub(crate) async fn answer(&self, asked: Asked, hand_out: &HandOut) -> Result<Answer, Refusal> {
        self.check(&asked)?;
        match self.door(&asked) {
            Some(HttpDoor::ManagedIdentity(door)) => door.answer(&asked, hand_out).await,
            Some(HttpDoor::Azd(door)) => door.answer(asked, hand_out).await,
            Some(HttpDoor::Oidc(door)) => door.answer(&asked, hand_out).await,
            None => Err(Refusal::new(
                StatusCode::NOT_FOUND,
                "there is no door at this path: each job has a path of its own, in its variables",
            )),
        }
    }

    /// Finds the door that the path names.
    fn door(&self, asked: &Asked) -> Option<&HttpDoor> {
        let mut path = asked.path();
        let first = path.next().unwrap_or_default();
        // All are compared, whichever is right.
        let mut found = None;
        for (key, door) in &self.doors {
            if key.is(first) {
                found = Some(door);
            }
        }
        let found = found?;
        let name = match found {
            HttpDoor::ManagedIdentity(_) | HttpDoor::Azd(_) => "token",
            HttpDoor::Oidc(_) => "assertion",
        };
        (path.next() == Some(name) && path.next().is_none()).then_some(found)
    }

    fn check(&self, asked: &Asked) -> Result<(), Refusal> {
        let forbidden = |message: String| Refusal::new(StatusCode::FORBIDDEN, message);
        let is_of_others =
            |it: &&HeaderName| OF_OTHERS.contains(it) || it.as_str().starts_with(FORWARDED_BY);
        if let Some(header) = asked.headers.keys().find(is_of_others) {
            return Err(forbidden(format!(
                "the header {header} shows that the request comes from somewhere else"
            )));
        }
        let host = asked.header(&HOST)?;
        let named = asked.uri.authority().map(Authority::as_str);
        let is_ours = |it: &str| it == self.authority;
        if host.is_some_and(is_ours) && named.is_none_or(is_ours) {
            return Ok(());
        }
        Err(forbidden(format!(
            "the request is for another host: this one is {}",
            self.authority
        )))
    }
}
