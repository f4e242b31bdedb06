//! The state by which requests go now. A switch of the scenario replaces it as a whole, so that each request sees one scenario.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{mpsc, watch};

use super::Shared;
use crate::scenario::Scenario;

/// State by which requests go now.
#[derive(Clone)]
pub(crate) struct Current {
    shared: watch::Sender<Arc<Shared>>,
    listeners: Arc<Mutex<Vec<mpsc::UnboundedSender<Switch>>>>,
}

/// Tells a listener of a switch. The listener drops it when its port goes by the new scenario.
#[derive(Clone)]
pub(super) struct Switch {
    _followed: Sender<()>,
}

impl Current {
    /// Starts with a state.
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self {
            shared: watch::Sender::new(shared),
            listeners: Arc::default(),
        }
    }

    /// Returns the state by which a request goes that arrives now.
    pub(crate) fn get(&self) -> Arc<Shared> {
        Arc::clone(&self.shared.borrow())
    }

    /// Plays another scenario from now on, and waits until all ports go by it. Requests that have arrived keep theirs.
    ///
    /// It blocks the thread, which must not be that of the services.
    pub(crate) fn play(&self, scenario: Scenario) {
        // Of two switches at the same time, the second one waits for the first.
        let listeners = self.listeners();
        self.shared
            .send_modify(|now| *now = Arc::new(now.in_scenario(scenario)));
        let (followed, all_followed) = channel();
        let switch = Switch {
            _followed: followed,
        };
        for listener in listeners.iter() {
            let _listens_or_ended = listener.send(switch.clone());
        }
        drop(switch);
        // It ends with an error, when the last one has followed.
        let _late = all_followed.recv_timeout(LONGEST_WAIT);
    }

    /// Tells of each switch from now on. The state is there already.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Arc<Shared>> {
        self.shared.subscribe()
    }

    /// Tells a listener of each switch from now on.
    pub(super) fn listen(&self) -> mpsc::UnboundedReceiver<Switch> {
        let (sender, switches) = mpsc::unbounded_channel();
        self.listeners().push(sender);
        switches
    }

    /// Locks the listeners. They stay valid if another thread panics.
    fn listeners(&self) -> MutexGuard<'_, Vec<mpsc::UnboundedSender<Switch>>> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Longest wait for the ports. They need some microseconds.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
