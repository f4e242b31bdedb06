//! Checks URLs: which may receive a secret, and which belong to the same organization.

pub(crate) mod loopback;

use url::Url;

use crate::environment::EnvironmentError;
use loopback::{Loopback, is_loopback};

/// Reads a URL that a secret will be sent to: `https`, or `http` to loopback where that counts. User name and fragment are
/// dropped.
pub(crate) fn secure_url(
    what: &str,
    text: &str,
    loopback: Loopback,
) -> Result<Url, EnvironmentError> {
    let mut url = Url::parse(text).map_err(|source| EnvironmentError::Url {
        what: what.to_owned(),
        source,
    })?;
    let allowed = match url.scheme() {
        "https" => url.has_host(),
        "http" => is_loopback(&url) && loopback.counts(),
        _ => false,
    };
    if !allowed {
        return Err(EnvironmentError::Insecure {
            what: what.to_owned(),
            scheme: url.scheme().to_owned(),
            host: host_and_port(&url),
        });
    }
    url.set_fragment(None);
    // Neither can fail on a URL that has a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Ok(url)
}

/// Returns whether two URLs belong to the same organization.
///
/// On Azure DevOps Services: the same name in any of its forms, `dev.azure.com/{org}`, `{org}.visualstudio.com`, and the
/// same for releases (`vsrm`). Elsewhere: the same scheme, host and port.
pub(crate) fn same_organization(one: &Url, other: &Url) -> bool {
    match (services_organization(one), services_organization(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.origin() == other.origin(),
        _ => false,
    }
}

/// Shows host and port of a URL, the port only where it is not the default of the scheme.
pub(crate) fn host_and_port(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Shows where a URL is: host and port, and the organization where that is in the path.
pub(crate) fn place(url: &Url) -> String {
    let host = host_and_port(url);
    match services_organization(url) {
        Some(organization) if host.ends_with("dev.azure.com") => format!("{host}/{organization}"),
        _ => host,
    }
}

/// Finds the organization in a URL of Azure DevOps Services, in lower case.
pub(crate) fn services_organization(url: &Url) -> Option<String> {
    if url.scheme() != "https" || url.port().is_some() {
        return None;
    }
    let host = url.host_str()?;
    let organization = match host.strip_suffix(".visualstudio.com") {
        Some(labels) => labels.strip_suffix(".vsrm").unwrap_or(labels),
        None if host == "dev.azure.com" || host == "vsrm.dev.azure.com" => {
            url.path_segments()?.next()?
        }
        None => return None,
    };
    (!organization.is_empty() && !organization.contains('.')).then(|| organization.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn https_is_secure_and_so_is_http_on_loopback_where_that_counts() {
        for text in [
            "https://dev.azure.com/acme",
            "http://127.0.0.1:8080/",
            "http://localhost/",
            "http://[::1]:1/",
        ] {
            assert!(secure_url("X", text, Loopback::Counts).is_ok(), "{text}");
            let elsewhere = secure_url("X", text, Loopback::Refused);
            assert_eq!(elsewhere.is_ok(), text.starts_with("https"), "{text}");
        }
    }

    #[test]
    fn everything_else_is_insecure() {
        for text in [
            "http://dev.azure.com/acme",
            "http://localhost.evil.example/",
            "ftp://localhost/",
            "file:///etc",
        ] {
            assert!(
                matches!(
                    secure_url("X", text, Loopback::Counts),
                    Err(EnvironmentError::Insecure { .. })
                ),
                "{text}"
            );
        }
    }

    #[test]
    fn user_name_and_fragment_are_dropped() {
        let url = secure_url(
            "X",
            "https://dev.azure.com@evil.example/a#b",
            Loopback::Refused,
        )
        .unwrap();
        assert_eq!(url.as_str(), "https://evil.example/a");
    }

    #[test]
    fn the_two_forms_of_one_organization_are_the_same() {
        let long = url("https://dev.azure.com/Acme/_apis");
        assert!(same_organization(
            &long,
            &url("https://acme.visualstudio.com/")
        ));
        assert!(!same_organization(
            &long,
            &url("https://other.visualstudio.com/")
        ));
        assert!(!same_organization(
            &long,
            &url("https://acme.evil.visualstudio.com/")
        ));
        assert!(!same_organization(
            &long,
            &url("https://acme.visualstudio.com:8443/")
        ));
    }

    #[test]
    fn look_alike_hosts_are_strangers() {
        let own = url("https://dev.azure.com/acme/");
        for text in [
            "https://dev.azure.com.evil.example/acme/",
            "https://xdev.azure.com/acme/",
            "https://dev.azure.com:444/",
        ] {
            assert!(!same_organization(&own, &url(text)), "{text}");
        }
    }
}
