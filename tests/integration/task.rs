//! What the task does when everything is right.

use patless_emulator::scenario::{AccessTokenShape, CannedResponse, EntraKnobs, Fault, Faults};
use patless_emulator::services::entra;
use patless_emulator::{Emulator, Scenario, ServiceName};

use crate::step::Step;

fn emulator(name: &str) -> Emulator {
    Emulator::start(Scenario::named(name).unwrap()).unwrap()
}

#[test]
fn one_token_becomes_one_secret_variable_and_its_expiry() {
    let emulator = emulator("default");
    let told = Step::new(&emulator).run();
    told.succeeded();
    let names: Vec<_> = told.variables.keys().map(String::as_str).collect();
    assert_eq!(names, ["TOKEN", "TOKEN_EXPIRES_ON"]);
    let token = &told.variables["TOKEN"];
    assert!(token.is_secret && emulator.secrets().contains(&token.value));
    let expires_on = &told.variables["TOKEN_EXPIRES_ON"];
    assert!(!expires_on.is_secret && expires_on.value.parse::<u64>().unwrap() > 1_700_000_000);
    assert!(told.outputs.is_empty() && told.issues.is_empty() && told.stderr.is_empty());
}

#[test]
fn one_token_costs_two_requests_on_two_connections() {
    let emulator = emulator("default");
    let told = Step::new(&emulator).run();
    let requests: Vec<_> = told
        .requests
        .iter()
        .map(|r| (r.service, r.method.as_str(), r.status))
        .collect();
    assert_eq!(
        requests,
        [
            (ServiceName::AzureDevOps, "POST", Some(200)),
            (ServiceName::Entra, "POST", Some(200))
        ]
    );
    assert_ne!(told.requests[0].connection, told.requests[1].connection);
}

#[test]
fn connections_to_entra_are_opened_before_there_is_an_assertion() {
    let refusing = emulator("expired-job-token");
    let told = Step::new(&refusing).run();
    assert_eq!(told.requests.len(), 1);
    // One to Azure DevOps, one to Entra that nothing was sent on.
    assert_eq!(refusing.connections(), 2);
}

#[test]
fn connections_for_ten_scopes_are_opened_before_there_is_an_assertion() {
    let emulator = emulator("default");
    let scopes = [
        "graph",
        "00000003-0000-0000-c000-000000000000",
        "keyVault",
        "storage",
        "containerRegistry",
        "sqlDatabase",
        "azureResourceManager",
        "https://management.core.windows.net",
        "https://app.vssps.visualstudio.com",
    ];
    let tokens: Vec<_> = (1..10)
        .zip(scopes)
        .map(|(number, scope)| format!("TOKEN_{number} = {scope}"))
        .collect();
    let told = Step::new(&emulator)
        .input("tokens", &tokens.join("\n"))
        .run();
    told.succeeded();
    assert_eq!((told.requests.len(), emulator.connections()), (11, 11));
}

#[test]
fn variables_for_one_scope_share_one_exchange() {
    let emulator = emulator("default");
    let told = Step::new(&emulator)
        .input(
            "tokens",
            "A = graph\nB = https://graph.microsoft.com/.default",
        )
        .run();
    let variables = &told.succeeded().variables;
    assert_eq!(variables["A"].value, variables["B"].value);
    assert_ne!(variables["A"].value, variables["TOKEN"].value);
    assert_eq!((told.requests.len(), emulator.connections()), (3, 3));
}

