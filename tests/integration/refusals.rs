//! What the task says when it is refused: the true cause, the values, what to do next. And no variable is set.

use patless_emulator::scenario::{CannedResponse, EntraKnobs, Fault, Faults};
use patless_emulator::services::{azure_devops, entra};
use patless_emulator::{Emulator, Scenario};

use crate::step::Step;
use crate::told::Told;

/// Runs a step in a named scenario, and checks that its error holds all the texts.
fn refused(scenario: &str, texts: &[&str]) -> Told {
    let emulator = Emulator::start(Scenario::named(scenario).unwrap()).unwrap();
    let told = Step::new(&emulator).run();
    for text in texts {
        assert!(
            told.failed().error().contains(text),
            "{text:?} is not in: {}",
            told.error()
        );
    }
    told
}

#[test]
fn a_wrong_subject_shows_the_five_values_and_the_credential_to_create() {
    let emulator = Emulator::start(Scenario::named("wrong-subject").unwrap()).unwrap();
    let connection = emulator
        .world()
        .connections
        .iter()
        .find(|c| c.name == "renovate")
        .unwrap();
    let federation = connection.federation.as_ref().unwrap();
    let told = Step::new(&emulator).run();
    let error = told.failed().error();
    for text in [
        "AADSTS700213",
        &federation.issuer,
        &federation.subject,
        "fb60f99c-7a34-4190-8149-302f77469936",
        &connection.tenant_id.to_string(),
        // The agent masks the client id, which is a parameter of the connection.
        &format!(
            "*** (begins with {})",
            &connection.client_id.to_string()[..8]
        ),
        "correlation id",
        r#""audiences":["api://AzureADTokenExchange"]"#,
    ] {
        assert!(error.contains(text), "{text:?} is not in: {error}");
    }
    assert_eq!(told.requests.len(), 2, "a refusal is not tried again");
}

#[test]
fn refusals_of_entra_name_the_code_and_cost_one_exchange() {
    for (scenario, code) in [
        ("wrong-issuer", "AADSTS700211"),
        ("wrong-audience", "AADSTS700212"),
        ("subject-case", "AADSTS7002138"),
        ("no-federated-credential", "AADSTS70025"),
        ("unknown-client", "AADSTS700016"),
        ("unknown-tenant", "AADSTS90002"),
        ("no-service-principal", "AADSTS7000229"),
        ("disabled-service-principal", "AADSTS7000112"),
        ("conditional-access", "AADSTS53003"),
        ("bad-scope", "AADSTS500011"),
    ] {
        let told = refused(scenario, &[code, "correlation id", "hint: "]);
        assert_eq!(told.requests.len(), 2, "{scenario}");
    }
}

#[test]
fn a_bad_job_token_is_named_and_costs_one_request() {
    for scenario in ["bad-job-token", "expired-job-token"] {
        let told = refused(scenario, &["the job's own token", "hint: "]);
        assert_eq!(told.requests.len(), 1, "{scenario}");
    }
}

#[test]
fn an_unexpanded_job_token_shows_the_line_to_add() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let step =
        Step::new(&emulator).without("ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN");
    let told = step
        .variable("SYSTEM_ACCESSTOKEN", "$(System.AccessToken)")
        .run();
    assert!(
        told.failed()
            .error()
            .contains("env:\n    SYSTEM_ACCESSTOKEN: $(System.AccessToken)"),
        "{}",
        told.error()
    );
    assert!(told.requests.is_empty());
}

#[test]
fn a_connection_that_the_job_does_not_reference_is_named() {
    refused(
        "connection-not-referenced",
        &["no explicit reference to service connection", "hint: "],
    );
    refused("connection-not-referenced-legacy", &["HTTP 404", "hint: "]);
}

#[test]
fn a_sign_in_page_is_no_success() {
    refused("sign-in-page", &["sign-in page", "203"]);
}

#[test]
fn an_empty_access_token_is_an_error() {
    refused("no-access-token-in-reply", &["without an access_token"]);
}

#[test]
fn a_connection_name_in_the_place_of_its_id_is_refused_without_a_request() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator)
        .input("serviceConnection", "renovate")
        .run();
    assert!(
        told.failed()
            .error()
            .contains("\"renovate\" is not a service connection id"),
        "{}",
        told.error()
    );
    assert!(told.requests.is_empty());
}

