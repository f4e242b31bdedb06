//! The keeper in whole jobs, which the emulated agent plays.

mod at_once;
mod ends;
mod hours;
mod job;
mod long_job;
mod not_begun;
mod renovate;
