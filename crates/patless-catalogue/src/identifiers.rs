//! Ids of tenants, clients, organizations and service connections, as types that hold well-formed ids only.

use std::fmt;

use uuid::Uuid;

use crate::text::one_line;

/// The text is not a valid id.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidIdentifier {
    /// It has the wrong form.
    #[error("{text:?} is not {expected}")]
    Malformed {
        /// The text, shortened.
        text: String,
        /// What it should be.
        expected: &'static str,
    },
    /// It contains a character that no id can contain. Typically an invisible one that was copied from a web page along
    /// with the id, so that the visible text looks right.
    #[error(
        "{text:?} contains the character U+{:04X}, which may be invisible and is not allowed in {expected}",
        u32::from(*character)
    )]
    StrangeCharacter {
        /// The text, shortened, without invisible characters.
        text: String,
        /// The first such character.
        character: char,
        /// What it should be.
        expected: &'static str,
    },
}

impl InvalidIdentifier {
    fn new(text: &str, expected: &'static str) -> Self {
        let strange = text.chars().find(|c| !c.is_ascii_graphic() && *c != ' ');
        let text = one_line(text, 80);
        match strange {
            Some(character) => Self::StrangeCharacter {
                text,
                character,
                expected,
            },
            None => Self::Malformed { text, expected },
        }
    }
}

/// Parses a GUID in its hyphenated form, the only form that both Azure DevOps and Entra accept.
pub fn guid(text: &str) -> Option<Uuid> {
    (text.len() == 36)
        .then(|| Uuid::try_parse(text).ok())
        .flatten()
}

/// The tenant that owns the identity: a GUID or a verified domain name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TenantId(String);

impl TenantId {
    /// Parses a tenant id: a GUID, or letters, digits, `-` and `.`, which are safe in the path of the token endpoint.
    /// Surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let text = text.trim();
        let well_formed = !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
        if well_formed && text.chars().any(|c| c != '.') {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIdentifier::new(
                text,
                "a tenant id (a GUID or a domain name)",
            ))
        }
    }
}

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TenantId {
    /// Whether it stands for every tenant of a kind, as `organizations` does: then only the answer shows which one it is.
    pub fn is_of_many(&self) -> bool {
        ["common", "consumers", "organizations"].contains(&self.0.to_ascii_lowercase().as_str())
    }

    /// The tenant's GUID. `None` if it is given as a domain name.
    pub fn guid(&self) -> Option<Uuid> {
        guid(&self.0)
    }
}

/// The application (client) id of the app registration or managed identity.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ClientId(Uuid);

impl ClientId {
    /// Parses a client id: a GUID. Surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        guid(text.trim())
            .map(Self)
            .ok_or_else(|| InvalidIdentifier::new(text, "a client id (a GUID)"))
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// The object (principal) id of an identity's service principal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ObjectId(Uuid);

impl ObjectId {
    /// Parses an object id: a GUID. Surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        guid(text.trim())
            .map(Self)
            .ok_or_else(|| InvalidIdentifier::new(text, "an object id (a GUID)"))
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// The Azure resource id of a user-assigned managed identity, compared without regard to case.
///
/// Source of its form: <https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource>.
#[derive(Clone, Debug)]
pub struct IdentityResourceId(String);

impl IdentityResourceId {
    /// Parses `/subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/NAME`.
    /// Surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let text = text.trim();
        let parts: Vec<_> = text.split('/').collect();
        let is_fit = |c: char| c.is_alphanumeric() || "-_.()".contains(c);
        let is_filled = |part: &&&str| !part.is_empty() && part.chars().all(is_fit);
        let well_formed = parts.len() == 9
            && parts[0].is_empty()
            && parts[1..].iter().filter(is_filled).count() == 8
            && [
                (1, "subscriptions"),
                (3, "resourceGroups"),
                (5, "providers"),
                (6, "Microsoft.ManagedIdentity"),
                (7, "userAssignedIdentities"),
            ]
            .iter()
            .all(|&(place, word)| parts[place].eq_ignore_ascii_case(word));
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIdentifier::new(
                text,
                "the resource id of a user-assigned managed identity (/subscriptions/…/userAssignedIdentities/NAME)",
            ))
        }
    }
}

