//! Owns the endpoint that gives a job its assertions.

use serde_json::{Value, json};
use uuid::Uuid;

use super::authentication::{Caller, caller};
use super::vss_error::Exception;
use super::{api_version, assertion, headers};
use crate::scenario::{OidcReply, References, UnreferencedAnswer};
use crate::services::State;
use crate::wire::{Answer, Request};
use crate::world::ServiceConnection;

/// Answers a request for an assertion.
pub(in crate::services) fn answer(state: &State, request: &Request) -> Answer {
    let answer = assertion(state, request).map_or_else(
        |refusal| refusal,
        |assertion| Answer::json(200, &reply(state, &assertion)),
    );
    headers::with_ids(answer, state, request)
}

/// Checks a request in the order of the real service, then makes the assertion.
fn assertion(state: &State, request: &Request) -> Result<String, Answer> {
    check_length(request)?;
    let caller = caller(state, request)?;
    check_method(request)?;
    api_version::check(request)?;
    check_content_type(request)?;
    check_path(state, request)?;
    check_plan_security(state, &caller)?;

    let assertion = match request.query("serviceConnectionId").map(Uuid::parse_str) {
        Some(Ok(connection_id)) => for_connection(state, connection_id)?,
        // The parameter is a nullable GUID. What is no GUID, such as a name, counts as absent.
        Some(Err(_)) | None => assertion::for_pipeline(state),
    };
    let assertion = assertion.ok_or_else(|| Answer::empty(500))?;
    state.note_assertion(&assertion);
    Ok(assertion)
}

/// Checks that the length of the body is known, as the front end does.
fn check_length(request: &Request) -> Result<(), Answer> {
    let known =
        request.header("content-length").is_some() || request.header("transfer-encoding").is_some();
    if known || request.method != "POST" {
        Ok(())
    } else {
        Err(Answer::html(411, LENGTH_REQUIRED))
    }
}

/// Checks that the method is POST.
fn check_method(request: &Request) -> Result<(), Answer> {
    if request.method == "POST" {
        return Ok(());
    }
    let message = format!(
        "The requested resource does not support http method '{}'.",
        request.method,
    );
    let body = json!({ "count": 1, "value": { "Message": message } });
    Err(Answer::json(405, &body).header("allow", "POST"))
}

/// Checks that the body is JSON, or nothing.
fn check_content_type(request: &Request) -> Result<(), Answer> {
    let Some(content_type) = request.header("content-type") else {
        return Ok(());
    };
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Exception::RequestContentTypeNotSupported.answer(&format!(
        "The request indicated a Content-Type of \"{content_type}\" for method type \"POST\" which \
         is not supported. Valid content types for this method are: application/json, \
         application/json-patch+json.",
    )))
}

/// Checks project, hub, plan and job.
fn check_path(state: &State, request: &Request) -> Result<(), Answer> {
    let path = request.path();
    let [_, project, _, _, _, hub, _, plan, _, job, _] = path.as_slice() else {
        return Err(Answer::empty(404));
    };
    let Ok(project_id) = Uuid::parse_str(project) else {
        return Err(Answer::empty(400));
    };
    if project_id != state.world.project.id || !is_hub(hub) {
        return Err(Answer::empty(404));
    }
    let known_plan = Uuid::parse_str(plan) == Ok(state.world.job.plan_id);
    if !known_plan || !hub.eq_ignore_ascii_case(&state.world.job.hub) {
        let message = format!("No plan found for identifier {plan}.");
        return Err(Exception::PlanNotFound.answer(&message));
    }
    if Uuid::parse_str(job) != Ok(state.world.job.job_id) {
        let message = format!("No job found for identifier {job} in plan {plan}.");
        return Err(Exception::JobNotFound.answer(&message));
    }
    Ok(())
}

/// Tells whether Azure DevOps has a hub of this name.
fn is_hub(name: &str) -> bool {
    HUBS.iter().any(|hub| hub.eq_ignore_ascii_case(name))
}

/// Checks that the job token belongs to the plan.
fn check_plan_security(state: &State, caller: &Caller) -> Result<(), Answer> {
    let identity = match caller {
        Caller::Job => return Ok(()),
        Caller::OtherJob => "Widgets Build Service (acme)".to_owned(),
        Caller::Application(issued) => issued.client_id.to_string(),
    };
    Err(Exception::PlanSecurity.answer(&format!(
        "Access denied: {identity} does not have write permissions for orchestration plan {}.",
        state.world.job.plan_id,
    )))
}

/// Makes the assertion of a service connection.
fn for_connection(state: &State, connection_id: Uuid) -> Result<Option<String>, Answer> {
    let Some(connection) = state.world.connection_by_id(connection_id) else {
        let message = format!("No service connection found with identifier {connection_id}.");
        return Err(Exception::EndpointNotFound.answer(&message));
    };
    check_reference(state, connection)?;
    match &connection.federation {
        Some(federation) => Ok(assertion::for_connection(state, connection_id, federation)),
        None => Err(Answer::empty(404)),
    }
}

/// Checks that a task of the stage has the connection as an input.
fn check_reference(state: &State, connection: &ServiceConnection) -> Result<(), Answer> {
    let referenced = match &state.scenario.references {
        References::All => true,
        References::Only(names) => names.contains(&connection.name),
    };
    if referenced {
        return Ok(());
    }
    Err(match state.scenario.unreferenced_answer {
        UnreferencedAnswer::EmptyNotFound => Answer::empty(404),
        UnreferencedAnswer::ExplicitReference => {
            let job = &state.world.job;
            let sentence = format!(
                "There is no explicit reference to service connection {} from current stage \
                 {}.{}.__default.",
                connection.id, job.stage, job.name,
            );
            // A bare string in the wrapper of a collection: the count is its length.
            let body = json!({ "count": sentence.chars().count(), "value": sentence });
            Answer::json(400, &body)
        }
    })
}

/// Writes the reply in the shape that the scenario wants.
fn reply(state: &State, assertion: &str) -> Value {
    match state.scenario.oidc_reply {
        OidcReply::Assertion => json!({ "oidcToken": assertion }),
        OidcReply::Empty => json!({ "oidcToken": "" }),
        OidcReply::Null => json!({ "oidcToken": null }),
        OidcReply::Missing => json!({}),
    }
}

/// Hubs and host types that Azure DevOps knows.
const HUBS: &[&str] = &["build", "rm", "checks", "release", "deployment", "gates"];

const LENGTH_REQUIRED: &str = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\
    \"http://www.w3.org/TR/html4/strict.dtd\">\r\n<HTML><HEAD><TITLE>Length Required</TITLE></HEAD>\
    <BODY><h2>Length Required</h2><hr><p>HTTP Error 411. The request must be chunked or have a \
    content length.</p></BODY></HTML>\r\n";
