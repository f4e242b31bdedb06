//! Variable groups, from files of the user.
//!
//! A file is YAML or JSON with the name of one group and its variables. What `az pipelines variable-group show` prints has
//! this form too:
//!
//! ```yaml
//! name: acme-settings
//! variables:
//!   region: westeurope
//!   password: {value: a secret, isSecret: true}
//! ```

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use patless_pipeline::model::{self, JobKind, Pipeline};
use patless_pipeline::shown::{listed, shown};
use patless_pipeline::yaml::{self, Node, Value};
use patless_pipeline::{Faults, Place};

use crate::agent::Variable;

/// The variable groups by name. Names ignore case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups(HashMap<String, Group>);

#[derive(Clone, Debug)]
struct Group {
    name: String,
    variables: Vec<Variable>,
}

/// Error of a variable group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct GroupError(String);

impl Groups {
    /// Reads the file of one group.
    ///
    /// # Errors
    /// What is wrong with the file, with its place.
    pub(crate) fn add_file(&mut self, path: &Path) -> Result<(), GroupError> {
        let file: Arc<str> = Arc::from(path.to_string_lossy().as_ref());
        let text = std::fs::read_to_string(path)
            .map_err(|error| GroupError(format!("cannot read {file}: {error}")))?;
        let mut faults = Faults::default();
        let node = yaml::read(&file, &text, &mut faults);
        if let Some(fault) = faults.into_sorted().first() {
            return Err(GroupError(fault.to_string()));
        }
        let nothing = || wrong(&Place::of_file(&file), "the file is empty");
        let group = read(&node.ok_or_else(nothing)?)?;
        self.0.insert(group.name.to_lowercase(), group);
        Ok(())
    }

    /// Lists the variables of a group.
    pub(super) fn variables(&self, name: &str) -> &[Variable] {
        let group = self.0.get(&name.to_lowercase());
        group.map_or(&[], |it| &it.variables)
    }

    /// Checks that a file gives each group that the pipeline names.
    ///
    /// # Errors
    /// The groups without a file, each with the place that names it first.
    pub(crate) fn check(&self, pipeline: &Pipeline) -> Result<(), GroupError> {
        let stages = pipeline.stages.iter();
        let jobs = stages.clone().flat_map(|it| &it.jobs);
        let all = pipeline.variables.iter();
        let all = all.chain(stages.flat_map(|it| &it.variables));
        let all = all.chain(jobs.filter(|it| is_played(it)).flat_map(|it| &it.variables));
        let mut missing: Vec<String> = Vec::new();
        let mut seen = HashSet::new();
        for variable in all {
            let model::Variable::Group { at, name } = variable else {
                continue;
            };
            let key = name.to_lowercase();
            if !self.0.contains_key(&key) && seen.insert(key) {
                missing.push(wrong(at, self.no_group(name)).0);
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(GroupError(missing.join("\n")))
    }

    /// Says that no file gives a group, and which ones there are.
    fn no_group(&self, name: &str) -> String {
        let mut known: Vec<&str> = self.0.values().map(|it| &*it.name).collect();
        known.sort_unstable();
        let known = if known.is_empty() {
            String::new()
        } else {
            format!(" (the files given have {})", listed(known))
        };
        let name = shown(name);
        format!("there is no variable group {name}; give a file with it: --group FILE{known}")
    }
}

fn is_played(job: &model::Job) -> bool {
    !matches!(job.kind, JobKind::Server(_))
}

fn wrong(at: &Place, text: impl std::fmt::Display) -> GroupError {
    GroupError(format!("{at}: {text}"))
}

fn read(node: &Node) -> Result<Group, GroupError> {
    let entries = mapping(node, "a variable group")?;
    let find = |key: &str| entries.iter().find(|it| it.key.eq_ignore_ascii_case(key));
    let missing = |key: &str| wrong(&node.at, format!("the variable group has no `{key}`"));
    let name = find("name").ok_or_else(|| missing("name"))?;
    let name = text(&name.value, "name")?.to_owned();
    let variables = find("variables").ok_or_else(|| missing("variables"))?;
    let variables = mapping(&variables.value, "variables")?;
    let variables = variables.iter().map(|it| variable(&it.key, &it.value));
    Ok(Group {
        name,
        variables: variables.collect::<Result<_, _>>()?,
    })
}

fn variable(name: &str, node: &Node) -> Result<Variable, GroupError> {
    let Value::Mapping(entries) = &node.value else {
        return Ok(Variable::public(name, text(node, name)?));
    };
    let mut variable = Variable::public(name, "");
    for entry in entries {
        match &*entry.key.to_ascii_lowercase() {
            "value" => text(&entry.value, "value")?.clone_into(&mut variable.value),
            "issecret" => variable.secret = is_secret(&entry.value)?,
            key if BESIDE.contains(&key) => {}
            // It may mean a secret.
            _ => {
                let what = format!(
                    "{} is no key of a variable; it has `value` and `isSecret`",
                    shown(&entry.key)
                );
                return Err(wrong(&entry.value.at, what));
            }
        }
    }
    Ok(variable)
}

/// Reads `isSecret`. What is neither yes nor no is refused: the value may be a secret.
fn is_secret(node: &Node) -> Result<bool, GroupError> {
    match &*text(node, "isSecret")?.to_ascii_lowercase() {
        "true" => Ok(true),
        "false" | "" => Ok(false),
        _ => Err(wrong(&node.at, "`isSecret` must be true or false")),
    }
}

/// What `az` prints beside them, in lower case. Those of a key vault are the last three.
const BESIDE: [&str; 4] = ["isreadonly", "contenttype", "enabled", "expires"];

fn mapping<'a>(node: &'a Node, what: &str) -> Result<&'a [yaml::Entry], GroupError> {
    match &node.value {
        Value::Mapping(entries) => Ok(entries),
        Value::Scalar(_) | Value::Sequence(_) => {
            Err(wrong(&node.at, format!("{what} must be a mapping")))
        }
    }
}

