//! The environment variables that the agent gives to a task in a job of the emulator.

use std::collections::BTreeMap;

use patless_emulator::Emulator;
use patless_emulator::world::{ConnectionScheme, ServiceConnection};

/// The connection that a test uses unless it says otherwise.
pub(crate) const CONNECTION: &str = "renovate";

/// Lists the variables of the job.
pub(crate) fn of_job(emulator: &Emulator) -> BTreeMap<String, String> {
    let world = emulator.world();
    let collection = emulator.azure_devops_url().to_string();
    let names = r#"["system.oidcRequestUri","system.collectionUri","build.buildId"]"#;
    let variables = [
        ("ENDPOINT_URL_SYSTEMVSSCONNECTION", collection.clone()),
        (
            "ENDPOINT_AUTH_SCHEME_SYSTEMVSSCONNECTION",
            "OAuth".to_owned(),
        ),
        (
            "ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN",
            world.job.token.clone(),
        ),
        ("SYSTEM_COLLECTIONURI", collection),
        (
            "SYSTEM_OIDCREQUESTURI",
            emulator.oidc_request_uri().to_string(),
        ),
        ("SYSTEM_TEAMPROJECTID", world.project.id.to_string()),
        ("SYSTEM_HOSTTYPE", world.job.hub.clone()),
        ("SYSTEM_PLANID", world.job.plan_id.to_string()),
        ("SYSTEM_JOBID", world.job.job_id.to_string()),
        ("VSTS_PUBLIC_VARIABLES", names.to_owned()),
        (
            "VSTS_SECRET_VARIABLES",
            r#"["system.accessToken"]"#.to_owned(),
        ),
        (
            "AGENT_CAINFO",
            emulator.ca_file().to_str().unwrap().to_owned(),
        ),
        ("TF_BUILD", "True".to_owned()),
    ];
    variables
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Lists the variables of a service connection that the agent hands over.
pub(crate) fn of_connection(emulator: &Emulator, name: &str) -> BTreeMap<String, String> {
    let connection = connection(emulator, name);
    let id = connection.id;
    let application = emulator.world().application(connection.client_id);
    let secret = application
        .and_then(|it| it.client_secret.clone())
        .filter(|_| connection.scheme == ConnectionScheme::ServicePrincipal)
        .map(|secret| {
            (
                format!("ENDPOINT_AUTH_PARAMETER_{id}_SERVICEPRINCIPALKEY"),
                secret,
            )
        });
    let variables = BTreeMap::from([
        (
            format!("ENDPOINT_AUTH_SCHEME_{id}"),
            connection.scheme.as_str().to_owned(),
        ),
        (
            format!("ENDPOINT_AUTH_PARAMETER_{id}_TENANTID"),
            connection.tenant_id.to_string(),
        ),
        (
            format!("ENDPOINT_AUTH_PARAMETER_{id}_SERVICEPRINCIPALID"),
            connection.client_id.to_string(),
        ),
        (
            format!("ENDPOINT_DATA_{id}_ACTIVEDIRECTORYAUTHORITY"),
            emulator.authority_host().to_string(),
        ),
    ]);
    variables.into_iter().chain(secret).collect()
}

/// Looks a service connection of the emulator up by its name.
pub(crate) fn connection<'e>(emulator: &'e Emulator, name: &str) -> &'e ServiceConnection {
    let mut connections = emulator.world().connections.iter();
    connections
        .find(|connection| connection.name == name)
        .unwrap()
}
