//! A service connection as the organization stores it: its type, scheme and server, and none of its parameters.

use serde::Deserialize;
use url::Url;

use patless_catalogue::text::one_line;

/// A service connection, without what it signs in with.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct StoredConnection {
    /// Its id, a GUID. A connection that several projects share has the same in each.
    pub id: String,
    /// The name that people see.
    pub name: String,
    /// Its type, such as `externalnugetfeed`.
    pub kind: String,
    /// How it signs in, such as `Token`. Empty if Azure DevOps did not say.
    pub scheme: String,
    /// The host that it signs in at, in lower case. `None` if its address is none.
    pub host: Option<String>,
}

/// The fields that are kept, by their names on the wire. The scheme's parameters are not among them.
#[derive(Deserialize)]
pub(super) struct Entry {
    id: String,
    name: Option<String>,
    r#type: Option<String>,
    /// It may have a password in it: only its host is kept.
    url: Option<String>,
    authorization: Option<Authorization>,
}

#[derive(Deserialize)]
struct Authorization {
    scheme: Option<String>,
}

impl StoredConnection {
    /// Reads an entry of the list.
    pub(super) fn read(entry: Entry) -> Self {
        let text = |text: Option<String>| one_line(&text.unwrap_or_default(), 200);
        Self {
            id: one_line(&entry.id, 100),
            name: text(entry.name),
            kind: text(entry.r#type),
            scheme: text(entry.authorization.and_then(|it| it.scheme)),
            host: entry.url.as_deref().and_then(host),
        }
    }
}

/// The host of an address.
pub(super) fn host(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    (!host.is_empty()).then(|| one_line(&host, 200))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_only_the_host_is_kept() {
        for (address, expected) in [
            (
                "https://me:sekret@Pkgs.dev.azure.com/acme/?t=sekret",
                Some("pkgs.dev.azure.com"),
            ),
            ("https://dev.azure.com", Some("dev.azure.com")),
            ("dev.azure.com/acme", None),
            ("file:///etc/passwd", None),
            ("", None),
        ] {
            assert_eq!(host(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn the_parameters_of_a_connection_are_not_read() {
        let json = r#"{"id":"1f2e3d4c-0000-4000-8000-000000000001","name":"a\u001b[31m","type":"externalnugetfeed",
            "url":"https://pkgs.dev.azure.com/acme","authorization":{"scheme":"Token","parameters":{"apitoken":"sekret"}}}"#;
        let read = StoredConnection::read(serde_json::from_str(json).unwrap());
        assert!(!format!("{read:?}").contains("sekret"));
        assert_eq!(
            (&*read.name, &*read.scheme, read.host.as_deref()),
            ("a [31m", "Token", Some("pkgs.dev.azure.com"))
        );
    }
}
