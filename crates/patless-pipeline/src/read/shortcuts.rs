//! Shortcuts that are tasks: `downloadBuild`, `getPackage` and `reviewApp`.
//!
//! Sources: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps-download-build> and its neighbors.

use super::aliases::Aliases;
use super::fields::Fields;
use super::scalars::text_of;
use super::texts::{pairs, text};
use super::unplayed;
use crate::fault::Faults;
use crate::model::{Action, Task};
use crate::yaml::Node;

pub(super) fn download_build(
    fields: &Fields<'_>,
    value: &Node,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Option<Action> {
    let build = text(value, "downloadBuild", faults)?;
    aliases
        .builds
        .check(build, &value.at, "builds", &[], faults);
    let mut inputs = vec![("build".to_owned(), build.to_owned())];
    for (key, input) in [
        ("artifact", "artifactName"),
        ("path", "downloadPath"),
        ("patterns", "itemPattern"),
    ] {
        let value = text_of(fields, key, faults);
        inputs.extend(value.map(|value| (input.to_owned(), value)));
    }
    if let Some(node) = fields.get("inputs") {
        inputs.extend(pairs(node, "'inputs'", faults));
    }
    Some(shortcut("DownloadBuildArtifacts", "1", inputs))
}

pub(super) fn get_package(
    fields: &Fields<'_>,
    value: &Node,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Option<Action> {
    let package = text(value, "getPackage", faults)?;
    aliases
        .packages
        .check(package, &value.at, "packages", &[], faults);
    let mut inputs = vec![("definition".to_owned(), package.to_owned())];
    let path = text_of(fields, "path", faults);
    inputs.extend(path.map(|path| ("downloadPath".to_owned(), path)));
    Some(shortcut("DownloadPackage", "1", inputs))
}

pub(super) fn review_app(value: &Node, faults: &mut Faults) -> Option<Action> {
    let resource = text(value, "reviewApp", faults)?;
    unplayed::review_app(&value.at, faults);
    let inputs = vec![("resourceName".to_owned(), resource.to_owned())];
    Some(shortcut("ReviewApp", "0", inputs))
}

fn shortcut(name: &str, version: &str, inputs: Vec<(String, String)>) -> Action {
    Action::Task(Task {
        name: name.to_owned(),
        version: version.to_owned(),
        inputs,
    })
}
