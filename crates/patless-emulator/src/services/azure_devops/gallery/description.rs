//! What the gallery says of an extension.

use serde_json::{Value, json};

use super::super::gallery_state::Extension;
use crate::clock::iso_time;
use crate::services::Shared;

/// Describes an extension. It is always complete, whatever the request asks to include. Each version is validated at once.
pub(super) fn describe(shared: &Shared, extension: &Extension) -> Value {
    let mut publishers = shared.world.publishers.iter();
    let publisher = publishers.find(|it| it.name.eq_ignore_ascii_case(&extension.publisher));
    let display_name = publisher.map_or("", |it| it.display_name.as_str());
    let versions: Vec<_> = extension
        .versions
        .iter()
        .map(|it| {
            json!({
                "version": it.number,
                "flags": "validated",
                "lastUpdated": iso_time(it.published_at_s),
            })
        })
        .collect();
    let shared_with = extension.shared_with.iter();
    let shared_with: Vec<_> = shared_with
        .map(|it| json!({ "type": "account", "name": it }))
        .collect();
    json!({
        "publisher": {
            "publisherName": extension.publisher,
            "displayName": display_name,
            "flags": "none",
        },
        "extensionId": extension.id,
        "extensionName": extension.name,
        "displayName": extension.display_name,
        "flags": "validated",
        "lastUpdated": versions.first().map(|it| &it["lastUpdated"]),
        "versions": versions,
        "sharedWith": shared_with,
    })
}
