//! Pages of a list: how many entries one has, and the header that names the next one.

use serde_json::{Value, json};

use super::vss_error::Exception;
use crate::scenario::Paging;
use crate::services::Shared;
use crate::wire::{Request, Response};

/// Responds with the page of `all` that the request asks for.
pub(super) fn page(
    shared: &Shared,
    request: &Request,
    all: Vec<Value>,
) -> Result<Response, Response> {
    let asked = request
        .query("$top")
        .map_or(Ok(all.len().max(1)), str::parse);
    let token = request.query("continuationToken");
    let (Ok(asked), Ok(start)) = (asked, token.map_or(Ok(0), str::parse::<usize>)) else {
        return Err(Exception::InvalidArgument.response("The query is not valid."));
    };
    let length = match (shared.scenario.azure_devops.paging, token) {
        (Paging::AsAsked, _) => asked,
        // Azure DevOps may send a page without entries that is not the last one.
        (Paging::SingleEntries, None) => 0,
        (Paging::SingleEntries, Some(_)) => asked.min(1),
    };
    let next = start + length;
    let has_more = next < all.len();
    let entries: Vec<_> = all.into_iter().skip(start).take(length).collect();
    let body = json!({ "count": entries.len(), "value": entries });
    let response = Response::json(200, &body);
    Ok(if has_more {
        response.header("x-ms-continuationtoken", &next.to_string())
    } else {
        response
    })
}
