//! The servers that Git gets a token for. The command line alone adds to them: no variable, no file, no answer does.

use std::str::FromStr;

use patless_core::{Loopback, Target};

/// A host that the command line adds, with its port unless that is 443.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Host(String);

impl FromStr for Host {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.to_ascii_lowercase();
        let (name, port) = match text.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (text.as_str(), None),
        };
        let is_port = |port: &str| port.parse().is_ok_and(|port: u16| port > 0);
        if name.split('.').all(is_label) && port.is_none_or(is_port) {
            Ok(Self(text.trim_end_matches(":443").to_owned()))
        } else {
            Err("not the name of a host, with a port at most, such as git.acme.example".to_owned())
        }
    }
}

/// The servers that Git gets a token for.
#[derive(Debug)]
pub(crate) struct Served {
    /// Scheme, host and port of each, as a browser writes the origin.
    origins: Vec<String>,
}

impl Served {
    /// Azure DevOps Services and these hosts. `organization` counts if it is on this machine, as the emulator is.
    pub(crate) fn new(hosts: &[Host], organization: Option<&Target>) -> Self {
        let mut origins: Vec<_> = hosts
            .iter()
            .map(|Host(host)| format!("https://{host}"))
            .collect();
        let url = organization.map(Target::organization);
        let here = url.filter(|url| Loopback::of_url(url.as_str()) == Loopback::Counts);
        origins.extend(here.map(|url| url.origin().ascii_serialization()));
        Self { origins }
    }

    /// Whether a server gets a token.
    pub(crate) fn is_served(&self, protocol: &str, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let own_port = if protocol == "https" { ":443" } else { ":80" };
        let host = host.strip_suffix(own_port).unwrap_or(&host);
        let is_of_services = host == "dev.azure.com"
            || host
                .strip_suffix(".visualstudio.com")
                .is_some_and(|organization| organization == "*" || is_label(organization));
        let origin = format!("{protocol}://{host}");
        protocol == "https" && is_of_services || self.origins.contains(&origin)
    }

    /// Whether a URL of Git's settings, which may have a pattern for its host, is of a server that gets a token.
    pub(crate) fn has_url(&self, url: &str) -> bool {
        let Some((protocol, rest)) = url.split_once("://") else {
            return false;
        };
        let authority = rest.split('/').next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        self.is_served(&protocol.to_ascii_lowercase(), host)
    }

    /// The servers, as Git's settings name them.
    pub(crate) fn urls(&self) -> Vec<String> {
        let services = ["https://dev.azure.com", "https://*.visualstudio.com"];
        let services = services.map(str::to_owned).into_iter();
        services.chain(self.origins.iter().cloned()).collect()
    }
}

/// Whether a text is a part of a host's name, between dots.
fn is_label(text: &str) -> bool {
    let is_fit = |c: char| c.is_ascii_alphanumeric() || c == '-';
    !text.is_empty() && text.chars().all(is_fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(organization: &str) -> Served {
        let host: Host = "Git.Acme.example:443".parse().unwrap();
        let organization = Target::parse(organization, Loopback::Counts).unwrap();
        Served::new(&[host], Some(&organization))
    }

    #[test]
    fn azure_devops_what_is_named_and_this_machine_are_served() {
        let served = served("http://127.0.0.1:4430/acme");
        for (protocol, host) in [
            ("https", "dev.azure.com"),
            ("https", "DEV.azure.com:443"),
            ("https", "acme.visualstudio.com"),
            ("https", "git.acme.example"),
            ("http", "127.0.0.1:4430"),
        ] {
            assert!(served.is_served(protocol, host), "{protocol}://{host}");
        }
    }

    #[test]
    fn nothing_else_is_served() {
        let served = served("https://dev.azure.com/acme");
        for (protocol, host) in [
            ("http", "dev.azure.com"),
            ("ssh", "dev.azure.com"),
            ("HTTPS", "dev.azure.com"),
            ("https", "dev.azure.com:8443"),
            ("https", "dev.azure.com."),
            ("https", "dev.azure.com.evil.example"),
            ("https", "evil.example/dev.azure.com"),
            ("https", "evil.example#.visualstudio.com"),
            ("https", "x@acme.visualstudio.com"),
            ("https", "a.b.visualstudio.com"),
            ("https", ".visualstudio.com"),
            ("https", "visualstudio.com"),
            ("http", "git.acme.example"),
            ("https", "127.0.0.1:4430"),
            ("http", "localhost"),
            ("https", ""),
            ("https", "github.com"),
        ] {
            assert!(!served.is_served(protocol, host), "{protocol}://{host}");
        }
    }

    #[test]
    fn a_url_of_a_setting_is_known_by_its_host() {
        let served = served("https://localhost:4430/acme");
        for url in [
            "https://dev.azure.com/acme/web/_git/web",
            "https://acme@dev.azure.com/acme",
            "https://*.visualstudio.com",
            "https://localhost:4430/acme/",
        ] {
            assert!(served.has_url(url), "{url}");
        }
        for url in [
            "https://github.com/",
            "dev.azure.com",
            "https://x/dev.azure.com",
        ] {
            assert!(!served.has_url(url), "{url}");
        }
    }

    #[test]
    fn an_address_or_a_pattern_is_no_host() {
        for text in [
            "",
            "*",
            "*.example",
            "https://x",
            "x/y",
            "a@b",
            "x:",
            "x:0",
            "x:y",
            "a..b",
        ] {
            assert!(Host::from_str(text).is_err(), "{text}");
        }
    }
}
