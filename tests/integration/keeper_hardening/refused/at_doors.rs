//! What each door refuses: keys, paths, methods, identities, resources.

use super::{R, Row, assert_is, assert_refused, play};
use crate::keeper_hardening::raw;

#[rustfmt::skip] // a row a line
const KEYS_AND_PATHS: &[Row] = &[
    ("no key", "GET {msi}?{R} HTTP/1.1|Host: {host}||", 401, "map the secret variable IDENTITY_HEADER"),
    ("an empty key", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER:||", 401, "map the secret variable IDENTITY_HEADER"),
    ("a wrong key", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: x||", 401, "map the secret variable IDENTITY_HEADER"),
    ("the key and more", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}x||", 401, "map the secret variable IDENTITY_HEADER"),
    ("the key of another door", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {azdkey}||", 401, "map the secret variable IDENTITY_HEADER"),
    ("the key twice", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}|X-IDENTITY-HEADER: {key}||", 400, "x-identity-header is there twice"),
    ("a wrong key before the key", "GET {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: x|X-IDENTITY-HEADER: {key}||", 400, "x-identity-header is there twice"),
    ("the key in the wrong header", "GET {msi}?{R} HTTP/1.1|Host: {host}|Authorization: Bearer {key}||", 401, "map the secret variable IDENTITY_HEADER"),
    ("the key in the query", "GET {msi}?{R}&X-IDENTITY-HEADER={key} HTTP/1.1|Host: {host}||", 401, "map the secret variable IDENTITY_HEADER"),
    ("the header of the metadata service", "GET {msi}?{R} HTTP/1.1|Host: {host}|Metadata: true||", 401, "map the secret variable IDENTITY_HEADER"),
    ("no path", "GET /?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 404, "no door at this path"),
    ("the path of App Service", "GET /msi/token?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 404, "no door at this path"),
    ("the path of the metadata service", "GET /metadata/identity/oauth2/token?{R} HTTP/1.1|Host: {host}|Metadata: true||", 404, "no door at this path"),
    ("a path without its secret", "GET /token?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 404, "no door at this path"),
    ("the key as the path", "GET /{key}/token?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 404, "no door at this path"),
    ("a path with an end of its own", "GET {msi}/?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 404, "no door at this path"),
    ("a path with two slashes", "GET /{msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 404, "no door at this path"),
    ("a path with dots", "GET /x/..{msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 404, "no door at this path"),
    ("a path of a door, for another", "GET {azd}/assertion HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}||", 404, "no door at this path"),
    ("another door's path", "GET {azd}/token?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 405, "only POST"),
    ("the socket's path", "POST /stop HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}|Content-Length: 0||", 404, "no door at this path"),
    ("POST", "POST {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}|Content-Length: 0||", 405, "only GET"),
    ("HEAD", "HEAD {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 405, ""),
    ("TRACE", "TRACE {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 405, "only GET"),
    ("a method in lower case", "get {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 405, "only GET"),
    ("a method of nobody", "TOKEN {msi}?{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 405, "only GET"),
    ("POST where the path is the key", "POST {open}?{R} HTTP/1.1|Host: {host}|Content-Length: 0||", 405, "only GET"),
    ("azd without a key", "POST {azd}/token HTTP/1.1|Host: {host}|Content-Length: 2||{}", 401, "map the secret variable AZD_AUTH_KEY"),
    ("azd with another scheme", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Basic {azdkey}|Content-Length: 2||{}", 401, "map the secret variable AZD_AUTH_KEY"),
    ("azd with the key alone", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: {azdkey}|Content-Length: 2||{}", 401, "map the secret variable AZD_AUTH_KEY"),
    ("azd with the key of another door", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {oidckey}|Content-Length: 2||{}", 401, "map the secret variable AZD_AUTH_KEY"),
    ("oidc without a key", "GET {oidc}&audience=x HTTP/1.1|Host: {host}||", 401, "map the secret variable ARM_OIDC_REQUEST_TOKEN"),
    ("oidc with the key of another door", "GET {oidc} HTTP/1.1|Host: {host}|Authorization: Bearer {key}||", 401, "map the secret variable ARM_OIDC_REQUEST_TOKEN"),
    ("oidc by POST", "POST {oidc} HTTP/1.1|Host: {host}|Authorization: Bearer {oidckey}|Content-Length: 0||", 405, "only GET"),
];

#[test]
fn keys_paths_and_methods_are_of_one_door_each() {
    play(|kept| assert_refused(kept, KEYS_AND_PATHS));
}

#[rustfmt::skip] // a row a line
const WHAT_FOR: &[Row] = &[
    ("no resource", "GET {msi} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "names no resource"),
    ("an empty resource", "GET {msi}?resource= HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "names no resource"),
    ("the resource twice", "GET {msi}?{R}&{R} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "names resource twice"),
    ("another resource behind it", "GET {msi}?{R}&resource=https://graph.microsoft.com HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "names resource twice"),
    ("a resource that is not on the list", "GET {msi}?resource=https://graph.microsoft.com HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "no token for the resource https://graph.microsoft.com, only for"),
    ("the same where the path is the key", "GET {open}?resource=https://management.azure.com/ HTTP/1.1|Host: {host}|Metadata: true||", 400, "the task's input resources allows others"),
    ("two resources in one", "GET {msi}?{R}%20https://graph.microsoft.com HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "no token for the resource"),
    ("a resource with a permission", "GET {msi}?{R}/user_impersonation HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "no token for the resource"),
    ("a resource with a command to the agent", "GET {msi}?resource=%0A%23%23vso[task.setvariable%20variable=x]y HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "no token for the resource"),
    ("another identity", "GET {msi}?{R}&client_id=00000000-0000-4000-8000-000000000001 HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "and not 00000000-0000-4000-8000-000000000001"),
    ("an identity that is none", "GET {msi}?{R}&client_id=me HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "client_id: "),
    ("our identity, and another", "GET {msi}?{R}&client_id={client}&client_id=x HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "names client_id twice"),
    ("an object id", "GET {msi}?{R}&object_id={client} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "not by object_id"),
    ("a principal id", "GET {msi}?{R}&principal_id={client} HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "not by principal_id"),
    ("a resource id", "GET {msi}?{R}&mi_res_id=/subscriptions/x HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||", 400, "not by mi_res_id"),
    ("a resource id by its older name", "GET {open}?{R}&msi_res_id=/subscriptions/x HTTP/1.1|Host: {host}||", 400, "not by msi_res_id"),
    ("azd without JSON", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 1||x", 200, "not JSON with the field scopes"),
    ("azd without a body", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 0||", 200, "not JSON with the field scopes"),
    ("azd without scopes", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 2||{}", 200, "not JSON with the field scopes"),
    ("azd with no scope", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 13||{\"scopes\":[]}", 200, "for one scope"),
    ("azd with two scopes", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 20||{\"scopes\":[\"a\",\"b\"]}", 200, "for one scope"),
    ("azd with a foreign scope", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 16||{\"scopes\":[\"a\"]}", 200, "\"code\":\"GetTokenError\""),
    ("azd for another tenant", "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 66||{\"scopes\":[\"x\"],\"tenantId\":\"00000000-0000-4000-8000-000000000001\"}", 200, "and not of 00000000-0000-4000-8000-000000000001"),
    ("oidc for two audiences", "GET {oidc}&audience=a&audience=b HTTP/1.1|Host: {host}|Authorization: Bearer {oidckey}||", 400, "names audience twice"),
    ("oidc for a foreign audience", "GET {oidc}&audience=https://x.example HTTP/1.1|Host: {host}|Authorization: Bearer {oidckey}||", 400, "Azure DevOps issues assertions for the audience"),
];

#[test]
fn what_a_token_is_for_and_whose_it_is_must_be_allowed() {
    play(|kept| {
        assert_refused(kept, WHAT_FOR);
        // It is shown on one line, and not as long as somebody likes.
        let long = kept.fill("GET {msi}?resource=") + &"x".repeat(5_000);
        let request = long + &kept.fill(" HTTP/1.1|Host: {host}|X-IDENTITY-HEADER: {key}||");
        let reply = raw::over_loopback(kept.authority(), &raw::lines(&request));
        assert_is(
            kept,
            &reply,
            "a long resource",
            400,
            "no token for the resource",
        );
        assert!(reply.field("message").len() < 500, "{}", reply.text);
    });
}

#[test]
fn the_socket_refuses_what_it_does_not_know() {
    play(|kept| {
        let socket = kept.socket();
        for (what, request, status, message) in [
            (
                "no path",
                "GET /?{R} HTTP/1.1|Host: keeper||",
                404,
                "has no such path",
            ),
            (
                "a path below",
                "GET /token/x?{R} HTTP/1.1|Host: keeper||",
                404,
                "has no such path",
            ),
            (
                "to stop by GET",
                "GET /stop HTTP/1.1|Host: keeper||",
                405,
                "only POST",
            ),
            (
                "a token by POST",
                "POST /token?{R} HTTP/1.1|Host: keeper|Content-Length: 0||",
                405,
                "only GET",
            ),
            (
                "no number",
                "GET /token?{R}&minimum_lifetime=soon HTTP/1.1|Host: keeper||",
                400,
                "minimum_lifetime",
            ),
            (
                "a number below zero",
                "GET /token?{R}&minimum_lifetime=-1 HTTP/1.1|Host: keeper||",
                400,
                "minimum_lifetime",
            ),
            (
                "half a second",
                "GET /token?{R}&minimum_lifetime=0.5 HTTP/1.1|Host: keeper||",
                400,
                "minimum_lifetime",
            ),
            (
                "two days",
                "GET /token?{R}&minimum_lifetime=172800 HTTP/1.1|Host: keeper||",
                400,
                "minimum_lifetime",
            ),
            (
                "two numbers",
                "GET /token?{R}&minimum_lifetime=1&minimum_lifetime=2 HTTP/1.1|Host: keeper||",
                400,
                "twice",
            ),
            (
                "a foreign resource",
                "GET /token?resource=graph HTTP/1.1|Host: keeper||",
                400,
                "no token for the resource graph",
            ),
            (
                "a foreign identity",
                "GET /token?{R}&client_id=00000000-0000-4000-8000-000000000001 HTTP/1.1|Host: keeper||",
                400,
                "has the identity",
            ),
            (
                "a refusal by GET",
                "GET /refused?{R} HTTP/1.1|Host: keeper||",
                405,
                "only POST",
            ),
            (
                "a refusal by a foreign resource",
                "POST /refused?resource=graph HTTP/1.1|Host: keeper|Content-Length: 0||",
                400,
                "no token for the resource graph",
            ),
            (
                "a body",
                "GET /token?{R} HTTP/1.1|Host: keeper|Content-Length: 1||x",
                400,
                "has a body",
            ),
        ] {
            let request = raw::lines(&request.replace("{R}", R));
            assert_is(
                kept,
                &raw::over_socket(&socket, &request),
                what,
                status,
                message,
            );
        }
    });
}
