//! The registry of all environment variables that are read, with what each one decides.
//!
//! [`Environment`](crate::Environment) keeps only these variables. The check for job variables that shadow a deciding one,
//! the list in docs/REFERENCE.md and the test of the table in SECURITY.md are made from it: a new variable is one entry
//! here.

use super::name::environment_name;
use super::variable::{Decides, Family, Given, Holds, Variable};

/// Creates the entries and the lists of all entries, so that none can be left out. `Secret` before the purpose marks an entry
/// that holds a secret: `patless exec` does not pass it on.
macro_rules! registry {
    (
        variables { $($name:ident: $given:ident $(($own:literal))?, $decides:ident, $($holds:ident,)? $purpose:literal;)* }
        families { $($family:ident: $before:literal $part:literal $after:literal, $of:ident, $($contents:ident,)? $what:literal;)* }
    ) => {
        $(
            #[doc = concat!("`", stringify!($name), "`: ", $purpose, ".")]
            pub static $name: Variable = Variable {
                place: stringify!($name),
                given: Given::$given $(($own))?,
                decides: Decides::$decides,
                holds: registry!(@holds $($holds)?),
                #[cfg(any(test, feature = "test-util"))]
                purpose: $purpose,
            };
        )*
        $(
            #[doc = concat!("`", $before, $part, $after, "`: ", $what, ".")]
            pub static $family: Family = Family {
                before: $before,
                after: $after,
                #[cfg(any(test, feature = "test-util"))]
                part: $part,
                decides: Decides::$of,
                holds: registry!(@holds $($contents)?),
                #[cfg(any(test, feature = "test-util"))]
                purpose: $what,
            };
        )*
        pub(super) static ALL: &[&Variable] = &[$(&$name),*];
        pub(super) static FAMILIES: &[&Family] = &[$(&$family),*];
    };
    (@holds) => { Holds::Plain };
    (@holds $holds:ident) => { Holds::$holds };
}

