//! Parses a scope as a user writes it: a scope, a resource or a short name. The resource of a short name depends on the
//! cloud.

use url::{ParseError, Url};

use crate::cloud::Cloud;
use patless_catalogue::identifiers::guid;

use super::near_miss::near_miss;
use super::resolved::{DEFAULT_SUFFIX, Scope};
use super::short_names::{ShortName, only_cloud_of, short_name};

/// A scope as a user writes it.
#[derive(Clone, Debug)]
pub struct ScopeName(Kind);

#[derive(Clone, Debug)]
enum Kind {
    /// The same in every cloud.
    Scope(Scope),
    ShortName(&'static ShortName),
}

/// A text cannot be a scope.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidScope {
    /// Several scopes in one text: Entra issues one access token per resource.
    #[error("scope {0:?} contains white space: a token is for one resource")]
    Several(String),
    /// A short name was used with an identity of another cloud, where the resource does not exist or has another name.
    #[error("the short name {name} has no resource in {cloud}, the cloud of the identity")]
    OtherCloud {
        /// The short name.
        name: &'static str,
        /// The identity's cloud.
        cloud: Cloud,
    },
    /// The resource is in one cloud, and the identity in another.
    #[error("the resource {resource} is in {of}, but the identity is in {cloud}")]
    ResourceOfOtherCloud {
        /// The resource, which is a known one.
        resource: String,
        /// Its cloud.
        of: Cloud,
        /// The identity's cloud.
        cloud: Cloud,
    },
    /// Neither a short name, nor a GUID, nor a URI.
    #[error(
        "{text:?} is neither a scope, nor a resource (a GUID or a URI), nor a short name{}",
        did_you_mean(*.meant)
    )]
    Unknown {
        /// The text.
        text: String,
        /// What was probably meant. `None` if nothing is similar.
        meant: Option<&'static str>,
    },
}

/// Returns whether a resource is a URI. Nothing is sent to its host, so that this may be one that is not in ASCII.
fn is_uri(resource: &str) -> bool {
    match Url::parse(resource) {
        Ok(_) => true,
        Err(error) => error == ParseError::IdnaError && !resource.is_ascii(),
    }
}

fn did_you_mean(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |name| format!(": did you mean {name}?"))
}

impl ScopeName {
    /// Reads a scope, a resource (GUID or URI) or a short name.
    ///
    /// A resource gets `/.default` appended as it stands. One that ends in `/` so becomes `…//.default`: right, since
    /// Entra puts everything before `/.default` into the token's audience, the slash included.
    pub fn parse(text: &str) -> Result<Self, InvalidScope> {
        if text.chars().any(char::is_whitespace) {
            return Err(InvalidScope::Several(text.to_owned()));
        }
        if let Some(short) = short_name(text) {
            return Ok(Self(Kind::ShortName(short)));
        }
        let resource = text.strip_suffix(DEFAULT_SUFFIX).unwrap_or(text);
        if guid(resource).is_none() && !is_uri(resource) {
            return Err(InvalidScope::Unknown {
                text: text.to_owned(),
                meant: near_miss(text),
            });
        }
        Ok(Self(Kind::Scope(Scope::of_resource(resource))))
    }

    /// The scope where the cloud of the identity is not known: a resource stands for itself, and a short name for the resource
    /// of the public cloud.
    pub fn in_any_cloud(&self) -> Scope {
        match &self.0 {
            Kind::Scope(scope) => scope.clone(),
            Kind::ShortName(short) => Scope::of_resource(short.resource),
        }
    }

    /// Finds the scope that is meant in a cloud.
    ///
    /// # Errors
    /// The resource is not in this cloud.
    pub fn resolve(&self, cloud: &Cloud) -> Result<Scope, InvalidScope> {
        match &self.0 {
            Kind::Scope(scope) => match only_cloud_of(scope.resource()) {
                Some(of) if of != *cloud => Err(InvalidScope::ResourceOfOtherCloud {
                    resource: scope.resource().to_owned(),
                    of,
                    cloud: cloud.clone(),
                }),
                _ => Ok(scope.clone()),
            },
            Kind::ShortName(short) => match short.resource_in(cloud) {
                Some(resource) => Ok(Scope::of_resource(resource)),
                None => Err(InvalidScope::OtherCloud {
                    name: short.name,
                    cloud: cloud.clone(),
                }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::short_names::SHORT_NAMES;

    fn scope(text: &str) -> String {
        let name = ScopeName::parse(text).unwrap();
        name.resolve(&Cloud::Public).unwrap().as_str().to_owned()
    }

    #[test]
    fn the_host_of_a_resource_may_have_any_letters() {
        let name = ScopeName::parse("https://müller.example/app").unwrap();
        let scope = name.resolve(&Cloud::Public).unwrap();
        assert_eq!(scope.as_str(), "https://müller.example/app/.default");
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
            ScopeName::parse("azureDevops2"),
            Err(InvalidScope::Unknown { .. })
        ));
        assert!(matches!(
            ScopeName::parse(""),
            Err(InvalidScope::Unknown { .. })
        ));
        assert!(matches!(
            ScopeName::parse("a b"),
            Err(InvalidScope::Several(_))
        ));
    }

    #[test]
    fn a_short_name_stands_for_the_resource_of_the_cloud() {
        let of = |text, cloud: &str| {
            let scope = ScopeName::parse(text)
                .unwrap()
                .resolve(&Cloud::named(cloud));
            scope.map(|scope| scope.resource().to_owned())
        };
        for (cloud, vault) in [
            ("AzureCloud", "https://vault.azure.net"),
            ("AzureUSGovernment", "https://vault.usgovcloudapi.net"),
            ("AzureChinaCloud", "https://vault.azure.cn"),
        ] {
            assert_eq!(of("keyVault", cloud).as_deref(), Ok(vault));
            assert!(of("storage", cloud).is_ok());
        }
        for cloud in ["AzureChinaCloud", "AzureStack"] {
            let error = of("cosmosDb", cloud).unwrap_err();
            assert!(matches!(error, InvalidScope::OtherCloud { .. }), "{error}");
        }
        assert!(of("kubernetes", "AzureStack").is_ok());
        assert!(of("keyVault", "AzureStack").is_err());
    }

    #[test]
    fn a_resource_of_another_cloud_is_refused() {
        let resolve = |text, cloud| ScopeName::parse(text).unwrap().resolve(&cloud);
        let error = resolve("https://vault.azure.cn/.default", Cloud::Public).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the resource https://vault.azure.cn is in AzureChinaCloud, but the identity is in AzureCloud"
        );
        assert!(resolve("https://vault.azure.cn", Cloud::China).is_ok());
        assert!(resolve("https://management.azure.com/", Cloud::UsGovernment).is_err());
        assert!(resolve("https://example.org", Cloud::UsGovernment).is_ok());
        let scope = |text| ScopeName::parse(text).unwrap().in_any_cloud();
        assert_eq!(
            scope("https://vault.azure.cn").resource(),
            "https://vault.azure.cn"
        );
        assert_eq!(scope("keyVault").resource(), "https://vault.azure.net");
    }

    #[test]
    fn every_resource_behind_a_short_name_is_one() {
        for short in SHORT_NAMES {
            assert!(ScopeName::parse(short.resource).is_ok(), "{}", short.name);
        }
    }
}
