//! Says that a command ran longer than a token that it got.

use std::time::{Duration, SystemTime};

use patless_core::AccessToken;

use crate::rfc3339::rfc3339;

/// When a token expires. It holds no secret, so that it can be kept while the command runs.
#[derive(Debug)]
pub(crate) struct Expiry {
    /// Where the token is, or what it is for.
    place: String,
    unix_seconds: u64,
}

impl Expiry {
    /// `None` if nothing says when the token expires. `place`: `in NAME`.
    pub(crate) fn of(token: &AccessToken, place: String) -> Option<Self> {
        let unix_seconds = token.expires_on_unix_seconds()?;
        Some(Self {
            place,
            unix_seconds,
        })
    }

    /// The warning, if the token has expired at `now`.
    pub(crate) fn warning(&self, now: SystemTime) -> Option<String> {
        let end = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(self.unix_seconds))?;
        (now >= end).then(|| {
            format!(
                "warning: the command ran longer than the token {} was valid: it expired at {}. Requests after that were \
                 refused, whatever the exit code says. Do less in one command, and start each with a token of its own",
                self.place,
                rfc3339(self.unix_seconds).unwrap_or_default()
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_token_that_has_expired_is_warned_of() {
        let expiry = Expiry {
            place: "in TOKEN".to_owned(),
            unix_seconds: 60,
        };
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(expiry.warning(at(59)), None);
        let warning = expiry.warning(at(60)).unwrap();
        assert!(warning.contains("TOKEN"), "{warning}");
        assert!(warning.contains("1970-01-01T00:01:00Z"), "{warning}");
    }
}
