//! Answers for Azure DevOps: an assertion, and where `azure-devops-node-api` finds it.

use std::fmt::Write;

use crate::{
    http::{Answer, Request},
    jwt, others,
};

/// Answers a request.
pub(crate) fn answer(request: &Request) -> Answer {
    let path = request.path();
    if path.to_ascii_lowercase().ends_with("/oidctoken") && request.method == "POST" {
        return assertion(request);
    }
    if request.method == "OPTIONS" {
        return Answer::document(locations());
    }
    others::answer(request)
}

/// Hands out an assertion to whoever brings a job's token and names a service connection.
fn assertion(request: &Request) -> Answer {
    let token = request.header("authorization").unwrap_or_default();
    if !token.starts_with("Bearer ey") {
        return Answer::refusal("401 Unauthorized", "no token of a job");
    }
    if !request.target.contains("serviceConnectionId=") {
        return Answer::refusal("400 Bad Request", "no service connection");
    }
    let now_s = jwt::now_s();
    let claims = format!(
        r#"{{"jti":"5d8d4ea3-9c6a-4c4e-9f34-04f3d2a1c001","sub":"{SUBJECT}","aud":"api://AzureADTokenExchange","org_id":"11111111-1111-4111-8111-111111111111","prj_id":"44444444-4444-4444-8444-444444444444","def_id":"7","rpo_id":"88888888-8888-4888-8888-888888888888","rpo_uri":"https://dev.azure.com/bench/web/_git/web","rpo_ver":"4b825dc642cb6eb9a060e54bf8d69288fbee4904","rpo_ref":"refs/heads/main","run_id":"77","iss":"{ISSUER}","nbf":{now_s},"exp":{},"iat":{now_s}}}"#,
        now_s + 600,
    );
    Answer::token(format!(r#"{{"oidcToken":"{}"}}"#, jwt::token(&claims)))
}

/// The issuer of assertions.
const ISSUER: &str = "https://login.microsoftonline.com/55555555-5555-4555-8555-555555555555/v2.0";
/// Whom the assertion is about.
const SUBJECT: &str = "/eid1/c/pub/t/VVVVVVVVVUWFVVVVVVVVVQ/a/JoTFSVKRRkKcHEuV0bcSWQ/sc/11111111-1111-4111-8111-111111111111/66666666-6666-4666-8666-666666666666";

/// Where the resources of an area are, with as many others as the real one has.
fn locations() -> String {
    let mut list = location(
        "69a319f4-28c1-4bfd-93e6-ea0ff5c6f1a2",
        "oidctoken",
        "{scopeIdentifier}/_apis/{area}/hubs/{hubName}/plans/{planId}/jobs/{jobId}/{resource}",
    );
    for number in 0..100 {
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let other = location(&id, "other", "{project}/_apis/{area}/{resource}/{id}");
        // A text takes everything.
        let _ = write!(list, ",{other}");
    }
    format!(r#"{{"count":101,"value":[{list}]}}"#)
}

/// Where one resource is.
fn location(id: &str, resource: &str, route: &str) -> String {
    format!(
        r#"{{"id":"{id}","area":"distributedtask","resourceName":"{resource}","routeTemplate":"{route}","resourceVersion":1,"minVersion":"1.0","maxVersion":"7.2","releasedVersion":"7.2"}}"#
    )
}