registry! {
    variables {
        ENDPOINT_URL_SYSTEMVSSCONNECTION: Tasks, JobToken, "the URL of the job's organization, from the system connection";
        ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN: Tasks, JobToken, Secret, "the job's own token";
        SYSTEM_OIDCREQUESTURI: Job("system.oidcRequestUri"), JobToken, "the URL that issues assertions";
        SYSTEM_COLLECTIONURI: Job("system.collectionUri"), JobToken, "the URL of the job's organization";
        SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: Job("system.teamFoundationCollectionUri"), JobToken, "the URL of the job's organization, under its older name";
        SYSTEM_TEAMFOUNDATIONSERVERURI: Job("system.teamFoundationServerUri"), JobToken, "the URL of the job's organization, as of the start of the job";
        SYSTEM_TASKDEFINITIONSURI: Job("system.taskDefinitionsUri"), JobToken, "the server from which the agent gets tasks: in the same organization, or in none";
        SYSTEM_TEAMPROJECTID: Job("system.teamProjectId"), JobToken, "the project, as part of the URL that issues assertions";
        SYSTEM_HOSTTYPE: Job("system.hostType"), JobToken, "build or release, as part of the URL that issues assertions";
        SYSTEM_PLANID: Job("system.planId"), JobToken, "the plan, as part of the URL that issues assertions";
        SYSTEM_JOBID: Job("system.jobId"), JobToken, "the job, as part of the URL that issues assertions";
        SYSTEM_ACCESSTOKEN: Job("system.accessToken"), Nothing, Secret, "the job's own token, in a script step that maps it";

        PATLESS_SOURCE: Job("PATLESS_SOURCE"), IdentityInScripts, "the source of identity, as `--source`";
        PATLESS_SERVICE_CONNECTION: Job("PATLESS_SERVICE_CONNECTION"), IdentityInScripts, "the id of the service connection, as `--service-connection`";
        PATLESS_KEEPER: Job("PATLESS_KEEPER"), IdentityInScripts, "the private folder of the job's keeper, as `Patless@1` with `keepFresh` sets it";
        PATLESS_TENANT: Job("PATLESS_TENANT"), IdentityInScripts, "the identity's tenant, as `--tenant`";
        PATLESS_CLIENT: Job("PATLESS_CLIENT"), IdentityInScripts, "the identity's client id, as `--client`";
        PATLESS_SCOPE: Job("PATLESS_SCOPE"), Inputs, "what the token is for, as `--scope`";
        PATLESS_MINIMUM_LIFETIME: Job("PATLESS_MINIMUM_LIFETIME"), Inputs, "minutes that the token must be valid, as `--minimum-lifetime`";
        AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: Job("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"), IdentityInScripts, "the id of the service connection, as `AzureCLI@2` and `AzurePowerShell@5` give it";
        AZURESUBSCRIPTION_TENANT_ID: Job("AZURESUBSCRIPTION_TENANT_ID"), IdentityInScripts, "the identity's tenant, as these tasks give it";
        AZURESUBSCRIPTION_CLIENT_ID: Job("AZURESUBSCRIPTION_CLIENT_ID"), IdentityInScripts, "the identity's client id, as these tasks give it";
        AZURE_TENANT_ID: Job("AZURE_TENANT_ID"), IdentityInScripts, "the identity's tenant, as the Azure SDKs read it";
        AZURE_CLIENT_ID: Job("AZURE_CLIENT_ID"), IdentityInScripts, "the identity's client id, as the Azure SDKs read it";

        AZURE_CLIENT_SECRET: Job("AZURE_CLIENT_SECRET"), IdentityInScripts, Secret, "the application's client secret, as the Azure SDKs read it";
        AZURE_FEDERATED_TOKEN_FILE: Job("AZURE_FEDERATED_TOKEN_FILE"), IdentityInScripts, "the file that holds the assertion of a workload identity";
        ACTIONS_ID_TOKEN_REQUEST_URL: Job("ACTIONS_ID_TOKEN_REQUEST_URL"), IdentityInScripts, "where the job of a GitHub workflow requests assertions: a server of GitHub";
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: Job("ACTIONS_ID_TOKEN_REQUEST_TOKEN"), IdentityInScripts, Secret, "the token that the job of a GitHub workflow requests assertions with";
        GITHUB_SERVER_URL: Job("GITHUB_SERVER_URL"), IdentityInScripts, "the GitHub server that the workflow runs on";
        GITHUB_ACTIONS: Job("GITHUB_ACTIONS"), Nothing, "set in every job of a GitHub workflow";
        AZURE_CLIENT_CERTIFICATE_PATH: Job("AZURE_CLIENT_CERTIFICATE_PATH"), IdentityInScripts, "the file of the application's client certificate and its key, as the Azure SDKs read it";
        AZURE_CLIENT_CERTIFICATE_PASSWORD: Job("AZURE_CLIENT_CERTIFICATE_PASSWORD"), IdentityInScripts, Secret, "the password of that file, as the Azure SDKs read it";
        AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: Job("AZURE_CLIENT_SEND_CERTIFICATE_CHAIN"), IdentityInScripts, "`1` or `true`: the certificates of that file are sent with each request, as the Azure SDKs do";
        AZURE_AUTHORITY_HOST: Job("AZURE_AUTHORITY_HOST"), IdentityInScripts, "where Entra is asked, as the Azure SDKs read it: one of its clouds";

        IDENTITY_ENDPOINT: Job("IDENTITY_ENDPOINT"), IdentityInScripts, "the URL of a host of managed identities: App Service, Azure Functions, Azure Arc";
        IDENTITY_HEADER: Job("IDENTITY_HEADER"), IdentityInScripts, Secret, "the secret by which App Service and Azure Functions know a process of theirs";
        IDENTITY_SERVER_THUMBPRINT: Job("IDENTITY_SERVER_THUMBPRINT"), IdentityInScripts, "shows that the host is Service Fabric, which is not supported";
        IMDS_ENDPOINT: Job("IMDS_ENDPOINT"), IdentityInScripts, "shows that the host is Azure Arc";
        MSI_ENDPOINT: Job("MSI_ENDPOINT"), IdentityInScripts, "the URL of a host of managed identities: Azure Machine Learning, Cloud Shell";
        MSI_SECRET: Job("MSI_SECRET"), IdentityInScripts, Secret, "the secret by which Azure Machine Learning knows a process of its own";
        DEFAULT_IDENTITY_CLIENT_ID: Job("DEFAULT_IDENTITY_CLIENT_ID"), IdentityInScripts, "the managed identity of an Azure Machine Learning compute, where none is named";
        AZURE_POD_IDENTITY_AUTHORITY_HOST: Job("AZURE_POD_IDENTITY_AUTHORITY_HOST"), IdentityInScripts, "where the metadata service is, instead of `http://169.254.169.254`";

        PATH: Job("PATH"), Programs, "the folders in which `az` and `azd` are looked for";

        AGENT_CAINFO: Job("agent.cainfo"), Trust, "a file of additional trusted CA certificates (`--sslcacert`)";
        SSL_CERT_FILE: Job("SSL_CERT_FILE"), Trust, "a file of additional trusted CA certificates; on Windows and macOS instead of the machine's";
        SSL_CERT_DIR: Job("SSL_CERT_DIR"), Trust, "folders of trusted CA certificates, on Windows and macOS instead of the machine's";
        AGENT_SKIPCERTVALIDATION: Job("agent.skipcertvalidation"), Trust, "not followed: a warning says so";
        AGENT_CLIENTCERT: Job("agent.clientcert"), Trust, "the file of the agent's client certificate (`--sslclientcert`)";
        AGENT_CLIENTCERTKEY: Job("agent.clientcertkey"), Trust, "the file of that certificate's key (`--sslclientcertkey`)";
        AGENT_PROXYURL: Job("agent.proxyurl"), Trust, "the agent's proxy (`--proxyurl`)";
        AGENT_PROXYUSERNAME: Job("agent.proxyusername"), Trust, "the user name for the agent's proxy";
        SECRET_AGENT_PROXYPASSWORD: Secret("agent.proxypassword"), Trust, Secret, "the password for the agent's proxy";
        AGENT_PROXYBYPASSLIST: Job("agent.proxybypasslist"), Trust, "the hosts that are reached without the agent's proxy";
        HTTPS_PROXY: Job("https_proxy"), Trust, "the proxy, where the agent has none";
        NO_PROXY: Job("no_proxy"), Trust, "the hosts that are reached without the proxy of `HTTPS_PROXY`";
        AGENT_WORKFOLDER: Job("agent.workfolder"), Trust, "a folder of the job: a CA certificate in it is refused";
        AGENT_BUILDDIRECTORY: Job("agent.builddirectory"), Trust, "a folder of the job: a CA certificate in it is refused";
        AGENT_TEMPDIRECTORY: Job("agent.tempdirectory"), Trust, "a folder of the job: a CA certificate in it is refused";
        BUILD_SOURCESDIRECTORY: Job("build.sourcesDirectory"), Trust, "a folder of the job: a CA certificate in it is refused";
        PIPELINE_WORKSPACE: Job("pipeline.workspace"), Trust, "a folder of the job: a CA certificate in it is refused";
        SYSTEM_DEFAULTWORKINGDIRECTORY: Job("system.defaultWorkingDirectory"), Trust, "a folder of the job: a CA certificate in it is refused";

        VSTS_PUBLIC_VARIABLES: Tasks, Output, "the names of the job's variables";
        VSTS_SECRET_VARIABLES: Tasks, Output, "the names of the job's secret variables";
        DECODE_PERCENTS: Job("DECODE_PERCENTS"), Output, "whether the agent decodes `%AZP25` in a step's logging commands";

        SYSTEM_DEBUG: Job("system.debug"), Nothing, "`true`: detailed log";
        TF_BUILD: Job("TF_BUILD"), Nothing, "set in every job: no colors in the log";
        CI: Job("CI"), Nothing, "set by most CI systems: nobody is asked to sign in";
        REQUESTS_CA_BUNDLE: Job("REQUESTS_CA_BUNDLE"), Nothing, "not followed: named in an error about an unknown CA";
        NODE_EXTRA_CA_CERTS: Job("NODE_EXTRA_CA_CERTS"), Nothing, "not followed: named in an error about an unknown CA";
        CURL_CA_BUNDLE: Job("CURL_CA_BUNDLE"), Nothing, "not followed: named in an error about an unknown CA";
    }
    families {
        INPUT: "INPUT_" "<NAME>" "", Inputs, "an input of the task";
        ENDPOINT_AUTH_SCHEME: "ENDPOINT_AUTH_SCHEME_" "<id>" "", Identity, "how the service connection authenticates";
        ENDPOINT_TENANT: "ENDPOINT_AUTH_PARAMETER_" "<id>" "_TENANTID", Identity, "the identity's tenant";
        ENDPOINT_CLIENT: "ENDPOINT_AUTH_PARAMETER_" "<id>" "_SERVICEPRINCIPALID", Identity, "the identity's client id";
        ENDPOINT_SECRET: "ENDPOINT_AUTH_PARAMETER_" "<id>" "_SERVICEPRINCIPALKEY", Identity, Secret, "the client secret of a connection without federation";
        ENDPOINT_CERTIFICATE: "ENDPOINT_AUTH_PARAMETER_" "<id>" "_SERVICEPRINCIPALCERTIFICATE", Identity, Secret, "the client certificate, with its key, of a connection without federation";
        ENDPOINT_AUTHENTICATION_TYPE: "ENDPOINT_AUTH_PARAMETER_" "<id>" "_AUTHENTICATIONTYPE", Identity, "a key or a certificate, for a connection without federation";
        ENDPOINT_MSI_CLIENT: "ENDPOINT_DATA_" "<id>" "_MSICLIENTID", Identity, "the client id of the managed identity, for a connection that uses one";
        ENDPOINT_CREATION_MODE: "ENDPOINT_DATA_" "<id>" "_CREATIONMODE", Nothing, "who created the identity; selects the advice about a connection without federation";
        ENDPOINT_ACTIVE_DIRECTORY_AUTHORITY: "ENDPOINT_DATA_" "<id>" "_ACTIVEDIRECTORYAUTHORITY", Assertion, "the authority host";
        ENDPOINT_ENVIRONMENT_AUTHORITY: "ENDPOINT_DATA_" "<id>" "_ENVIRONMENTAUTHORITYURL", Assertion, "the authority host, where the other is not set";
        ENDPOINT_ENVIRONMENT: "ENDPOINT_DATA_" "<id>" "_ENVIRONMENT", Identity, "the cloud of the service connection, whose resources short names of scopes stand for";
        ENDPOINT_SUBSCRIPTION: "ENDPOINT_DATA_" "<id>" "_SUBSCRIPTIONID", Identity, "the Azure subscription of the service connection, for the input `identityVariables`";
        TASK_VARIABLE: "VSTS_TASKVARIABLE_" "<NAME>" "", Output, "a task variable: `PATLESS_VARIABLES` lists what the post-job stage blanks";
    }
}

