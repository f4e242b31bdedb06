//! The short names of well-known resources.

use crate::cloud::Cloud;

/// A name that stands for a resource.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ShortName {
    /// The name, compared without regard to case.
    pub name: &'static str,
    /// The resource in the public cloud, a GUID or a URI.
    pub resource: &'static str,
    /// The resource in Azure Government of the United States. `None`: not known, or there is none.
    pub us_government: Option<&'static str>,
    /// The resource in Azure in China. `None`: not known, or there is none.
    pub china: Option<&'static str>,
}

/// The short names, in the order in which the documentation lists them.
///
/// Sources: the scopes in Microsoft's documentation of each service; Azure DevOps by GUID, as
/// <https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/service-principal-managed-identity>
/// has it. Those of other clouds: what `az cloud show` prints for each.
pub(super) const SHORT_NAMES: &[ShortName] = &[
    public("azureDevOps", AZURE_DEVOPS),
    public("azureResourceManager", "https://management.azure.com").elsewhere(
        "https://management.usgovcloudapi.net",
        "https://management.chinacloudapi.cn",
    ),
    public("keyVault", "https://vault.azure.net")
        .elsewhere("https://vault.usgovcloudapi.net", "https://vault.azure.cn"),
    public("graph", "https://graph.microsoft.com").elsewhere(
        "https://graph.microsoft.us",
        "https://microsoftgraph.chinacloudapi.cn",
    ),
    public("storage", "https://storage.azure.com").everywhere(),
    public("containerRegistry", "https://containerregistry.azure.net"),
    public("sqlDatabase", "https://database.windows.net").elsewhere(
        "https://database.usgovcloudapi.net",
        "https://database.chinacloudapi.cn",
    ),
    public(
        "openSourceDatabases",
        "https://ossrdbms-aad.database.windows.net",
    )
    .elsewhere(
        "https://ossrdbms-aad.database.usgovcloudapi.net",
        "https://ossrdbms-aad.database.chinacloudapi.cn",
    ),
    public("cosmosDb", "https://cosmos.azure.com"),
    public("serviceBus", "https://servicebus.azure.net"),
    public("eventHubs", "https://eventhubs.azure.net"),
    public("appConfiguration", "https://azconfig.io"),
    public("logAnalytics", "https://api.loganalytics.io").elsewhere(
        "https://api.loganalytics.us",
        "https://api.loganalytics.azure.cn",
    ),
    public("cognitiveServices", "https://cognitiveservices.azure.com"),
    public("powerBI", "https://analysis.windows.net/powerbi/api"),
    public("fabric", "https://api.fabric.microsoft.com"),
    public("databricks", "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"),
    public("kubernetes", "6dae42f8-4368-4678-94ff-3960e28e3630").everywhere(),
];

const fn public(name: &'static str, resource: &'static str) -> ShortName {
    ShortName {
        name,
        resource,
        us_government: None,
        china: None,
    }
}

impl ShortName {
    /// All of them, in the order in which the documentation lists them.
    pub const ALL: &[Self] = SHORT_NAMES;

    /// The resource in a cloud. `None`: not known, or there is none.
    pub fn resource_in(&self, cloud: &Cloud) -> Option<&'static str> {
        match cloud {
            Cloud::Public => Some(self.resource),
            Cloud::UsGovernment => self.us_government,
            Cloud::China => self.china,
            Cloud::Other(_) => Some(self.resource).filter(|_| self.is_everywhere()),
        }
    }

    /// Whether the resource is the same in every cloud.
    fn is_everywhere(&self) -> bool {
        self.us_government == Some(self.resource) && self.china == Some(self.resource)
    }

    const fn elsewhere(self, us_government: &'static str, china: &'static str) -> Self {
        Self {
            us_government: Some(us_government),
            china: Some(china),
            ..self
        }
    }

    const fn everywhere(self) -> Self {
        self.elsewhere(self.resource, self.resource)
    }
}

/// The cloud that alone has this resource. `None` if it is in several, or in none that is known.
pub(super) fn only_cloud_of(resource: &str) -> Option<Cloud> {
    let resource = resource.trim_end_matches('/');
    let is = |known: Option<&str>| known.is_some_and(|it| it.eq_ignore_ascii_case(resource));
    SHORT_NAMES.iter().find_map(|short| {
        let clouds = [
            (Some(short.resource), Cloud::Public),
            (short.us_government, Cloud::UsGovernment),
            (short.china, Cloud::China),
        ];
        let mut having = clouds.into_iter().filter(|(known, _)| is(*known));
        let (_, cloud) = having.next()?;
        // Azure DevOps itself is in the public cloud only, and takes identities of all.
        let is_devops = short.resource == AZURE_DEVOPS;
        (having.next().is_none() && !is_devops && short.china.is_some()).then_some(cloud)
    })
}

/// The id under which Entra knows Azure DevOps in every tenant.
pub(super) const AZURE_DEVOPS: &str = "499b84ac-1321-427f-aa17-267ca6975798";

/// Finds the short name that a text is, in any case.
pub(super) fn short_name(text: &str) -> Option<&'static ShortName> {
    SHORT_NAMES
        .iter()
        .find(|short| short.name.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_distinct() {
        for (index, short) in SHORT_NAMES.iter().enumerate() {
            let mut before = SHORT_NAMES[..index].iter();
            assert!(before.all(|other| !other.name.eq_ignore_ascii_case(short.name)));
        }
    }

    #[test]
    fn a_resource_of_one_cloud_is_known_as_that() {
        for (resource, cloud) in [
            ("https://management.azure.com/", Some(Cloud::Public)),
            ("https://vault.usgovcloudapi.net", Some(Cloud::UsGovernment)),
            ("https://VAULT.azure.cn", Some(Cloud::China)),
            ("https://storage.azure.com", None),
            ("https://cosmos.azure.com", None),
            (AZURE_DEVOPS, None),
            ("https://example.org", None),
        ] {
            assert_eq!(only_cloud_of(resource), cloud, "{resource}");
        }
    }
}
