//! Owns what belongs to the process: its environment and the real clock. Everybody else is handed values.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

use patless_core::{Clock, Environment};

/// Takes the environment of the process. Variables that are not Unicode are left out: the agent sets none.
#[expect(
    clippy::disallowed_methods,
    reason = "the one owner of the process environment"
)]
pub(crate) fn environment() -> Environment {
    Environment::new(
        std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }),
    )
}

/// The real clock.
#[derive(Debug)]
pub(crate) struct SystemClock {
    started: Instant,
}

impl SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one owner of the clock")]
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one owner of the clock")]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    #[expect(clippy::disallowed_methods, reason = "the one owner of the clock")]
    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(tokio::time::sleep(duration))
    }
}
