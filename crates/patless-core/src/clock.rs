//! Clocks: the time of day, elapsed time, and waiting.

mod contract;
mod system;
#[cfg(any(test, feature = "test-util"))]
mod test_clock;

pub use contract::Clock;
pub use system::SystemClock;
#[cfg(any(test, feature = "test-util"))]
pub use test_clock::TestClock;
