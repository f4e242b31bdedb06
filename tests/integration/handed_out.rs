//! What the task hands out besides access tokens: the assertion, the ids of the identity, and who Azure DevOps says it is; and
//! that it hands out nothing if the identity is somebody else.

use patless_emulator::{Emulator, Scenario};

use crate::job_environment::{CONNECTION, connection};
use crate::step::Step;
use crate::told::Told;

const SUBSCRIPTION: &str = "5ab5c1d0-2e3f-4a5b-8c6d-7e8f9a0b1c2d";

/// A step that asks for no token.
fn without_token(emulator: &Emulator) -> Step<'_> {
    Step::new(emulator).without("INPUT_VARIABLE")
}

/// How many requests went to a path with this in it.
fn requests(told: &Told, part: &str) -> usize {
    let requests = told.requests.iter();
    requests.filter(|it| it.path.contains(part)).count()
}

#[test]
fn the_assertion_goes_into_a_secret_variable_with_its_expiry() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = without_token(&emulator)
        .input("assertion", "ARM_OIDC_TOKEN")
        .run();
    let variables = &told.succeeded().variables;
    let assertion = &variables["ARM_OIDC_TOKEN"];
    assert!(assertion.is_secret);
    assert_eq!(assertion.value.split('.').count(), 3);
    let expiry = &variables["ARM_OIDC_TOKEN_EXPIRES_ON"];
    assert!(!expiry.is_secret && expiry.value.parse::<u64>().is_ok());
    assert_eq!(requests(&told, "/oauth2/v2.0/token"), 0);
    assert_eq!(
        told.task_variables["PATLESS_VARIABLES"], "ARM_OIDC_TOKEN",
        "it is blanked at the end of the job"
    );
}

#[test]
fn a_token_and_the_assertion_that_it_was_exchanged_for_come_together() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator).input("assertion", "ASSERTION").run();
    assert!(told.succeeded().variables["TOKEN"].is_secret);
    assert!(told.variables["ASSERTION"].is_secret);
    assert_eq!(requests(&told, "/oidctoken"), 1);
}

#[test]
fn a_connection_with_a_secret_has_no_assertion() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = without_token(&emulator)
        .connection("azure-secret")
        .input("assertion", "ASSERTION")
        .run();
    let error = told.failed().error();
    assert!(
        error.starts_with("this identity has no assertion: it is proven in another way"),
        "{error}"
    );
    assert!(told.requests.is_empty());
}

#[test]
fn the_ids_of_the_identity_go_into_plain_variables() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let it = connection(&emulator, CONNECTION);
    let (id, tenant, client) = (it.id, it.tenant_id, it.client_id);
    let told = without_token(&emulator)
        .variable(&format!("ENDPOINT_DATA_{id}_SUBSCRIPTIONID"), SUBSCRIPTION)
        .input("identityVariables", "true")
        .run();
    let variables = &told.succeeded().variables;
    for (names, value) in [
        (
            &[
                "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
                "ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID",
                "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID",
            ][..],
            id.to_string(),
        ),
        (
            &[
                "AZURESUBSCRIPTION_TENANT_ID",
                "AZURE_TENANT_ID",
                "ARM_TENANT_ID",
            ],
            tenant.to_string(),
        ),
        (
            &[
                "AZURESUBSCRIPTION_CLIENT_ID",
                "AZURE_CLIENT_ID",
                "ARM_CLIENT_ID",
            ],
            client.to_string(),
        ),
        (
            &["AZURE_SUBSCRIPTION_ID", "ARM_SUBSCRIPTION_ID"],
            SUBSCRIPTION.to_owned(),
        ),
    ] {
        for name in names {
            let variable = &variables[*name];
            assert!(!variable.is_secret && variable.value == value, "{name}");
        }
    }
    assert_eq!(variables.len(), 11);
    assert!(told.requests.is_empty(), "{:?}", told.requests);
}

