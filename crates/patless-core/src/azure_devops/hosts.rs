//! The hosts of Azure DevOps Services that know an organization's identities, derived from the organization's URL.

use url::Url;

use super::error::TargetError;
use super::resource::{Resource, ResourceHost};
use crate::origin::loopback::is_loopback;
use crate::origin::services_organization;

/// Where the identities of an organization are looked up.
///
/// An access token goes there, so no answer of a server and no variable names these hosts: they follow from the
/// organization's URL alone. Azure DevOps Services has the same hosts for every organization
/// (<https://learn.microsoft.com/azure/devops/organizations/security/allow-list-ip-url>).
#[derive(Debug)]
pub(super) struct Hosts {
    profiles: Url,
    identities: Url,
    access_levels: Url,
    feeds: Url,
    releases: Url,
    marketplace: Url,
    organization: Url,
}

impl Hosts {
    /// Derives the hosts from an organization's URL, in either form. On loopback, all of them are the organization's own
    /// host and port. A [`Target`](crate::Target) is there only if loopback counts.
    ///
    /// # Errors
    /// Any other server, such as Azure DevOps Server, has no such hosts.
    pub(super) fn of(organization: &Url) -> Result<Self, TargetError> {
        let other_server = || TargetError::NotServices {
            organization: organization.to_string(),
        };
        if let Some(name) = services_organization(organization) {
            let at = |url: &str| Url::parse(url).map_err(|_| other_server());
            return Ok(Self {
                profiles: at("https://app.vssps.visualstudio.com/")?,
                identities: at(&format!("https://vssps.dev.azure.com/{name}/"))?,
                access_levels: at(&format!("https://vsaex.dev.azure.com/{name}/"))?,
                feeds: at(&format!("https://feeds.dev.azure.com/{name}/"))?,
                releases: at(&format!("https://vsrm.dev.azure.com/{name}/"))?,
                marketplace: at("https://marketplace.visualstudio.com/")?,
                organization: organization.clone(),
            });
        }
        if !is_loopback(organization) {
            return Err(other_server());
        }
        let mut profiles = organization.clone();
        profiles.set_path("/");
        profiles.set_query(None);
        Ok(Self {
            marketplace: profiles.clone(),
            profiles,
            identities: organization.clone(),
            access_levels: organization.clone(),
            feeds: organization.clone(),
            releases: organization.clone(),
            organization: organization.clone(),
        })
    }

    /// The address of the profile of whoever asks.
    pub(super) fn profile(&self) -> Url {
        within(&self.profiles, &["profile", "profiles", "me"], "7.1")
    }

    /// The address of a service principal, by its subject descriptor.
    pub(super) fn service_principal(&self, descriptor: &str) -> Url {
        let path = ["graph", "serviceprincipals", descriptor];
        within(&self.identities, &path, PREVIEW)
    }

    /// The address of a service principal's access level, by its id in the organization.
    pub(super) fn access_level(&self, id: &str) -> Url {
        let path = ["serviceprincipalentitlements", id];
        within(&self.access_levels, &path, PREVIEW)
    }

    /// The address of any resource.
    pub(super) fn resource(&self, resource: &Resource) -> Url {
        let base = match resource.host {
            ResourceHost::Organization => &self.organization,
            ResourceHost::Identities => &self.identities,
            ResourceHost::AccessLevels => &self.access_levels,
            ResourceHost::Feeds => &self.feeds,
            ResourceHost::Releases => &self.releases,
            ResourceHost::Marketplace => &self.marketplace,
        };
        let mut url = base.clone();
        // Cannot fail on a URL that has a host.
        if let Ok(mut segments) = url.path_segments_mut() {
            let segments = segments.pop_if_empty();
            segments.extend(&resource.project).push("_apis");
            segments.extend(&resource.path);
        }
        url.set_query(None);
        url.query_pairs_mut()
            .extend_pairs(&resource.query)
            .append_pair("api-version", resource.version);
        url
    }
}

