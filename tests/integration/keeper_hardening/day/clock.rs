//! A clock for a keeper in this process: time passes by ticks of the test, and by the pauses between two attempts at a request. What
//! servers of this machine take is no time.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Poll, Waker};
use std::time::{Duration, SystemTime};

use patless_core::Clock;

#[derive(Debug)]
pub(super) struct DayClock {
    start: SystemTime,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    elapsed: Duration,
    wakers: Vec<Waker>,
    /// How many requests are under way, or pause before another attempt.
    working: usize,
}

/// How long the keeper waits where it only looks whether there is something to do. No pause between attempts is exactly so long.
const IDLE: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(60)];
/// No request takes so long: what waits for it does not work.
const LONG: Duration = Duration::from_secs(3_600);

impl DayClock {
    pub(super) fn new(start_s: u64) -> Arc<Self> {
        Arc::new(Self {
            start: SystemTime::UNIX_EPOCH + Duration::from_secs(start_s),
            state: Mutex::default(),
        })
    }

    /// Has it be so late, unless it is later.
    pub(super) fn move_to(&self, elapsed: Duration) {
        let mut state = self.state();
        state.elapsed = state.elapsed.max(elapsed);
        state.wakers.drain(..).for_each(Waker::wake);
    }

    /// Waits until no request is under way.
    #[expect(
        clippy::disallowed_methods,
        reason = "servers take time of the machine"
    )]
    pub(super) async fn settle(&self) {
        loop {
            for _ in 0..30 {
                tokio::task::yield_now().await;
            }
            if self.state().working == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    async fn until(&self, at: Duration) {
        std::future::poll_fn(|context| {
            let mut state = self.state();
            if state.elapsed >= at {
                return Poll::Ready(());
            }
            state.wakers.push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    fn work(&self) -> Work<'_> {
        self.state().working += 1;
        Work(self)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

struct Work<'c>(&'c DayClock);

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.0.state().working -= 1;
    }
}

impl Clock for DayClock {
    fn now(&self) -> SystemTime {
        self.start + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    fn wait(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let at = self.elapsed() + duration;
        if IDLE.contains(&duration) || duration >= LONG {
            return Box::pin(self.until(at));
        }
        let work = self.work();
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.move_to(at);
            drop(work);
        })
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "servers take time of the machine"
    )]
    fn limit(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        if duration >= LONG {
            return Box::pin(self.until(self.elapsed() + duration));
        }
        let work = self.work();
        Box::pin(async move {
            // A machine under load is no failure of what is tested.
            tokio::time::sleep(duration * 10).await;
            drop(work);
        })
    }
}
