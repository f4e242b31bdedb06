//! Clocks: what time it is, how much has passed, and waiting.

mod contract;
#[cfg(any(test, feature = "test-util"))]
mod fixed;
mod system;

pub use contract::Clock;
#[cfg(any(test, feature = "test-util"))]
pub use fixed::FixedClock;
pub use system::SystemClock;
