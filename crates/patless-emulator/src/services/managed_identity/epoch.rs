//! Times and numbers in the answers, which are strings.

use serde_json::{Value, json};

use super::knobs::ExpiresOnFormat;
use crate::clock::slashed_time;

/// Formats a time in seconds since 1970.
pub(super) fn expires_on(time_s: i64, format: ExpiresOnFormat) -> Value {
    match format {
        ExpiresOnFormat::EpochString => text(time_s),
        ExpiresOnFormat::EpochNumber => json!(time_s),
        ExpiresOnFormat::DateTime => json!(slashed_time(time_s)),
    }
}

/// Formats a number as a string.
pub(super) fn text(number: i64) -> Value {
    json!(number.to_string())
}
