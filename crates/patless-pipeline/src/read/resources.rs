//! `resources`: other repositories, pipelines, containers, builds, packages and webhooks.

use super::aliases::Aliases;
use super::containers;
use super::fields::{Fields, is_empty, items};
use super::scalars::{boolean, text_of};
use super::texts::{text, texts};
use super::triggers::{filters, trigger};
use super::unplayed;
use crate::fault::Faults;
use crate::model::{Container, Repository};
use crate::yaml::Value;

/// What `resources` has.
#[derive(Default)]
pub(super) struct Resources {
    /// The repositories.
    pub repositories: Vec<Repository>,
    /// The containers.
    pub containers: Vec<Container>,
    /// The aliases of all.
    pub aliases: Aliases,
}

/// Reads `resources`.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/resources>.
pub(super) fn resources(fields: &Fields<'_>, faults: &mut Faults) -> Resources {
    let mut resources = Resources::default();
    let Some(node) = fields.get("resources") else {
        return resources;
    };
    // Before there were other repositories, it was a list of `repo: self`.
    if is_empty(node) || matches!(node.value, Value::Sequence(_)) {
        return resources;
    }
    let Some(groups) = Fields::of(node, "'resources'", faults) else {
        return resources;
    };
    groups.only(&[&GROUPS], None, faults);
    for group in GROUPS {
        let Some(list) = groups.get(group).filter(|node| !is_empty(node)) else {
            continue;
        };
        for item in items(list, group, faults) {
            if let Some(fields) = Fields::of(item, article(group), faults) {
                resource(group, &fields, &mut resources, faults);
            }
        }
    }
    resources
}

fn resource(group: &str, fields: &Fields<'_>, into: &mut Resources, faults: &mut Faults) {
    let aliases = &mut into.aliases;
    match group {
        "repositories" => {
            if let Some(alias) = alias(fields, "repository", faults) {
                aliases.repositories.add(&alias);
                into.repositories.push(repository(fields, alias, faults));
            }
        }
        "containers" => {
            if let Some(alias) = alias(fields, "container", faults) {
                aliases.containers.add(&alias);
                into.containers
                    .push(containers::image(fields, alias, faults));
            }
        }
        "pipelines" => {
            if let Some(alias) = alias(fields, "pipeline", faults) {
                aliases.pipelines.add(&alias);
            }
            pipeline(fields, faults);
        }
        "builds" => {
            if let Some(alias) = alias(fields, "build", faults) {
                aliases.builds.add(&alias);
            }
            let keys = [
                "build",
                "type",
                "connection",
                "source",
                "version",
                "branch",
                "trigger",
            ];
            fields.only(&[&keys], None, faults);
        }
        "packages" => {
            if let Some(alias) = alias(fields, "package", faults) {
                aliases.packages.add(&alias);
            }
            let keys = [
                "package",
                "type",
                "connection",
                "name",
                "version",
                "tag",
                "trigger",
            ];
            fields.only(&[&keys], None, faults);
        }
        _ => {
            alias(fields, "webhook", faults);
            fields.only(
                &[&["webhook", "connection", "type", "filters"]],
                None,
                faults,
            );
            fields.need("connection", faults);
            unplayed::webhook(fields.at, faults);
        }
    }
}

fn alias(fields: &Fields<'_>, key: &str, faults: &mut Faults) -> Option<String> {
    if fields.are_incomplete() {
        return None;
    }
    let node = fields.need(key, faults)?;
    let alias = text(node, key, faults)?;
    (!alias.is_empty()).then(|| alias.to_owned())
}

/// Its other keys are free: each kind of repository has its own.
fn repository(fields: &Fields<'_>, alias: String, faults: &mut Faults) -> Repository {
    text_of(fields, "endpoint", faults);
    trigger(fields, faults);
    // Old files configure their own repository here, which needs no name.
    if alias != "self" && fields.get("name").is_none() {
        fields.need("name", faults);
    } else {
        let keys = ["repository", "endpoint", "trigger", "name", "ref", "type"];
        fields.typos(&keys, faults);
    }
    Repository {
        at: fields.at.clone(),
        alias,
        kind: text_of(fields, "type", faults).unwrap_or_else(|| "git".to_owned()),
        name: text_of(fields, "name", faults).unwrap_or_default(),
        reference: text_of(fields, "ref", faults),
    }
}

fn pipeline(fields: &Fields<'_>, faults: &mut Faults) {
    let keys = [
        "pipeline", "project", "source", "version", "branch", "tags", "trigger",
    ];
    fields.only(&[&keys], None, faults);
    for key in ["project", "source", "version", "branch"] {
        text_of(fields, key, faults);
    }
    if let Some(node) = fields.get("tags") {
        texts(node, "tags", faults);
    }
    let Some(node) = fields.get("trigger") else {
        return;
    };
    if matches!(node.value, Value::Scalar(_)) {
        return;
    }
    let Some(trigger) = Fields::of(node, "'trigger' of a pipeline", faults) else {
        return;
    };
    trigger.only(&[&["enabled", "branches", "stages", "tags"]], None, faults);
    if let Some(node) = trigger.get("enabled") {
        boolean(node, "enabled", faults);
    }
    for key in ["stages", "tags"] {
        if let Some(node) = trigger.get(key) {
            texts(node, key, faults);
        }
    }
    match trigger.get("branches") {
        Some(node) if matches!(node.value, Value::Mapping(_)) => filters(node, "branches", faults),
        Some(node) => {
            texts(node, "branches", faults);
        }
        None => {}
    }
}

fn article(group: &str) -> &'static str {
    match group {
        "repositories" => "a repository",
        "containers" => "a container",
        "pipelines" => "a pipeline resource",
        "builds" => "a build",
        "packages" => "a package",
        _ => "a webhook",
    }
}

const GROUPS: [&str; 6] = [
    "repositories",
    "containers",
    "pipelines",
    "builds",
    "packages",
    "webhooks",
];
