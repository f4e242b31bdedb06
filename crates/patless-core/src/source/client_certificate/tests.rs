//! What is taken for a client certificate, and what is refused, with which cause.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use patless_catalogue::{Cause, explain};
use rcgen::{
    CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256, RsaKeySize, date_time_ymd,
};
use serde_json::Value;

use super::unusable::Unusable;
use super::*;
use crate::authority::{Authority, PUBLIC_CLOUD};
use crate::cloud::Cloud;
use crate::origin::loopback::Loopback;
use patless_catalogue::identifiers::{ClientId, TenantId};

const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const CLIENT: &str = "9c1b2a3d-0000-4000-8000-000000000002";
const PASSWORD: &str = "sekret-password";

/// 2027-01-15.
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_800_000_000)
}

fn folder() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/client-certificates")
}

fn read_file(name: &str, password: Option<&str>) -> Result<Pair, Unusable> {
    let mut bytes = std::fs::read(format!("{}/{name}", folder())).unwrap();
    Pair::read(&mut bytes, password)
}

fn read_text(text: &str) -> Result<Pair, Unusable> {
    Pair::read(&mut text.as_bytes().to_vec(), None)
}

fn refusal(read: Result<Pair, Unusable>) -> Unusable {
    match read {
        Err(error) => error,
        Ok(_) => panic!("it was taken"),
    }
}

fn rsa() -> KeyPair {
    KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap()
}

/// A certificate for a key, in PEM, valid for the year 2027.
fn certificate(key: &KeyPair) -> String {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.not_before = date_time_ymd(2027, 1, 1);
    params.not_after = date_time_ymd(2028, 1, 1);
    params.self_signed(key).unwrap().pem()
}

fn application() -> Application {
    let authority = Authority::of_connection("x", PUBLIC_CLOUD, Loopback::Refused).unwrap();
    let (tenant, client) = (TenantId::parse(TENANT), ClientId::parse(CLIENT));
    Application::new(tenant.unwrap(), client.unwrap(), authority, Cloud::Public)
}

#[test]
fn archives_open_with_their_password_whoever_wrote_them() {
    for name in [
        "openssl-3.p12",
        "sha-512.p12",
        "windows.p12",
        "openssl-1.p12",
    ] {
        let pair = read_file(name, Some(PASSWORD)).unwrap();
        assert_eq!(pair.chain.len(), 2, "{name}");
        for (password, cause) in [
            (None, Cause::CertificatePasswordMissing),
            (Some(""), Cause::CertificatePasswordWrong),
            (Some("sekret-passwort"), Cause::CertificatePasswordWrong),
        ] {
            let error = refusal(read_file(name, password));
            assert_eq!(error.cause(), cause, "{name} {password:?}: {error}");
        }
    }
}

#[test]
fn archives_without_a_password_open_without_one() {
    for name in ["no-password.p12", "no-encryption.p12"] {
        assert_eq!(read_file(name, None).unwrap().chain.len(), 2, "{name}");
    }
}

#[test]
fn encrypted_keys_open_with_their_password() {
    for name in ["aes-256.pem", "sha-1.pem", "triple-des.pem"] {
        read_file(name, Some(PASSWORD)).unwrap();
        for (password, cause) in [
            (None, Cause::CertificatePasswordMissing),
            (Some("sekret-passwort"), Cause::CertificatePasswordWrong),
        ] {
            let error = refusal(read_file(name, password));
            assert_eq!(error.cause(), cause, "{name} {password:?}: {error}");
        }
    }
}

#[test]
fn keys_that_are_encrypted_in_another_way_are_refused_as_such() {
    for name in ["scrypt.pem", "md5-des.pem", "traditional.pem"] {
        let error = refusal(read_file(name, Some(PASSWORD)));
        assert_eq!(error.cause(), Cause::UnsupportedEncryption, "{name}");
    }
}

#[test]
fn an_archive_with_only_one_of_the_two_says_which_is_missing() {
    for (name, cause) in [
        ("only-key.p12", Cause::KeyWithoutCertificate),
        ("only-certificate.p12", Cause::CertificateWithoutKey),
    ] {
        let error = refusal(read_file(name, Some(PASSWORD)));
        assert_eq!(error.cause(), cause, "{name}: {error}");
    }
}

#[test]
fn pem_is_taken_in_any_order_and_the_certificate_of_the_key_comes_first() {
    let (key, other) = (rsa(), rsa());
    let (own, foreign) = (certificate(&key), certificate(&other));
    let pem = key.serialize_pem();
    for text in [
        format!("{own}{pem}"),
        format!("{pem}{foreign}{own}"),
        format!("Bag Attributes\r\n{foreign}{pem}\n{own}"),
        format!("\u{feff}{own}{pem}"),
    ] {
        let pair = read_text(&text).unwrap();
        let first = BASE64_STANDARD.encode(pair.own());
        assert!(own.replace(['\r', '\n'], "").contains(&first));
    }
}

