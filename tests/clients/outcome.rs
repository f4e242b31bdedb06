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
    /// Reads the one line, with which the exit code must agree.
    ///
    /// Nothing that the client printed may hold the job token, an assertion or an access token.
    pub(crate) fn read(output: &Output, emulator: &Emulator) -> Result<Self, String> {
        let stdout = String::from_utf8_lossy(&output.stdout);
        let stderr = String::from_utf8_lossy(&output.stderr);
        let printed = format!("{stdout}{stderr}");
        check_holds_no_secret(&printed, emulator)?;
        let line: Line =
            serde_json::from_str(&stdout).map_err(|error| format!("{error} in: {printed}"))?;
        let agrees = output.status.code() == Some(i32::from(!line.ok))
            && line.ok == line.access_token.is_some()
            && line.ok == line.error.is_none();
        if !agrees {
            return Err(format!("{} with: {printed}", output.status));
        }
        Ok(Self {
            access_token: line.access_token,
            error: line.error,
        })
    }
}

/// Refuses a text that holds a secret of the emulator.
fn check_holds_no_secret(printed: &str, emulator: &Emulator) -> Result<(), String> {
    let secrets = emulator.secrets();
    assert!(!secrets.is_empty());
    if secrets.iter().any(|secret| printed.contains(secret)) {
        return Err("the output holds a secret of the emulator".to_owned());
    }
    Ok(())
}
