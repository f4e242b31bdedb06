//! The names of the task's inputs, as in task.json.

/// The names. A test compares them with task.json.
pub const INPUT_NAMES: [&str; 26] = [
    CONNECTION_TYPE,
    SERVICE_CONNECTION,
    AZURE_DEVOPS_SERVICE_CONNECTION,
    AUTHORITY_HOST,
    SCOPE,
    VARIABLE,
    TOKENS,
    FOR,
    KEEP_FRESH,
    DOORS,
    RESOURCES,
    ASSERTION,
    IDENTITY_VARIABLES,
    WHOAMI,
    IS_OUTPUT,
    MINIMUM_LIFETIME,
    RETRY_BUDGET,
    WAIT_FOR_PROPAGATION,
    EXPECTED_TENANT,
    EXPECTED_CLIENT,
    EXPECTED_SUBJECT,
    EXPECTED_IDENTITY,
    POLICY,
    DIAGNOSE,
    TARGET,
    // The alias of `serviceConnection`, for pipelines that move here from AzureCLI@2.
    AZURE_SUBSCRIPTION,
];

pub(super) const CONNECTION_TYPE: &str = "connectionType";
pub(super) const SERVICE_CONNECTION: &str = "serviceConnection";
pub(super) const AZURE_SUBSCRIPTION: &str = "azureSubscription";
pub(super) const AZURE_DEVOPS_SERVICE_CONNECTION: &str = "azureDevOpsServiceConnection";
pub(super) const AUTHORITY_HOST: &str = "authorityHost";
pub(super) const SCOPE: &str = "scope";
pub(super) const VARIABLE: &str = "variable";
pub(super) const TOKENS: &str = "tokens";
pub(super) const FOR: &str = "for";
pub(super) const KEEP_FRESH: &str = "keepFresh";
pub(super) const DOORS: &str = "doors";
pub(super) const RESOURCES: &str = "resources";
pub(super) const ASSERTION: &str = "assertion";
pub(super) const IDENTITY_VARIABLES: &str = "identityVariables";
pub(super) const WHOAMI: &str = "whoami";
pub(super) const IS_OUTPUT: &str = "isOutput";
pub(super) const MINIMUM_LIFETIME: &str = "minimumLifetime";
pub(super) const RETRY_BUDGET: &str = "retryBudget";
pub(super) const WAIT_FOR_PROPAGATION: &str = "waitForPropagation";
pub(super) const EXPECTED_TENANT: &str = "expectedTenant";
pub(super) const EXPECTED_CLIENT: &str = "expectedClient";
pub(super) const EXPECTED_SUBJECT: &str = "expectedSubject";
pub(super) const EXPECTED_IDENTITY: &str = "expectedIdentity";
pub(super) const POLICY: &str = "policy";
pub(super) const DIAGNOSE: &str = "diagnose";
pub(super) const TARGET: &str = "target";
