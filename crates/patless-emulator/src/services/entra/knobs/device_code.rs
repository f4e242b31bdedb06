//! Knobs of the device code flow.

/// Knobs of the device code flow. Default: the user has already signed in at the first poll.
///
/// Exhaustive, so that a test can use struct update syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCodeKnobs {
    /// Seconds that a client must wait between two polls. A poll that comes sooner is refused with `slow_down`, and the
    /// interval grows by 5 seconds. Default: 5. Zero accepts every pace.
    pub interval_s: u64,
    /// Seconds until a code expires. Default: 900. With zero, the first poll is refused with `expired_token`.
    pub lifetime_s: u64,
    /// Number of polls that are refused with `slow_down`, however late they come. Default: 0.
    pub slow_downs: u32,
    /// Number of polls, after those, that are refused with `authorization_pending`. Default: 0.
    pub pending_polls: u32,
    /// What the user does in the end.
    pub decision: UserDecision,
}

impl Default for DeviceCodeKnobs {
    fn default() -> Self {
        Self {
            interval_s: 5,
            lifetime_s: 900,
            slow_downs: 0,
            pending_polls: 0,
            decision: UserDecision::default(),
        }
    }
}

/// What the user does where a device shows a code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UserDecision {
    /// Signs in.
    #[default]
    SignsIn,
    /// Declines: `authorization_declined`.
    Declines,
}