#[test]
fn the_requests_are_what_the_servers_document() {
    let emulator = emulator("default");
    let told = Step::new(&emulator).run();
    let [assertion, exchange] = &told.requests[..] else {
        panic!("{:?}", told.requests)
    };
    let connection = emulator
        .world()
        .connections
        .iter()
        .find(|connection| connection.name == "renovate")
        .unwrap();
    let path = emulator.oidc_request_uri().path().to_owned();
    assert_eq!(
        assertion.path,
        format!(
            "{path}?api-version=7.1&serviceConnectionId={}",
            connection.id
        )
    );
    assert_eq!(assertion.header("x-tfs-fedauthredirect"), Some("Suppress"));
    assert_eq!(assertion.header("content-length"), Some("0"));
    assert_eq!(assertion.header("authorization"), Some("Bearer"));
    assert_eq!(
        exchange.path,
        format!("/{}/oauth2/v2.0/token", connection.tenant_id)
    );
    assert_eq!(
        exchange.form_fields,
        [
            "client_id",
            "scope",
            "grant_type",
            "client_assertion_type",
            "client_assertion",
        ]
    );
    assert_eq!(
        exchange.scope.as_deref(),
        Some("499b84ac-1321-427f-aa17-267ca6975798/.default")
    );
    let correlation_id = exchange.header("client-request-id").unwrap();
    assert!(
        told.log.contains(correlation_id),
        "the summary names the request"
    );
}

#[test]
fn each_further_token_costs_one_more_request() {
    let emulator = emulator("default");
    let told = Step::new(&emulator)
        .input(
            "tokens",
            "ARM = azureResourceManager\nVAULT = https://vault.azure.net",
        )
        .run();
    told.succeeded();
    assert_eq!(told.requests.len(), 4);
    assert_eq!(told.variables.len(), 6);
    let scopes: Vec<_> = told
        .requests
        .iter()
        .filter_map(|request| request.scope.clone())
        .collect();
    assert_eq!(scopes.len(), 3);
    assert!(scopes.contains(&"https://vault.azure.net/.default".to_owned()));
}

#[test]
fn tokens_may_stand_without_a_variable() {
    let emulator = emulator("default");
    let told = Step::new(&emulator)
        .without("INPUT_VARIABLE")
        .input("tokens", "A = graph")
        .run();
    assert!(told.succeeded().variables.contains_key("A"));
    assert_eq!(told.variables.len(), 2);
}

#[test]
fn every_short_name_of_the_first_six_gives_a_token() {
    let emulator = emulator("default");
    let lines = "A=azureDevOps\nB=azureResourceManager\nC=keyVault\nD=graph\nE=storage\nF=containerRegistry";
    let told = Step::new(&emulator)
        .without("INPUT_VARIABLE")
        .input("tokens", lines)
        .run();
    assert_eq!(told.succeeded().variables.len(), 12);
}

#[test]
fn an_output_is_set_beside_the_plain_variable() {
    let emulator = emulator("default");
    let told = Step::new(&emulator).input("isOutput", "true").run();
    assert_eq!(told.succeeded().variables, told.outputs);
    assert_eq!(told.outputs.len(), 2);
}

#[test]
fn both_issuers_and_both_connection_types_give_a_token() {
    let emulator = emulator("default");
    Step::new(&emulator)
        .connection("azure-wif-legacy")
        .run()
        .succeeded();
    let id = emulator
        .world()
        .connections
        .iter()
        .find(|c| c.name == "azure-devops-wif")
        .unwrap()
        .id
        .to_string();
    let step = Step::new(&emulator)
        .connection("azure-devops-wif")
        .without("INPUT_SERVICECONNECTION");
    let step = step
        .input("connectionType", "azureDevOps")
        .input("azureDevOpsServiceConnection", &id);
    step.run().succeeded();
}

