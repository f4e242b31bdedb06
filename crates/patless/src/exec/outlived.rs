//! Says that a command ran longer than a token that it got.

use std::time::{Duration, SystemTime};

use super::prepared::Handed;
use crate::environment_name::EnvironmentName;
use crate::rfc3339::rfc3339;

/// When a token expires. It holds no secret, so that it can be kept while the command runs.
#[derive(Debug)]
pub(crate) struct Expiry {
    name: EnvironmentName,
    unix_seconds: u64,
}

impl Expiry {
    /// `None` if nothing says when it expires.
    pub(crate) fn of(handed: &Handed) -> Option<Self> {
        Some(Self {
            name: handed.name.clone(),
            unix_seconds: handed.token.expires_on_unix_seconds()?,
        })
    }

    /// The warning, if the token has expired at `now`.
    pub(crate) fn warning(&self, now: SystemTime) -> Option<String> {
        let end = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(self.unix_seconds))?;
        (now >= end).then(|| {
            format!(
                "warning: the command ran longer than the token in {} was valid: it expired at {}. Requests after that were \
                 refused, whatever the exit code says",
                self.name.as_str(),
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
            name: "TOKEN".parse().unwrap(),
            unix_seconds: 60,
        };
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(expiry.warning(at(59)), None);
        let warning = expiry.warning(at(60)).unwrap();
        assert!(warning.contains("TOKEN"), "{warning}");
        assert!(warning.contains("1970-01-01T00:01:00Z"), "{warning}");
    }
}
