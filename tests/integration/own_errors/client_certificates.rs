//! What can be wrong with a client certificate, from the variables that name one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use patless::Failure;
use patless_core::errors::EnvironmentError;
use patless_core::{
    Cloud, Context, Deadline, Environment, Limits, ScopeName, Selected, SourceError, SourceRequest,
    TestClock, TokenRequest,
};
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, RsaKeySize};

use crate::pipeline::root;

/// 2033, 1974 and 2299, in Unix seconds.
const NOW: u64 = 2_000_000_000;
const EARLIER: u64 = 157_766_400;
const LATER: u64 = 10_413_792_000;

/// Each of the errors.
pub(super) fn client_certificates() -> Vec<Failure> {
    let folder = tempfile::tempdir().unwrap();
    let [of_certificate, of_key, of_others, of_curve] = [
        ("certificate.pem", certificate(&rsa())),
        ("key.pem", rsa().serialize_pem()),
        ("others.pem", certificate(&rsa()) + &rsa().serialize_pem()),
        (
            "curve.pem",
            certificate(&curve()) + &curve().serialize_pem(),
        ),
    ]
    .map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    });
    let password = Some(("AZURE_CLIENT_CERTIFICATE_PASSWORD", "sekret-password"));
    let wrong = Some(("AZURE_CLIENT_CERTIFICATE_PASSWORD", "sekret-other"));
    let secret = Some(("AZURE_CLIENT_SECRET", "sekret-client"));
    let own = kept("openssl-3.p12");
    [
        (&of_certificate, None, NOW),
        (&of_key, None, NOW),
        (&of_others, None, NOW),
        (&of_curve, None, NOW),
        (&kept("rsa-1024.pem"), None, NOW),
        (&kept("make.sh"), None, NOW),
        (&kept("scrypt.pem"), password, NOW),
        (&own, None, NOW),
        (&own, wrong, NOW),
        (&own, password, EARLIER),
        (&own, password, LATER),
        (&own, secret, NOW),
        (&malformed(folder.path()), None, NOW),
    ]
    .map(|(path, also, now)| refusal(path, also, now))
    .into()
}

/// A file that is kept with the library's tests.
fn kept(name: &str) -> PathBuf {
    root()
        .join("crates/patless-core/tests/client-certificates")
        .join(name)
}

/// The beginning of an archive.
fn malformed(folder: &Path) -> PathBuf {
    let path = folder.join("malformed.p12");
    let archive = std::fs::read(kept("openssl-3.p12")).unwrap();
    std::fs::write(&path, &archive[..100]).unwrap();
    path
}

fn rsa() -> KeyPair {
    KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap()
}

fn curve() -> KeyPair {
    KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap()
}

fn certificate(key: &KeyPair) -> String {
    let params = CertificateParams::new(Vec::new()).unwrap();
    params.self_signed(key).unwrap().pem()
}

/// Looks for a source where a variable names this file. `also` is a variable beside it, `now` the time in Unix seconds.
fn refusal(path: &Path, also: Option<(&str, &str)>, now: u64) -> Failure {
    let path = path.to_str().unwrap();
    let named = [
        ("AZURE_TENANT_ID", "72f988bf-86f1-41af-91ab-2d7cd011db47"),
        ("AZURE_CLIENT_ID", "9c1b2a3d-0000-4000-8000-000000000002"),
        ("AZURE_CLIENT_CERTIFICATE_PATH", path),
    ];
    let variables = named.into_iter().chain(also);
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let environment = Environment::new(variables);
    let clock = Arc::new(TestClock::at_unix_seconds(now));
    let deadline = Deadline::start(clock.clone(), Limits::default());
    let scope = ScopeName::parse("azureDevOps").unwrap();
    let scope = scope.resolve(&Cloud::Public).unwrap();
    let token = TokenRequest::new(scope, deadline.clone());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let selected = runtime.unwrap().block_on(async {
        let context = Context::open(&environment, clock, &deadline).await.unwrap();
        Selected::select(&context, &environment, &SourceRequest::default(), &token).await
    });
    match selected {
        Err(SourceError::Broken(broken)) => {
            let (cause, reason) = (broken.cause, broken.reason);
            Failure::Environment(EnvironmentError::ClientCertificate { cause, reason })
        }
        other => panic!("{path}: {other:?}"),
    }
}
