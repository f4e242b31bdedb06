//! Certificates and keys as other tools write them: with a byte order mark, as UTF-16, as DER; and what is said of archives.

use base64::prelude::{BASE64_STANDARD, Engine};
use patless_emulator::Emulator;

use super::certificates::Ca;
use super::emulator;
use crate::step::Step;

/// Writes a text in PEM in other forms.
const FORMS: [fn(&str) -> Vec<u8>; 4] = [
    |pem| pem.as_bytes().to_vec(),
    |pem| format!("\u{feff}{pem}").into_bytes(),
    |pem| {
        let units = std::iter::once(0xfeff).chain(pem.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    },
    |pem| {
        let lines = pem.lines().filter(|line| !line.starts_with("-----"));
        BASE64_STANDARD.decode(lines.collect::<String>()).unwrap()
    },
];

#[test]
fn a_ca_file_is_read_in_each_form() {
    let emulator = emulator();
    let folder = tempfile::tempdir().unwrap();
    let pem = std::fs::read_to_string(emulator.ca_file()).unwrap();
    let file = folder.path().join("ca.crt");
    for (write, variable) in FORMS
        .into_iter()
        .zip(["AGENT_CAINFO", "SSL_CERT_FILE"].into_iter().cycle())
    {
        std::fs::write(&file, write(&pem)).unwrap();
        let step = Step::new(&emulator).without("AGENT_CAINFO");
        step.variable(variable, file.to_str().unwrap())
            .run()
            .succeeded();
    }
}

#[test]
fn a_client_certificate_and_its_key_are_read_in_each_form() {
    let emulator = emulator();
    let folder = tempfile::tempdir().unwrap();
    let leaf = Ca::new("clients", folder.path()).client();
    let files = [leaf.certificate, leaf.key];
    let pem = files.clone().map(|it| std::fs::read_to_string(it).unwrap());
    for write in FORMS {
        for (file, text) in files.iter().zip(&pem) {
            std::fs::write(file, write(text)).unwrap();
        }
        let [certificate, key] = files.each_ref().map(|file| file.to_str().unwrap());
        Step::new(&emulator)
            .variable("AGENT_CLIENTCERT", certificate)
            .variable("AGENT_CLIENTCERTKEY", key)
            .run()
            .succeeded();
    }
}

/// What is said of a client certificate and a key.
fn refusal(emulator: &Emulator, certificate: &[u8], key: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["certificate", "key"].map(|name| folder.path().join(name));
    std::fs::write(&paths[0], certificate).unwrap();
    std::fs::write(&paths[1], key).unwrap();
    let told = Step::new(emulator)
        .variable("AGENT_CLIENTCERT", paths[0].to_str().unwrap())
        .variable("AGENT_CLIENTCERTKEY", paths[1].to_str().unwrap())
        .run();
    assert!(told.requests.is_empty());
    told.failed().error().to_owned()
}

#[test]
fn what_cannot_be_used_as_a_client_certificate_is_told() {
    let emulator = emulator();
    let folder = tempfile::tempdir().unwrap();
    let ca = Ca::new("clients", folder.path());
    let read = |path| std::fs::read(path).unwrap();
    let leaf = ca.client();
    let (certificate, key) = (read(leaf.certificate), read(leaf.key));
    let others_key = read(ca.client().key);
    let archive = b"\x30\x82\x09\xd3\x02\x01\x03\x30\x82\x09\x89\x06\x09".to_vec();
    for (certificate, key, words) in [
        (&certificate, &certificate, "AGENT_CLIENTCERTKEY names "),
        (&certificate, &certificate, "but a certificate"),
        (&key, &key, "it contains no certificate, but a private key"),
        (
            &certificate,
            &others_key,
            "it does not match the private key in AGENT_CLIENTCERTKEY",
        ),
        (&archive, &key, "#certificate-archive"),
        (&certificate, &archive, "#certificate-archive"),
        (&certificate, &archive, "openssl pkcs12 -in"),
    ] {
        let error = refusal(&emulator, certificate, key);
        assert!(error.contains(words), "{words}: {error}");
    }
}

#[test]
fn an_archive_in_the_place_of_a_ca_file_is_told() {
    let emulator = emulator();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pfx");
    std::fs::write(
        &file,
        b"\x30\x82\x09\xd3\x02\x01\x03\x30\x82\x09\x89\x06\x09",
    )
    .unwrap();
    let told = Step::new(&emulator)
        .variable("SSL_CERT_FILE", file.to_str().unwrap())
        .run();
    let error = told.failed().error();
    assert!(error.contains("it is a PKCS #12 archive"), "{error}");
    assert!(error.contains("#certificate-archive"), "{error}");
}
