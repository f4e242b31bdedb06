//! The access level of a user of an organization.

use serde::Deserialize;

use patless_catalogue::text::one_line;

/// What an organization's license lets a user do.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct AccessLevel {
    /// The name that people see, such as `Basic` or `Stakeholder`.
    pub name: String,
    /// The status, such as `active` or `pending`. `None` if Azure DevOps gave none.
    pub status: Option<String>,
}

/// The fields of the answer that are kept, by their names on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entitlement {
    access_level: Level,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Level {
    license_display_name: String,
    status: Option<String>,
}

impl AccessLevel {
    /// Reads an entitlement. `None` if it has another form.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let Entitlement {
            access_level: level,
        } = serde_json::from_slice(body).ok()?;
        Some(Self {
            name: one_line(&level.license_display_name, 80),
            status: level.status.map(|status| one_line(&status, 80)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entitlement_without_a_level_is_not_read() {
        let body = br#"{"accessLevel":{"licenseDisplayName":"Basic"}}"#;
        let level = AccessLevel::read(body).unwrap();
        assert_eq!((level.name.as_str(), level.status), ("Basic", None));
        assert_eq!(AccessLevel::read(b"{}"), None);
    }
}
