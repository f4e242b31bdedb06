//! Short names of well-known resources.

/// A name that stands for a resource of the public cloud.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ShortName {
    /// The name, compared without regard to case.
    pub name: &'static str,
    /// The resource, a GUID or a URI.
    pub resource: &'static str,
    /// Whether the resource is the same in every cloud.
    pub every_cloud: bool,
}

/// The short names, in the order in which the documentation lists them.
///
/// Sources: the scopes in Microsoft's documentation of each service; Azure DevOps by GUID, as
/// <https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/service-principal-managed-identity>
/// has it.
pub const SHORT_NAMES: &[ShortName] = &[
    public("azureDevOps", AZURE_DEVOPS),
    public("azureResourceManager", "https://management.azure.com"),
    public("keyVault", "https://vault.azure.net"),
    public("graph", "https://graph.microsoft.com"),
    every("storage", "https://storage.azure.com"),
    public("containerRegistry", "https://containerregistry.azure.net"),
    public("sqlDatabase", "https://database.windows.net"),
    public(
        "openSourceDatabases",
        "https://ossrdbms-aad.database.windows.net",
    ),
    public("cosmosDb", "https://cosmos.azure.com"),
    public("serviceBus", "https://servicebus.azure.net"),
    public("eventHubs", "https://eventhubs.azure.net"),
    public("appConfiguration", "https://azconfig.io"),
    public("logAnalytics", "https://api.loganalytics.io"),
    public("cognitiveServices", "https://cognitiveservices.azure.com"),
    public("powerBI", "https://analysis.windows.net/powerbi/api"),
    public("fabric", "https://api.fabric.microsoft.com"),
    public("databricks", "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"),
    every("kubernetes", "6dae42f8-4368-4678-94ff-3960e28e3630"),
];

const fn public(name: &'static str, resource: &'static str) -> ShortName {
    ShortName {
        name,
        resource,
        every_cloud: false,
    }
}

const fn every(name: &'static str, resource: &'static str) -> ShortName {
    ShortName {
        name,
        resource,
        every_cloud: true,
    }
}

/// The id under which Entra knows Azure DevOps in every tenant.
pub(super) const AZURE_DEVOPS: &str = "499b84ac-1321-427f-aa17-267ca6975798";
