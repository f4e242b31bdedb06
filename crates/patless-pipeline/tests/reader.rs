//! From text to the model, with all faults; and from nodes back to text.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests are outside of test functions"
)]

mod reader {
    mod faults;
    mod jobs;
    mod mutations;
    mod pipelines;
    mod printing;
    mod steps;
    mod support;
}
