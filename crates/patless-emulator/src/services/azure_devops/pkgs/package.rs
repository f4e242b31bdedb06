//! Description of a package, as registries of npm write it.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA512, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::published::{PUBLISHED, Published};
use super::tarball;

/// Describes all versions of a package. `None` means that there are none.
///
/// The format is that of <https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md>.
pub(super) fn document(name: &str, registry: &str) -> Option<Value> {
    let versions: Vec<_> = PUBLISHED.iter().filter(|it| it.name == name).collect();
    let latest = versions.last()?.version;
    let described = |it: &&Published| (it.version.to_owned(), version(it, registry));
    let time = |it: &&Published| (it.version.to_owned(), json!(it.at));
    Some(json!({
        "_id": name,
        "name": name,
        "dist-tags": { "latest": latest },
        "versions": versions.iter().map(described).collect::<Map<_, _>>(),
        "time": versions.iter().map(time).collect::<Map<_, _>>(),
    }))
}

/// Describes a version.
fn version(it: &Published, registry: &str) -> Value {
    let archive = tarball::make(it);
    let sum = digest(&SHA1_FOR_LEGACY_USE_ONLY, &archive);
    let sum: String = sum.as_ref().iter().map(|it| format!("{it:02x}")).collect();
    let integrity = STANDARD.encode(digest(&SHA512, &archive));
    json!({
        "name": it.name,
        "version": it.version,
        "_id": format!("{}@{}", it.name, it.version),
        "dist": {
            "tarball": format!("{registry}{}/-/{}", it.name, it.file()),
            "shasum": sum,
            "integrity": format!("sha512-{integrity}"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latest_version_is_the_newer_one() {
        let document = document("acme-gears", "https://feed/").unwrap();
        assert_eq!(document["dist-tags"]["latest"], "1.1.0");
        assert_eq!(
            document["versions"]["1.0.0"]["dist"]["tarball"],
            "https://feed/acme-gears/-/acme-gears-1.0.0.tgz",
        );
    }

    #[test]
    fn package_without_a_version_does_not_exist() {
        assert_eq!(document("acme-nuts", "https://feed/"), None);
    }
}
