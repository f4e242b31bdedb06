//! The known causes of failures. Each has the name of its row.

mod declare;

use declare::causes;

causes! {
    // Entra: the federated credential.
    PipelineSubject = "pipeline-subject",
    WrongSubject = "wrong-subject",
    SubjectCase = "subject-case",
    WrongIssuer = "wrong-issuer",
    WrongAudience = "wrong-audience",
    NoMatchingCredential = "no-matching-credential",
    NoFederatedCredential = "no-federated-credential",
    MultitenantApp = "multitenant-app",
    FederationPolicy = "federation-policy",
    EnterpriseClaim = "enterprise-claim",
    // Entra: the assertion.
    OwnAssertionTime = "own-assertion-time",
    ExpiredAssertion = "expired-assertion",
    LongLivedAssertion = "long-lived-assertion",
    UnregisteredCertificate = "unregistered-certificate",
    BadSignature = "bad-signature",
    MalformedAssertion = "malformed-assertion",
    WrongTokenType = "wrong-token-type",
    WrongAlgorithm = "wrong-algorithm",
    UserToken = "user-token",
    BearerGrant = "bearer-grant",
    // Entra: the client.
    UnknownClient = "unknown-client",
    MalformedClient = "malformed-client",
    NoServicePrincipal = "no-service-principal",
    ManagedIdentityWithSecret = "managed-identity-with-secret",
    DisabledServicePrincipal = "disabled-service-principal",
    RemovedApp = "removed-app",
    WrongSecret = "wrong-secret",
    ExpiredSecret = "expired-secret",
    NoProof = "no-proof",
    PublicClient = "public-client",
    RoleNotAssigned = "role-not-assigned",
    UserNotAssigned = "user-not-assigned",
    NoConsent = "no-consent",
    // Entra: the tenant or the cloud.
    UnknownTenant = "unknown-tenant",
    UnexpandedTenant = "unexpanded-tenant",
    MalformedTenant = "malformed-tenant",
    WrongCloud = "wrong-cloud",
    CommonAuthority = "common-authority",
    // Entra: the request.
    UnknownResource = "unknown-resource",
    DisabledResource = "disabled-resource",
    ScopeEncodedTwice = "scope-encoded-twice",
    MalformedScope = "malformed-scope",
    SeveralResources = "several-resources",
    MissingField = "missing-field",
    MalformedRequest = "malformed-request",
    ResourceParameter = "resource-parameter",
    UnsupportedGrant = "unsupported-grant",
    UnlistedCode = "unlisted-code",
    RefusalWithoutCode = "refusal-without-code",
    // Entra: policies.
    ConditionalAccess = "conditional-access",
    SecurityPolicy = "security-policy",
    UnmanagedDevice = "unmanaged-device",
    UserSignIn = "user-sign-in",
    RequestLoop = "request-loop",
    // Entra: sign-ins on another device.
    DeviceCodeExpired = "device-code-expired",
    SignInDeclined = "sign-in-declined",
    UnknownDeviceCode = "unknown-device-code",
    // Entra: temporary failures.
    IssuerUnreachable = "issuer-unreachable",
    TenantThrottled = "tenant-throttled",
    EntraTransient = "entra-transient",
    EntraThrottled = "entra-throttled",
    EntraUnavailable = "entra-unavailable",
    // The job and its settings.
    ConnectionNameInsteadOfId = "connection-name-instead-of-id",
    UnexpandedJobToken = "unexpanded-job-token",
    NoJobToken = "no-job-token",
    NotInAJob = "not-in-a-job",
    OutsideAJob = "outside-a-job",
    WrongInput = "wrong-input",
    WrongEnvironment = "wrong-environment",
    ShortLifetime = "short-lifetime",
    UnexpectedIdentity = "unexpected-identity",
    InternalError = "internal-error",
    ForeignHost = "foreign-host",
    ForeignAuthority = "foreign-authority",
    BroughtAuthority = "brought-authority",
    DisplacedVariable = "displaced-variable",
    ConnectionNotHandedOver = "connection-not-handed-over",
    ConvertibleConnection = "convertible-connection",
    NoFederation = "no-federation",
    ProxySetting = "proxy-setting",
    EncryptedClientKey = "encrypted-client-key",
    // Sources of identity.
    NoSource = "no-source",
    IncompleteSource = "incomplete-source",
    NoAssertions = "no-assertions",
    UnusableTokenVariable = "unusable-token-variable",
    UnusableTokenFile = "unusable-token-file",
    ForeignGithubHost = "foreign-github-host",
    GithubTokenRefused = "github-token-refused",
    GithubUnavailable = "github-unavailable",
    NoGithubAssertion = "no-github-assertion",
    SeveralSources = "several-sources",
    KeeperGone = "keeper-gone",
    ForeignKeeper = "foreign-keeper",
    KeeperRefused = "keeper-refused",
    KeeperNotStarted = "keeper-not-started",
    // Client certificates of applications.
    CertificateWithoutKey = "certificate-without-key",
    KeyWithoutCertificate = "key-without-certificate",
    KeyOfOtherCertificate = "key-of-other-certificate",
    ClientCertificateExpired = "client-certificate-expired",
    ClientCertificateNotYetValid = "client-certificate-not-yet-valid",
    CertificatePasswordMissing = "certificate-password-missing",
    CertificatePasswordWrong = "certificate-password-wrong",
    UnsupportedEncryption = "unsupported-encryption",
    UnsupportedKey = "unsupported-key",
    NotAClientCertificate = "not-a-client-certificate",
    // Programs that are signed in to Azure, sign-ins, and files that a variable names.
    AzdNotSignedIn = "azd-not-signed-in",
    ToolFailed = "tool-failed",
    ToolNotInTime = "tool-not-in-time",
    UnreadableToolAnswer = "unreadable-tool-answer",
    OldAz = "old-az",
    ForeignSignInPage = "foreign-sign-in-page",
    NotARegularFile = "not-a-regular-file",
    FileNotReadInTime = "file-not-read-in-time",
    CertificateArchive = "certificate-archive",
    // Azure DevOps, when an assertion is requested.
    ConnectionNotReferenced = "connection-not-referenced",
    ConnectionNotAuthorized = "connection-not-authorized",
    UnknownConnection = "unknown-connection",
    JobNotFound = "job-not-found",
    OtherJobToken = "other-job-token",
    NoApiVersion = "no-api-version",
    PreviewVersion = "preview-version",
    WrongContentType = "wrong-content-type",
    GithubProtocol = "github-protocol",
    WrongMethod = "wrong-method",
    NoContentLength = "no-content-length",
    NoAssertionInReply = "no-assertion-in-reply",
    BadJobToken = "bad-job-token",
    SignInPage = "sign-in-page",
    AssertionNotJson = "assertion-not-json",
    NothingIssued = "nothing-issued",
    AssertionThrottled = "assertion-throttled",
    AssertionUnavailable = "assertion-unavailable",
    AssertionRefused = "assertion-refused",
    // The Marketplace.
    NotInPublisher = "not-in-publisher",
    PublisherRole = "publisher-role",
    CorporatePublisher = "corporate-publisher",
    NotTheMarketplace = "not-the-marketplace",
    WrongMemberId = "wrong-member-id",
    TfxNotAuthorized = "tfx-not-authorized",
    TfxWithoutToken = "tfx-without-token",
    ExtensionNameTaken = "extension-name-taken",
    ExtensionVersionExists = "extension-version-exists",
    VsceNotAuthorized = "vsce-not-authorized",
    VsceWithoutCredential = "vsce-without-credential",
    VsceOidc = "vsce-oidc",
    SemanticReleaseVsce = "semantic-release-vsce",
    VsixPublisherRefused = "vsix-publisher-refused",
    TfxServiceUrl = "tfx-service-url",
    TfxLoginRefused = "tfx-login-refused",
    TfxMissing = "tfx-missing",
    PoolAdministrator = "pool-administrator",
    ExtensionTooLarge = "extension-too-large",
    // Package feeds.
    FeedPermission = "feed-permission",
    NpmTokenNotAccepted = "npm-token-not-accepted",
    NugetTokenNotAccepted = "nuget-token-not-accepted",
    PythonTokenNotAccepted = "python-token-not-accepted",
    FeedTokenNotAccepted = "feed-token-not-accepted",
    PackageInUpstream = "package-in-upstream",
    PackageVersionExists = "package-version-exists",
    UpstreamNeedsCredential = "upstream-needs-credential",
    FeedNotFound = "feed-not-found",
    TokenSentToStorage = "token-sent-to-storage",
    StorageRefused = "storage-refused",
    NpmAudit = "npm-audit",
    UploadAddress = "upload-address",
    PackageNotFound = "package-not-found",
    NpmWithoutCredential = "npm-without-credential",
    YarnNotAuthenticated = "yarn-not-authenticated",
    VstsNpmAuthFailed = "vsts-npm-auth-failed",
    KeyringFailed = "keyring-failed",
    PythonWithoutCredential = "python-without-credential",
    GradleTokenNotAccepted = "gradle-token-not-accepted",
    MavenTokenNotAccepted = "maven-token-not-accepted",
    CargoTokenNotAccepted = "cargo-token-not-accepted",
    CredentialPluginFailed = "credential-plugin-failed",
    FeedEndpointsVariable = "feed-endpoints-variable",
    NugetSignInNeeded = "nuget-sign-in-needed",
    PackagingConnection = "packaging-connection",
    ConnectionInWrongInput = "connection-in-wrong-input",
    FeedUrlInput = "feed-url-input",
    DependabotFeed = "dependabot-feed",
    FederatedFeedCredentials = "federated-feed-credentials",
    IdentityNotMaterialized = "identity-not-materialized",
    PowershellWithoutCredential = "powershell-without-credential",
    ServiceIndexNotLoaded = "service-index-not-loaded",
    // Git repositories.
    GitPermission = "git-permission",
    BranchPolicy = "branch-policy",
    GitCredentialRefused = "git-credential-refused",
    // Azure DevOps: the identity.
    IdentityNotFoundYet = "identity-not-found-yet",
    AgentIdentity = "agent-identity",
    NoProfile = "no-profile",
    // Azure DevOps, when an access token is used.
    NotInOrganization = "not-in-organization",
    NoCredentialSeen = "no-credential-seen",
    NotAuthorized = "not-authorized",
    WrongTenant = "wrong-tenant",
    OrganizationWithoutTenant = "organization-without-tenant",
    NoSuchOrganization = "no-such-organization",
    NotAzureDevopsServices = "not-azure-devops-services",
    NoProjectAccess = "no-project-access",
    NoRepositoryAccess = "no-repository-access",
    TargetConditionalAccess = "target-conditional-access",
    RateLimited = "rate-limited",
    TargetUnavailable = "target-unavailable",
    ExpiredPat = "expired-pat",
    MissingPermission = "missing-permission",
    OperationNotAllowed = "operation-not-allowed",
    WrongObjectId = "wrong-object-id",
    TargetSignInPage = "target-sign-in-page",
    TokenNotAccepted = "token-not-accepted",
    TargetRefused = "target-refused",
    UnlistedAzureDevopsCode = "unlisted-azure-devops-code",
    TargetNotJson = "target-not-json",
    // Azure services.
    NoVaultRole = "no-vault-role",
    NoAzureRole = "no-azure-role",
    NoSubscription = "no-subscription",
    NoDatabaseUser = "no-database-user",
    NoRegistryToken = "no-registry-token",
    LocationPolicy = "location-policy",
    ClaimsChallenge = "claims-challenge",
    // Certificates.
    ExpiredCertificate = "expired-certificate",
    WrongHostCertificate = "wrong-host-certificate",
    NoCertificateInFile = "no-certificate-in-file",
    UnknownCa = "unknown-ca",
    BadCertificate = "bad-certificate",
    ClientCertificateWanted = "client-certificate-wanted",
    // Proxies.
    ProxyAuthentication = "proxy-authentication",
    AuthorityNotReached = "authority-not-reached",
    PlainHttpAnswer = "plain-http-answer",
    ProxyRefusesHost = "proxy-refuses-host",
    ProxyCannotConnect = "proxy-cannot-connect",
    ProxyUnusable = "proxy-unusable",
    // Managed identities.
    NoCredentialInChain = "no-credential-in-chain",
    ManagedIdentityNotAssigned = "managed-identity-not-assigned",
    NoManagedIdentity = "no-managed-identity",
    AppServiceToken = "app-service-token",
    ManagedIdentityHeader = "managed-identity-header",
    ManagedIdentityUnavailable = "managed-identity-unavailable",
    ManagedIdentityRefused = "managed-identity-refused",
    ManagedIdentityNotJson = "managed-identity-not-json",
    ManagedIdentityUnsupported = "managed-identity-unsupported",
    OtherManagedIdentity = "other-managed-identity",
    ManagedIdentityEndpoint = "managed-identity-endpoint",
    ArcKey = "arc-key",
    // Terraform.
    ProviderWithoutAssertion = "provider-without-assertion",
    TerraformWithoutVariables = "terraform-without-variables",
    DatabricksWithoutVariables = "databricks-without-variables",
    // Tasks of Azure Pipelines.
    NoParallelism = "no-parallelism",
    TaskGotNoAssertion = "task-got-no-assertion",
    TaskSignInFault = "task-sign-in-fault",
    TaskWithoutFederation = "task-without-federation",
    OldAzModule = "old-az-module",
    ConnectionNotVerified = "connection-not-verified",
    NoRefreshToken = "no-refresh-token",
    // Command-line tools.
    AzDevopsTokenRefused = "az-devops-token-refused",
    AzDevopsWithoutCredential = "az-devops-without-credential",
    PythonClientRefused = "python-client-refused",
    AzdProvider = "azd-provider",
    AzNotSignedIn = "az-not-signed-in",
    // The connection to a server.
    UnknownHost = "unknown-host",
    ConnectionRefused = "connection-refused",
    ConnectionBroken = "connection-broken",
    NoAnswer = "no-answer",
    AnswerTooLarge = "answer-too-large",
    CompressedAnswer = "compressed-answer",
    BadAddress = "bad-address",
    NoAccessTokenInReply = "no-access-token-in-reply",
    NotEntra = "not-entra",
    ProxyPage = "proxy-page",
    NoConnection = "no-connection",
    // Any server.
    NotSupported = "not-supported",
    // A status without its server.
    Bare203 = "bare-203",
    Bare401 = "bare-401",
    Bare403 = "bare-403",
    Bare404 = "bare-404",
}

impl Cause {
    /// Looks a cause up by its name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|cause| cause.name() == name)
    }

    /// Returns whether this cause covers many errors, each of which says by itself what is wrong and what to do.
    pub const fn is_general(self) -> bool {
        matches!(
            self,
            Self::ShortLifetime | Self::WrongEnvironment | Self::WrongInput
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_that_of_its_cause_in_kebab_case() {
        for cause in Cause::ALL {
            let mut kebab = String::new();
            for c in format!("{cause:?}").chars() {
                if c.is_ascii_uppercase() && !kebab.is_empty() {
                    kebab.push('-');
                }
                kebab.push(c.to_ascii_lowercase());
            }
            let name = cause.name();
            // A number counts as a separate word.
            assert_eq!(
                kebab.replace("bare", "bare-").replace("--", "-"),
                name.replace("bare", "bare-").replace("--", "-")
            );
            assert_eq!(Cause::by_name(name), Some(*cause));
        }
    }
}
