//! Scenarios of sockets, certificates and the `Date` header, once for each of the two services.

use super::row::{NamedScenario, rows};
use crate::scenario::{ConnectOutcome, DateHeader, FrontEnd, Outcome, Stage};

/// Writes each row twice: for the front of Azure DevOps and for that of Entra.
macro_rules! front_ends {
    ($($name:literal, $summary:literal, $outcome:ident, $front_end:expr;)*) => {
        /// Rows of the assertion endpoint.
        pub(super) const OIDC_ROWS: &[NamedScenario] = rows! { $(
            concat!("oidc-", $name),
            concat!("Azure DevOps ", $summary),
            $outcome(Stage::Assertion),
            { azure_devops.front_end: $front_end };
        )* };

        /// Rows of the token endpoint.
        pub(super) const ENTRA_ROWS: &[NamedScenario] = rows! { $(
            concat!("entra-", $name),
            concat!("Entra ", $summary),
            $outcome(Stage::Exchange),
            { entra.front_end: $front_end };
        )* };
    };
}

front_ends! {
    "connection-refused", "has nobody listening on its port", fails, connect(ConnectOutcome::Refused);
    "connection-reset", "resets every connection at once", fails, connect(ConnectOutcome::Reset);
    "silent-connection", "accepts connections and says nothing, not even in TLS", fails, connect(ConnectOutcome::Silent);
    "unknown-authority", "has a certificate of an unknown authority", fails, connect(ConnectOutcome::UnknownAuthority);
    "expired-certificate", "has a certificate that expired", fails, connect(ConnectOutcome::ExpiredCertificate);
    "wrong-host-name", "has a certificate for another host", fails, connect(ConnectOutcome::OtherHostCertificate);
    "no-date", "sends no Date header", succeeds, undated();
}

/// Makes a front with this fate of connections.
fn connect(connect: ConnectOutcome) -> FrontEnd {
    FrontEnd {
        connect,
        ..FrontEnd::default()
    }
}

/// Makes a front without `Date` header.
fn undated() -> FrontEnd {
    FrontEnd {
        date: DateHeader::Missing,
        ..FrontEnd::default()
    }
}

/// Makes the outcome of a front that stays as it is.
const fn fails(stage: Stage) -> Outcome {
    Outcome::fails(stage)
}

/// Makes the outcome of a front that does no harm at any stage.
const fn succeeds(_: Stage) -> Outcome {
    Outcome::Succeeds
}
