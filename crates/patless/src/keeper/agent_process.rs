//! The process of the agent that runs the job: when it is gone, so is the job.

use std::time::Duration;

use patless_core::Clock;
use serde::{Deserialize, Serialize};

/// A process that runs a job.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct AgentProcess {
    id: u32,
    /// When it was started, as the system counts: another process may get the same id later.
    started: u64,
}

/// How often it is looked for.
const LOOK_EVERY: Duration = Duration::from_secs(5);

impl AgentProcess {
    /// Finds the process that has started the launcher of this one. `None` where the system does not say, or where it is in
    /// another container.
    pub(crate) fn of_launcher() -> Option<Self> {
        let launcher = Stat::read("self")?.parent;
        let id = Stat::read(&launcher.to_string())?.parent;
        // 0: it is not among the processes that are seen here. 1: it has ended already.
        let found = Stat::read(&id.to_string()).filter(|_| id > 1)?;
        let started = found.started;
        // The first process of an exec into a container, which passes a step on and ends with it, has no parent that is seen.
        (found.parent > 0).then_some(Self { id, started })
    }

    /// Waits until it is gone.
    pub(crate) async fn gone(self, clock: &dyn Clock) {
        let is_there =
            || Stat::read(&self.id.to_string()).is_some_and(|it| it.started == self.started);
        while is_there() {
            clock.wait(LOOK_EVERY).await;
        }
    }
}

/// What Linux says about a process (proc(5), `/proc/pid/stat`). Other systems have no such file.
struct Stat {
    parent: u32,
    started: u64,
}

impl Stat {
    fn read(process: &str) -> Option<Self> {
        let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name of the program, in parentheses, may hold anything.
        let (_, fields) = text.rsplit_once(')')?;
        let mut fields = fields.split_whitespace();
        Some(Self {
            // The fields 4 and 22, counted from 1.
            parent: fields.nth(1)?.parse().ok()?,
            started: fields.nth(17)?.parse().ok()?,
        })
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::sync::Arc;

    use patless_core::SystemClock;

    use super::*;

    #[tokio::test]
    async fn a_process_is_gone_when_it_has_ended_or_another_has_its_id() {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
        let own = Stat::read("self").unwrap();
        let this = AgentProcess {
            id: std::process::id(),
            started: own.started,
        };
        for gone in [
            AgentProcess {
                id: u32::MAX,
                ..this
            },
            AgentProcess {
                started: own.started + 1,
                ..this
            },
        ] {
            gone.gone(&*clock).await;
        }
        let limit = tokio::time::timeout(Duration::from_millis(50), this.gone(&*clock));
        assert!(limit.await.is_err());
    }
}
