//! Finds settings of Git that would show a token to others, as far as a helper can see them.

use zeroize::Zeroizing;

use super::error::GitError;
use super::program::git;

/// Refuses a Git that does not check who the server is, or that writes credentials into its traces. `inherited` reads a
/// variable of this process, which Git started.
pub(crate) fn check_protection(
    url: &str,
    inherited: impl Fn(&str) -> Option<Zeroizing<String>>,
) -> Result<(), GitError> {
    if let Some(text) = inherited("GIT_TRACE_REDACT")
        && is_false(&text)
    {
        return Err(GitError::Unprotected {
            what: "to show credentials in its traces",
            setting: "GIT_TRACE_REDACT is false",
        });
    }
    if !url.starts_with("https:") {
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
        "--get-urlmatch",
        "http.sslVerify",
        url,
    ];
    let output = git(&asked)?;
    match output.stdout.trim_ascii() {
        b"false" => Err(unchecked("http.sslVerify is false")),
        _ => Ok(()),
    }
}

/// Whether Git takes a value for false (git-config(1)).
fn is_false(text: &str) -> bool {
    ["", "0", "false", "no", "off"]
        .iter()
        .any(|it| text.eq_ignore_ascii_case(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(name: &str, value: &str) -> Result<(), String> {
        let inherited = |asked: &str| (asked == name).then(|| Zeroizing::new(value.to_owned()));
        // Over http, Git itself need not be asked.
        let plain = check_protection("http://localhost/", inherited);
        plain.map_err(|error| error.to_string())
    }

    #[test]
    fn traces_with_credentials_are_refused() {
        for value in ["0", "False", "off", ""] {
            let error = checked("GIT_TRACE_REDACT", value).unwrap_err();
            assert!(error.contains("traces"), "{error}");
        }
        assert_eq!(checked("GIT_TRACE_REDACT", "1"), Ok(()));
        assert_eq!(checked("GIT_SSL_NO_VERIFY", "1"), Ok(()));
    }

    #[test]
    fn a_server_that_is_not_checked_is_refused_whatever_the_value() {
        for value in ["", "0", "1"] {
            let inherited = |asked: &str| {
                (asked == "GIT_SSL_NO_VERIFY").then(|| Zeroizing::new(value.to_owned()))
            };
            let error = check_protection("https://dev.azure.com/", inherited).unwrap_err();
            assert!(error.to_string().contains("GIT_SSL_NO_VERIFY"), "{error}");
        }
    }
}
