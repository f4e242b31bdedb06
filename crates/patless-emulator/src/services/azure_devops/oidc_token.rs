//! Route of the assertion endpoint.

mod refusal;

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::authentication::{Caller, caller};
use super::{api_version, assertion};
use crate::scenario::{OidcRefusal, OidcReply, References};
use crate::services::Shared;
use crate::wire::{Request, Response};
use crate::world::ServiceConnection;

/// Handles a request for an assertion.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    assertion(&shared, &request).map_or_else(
        |refusal| refusal,
        |assertion| Response::json(200, &reply(&shared, &assertion)),
    )
}

/// Checks a request in the order of the real service, and then makes the assertion.
fn assertion(shared: &Shared, request: &Request) -> Result<String, Response> {
    let refuse = |it| refusal::response(it, shared, request);
    check_length(request).map_err(refuse)?;
    let caller = caller(shared, request)?;
    check_method(request).map_err(refuse)?;
    api_version::check(request)?;
    check_content_type(request).map_err(refuse)?;
    check_path(shared, request).map_err(refuse)?;
    check_plan_security(shared, &caller)?;
    shared
        .scenario
        .azure_devops
        .oidc_refusal
        .map_or(Ok(()), Err)
        .map_err(refuse)?;

    let assertion = match request.query("serviceConnectionId").map(Uuid::parse_str) {
        Some(Ok(connection_id)) => {
            let connection = connection(shared, connection_id).map_err(refuse)?;
            check_reference(shared, connection)?;
            for_connection(shared, connection).map_err(refuse)?
        }
        // The parameter is a nullable GUID. Any other value, such as a name, counts as absent.
        Some(Err(_)) | None => assertion::for_pipeline(shared),
    };
    let assertion = assertion.ok_or_else(|| Response::empty(500))?;
    shared.issued.note_assertion(&assertion);
    Ok(assertion)
}

/// Checks that the request declares the length of its body, as the front end does.
fn check_length(request: &Request) -> Result<(), OidcRefusal> {
    let known =
        request.header("content-length").is_some() || request.header("transfer-encoding").is_some();
    if known || request.method != "POST" {
        Ok(())
    } else {
        Err(OidcRefusal::Length)
    }
}

/// Checks that the method is POST.
fn check_method(request: &Request) -> Result<(), OidcRefusal> {
    if request.method == "POST" {
        return Ok(());
    }
    Err(OidcRefusal::Method)
}

/// Checks that the content type is JSON, if there is one.
fn check_content_type(request: &Request) -> Result<(), OidcRefusal> {
    let Some(content_type) = request.header("content-type") else {
        return Ok(());
    };
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(OidcRefusal::ContentType)
}

/// Checks the project, the hub, the plan and the job in the path.
fn check_path(shared: &Shared, request: &Request) -> Result<(), OidcRefusal> {
    let hub = request.parameter("hub");
    let Ok(project_id) = Uuid::parse_str(request.parameter("project")) else {
        return Err(OidcRefusal::ProjectName);
    };
    if project_id != shared.world.project.id || !is_hub(hub) {
        return Err(OidcRefusal::UnknownHub);
    }
    let known_plan = Uuid::parse_str(request.parameter("plan")) == Ok(shared.world.job.plan_id);
    if !known_plan || !hub.eq_ignore_ascii_case(&shared.world.job.hub) {
        return Err(OidcRefusal::UnknownPlan);
    }
    let job_id = Uuid::parse_str(request.parameter("job"));
    if !job_id.is_ok_and(|id| shared.has_job(id)) {
        return Err(OidcRefusal::UnknownJob);
    }
    Ok(())
}

/// Returns whether Azure DevOps has a hub with this name.
fn is_hub(name: &str) -> bool {
    HUBS.iter().any(|hub| hub.eq_ignore_ascii_case(name))
}

/// Checks that the job token belongs to the plan, and that the plan is visible.
fn check_plan_security(shared: &Shared, caller: &Caller) -> Result<(), Response> {
    let identity = match caller {
        Caller::Job if !shared.azure_devops.plan_is_hidden() => return Ok(()),
        Caller::Job | Caller::OtherJob => "Widgets Build Service (acme)".to_owned(),
        Caller::Application(issued) => issued.client_id.to_string(),
        Caller::Person(id) => id.to_string(),
    };
    Err(refusal::plan_security(shared, &identity))
}

/// Finds a service connection.
fn connection(shared: &Shared, connection_id: Uuid) -> Result<&ServiceConnection, OidcRefusal> {
    let found = shared.world.connection_by_id(connection_id);
    found.ok_or(OidcRefusal::UnknownConnection)
}

/// Checks that a task input of the stage references the connection.
fn check_reference(shared: &Shared, connection: &ServiceConnection) -> Result<(), Response> {
    let referenced = match &shared.scenario.azure_devops.references {
        References::All => true,
        References::Only(names) => names.contains(&connection.name),
    };
    if referenced {
        return Ok(());
    }
    Err(refusal::unreferenced(shared, connection))
}

/// Makes the assertion of a service connection.
fn for_connection(
    shared: &Shared,
    connection: &ServiceConnection,
) -> Result<Option<String>, OidcRefusal> {
    match &connection.federation {
        None => Err(OidcRefusal::NothingToIssue),
        Some(_) if shared.scenario.azure_devops.oidc_reply == OidcReply::Pipeline => {
            Ok(assertion::for_pipeline(shared))
        }
        Some(federation) => Ok(assertion::for_connection(shared, connection.id, federation)),
    }
}

/// Makes the body of the response for the scenario.
fn reply(shared: &Shared, assertion: &str) -> Value {
    match shared.scenario.azure_devops.oidc_reply {
        OidcReply::Assertion | OidcReply::Pipeline => json!({ "oidcToken": assertion }),
        OidcReply::Empty => json!({ "oidcToken": "" }),
        OidcReply::Null => json!({ "oidcToken": null }),
        OidcReply::Missing => json!({}),
    }
}

/// Hubs and host types of Azure DevOps.
const HUBS: &[&str] = &["build", "rm", "checks", "release", "deployment", "gates"];
