//! Knob that limits how many requests a route takes.

/// Limit of a route, as a bucket of tokens: each request takes one, and is refused where there is none.
///
/// Exhaustive, so that a test can write down a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttle {
    /// Tokens that come back each second.
    pub per_second: u32,
    /// Tokens that the bucket holds, also at the start: requests that may come all at once.
    pub burst: u32,
    /// Seconds that a refusal asks for in `Retry-After`. They do not depend on when there will be room.
    pub retry_after_s: u32,
}