/// The header of PKCS #8 around an RSA key of 2048 bits has 26 bytes.
#[test]
fn a_key_in_pkcs_1_is_the_same() {
    let key = rsa();
    let pkcs_1 = BASE64_STANDARD.encode(&key.serialize_der()[26..]);
    let name = "RSA PRIVATE KEY";
    let pem = format!("-----BEGIN {name}-----\n{pkcs_1}\n-----END {name}-----\n");
    read_text(&format!("{pem}{}", certificate(&key))).unwrap();
}

/// The sizes and types of keys that nobody should use any more are made by hand: no library makes them.
#[test]
fn what_cannot_be_used_has_its_cause_and_is_recognized_again() {
    let key = rsa();
    let (own, pem) = (certificate(&key), key.serialize_pem());
    let curve = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let small = include_str!("../../../tests/client-certificates/rsa-1024.pem");
    for (text, cause) in [
        (own.clone(), Cause::CertificateWithoutKey),
        (pem.clone(), Cause::KeyWithoutCertificate),
        (
            format!("{}{pem}", certificate(&rsa())),
            Cause::KeyOfOtherCertificate,
        ),
        (
            format!("{}{}", certificate(&curve), curve.serialize_pem()),
            Cause::UnsupportedKey,
        ),
        (small.to_owned(), Cause::UnsupportedKey),
        ("sekret".to_owned(), Cause::NotAClientCertificate),
        (String::new(), Cause::NotAClientCertificate),
        (
            format!("{pem}-----BEGIN CERTIFICATE-----\nc2VrcmV0\n-----END CERTIFICATE-----\n"),
            Cause::NotAClientCertificate,
        ),
        (
            format!("{own}-----BEGIN PRIVATE KEY-----\nsekret?\n-----END PRIVATE KEY-----\n"),
            Cause::NotAClientCertificate,
        ),
        (
            "-----BEGIN PKCS7-----\n-----END PKCS7-----\n".to_owned(),
            Cause::CertificateArchive,
        ),
    ] {
        let error = refusal(read_text(&text));
        let broken = error.broken("a variable, /x.pem");
        assert_eq!(broken.cause, cause, "{broken}");
        assert!(!broken.to_string().contains("sekret"), "{broken}");
        if !matches!(error, Unusable::File(_)) {
            let explained = explain(&broken.to_string()).unwrap();
            assert_eq!(explained.cause, cause, "{broken}");
        }
    }
}

#[test]
fn every_reason_is_recognized_in_its_own_words() {
    for error in [
        Unusable::Encryption,
        Unusable::Expired(now()),
        Unusable::NotYetValid(now()),
        Unusable::Malformed,
        Unusable::Neither,
        Unusable::PasswordMissing,
        Unusable::PasswordWrong,
        Unusable::KeySize { bits: 1_024 },
    ] {
        let explained = explain(&error.broken("x").to_string()).unwrap();
        assert_eq!(explained.cause, error.cause(), "{error}");
    }
}

#[test]
fn a_certificate_signs_from_its_first_to_its_last_second() {
    let key = rsa();
    let text = format!("{}{}", certificate(&key), key.serialize_pem());
    let certificate = ClientCertificate::of_text("x".to_owned(), &text).unwrap();
    let first = UNIX_EPOCH + Duration::from_secs(1_798_761_600);
    let last = UNIX_EPOCH + Duration::from_secs(1_830_297_600);
    let second = Duration::from_secs(1);
    for (now, cause) in [
        (first - second, Some(Cause::ClientCertificateNotYetValid)),
        (first, None),
        (last, None),
        (last + second, Some(Cause::ClientCertificateExpired)),
    ] {
        let signed = certificate.assertion(&application(), now);
        assert_eq!(signed.err().map(|error| error.cause()), cause, "{now:?}");
    }
}

#[test]
fn no_change_of_an_archive_panics_or_opens_it() {
    for name in ["openssl-3.p12", "windows.p12", "no-encryption.p12"] {
        let bytes = std::fs::read(format!("{}/{name}", folder())).unwrap();
        for end in (0..bytes.len().min(400)).step_by(3) {
            let _ = Pair::read(&mut bytes[..end].to_vec(), Some(PASSWORD));
            let mut changed = bytes.clone();
            changed[end] ^= 0x11;
            let _ = Pair::read(&mut changed, None);
        }
    }
}

