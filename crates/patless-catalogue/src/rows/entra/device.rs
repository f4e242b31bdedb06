//! Policies about the device of a user, and its registration.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::Aadsts;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UnmanagedDevice,
        patterns: &[
            Aadsts(530003),
            Aadsts(530002),
            Aadsts(53000),
            Aadsts(53001),
            Aadsts(50131),
            Aadsts(50097),
            Aadsts(50129),
            Aadsts(50187),
            Aadsts(50005),
            Aadsts(9001011),
            Aadsts(530033),
            Aadsts(53002),
            Aadsts(53005),
            Aadsts(53009),
            Aadsts(530021),
            Aadsts(50127),
        ],
        kind: Rejected,
        summary: "a policy of the tenant allows this sign-in only from a managed device, a supported platform or an approved app",
        remedy: Do(
            "sign in on a device that the tenant manages, in the system's browser and not with a device code or from a container: az login; in a pipeline, use the service connection's identity, which needs no device",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DeviceRecord,
        patterns: &[
            Aadsts(700003),
            Aadsts(50155),
            Aadsts(135010),
            Aadsts(135011),
            Aadsts(130004),
            Aadsts(130005),
            Aadsts(130006),
            Aadsts(130007),
            Aadsts(130008),
        ],
        kind: Rejected,
        summary: "the registration of the user's device in the tenant is missing, disabled or damaged",
        remedy: Do(
            "on Windows, look at dsregcmd /status, then remove the account under Settings, Accounts, Access work or school, and add it again; if the device was disabled or deleted, ask the tenant's administrator. A connection that a user once signed in to from that device needs a new sign-in. Without the device: az config set core.enable_broker_on_windows=false, then az login; in a pipeline, use the service connection's identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TokenProtection,
        patterns: &[Aadsts(530084)],
        kind: Rejected,
        summary: "a policy of the tenant wants tokens that are bound to the device, which this tool cannot get",
        remedy: Do(
            "on Windows, sign in with a tool that uses the account broker (WAM), such as az login without core.enable_broker_on_windows=false; otherwise ask the tenant's administrator to exempt the tool's use. In a pipeline, use the service connection's identity",
        ),
        retry: Retry::Never,
    },
];
