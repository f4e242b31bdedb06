//! A sample of each error about what the agent hands over.

use patless_core::errors::{Brought, EnvironmentError, InvalidProxy};
use patless_core::{Environment, NetworkError, Target, TenantId};

/// A list that is none.
pub(super) fn variable_names() -> EnvironmentError {
    EnvironmentError::VariableNames {
        list: "VSTS_PUBLIC_VARIABLES",
    }
}

/// A URL that is none.
pub(super) fn invalid_url() -> EnvironmentError {
    let environment = Environment::fixed(&[("SYSTEM_COLLECTIONURI", "no url")]);
    Target::of_job(&environment).unwrap_err()
}

/// Everything that can be wrong with the settings of the network, but for files.
pub(super) fn networks() -> Vec<NetworkError> {
    let mut errors: Vec<_> = [
        Brought::ByVariable,
        Brought::InFolder,
        Brought::OfKernel,
        Brought::Elsewhere,
    ]
    .map(|why| NetworkError::BroughtAuthority {
        variable: "SSL_CERT_FILE",
        path: "/proc/self/environ".to_owned(),
        why,
    })
    .into();
    errors.extend(
        [
            InvalidProxy::BypassList,
            InvalidProxy::MoreThanServer,
            InvalidProxy::Scheme {
                scheme: "socks5".to_owned(),
            },
            InvalidProxy::UserName,
        ]
        .map(|source| NetworkError::Proxy {
            variable: "HTTPS_PROXY",
            source,
        }),
    );
    errors.extend([
        NetworkError::Client {
            reason: "it is closed".to_owned(),
        },
        NetworkError::EncryptedKey {
            variable: "AGENT_CLIENTCERTKEY",
            path: "/key.pem".to_owned(),
        },
        NetworkError::MachineStore {
            source: "it could not be read".into(),
        },
        NetworkError::ProxySeesCertificate {
            proxy: "proxy:3129".to_owned(),
            variable: "AGENT_CLIENTCERT",
            path: "/certificate.pem".to_owned(),
        },
    ]);
    errors
}

/// Everything else that can be wrong with what the agent hands over.
pub(super) fn environments() -> Vec<EnvironmentError> {
    vec![
        EnvironmentError::Shadowed {
            name: "system.oidcRequestUri".to_owned(),
            owner: "SYSTEM_OIDCREQUESTURI",
        },
        EnvironmentError::ForeignAuthority {
            what: "the authority".to_owned(),
            host: "evil.example".to_owned(),
        },
        EnvironmentError::ForeignHost {
            variable: "SYSTEM_OIDCREQUESTURI",
            host: "evil.example".to_owned(),
            expected: "dev.azure.com".to_owned(),
        },
        EnvironmentError::Identifier {
            what: "AZURESUBSCRIPTION_TENANT_ID".to_owned(),
            source: TenantId::parse("$(x)").unwrap_err(),
        },
        EnvironmentError::Insecure {
            what: "SYSTEM_COLLECTIONURI".to_owned(),
            scheme: "http".to_owned(),
            host: "dev.azure.com".to_owned(),
        },
        EnvironmentError::MalformedJobToken {
            variable: "SYSTEM_ACCESSTOKEN",
        },
        EnvironmentError::Missing {
            name: "SYSTEM_COLLECTIONURI",
        },
        EnvironmentError::Missing {
            name: "SYSTEM_OIDCREQUESTURI",
        },
        EnvironmentError::MissingJobToken,
        EnvironmentError::MissingServiceConnection {
            id: "1f2e3d4c-0000-4000-8000-000000000001".to_owned(),
            parameter: "tenantid",
        },
        EnvironmentError::UnexpandedJobToken {
            text: "$(System.AccessToken)".to_owned(),
        },
        EnvironmentError::UnsupportedScheme {
            id: "1f2e3d4c-0000-4000-8000-000000000001".to_owned(),
            scheme: "ManagedServiceIdentity".to_owned(),
        },
        EnvironmentError::UnknownEndpoint {
            variable: "SYSTEM_OIDCREQUESTURI",
        },
        variable_names(),
        invalid_url(),
    ]
}
