//! The scenarios that no SDK can meet in a test.

/// Scenario that no client plays.
pub(super) struct NotMet {
    /// Its name.
    pub(super) name: &'static str,
    /// Reason.
    pub(super) why: &'static str,
}

/// Scenarios that no client plays.
pub(super) const NOT_MET: &[NotMet] = &[
    NotMet {
        name: "oidc-endless-body",
        why: NO_LIMIT,
    },
    NotMet {
        name: "entra-endless-body",
        why: NO_LIMIT,
    },
    NotMet {
        name: "oidc-slow-bytes",
        why: NO_DEADLINE,
    },
    NotMet {
        name: "entra-slow-bytes",
        why: NO_DEADLINE,
    },
];

const NO_LIMIT: &str = "the SDKs read on for as long as bytes come, without a limit";
const NO_DEADLINE: &str =
    "the SDKs limit the time to the next byte, not to the whole answer, which takes minutes";
