//! Owns the refusal that repeats a secret of the request in pieces, so that no mask of the whole finds it.

use serde_json::json;

use crate::scenario::Disguise;
use crate::wire::{Answer, Request};

/// Repeats the credential of a request, or its assertion, in the error forms of all services.
pub(super) fn in_pieces(status: u16, disguise: Disguise, request: &Request) -> Answer {
    let credential = request.header("authorization").unwrap_or_default();
    let body = String::from_utf8_lossy(&request.body);
    let assertion = body
        .split('&')
        .find_map(|pair| pair.strip_prefix("client_assertion="));
    let secret = assertion.unwrap_or(credential.rsplit(' ').next().unwrap_or_default());
    let pieces: Vec<_> = secret
        .as_bytes()
        .chunks(PIECE_BYTES)
        .take(PIECES)
        .map(|piece| disguise.write(&String::from_utf8_lossy(piece)))
        .collect();
    let text = format!("Not understood: {}", pieces.join(" ; "));
    let error = json!({
        "message": text,
        "error": "invalid_request",
        "error_description": format!("AADSTS90013: {text}"),
    });
    let first = pieces.first().map(String::as_str).unwrap_or_default();
    Answer::json(status, &error).header("activityid", first.trim_end())
}

/// Size of a piece.
const PIECE_BYTES: usize = 16;
/// Number of pieces that are repeated: of more, a client may leave out all.
const PIECES: usize = 3;
