//! The time of the machine, for clocks of tests that start with it.

use std::time::SystemTime;

/// Tells the time of the machine: certificates and `Date` headers are made on it.
#[expect(
    clippy::disallowed_methods,
    reason = "the emulator's services live on the clock of the machine"
)]
pub(crate) fn machine_time_s() -> u64 {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since_1970.unwrap().as_secs()
}
