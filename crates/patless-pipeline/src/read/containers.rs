//! Containers: of a job, of its services, and under `resources`.

use super::aliases::Aliases;
use super::fields::{Fields, is_empty};
use super::scalars::{boolean, is_dynamic, text_of};
use super::texts::{pairs, text, texts};
use crate::fault::Faults;
use crate::model::Container;
use crate::place::Place;
use crate::shown::shown;
use crate::yaml::{Node, Value};

/// Reads `container` of a job.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-job-container>.
pub(super) fn container(
    fields: &Fields<'_>,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Option<Container> {
    let node = fields.get("container")?;
    if is_empty(node) {
        return None;
    }
    container_of(node, aliases, faults)
}

/// Reports the faults of `services`.
pub(super) fn services(fields: &Fields<'_>, aliases: &Aliases, faults: &mut Faults) {
    let Some(node) = fields.get("services") else {
        return;
    };
    if is_empty(node) {
        return;
    }
    if let Some(services) = Fields::of(node, "'services'", faults) {
        for entry in services.entries {
            container_of(&entry.value, aliases, faults);
        }
    }
}

/// Reads an image with its options, at a job or under `resources`. Other keys are free: registries have their own.
pub(super) fn image(fields: &Fields<'_>, alias: String, faults: &mut Faults) -> Container {
    for key in ["endpoint", "options"] {
        text_of(fields, key, faults);
    }
    for key in ["ports", "volumes"] {
        if let Some(node) = fields.get(key) {
            texts(node, key, faults);
        }
    }
    for key in ["mapDockerSocket", "localImage"] {
        if let Some(node) = fields.get(key) {
            boolean(node, key, faults);
        }
    }
    if let Some(node) = fields.get("mountReadOnly")
        && let Some(mounts) = Fields::of(node, "'mountReadOnly'", faults)
    {
        mounts.only(&[&["work", "externals", "tools", "tasks"]], None, faults);
        for entry in mounts.entries {
            boolean(&entry.value, &entry.key, faults);
        }
    }
    let env = fields.get("env");
    Container {
        at: fields.at.clone(),
        alias,
        image: text_of(fields, "image", faults).unwrap_or_default(),
        env: env.map_or_else(Vec::new, |node| pairs(node, "'env'", faults)),
    }
}

/// Reports a container that is neither an alias nor an image. The service tells them apart by the tag or digest.
pub(super) fn check_name(name: &str, at: &Place, aliases: &Aliases, faults: &mut Faults) {
    let is_alias = aliases.containers.has(name);
    if !is_alias && !is_image(name) {
        aliases
            .containers
            .check(name, at, "containers", &[], faults);
    }
}

fn container_of(node: &Node, aliases: &Aliases, faults: &mut Faults) -> Option<Container> {
    if matches!(node.value, Value::Scalar(_)) {
        let name = text(node, "container", faults)?;
        check_name(name, &node.at, aliases, faults);
        let is_alias = aliases.containers.has(name) || !is_image(name);
        let (alias, image) = if is_alias { (name, "") } else { ("", name) };
        return Some(Container {
            at: node.at.clone(),
            alias: alias.to_owned(),
            image: image.to_owned(),
            env: Vec::new(),
        });
    }
    let fields = Fields::of(node, "a container", faults)?;
    let alias = text_of(&fields, "alias", faults).unwrap_or_default();
    if let Some(node) = fields.get("alias") {
        check_name(&alias, &node.at, aliases, faults);
    } else if fields.get("image").is_none_or(is_empty) && !fields.are_incomplete() {
        faults.error_with(
            fields.at,
            "a container has no image",
            format!("add {}", shown("image")),
        );
    }
    Some(image(&fields, alias, faults))
}

fn is_image(name: &str) -> bool {
    !is_dynamic(name) && name.contains([':', '@'])
}
