//! A sample of each error of the sources that a person or Kubernetes has at a desk: signed-in programs, a device code, a file.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::time::Duration;

use patless::Failure;
use patless_core::sources::Prompt;
use patless_core::{
    AuthorityHost, Cloud, Context, Credential, Deadline, Environment, Limits, Loopback, Reuse,
    ScopeName, Selected, SourceName, SourceRequest, SystemClock, TokenRequest,
};
use patless_emulator::scenario::{DeviceCodeKnobs, EntraKnobs};
use patless_emulator::{Emulator, Scenario};

const ID: &str = "00000000-0000-4000-8000-000000000001";

/// What can be wrong.
pub(super) fn desk() -> Vec<Failure> {
    let mut failures = programs();
    failures.extend([
        expired_device_code(),
        token_file("no token"),
        token_file(""),
    ]);
    failures
}

/// What the signed-in programs may do instead of printing a token.
fn programs() -> Vec<Failure> {
    let cases = [
        ("az", "echo \"Please run 'az login'\" >&2; exit 1"),
        ("az", "echo 'ERROR: something' >&2; exit 1"),
        ("az", "echo 'no JSON'"),
        (
            "az",
            "echo '{\"accessToken\":\"x\",\"expiresOn\":\"2026-11-21 21:05:11.000000\"}'",
        ),
        ("az", "exec sleep 60"),
        (
            "azd",
            "echo 'ERROR: not logged in, run `azd auth login` to login' >&2; exit 1",
        ),
        ("azd", "echo 'no JSON'"),
        ("azd", "exec sleep 60"),
    ];
    cases.map(|(name, script)| program(name, script)).into()
}

fn program(name: &str, script: &str) -> Failure {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
    let environment = Environment::fixed(&[("PATH", folder.path().to_str().unwrap())]);
    let mut request = SourceRequest::default();
    request.source = Some(match name {
        "az" => SourceName::AzureCli,
        _ => SourceName::AzureDeveloperCli,
    });
    failure(&environment, &request)
}

/// A file that holds this text instead of a token, or is not there.
fn token_file(text: &str) -> Failure {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    if !text.is_empty() {
        fs::write(&file, text).unwrap();
    }
    let variables = [
        ("AZURE_FEDERATED_TOKEN_FILE", file.to_str().unwrap()),
        ("AZURE_TENANT_ID", ID),
        ("AZURE_CLIENT_ID", ID),
    ];
    let mut request = SourceRequest::default();
    request.source = Some(SourceName::WorkloadIdentity);
    failure(&Environment::fixed(&variables), &request)
}

/// Nobody enters the code.
fn expired_device_code() -> Failure {
    let scenario = Scenario {
        entra: EntraKnobs {
            device_code: DeviceCodeKnobs {
                interval_s: 1,
                lifetime_s: 1,
                pending_polls: 100,
                ..DeviceCodeKnobs::default()
            },
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    };
    let emulator = Emulator::start(scenario).unwrap();
    let ca = emulator.ca_file().to_str().unwrap().to_owned();
    let host = emulator.authority_host();
    let mut request = SourceRequest::default();
    request.source = Some(SourceName::DeviceCode);
    request.authority_host =
        Some(AuthorityHost::told("it", host.as_str(), Loopback::Counts).unwrap());
    request.prompt = Some(Prompt::new(|_| {}));
    failure(&Environment::fixed(&[("SSL_CERT_FILE", &ca)]), &request)
}

/// Why there is no token.
fn failure(environment: &Environment, request: &SourceRequest) -> Failure {
    let clock = Arc::new(SystemClock::start());
    let limits = Limits::default().with_total(Duration::from_secs(1));
    let deadline = Deadline::start(Arc::clone(&clock) as _, limits);
    let scope = ScopeName::parse("azureDevOps").unwrap();
    let scope = scope.resolve(&Cloud::Public).unwrap();
    let token = TokenRequest::new(scope.clone(), deadline.clone());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let failure = runtime.block_on(async {
        let context = Context::open(environment, clock, &deadline).await.unwrap();
        let selected = match Selected::select(&context, environment, request, &token).await {
            Ok(selected) => selected,
            Err(error) => return Failure::Source(error),
        };
        let credential = Credential::of_selected(selected, context, Reuse::WithinStep);
        let source = credential.token(&token).await.map(|_| ()).unwrap_err();
        Failure::Exchange { scope, source }
    });
    runtime.shutdown_background();
    failure
}