impl PartialEq for IdentityResourceId {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl fmt::Display for IdentityResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of an Azure DevOps organization: `instanceId` in its connection data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OrganizationId(Uuid);

impl OrganizationId {
    /// Parses an organization id: a GUID. Surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        guid(text.trim())
            .map(Self)
            .ok_or_else(|| InvalidIdentifier::new(text, "an organization id (a GUID)"))
    }
}

impl fmt::Display for OrganizationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// The id of a service connection.
///
/// It must be a GUID: given a *name*, Azure DevOps silently issues an assertion for the pipeline instead.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ServiceConnectionId(Uuid);

impl ServiceConnectionId {
    /// Parses a service connection id: a GUID. Surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        guid(text.trim())
            .map(Self)
            .ok_or_else(|| InvalidIdentifier::new(text, "a service connection id (a GUID)"))
    }
}

impl fmt::Display for ServiceConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_a_tenant_id() {
        assert_eq!(
            TenantId::parse("contoso.onmicrosoft.com")
                .unwrap()
                .to_string(),
            "contoso.onmicrosoft.com"
        );
    }

    #[test]
    fn a_text_that_would_change_the_path_is_not_a_tenant_id() {
        for text in ["", "..", "a/b", "$(tenantId)", "a b", "tenänt", "a?b"] {
            assert!(TenantId::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_the_hyphenated_form_is_a_guid() {
        assert!(ClientId::parse("1f2e3d4c-0000-4000-8000-000000000001").is_ok());
        for text in [
            "",
            "renovate",
            "1f2e3d4c000040008000000000000001",
            "{1f2e3d4c-0000-4000-8000-000000000001}",
        ] {
            assert!(ServiceConnectionId::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn white_space_around_an_id_is_ignored() {
        const ID: &str = "1f2e3d4c-0000-4000-8000-000000000001";
        for text in [
            format!("{ID} "),
            format!("{ID}\r"),
            format!("{ID}\r\n"),
            format!("\t\u{a0}{ID}\n"),
        ] {
            assert_eq!(ClientId::parse(&text).unwrap().to_string(), ID, "{text:?}");
            assert_eq!(TenantId::parse(&text).unwrap().to_string(), ID, "{text:?}");
            let connection = ServiceConnectionId::parse(&text).unwrap();
            assert_eq!(connection.to_string(), ID, "{text:?}");
        }
    }

    #[test]
    fn an_invisible_character_is_named() {
        let error = |text: &str| ClientId::parse(text).unwrap_err().to_string();
        assert_eq!(
            error("1f2e3d4c-0000-4000-8000-000000000001\u{200b}"),
            "\"1f2e3d4c-0000-4000-8000-000000000001\" contains the character U+200B, which may be invisible and is \
             not allowed in a client id (a GUID)"
        );
        for (text, name) in [
            ("\u{feff}1f2e3d4c-0000-4000-8000-000000000001", "U+FEFF"),
            // A Cyrillic letter.
            ("1f2e3d4\u{441}-0000-4000-8000-000000000001", "U+0441"),
            ("1f2e3d4c\u{2013}0000-4000-8000-000000000001", "U+2013"),
            ("1f2e3d4c-0000\n-4000-8000-000000000001", "U+000A"),
        ] {
            assert!(error(text).contains(name), "{}", error(text));
        }
    }

    #[test]
    fn a_long_text_is_cut_in_the_message() {
        let error = ClientId::parse(&"x".repeat(500)).unwrap_err().to_string();
        assert_eq!(error, "\"…\" is not a client id (a GUID)");
    }

    #[test]
    fn a_resource_id_is_that_of_a_user_assigned_identity() {
        const ID: &str = "/subscriptions/1f2e3d4c-0000-4000-8000-000000000001/resourceGroups/web (1)/providers/Microsoft.ManagedIdentity/userAssignedIdentities/tools";
        let id = ID.replace(" (1)", "_(1)");
        let lower = IdentityResourceId::parse(&id.to_lowercase()).unwrap();
        assert!(IdentityResourceId::parse(&format!(" {id}\n")).unwrap() == lower);
        for text in [
            ID,
            "tools",
            "",
            &id.replace("userAssignedIdentities", "vaults"),
            &format!("{id}/more"),
            &format!("{id}?a=b"),
            &id.replace("/tools", "/"),
            &format!("https://management.azure.com{id}"),
        ] {
            assert!(IdentityResourceId::parse(text).is_err(), "{text}");
        }
    }
}
