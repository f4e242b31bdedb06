//! Client assertion, which an application signs with the key of its certificate. It shares no code with the services.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use patless_emulator::Emulator;
use patless_emulator::world::{Application, ClientCertificate};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::{Value, json};

use crate::client::Response;
use crate::job::{AZURE_DEVOPS_SCOPE, Exchange};

/// Unsigned client assertion, which a test can change.
pub(crate) struct ClientAssertion {
    pub(crate) header: Value,
    pub(crate) claims: Value,
    certificate: CertificateDer<'static>,
    key: RsaKeyPair,
}

impl ClientAssertion {
    /// Makes a good assertion with PS256, but for the certificate.
    pub(crate) fn new(emulator: &Emulator, certificate: ClientCertificate) -> Self {
        let pem = emulator.client_certificate(certificate).unwrap();
        let certificate = CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
        let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).unwrap();
        let client_id = application(emulator).client_id;
        let now_s = now_s();
        Self {
            header: json!({
                "alg": "PS256",
                "typ": "JWT",
                "x5t#S256": URL_SAFE_NO_PAD.encode(digest(&SHA256, &certificate)),
            }),
            claims: json!({
                "aud": token_endpoint(emulator, &emulator.world().tenant.id.to_string()),
                "iss": client_id,
                "sub": client_id,
                "jti": URL_SAFE_NO_PAD.encode(aws_lc_rs::rand::generate::<[u8; 16]>(&SystemRandom::new()).unwrap().expose()),
                "nbf": now_s,
                "exp": now_s + 600,
            }),
            certificate,
            key: RsaKeyPair::from_pkcs8(key.secret_der()).unwrap(),
        }
    }

    /// Makes the header that some libraries still send: RS256 and SHA-1.
    pub(crate) fn legacy(mut self) -> Self {
        let thumbprint = digest(&SHA1_FOR_LEGACY_USE_ONLY, &self.certificate);
        self.header = json!({
            "alg": "RS256",
            "typ": "JWT",
            "x5t": STANDARD.encode(thumbprint),
        });
        self
    }

    /// Adds the certificate itself to the header.
    pub(crate) fn with_certificate(mut self) -> Self {
        self.header["x5c"] = json!([STANDARD.encode(&self.certificate)]);
        self
    }

    /// Changes a claim.
    pub(crate) fn claim(mut self, name: &str, value: Value) -> Self {
        self.claims[name] = value;
        self
    }

    /// Removes a claim.
    pub(crate) fn without_claim(mut self, name: &str) -> Self {
        self.claims.as_object_mut().unwrap().remove(name);
        self
    }

    /// Changes a field of the header.
    pub(crate) fn header(mut self, name: &str, value: Value) -> Self {
        self.header[name] = value;
        self
    }

    /// Signs the assertion.
    pub(crate) fn signed(&self) -> String {
        let [header, claims] =
            [&self.header, &self.claims].map(|it| URL_SAFE_NO_PAD.encode(it.to_string()));
        let message = format!("{header}.{claims}");
        let encoding: &'static dyn aws_lc_rs::signature::RsaEncoding = match &self.header["alg"] {
            alg if alg == "RS256" => &RSA_PKCS1_SHA256,
            _ => &RSA_PSS_SHA256,
        };
        let mut signature = vec![0; self.key.public_modulus_len()];
        let random = SystemRandom::new();
        self.key
            .sign(encoding, &random, message.as_bytes(), &mut signature)
            .unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// Signs and sends the assertion.
    pub(crate) fn send(&self, emulator: &Emulator) -> Response {
        exchange(emulator, &self.signed()).send(emulator)
    }
}

/// Makes the fields that the application with certificates sends.
pub(crate) fn exchange(emulator: &Emulator, assertion: &str) -> Exchange {
    exchange_of(emulator, application(emulator), assertion)
}

/// Makes the fields that an application sends.
pub(crate) fn exchange_of(
    emulator: &Emulator,
    application: &Application,
    assertion: &str,
) -> Exchange {
    Exchange {
        tenant: emulator.world().tenant.id.to_string(),
        fields: vec![
            ("client_id", application.client_id.to_string()),
            ("scope", AZURE_DEVOPS_SCOPE.to_owned()),
            ("grant_type", "client_credentials".to_owned()),
            (
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".to_owned(),
            ),
            ("client_assertion", assertion.to_owned()),
        ],
    }
}

/// Returns the application with certificates.
pub(crate) fn application(emulator: &Emulator) -> &Application {
    let world = emulator.world();
    world.application_named("acme-certificate").unwrap()
}

/// Returns the token endpoint of a tenant.
pub(crate) fn token_endpoint(emulator: &Emulator, tenant: &str) -> String {
    format!("{}{tenant}/oauth2/v2.0/token", emulator.authority_host())
}

/// Returns the time in seconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "the services read the machine's clock, so the assertion must agree with it"
)]
pub(crate) fn now_s() -> i64 {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since_1970.unwrap().as_secs()).unwrap()
}
