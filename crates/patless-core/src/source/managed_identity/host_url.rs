//! Checks the URL of a host of managed identities: only this machine and its neighbors are asked.

use url::Url;

use crate::environment::EnvironmentError;
use crate::origin::host_and_port;
use crate::origin::loopback::{is_link_local, is_loopback};
use crate::source::error::Broken;
use crate::source::name::SourceName;

/// Reads the URL in the variable `what`: on loopback or at a link-local address, over plain HTTP as well. User name and
/// fragment are dropped.
///
/// A printed line can set these variables. With any other URL, it would have the header's secret sent to a stranger, or
/// have the job work as one. No host is anywhere else.
pub(super) fn host_url(what: &'static str, text: &str) -> Result<Url, EnvironmentError> {
    let mut url = Url::parse(text.trim()).map_err(|source| EnvironmentError::Url {
        what: what.to_owned(),
        source,
    })?;
    let is_near = is_loopback(&url) || is_link_local(&url);
    if !is_near || !matches!(url.scheme(), "http" | "https") {
        let host = host_and_port(&url);
        return Err(EnvironmentError::NotLocal { what, host });
    }
    url.set_fragment(None);
    // Neither can fail on a URL that has a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Ok(url)
}

/// The source is broken, because of a variable.
pub(super) fn broken(error: &EnvironmentError) -> Broken {
    Broken::new(
        SourceName::ManagedIdentity,
        error.cause(),
        error.to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_and_link_local_addresses_are_asked() {
        for text in [
            "http://127.0.0.1:41741/msi/token",
            "http://localhost:50342/oauth2/token",
            "http://[::1]:1/",
            "https://127.9.8.7/",
            "http://169.254.169.254",
            "http://169.254.129.2:8081/msi/token",
            "http://[fe80::1]/",
        ] {
            assert!(host_url("IDENTITY_ENDPOINT", text).is_ok(), "{text}");
        }
    }

    #[test]
    fn nobody_else_is_asked_whatever_it_is_called() {
        for text in [
            "https://evil.example/msi/token",
            "http://localhost.evil.example/",
            "http://127.0.0.1.evil.example/",
            "http://127.0.0.1@evil.example/",
            "http://10.0.0.4/",
            "http://169.253.169.254/",
            "http://0.0.0.0/",
            "http://[::]/",
            "http://[2001:db8::1]/",
            "http://[fec0::1]/",
            "http://[::ffff:10.0.0.4]/",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
        ] {
            let error = host_url("IDENTITY_ENDPOINT", text).unwrap_err();
            assert!(matches!(error, EnvironmentError::NotLocal { .. }), "{text}");
        }
        let error = host_url("IDENTITY_ENDPOINT", "evil.example").unwrap_err();
        assert_eq!(error.to_string(), "IDENTITY_ENDPOINT is not a URL");
    }

    #[test]
    fn a_user_name_is_dropped() {
        let url = host_url("MSI_ENDPOINT", "http://a:b@localhost:1/c#d").unwrap();
        assert_eq!(url.as_str(), "http://localhost:1/c");
    }
}
