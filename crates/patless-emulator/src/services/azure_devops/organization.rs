//! Route of the organization's home page, whose headers disclose the organization's tenant to any caller.

use std::sync::Arc;

use axum::extract::State;

use super::authentication::{Caller, caller};
use super::headers;
use super::membership::{member, person_member};
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Handles a request for the home page.
pub(super) async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = match caller(&shared, &request) {
        Err(refusal) => refusal,
        Ok(Caller::Job | Caller::OtherJob) => Response::html(200, HOME_PAGE),
        Ok(Caller::Application(issued)) => member(&shared, &request, &issued)
            .map_or_else(|refusal| refusal, |_| Response::html(200, HOME_PAGE)),
        Ok(Caller::Person(id)) => person_member(&shared, &request, id)
            .map_or_else(|refusal| refusal, |_| Response::html(200, HOME_PAGE)),
    };
    headers::with_tenant(response, &shared, &request)
}

const HOME_PAGE: &str =
    "<!DOCTYPE html>\r\n<html><head><title>Projects - Home</title></head></html>\r\n";
