//! Tests of the hosts of managed identities.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use patless_emulator::scenario::{
    ArcChallenge, AssignedIdentities, CannedResponse, ConnectOutcome, ExpiresOnFormat, Fault,
    Faults, FrontEnd, ManagedIdentityKnobs,
};
use patless_emulator::services::managed_identity::imds;
use patless_emulator::world::{Assignment, ManagedIdentity};
use patless_emulator::{Emulator, ManagedIdentityHost, Scenario, ServiceName};
use url::Url;

use crate::client::{ConnectionError, Request, Response};

const AZURE_DEVOPS: &str = "499b84ac-1321-427f-aa17-267ca6975798";
const HOSTS: [ManagedIdentityHost; 5] = [
    ManagedIdentityHost::Imds,
    ManagedIdentityHost::AppService,
    ManagedIdentityHost::Arc,
    ManagedIdentityHost::MachineLearning,
    ManagedIdentityHost::CloudShell,
];

/// Starts the emulator where everything is right.
fn emulator() -> Emulator {
    emulator_with(ManagedIdentityKnobs::default())
}

/// Starts the emulator with other knobs.
fn emulator_with(managed_identity: ManagedIdentityKnobs) -> Emulator {
    Emulator::start(Scenario {
        managed_identity,
        ..Scenario::default()
    })
    .unwrap()
}

/// Reads a variable of a process on a host.
fn variable(emulator: &Emulator, host: ManagedIdentityHost, name: &str) -> String {
    let variables = emulator.managed_identity_environment(host);
    let found = variables.into_iter().find(|(it, _)| it == name);
    found.unwrap_or_else(|| panic!("{host:?} has no {name}")).1
}

/// Makes the URL of a host with a query, as a client does that knows only the variables.
fn url(emulator: &Emulator, host: ManagedIdentityHost, query: &[(&str, &str)]) -> Url {
    let mut url = match host {
        ManagedIdentityHost::Imds => {
            variable(emulator, host, "AZURE_POD_IDENTITY_AUTHORITY_HOST")
                + "/metadata/identity/oauth2/token"
        }
        ManagedIdentityHost::AppService | ManagedIdentityHost::Arc => {
            variable(emulator, host, "IDENTITY_ENDPOINT")
        }
        _ => variable(emulator, host, "MSI_ENDPOINT"),
    }
    .parse::<Url>()
    .unwrap();
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    url
}

/// Returns the API version that clients send to a host.
fn api_version(host: ManagedIdentityHost) -> &'static str {
    match host {
        ManagedIdentityHost::Imds => "2018-02-01",
        ManagedIdentityHost::AppService => "2019-08-01",
        ManagedIdentityHost::Arc => "2020-06-01",
        _ => "2017-09-01",
    }
}

/// Makes a good request without the header secret. The query may choose an identity.
fn bare_request(
    emulator: &Emulator,
    host: ManagedIdentityHost,
    resource: &str,
    query: &[(&str, &str)],
) -> Request {
    if host == ManagedIdentityHost::CloudShell {
        return Request::post(url(emulator, host, query))
            .header("Content-Type: application/x-www-form-urlencoded")
            .body(format!("resource={resource}"));
    }
    let mut all = vec![("api-version", api_version(host)), ("resource", resource)];
    all.extend(query);
    Request::get(url(emulator, host, &all))
}

/// Adds the header by which a host recognizes a process of the machine.
fn with_header(request: Request, emulator: &Emulator, host: ManagedIdentityHost) -> Request {
    let secret = |name| variable(emulator, host, name);
    match host {
        ManagedIdentityHost::AppService => {
            request.header(format!("X-IDENTITY-HEADER: {}", secret("IDENTITY_HEADER")))
        }
        ManagedIdentityHost::MachineLearning => {
            request.header(format!("secret: {}", secret("MSI_SECRET")))
        }
        _ => request.header("Metadata: true"),
    }
}

