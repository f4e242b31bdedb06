//! Knob that limits the request rate of a route.

/// Rate limit of a route, as a token bucket: each request takes a token, and is refused if none is left.
///
/// Exhaustive, so that a test can construct it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttle {
    /// Tokens that are added per second.
    pub per_second: u32,
    /// Capacity of the bucket, which starts full: the number of requests that may arrive at once.
    pub burst: u32,
    /// Seconds in the `Retry-After` header of a refusal. They do not depend on when the next token is added.
    pub retry_after_s: u32,
}
