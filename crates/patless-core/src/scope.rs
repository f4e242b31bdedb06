//! Scopes: what an access token is for.

mod near_miss;
mod short_names;

use std::fmt;

use crate::identifiers::guid;

use near_miss::near_miss;
use short_names::AZURE_DEVOPS;
pub use short_names::{SHORT_NAMES, ShortName};

/// A scope as Entra takes it for a client without a user: a resource and `/.default`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Scope(String);

/// A text cannot be a scope.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidScope {
    /// Several scopes in one text: Entra gives one access token a resource.
    #[error("scope {0:?} holds white space: one token is for one resource")]
    Several(String),
    /// A short name was used with a connection to another cloud, where the resource is another one.
    #[error(
        "the short name {name} is that of the public cloud, and the service connection is to {cloud}"
    )]
    OtherCloud {
        /// The short name.
        name: &'static str,
        /// The connection's cloud.
        cloud: String,
    },
    /// Neither a short name, nor a GUID, nor a URI.
    #[error(
        "{text:?} is neither a scope, nor a resource (a GUID or a URI), nor a short name{}",
        did_you_mean(*.meant)
    )]
    Unknown {
        /// The text.
        text: String,
        /// What was probably meant. `None`: nothing is near.
        meant: Option<&'static str>,
    },
}

fn did_you_mean(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |name| format!(": did you mean {name}?"))
}

impl Scope {
    /// Reads a scope, a resource (GUID or URI) or a short name.
    ///
    /// `other_cloud` is the name of the service connection's cloud where it is not the public one.
    ///
    /// A resource gets `/.default` appended as it stands. One that ends in `/` so becomes `…//.default`: right, since
    /// Entra puts everything before `/.default` into the token's audience, the slash included.
    pub fn parse(text: &str, other_cloud: Option<&str>) -> Result<Self, InvalidScope> {
        if text.chars().any(char::is_whitespace) {
            return Err(InvalidScope::Several(text.to_owned()));
        }
        if let Some(short) = SHORT_NAMES
            .iter()
            .find(|short| short.name.eq_ignore_ascii_case(text))
        {
            return match other_cloud {
                Some(cloud) if !short.every_cloud => Err(InvalidScope::OtherCloud {
                    name: short.name,
                    cloud: cloud.to_owned(),
                }),
                _ => Ok(Self::of_resource(short.resource)),
            };
        }
        let resource = text.strip_suffix(DEFAULT_SUFFIX).unwrap_or(text);
        if guid(resource).is_none() && url::Url::parse(resource).is_err() {
            return Err(InvalidScope::Unknown {
                text: text.to_owned(),
                meant: near_miss(text),
            });
        }
        Ok(Self::of_resource(resource))
    }

    /// The scope's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether it is Azure DevOps that the scope is of.
    pub fn is_azure_devops(&self) -> bool {
        let resource = self.0.strip_suffix(DEFAULT_SUFFIX).unwrap_or(&self.0);
        resource.eq_ignore_ascii_case(AZURE_DEVOPS)
    }

    fn of_resource(resource: &str) -> Self {
        Self(format!("{resource}{DEFAULT_SUFFIX}"))
    }
}

const DEFAULT_SUFFIX: &str = "/.default";

impl fmt::Display for Scope {
    /// Shows the short name beside the scope where there is one: people do not know GUIDs by heart.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let resource = self.0.strip_suffix(DEFAULT_SUFFIX).unwrap_or(&self.0);
        match SHORT_NAMES
            .iter()
            .find(|short| short.resource.eq_ignore_ascii_case(resource))
        {
            Some(short) => write!(f, "{} ({})", short.name, self.0),
            None => f.write_str(&self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(text: &str) -> String {
        Scope::parse(text, None).unwrap().as_str().to_owned()
    }

    #[test]
    fn a_short_name_stands_for_its_resource_in_any_case() {
        assert_eq!(
            scope("azureDevOps"),
            "499b84ac-1321-427f-aa17-267ca6975798/.default"
        );
        assert_eq!(scope("KEYVAULT"), "https://vault.azure.net/.default");
    }

    #[test]
    fn a_resource_and_its_scope_are_the_same() {
        for resource in [
            "499b84ac-1321-427f-aa17-267ca6975798",
            "https://example.org/api",
            "api://my-app",
        ] {
            assert_eq!(scope(resource), scope(&format!("{resource}/.default")));
        }
    }

    #[test]
    fn a_trailing_slash_of_the_resource_is_kept() {
        assert_eq!(
            scope("https://management.azure.com/"),
            "https://management.azure.com//.default"
        );
        assert_eq!(
            scope("https://management.azure.com//.default"),
            "https://management.azure.com//.default"
        );
    }

    #[test]
    fn what_is_no_scope_is_refused() {
        assert!(matches!(
            Scope::parse("azureDevops2", None),
            Err(InvalidScope::Unknown { .. })
        ));
        assert!(matches!(
            Scope::parse("", None),
            Err(InvalidScope::Unknown { .. })
        ));
        assert!(matches!(
            Scope::parse("a b", None),
            Err(InvalidScope::Several(_))
        ));
    }

    #[test]
    fn a_short_name_of_the_public_cloud_is_refused_for_another_cloud() {
        assert!(matches!(
            Scope::parse("keyVault", Some("AzureChinaCloud")),
            Err(InvalidScope::OtherCloud { .. })
        ));
        assert!(Scope::parse("storage", Some("AzureChinaCloud")).is_ok());
        assert!(Scope::parse("https://vault.azure.cn", Some("AzureChinaCloud")).is_ok());
    }

    #[test]
    fn short_names_are_distinct_and_valid() {
        for (index, short) in SHORT_NAMES.iter().enumerate() {
            assert!(Scope::parse(short.resource, None).is_ok(), "{}", short.name);
            assert!(
                SHORT_NAMES[..index]
                    .iter()
                    .all(|other| !other.name.eq_ignore_ascii_case(short.name))
            );
        }
    }

    #[test]
    fn display_names_what_people_know() {
        let scope = Scope::parse("499b84ac-1321-427f-aa17-267ca6975798", None).unwrap();
        assert_eq!(
            scope.to_string(),
            "azureDevOps (499b84ac-1321-427f-aa17-267ca6975798/.default)"
        );
    }
}
