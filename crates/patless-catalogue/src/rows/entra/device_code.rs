//! Sign-ins of a user on another device.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Ours, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::DeviceCodeExpired,
        patterns: &[
            Aadsts(70019),
            Aadsts(70020),
            Text("expired_token"),
            Ours("nobody entered the code within"),
        ],
        kind: Rejected,
        summary: "nobody signed in with the device code while it was valid",
        remedy: Do(
            "run the command again, and enter the new code within 15 minutes; in a pipeline, use the service connection's identity, which needs no person",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SignInDeclined,
        patterns: &[
            Text("authorization_declined"),
            Aadsts(65004),
            Text("User canceled authentication"),
        ],
        kind: Rejected,
        summary: "the user declined the sign-in, or the consent to it",
        remedy: Do(
            "run the command again and confirm; if the tenant does not allow Azure CLI as a client, name an app registration of your own that allows public client flows: --client",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnknownDeviceCode,
        patterns: &[
            Aadsts(70018),
            Aadsts(7000014),
            Aadsts(90119),
            Aadsts(90120),
            Aadsts(50134),
            Text("bad_verification_code"),
            All(&[Aadsts(70000), Text("device_code")]),
        ],
        kind: Rejected,
        summary: "Entra does not know the device code",
        remedy: Do("run the command again, for a new code"),
        retry: Retry::Never,
    },
];
