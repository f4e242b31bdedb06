//! Answers for Microsoft Entra: an access token, and the discovery that some clients do first.

use crate::{
    http::{Answer, Request},
    jwt,
};

/// Answers a request.
pub(crate) fn answer(request: &Request) -> Answer {
    let path = request.path();
    let tenant = path.split('/').nth(1).unwrap_or_default();
    // On plain loopback, it is not that of the public cloud.
    let host = format!("https://{}", request.header("host").unwrap_or_default());
    if path.ends_with("/oauth2/v2.0/token") && request.method == "POST" {
        return access_token(tenant, &request.body);
    }
    if path.ends_with("/openid-configuration") {
        return Answer::document(configuration(&host, tenant));
    }
    if path.ends_with("/discovery/instance") {
        return Answer::document(instance(&host, tenant));
    }
    Answer::refusal("404 Not Found", "the bench has no such page")
}

/// Hands out an access token to whoever brings an assertion.
fn access_token(tenant: &str, form: &str) -> Answer {
    let has = |field: &str| form.split('&').any(|it| it.starts_with(field));
    if !has("client_assertion=ey") || !has("grant_type=client_credentials") || !has("scope=") {
        return Answer::refusal("400 Bad Request", "AADSTS900144: a parameter is missing");
    }
    let now_s = jwt::now_s();
    let claims = format!(
        r#"{{"aud":"499b84ac-1321-427f-aa17-267ca6975798","iss":"https://sts.windows.net/{tenant}/","iat":{now_s},"nbf":{now_s},"exp":{},"aio":"k2RgYPjVs7vX8fWZs6u3rdBaNOUQAAA=","appid":"{CLIENT}","appidacr":"2","idp":"https://sts.windows.net/{tenant}/","idtyp":"app","oid":"{OBJECT}","rh":"1.AAAAVVVVVVVVVUWFVVVVVVVVVayEm0khE39CqhcmfKaXV5gAAAAA.","sub":"{OBJECT}","tid":"{tenant}","uti":"AAAAAAAAAAAAAAAAAAAAAA","ver":"1.0","wids":["0997a1d0-0d1d-4acb-b408-d5ca73121e90"],"xms_ftd":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABdGVzdA","xms_idrel":"7 16","xms_rd":"0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","xms_tcdt":1500000000}}"#,
        now_s + LIFETIME_S,
    );
    Answer::token(format!(
        r#"{{"token_type":"Bearer","expires_in":{LIFETIME_S},"ext_expires_in":{LIFETIME_S},"access_token":"{}"}}"#,
        jwt::token(&claims),
    ))
}

/// How long an access token lives.
const LIFETIME_S: u64 = 3599;
/// The application that the token is for.
const CLIENT: &str = "33333333-3333-4333-8333-333333333333";
/// Its service principal.
const OBJECT: &str = "99999999-9999-4999-8999-999999999999";

/// What a tenant says of its endpoints.
fn configuration(host: &str, tenant: &str) -> String {
    format!(
        r#"{{"token_endpoint":"{host}/{tenant}/oauth2/v2.0/token","token_endpoint_auth_methods_supported":["client_secret_post","private_key_jwt","client_secret_basic"],"jwks_uri":"{host}/{tenant}/discovery/v2.0/keys","response_modes_supported":["query","fragment","form_post"],"subject_types_supported":["pairwise"],"id_token_signing_alg_values_supported":["RS256"],"response_types_supported":["code","id_token","code id_token","id_token token"],"scopes_supported":["openid","profile","email","offline_access"],"issuer":"{host}/{tenant}/v2.0","request_uri_parameter_supported":false,"userinfo_endpoint":"https://graph.microsoft.com/oidc/userinfo","authorization_endpoint":"{host}/{tenant}/oauth2/v2.0/authorize","device_authorization_endpoint":"{host}/{tenant}/oauth2/v2.0/devicecode","end_session_endpoint":"{host}/{tenant}/oauth2/v2.0/logout","tenant_region_scope":"WW","cloud_instance_name":"microsoftonline.com","cloud_graph_host_name":"graph.windows.net","msgraph_host":"graph.microsoft.com"}}"#
    )
}

/// Which hosts are of the same cloud.
fn instance(host: &str, tenant: &str) -> String {
    format!(
        r#"{{"tenant_discovery_endpoint":"{host}/{tenant}/v2.0/.well-known/openid-configuration","api-version":"1.1","metadata":[{{"preferred_network":"login.microsoftonline.com","preferred_cache":"login.windows.net","aliases":["login.microsoftonline.com","login.windows.net","login.microsoft.com","sts.windows.net"]}}]}}"#
    )
}
