//! Issued access tokens for the page: whose they are, for what, and until when; never the token.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use super::cover::Cover;
use crate::services::{ListedToken, Shared};
use crate::world::World;

/// Lists the last tokens, the newest last.
pub(super) fn of(shared: &Shared, cover: &Cover) -> Vec<Value> {
    shared
        .issued
        .listed_tokens(MOST_TOKENS)
        .iter()
        .map(|token| {
            json!({
                "number": token.number,
                "hash": short_hash(&token.access_token),
                "identity": cover.text(&identity(&shared.world, token), LONGEST_NAME),
                "resource": resource(&shared.world, token),
                "expires_at_s": token.expires_at_s,
            })
        })
        .collect()
}

/// Returns six characters by which a token can be told from another, and not be guessed.
fn short_hash(token: &str) -> String {
    let hash = digest(&SHA256, token.as_bytes());
    let hex: String = hash.as_ref().iter().map(|it| format!("{it:02x}")).collect();
    hex.chars().take(6).collect()
}

/// Names the application or the person.
fn identity(world: &World, token: &ListedToken) -> String {
    let application = || {
        let tenant_id = token.tenant_id?;
        let application = world.application_in(tenant_id, token.holder_id)?;
        Some(application.name.clone())
    };
    let person = || Some(world.person(token.holder_id)?.name.clone());
    application()
        .or_else(person)
        .unwrap_or_else(|| token.holder_id.to_string())
}

/// Names the resource.
fn resource(world: &World, token: &ListedToken) -> String {
    let found = world.resources.iter().find(|it| it.id == token.resource_id);
    found.map_or_else(|| token.resource_id.to_string(), |it| it.name.clone())
}

/// How many tokens are listed.
const MOST_TOKENS: usize = 100;
/// Longest name that is shown, in characters.
const LONGEST_NAME: usize = 100;
