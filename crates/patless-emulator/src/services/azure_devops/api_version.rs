//! Check of a request's API version.

use super::vss_error::Exception;
use crate::wire::{Request, Response};

/// Checks the API version of a request, in the query or in the `Accept` header.
pub(super) fn check(request: &Request) -> Result<(), Response> {
    match version(request) {
        "" => Err(not_specified(request)),
        "7.1" | "7.1-preview" | "7.1-preview.1" | "7.1-preview.2" | "7.2-preview"
        | "7.2-preview.1" | "7.2-preview.2" => Ok(()),
        "7.2" => Err(needs_preview(request)),
        _ => Err(out_of_range(request)),
    }
}

/// Checks the API version of a request for something that version 7.0 has as well, which some libraries still ask for.
pub(super) fn check_since_7_0(request: &Request) -> Result<(), Response> {
    match version(request) {
        "7.0" => Ok(()),
        _ => check(request),
    }
}

/// Checks the API version of a request for something that every version has as a preview only.
pub(super) fn check_preview(request: &Request) -> Result<(), Response> {
    match version(request) {
        "7.1" => Err(needs_preview(request)),
        _ => check(request),
    }
}

/// Refuses a request without a version.
pub(super) fn not_specified(request: &Request) -> Response {
    Exception::VersionNotSpecified.response(&format!(
        "No api-version was supplied for the \"{}\" request. The version must be supplied either \
         as part of the Accept header (e.g. \"application/json; api-version=1.0\") or as a query \
         parameter (e.g. \"?api-version=1.0\").",
        request.method,
    ))
}

/// Refuses a version that is not released.
pub(super) fn needs_preview(request: &Request) -> Response {
    let version = version(request);
    Exception::InvalidPreviewVersion.response(&format!(
        "The requested version \"{version}\" of the resource is under preview. The -preview flag \
         must be supplied in the api-version for such requests. For example: \
         \"{version}-preview\"",
    ))
}

/// Refuses a version that never existed.
pub(super) fn out_of_range(request: &Request) -> Response {
    let version = version(request);
    Exception::VersionOutOfRange.response(&format!(
        "The requested REST API version of {version} is out of range for this server. The latest \
         REST API version this server supports is 7.2.",
    ))
}

/// Reads the version. It is empty if there is none.
fn version(request: &Request) -> &str {
    request
        .query("api-version")
        .or_else(|| accepted_version(request))
        .unwrap_or_default()
}

/// Reads the version from `Accept: application/json;api-version=7.1`.
fn accepted_version(request: &Request) -> Option<&str> {
    request
        .header("accept")?
        .split([';', ','])
        .find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("api-version")
                .then(|| value.trim().trim_matches('"'))
        })
}
