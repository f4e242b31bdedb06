//! What can be wrong with a client certificate.

use std::fs;

use patless_catalogue::Cause;
use patless_core::SourceName;
use patless_emulator::scenario::EntraKnobs;
use patless_emulator::world::ClientCertificate;
use patless_emulator::{CertificateFile, Identity, Scenario};
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, RsaKeySize};

use super::row::Row;
use crate::pipeline::root;
use crate::verbs::call::Call;
use crate::verbs::set_up::by_variables;

const PATH: &str = "AZURE_CLIENT_CERTIFICATE_PATH";
const PASSWORD: &str = "AZURE_CLIENT_CERTIFICATE_PASSWORD";

/// A row where the variables of the application are set.
fn row(cause: Cause, fix: &'static str) -> Row {
    Row::of(SourceName::ClientCertificate, cause, fix, |emulator| {
        by_variables(emulator, Identity::ClientCertificate)
    })
}

/// Names one of the files that are kept with the library's tests.
fn kept<'e>(call: Call<'e>, name: &str) -> Call<'e> {
    let folder = root().join("crates/patless-core/tests/client-certificates");
    call.variable(PATH, folder.join(name).to_str().unwrap())
}

/// The certificate of the emulator's application, and its key.
fn parts(call: &Call<'_>) -> (String, String) {
    let own = call.emulator();
    let pem = own.client_certificate(ClientCertificate::Registered);
    let pem = pem.unwrap();
    let (certificate, key) = pem.split_at(pem.find("-----BEGIN PRIVATE KEY").unwrap());
    (certificate.to_owned(), key.to_owned())
}

/// Names a file with another certificate of the emulator's.
fn another(call: Call<'_>, certificate: ClientCertificate) -> Call<'_> {
    let written = call.emulator();
    let written = written.client_certificate_file(certificate, CertificateFile::Pem);
    call.variable(PATH, written.unwrap().path.to_str().unwrap())
}

/// A key and its certificate, which is valid from this year on.
fn generated(key: &KeyPair, from: i32) -> String {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.not_before = rcgen::date_time_ymd(from, 1, 1);
    params.not_after = rcgen::date_time_ymd(2199, 1, 1);
    params.self_signed(key).unwrap().pem() + &key.serialize_pem()
}

fn rsa() -> KeyPair {
    KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap()
}

/// The rows.
pub(super) fn rows() -> Vec<Row> {
    let mut rows = of_files();
    rows.extend(of_application());
    rows
}

fn of_files() -> Vec<Row> {
    vec![
        row(Cause::CertificateWithoutKey, "put both into one file")
            .with(|call| { let text = parts(&call).0; call.file(PATH, text) }),
        row(Cause::KeyWithoutCertificate, "put both into one file")
            .with(|call| { let text = parts(&call).1; call.file(PATH, text) }),
        row(Cause::KeyOfOtherCertificate, "compare the public keys").with(|call| {
            let certificate = parts(&call).0;
            call.file(PATH, certificate + &rsa().serialize_pem())
        }),
        row(Cause::ClientCertificateExpired, "create another certificate")
            .with(|call| another(call, ClientCertificate::Expired)),
        row(Cause::ClientCertificateNotYetValid, "correct the clock")
            .with(|call| call.file(PATH, generated(&rsa(), 2198))),
        row(Cause::CertificatePasswordMissing, "set AZURE_CLIENT_CERTIFICATE_PASSWORD")
            .with(|call| kept(call, "openssl-3.p12")),
        row(Cause::CertificatePasswordWrong, "correct AZURE_CLIENT_CERTIFICATE_PASSWORD")
            .with(|call| kept(call, "openssl-3.p12").secret_variable(PASSWORD, "sekret-other-password")),
        row(Cause::CertificatePasswordWrong, "correct AZURE_CLIENT_CERTIFICATE_PASSWORD")
            .with(|call| kept(call, "aes-256.pem").secret_variable(PASSWORD, "sekret-other-password")),
        row(Cause::UnsupportedEncryption, "write the key anew")
            .with(|call| kept(call, "scrypt.pem").variable(PASSWORD, "sekret-password")),
        row(Cause::UnsupportedKey, "create a certificate with an RSA key")
            .with(|call| kept(call, "rsa-1024.pem")),
        row(Cause::UnsupportedKey, "create a certificate with an RSA key").with(|call| {
            let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
            call.file(PATH, generated(&key, 2000))
        }),
        row(Cause::NotAClientCertificate, "use PEM").with(|call| kept(call, "make.sh")),
        row(Cause::NotAClientCertificate, "use PEM").with(|call| {
            let folder = root().join("crates/patless-core/tests/client-certificates");
            let archive = fs::read(folder.join("openssl-3.p12")).unwrap();
            call.file(PATH, &archive[..100])
        }),
        row(Cause::CertificateArchive, "convert the archive").with(|call| {
            call.file(PATH, "-----BEGIN PKCS7-----\nMCcGCSqGSIb3DQEHAqAaMBgCAQExADALBgkqhkiG9w0BBwGgADEA\n-----END PKCS7-----\n")
        }),
        row(Cause::WrongEnvironment, "correct or unset the variable").variable(PATH, "/not/there.pem"),
        row(Cause::WrongEnvironment, "correct or unset the variable")
            .with(|call| call.file(PATH, vec![b'x'; 2_000_000])),
        row(Cause::NotARegularFile, "name a regular file").variable(PATH, "/dev/null"),
    ]
}

fn of_application() -> Vec<Row> {
    let ahead = Scenario {
        entra: EntraKnobs {
            clock_offset_s: 3_600,
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    };
    vec![
        Row::at_a_desk(
            SourceName::ClientCertificate,
            Cause::NoSource,
            "set AZURE_CLIENT_CERTIFICATE_PATH, AZURE_TENANT_ID and AZURE_CLIENT_ID",
        ),
        row(Cause::IncompleteSource, "--tenant for AZURE_TENANT_ID")
            .variable("AZURE_TENANT_ID", ""),
        row(Cause::WrongEnvironment, "correct or unset the variable")
            .variable("AZURE_TENANT_ID", "$(tenant)"),
        row(Cause::UnregisteredCertificate, "register the certificate")
            .refused()
            .with(|call| another(call, ClientCertificate::Unregistered)),
        row(Cause::OwnAssertionTime, "correct this machine's clock").refused_in(ahead),
        row(Cause::UnknownClient, "az ad sp show --id")
            .refused()
            .flags(&["--client", "deadc0de-0000-4000-8000-000000000001"]),
        // Nothing is named: any choice would be a surprise.
        row(
            Cause::SeveralSources,
            "--source client-certificate or --source client-secret",
        )
        .flags(&["--source", "auto"])
        .with(|call| call.secret_variable("AZURE_CLIENT_SECRET", "sekret-other")),
    ]
}
