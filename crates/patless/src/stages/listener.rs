//! Who hears of the stages while they go on: the task, to mask and to warn; the doctor, to list its checks.

use std::io;

use patless_core::NewSecret;

use super::event::Event;

/// Is told of each secret before it is used for the first time, and can refuse.
pub(crate) type Announcer = Box<dyn Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync>;

/// Hears of the stages while they go on. Where it cannot tell anybody any more, nothing more is done.
pub(crate) trait Listener {
    /// Makes what is told of secrets.
    fn announcer(&self) -> Announcer;

    /// Is told of a stage that has ended; of an access token before anybody else has it.
    fn ended(&mut self, event: &Event<'_>) -> io::Result<()>;
}