#[test]
fn a_number_of_rounds_that_would_never_end_is_refused() {
    let mut bytes = std::fs::read(format!("{}/windows.p12", folder())).unwrap();
    // The last element of an archive is the number of rounds of its MAC: 2,048 in two bytes.
    let end = bytes.len();
    assert_eq!(bytes[end - 4..], [2, 2, 8, 0]);
    // One of the lengths before it grows with it, so the salt shrinks: 8 bytes to 6.
    let salt = end - 14;
    assert_eq!(bytes[salt..salt + 2], [4, 8]);
    bytes[salt + 1] = 6;
    bytes.splice(end - 6.., [2, 4, 0x7f, 0xff, 0xff, 0xff]);
    let error = refusal(Pair::read(&mut bytes, Some(PASSWORD)));
    assert!(matches!(error, Unusable::Encryption), "{error}");
}

/// The parts of a JWT that are JSON.
fn json(part: &str) -> Value {
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[test]
fn an_assertion_says_who_for_whom_and_for_how_long() {
    let key = rsa();
    let (own, other) = (certificate(&key), certificate(&rsa()));
    let text = format!("{other}{own}{}", key.serialize_pem());
    let mut certificate = ClientCertificate::of_text("x".to_owned(), &text).unwrap();
    let mut ids = Vec::new();
    for (chain, certificates) in [(Chain::Omitted, None), (Chain::Sent, Some(2))] {
        certificate.chain = chain;
        let assertion = certificate.assertion(&application(), now()).unwrap();
        let jwt = assertion.expose();
        let parts: Vec<_> = jwt.split('.').collect();
        let header = json(parts[0]);
        assert_eq!(
            (&header["alg"], &header["typ"]),
            (&"PS256".into(), &"JWT".into())
        );
        let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, certificate.pair.own());
        assert_eq!(header["x5t#S256"], BASE64_URL_SAFE_NO_PAD.encode(hash));
        assert_eq!(header["x5c"].as_array().map(Vec::len), certificates);
        let claims = json(parts[1]);
        let endpoint = format!("{PUBLIC_CLOUD}/{TENANT}/oauth2/v2.0/token");
        assert_eq!(claims["aud"], endpoint.replace("com//", "com/"));
        assert_eq!(
            (&claims["iss"], &claims["sub"]),
            (&CLIENT.into(), &CLIENT.into())
        );
        assert_eq!(claims["nbf"], 1_800_000_000);
        assert_eq!(claims["exp"], 1_800_000_600);
        ids.push(claims["jti"].clone());
        assert!(!format!("{assertion:?} {certificate:?}").contains(parts[2]));
    }
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn the_signature_is_that_of_the_key() {
    let key = rsa();
    let text = format!("{}{}", certificate(&key), key.serialize_pem());
    let certificate = ClientCertificate::of_text("x".to_owned(), &text).unwrap();
    let assertion = certificate.assertion(&application(), now()).unwrap();
    let mut validation = Validation::new(Algorithm::PS256);
    validation.validate_aud = false;
    validation.validate_exp = false;
    for (key, verifies) in [(&key, true), (&rsa(), false)] {
        let public = DecodingKey::from_rsa_der(key.public_key_raw());
        let decoded = jsonwebtoken::decode::<Value>(assertion.expose(), &public, &validation);
        assert_eq!(decoded.is_ok(), verifies);
    }
}

/// Verifies an assertion with PyJWT. `None`: it is not valid.
fn verified_by_py_jwt(assertion: &str, certificate: &str, audience: &str) -> Option<Value> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let test = std::env::current_exe().unwrap();
    // target/debug/deps/test
    let target = test.ancestors().nth(3).unwrap();
    let mut python = Command::new(target.join("clients/python/bin/python"))
        .arg(format!(
            "{root}/tests/clients/python/verify_client_assertion.py"
        ))
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("`cargo xtask test` sets the clients up");
    let given = serde_json::json!({
        "assertion": assertion, "certificate": certificate, "audience": audience,
    });
    let mut stdin = python.stdin.take().unwrap();
    stdin.write_all(given.to_string().as_bytes()).unwrap();
    drop(stdin);
    let output = python.wait_with_output().unwrap();
    let is_valid = output.status.success();
    is_valid.then(|| serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn another_library_verifies_an_assertion_and_refuses_a_changed_one() {
    let key = rsa();
    let own = certificate(&key);
    let text = format!("{}{own}", key.serialize_pem());
    let certificate = ClientCertificate::of_text("x".to_owned(), &text).unwrap();
    let assertion = certificate.assertion(&application(), now()).unwrap();
    let audience = format!("https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token");
    let told = verified_by_py_jwt(assertion.expose(), &own, &audience).unwrap();
    assert_eq!(told["header"]["alg"], "PS256");
    assert_eq!(told["claims"]["sub"], CLIENT);
    let other = self::certificate(&rsa());
    for (jwt, certificate, audience) in [
        (format!("{}AA", assertion.expose()), &own, &audience),
        (assertion.expose().to_owned(), &other, &audience),
        (assertion.expose().to_owned(), &own, &"https://x".to_owned()),
    ] {
        assert!(verified_by_py_jwt(&jwt, certificate, audience).is_none());
    }
}
