//! Reads what a client printed.

use std::process::Output;

use patless_emulator::Emulator;
use serde::Deserialize;

/// How a client fared: exactly one of `access_token` and `error` is there.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// What it told about its access token.
    pub(crate) access_token: Option<AccessToken>,
    /// What it would show its user.
    pub(crate) error: Option<String>,
    /// Everything that it printed, on either stream.
    printed: String,
}

/// What a client tells about its access token, without showing it.
#[derive(Debug, Deserialize)]
pub(crate) struct AccessToken {
    /// Its length in bytes.
    #[serde(rename = "tokenLength")]
    pub(crate) length: usize,
    /// The number of its parts between dots.
    #[serde(rename = "tokenParts")]
    pub(crate) parts: usize,
    /// When the SDK takes it for expired, in seconds since 1970.
    #[serde(rename = "expiresOn")]
    pub(crate) expires_on: i64,
}

/// The one line that a client prints.
#[derive(Deserialize)]
struct Line {
    /// Whether there is an access token.
    ok: bool,
    /// Present if `ok`.
    #[serde(flatten)]
    access_token: Option<AccessToken>,
    /// Present if not `ok`.
    error: Option<String>,
}

impl Outcome {
    /// Reads the one line; the exit code must agree with it.
    pub(crate) fn read(output: &Output) -> Self {
        let stdout = String::from_utf8_lossy(&output.stdout);
        let stderr = String::from_utf8_lossy(&output.stderr);
        let printed = format!("{stdout}{stderr}");
        let line: Line =
            serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error} in: {printed}"));
        assert_eq!(output.status.code(), Some(i32::from(!line.ok)), "{printed}");
        assert_eq!(line.ok, line.access_token.is_some(), "{printed}");
        assert_eq!(line.ok, line.error.is_none(), "{printed}");
        Self {
            access_token: line.access_token,
            error: line.error,
            printed,
        }
    }

    /// Fails if the client printed the job token, an assertion or an access token.
    pub(crate) fn assert_holds_no_secret(&self, emulator: &Emulator) {
        let secrets = emulator.secrets();
        assert!(!secrets.is_empty());
        for secret in secrets {
            assert!(
                !self.printed.contains(&secret),
                "the output holds a secret of the emulator"
            );
        }
    }
}
