//! Fault matrix: servers that no request reaches.

use patless_emulator::scenario::ConnectOutcome;

use super::row::{Row, out_of_time, unavailable};

/// Lists the rows.
pub(super) fn rows() -> Vec<Row> {
    vec![
        Row::alike(
            "nobody listens",
            ConnectOutcome::Refused,
            out_of_time("connection-refused", "no connection to localhost"),
        ),
        Row::alike(
            "reset as soon as it is open",
            ConnectOutcome::Reset,
            out_of_time("connection-broken", "no connection to localhost"),
        ),
        Row::alike(
            "silent, even in TLS",
            ConnectOutcome::Silent,
            out_of_time("no-answer", "no answer from localhost"),
        )
        .impatient(),
        Row::alike(
            "a CA that is not known",
            ConnectOutcome::UnknownAuthority,
            unavailable("unknown-ca", "UnknownIssuer"),
        ),
        Row::alike(
            "a certificate that expired",
            ConnectOutcome::ExpiredCertificate,
            unavailable("expired-certificate", "certificate expired"),
        ),
        Row::alike(
            "a certificate for another host",
            ConnectOutcome::OtherHostCertificate,
            unavailable("wrong-host-certificate", "certificate not valid for name"),
        ),
    ]
}
