//! The known causes of failures. Each has the name of its row.

mod declare;
mod named;

use declare::causes;

causes! {
    // Entra: the federated credential.
    PipelineSubject = "pipeline-subject", WrongSubject = "wrong-subject", SubjectCase = "subject-case",
    WrongIssuer = "wrong-issuer", WrongAudience = "wrong-audience", NoMatchingCredential = "no-matching-credential",
    NoFederatedCredential = "no-federated-credential", MultitenantApp = "multitenant-app",
    FederationPolicy = "federation-policy", EnterpriseClaim = "enterprise-claim",
    // Entra: the assertion.
    OwnAssertionTime = "own-assertion-time", ExpiredAssertion = "expired-assertion",
    OutlivedAssertion = "outlived-assertion", AzOutlivedAssertion = "az-outlived-assertion",
    PowershellOutlivedAssertion = "powershell-outlived-assertion", LongLivedAssertion = "long-lived-assertion", UnregisteredCertificate = "unregistered-certificate",
    ExpiredAppCertificate = "expired-app-certificate", CertificateSubject = "certificate-subject",
    AppWithoutKeys = "app-without-keys", AssertionOfOtherClient = "assertion-of-other-client",
    AssertionEndpoint = "assertion-endpoint", IssuerKeyUnknown = "issuer-key-unknown", BadSignature = "bad-signature",
    MalformedAssertion = "malformed-assertion", WrongTokenType = "wrong-token-type", WrongAlgorithm = "wrong-algorithm",
    EntraTokenAsAssertion = "entra-token-as-assertion", UserToken = "user-token", BearerGrant = "bearer-grant",
    // Entra: the client.
    UnknownClient = "unknown-client", MalformedClient = "malformed-client", NoServicePrincipal = "no-service-principal",
    ManagedIdentityWithSecret = "managed-identity-with-secret", DisabledServicePrincipal = "disabled-service-principal",
    RemovedApp = "removed-app", WrongSecret = "wrong-secret", ExpiredSecret = "expired-secret", ClientIsResourceId = "client-is-resource-id", NoProof = "no-proof",
    PublicClient = "public-client", RoleNotAssigned = "role-not-assigned", UserNotAssigned = "user-not-assigned",
    NoConsent = "no-consent", NotPreauthorized = "not-preauthorized", PermissionNotRequested = "permission-not-requested",
    ReplyAddress = "reply-address", RedirectPlatform = "redirect-platform", ImplicitGrantOff = "implicit-grant-off",
    ResponseMode = "response-mode", AppSigningKey = "app-signing-key", SamlRequest = "saml-request",
    // Entra: the tenant or the cloud.
    UnknownTenant = "unknown-tenant", UnexpandedTenant = "unexpanded-tenant", MalformedTenant = "malformed-tenant",
    WrongCloud = "wrong-cloud", CommonAuthority = "common-authority", EmptyTenant = "empty-tenant", NoTenant = "no-tenant",
    UnknownAuthority = "unknown-authority", UnmanagedTenant = "unmanaged-tenant", TenantRestriction = "tenant-restriction",
    CrossTenantPolicy = "cross-tenant-policy", OldTls = "old-tls", RegionalEndpoint = "regional-endpoint",
    // Entra: the request.
    UnknownResource = "unknown-resource", ServerAsResource = "server-as-resource", DisabledResource = "disabled-resource", ScopeEncodedTwice = "scope-encoded-twice",
    MalformedScope = "malformed-scope", SeveralResources = "several-resources", MissingField = "missing-field",
    MalformedRequest = "malformed-request", ResourceParameter = "resource-parameter", UnsupportedGrant = "unsupported-grant",
    NotAForm = "not-a-form", ResourceMismatch = "resource-mismatch", TokenForItself = "token-for-itself",
    SpentCode = "spent-code", ForeignGrant = "foreign-grant", UnlistedCode = "unlisted-code",
    RefusalWithoutCode = "refusal-without-code",
    // Entra: policies.
    ConditionalAccess = "conditional-access", SecurityPolicy = "security-policy", UnmanagedDevice = "unmanaged-device",
    UserSignIn = "user-sign-in", SecondFactor = "second-factor", DeviceCodeBlocked = "device-code-blocked",
    DeviceRecord = "device-record", TokenProtection = "token-protection", RequestLoop = "request-loop",
    // Entra: a user's account and password.
    UserNotInTenant = "user-not-in-tenant", PersonalAccount = "personal-account", ConsumersOnlyApp = "consumers-only-app",
    UserAtRisk = "user-at-risk", WrongPassword = "wrong-password", PasswordExpired = "password-expired",
    AccountBlocked = "account-blocked", FederatedProvider = "federated-provider", PasswordAgent = "password-agent",
    WindowsSignIn = "windows-sign-in", UserCertificate = "user-certificate",
    // Entra: sign-ins on another device.
    DeviceCodeExpired = "device-code-expired", SignInDeclined = "sign-in-declined", UnknownDeviceCode = "unknown-device-code",
    // Entra: temporary failures.
    IssuerUnreachable = "issuer-unreachable", TenantThrottled = "tenant-throttled", EntraTransient = "entra-transient",
    EntraThrottled = "entra-throttled", EntraUnavailable = "entra-unavailable",
    // The job and its settings.
    ConnectionNameInsteadOfId = "connection-name-instead-of-id", UnexpandedJobToken = "unexpanded-job-token",
    NoJobToken = "no-job-token", NotInAJob = "not-in-a-job", OutsideAJob = "outside-a-job", WrongInput = "wrong-input",
    WrongEnvironment = "wrong-environment", ShortLifetime = "short-lifetime", UnexpectedIdentity = "unexpected-identity",
    InternalError = "internal-error", ForeignHost = "foreign-host", ForeignAuthority = "foreign-authority",
    BroughtAuthority = "brought-authority", DisplacedVariable = "displaced-variable",
    ConnectionNotHandedOver = "connection-not-handed-over", ConvertibleConnection = "convertible-connection",
    NoFederation = "no-federation", ProxySetting = "proxy-setting", EncryptedClientKey = "encrypted-client-key",
    // Sources of identity.
    NoSource = "no-source", IncompleteSource = "incomplete-source", NoAssertions = "no-assertions",
    UnusableTokenVariable = "unusable-token-variable", UnusableTokenFile = "unusable-token-file",
    ForeignGithubHost = "foreign-github-host", GithubTokenRefused = "github-token-refused",
    GithubUnavailable = "github-unavailable", NoGithubAssertion = "no-github-assertion", SeveralSources = "several-sources",
    KeeperGone = "keeper-gone", ForeignKeeper = "foreign-keeper", KeeperRefused = "keeper-refused",
    KeeperNotStarted = "keeper-not-started",
    // Client certificates of applications.
    CertificateWithoutKey = "certificate-without-key", KeyWithoutCertificate = "key-without-certificate",
    KeyOfOtherCertificate = "key-of-other-certificate", ClientCertificateExpired = "client-certificate-expired",
    ClientCertificateNotYetValid = "client-certificate-not-yet-valid",
    CertificatePasswordMissing = "certificate-password-missing", CertificatePasswordWrong = "certificate-password-wrong",
    UnsupportedEncryption = "unsupported-encryption", UnsupportedKey = "unsupported-key",
    NotAClientCertificate = "not-a-client-certificate",
    // Programs that are signed in to Azure, sign-ins, and files that a variable names.
    AzdNotSignedIn = "azd-not-signed-in", ToolFailed = "tool-failed", ToolNotInTime = "tool-not-in-time",
    UnreadableToolAnswer = "unreadable-tool-answer", OldAz = "old-az", ForeignSignInPage = "foreign-sign-in-page",
    NotARegularFile = "not-a-regular-file", FileNotReadInTime = "file-not-read-in-time",
    CertificateArchive = "certificate-archive",
    // Azure DevOps, when an assertion is requested.
    ConnectionNotReferenced = "connection-not-referenced", ConnectionNotAuthorized = "connection-not-authorized",
    UnknownConnection = "unknown-connection", JobNotFound = "job-not-found", OtherJobToken = "other-job-token",
    NoApiVersion = "no-api-version", PreviewVersion = "preview-version", WrongContentType = "wrong-content-type",
    GithubProtocol = "github-protocol", WrongMethod = "wrong-method", NoContentLength = "no-content-length",
    NoAssertionInReply = "no-assertion-in-reply", BadJobToken = "bad-job-token", SignInPage = "sign-in-page",
    AssertionNotJson = "assertion-not-json", NothingIssued = "nothing-issued", AssertionThrottled = "assertion-throttled",
    AssertionUnavailable = "assertion-unavailable", AssertionRefused = "assertion-refused",
    // The Marketplace.
    NotInPublisher = "not-in-publisher", PublisherRole = "publisher-role", CorporatePublisher = "corporate-publisher",
    NotTheMarketplace = "not-the-marketplace", WrongMemberId = "wrong-member-id", TfxNotAuthorized = "tfx-not-authorized",
    TfxWithoutToken = "tfx-without-token", ExtensionNameTaken = "extension-name-taken",
    ExtensionVersionExists = "extension-version-exists", VsceNotAuthorized = "vsce-not-authorized",
    VsceTokenNotRead = "vsce-token-not-read",
    VsceWithoutCredential = "vsce-without-credential", VsceOidc = "vsce-oidc", SemanticReleaseVsce = "semantic-release-vsce",
    VsixPublisherRefused = "vsix-publisher-refused", TfxServiceUrl = "tfx-service-url", TfxLoginRefused = "tfx-login-refused",
    TfxMissing = "tfx-missing", PoolAdministrator = "pool-administrator", ExtensionTooLarge = "extension-too-large",
    // Package feeds.
    FeedPermission = "feed-permission", NpmTokenNotAccepted = "npm-token-not-accepted",
    NpmInContainerBuild = "npm-in-container-build", PythonInContainerBuild = "python-in-container-build",
    NugetInContainerBuild = "nuget-in-container-build", NugetTokenNotAccepted = "nuget-token-not-accepted", PythonTokenNotAccepted = "python-token-not-accepted",
    FeedTokenNotAccepted = "feed-token-not-accepted", PackageInUpstream = "package-in-upstream",
    PackageVersionExists = "package-version-exists", UpstreamNeedsCredential = "upstream-needs-credential",
    FeedNotFound = "feed-not-found", TokenSentToStorage = "token-sent-to-storage", StorageRefused = "storage-refused",
    NpmAudit = "npm-audit", UploadAddress = "upload-address", PackageNotFound = "package-not-found",
    NpmWithoutCredential = "npm-without-credential", YarnNotAuthenticated = "yarn-not-authenticated",
    VstsNpmAuthFailed = "vsts-npm-auth-failed", KeyringFailed = "keyring-failed",
    PythonWithoutCredential = "python-without-credential", GradleTokenNotAccepted = "gradle-token-not-accepted",
    MavenTokenNotAccepted = "maven-token-not-accepted", CargoTokenNotAccepted = "cargo-token-not-accepted",
    CredentialPluginFailed = "credential-plugin-failed", FeedEndpointsVariable = "feed-endpoints-variable",
    NugetSignInNeeded = "nuget-sign-in-needed", PackagingConnection = "packaging-connection",
    ConnectionInWrongInput = "connection-in-wrong-input", FeedUrlInput = "feed-url-input", DependabotFeed = "dependabot-feed",
    FederatedFeedCredentials = "federated-feed-credentials", IdentityNotMaterialized = "identity-not-materialized",
    PowershellWithoutCredential = "powershell-without-credential", ServiceIndexNotLoaded = "service-index-not-loaded",
    // Git repositories.
    GitPermission = "git-permission", RefUpdateRefused = "ref-update-refused", DependabotForbidden = "dependabot-forbidden",
    BranchPolicy = "branch-policy", GitCredentialRefused = "git-credential-refused",
    JobRepositoryScope = "job-repository-scope", GitWithoutCredential = "git-without-credential",
    GitBadRequest = "git-bad-request", GoGitRefused = "go-git-refused", LfsRefused = "lfs-refused",
    SshKeyRefused = "ssh-key-refused", SshHostKey = "ssh-host-key", GcmNoStore = "gcm-no-store",
    GcmPatRefused = "gcm-pat-refused", GcmServicePrincipal = "gcm-service-principal", GcmBroker = "gcm-broker",
    GcmPlainHttp = "gcm-plain-http", PullRequestExists = "pull-request-exists", BranchMissing = "branch-missing",
    RefChanged = "ref-changed", PushTooLarge = "push-too-large", SecretInPush = "secret-in-push",
    CommitEmailPolicy = "commit-email-policy",
    // Azure DevOps: the identity.
    IdentityNotFoundYet = "identity-not-found-yet", AgentIdentity = "agent-identity", NoProfile = "no-profile",
    InvitationPending = "invitation-pending", OtherAccount = "other-account",
    // Azure DevOps, when an access token is used.
    NotInOrganization = "not-in-organization", NoCredentialSeen = "no-credential-seen", NotAuthorized = "not-authorized",
    WrongTenant = "wrong-tenant", ClientNotAuthorized = "client-not-authorized",
    OnPremisesNotAuthorized = "on-premises-not-authorized", OrganizationWithoutTenant = "organization-without-tenant",
    NoSuchOrganization = "no-such-organization", NotAzureDevopsServices = "not-azure-devops-services",
    NoProjectAccess = "no-project-access", NoRepositoryAccess = "no-repository-access",
    TargetConditionalAccess = "target-conditional-access", RateLimited = "rate-limited",
    TargetUnavailable = "target-unavailable", ExpiredPat = "expired-pat", AddUsersPermission = "add-users-permission",
    MissingPermission = "missing-permission", OperationNotAllowed = "operation-not-allowed", WrongObjectId = "wrong-object-id",
    TargetSignInPage = "target-sign-in-page", TokenNotAccepted = "token-not-accepted", TargetRefused = "target-refused",
    UnlistedAzureDevopsCode = "unlisted-azure-devops-code", TargetNotJson = "target-not-json",
    PageInsteadOfJson = "page-instead-of-json", AzureDevopsFault = "azure-devops-fault", PatPolicy = "pat-policy",
    AccessLevel = "access-level", ProjectPermission = "project-permission", PipelinePermission = "pipeline-permission",
    PoolPermission = "pool-permission", ResourceRole = "resource-role", AnalyticsPermission = "analytics-permission",
    ResourceNotAuthorized = "resource-not-authorized", AgentPoolNotFound = "agent-pool-not-found",
    IdentityNotAdded = "identity-not-added", WorkItemNotReadable = "work-item-not-readable", AreaPermission = "area-permission",
    TagPermission = "tag-permission",
    // Azure services.
    NoLockOrPolicyRole = "no-lock-or-policy-role", NoRootDeploymentRole = "no-root-deployment-role",
    NoDeploymentRole = "no-deployment-role", NoReaderRole = "no-reader-role",
    LinkedSubscriptionNotFound = "linked-subscription-not-found", NoVaultPolicy = "no-vault-policy",
    NoQueueRole = "no-queue-role", NoTableRole = "no-table-role",
    NoClusterAdminCredentialRole = "no-cluster-admin-credential-role", NoAiServicesRole = "no-ai-services-role",
    NoVaultRole = "no-vault-role", NoAzureRole = "no-azure-role", NoSubscription = "no-subscription",
    NoDatabaseUser = "no-database-user", NoRegistryToken = "no-registry-token", LocationPolicy = "location-policy",
    ClaimsChallenge = "claims-challenge", TokenNotForResourceManager = "token-not-for-resource-manager",
    TokenNotForKeyVault = "token-not-for-key-vault", TokenNotForStorage = "token-not-for-storage",
    TokenNotForGraph = "token-not-for-graph", TokenForOtherResource = "token-for-other-resource",
    WrongSubscriptionTenant = "wrong-subscription-tenant", VaultTenant = "vault-tenant", StorageTenant = "storage-tenant",
    ExpiredAccessToken = "expired-access-token", MalformedToken = "malformed-token", CannotAssignRoles = "cannot-assign-roles",
    RoleAssignmentOfAnother = "role-assignment-of-another", RoleAssignmentExists = "role-assignment-exists",
    RoleAssignmentLimit = "role-assignment-limit", PrincipalNotFound = "principal-not-found", LinkedTenant = "linked-tenant",
    LinkedResourceRole = "linked-resource-role", VaultFirewall = "vault-firewall",
    NoVaultCertificateRole = "no-vault-certificate-role", NoVaultKeyRole = "no-vault-key-role",
    NoVaultWriteRole = "no-vault-write-role", KeyOperation = "key-operation", SoftDeleted = "soft-deleted",
    NoSuchSecret = "no-such-secret", StorageKeysRole = "storage-keys-role", NoShareRole = "no-share-role",
    SasPermission = "sas-permission", NoStorageRole = "no-storage-role", StorageFirewall = "storage-firewall",
    StorageKeysDisabled = "storage-keys-disabled", ExpiredSas = "expired-sas", AnonymousStorage = "anonymous-storage",
    StorageTokenNotAccepted = "storage-token-not-accepted", StorageCredential = "storage-credential",
    StorageAccountNotSeen = "storage-account-not-seen", NoShareIntent = "no-share-intent",
    ServerWithoutEntraAdmin = "server-without-entra-admin", EntraOnlySql = "entra-only-sql", NoSqlToken = "no-sql-token",
    SqlFirewall = "sql-firewall", UnknownSqlPrincipal = "unknown-sql-principal", SqlDirectoryLookup = "sql-directory-lookup",
    SqlLoginCreatesUser = "sql-login-creates-user", PostgresRole = "postgres-role", PostgresFirewall = "postgres-firewall",
    PostgresSignIn = "postgres-sign-in", MysqlSignIn = "mysql-sign-in", NoCosmosRole = "no-cosmos-role",
    CosmosControlPlane = "cosmos-control-plane", NoDocker = "no-docker", RegistryFirewall = "registry-firewall",
    ServiceRegistryPull = "service-registry-pull", ClusterRegistryPull = "cluster-registry-pull",
    NoRegistryTaskRole = "no-registry-task-role", RegistryPassword = "registry-password",
    RegistryUnauthorized = "registry-unauthorized", NoClusterRole = "no-cluster-role",
    NoClusterCredentialRole = "no-cluster-credential-role", NoLocalClusterAccounts = "no-local-cluster-accounts",
    KubernetesRole = "kubernetes-role", StoppedApp = "stopped-app", ScmFirewall = "scm-firewall", OldMsdeploy = "old-msdeploy",
    ScmBasicAuth = "scm-basic-auth", NoWebAppRole = "no-web-app-role", AppNotSeen = "app-not-seen",
    StaticWebAppToken = "static-web-app-token", NoMessagingRole = "no-messaging-role", MessagingKey = "messaging-key",
    NoEventGridCredential = "no-event-grid-credential", PrivateEndpointOnly = "private-endpoint-only",
    ServiceFirewall = "service-firewall", KeysDisabled = "keys-disabled", NoAppConfigurationRole = "no-app-configuration-role",
    NoLogsRole = "no-logs-role", NoIngestionRole = "no-ingestion-role", NoSigningRole = "no-signing-role",
    NoOpenaiRole = "no-openai-role", NoFoundryRole = "no-foundry-role", WrongAiKey = "wrong-ai-key",
    NoSynapseRole = "no-synapse-role", NoFabricAccess = "no-fabric-access", NotInEnvironment = "not-in-environment",
    DataverseRole = "dataverse-role", DatabricksToken = "databricks-token",
    NotInDatabricksWorkspace = "not-in-databricks-workspace", NoKustoRole = "no-kusto-role",
    NoGraphPermission = "no-graph-permission", UnregisteredProvider = "unregistered-provider",
    SubscriptionType = "subscription-type", DisabledSubscription = "disabled-subscription",
    MalformedSubscription = "malformed-subscription",
    NoSuchResourceGroup = "no-such-resource-group", DenyAssignment = "deny-assignment", AzurePolicy = "azure-policy",
    RegionNotAllowed = "region-not-allowed", ResourceLock = "resource-lock", NoRoleOnGroup = "no-role-on-group",
    NoTokenSent = "no-token-sent",
    // Certificates.
    ExpiredCertificate = "expired-certificate", WrongHostCertificate = "wrong-host-certificate",
    NoCertificateInFile = "no-certificate-in-file", UnknownCa = "unknown-ca", BadCertificate = "bad-certificate",
    ClientCertificateWanted = "client-certificate-wanted", CaFileNotFound = "ca-file-not-found", KeyLogFile = "key-log-file",
    PackageSignatureChain = "package-signature-chain", RevocationNotChecked = "revocation-not-checked",
    NoncompliantCertificate = "noncompliant-certificate", NoCommonTls = "no-common-tls",
    LegacyRenegotiation = "legacy-renegotiation", TlsFailed = "tls-failed",
    // Proxies.
    ProxyAuthentication = "proxy-authentication", AuthorityNotReached = "authority-not-reached",
    PlainHttpAnswer = "plain-http-answer", ProxyRefusesHost = "proxy-refuses-host", ProxyCannotConnect = "proxy-cannot-connect",
    ProxyUnusable = "proxy-unusable", ProxyClosesTunnel = "proxy-closes-tunnel", ProxyNotReached = "proxy-not-reached",
    OutdatedProxyLibrary = "outdated-proxy-library", MsalPastProxy = "msal-past-proxy",
    // Managed identities.
    StaleTokenFile = "stale-token-file",
    EndpointWithoutIdentity = "endpoint-without-identity", DockerDesktopMetadata = "docker-desktop-metadata",
    SeveralManagedIdentities = "several-managed-identities", AppIdentity = "app-identity",
    ChainNotConnected = "chain-not-connected", NoCredentialInChain = "no-credential-in-chain",
    TokenCredentialsVariable = "token-credentials-variable", PipelinesCredentialOutsideJob = "pipelines-credential-outside-job",
    PipelinesCredentialIncomplete = "pipelines-credential-incomplete",
    WorkloadIdentityNotInjected = "workload-identity-not-injected", PodIdentity = "pod-identity",
    TenantNotAllowed = "tenant-not-allowed", IncompleteEnvironment = "incomplete-environment",
    OtherCloudCredentials = "other-cloud-credentials", ManagedIdentityUsername = "managed-identity-username",
    CloudShellToken = "cloud-shell-token", ArcAgentDown = "arc-agent-down", NoMetadataService = "no-metadata-service",
    OldAzManagedIdentity = "old-az-managed-identity", MetadataHeader = "metadata-header",
    MetadataThroughProxy = "metadata-through-proxy", ManagedIdentityNotAssigned = "managed-identity-not-assigned",
    NoManagedIdentity = "no-managed-identity", AppServiceToken = "app-service-token",
    ManagedIdentityHeader = "managed-identity-header", ManagedIdentityUnavailable = "managed-identity-unavailable",
    ManagedIdentityRefused = "managed-identity-refused", ManagedIdentityNotJson = "managed-identity-not-json",
    ManagedIdentityUnsupported = "managed-identity-unsupported", OtherManagedIdentity = "other-managed-identity",
    ManagedIdentityEndpoint = "managed-identity-endpoint", ArcKey = "arc-key",
    // Terraform.
    ProviderWithoutAssertion = "provider-without-assertion", TerraformWithoutVariables = "terraform-without-variables",
    ProviderWithoutCredential = "provider-without-credential", AzPrincipalNotSupported = "az-principal-not-supported",
    ProviderAssertionRefused = "provider-assertion-refused", ProviderGotNothing = "provider-got-nothing",
    ProviderWithoutRequestUrl = "provider-without-request-url", NoProviderSubscription = "no-provider-subscription",
    StateWithoutResourceGroup = "state-without-resource-group",
    SettingUnknownToTerraform = "setting-unknown-to-terraform", NoAssertionFile = "no-assertion-file",
    TwoAssertions = "two-assertions",
    // Databricks, and other tools that deploy.
    DatabricksWithoutVariables = "databricks-without-variables", DatabricksAzConfig = "databricks-az-config",
    DatabricksWithoutCredential = "databricks-without-credential",
    DatabricksSeveralCredentials = "databricks-several-credentials", OldDatabricks = "old-databricks",
    PackerGithubProtocol = "packer-github-protocol", PulumiWithoutAssertion = "pulumi-without-assertion",
    PulumiNotSignedIn = "pulumi-not-signed-in", AnsibleWithoutCredential = "ansible-without-credential",
    AnsibleWithoutSubscription = "ansible-without-subscription", AzdSubscription = "azd-subscription",
    NoStaticWebAppToken = "no-static-web-app-token", NoKubelogin = "no-kubelogin", OldKubelogin = "old-kubelogin",
    OtherKubelogin = "other-kubelogin", OldKubeconfig = "old-kubeconfig",
    KubeloginWithoutConnection = "kubelogin-without-connection", KubeloginWithoutIds = "kubelogin-without-ids",
    KubeloginFailed = "kubelogin-failed", KubeloginKeyring = "kubelogin-keyring", ClusterTokenRefused = "cluster-token-refused",
    DeviceCodePrompt = "device-code-prompt", OldAzcopy = "old-azcopy", AzcopyNotSignedIn = "azcopy-not-signed-in", AzcopyPowershell = "azcopy-powershell",
    // Tasks of Azure Pipelines.
    NoParallelism = "no-parallelism", TaskGotNoAssertion = "task-got-no-assertion", TaskSignInFault = "task-sign-in-fault",
    TaskWithoutFederation = "task-without-federation", NoClientSecret = "no-client-secret",
    ConnectionSecretExpired = "connection-secret-expired", ConnectionOfManagedIdentity = "connection-of-managed-identity",
    CertificateConnectionOnLinux = "certificate-connection-on-linux", KeepSessionScheme = "keep-session-scheme",
    EndpointDataMissing = "endpoint-data-missing", TaskNotInstalled = "task-not-installed",
    NoAssertionForTask = "no-assertion-for-task", NoAssertionUrl = "no-assertion-url",
    StepWithoutJobToken = "step-without-job-token", TaskCouldNotSignIn = "task-could-not-sign-in",
    TaskSignInUnavailable = "task-sign-in-unavailable", IdentityNotFound = "identity-not-found",
    // Tools on the agent that are missing or too old.
    OldAzModule = "old-az-module", OldAzureIdentity = "old-azure-identity", NoAzModule = "no-az-module",
    AzureRmModule = "azure-rm-module", AzTooOld = "az-too-old", NodeTooOldForFederation = "node-too-old-for-federation",
    // The setup of service connections.
    ConnectionNotVerified = "connection-not-verified", NoRefreshToken = "no-refresh-token", DirectoryQuota = "directory-quota",
    CannotCreateApp = "cannot-create-app", ConnectionRoleNotAssigned = "connection-role-not-assigned",
    ConnectionWithoutReader = "connection-without-reader", ConversionFailed = "conversion-failed",
    ConnectionExists = "connection-exists", FederationUnknownToServer = "federation-unknown-to-server",
    ExtensionNewerThanServer = "extension-newer-than-server", ConnectionKindNotTaken = "connection-kind-not-taken",
    ConnectionNotReadable = "connection-not-readable", PowerPlatformCredential = "power-platform-credential",
    // Jobs of GitHub workflows.
    NoIdTokenPermission = "no-id-token-permission", NoIdTokenFromGithub = "no-id-token-from-github",
    AzureLoginWithoutIds = "azure-login-without-ids", AzureLoginCredentials = "azure-login-credentials",
    AzureLoginFailed = "azure-login-failed", AzureLoginWithoutSubscription = "azure-login-without-subscription",
    // Command-line tools.
    AzDevopsTokenRefused = "az-devops-token-refused", AzDevopsAnonymous = "az-devops-anonymous", AzDevopsWithoutCredential = "az-devops-without-credential",
    AzDevopsNotInstalled = "az-devops-not-installed", AzDevopsNoOrganization = "az-devops-no-organization",
    AzDevopsKeyring = "az-devops-keyring", AzDevopsOnPremises = "az-devops-on-premises",
    RenovateWithoutToken = "renovate-without-token", PythonClientRefused = "python-client-refused",
    AzdProvider = "azd-provider", AzNotSignedIn = "az-not-signed-in",
    // Libraries for sign-ins.
    SilentSignIn = "silent-sign-in", AmbiguousTokenCache = "ambiguous-token-cache", BrokerNetwork = "broker-network",
    BrokerFailed = "broker-failed", DeviceCodePending = "device-code-pending", AzNotInstalled = "az-not-installed",
    AzdWithoutConnection = "azd-without-connection", SignInToTenant = "sign-in-to-tenant", SignInWindow = "sign-in-window",
    SubscriptionNotListed = "subscription-not-listed", AzLoginIncomplete = "az-login-incomplete",
    NoDefaultSubscription = "no-default-subscription", AzAccountNotCached = "az-account-not-cached",
    AzCacheUnreadable = "az-cache-unreadable", AzFolderNotWritable = "az-folder-not-writable",
    AzPowershellNotSignedIn = "az-powershell-not-signed-in", AzPowershellOtherToken = "az-powershell-other-token",
    AzPowershellNotInstalled = "az-powershell-not-installed", SignInAgain = "sign-in-again", NoBrowser = "no-browser",
    TokenCacheNotStored = "token-cache-not-stored", ClockWrong = "clock-wrong", VisualStudioSignIn = "visual-studio-sign-in",
    IdentityBrokerMissing = "identity-broker-missing",
    // The connection to a server.
    PrivateEndpointName = "private-endpoint-name", DnsUnavailable = "dns-unavailable", UnknownHost = "unknown-host",
    NothingOnLocalhost = "nothing-on-localhost", SocketBlocked = "socket-blocked", ConnectionRefused = "connection-refused",
    AgentNotConnected = "agent-not-connected", HandshakeCut = "handshake-cut",
    ConnectionBroken = "connection-broken", NoAnswer = "no-answer", AnswerTooLarge = "answer-too-large",
    CompressedAnswer = "compressed-answer", BadAddress = "bad-address", NoAccessTokenInReply = "no-access-token-in-reply",
    NotEntra = "not-entra", ProxyPage = "proxy-page", WebPageInsteadOfJson = "web-page-instead-of-json",
    NoConnection = "no-connection",
    // Any server.
    NotSupported = "not-supported",
    // A status without its server.
    Bare203 = "bare-203", Bare401 = "bare-401", Bare403 = "bare-403", Bare404 = "bare-404",
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
