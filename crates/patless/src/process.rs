//! Owns what belongs to the process: its environment, the real clock, its signals. Everybody else is handed values.

mod dumps;

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

use patless_core::{Clock, Environment};

pub(crate) use dumps::forbid_dumps;

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

/// Waits until the process is asked to stop: SIGINT or SIGTERM, as the agent cancels a step.
///
/// Where the system lets nobody listen, it waits for ever, and the system's own way of stopping a process remains.
#[cfg(unix)]
pub(crate) async fn canceled() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok((mut interrupt, mut terminate)) = signal(SignalKind::interrupt())
        .and_then(|first| Ok((first, signal(SignalKind::terminate())?)))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

/// Waits until the process is asked to stop: Ctrl-C or Ctrl-Break, as the agent cancels a step.
#[cfg(windows)]
pub(crate) async fn canceled() {
    use tokio::signal::windows::{ctrl_break, ctrl_c};
    let Ok((mut interrupt, mut terminate)) = ctrl_c().and_then(|first| Ok((first, ctrl_break()?)))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
