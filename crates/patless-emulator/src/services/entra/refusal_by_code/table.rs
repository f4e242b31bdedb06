//! Table of the refusals by code.
//!
//! Messages, statuses and errors come from captured responses and from Microsoft's list of codes. Where neither has a
//! status, the status of related codes is used.

/// Refusal of one code.
pub(super) struct Row {
    /// Number after `AADSTS`.
    pub(super) code: u32,
    /// HTTP status.
    pub(super) status: u16,
    /// OAuth error.
    pub(super) error: &'static str,
    /// Message, with placeholders like `{subject}`.
    pub(super) message: &'static str,
}

/// Makes rows, each with a code, a status, an error and a message.
macro_rules! refusals {
    ($($code:literal $status:literal $error:ident: $message:literal;)*) => {
        &[$(Row {
            code: $code,
            status: $status,
            error: stringify!($error),
            message: $message,
        },)*]
    };
}

/// Rows in ascending order of their codes.
pub(super) const ROWS: &[Row] = refusals! {
    28002 400 invalid_scope:
        "Provided value for the input parameter scope '{scope}' is not valid when requesting an access token. \
         Please specify a valid scope.";
    50001 400 invalid_resource:
        "The resource principal named {resource} was not found in the tenant named {tenant_name}.";
    50013 400 invalid_grant:
        "Assertion failed signature validation. [Reason - The key was not found.]";
    50027 400 invalid_request:
        "Invalid JWT token. Token format not valid.";
    50033 503 temporarily_unavailable:
        "A transient error has occurred. Please try again.";
    50076 400 invalid_grant:
        "Due to a configuration change made by your administrator, or because you moved to a new location, you \
         must use multi-factor authentication to access '{resource}'.";
    50079 400 invalid_grant:
        "Due to a configuration change made by your administrator, or because you moved to a new location, you \
         must enroll in multi-factor authentication to access '{resource}'.";
    50105 400 invalid_grant:
        "Your administrator has configured the application {application_name} ('{client}') to block users unless \
         they are specifically granted ('assigned') access to the application.";
    50158 400 invalid_grant:
        "External security challenge not satisfied. User will be redirected to another page or authentication \
         provider to satisfy additional authentication challenges.";
    50166 400 invalid_request:
        "Request to External OIDC endpoint failed.";
    50196 400 invalid_grant:
        "The server terminated an operation because it encountered a client request loop. Please contact your app \
         vendor.";
    65001 400 invalid_grant:
        "The user or administrator has not consented to use the application with ID '{client}' named \
         '{application_name}'. Send an interactive authorization request for this user and resource.";
    70001 400 unauthorized_client:
        "Application with identifier '{client}' is disabled or was not found in the directory '{tenant_name}'.";
    70003 400 unsupported_grant_type:
        "The app requested an unsupported grant type 'client_credentials'.";
    70011 400 invalid_scope:
        "The provided request must include a 'scope' input parameter. The provided value for the input parameter \
         'scope' is not valid. The scope {scope} is not valid.";
    70021 400 invalid_request:
        "No matching federated identity record found for presented assertion. Assertion Issuer: '{issuer}'. \
         Assertion Subject: '{subject}'. Assertion Audience: '{audience}'. Check your federated identity \
         credential Subject, Audience and Issuer against the presented assertion. \
         https://learn.microsoft.com/entra/workload-id/workload-identity-federation";
    70023 401 invalid_client:
        "External ID token from issuer '{issuer}' has a lifetime that is longer than the allowed maximum of \
         1.01:00:00.";
    70052 401 invalid_client:
        "The identity must be a managed identity, a single tenant app, or a service account.";
    90006 500 server_error:
        "External server is not available. Please try again.";
    90012 504 server_error:
        "The request has timed out. Please try again.";
    90013 400 invalid_request:
        "Invalid input received from the user.";
    90014 400 invalid_request:
        "The required field 'client_assertion' is missing from the credential. Ensure that you have all the \
         necessary parameters for the login request.";
    90024 503 temporarily_unavailable:
        "The request budget was exceeded. A transient error has occurred. Please try again.";
    90033 503 temporarily_unavailable:
        "A transient error has occurred. Please try again.";
    90038 400 invalid_request:
        "Specified tenant '{tenant}' belongs to another national cloud. Current cloud instance \
         'microsoftonline.com' does not federate with it.";
    90055 429 temporarily_unavailable:
        "Tenant '{tenant}' exceeds the threshold of incoming requests. Please try again later.";
    90061 503 temporarily_unavailable:
        "Request to External OIDC endpoint failed.";
    500_133 400 invalid_grant:
        "Assertion is not within its valid time range. Ensure that the access token is not expired before using \
         it for user assertion, or request a new token. Current time: {time}.";
    501_051 400 invalid_grant:
        "Application '{client}'({application_name}) is not assigned to a role for the application \
         '{resource}'({resource_name}).";
    501_661 400 invalid_request:
        "Request to External OIDC endpoint failed.";
    530_003 400 invalid_grant:
        "Your device is required to be managed to access this resource.";
    530_032 400 invalid_grant:
        "User blocked due to risk on home tenant. Access is blocked by a security policy.";
    530_035 400 invalid_grant:
        "Access has been blocked by security defaults.";
    650_057 400 invalid_resource:
        "Invalid resource. The client has requested access to a resource which is not listed in the requested \
         permissions in the client's application registration. Client app ID: {client}({application_name}). \
         Resource value from request: {resource}.";
    700_011 400 unauthorized_client:
        "Application with identifier '{client}' was not found in the directory '{tenant_name}'.";
    700_022 400 invalid_scope:
        "The provided value for the input parameter 'scope' is not valid because it contains more than one \
         resource. Scope {scope} is not valid.";
    700_025 401 invalid_client:
        "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.";
    700_027 401 invalid_client:
        "Client assertion contains an invalid signature. [Reason - The key was not found.]";
    700_038 400 unauthorized_client:
        "{client} is not a valid application identifier.";
    700_082 400 invalid_grant:
        "The refresh token has expired due to inactivity.";
    700_223 401 invalid_client:
        "No matching federated identity record found for presented assertion subject '{subject}'. Check your \
         federated identity credential Subject, Audience and Issuer against the presented assertion. \
         https://learn.microsoft.com/entra/workload-id/workload-identity-federation";
    700_229 401 invalid_client:
        "Only app-only tokens can be used as federated identity credentials for the Microsoft Entra issuer.";
    700_238 401 invalid_client:
        "Workload identity federation is disabled by a policy of the tenant '{tenant}'.";
    900_023 400 invalid_request:
        "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.";
    900_144 400 invalid_request:
        "The request body must contain the following parameter: 'client_id'.";
    900_382 400 invalid_request:
        "Confidential Client is not supported in Cross Cloud request.";
    900_432 400 invalid_request:
        "Confidential Client isn't supported in Cross Cloud request.";
    901_002 400 invalid_request:
        "The 'resource' request parameter is not supported.";
    1_002_012 400 invalid_scope:
        "The provided value for scope {scope} is not valid. Client credential flows must have a scope value with \
         /.default suffixed to the resource identifier (application ID URI).";
    5_002_727 400 invalid_request:
        "Invalid JWT header type specified, must be 'JWT' or 'http://openid.net/specs/jwt/1.0'.";
    5_002_738 400 invalid_request:
        "'ES256' is not a supported signature algorithm. Supported signature algorithms are: 'RS256, HS256'";
    7_000_215 401 invalid_client:
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, \
         not the client secret ID, for a secret added to app '{client}'.";
    7_000_218 401 invalid_client:
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    7_000_222 401 invalid_client:
        "The provided client secret keys for app '{client}' are expired. Visit the Azure portal to create new \
         keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added \
         security: https://aka.ms/certCreds.";
    7_000_232 401 invalid_client:
        "MSI identity ({client}) should not use ClientSecretCredential.";
    7_002_381 401 invalid_client:
        "Federated identity credentials issued by '{issuer}' for applications or managed identities registered in \
         this tenant must contain the enterprise claim with value 'acme' but actual value is ''.";
    9_001_023 400 invalid_request:
        "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations \
         or tenant-specific endpoint.";
};
