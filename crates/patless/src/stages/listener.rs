//! The listener, which is notified of the stages: the task masks and warns, the doctor lists its checks.

use std::io;

use patless_core::NewSecret;

use super::event::Event;

/// Called with each secret before its first use. It can refuse.
pub(crate) type Announcer = Box<dyn Fn(NewSecret<'_>) -> io::Result<()> + Send + Sync>;

/// Notified of the stages as they end. If it cannot write its output, the stages stop.
pub(crate) trait Listener {
    /// Creates the announcer.
    fn announcer(&self) -> Announcer;

    /// Called when a stage has ended; for an access token, before anything else uses it.
    fn ended(&mut self, event: &Event<'_>) -> io::Result<()>;
}
