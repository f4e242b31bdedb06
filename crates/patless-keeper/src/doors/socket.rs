//! The socket in a private folder, which the verbs of Patless ask, and the post-job stage.
//!
//! Only the user of the job can enter the folder, and the peer of each connection is compared with that user as well.
//! On Windows there is no such socket without unsafe code: there it is a server on 127.0.0.1, and its key is in a file of the folder.

use std::sync::Arc;
use std::time::Duration;

use hyper::{Method, StatusCode};
use serde::Serialize;
use tokio::sync::Notify;

use super::managed_identity::give;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::hand_out::HandOut;
use crate::refusal::Refusal;

/// What may be asked on the socket.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Asking {
    /// Everything: it is a door.
    Tokens,
    /// That the keeper stops, and nothing else.
    Stop,
}

/// The door.
#[derive(Debug)]
pub(crate) struct OnSocket {
    /// The first segment of each path, where it is a key. `None`: the system says who asks.
    #[cfg(windows)]
    key: crate::key::Key,
    asking: Asking,
    stop: Arc<Notify>,
}

/// What the keeper has done, for the post-job stage.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    handed_out: u64,
    refused: u64,
}

/// That a token is forgotten.
#[derive(Serialize)]
struct Forgotten {}

impl OnSocket {
    /// `stop` is told when a caller says that the keeper is to stop, and has its answer.
    pub(crate) fn new(
        asking: Asking,
        stop: Arc<Notify>,
        #[cfg(windows)] key: crate::key::Key,
    ) -> Self {
        Self {
            asking,
            #[cfg(windows)]
            key,
            stop,
        }
    }

    /// The answer to whoever has told the keeper to stop is out.
    pub(crate) fn stop(&self) {
        self.stop.notify_one();
    }

    /// Answers a request.
    pub(crate) async fn answer(
        &self,
        asked: &Asked,
        hand_out: &HandOut,
    ) -> Result<Answer, Refusal> {
        let path: Vec<_> = self.path(asked)?;
        match path.as_slice() {
            ["token"] if self.asking == Asking::Tokens => {
                asked.expect(&Method::GET)?;
                give(asked, hand_out, minimum(asked)?, hand_out.tenant()).await
            }
            ["refused"] if self.asking == Asking::Tokens => {
                asked.expect(&Method::POST)?;
                hand_out.forget(asked.field("resource")?.unwrap_or_default())?;
                Ok(Answer::json(&Forgotten {}))
            }
            ["stop"] => {
                asked.expect(&Method::POST)?;
                let counts = hand_out.counts();
                Ok(Answer::json(&Report {
                    handed_out: counts.handed_out,
                    refused: counts.refused,
                })
                .and_stop())
            }
            _ => Err(Refusal::new(
                StatusCode::NOT_FOUND,
                "the keeper has no such path",
            )),
        }
    }

    #[cfg(not(windows))]
    #[expect(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "on Windows it can fail"
    )]
    fn path<'a>(&self, asked: &'a Asked) -> Result<Vec<&'a str>, Refusal> {
        Ok(asked.path().collect())
    }

    #[cfg(windows)]
    fn path<'a>(&self, asked: &'a Asked) -> Result<Vec<&'a str>, Refusal> {
        let mut path = asked.path();
        if self.key.is(path.next().unwrap_or_default()) {
            return Ok(path.collect());
        }
        Err(Refusal::new(
            StatusCode::UNAUTHORIZED,
            "the key is not that of this job",
        ))
    }
}

/// How long the token must be valid, in seconds. Default 0: as long as the keeper wants it.
fn minimum(asked: &Asked) -> Result<Duration, Refusal> {
    let text = asked.field("minimum_lifetime")?.unwrap_or("0");
    let seconds = text.parse().ok().filter(|it| *it <= LONGEST_S);
    seconds
        .map(Duration::from_secs)
        .ok_or_else(|| Refusal::bad("minimum_lifetime is not a number of seconds up to a day"))
}

const LONGEST_S: u64 = 86_400;
