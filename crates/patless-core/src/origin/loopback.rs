//! Loopback: whether a secret may be sent to this machine itself.

use url::{Host, Url};

use crate::environment::Environment;
use crate::environment::variables::ENDPOINT_URL_SYSTEMVSSCONNECTION;

/// Whether this machine itself counts as a server that a secret may go to, over plain HTTP as well.
///
/// It does where the job's own organization is here, as with the emulator. Anywhere else, an attacker who can set a URL
/// could have a secret sent to any process that listens on the agent's machine.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Loopback {
    /// It does.
    Counts,
    /// It does not.
    Refused,
}

impl Loopback {
    /// Looks where the system connection says that the job's organization is.
    pub fn of_job(environment: &Environment) -> Self {
        let url = environment.variable(&ENDPOINT_URL_SYSTEMVSSCONNECTION);
        url.map_or(Self::Refused, Self::of_url)
    }

    /// Checks the URL of a command-line option.
    pub fn of_url(text: &str) -> Self {
        if Url::parse(text).is_ok_and(|url| is_loopback(&url)) {
            Self::Counts
        } else {
            Self::Refused
        }
    }

    /// Returns whether it does.
    pub(crate) fn counts(self) -> bool {
        self == Self::Counts
    }
}

/// Returns whether a URL is on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Returns whether a URL is at a link-local address (RFC 3927, RFC 4291 §2.5.6), as the metadata service is. Routers
/// must not forward to one, but a gateway may answer for it.
pub(crate) fn is_link_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_link_local(),
        Some(Host::Ipv6(address)) => address.is_unicast_link_local(),
        Some(Host::Domain(_)) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_counts_where_the_system_connection_is_on_it() {
        for (url, expected) in [
            ("https://localhost:4430/acme/", Loopback::Counts),
            ("http://[::1]/", Loopback::Counts),
            ("https://dev.azure.com/acme/", Loopback::Refused),
            ("https://localhost.evil.example/", Loopback::Refused),
            ("localhost", Loopback::Refused),
        ] {
            let environment = Environment::fixed(&[
                (ENDPOINT_URL_SYSTEMVSSCONNECTION.name(), url),
                ("SYSTEM_COLLECTIONURI", "https://localhost/"),
            ]);
            assert_eq!(Loopback::of_job(&environment), expected, "{url}");
        }
        assert_eq!(Loopback::of_job(&Environment::default()), Loopback::Refused);
    }
}