/// Variables that are set in every job of Azure Pipelines, by the agent or by the server.
pub(super) static IN_A_JOB: [&Variable; 5] = [
    &TF_BUILD,
    &SYSTEM_JOBID,
    &SYSTEM_PLANID,
    &SYSTEM_COLLECTIONURI,
    &AGENT_WORKFOLDER,
];

/// The prefixes of all variables that the agent sets for tasks only, and what they are.
pub(super) struct Reserved {
    pub(super) prefix: &'static str,
    pub(super) owner: &'static str,
}

/// The prefixes that no job variable may use, whatever follows. `INPUT_…` is not one of them: the code that reads an input
/// knows its name, and refuses a job variable with that name.
pub(super) const RESERVED: [Reserved; 4] = [
    Reserved {
        prefix: "ENDPOINT_",
        owner: "a service connection",
    },
    Reserved {
        prefix: "VSTS_TASKVARIABLE_",
        owner: "a task variable",
    },
    Reserved {
        prefix: VSTS_PUBLIC_VARIABLES.place,
        owner: "the list of the job's variables",
    },
    Reserved {
        prefix: VSTS_SECRET_VARIABLES.place,
        owner: "the list of the job's secret variables",
    },
];

/// Returns whether a variable is read, by its name in upper case.
pub(super) fn is_read(place: &str) -> bool {
    ALL.iter().any(|variable| variable.place == place)
        || FAMILIES.iter().any(|family| family.holds(place))
}