fn text<'a>(node: &'a Node, what: &str) -> Result<&'a str, GroupError> {
    match &node.value {
        Value::Scalar(scalar) => Ok(&scalar.text),
        Value::Mapping(_) | Value::Sequence(_) => {
            Err(wrong(&node.at, format!("{} must be text", shown(what))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Result<Groups, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("g.yml");
        std::fs::write(&path, text).unwrap();
        let mut groups = Groups::default();
        let folder = format!("{}/", folder.path().display());
        let added = groups.add_file(&path);
        added.map_err(|error| error.to_string().replace(&folder, ""))?;
        Ok(groups)
    }

    #[test]
    fn group_is_read_from_yaml_and_json() {
        let yaml =
            "name: acme\nvariables:\n  a: 1.10\n  b: {value: sekret, isSecret: true}\n  c:\n";
        let json = r#"{"id": 3, "name": "acme", "type": "Vsts", "variables": {
            "a": {"isSecret": null, "value": "1.10"}, "b": {"isSecret": true, "value": "sekret"},
            "c": {"value": null}}}"#;
        for text in [yaml, json] {
            let groups = groups(text).unwrap();
            let found = groups.variables("ACME").iter();
            let found: Vec<_> = found.map(|it| (&*it.name, &*it.value, it.secret)).collect();
            let expected = [
                ("a", "1.10", false),
                ("b", "sekret", true),
                ("c", "", false),
            ];
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn file_of_another_form_is_refused_with_its_place() {
        for (text, message) in [
            (
                "variables: {a: b}\n",
                "g.yml:1:1: the variable group has no `name`",
            ),
            (
                "name: g\n",
                "g.yml:1:1: the variable group has no `variables`",
            ),
            (
                "name: g\nvariables: [a]\n",
                "g.yml:2:12: variables must be a mapping",
            ),
            (
                "name: g\nvariables: {a: [b]}\n",
                "g.yml:2:16: 'a' must be text",
            ),
            ("- a\n", "g.yml:1:1: a variable group must be a mapping"),
            // Otherwise the secret would be in the log.
            (
                "name: g\nvariables: {a: {value: b, isSecret: yes}}\n",
                "g.yml:2:37: `isSecret` must be true or false",
            ),
            (
                "name: g\nvariables: {a: {value: b, secret: true}}\n",
                "g.yml:2:35: 'secret' is no key of a variable; it has `value` and `isSecret`",
            ),
        ] {
            assert_eq!(groups(text).unwrap_err(), message, "{text}");
        }
    }
}
