//! Refusals that repeat secrets of the request, in an error body for all services.

use serde_json::json;

use crate::scenario::Obfuscation;
use crate::wire::{Request, Response};

/// Makes a refusal that repeats the credential and the body of a request.
pub(super) fn whole(status: u16, request: &Request) -> Response {
    let credential = credential(request);
    let body = String::from_utf8_lossy(&request.body);
    let response = refusal(status, &format!("{credential} {body}"));
    match last_word(credential) {
        "" => response,
        token => response.header("activityid", token),
    }
}

/// Makes a refusal that repeats the assertion or the credential of a request in pieces, so that a mask of the whole
/// secret does not match.
pub(super) fn in_pieces(status: u16, obfuscation: Obfuscation, request: &Request) -> Response {
    let body = String::from_utf8_lossy(&request.body);
    let assertion = body
        .split('&')
        .find_map(|pair| pair.strip_prefix("client_assertion="));
    let secret = assertion.unwrap_or(last_word(credential(request)));
    let pieces: Vec<_> = secret
        .as_bytes()
        .chunks(PIECE_BYTES)
        .take(PIECES)
        .map(|piece| obfuscation.write(&String::from_utf8_lossy(piece)))
        .collect();
    let first = pieces.first().map(String::as_str).unwrap_or_default();
    refusal(status, &pieces.join(" ; ")).header("activityid", first.trim_end())
}

/// Makes the refusal.
fn refusal(status: u16, repeated: &str) -> Response {
    let text = format!("Not understood: {repeated}");
    let error = json!({
        "message": text,
        "error": "invalid_request",
        "error_description": format!("AADSTS90013: {text}"),
    });
    Response::json(status, &error)
}

/// Reads the credential of a request.
fn credential(request: &Request) -> &str {
    request.header("authorization").unwrap_or_default()
}

/// Removes the scheme from a credential.
fn last_word(credential: &str) -> &str {
    credential.rsplit(' ').next().unwrap_or_default()
}

/// Size of a piece.
const PIECE_BYTES: usize = 16;
/// Number of repeated pieces. With more pieces, a client may omit the whole text.
const PIECES: usize = 3;