/// Every version of these resources is a preview.
const PREVIEW: &str = "7.1-preview.1";

/// The address of a resource. Its parts are percent-encoded.
fn within(base: &Url, path: &[&str], version: &str) -> Url {
    let mut url = base.clone();
    // Cannot fail on a URL that has a host.
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().push("_apis").extend(path);
    }
    url.set_query(Some(&format!("api-version={version}")));
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(organization: &str) -> Hosts {
        Hosts::of(&Url::parse(organization).unwrap()).unwrap()
    }

    #[test]
    fn both_forms_of_an_organization_have_the_same_hosts() {
        for organization in [
            "https://dev.azure.com/Acme/",
            "https://acme.visualstudio.com/",
        ] {
            let hosts = hosts(organization);
            for (url, expected) in [
                (
                    hosts.profile(),
                    "https://app.vssps.visualstudio.com/_apis/profile/profiles/me?api-version=7.1",
                ),
                (
                    hosts.service_principal("aadsp.AbC"),
                    "https://vssps.dev.azure.com/acme/_apis/graph/serviceprincipals/aadsp.AbC?api-version=7.1-preview.1",
                ),
                (
                    hosts.access_level("1f2e"),
                    "https://vsaex.dev.azure.com/acme/_apis/serviceprincipalentitlements/1f2e?api-version=7.1-preview.1",
                ),
            ] {
                assert_eq!(url.as_str(), expected, "{organization}");
            }
        }
    }

    #[test]
    fn on_loopback_every_host_is_the_organizations() {
        let hosts = hosts("https://localhost:4430/acme/");
        for (url, expected) in [
            (
                hosts.profile(),
                "https://localhost:4430/_apis/profile/profiles/me?api-version=7.1",
            ),
            (
                hosts.access_level("1f2e"),
                "https://localhost:4430/acme/_apis/serviceprincipalentitlements/1f2e?api-version=7.1-preview.1",
            ),
        ] {
            assert_eq!(url.as_str(), expected);
        }
    }

    #[test]
    fn another_server_has_no_such_hosts() {
        for organization in [
            "https://tfs.acme.example/tfs/DefaultCollection/",
            "https://dev.azure.com.evil.example/acme/",
            "https://dev.azure.com:8443/acme/",
            "https://localhost.evil.example/acme/",
            "http://dev.azure.com/acme/",
            "https://dev.azure.com/",
        ] {
            let error = Hosts::of(&Url::parse(organization).unwrap()).unwrap_err();
            assert!(
                matches!(error, TargetError::NotServices { .. }),
                "{organization}"
            );
        }
    }

    #[test]
    fn a_resource_is_at_its_host_and_its_parts_stay_parts() {
        let hosts = hosts("https://acme.visualstudio.com/");
        let of = |host| {
            let path = ["feeds", "a/b?c"];
            let resource = Resource::new(host, &path, "7.1").of_project("My Project");
            hosts.resource(&resource.with("name", "a&b")).to_string()
        };
        let rest = "My%20Project/_apis/feeds/a%2Fb%3Fc?name=a%26b&api-version=7.1";
        for (host, base) in [
            (ResourceHost::Organization, "https://acme.visualstudio.com/"),
            (
                ResourceHost::Identities,
                "https://vssps.dev.azure.com/acme/",
            ),
            (
                ResourceHost::AccessLevels,
                "https://vsaex.dev.azure.com/acme/",
            ),
            (ResourceHost::Feeds, "https://feeds.dev.azure.com/acme/"),
            (
                ResourceHost::Marketplace,
                "https://marketplace.visualstudio.com/",
            ),
        ] {
            assert_eq!(of(host), format!("{base}{rest}"));
        }
    }

    #[test]
    fn part_of_an_address_stays_one_part() {
        let url = hosts("https://dev.azure.com/acme/").access_level("../x?y#z");
        assert_eq!(
            url.path(),
            "/acme/_apis/serviceprincipalentitlements/..%2Fx%3Fy%23z"
        );
    }
}
