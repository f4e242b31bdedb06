//! `NO_PROXY`: the hosts that bypass the proxy of `HTTPS_PROXY`.

use std::net::IpAddr;

use url::{Host, Url};

/// Hosts, by the rules of curl: `example.com` and `.example.com` are the host and all below it, `*` is every host.
/// Beside that, as other tools have it: `host:port`, addresses, and networks as `10.0.0.0/8`.
#[derive(Debug)]
pub(super) struct NoProxy(Vec<Rule>);

/// One entry.
#[derive(Debug)]
enum Rule {
    Everything,
    Domain {
        /// In lower case, without a dot at either end.
        name: String,
        port: Option<u16>,
    },
    Network {
        address: IpAddr,
        prefix_bits: u32,
        port: Option<u16>,
    },
}

impl NoProxy {
    /// Reads entries with commas or spaces between. An invalid entry matches nothing.
    pub(super) fn parse(list: &str) -> Self {
        let entries = list.split(|c: char| c == ',' || c.is_whitespace());
        Self(entries.filter_map(Rule::parse).collect())
    }

    /// Returns whether `url` is reached without the proxy.
    pub(super) fn matches(&self, url: &Url) -> bool {
        self.0.iter().any(|rule| rule.matches(url))
    }
}

impl Rule {
    fn parse(entry: &str) -> Option<Self> {
        if entry == "*" {
            return Some(Self::Everything);
        }
        if let Some((address, bits)) = entry.split_once('/') {
            return Self::network(address, Some(bits), None);
        }
        if entry.parse::<IpAddr>().is_ok() {
            return Self::network(entry, None, None);
        }
        let (host, port) = match entry.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (entry, None),
        };
        let unbracketed = host.trim_start_matches('[').trim_end_matches(']');
        if unbracketed.parse::<IpAddr>().is_ok() {
            return Self::network(unbracketed, None, port);
        }
        let name = host.strip_prefix("*.").unwrap_or(host).trim_matches('.');
        (!name.is_empty()).then(|| Self::Domain {
            name: name.to_ascii_lowercase(),
            port,
        })
    }

    fn network(address: &str, bits: Option<&str>, port: Option<u16>) -> Option<Self> {
        let address: IpAddr = address.parse().ok()?;
        let whole = if address.is_ipv4() { 32 } else { 128 };
        let prefix_bits = bits.map_or(Ok(whole), str::parse).ok()?;
        (prefix_bits <= whole).then_some(Self::Network {
            address,
            prefix_bits,
            port,
        })
    }

    fn matches(&self, url: &Url) -> bool {
        let is_port = |port: &Option<u16>| port.is_none() || *port == url.port_or_known_default();
        match (self, url.host()) {
            (Self::Everything, _) => true,
            (Self::Domain { name, port }, Some(Host::Domain(host))) => {
                is_port(port) && is_below(host.trim_end_matches('.'), name)
            }
            (
                Self::Network {
                    address,
                    prefix_bits,
                    port,
                },
                Some(host),
            ) => {
                let host = match host {
                    Host::Ipv4(host) => IpAddr::V4(host),
                    Host::Ipv6(host) => IpAddr::V6(host),
                    Host::Domain(_) => return false,
                };
                is_port(port) && shares_prefix(*address, host, *prefix_bits)
            }
            _ => false,
        }
    }
}

/// Returns whether `host` is `name`, or a subdomain of it.
fn is_below(host: &str, name: &str) -> bool {
    host.strip_suffix(name)
        .is_some_and(|head| head.is_empty() || head.ends_with('.'))
}

/// Returns whether two addresses of the same family start with the same bits.
fn shares_prefix(one: IpAddr, other: IpAddr, bits: u32) -> bool {
    // Both begin at the highest bit.
    let number = |address| match address {
        IpAddr::V4(address) => u128::from(u32::from(address)) << 96,
        IpAddr::V6(address) => u128::from(address),
    };
    let differing = number(one) ^ number(other);
    one.is_ipv4() == other.is_ipv4() && differing.leading_zeros() >= bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_match_as_people_expect() {
        for (list, url, expected) in [
            ("*", "https://dev.azure.com/", true),
            ("dev.azure.com", "https://dev.azure.com/", true),
            ("azure.com", "https://dev.azure.com/", true),
            (".azure.com", "https://dev.azure.com/", true),
            (".azure.com", "https://azure.com/", true),
            ("*.azure.com", "https://dev.azure.com/", true),
            ("AZURE.com", "https://dev.azure.com/", true),
            ("azure.com", "https://dev.azure.com./", true),
            ("azure.com", "https://notazure.com/", false),
            ("azure", "https://dev.azure.com/", false),
            ("a.example, azure.com", "https://dev.azure.com/", true),
            ("a.example azure.com", "https://dev.azure.com/", true),
            ("dev.azure.com:443", "https://dev.azure.com/", true),
            ("dev.azure.com:8443", "https://dev.azure.com/", false),
            ("dev.azure.com:x", "https://dev.azure.com/", false),
            ("10.1.2.3", "https://10.1.2.3/", true),
            ("10.1.2.3:8443", "https://10.1.2.3/", false),
            ("10.1.2.3", "https://10.1.2.30/", false),
            ("10.0.0.0/8", "https://10.1.2.3/", true),
            ("10.0.0.0/8", "https://11.1.2.3/", false),
            ("0.0.0.0/0", "https://11.1.2.3/", true),
            ("10.0.0.0/33", "https://10.0.0.0/", false),
            ("::/0", "https://11.1.2.3/", false),
            ("fd00::/8", "https://[fd00::1]/", true),
            ("fd00::1", "https://[fd00::1]/", true),
            ("[fd00::1]:443", "https://[fd00::1]/", true),
            ("", "https://dev.azure.com/", false),
            (",.,", "https://dev.azure.com/", false),
        ] {
            let matches = NoProxy::parse(list).matches(&Url::parse(url).unwrap());
            assert_eq!(matches, expected, "{list:?} {url}");
        }
    }
}
