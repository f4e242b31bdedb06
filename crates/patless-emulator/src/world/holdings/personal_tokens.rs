//! An organization that still needs personal access tokens in many places, each beside others that look like it.

use uuid::{Uuid, uuid};

use super::stored::{
    HoldingProject, StoredConnection, StoredGroup, StoredHook, StoredPipeline, StoredVariable,
};

/// Adds what the first project stores.
pub(super) fn fill(project: HoldingProject) -> HoldingProject {
    HoldingProject {
        connections: CONNECTIONS.iter().map(StoredConnection::of).collect(),
        groups: vec![
            StoredGroup {
                id: 11,
                name: "renovate",
                variables: variables(&["RENOVATE_PAT", "GITHUB_COM_TOKEN"], &["LOG_LEVEL"]),
                vault: None,
            },
            StoredGroup {
                id: 12,
                name: "vault",
                variables: variables(&["gitops-azuredevops-pat", "storage-key"], &[]),
                vault: Some("acme-keys"),
            },
            StoredGroup {
                id: 13,
                name: "release-pat",
                variables: variables(&["VALUE"], &["path", "patternOfBranch"]),
                vault: None,
            },
        ],
        pipelines: vec![
            StoredPipeline {
                id: 7,
                name: "nightly",
                variables: variables(&["OVSX_PAT", "GITHUB_PAT"], &["adoPat", "adoPatOwner"]),
            },
            StoredPipeline {
                id: 8,
                name: "build",
                variables: Vec::new(),
            },
            StoredPipeline {
                id: 9,
                name: "a\u{1b}[31mb##vso[task.setvariable variable=x]y",
                variables: variables(&["AZDO_PERSONAL_ACCESS_TOKEN"], &[]),
            },
        ],
        releases: vec![StoredPipeline {
            id: 3,
            name: "to production",
            variables: variables(&["AzureDevOpsToken", "SLACK_TOKEN"], &["region"]),
        }],
        ..project
    }
}

/// Adds what another project stores, of which one connection is shared with the first one.
pub(super) fn fill_second(project: HoldingProject) -> HoldingProject {
    HoldingProject {
        connections: CONNECTIONS
            .iter()
            .filter(|row| row.0 == SHARED)
            .map(StoredConnection::of)
            .collect(),
        groups: vec![StoredGroup {
            id: 21,
            name: "feeds",
            variables: variables(&["FEED_PAT"], &[]),
            vault: None,
        }],
        ..project
    }
}

/// Lists the subscriptions of service hooks.
pub(super) fn hooks() -> Vec<StoredHook> {
    let hook = |id, consumer, url, credentials| StoredHook {
        id,
        consumer,
        url,
        credentials,
    };
    vec![
        hook(
            uuid!("900c0001-0000-4000-8000-000000000001"),
            "webHooks",
            Some("https://dev.azure.com/contoso/tools/_apis/build/builds?api-version=7.1"),
            &["basicAuthUsername", "basicAuthPassword"],
        ),
        hook(
            uuid!("900c0002-0000-4000-8000-000000000002"),
            "webHooks",
            Some("https://dev.azure.com/contoso/_apis/public/distributedtask/webhooks/tools"),
            &[],
        ),
        hook(
            uuid!("900c0003-0000-4000-8000-000000000003"),
            "webHooks",
            Some("https://hooks.acme.example/azure"),
            &["httpHeaders"],
        ),
        hook(
            uuid!("900c0004-0000-4000-8000-000000000004"),
            "slack",
            None,
            &[],
        ),
    ]
}

/// Makes variables of which some are secret.
fn variables(secret: &[&'static str], others: &[&'static str]) -> Vec<StoredVariable> {
    let variable = |is_secret| move |&name| StoredVariable { name, is_secret };
    let secret = secret.iter().map(variable(true));
    secret.chain(others.iter().map(variable(false))).collect()
}

impl StoredConnection {
    /// Makes the connection of a row. Its ID follows from its name.
    fn of(&Row(name, kind, scheme, url): &Row) -> Self {
        let bytes = name.bytes();
        let number = bytes.fold(0_u64, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(u64::from(byte))
        });
        Self {
            id: Uuid::from_u64_pair(CONNECTION_ID, number),
            name,
            kind,
            scheme,
            url,
        }
    }
}

/// Name, type, scheme and URL of a connection.
struct Row(&'static str, &'static str, &'static str, &'static str);

/// First half of the IDs.
const CONNECTION_ID: u64 = 0x5e7b_0000_0000_4000;

/// Connection that two projects share.
const SHARED: &str = "other-pipelines";

#[rustfmt::skip] // a table
const CONNECTIONS: &[Row] = &[
    // With a personal access token.
    Row("contoso-nuget", "externalnugetfeed", "Token", "https://pkgs.dev.azure.com/contoso/_packaging/tools/nuget/v3/index.json"),
    Row("contoso-npm", "externalnpmregistry", "Token", "https://pkgs.dev.azure.com/contoso/_packaging/tools/npm/registry/"),
    Row("contoso-python", "externalpythondownloadfeed", "UsernamePassword", "https://contoso.pkgs.visualstudio.com/_packaging/tools/pypi/simple/"),
    Row("contoso-python-upload", "externalpythonuploadfeed", "UsernamePassword", "https://pkgs.dev.azure.com/contoso/_packaging/tools/pypi/upload/"),
    Row("contoso-repos", "externaltfs", "Token", "https://contoso.visualstudio.com/"),
    Row("contoso-git", "git", "UsernamePassword", "https://dev.azure.com/contoso/tools/_git/tools"),
    Row("old-marketplace", "VstsMarketplacePublishing", "Token", "https://marketplace.visualstudio.com"),
    Row("generic-api", "generic", "UsernamePassword", "https://DEV.azure.com/acme"),
    Row(SHARED, "AZDOAPI", "Token", "https://dev.azure.com/acme"),
    // Without one, or for somebody else.
    Row("npmjs", "externalnpmregistry", "Token", "https://registry.npmjs.org"),
    Row("github", "github", "PersonalAccessToken", "https://github.com"),
    Row("own-server", "externaltfs", "Token", "https://tfs.acme.example/tfs/DefaultCollection"),
    Row("looks-like-it", "generic", "UsernamePassword", "https://dev.azure.com.acme.example/acme"),
    Row("looks-like-it-too", "generic", "UsernamePassword", "https://notvisualstudio.com/acme"),
    Row("public-feed", "externalnugetfeed", "None", "https://pkgs.dev.azure.com/contoso/_packaging/public/nuget/v3/index.json"),
    Row("contoso-federated", "workloadidentityuser", "WorkloadIdentityFederation", "https://dev.azure.com/contoso"),
];
