//! The format of a row in the fault matrix: what goes wrong, and the outcome at each endpoint.

use std::time::Duration;

use patless_core::errors::ErrorKind;
use patless_emulator::scenario::{ConnectOutcome, Fault};

/// Tells where something goes wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Endpoint {
    /// The one of Azure DevOps that gives assertions.
    AzureDevOps,
    /// The one of Entra that gives access tokens.
    Entra,
}

/// Tells what goes wrong.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// Requests are answered wrongly.
    Faults(Vec<Fault>),
    /// No request gets as far as the endpoint.
    Front(ConnectOutcome),
}

/// One thing that goes wrong, and how it ends.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The condition.
    pub(super) name: String,
    /// What goes wrong.
    pub(super) trouble: Trouble,
    /// The budget of time. Default: [`FOUR_ATTEMPTS`].
    pub(super) total: Duration,
    /// The limit of an attempt, on the real clock. Default: 10 s.
    pub(super) attempt: Duration,
    /// How it ends at Azure DevOps. `None`: it is not played there.
    pub(super) azure_devops: Option<Ending>,
    /// How it ends at Entra. `None`: it is not played there.
    pub(super) entra: Option<Ending>,
}

/// Says how a case ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    /// The number of requests at the endpoint.
    pub(super) attempts: u32,
    /// The waits between them together, where the server asked for them: so long at least, and up to twice as long. `None`:
    /// waits that double, half of each random.
    pub(super) waited: Option<Duration>,
    /// The failure. `None`: survived.
    pub(super) failure: Option<Failure>,
}

/// Says how a failure is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failure {
    /// The kind.
    pub(super) kind: ErrorKind,
    /// The exit code, once more: it is API.
    pub(super) exit_code: u8,
    /// The row of the catalogue that names the cause.
    pub(super) cause: &'static str,
    /// A phrase of the report's first line.
    pub(super) says: &'static str,
}

/// A budget in which a failure that may pass is tried exactly four times: the first three waits take 3.5 s at most, and
/// with the fourth it is 3.75 s at least.
const FOUR_ATTEMPTS: Duration = Duration::from_millis(3_600);

impl Row {
    /// Makes a row of something that goes wrong at either endpoint.
    pub(super) fn both(
        name: impl Into<String>,
        trouble: impl Into<Trouble>,
        azure_devops: Ending,
        entra: Ending,
    ) -> Self {
        Self {
            azure_devops: Some(azure_devops),
            entra: Some(entra),
            ..Self::empty(name.into(), trouble.into())
        }
    }

    /// Makes a row that ends in the same way at both endpoints.
    pub(super) fn alike(
        name: impl Into<String>,
        trouble: impl Into<Trouble>,
        ending: Ending,
    ) -> Self {
        Self::both(name, trouble, ending, ending)
    }

    /// Makes a row of Azure DevOps only.
    pub(super) fn azure_devops(
        name: impl Into<String>,
        trouble: impl Into<Trouble>,
        ending: Ending,
    ) -> Self {
        Self {
            azure_devops: Some(ending),
            ..Self::empty(name.into(), trouble.into())
        }
    }

    /// Makes a row of Entra only.
    pub(super) fn entra(
        name: impl Into<String>,
        trouble: impl Into<Trouble>,
        ending: Ending,
    ) -> Self {
        Self {
            entra: Some(ending),
            ..Self::empty(name.into(), trouble.into())
        }
    }

    /// Makes a row that is played nowhere yet.
    fn empty(name: String, trouble: Trouble) -> Self {
        Self {
            name,
            trouble,
            total: FOUR_ATTEMPTS,
            attempt: Duration::from_secs(10),
            azure_devops: None,
            entra: None,
        }
    }

    /// Sets the budget of time.
    pub(super) fn total_s(self, seconds: u64) -> Self {
        let total = Duration::from_secs(seconds);
        Self { total, ..self }
    }

    /// Shortens the limit of an attempt, which passes for real: for servers that say nothing.
    pub(super) fn impatient(self) -> Self {
        let attempt = Duration::from_millis(500);
        Self { attempt, ..self }
    }

    /// Lists the cases.
    pub(super) fn cases(&self) -> impl Iterator<Item = (&Self, Endpoint, Ending)> {
        [
            (Endpoint::AzureDevOps, self.azure_devops),
            (Endpoint::Entra, self.entra),
        ]
        .into_iter()
        .filter_map(move |(endpoint, ending)| Some((self, endpoint, ending?)))
    }
}

impl From<Vec<Fault>> for Trouble {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Faults(faults)
    }
}

impl From<ConnectOutcome> for Trouble {
    fn from(connect: ConnectOutcome) -> Self {
        Self::Front(connect)
    }
}

impl Ending {
    /// Says that the server asked for waits, which take so long together.
    pub(super) fn waiting_s(self, seconds: u64) -> Self {
        let waited = Some(Duration::from_secs(seconds));
        Self { waited, ..self }
    }
}

/// Ends well, at this attempt.
pub(super) fn survived(attempts: u32) -> Ending {
    Ending {
        attempts,
        waited: None,
        failure: None,
    }
}

/// Ends with a server that cannot be had, after four attempts.
pub(super) fn out_of_time(cause: &'static str, says: &'static str) -> Ending {
    failed(4, ErrorKind::Unavailable, 6, cause, says)
}

/// Ends with something that is not the server, at once.
pub(super) fn unavailable(cause: &'static str, says: &'static str) -> Ending {
    failed(1, ErrorKind::Unavailable, 6, cause, says)
}

/// Ends with a refusal of Azure DevOps, at once.
pub(super) fn no_assertion(cause: &'static str, says: &'static str) -> Ending {
    failed(1, ErrorKind::Assertion, 4, cause, says)
}

/// Ends with a refusal of Azure DevOps that may pass, after four attempts.
pub(super) fn no_assertion_in_time(cause: &'static str, says: &'static str) -> Ending {
    failed(4, ErrorKind::Assertion, 4, cause, says)
}

/// Ends with a refusal of Entra, at once.
pub(super) fn rejected(cause: &'static str, says: &'static str) -> Ending {
    failed(1, ErrorKind::Rejected, 5, cause, says)
}

/// Ends with a failure.
fn failed(
    attempts: u32,
    kind: ErrorKind,
    exit_code: u8,
    cause: &'static str,
    says: &'static str,
) -> Ending {
    Ending {
        attempts,
        waited: None,
        failure: Some(Failure {
            kind,
            exit_code,
            cause,
            says,
        }),
    }
}