#[test]
fn another_scheme_is_refused_by_its_name_without_a_request() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let id = crate::job_environment::connection(&emulator, "azure-secret").id;
    let told = Step::new(&emulator)
        .connection("azure-secret")
        .variable(&format!("ENDPOINT_AUTH_SCHEME_{id}"), "PublishProfile")
        .run();
    let error = told.failed().error();
    assert!(error.contains("PublishProfile") && error.contains("not supported yet"));
    assert!(told.requests.is_empty());
}

#[test]
fn a_connection_with_a_stored_secret_works_with_a_warning_that_says_how_to_convert_it() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let id = crate::job_environment::connection(&emulator, "azure-secret").id;
    for (mode, convertible) in [("Automatic", true), ("Manual", false)] {
        let told = Step::new(&emulator)
            .connection("azure-secret")
            .variable(&format!("ENDPOINT_DATA_{id}_CREATIONMODE"), mode)
            .run();
        let is_warning = |issue: &&crate::told::Issue| issue.kind == "warning";
        let warnings: Vec<_> = told.succeeded().issues.iter().filter(is_warning).collect();
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        let warning = &warnings[0].message;
        assert!(warning.contains("uses a stored secret"), "{warning}");
        assert_eq!(warning.contains("convert it:"), convertible, "{warning}");
        assert_eq!(told.requests.len(), 1, "Entra only");
    }
}

#[test]
fn the_job_token_goes_to_no_other_host() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let stranger = Emulator::start(Scenario::default()).unwrap();
    let (uri, collection) = (
        stranger.oidc_request_uri().to_string(),
        stranger.azure_devops_url().to_string(),
    );
    for spoofed in [
        vec![("SYSTEM_OIDCREQUESTURI", &uri)],
        vec![
            ("SYSTEM_OIDCREQUESTURI", &uri),
            ("SYSTEM_COLLECTIONURI", &collection),
        ],
    ] {
        let mut step =
            Step::new(&emulator).variable("SSL_CERT_FILE", stranger.ca_file().to_str().unwrap());
        for (name, value) in spoofed {
            step = step.variable(name, value);
        }
        let told = step.run();
        assert!(
            told.failed()
                .error()
                .contains("not the host of this job's organization"),
            "{}",
            told.error()
        );
        assert!(told.requests.is_empty());
    }
    let step = Step::new(&emulator)
        .without("SYSTEM_OIDCREQUESTURI")
        .variable("SYSTEM_COLLECTIONURI", &collection);
    step.run().failed();
    assert!(stranger.requests().is_empty());
}

#[test]
fn a_secret_in_the_wrong_input_is_not_handed_to_what_the_agent_does_not_mask() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let secret = format!("7-sekret-{}", "0123456789".repeat(9));
    for input in ["scope", "minimumLifetime", "serviceConnection", "variable"] {
        // The agent knows a secret variable, and masks it as a whole.
        let told = Step::new(&emulator)
            .input(input, &secret)
            .knows_secret(&secret)
            .run();
        crate::leaks::assert_holds_not(&secret[..20], input, &told.failed().log);
    }
}

#[test]
fn a_variable_in_the_place_of_the_request_uri_is_refused_without_a_request() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let names = r#"["system.oidcRequestUri","SYSTEM_OIDCREQUESTURI"]"#;
    let told = Step::new(&emulator)
        .variable("VSTS_PUBLIC_VARIABLES", names)
        .run();
    assert!(
        told.failed().error().contains("system.oidcRequestUri"),
        "{}",
        told.error()
    );
    assert!(told.requests.is_empty());
}

#[test]
fn names_that_cannot_be_set_are_refused_without_a_request() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for name in [
        "SECRET_SYSTEM_X",
        "system.debug",
        "build.sourceVersion",
        "a;issecret=false",
        "PATH",
        "Build_BuildId",
    ] {
        let told = Step::new(&emulator).input("variable", name).run();
        assert!(
            told.failed().error().contains(name),
            "{name}: {}",
            told.error()
        );
        assert!(told.requests.is_empty(), "{name}");
    }
}

