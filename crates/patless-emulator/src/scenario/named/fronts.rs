//! Scenarios of sockets, certificates and the `Date` header, once for each of the two services.

use super::row::{NamedScenario, rows};
use crate::scenario::{Connect, DateHeader, Front, Outcome, Stage};

/// Writes each row twice: for the front of Azure DevOps and for that of Entra.
macro_rules! fronts {
    ($($name:literal, $summary:literal, $outcome:ident, $front:expr;)*) => {
        /// Rows of the assertion endpoint.
        pub(super) const OIDC_ROWS: &[NamedScenario] = rows! { $(
            concat!("oidc-", $name),
            concat!("Azure DevOps ", $summary),
            $outcome(Stage::Assertion),
            { azure_devops.front: $front };
        )* };

        /// Rows of the token endpoint.
        pub(super) const ENTRA_ROWS: &[NamedScenario] = rows! { $(
            concat!("entra-", $name),
            concat!("Entra ", $summary),
            $outcome(Stage::Exchange),
            { entra.front: $front };
        )* };
    };
}

fronts! {
    "connection-refused", "has nobody listening on its port", fails, connect(Connect::Refused);
    "connection-reset", "resets every connection at once", fails, connect(Connect::Reset);
    "silent-connection", "accepts connections and says nothing, not even in TLS", fails, connect(Connect::Silent);
    "unknown-authority", "has a certificate of an unknown authority", fails, connect(Connect::UnknownAuthority);
    "expired-certificate", "has a certificate that expired", fails, connect(Connect::ExpiredCertificate);
    "wrong-host-name", "has a certificate for another host", fails, connect(Connect::OtherHostCertificate);
    "no-date", "sends no Date header", survived, undated();
}

/// Makes a front with this fate of connections.
fn connect(connect: Connect) -> Front {
    Front {
        connect,
        ..Front::default()
    }
}

/// Makes a front without `Date` header.
fn undated() -> Front {
    Front {
        date: DateHeader::Missing,
        ..Front::default()
    }
}

/// Makes the outcome of a front that stays as it is.
const fn fails(stage: Stage) -> Outcome {
    Outcome::fails(stage)
}

/// Makes the outcome of a front that does no harm at any stage.
const fn survived(_: Stage) -> Outcome {
    Outcome::Survived
}