/// Reads the path in the challenge of Azure Arc.
fn key_file(response: &Response) -> String {
    assert_eq!(response.status, 401, "{response:?}");
    let challenge = response.header("WWW-Authenticate").unwrap();
    challenge
        .strip_prefix("Basic realm=")
        .unwrap_or_else(|| panic!("{challenge}"))
        .to_owned()
}

/// Sends a good request. Answers the challenge of Azure Arc.
fn send(
    emulator: &Emulator,
    host: ManagedIdentityHost,
    resource: &str,
    query: &[(&str, &str)],
) -> Response {
    let request = || {
        with_header(
            bare_request(emulator, host, resource, query),
            emulator,
            host,
        )
    };
    let response = request().send(emulator);
    if host != ManagedIdentityHost::Arc {
        return response;
    }
    let key = fs::read_to_string(key_file(&response)).unwrap();
    request()
        .header(format!("Authorization: Basic {key}"))
        .send(emulator)
}

/// Returns the access token of a response.
fn access_token(response: &Response) -> String {
    assert_eq!(response.status, 200, "{response:?}");
    response.json()["access_token"].as_str().unwrap().to_owned()
}

/// Asks Azure DevOps who the caller is.
fn connection_data(emulator: &Emulator, access_token: &str) -> Response {
    let url = emulator.azure_devops_url();
    Request::get(url.join("_apis/connectionData").unwrap())
        .bearer(access_token)
        .suppress()
        .send(emulator)
}

/// Asserts that an access token is that of an identity.
fn assert_is_token_of(emulator: &Emulator, identity: &ManagedIdentity, token: &str, what: &str) {
    let response = connection_data(emulator, token);
    assert_eq!(response.status, 200, "{what}: {response:?}");
    let user = &response.json()["authenticatedUser"];
    assert_eq!(
        user["providerDisplayName"], identity.application.name,
        "{what}"
    );
}

/// Returns the system-assigned and the user-assigned identity.
fn identities(emulator: &Emulator) -> [&ManagedIdentity; 2] {
    let [system, user] = emulator.world().managed_identities.as_slice() else {
        panic!("{:?}", emulator.world().managed_identities);
    };
    assert_eq!(system.assignment, Assignment::System);
    [system, user]
}