#[test]
fn a_name_behind_secret_is_refused_only_where_another_variable_is() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let step = |list: &str, names: &str| {
        let step = Step::new(&emulator).input("variable", "SECRET_X");
        step.variable(list, names).run()
    };
    let told = step("VSTS_SECRET_VARIABLES", r#"["x"]"#);
    let error = told.failed().error();
    assert!(error.contains(r#"would replace "x""#), "{error}");
    assert!(told.requests.is_empty());
    let told = step("VSTS_PUBLIC_VARIABLES", r#"["x"]"#);
    assert!(told.succeeded().variables["SECRET_X"].is_secret);
    assert!(told.issues[0].message.contains("map it under another name"));
}

#[test]
fn a_short_lifetime_fails_the_step() {
    let emulator = Emulator::start(Scenario {
        entra: EntraKnobs {
            access_token_lifetime_s: Some(540),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let told = Step::new(&emulator).run();
    assert!(
        told.failed()
            .error()
            .contains("is valid for 9 min, less than the requested 10 min"),
        "{}",
        told.error()
    );
    Step::new(&emulator)
        .input("minimumLifetime", "9")
        .run()
        .succeeded();
}

#[test]
fn one_token_of_several_that_cannot_be_had_sets_no_variable() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator)
        .input("tokens", "A = graph\nB = https://unknown.example")
        .run();
    assert!(
        told.failed().error().contains("AADSTS500011"),
        "{}",
        told.error()
    );
    assert_eq!(told.issues.len(), 1);
}

#[test]
fn every_token_that_cannot_be_had_is_told() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator)
        .input("tokens", "A = https://one.example\nB = https://two.example")
        .run();
    assert_eq!(told.failed().issues.len(), 2);
    assert!(
        told.issues[0].message.contains("one.example")
            && told.issues[1].message.contains("two.example")
    );
}

#[test]
fn a_servers_text_is_no_command() {
    let message =
        "x\n##vso[task.setvariable variable=PWNED]y\r##vso[task.complete result=Succeeded;]";
    let body = serde_json::json!({ "message": message, "typeKey": "X" }).to_string();
    let faults = Faults::on(
        azure_devops::OIDC_TOKEN,
        vec![Fault::Respond(CannedResponse::json(400, &body))],
    );
    let emulator = Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap();
    let told = Step::new(&emulator).variable("SYSTEM_DEBUG", "true").run();
    assert!(
        told.failed()
            .error()
            .contains("task.setvariable variable=PWNED"),
        "{}",
        told.error()
    );
}

#[test]
fn a_redirect_is_not_followed() {
    let stranger = Emulator::start(Scenario::default()).unwrap();
    let answer = CannedResponse::new(307).header("Location", stranger.oidc_request_uri().as_str());
    for (faults, text) in [
        (
            Faults::on(
                azure_devops::OIDC_TOKEN,
                vec![Fault::Respond(answer.clone())],
            ),
            "sign-in page",
        ),
        (
            Faults::on(entra::TOKEN, vec![Fault::Respond(answer.clone())]),
            "HTTP 307",
        ),
    ] {
        let emulator = Emulator::start(Scenario {
            faults,
            ..Scenario::default()
        })
        .unwrap();
        // The stranger is trusted, so that only the redirect itself can be what stops it.
        let step =
            Step::new(&emulator).variable("SSL_CERT_FILE", stranger.ca_file().to_str().unwrap());
        let told = step.run();
        assert!(told.failed().error().contains(text), "{}", told.error());
    }
    assert!(stranger.requests().is_empty());
}

#[test]
fn an_answer_without_end_is_cut_off_with_an_error() {
    let answer = CannedResponse::json(200, &" ".repeat(70_000));
    let faults = Faults::on(azure_devops::OIDC_TOKEN, vec![Fault::Respond(answer)]);
    let emulator = Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap();
    let told = Step::new(&emulator).run();
    assert!(
        told.failed().error().contains("larger than 65536 bytes"),
        "{}",
        told.error()
    );
}

#[test]
fn an_outdated_assertion_costs_one_new_one_and_then_fails() {
    let told = refused("expired-assertion", &["AADSTS700024", "hint: "]);
    assert_eq!(told.requests.len(), 4);
    assert!(
        told.log.contains("requesting a new assertion"),
        "{}",
        told.log
    );
}

#[test]
fn servers_whose_clocks_are_apart_are_named_where_an_assertion_is_not_in_time() {
    refused(
        "entra-clock-ahead",
        &[
            "AADSTS700024",
            "  clocks ",
            "ahead of this machine, Entra 17",
        ],
    );
}
