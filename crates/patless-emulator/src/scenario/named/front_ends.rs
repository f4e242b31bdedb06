//! Scenarios of front ends (sockets, certificates and the `Date` header), for Azure DevOps and for Entra.

use super::row::{NamedScenario, rows};
use crate::scenario::{ConnectOutcome, DateHeader, FrontEnd, Outcome, Stage};

/// Makes each row twice: for the front end of Azure DevOps and for that of Entra.
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
    "connection-refused", "does not listen on its port", fails, connect(ConnectOutcome::Refused);
    "connection-reset", "resets every connection immediately", fails, connect(ConnectOutcome::Reset);
    "silent-connection", "accepts connections but sends nothing, not even in the TLS handshake", fails, connect(ConnectOutcome::Silent);
    "unknown-authority", "has a certificate from an unknown CA", fails, connect(ConnectOutcome::UnknownAuthority);
    "expired-certificate", "has an expired certificate", fails, connect(ConnectOutcome::ExpiredCertificate);
    "wrong-host-name", "has a certificate for another host", fails, connect(ConnectOutcome::OtherHostCertificate);
    "no-date", "sends no Date header", succeeds, undated();
}

/// Makes a front end with this outcome of connections.
fn connect(connect: ConnectOutcome) -> FrontEnd {
    FrontEnd {
        connect,
        ..FrontEnd::default()
    }
}

/// Makes a front end without a `Date` header.
fn undated() -> FrontEnd {
    FrontEnd {
        date: DateHeader::Missing,
        ..FrontEnd::default()
    }
}

/// Makes the outcome of a front end that never recovers.
const fn fails(stage: Stage) -> Outcome {
    Outcome::fails(stage)
}

/// Makes the outcome of a front end that does not break any stage.
const fn succeeds(_: Stage) -> Outcome {
    Outcome::Succeeds
}