#[test]
fn a_token_in_the_shape_of_a_jwt_is_as_opaque() {
    let scenario = Scenario {
        entra: EntraKnobs {
            access_token_shape: AccessTokenShape::JwtShaped,
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    };
    let emulator = Emulator::start(scenario).unwrap();
    Step::new(&emulator).run().succeeded();
}

#[test]
fn numbers_as_texts_are_read() {
    Step::new(&emulator("numbers-as-strings")).run().succeeded();
}

#[test]
fn without_a_request_uri_the_long_url_is_used() {
    let emulator = emulator("default");
    Step::new(&emulator)
        .without("SYSTEM_OIDCREQUESTURI")
        .run()
        .succeeded();
}

#[test]
fn the_mapped_job_token_is_the_second_choice() {
    let emulator = emulator("default");
    let step =
        Step::new(&emulator).without("ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN");
    step.variable("SYSTEM_ACCESSTOKEN", &emulator.world().job.token)
        .run()
        .succeeded();
}

#[test]
fn keys_are_found_in_any_case() {
    let emulator = emulator("default");
    let world = emulator.world();
    let id = world
        .connections
        .iter()
        .find(|c| c.name == "renovate")
        .unwrap()
        .id;
    let key = format!("ENDPOINT_AUTH_SCHEME_{id}");
    let step = Step::new(&emulator).without(&key);
    step.variable(&key.to_uppercase(), "workloadIDENTITYfederation")
        .run()
        .succeeded();
}

#[test]
fn debug_shows_each_step_of_the_way() {
    let emulator = emulator("default");
    let quiet = Step::new(&emulator).run();
    assert!(!quiet.commands.contains(&"task.debug".to_owned()));
    let told = Step::new(&emulator).variable("SYSTEM_DEBUG", "true").run();
    assert!(told.commands.contains(&"task.debug".to_owned()));
    for text in [
        "requesting an assertion from Azure DevOps",
        "issued an assertion",
        "from tenant",
        "issued an access token",
    ] {
        assert!(told.log.contains(text), "{text}: {}", told.log);
    }
}

#[test]
fn the_summary_says_what_for_which_identity_and_how_long() {
    let emulator = emulator("default");
    let connection = emulator
        .world()
        .connections
        .iter()
        .find(|c| c.name == "renovate")
        .unwrap();
    let told = Step::new(&emulator).run();
    // The agent masks the client id, which is a parameter of the connection.
    let client = format!(
        "client *** (begins with {})",
        &connection.client_id.to_string()[..8]
    );
    let tenant = connection.tenant_id.to_string();
    for text in [
        "TOKEN: ",
        "azureDevOps",
        &client,
        &tenant,
        "59 min",
        "Azure DevOps request id",
        "Entra correlation id",
    ] {
        assert!(told.log.contains(text), "{text}: {}", told.log);
    }
}

#[test]
fn without_percent_decoding_a_token_is_handed_over_as_it_is_or_not_at_all() {
    let plain = emulator("default");
    let told = Step::new(&plain).variable("DECODE_PERCENTS", "false").run();
    let token = &told.succeeded().variables["TOKEN"].value;
    assert!(plain.secrets().contains(token));

    let body = r#"{"access_token":"sekret-%3B-0123456789","expires_in":3599}"#;
    let faults = Faults::on(
        entra::TOKEN,
        vec![Fault::Respond(CannedResponse::json(200, body)); 2],
    );
    let escaped = Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap();
    let told = Step::new(&escaped)
        .variable("DECODE_PERCENTS", "false")
        .run();
    assert!(
        told.failed().error().contains("DECODE_PERCENTS"),
        "{}",
        told.error()
    );
    let told = Step::new(&escaped).run();
    assert_eq!(
        told.succeeded().variables["TOKEN"].value,
        "sekret-%3B-0123456789"
    );
}

#[test]
fn an_issuer_that_retires_is_warned_of_in_one_line() {
    let emulator = emulator("default");
    let told = Step::new(&emulator).connection("azure-wif-legacy").run();
    let warnings: Vec<_> = told
        .succeeded()
        .issues
        .iter()
        .map(|issue| issue.message.as_str())
        .collect();
    assert!(
        matches!(warnings[..], [warning] if warning.contains("1 July 2027")),
        "{warnings:?}"
    );
    assert!(Step::new(&emulator).run().succeeded().issues.is_empty());
}
