//! The page to look at: a web page on loopback that shows requests as they arrive, and switches the scenario.
//!
//! It shows no secret. What requests say is hostile: the page only ever sets it as text, and a policy of the browser forbids
//! everything else.

mod assertion_view;
mod cover;
mod events;
mod guard;
mod job_log;
mod position;
mod request_view;
mod router;
mod scenario_view;
mod server;
mod shown_job;
mod state;
mod token_view;
mod words;

use std::io;
use std::sync::Arc;

use url::Url;

pub use job_log::PageLog;
pub use shown_job::ShownJob;

use crate::emulator::Emulator;
use job_log::JobLog;
use state::PageState;

/// The page of an emulator. It ends with the emulator.
#[derive(Debug)]
pub struct Page {
    url: Url,
    log: Arc<JobLog>,
}

impl Page {
    /// Opens the page on a port of 127.0.0.1. 0 stands for a free port.
    ///
    /// # Errors
    /// The port is taken.
    pub fn open(emulator: &Emulator, port: u16, job: ShownJob) -> io::Result<Self> {
        let log = Arc::new(JobLog::default());
        let state = PageState::new(emulator, Arc::clone(&log), job);
        let port = server::start(emulator.runtime(), port, state)?;
        let url = format!("http://127.0.0.1:{port}/");
        Ok(Self {
            url: Url::parse(&url).map_err(io::Error::other)?,
            log,
        })
    }

    /// Returns the address of the page.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Wraps where the log of the job goes, so that the page shows it too.
    pub fn log_to<'a>(&self, out: &'a mut dyn io::Write) -> PageLog<'a> {
        PageLog::new(Arc::clone(&self.log), out)
    }
}
