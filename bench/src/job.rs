//! The environment of a job: what an agent gives to a task, and what scripts are given by hand.
use std::collections::BTreeMap;

use crate::lab::Urls;

/// The variables that all ways get, as they are on an agent.
pub(super) fn variables(urls: &Urls) -> BTreeMap<String, String> {
    let collection = format!("{}/bench/", urls.azure_devops);
    let request = format!(
        "{collection}{PROJECT}/_apis/distributedtask/hubs/build/plans/{PLAN}/jobs/{JOB}/oidctoken"
    );
    let authority = format!("{}/", urls.entra);
    let token = job_token();
    let endpoint = |kind: &str, key: &str| format!("ENDPOINT_{kind}_{CONNECTION}{key}");
    let system = |kind: &str, key: &str| format!("ENDPOINT_{kind}_SYSTEMVSSCONNECTION{key}");
    let mut variables: BTreeMap<_, _> = [
        (system("URL", ""), collection.as_str()),
        (system("AUTH_SCHEME", ""), "OAuth"),
        (system("AUTH_PARAMETER", "_ACCESSTOKEN"), &token),
        (endpoint("URL", ""), "https://management.azure.com/"),
        (endpoint("AUTH_SCHEME", ""), "WorkloadIdentityFederation"),
        (endpoint("AUTH_PARAMETER", "_TENANTID"), TENANT),
        (endpoint("AUTH_PARAMETER", "_SERVICEPRINCIPALID"), CLIENT),
        (endpoint("DATA", "_ENVIRONMENT"), "AzureCloud"),
        (endpoint("DATA", "_ENVIRONMENTAUTHORITYURL"), &authority),
    ]
    .into_iter()
    .map(|(name, value)| (name, value.to_owned()))
    .collect();
    variables.extend(
        [
            ("SYSTEM_COLLECTIONURI", collection.as_str()),
            ("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", &collection),
            ("SYSTEM_OIDCREQUESTURI", &request),
            ("SYSTEM_TEAMPROJECTID", PROJECT),
            ("SYSTEM_HOSTTYPE", "build"),
            ("SYSTEM_PLANID", PLAN),
            ("SYSTEM_JOBID", JOB),
            ("SYSTEM_ACCESSTOKEN", &token),
            ("TF_BUILD", "True"),
            ("VSTS_PUBLIC_VARIABLES", PUBLIC_VARIABLES),
            ("VSTS_SECRET_VARIABLES", r#"["system.accessToken"]"#),
            ("AZURE_AUTHORITY_HOST", &authority),
            ("AZURE_CLIENT_ID", CLIENT),
            ("AZURE_TENANT_ID", TENANT),
            ("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", CONNECTION),
            ("SCOPE", SCOPE),
            ("LANG", "C.UTF-8"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    variables
}

/// The inputs of a step of ours, for one token.
pub(super) fn one_token() -> BTreeMap<String, String> {
    inputs("VARIABLE", "TOKEN".to_owned())
}

/// The inputs of a step of ours, for ten tokens.
pub(super) fn ten_tokens() -> BTreeMap<String, String> {
    let tokens: Vec<_> = TEN
        .iter()
        .enumerate()
        .map(|(number, scope)| format!("TOKEN_{number} = {scope}"))
        .collect();
    inputs("TOKENS", tokens.join("\n"))
}

/// The inputs of a step of ours that leaves a keeper behind.
pub(super) fn kept_fresh() -> BTreeMap<String, String> {
    inputs("KEEPFRESH", "true".to_owned())
}

/// The inputs of a step of ours.
fn inputs(name: &str, value: String) -> BTreeMap<String, String> {
    BTreeMap::from([
        ("INPUT_CONNECTIONTYPE".to_owned(), "azureRM".to_owned()),
        ("INPUT_SERVICECONNECTION".to_owned(), CONNECTION.to_owned()),
        (format!("INPUT_{name}"), value),
    ])
}

/// A job's token of about the length and shape of a real one, worth nothing.
fn job_token() -> String {
    let part = |length| "Ym5j".repeat(length);
    format!(
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.{}.{}",
        part(180),
        part(85)
    )
}

/// Ids of a made-up organization.
const PROJECT: &str = "44444444-4444-4444-8444-444444444444";
/// The run of the pipeline.
const PLAN: &str = "12345678-1234-4234-8234-123456789012";
/// The job in it.
const JOB: &str = "12f1170f-54f2-53f3-20dd-22fc7dff55f9";
/// The service connection.
const CONNECTION: &str = "66666666-6666-4666-8666-666666666666";
/// Its identity.
const CLIENT: &str = "33333333-3333-4333-8333-333333333333";
/// The tenant of that.
const TENANT: &str = "55555555-5555-4555-8555-555555555555";
/// Azure DevOps: the resource that all ask for.
const SCOPE: &str = "499b84ac-1321-427f-aa17-267ca6975798/.default";

/// What the ten tokens are for: short names of task.json.
const TEN: [&str; 10] = [
    "azureDevOps",
    "azureResourceManager",
    "keyVault",
    "graph",
    "storage",
    "sqlDatabase",
    "serviceBus",
    "eventHubs",
    "logAnalytics",
    "powerBI",
];

/// Names of variables that an agent lists.
const PUBLIC_VARIABLES: &str = r#"["system.oidcRequestUri","system.collectionUri","system.teamProjectId","system.hostType","system.planId","system.jobId","build.buildId"]"#;
