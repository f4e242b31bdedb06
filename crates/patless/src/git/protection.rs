//! Finds settings of Git that would show a token to others, as far as a helper can see them.

use std::collections::HashMap;

use zeroize::Zeroizing;

use super::error::GitError;
use super::program::git;

/// Refuses a Git that does not check who a server is, or that writes credentials into its traces. `inherited` reads a
/// variable of this process, which Git started.
///
/// No server at all may be left unchecked. Git takes the setting for the URL that it began with, which is not told: with another
/// user in it, or one that was redirected to this server.
pub(crate) fn check_protection(
    protocol: &str,
    inherited: impl Fn(&str) -> Option<Zeroizing<String>>,
) -> Result<(), GitError> {
    check_traces(&inherited)?;
    if protocol != "https" {
        return Ok(());
    }
    let unchecked = |setting| GitError::Unprotected {
        what: "not to check who the server is",
        setting,
    };
    // Git does not look at its value.
    if inherited("GIT_SSL_NO_VERIFY").is_some() {
        return Err(unchecked("GIT_SSL_NO_VERIFY is set"));
    }
    // With what the command line of Git and its environment say.
    let asked = [
        "config",
        "--type=bool",
        "--get-regexp",
        r"^http\.(.*\.)?sslverify$",
    ];
    let output = git(&asked)?;
    // A value that is neither yes nor no ends the list, even for a URL that Git does not ask.
    if !matches!(output.status.code(), Some(0 | NO_SUCH_SETTING)) {
        return Err(GitError::Unprotected {
            what: "nothing clear about checking who servers are",
            setting: "http.sslVerify or http.URL.sslVerify cannot be read",
        });
    }
    if leaves_unchecked(&String::from_utf8_lossy(&output.stdout)) {
        return Err(unchecked("http.sslVerify or http.URL.sslVerify is false"));
    }
    Ok(())
}

/// Refuses a Git that writes credentials into its traces, or the keys of its connections.
pub(crate) fn check_traces(
    inherited: impl Fn(&str) -> Option<Zeroizing<String>>,
) -> Result<(), GitError> {
    let shows = |setting| GitError::Unprotected {
        what: "to show credentials in its traces",
        setting,
    };
    if inherited("GIT_TRACE_REDACT").is_some_and(|text| !is_true(&text)) {
        return Err(shows("GIT_TRACE_REDACT is not true"));
    }
    // It names settings whose values are traced, and a header is one.
    if inherited("GIT_TRACE2_CONFIG_PARAMS").is_some_and(|text| !text.is_empty()) {
        return Err(shows("GIT_TRACE2_CONFIG_PARAMS is set"));
    }
    // The first is the file for them, with the second GnuTLS writes them to standard error.
    for (name, setting) in [
        ("SSLKEYLOGFILE", "SSLKEYLOGFILE is set"),
        ("GNUTLS_DEBUG_LEVEL", "GNUTLS_DEBUG_LEVEL is set"),
    ] {
        if inherited(name).is_some_and(|text| !text.is_empty()) {
            return Err(GitError::Unprotected {
                what: "to write down the keys of its connections",
                setting,
            });
        }
    }
    Ok(())
}

/// Whether a list of settings, `KEY VALUE` a line, turns a check off. Of the same key, the last counts.
fn leaves_unchecked(listed: &str) -> bool {
    let settings = listed.lines().filter_map(|line| line.rsplit_once(' '));
    let last: HashMap<_, _> = settings.collect();
    last.values().any(|&value| value == "false")
}

/// Whether Git is sure to take a value for true. It takes every way to write the number zero for false (git-config(1)).
fn is_true(text: &str) -> bool {
    ["1", "true", "yes", "on"]
        .iter()
        .any(|it| text.eq_ignore_ascii_case(it))
}

/// How `git config` ends where there is no such setting.
const NO_SUCH_SETTING: i32 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(name: &str, value: &str) -> Result<(), String> {
        let inherited = |asked: &str| (asked == name).then(|| Zeroizing::new(value.to_owned()));
        // Over http, Git itself need not be asked.
        let plain = check_protection("http", inherited);
        plain.map_err(|error| error.to_string())
    }

    #[test]
    fn traces_with_credentials_are_refused() {
        for value in ["0", "False", "off", "", "00", "0x0", " 0", "-0", "0k"] {
            let error = checked("GIT_TRACE_REDACT", value).unwrap_err();
            assert!(error.contains("traces"), "{error}");
        }
        let error = checked("GIT_TRACE2_CONFIG_PARAMS", "http.*").unwrap_err();
        assert!(error.contains("traces"), "{error}");
        assert_eq!(checked("GIT_TRACE_REDACT", "1"), Ok(()));
        assert_eq!(checked("GIT_TRACE_REDACT", "True"), Ok(()));
        assert_eq!(checked("GIT_SSL_NO_VERIFY", "1"), Ok(()));
    }

    #[test]
    fn keys_of_connections_are_not_written_down() {
        for name in ["SSLKEYLOGFILE", "GNUTLS_DEBUG_LEVEL"] {
            let error = checked(name, "9").unwrap_err();
            assert!(error.contains(name), "{error}");
            assert_eq!(checked(name, ""), Ok(()));
        }
    }

    #[test]
    fn no_server_may_be_left_unchecked_and_the_last_setting_of_a_key_counts() {
        for (listed, expected) in [
            ("", false),
            ("http.sslverify true", false),
            ("http.sslverify false\nhttp.sslverify true", false),
            ("http.sslverify true\nhttp.sslverify false", true),
            ("http.https://acme@dev.azure.com/.sslverify false", true),
            (
                "http.https://git.corp.example/a b.sslverify false\nhttp.sslverify true",
                true,
            ),
        ] {
            assert_eq!(leaves_unchecked(listed), expected, "{listed}");
        }
    }

    #[test]
    fn a_server_that_is_not_checked_is_refused_whatever_the_value() {
        for value in ["", "0", "1"] {
            let inherited = |asked: &str| {
                (asked == "GIT_SSL_NO_VERIFY").then(|| Zeroizing::new(value.to_owned()))
            };
            let error = check_protection("https", inherited).unwrap_err();
            assert!(error.to_string().contains("GIT_SSL_NO_VERIFY"), "{error}");
        }
    }
}
