//! The manifests that tfx wrote must name files that are there, and fit what the Marketplace takes.
use roxmltree::Node;
use serde_json::Value;

use super::find::{attribute, elements, part, text};
use crate::{json, part::Part};

/// Everything that is wrong with the two manifests and the icons.
pub(super) fn problems(parts: &[Part]) -> Vec<String> {
    [
        assets(parts),
        contributions(parts),
        description(parts),
        icons(parts),
        version(parts),
    ]
    .concat()
}

/// Files that the manifest for the Marketplace names, and those that it must name.
fn assets(parts: &[Part]) -> Vec<String> {
    let paths = elements(parts, MARKETPLACE, "Asset", |asset| {
        attribute(asset, "Path")
    });
    let kinds = elements(parts, MARKETPLACE, "Asset", |asset| {
        attribute(asset, "Type")
    });
    let lost = paths
        .iter()
        .filter(|path| part(parts, path.trim_start_matches('/')).is_none())
        .map(|path| format!("{MARKETPLACE}: no such file: {path}"));
    let missing = ASSETS
        .into_iter()
        .filter(|kind| !kinds.iter().any(|known| known == kind))
        .map(|kind| format!("{MARKETPLACE}: no {kind}"));
    lost.chain(missing).collect()
}

/// What the extension brings: one task, in a folder that is there.
fn contributions(parts: &[Part]) -> Vec<String> {
    let manifest: Value = serde_json::from_str(text(parts, SERVICE)).unwrap_or_default();
    let tasks: Vec<_> = json::items(&manifest["contributions"])
        .filter(|contribution| json::text(contribution, "type") == "ms.vss-distributed-task.task")
        .map(|contribution| json::text(&contribution["properties"], "name"))
        .collect();
    match tasks.as_slice() {
        [folder] if part(parts, &format!("{folder}/task.json")).is_some() => Vec::new(),
        [folder] => vec![format!("{SERVICE}: no task.json in {folder}")],
        other => vec![format!("{SERVICE}: {} tasks instead of one", other.len())],
    }
}

/// The sentence that people see in a list.
fn description(parts: &[Part]) -> Vec<String> {
    let length = |node: Node<'_, '_>| node.text().unwrap_or_default().chars().count();
    let lengths = elements(parts, MARKETPLACE, "Description", length);
    if matches!(lengths[..], [1..=200]) {
        return Vec::new();
    }
    vec![format!(
        "{MARKETPLACE}: the description is empty or longer than 200"
    )]
}

/// Both icons, in the sizes that are asked for.
fn icons(parts: &[Part]) -> Vec<String> {
    let icons = [("extension-icon.png", 128), ("patless/icon.png", 32)];
    let broken = icons.into_iter().filter(|(name, side)| {
        let bytes = part(parts, name).map(|part| part.bytes.as_slice());
        !is_png(bytes.unwrap_or_default(), *side)
    });
    broken
        .map(|(name, side)| format!("{name}: no PNG of {side} by {side}"))
        .collect()
}

/// Whether a file is a PNG image, `side` pixels wide and high.
fn is_png(bytes: &[u8], side: u32) -> bool {
    let heading = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let side = side.to_be_bytes();
    bytes.starts_with(heading) && bytes.get(16..24) == Some([side, side].concat().as_slice())
}

/// The version of the extension and that of the task, which people see side by side.
fn version(parts: &[Part]) -> Vec<String> {
    let task: Value = serde_json::from_str(text(parts, "patless/task.json")).unwrap_or_default();
    let task = ["Major", "Minor", "Patch"].map(|part| task["version"][part].to_string());
    let extension = elements(parts, MARKETPLACE, "Identity", |node| {
        attribute(node, "Version")
    });
    let extension = extension.concat();
    if extension == task.join(".") {
        return Vec::new();
    }
    vec![format!(
        "the extension is version {extension}, its task {}",
        task.join(".")
    )]
}

/// The manifest that the Marketplace reads.
const MARKETPLACE: &str = "extension.vsixmanifest";

/// What the Marketplace shows of an extension: the overview, the license, the icon.
const ASSETS: [&str; 3] = [
    "Microsoft.VisualStudio.Services.Content.Details",
    "Microsoft.VisualStudio.Services.Content.License",
    "Microsoft.VisualStudio.Services.Icons.Default",
];

/// The manifest that Azure DevOps reads.
const SERVICE: &str = "extension.vsomanifest";

#[cfg(test)]
mod tests {
    use super::*;

    /// An image of this size, as far as it is looked at.
    fn png(name: &str, side: u8) -> Part {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend([0, 0, 0, side, 0, 0, 0, side]);
        Part::new(name, bytes)
    }

    /// A vsix without fault.
    fn parts() -> Vec<Part> {
        let marketplace = r#"<PackageManifest><Identity Version="1.0.0"/><Description xml:space="preserve">Tokens.</Description>
            <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="overview.md"/>
            <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="LICENSE.txt"/>
            <Asset Type="Microsoft.VisualStudio.Services.Icons.Default" Path="extension-icon.png"/></PackageManifest>"#;
        let service = r#"{"contributions":[{"type":"ms.vss-distributed-task.task","properties":{"name":"patless"}}]}"#;
        vec![
            Part::new(MARKETPLACE, marketplace),
            Part::new(SERVICE, service),
            Part::new("overview.md", "# Patless"),
            Part::new("LICENSE.txt", "MIT"),
            Part::new(
                "patless/task.json",
                r#"{"version":{"Major":1,"Minor":0,"Patch":0}}"#,
            ),
            png("extension-icon.png", 128),
            png("patless/icon.png", 32),
        ]
    }

    /// What the check says after a text in one file is replaced.
    fn problems_after(name: &str, old: &str, new: &str) -> Vec<String> {
        let mut parts = parts();
        let part = parts.iter_mut().find(|part| part.name == name).unwrap();
        let changed = str::from_utf8(&part.bytes).unwrap().replace(old, new);
        part.bytes = changed.into();
        problems(&parts)
    }

    #[test]
    fn manifest_without_fault_is_accepted() {
        assert_eq!(problems(&parts()), [""; 0]);
    }

    #[test]
    fn each_fault_is_refused() {
        let long = "x".repeat(201);
        for (name, old, new) in [
            (MARKETPLACE, "overview.md", "details.md"),
            (MARKETPLACE, "Content.License", "Content.Other"),
            (MARKETPLACE, "Tokens.", &long),
            (MARKETPLACE, "1.0.0", "1.0.1"),
            (SERVICE, "\"patless\"", "\"other\""),
            (SERVICE, "distributed-task.task", "web.hub"),
        ] {
            let found = problems_after(name, old, new);
            assert_eq!(found.len(), 1, "{old}: {found:?}");
        }
    }

    #[test]
    fn icon_of_another_size_is_refused() {
        let mut parts = parts();
        parts.retain(|part| part.name != "patless/icon.png");
        parts.push(png("patless/icon.png", 33));
        assert_eq!(problems(&parts), ["patless/icon.png: no PNG of 32 by 32"]);
    }
}