/// Returns the resource ID of a user-assigned identity.
fn resource_id(identity: &ManagedIdentity) -> String {
    match &identity.assignment {
        Assignment::User { resource_id } => resource_id.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_host_gives_a_token_of_the_system_assigned_identity_for_azure_devops() {
    let emulator = emulator();
    let [system, _] = identities(&emulator);
    for host in HOSTS {
        let response = send(&emulator, host, AZURE_DEVOPS, &[]);
        let token = access_token(&response);
        assert_is_token_of(&emulator, system, &token, &format!("{host:?}"));
        let body = response.json();
        assert_eq!(body["resource"], AZURE_DEVOPS, "{host:?}");
        assert_eq!(body["token_type"], "Bearer", "{host:?}");
        let client_id = system.application.client_id.to_string();
        assert_eq!(body["client_id"], client_id, "{host:?}");
    }
}

#[test]
fn user_assigned_identity_is_found_by_each_id_that_the_host_takes() {
    let emulator = emulator();
    let [_, user] = identities(&emulator);
    let client_id = user.application.client_id.to_string();
    let object_id = user.application.service_principal_id.to_string();
    let resource_id = resource_id(user);
    let rows = [
        (ManagedIdentityHost::Imds, "client_id", &client_id),
        (ManagedIdentityHost::Imds, "object_id", &object_id),
        (ManagedIdentityHost::Imds, "msi_res_id", &resource_id),
        (ManagedIdentityHost::AppService, "client_id", &client_id),
        (ManagedIdentityHost::AppService, "principal_id", &object_id),
        (ManagedIdentityHost::AppService, "object_id", &object_id),
        (ManagedIdentityHost::AppService, "mi_res_id", &resource_id),
        (ManagedIdentityHost::Arc, "client_id", &client_id),
        (ManagedIdentityHost::Arc, "object_id", &object_id),
        (ManagedIdentityHost::Arc, "msi_res_id", &resource_id),
        (ManagedIdentityHost::MachineLearning, "clientid", &client_id),
    ];
    for (host, name, value) in rows {
        let what = format!("{host:?} {name}");
        let response = send(&emulator, host, AZURE_DEVOPS, &[(name, value)]);
        assert_is_token_of(&emulator, user, &access_token(&response), &what);
        let other_case = value.to_uppercase();
        let response = send(&emulator, host, AZURE_DEVOPS, &[(name, &other_case)]);
        assert_eq!(response.status, 200, "{what}");
        let response = send(&emulator, host, AZURE_DEVOPS, &[(name, "unknown")]);
        assert_eq!(response.status, 400, "{what}");
    }
}

#[test]
fn arc_confirms_the_identity_that_a_request_names() {
    let emulator = emulator();
    let [_, user] = identities(&emulator);
    let object_id = user.application.service_principal_id.to_string();
    let query = [("object_id", object_id.as_str())];
    let response = send(&emulator, ManagedIdentityHost::Arc, AZURE_DEVOPS, &query);
    assert_eq!(response.json()["object_id"], object_id);
}

#[test]
fn answer_has_strings_only_and_lasts_a_day() {
    let emulator = emulator();
    for host in HOSTS {
        let body = send(&emulator, host, AZURE_DEVOPS, &[]).json();
        let fields = body.as_object().unwrap();
        assert!(
            fields.values().all(serde_json::Value::is_string),
            "{host:?}"
        );
        let number = |name: &str| body[name].as_str().unwrap().parse::<i64>().unwrap();
        let short = [
            "access_token",
            "client_id",
            "expires_on",
            "resource",
            "token_type",
        ];
        if matches!(
            host,
            ManagedIdentityHost::AppService | ManagedIdentityHost::MachineLearning
        ) {
            assert!(fields.keys().eq(short), "{host:?}: {:?}", fields.keys());
        } else {
            assert_eq!(number("expires_in"), 86_399, "{host:?}");
            assert_eq!(number("ext_expires_in"), 86_399, "{host:?}");
            let validity_s = number("expires_on") - number("not_before");
            assert_eq!(validity_s, 86_399 + 300, "{host:?}");
            assert_eq!(fields.len(), short.len() + 3, "{host:?}");
        }
    }
}

#[test]
fn expires_on_has_the_format_of_the_scenario() {
    let body = |expires_on| {
        let emulator = emulator_with(ManagedIdentityKnobs {
            expires_on,
            ..ManagedIdentityKnobs::default()
        });
        send(
            &emulator,
            ManagedIdentityHost::MachineLearning,
            AZURE_DEVOPS,
            &[],
        )
        .json()
    };
    assert!(body(ExpiresOnFormat::EpochNumber)["expires_on"].is_i64());
    let date = body(ExpiresOnFormat::DateTime)["expires_on"].to_string();
    assert!(date.ends_with(" +00:00\"") && date.contains('/'), "{date}");
}

#[test]
fn token_for_another_resource_is_refused_by_azure_devops() {
    let emulator = emulator();
    for resource in [
        "https://management.azure.com",
        "https://management.azure.com/",
        "https://management.core.windows.net/",
    ] {
        let response = send(&emulator, ManagedIdentityHost::Imds, resource, &[]);
        assert_eq!(response.json()["resource"], resource);
        let token = access_token(&response);
        assert_eq!(connection_data(&emulator, &token).status, 401, "{resource}");
    }
}

#[test]
fn imds_refuses_a_wrong_request_in_its_own_words() {
    let emulator = emulator();
    let host = ManagedIdentityHost::Imds;
    let get = |query: &[(&str, &str)]| Request::get(url(&emulator, host, query));
    let version = ("api-version", "2018-02-01");
    let resource = ("resource", AZURE_DEVOPS);
    let good = || get(&[version, resource]);
    for request in [good(), good().header("Metadata: True")] {
        let response = request.send(&emulator);
        assert_eq!(response.status, 400);
        assert_eq!(response.json()["error"], "bad_request_102");
    }
    let rows = [
        (
            good()
                .header("Metadata: true")
                .header("X-Forwarded-For: 10.0.0.1"),
            "Requests with the header X-Forwarded-For are not supported",
        ),
        (
            get(&[resource]).header("Metadata: true"),
            "Required query variable 'api-version' is missing",
        ),
        (
            get(&[("api-version", "1.0"), resource]).header("Metadata: true"),
            "The requested API version '1.0' is not supported",
        ),
        (
            get(&[version]).header("Metadata: true"),
            "Required query variable 'resource' is missing",
        ),
        (
            get(&[version, resource, ("client_id", "")]).header("Metadata: true"),
            "Identity not found",
        ),
    ];
    for (request, description) in rows {
        let response = request.send(&emulator);
        assert_eq!(response.status, 400, "{description}");
        let body = response.json();
        assert_eq!(body["error"], "invalid_request", "{description}");
        assert_eq!(body["error_description"], description);
    }
    let posted = Request::post(url(&emulator, host, &[version, resource]));
    assert_eq!(posted.header("Metadata: true").send(&emulator).status, 405);
}

#[test]
fn unknown_resource_is_aadsts500011_except_on_app_service() {
    let emulator = emulator();
    let resource = "https://nowhere.example";
    let body = |host| {
        let response = send(&emulator, host, resource, &[]);
        assert_eq!(response.status, 400, "{host:?}");
        response.json()
    };
    for host in [ManagedIdentityHost::Imds, ManagedIdentityHost::Arc] {
        let body = body(host);
        assert_eq!(body["error"], "invalid_resource", "{host:?}");
        let description = body["error_description"].as_str().unwrap();
        assert!(description.starts_with("AADSTS500011: "), "{description}");
        assert!(description.contains(resource), "{description}");
    }
    let body = body(ManagedIdentityHost::CloudShell);
    assert_eq!(body["error"]["code"], "invalid_resource");
    for host in [
        ManagedIdentityHost::AppService,
        ManagedIdentityHost::MachineLearning,
    ] {
        let response = send(&emulator, host, resource, &[]);
        assert_eq!(response.status, 500, "{host:?}");
        assert_eq!(response.json()["statusCode"], 500, "{host:?}");
    }
}

#[test]
fn wrong_or_missing_header_is_refused() {
    let emulator = emulator();
    for (host, name, status) in [
        (ManagedIdentityHost::AppService, "X-IDENTITY-HEADER", 401),
        (ManagedIdentityHost::MachineLearning, "secret", 401),
        (ManagedIdentityHost::Arc, "Metadata", 400),
        (ManagedIdentityHost::CloudShell, "Metadata", 400),
    ] {
        let bare = || bare_request(&emulator, host, AZURE_DEVOPS, &[]);
        let wrong = bare().header(format!("{name}: sekret-wrong"));
        for request in [bare(), wrong] {
            let response = request.send(&emulator);
            assert_eq!(response.status, status, "{host:?}");
            if status == 401 {
                let body = response.json();
                assert_eq!(body["statusCode"], 401, "{host:?}");
                assert!(body["message"].as_str().unwrap().contains(name));
                assert!(body["correlationId"].is_string(), "{host:?}");
            }
        }
    }
}

#[test]
fn cloud_shell_refuses_a_user_assigned_identity() {
    let emulator = emulator();
    let host = ManagedIdentityHost::CloudShell;
    let client_id = identities(&emulator)[1].application.client_id;
    let body = format!("resource={AZURE_DEVOPS}&client_id={client_id}");
    let response = Request::post(url(&emulator, host, &[]))
        .header("Content-Type: application/x-www-form-urlencoded")
        .header("Metadata: true")
        .body(body)
        .send(&emulator);
    assert_eq!(response.status, 400);
    assert_eq!(response.json()["error"]["code"], "invalid_request");
}

#[test]
fn machine_without_identity_gives_no_token() {
    let emulator = emulator_with(ManagedIdentityKnobs {
        assigned: AssignedIdentities::Nothing,
        ..ManagedIdentityKnobs::default()
    });
    for host in HOSTS {
        assert_eq!(
            send(&emulator, host, AZURE_DEVOPS, &[]).status,
            400,
            "{host:?}"
        );
    }
    let response = send(&emulator, ManagedIdentityHost::Imds, AZURE_DEVOPS, &[]);
    assert_eq!(
        response.body,
        r#"{"error":"invalid_request","error_description":"Identity not found"}"#
    );
}

#[test]
fn only_a_virtual_machine_takes_its_only_identity_unasked() {
    let emulator = emulator_with(ManagedIdentityKnobs {
        assigned: AssignedIdentities::UserOnly,
        ..ManagedIdentityKnobs::default()
    });
    let [system, user] = identities(&emulator);
    let response = send(&emulator, ManagedIdentityHost::Imds, AZURE_DEVOPS, &[]);
    assert_is_token_of(&emulator, user, &access_token(&response), "IMDS");
    let response = send(
        &emulator,
        ManagedIdentityHost::AppService,
        AZURE_DEVOPS,
        &[],
    );
    assert_eq!(response.status, 400);
    let client_id = system.application.client_id.to_string();
    let query = [("client_id", client_id.as_str())];
    let response = send(&emulator, ManagedIdentityHost::Imds, AZURE_DEVOPS, &query);
    assert_eq!(response.status, 400);
}

#[test]
fn expired_token_is_refused_by_azure_devops() {
    let emulator = emulator_with(ManagedIdentityKnobs {
        access_token_lifetime_s: Some(-1),
        ..ManagedIdentityKnobs::default()
    });
    let response = send(&emulator, ManagedIdentityHost::Imds, AZURE_DEVOPS, &[]);
    let token = access_token(&response);
    assert_eq!(connection_data(&emulator, &token).status, 401);
}

#[test]
fn busy_imds_is_a_fault_on_its_route_alone() {
    let statuses = [404, 410, 429, 500];
    let faults = statuses.map(|it| Fault::Respond(CannedResponse::new(it)));
    let emulator = Emulator::start(Scenario {
        faults: Faults::on(imds::TOKEN, faults.to_vec()),
        ..Scenario::default()
    })
    .unwrap();
    // The path is the same at Azure Arc.
    assert_eq!(
        send(&emulator, ManagedIdentityHost::Arc, AZURE_DEVOPS, &[]).status,
        200
    );
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(send(&emulator, ManagedIdentityHost::Imds, AZURE_DEVOPS, &[]).status);
    }
    assert_eq!(seen, [404, 410, 429, 500, 200]);
    let requests = emulator.requests();
    let last = requests.last().unwrap();
    assert_eq!(last.service, ServiceName::Imds);
    assert_eq!(last.header("metadata"), Some("true"));
    assert_eq!(last.status, Some(200));
}

#[test]
fn front_end_refuses_connections_to_every_host() {
    let emulator = emulator_with(ManagedIdentityKnobs {
        front_end: FrontEnd {
            connect: ConnectOutcome::Refused,
            ..FrontEnd::default()
        },
        ..ManagedIdentityKnobs::default()
    });
    for host in HOSTS {
        let request = bare_request(&emulator, host, AZURE_DEVOPS, &[]);
        let error = request.attempt(&emulator).unwrap_err();
        assert_eq!(error, ConnectionError::Refused, "{host:?}");
    }
}

#[test]
fn host_secrets_are_secrets_and_never_in_the_journal() {
    let emulator = emulator();
    let mut expected = Vec::new();
    for host in HOSTS {
        expected.push(access_token(&send(&emulator, host, AZURE_DEVOPS, &[])));
    }
    expected.push(variable(
        &emulator,
        ManagedIdentityHost::AppService,
        "IDENTITY_HEADER",
    ));
    expected.push(variable(
        &emulator,
        ManagedIdentityHost::MachineLearning,
        "MSI_SECRET",
    ));
    for file in fs::read_dir(emulator.arc_key_folder()).unwrap() {
        expected.push(fs::read_to_string(file.unwrap().path()).unwrap());
    }
    assert_eq!(expected.len(), 8);
    let secrets = emulator.secrets();
    let journal = format!("{:?}", emulator.requests());
    for secret in expected {
        assert!(secrets.contains(&secret));
        assert!(!journal.contains(&secret));
    }
}

/// Returns the challenge of Azure Arc in a scenario.
fn arc_challenge(emulator: &Emulator) -> Response {
    let host = ManagedIdentityHost::Arc;
    let request = bare_request(emulator, host, AZURE_DEVOPS, &[]);
    request.header("Metadata: true").send(emulator)
}

/// Starts the emulator with another challenge of Azure Arc.
fn emulator_with_challenge(arc_challenge: ArcChallenge) -> Emulator {
    emulator_with(ManagedIdentityKnobs {
        arc_challenge,
        ..ManagedIdentityKnobs::default()
    })
}

/// Returns what follows the last dot of a path.
fn suffix(path: &str) -> &str {
    path.rsplit('.').next().unwrap()
}

#[cfg(unix)]
#[test]
fn arc_key_file_is_private_and_new_for_each_challenge() {
    use std::os::unix::fs::PermissionsExt as _;

    let emulator = emulator();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = emulator.arc_key_folder();
    assert_eq!(mode(folder), 0o700);
    let [first, second] = [(); 2].map(|()| key_file(&arc_challenge(&emulator)));
    assert_ne!(first, second);
    for file in [&first, &second] {
        let file = Path::new(file);
        assert_eq!(file.parent(), Some(folder));
        assert_eq!(file.extension().unwrap(), "key");
        assert_eq!(mode(file), 0o600);
    }
    let folder = folder.to_owned();
    drop(emulator);
    assert!(!folder.exists());
}

#[test]
fn arc_challenges_a_wrong_key_again() {
    let emulator = emulator();
    let host = ManagedIdentityHost::Arc;
    let key = fs::read_to_string(key_file(&arc_challenge(&emulator))).unwrap();
    for credential in [
        "Basic sekret-wrong".to_owned(),
        format!("Bearer {key}"),
        format!("Basic {}", STANDARD.encode(&key)),
    ] {
        let request = bare_request(&emulator, host, AZURE_DEVOPS, &[])
            .header("Metadata: true")
            .header(format!("Authorization: {credential}"));
        let response = request.send(&emulator);
        assert_eq!(suffix(&key_file(&response)), "key");
    }
}

#[test]
fn arc_challenge_has_the_mistake_of_the_scenario() {
    let named = |challenge| {
        let emulator = emulator_with_challenge(challenge);
        let file = key_file(&arc_challenge(&emulator));
        let content = fs::read_to_string(&file).ok();
        let folder = emulator.arc_key_folder().display().to_string();
        (file, content, folder)
    };
    let (file, content, folder) = named(ArcChallenge::OtherFolder);
    assert!(!file.starts_with(&folder) && content.is_some());
    let (file, content, folder) = named(ArcChallenge::Traversal);
    assert!(file.starts_with(&folder) && content.is_some());
    let real = Path::new(&file)
        .components()
        .any(|it| it.as_os_str() == "..");
    assert!(real, "{file}");
    let (file, content, folder) = named(ArcChallenge::OtherSuffix);
    assert!(file.starts_with(&folder) && suffix(&file) == "txt" && content.is_some());
    let (file, content, _) = named(ArcChallenge::LargeFile);
    assert!(suffix(&file) == "key" && content.unwrap().len() > 4096);
    let (file, content, _) = named(ArcChallenge::MissingFile);
    assert!(suffix(&file) == "key" && content.is_none());
}

#[test]
fn arc_challenge_can_lack_its_scheme_or_itself() {
    let header = |challenge| {
        let response = arc_challenge(&emulator_with_challenge(challenge));
        assert_eq!(response.status, 401);
        response.header("WWW-Authenticate").map(ToOwned::to_owned)
    };
    assert!(
        header(ArcChallenge::OtherScheme)
            .unwrap()
            .starts_with("Digest ")
    );
    assert_eq!(header(ArcChallenge::Missing), None);
}
