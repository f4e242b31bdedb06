//! Tests the discovery documents, and verifies assertions with the published keys.

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use patless_emulator::Emulator;
use serde_json::Value;
use url::Url;

use crate::client::Request;
use crate::job::{assertion, emulator, part};

fn get(emulator: &Emulator, url: &str) -> Value {
    let response = Request::get(Url::parse(url).unwrap()).send(emulator);
    assert_eq!(response.status, 200, "{url}");
    response.json()
}

/// Verifies a JWT with the published key of its key ID, as any third party would.
fn verifies(jwt: &str, keys: &Value) -> bool {
    let kid = &part(jwt, 0)["kid"];
    let key = keys["keys"]
        .as_array()
        .unwrap()
        .iter()
        .find(|key| &key["kid"] == kid)
        .unwrap();
    for (name, value) in [("kty", "RSA"), ("use", "sig"), ("alg", "RS256")] {
        assert_eq!(key[name], value);
    }
    assert_eq!(key["x5t"], part(jwt, 0)["x5t"]);
    assert!(STANDARD.decode(key["x5c"][0].as_str().unwrap()).is_ok());
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let public_key = RsaPublicKeyComponents {
        n: decode(key["n"].as_str().unwrap()),
        e: decode(key["e"].as_str().unwrap()),
    };
    let (signed, signature) = jwt.rsplit_once('.').unwrap();
    public_key
        .verify(
            &RSA_PKCS1_2048_8192_SHA256,
            signed.as_bytes(),
            &decode(signature),
        )
        .is_ok()
}

#[test]
fn assertion_of_azure_devops_verifies_with_the_published_key() {
    let emulator = emulator("default");
    let organization_id = emulator.world().organization.id;
    let host = emulator.vstoken_url();
    let document = get(
        &emulator,
        &format!("{host}{organization_id}/.well-known/openid-configuration"),
    );
    assert_eq!(
        document["issuer"],
        format!("https://vstoken.dev.azure.com/{organization_id}")
    );
    assert_eq!(document["jwks_uri"], format!("{host}.well-known/jwks"));
    let keys = get(&emulator, document["jwks_uri"].as_str().unwrap());
    assert!(verifies(&assertion(&emulator, "azure-wif-legacy"), &keys));
}

#[test]
fn assertion_of_entra_verifies_with_the_published_key() {
    let emulator = emulator("default");
    let host = emulator.authority_host();
    let tenant_id = emulator.world().tenant.id;
    let document = get(
        &emulator,
        &format!("{host}{tenant_id}/v2.0/.well-known/openid-configuration"),
    );
    assert_eq!(document["issuer"], format!("{host}{tenant_id}/v2.0"));
    assert_eq!(
        document["token_endpoint"],
        format!("{host}{tenant_id}/oauth2/v2.0/token")
    );
    let keys = get(&emulator, document["jwks_uri"].as_str().unwrap());
    assert!(verifies(&assertion(&emulator, "azure-devops-wif"), &keys));
}

#[test]
fn other_organization_has_no_document() {
    let emulator = emulator("default");
    let url = emulator
        .vstoken_url()
        .join("00000000-0000-4000-8000-000000000001/.well-known/openid-configuration")
        .unwrap();
    assert_eq!(Request::get(url).send(&emulator).status, 404);
}

#[test]
fn instance_document_points_to_the_tenant() {
    let emulator = emulator("default");
    let host = emulator.authority_host();
    let tenant_id = emulator.world().tenant.id;
    let mut url = host.join("common/discovery/instance").unwrap();
    url.query_pairs_mut()
        .append_pair("api-version", "1.1")
        .append_pair(
            "authorization_endpoint",
            &format!("{host}{tenant_id}/oauth2/v2.0/authorize"),
        );
    let document = get(&emulator, url.as_str());
    assert_eq!(
        document["tenant_discovery_endpoint"],
        format!("{host}{tenant_id}/v2.0/.well-known/openid-configuration"),
    );
    let alias = format!("localhost:{}", host.port().unwrap());
    assert_eq!(document["metadata"][0]["aliases"][0], alias);
}

#[test]
fn unknown_tenant_has_no_document() {
    let emulator = emulator("default");
    let path = "fabrikam.onmicrosoft.com/v2.0/.well-known/openid-configuration";
    let url = emulator.authority_host().join(path).unwrap();
    let response = Request::get(url).send(&emulator);
    assert_eq!(response.status, 400);
    assert_eq!(response.json()["error"], "invalid_tenant");
}

#[test]
fn response_for_an_unknown_path_names_the_emulator() {
    let emulator = emulator("default");
    for host in [
        emulator.azure_devops_url(),
        emulator.vstoken_url(),
        emulator.authority_host(),
    ] {
        let response = Request::get(host.join("no/such/path").unwrap()).send(&emulator);
        assert_eq!(response.status, 404);
        assert!(
            response.body.starts_with("patless-emulator: GET /"),
            "{}",
            response.body
        );
        assert!(
            response.body.contains("no/such/path is not emulated"),
            "{}",
            response.body
        );
    }
}