#[test]
fn the_ids_are_set_without_a_request_unless_the_subject_is_compared() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let connection = connection(&emulator, CONNECTION);
    let subject = &connection.federation.as_ref().unwrap().subject;
    for (expected, requested, fits) in [("", 0, true), (subject, 1, true), ("another", 1, false)] {
        let told = without_token(&emulator)
            .input("identityVariables", "true")
            .input("expectedSubject", expected)
            .run();
        assert_eq!(requests(&told, "/oidctoken"), requested, "{expected}");
        assert_eq!(told.requests.len(), requested, "{expected}");
        let is_set = told.variables.contains_key("AZURE_TENANT_ID");
        assert_eq!(is_set, fits, "{expected}: {}", told.log);
    }
}

#[test]
fn a_secret_cannot_have_the_name_of_an_id() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator)
        .input("variable", "ARM_CLIENT_ID")
        .run();
    let error = told.failed().error();
    assert!(error.contains("is that of an id"), "{error}");
    assert!(told.requests.is_empty());
}

#[test]
fn whoami_sets_the_ids_under_which_azure_devops_knows_the_identity() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let client = connection(&emulator, CONNECTION).client_id;
    let application = emulator.world().application(client).unwrap();
    let told = without_token(&emulator).input("whoami", "true").run();
    let variables = &told.succeeded().variables;
    let expected = [
        ("PATLESS_PROFILE_ID", application.profile_id),
        ("PATLESS_IDENTITY_ID", application.identity_id),
    ];
    for (name, id) in expected {
        assert_eq!(variables[name].value, id.to_string());
        assert!(told.log.contains(&format!("{name}: ")), "{}", told.log);
    }
    assert_eq!(variables.len(), 2, "the token for it goes into no variable");
}

#[test]
fn whoami_of_an_identity_that_is_no_member_says_what_is_missing() {
    let emulator = Emulator::start(Scenario::named("not-in-organization").unwrap()).unwrap();
    let told = without_token(&emulator).input("whoami", "true").run();
    let error = told.failed().error();
    assert!(
        error.contains("TROUBLESHOOTING.md#not-in-organization"),
        "{error}"
    );
}

/// The inputs that pin the identity, with what they are for the connection of the tests, and how many requests are sent
/// before somebody else is noticed.
fn pins(emulator: &Emulator) -> Vec<(&'static str, String, usize)> {
    let it = connection(emulator, CONNECTION);
    let application = emulator.world().application(it.client_id).unwrap();
    let subject = it.federation.as_ref().unwrap().subject.clone();
    vec![
        ("expectedTenant", it.tenant_id.to_string(), 0),
        ("expectedClient", it.client_id.to_string(), 0),
        ("expectedSubject", subject, 1),
        ("expectedIdentity", application.identity_id.to_string(), 3),
    ]
}

const SOMEBODY_ELSE: &str = "deadc0de-0000-4000-8000-000000000001";

#[test]
fn who_is_as_expected_gets_tokens() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let pins = pins(&emulator);
    let step = Step::new(&emulator);
    let step = pins
        .iter()
        .fold(step, |step, (name, value, _)| step.input(name, value));
    let told = step.run();
    assert!(told.succeeded().variables["TOKEN"].is_secret);
    assert!(told.issues.is_empty(), "{:?}", told.issues);
}

#[test]
fn somebody_else_gets_nothing() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for (name, _, count) in pins(&emulator) {
        let told = Step::new(&emulator).input(name, SOMEBODY_ELSE).run();
        let error = told.failed().error();
        assert!(
            error.starts_with("the identity is not the expected one, so nothing was handed out"),
            "{name}: {error}"
        );
        assert_eq!(told.requests.len(), count, "{name}");
    }
}

#[test]
fn somebody_else_is_a_warning_in_an_audit() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for (name, ..) in pins(&emulator) {
        let told = Step::new(&emulator)
            .input(name, SOMEBODY_ELSE)
            .input("policy", "audit")
            .run();
        assert!(told.succeeded().variables["TOKEN"].is_secret, "{name}");
        assert_eq!(told.issues.len(), 1, "{name}: {:?}", told.issues);
        let issue = &told.issues[0];
        assert!(
            issue.kind == "warning" && issue.message.contains("of the identity is"),
            "{name}"
        );
    }
}

#[test]
fn a_policy_is_one_of_two_words() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator).input("policy", "warn").run();
    let error = told.failed().error();
    assert!(error.contains("enforce or audit"), "{error}");
    assert!(told.requests.is_empty());
}