/// Returns whether a variable is read and holds a secret, by its name in any case.
///
/// Whoever starts another program keeps these from it.
pub fn is_secret(name: &str) -> bool {
    let place = environment_name(name);
    let mut variables = ALL.iter().filter(|it| it.holds == Holds::Secret);
    let mut families = FAMILIES.iter().filter(|it| it.holds == Holds::Secret);
    variables.any(|variable| variable.place == place)
        || families.any(|it| it.holds(&place))
        || OF_TASKS_ALONE
            .iter()
            .any(|prefix| place.starts_with(prefix))
}

/// Returns whether no program needs a variable that is run for a token, by its name in any case: it holds a secret of ours,
/// or an agent gives it to tasks alone.
pub(super) fn is_for_us(name: &str) -> bool {
    let place = environment_name(name);
    let mut beginnings = OF_TASKS.iter();
    is_secret(name) || beginnings.any(|beginning| place.starts_with(beginning))
}

/// The beginnings of what an agent gives to tasks alone and that may hold a secret, whether it is read here or not: the
/// parameters of service connections, secure files, task variables.
const OF_TASKS_ALONE: [&str; 3] = ["ENDPOINT_AUTH", "SECUREFILE_TICKET_", "VSTS_TASKVARIABLE_"];

/// The beginnings of everything that an agent gives to tasks alone, read here or not: inputs, service connections, secure
/// files, secret variables, task variables, and the lists of variables.
const OF_TASKS: [&str; 7] = [
    "INPUT_",
    "ENDPOINT_",
    "SECUREFILE_",
    "SECRET_",
    "VSTS_TASKVARIABLE_",
    "VSTS_PUBLIC_VARIABLES",
    "VSTS_SECRET_VARIABLES",
];

/// Returns whether the agent sets a variable for tasks only, by its name in upper case.
pub(super) fn is_for_tasks(place: &str) -> bool {
    let variable = ALL.iter().find(|variable| variable.place == place);
    variable.is_none_or(|variable| variable.is_for_tasks())
}
