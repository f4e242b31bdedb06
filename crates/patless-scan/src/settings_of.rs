//! Finds the places that give a value to an environment variable of a known name: in YAML, and in scripts.

use std::collections::BTreeMap;
use std::ops::Range;
use std::slice;

use crate::document::Document;
use crate::fix::{Fix, FixClass};
use crate::given::{Given, Takes};
use crate::kind::Kind;
use crate::pattern::pattern;
use crate::script::{Script, StepId};
use crate::yaml::{Entry, Node};

/// A place that gives a variable its value.
#[derive(Clone, Debug)]
pub(crate) struct Setting<'t> {
    /// The variable's name.
    pub(crate) name: &'t str,
    /// Where it is set.
    pub(crate) place: Place,
    /// The PAT in the value.
    pub(crate) given: Given<'t>,
}

/// Where a variable is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In `env` of a step of a pipeline.
    Step(StepId),
    /// In another `env` or `environment` of YAML.
    Yaml,
    /// In a script.
    Script,
}

pattern!(
    ASSIGNED,
    r#"(?:^|[^A-Za-z0-9_$\-])(?P<name>[A-Za-z_][A-Za-z0-9_]*)["'\]}]{0,2}[ \t]*=[ \t]*(?P<value>"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\$\([^\n()]*\)|[^\s;&|=][^\s;&|]*)"#
);

pattern!(
    IN_MANIFEST,
    r#"(?m)^[ \t]*-[ \t]+name:[ \t]*["']?(?P<name>[A-Za-z_][A-Za-z0-9_]*)["']?[ \t]*\r?\n[ \t]*value:[ \t]*["']?(?P<value>\$\{?[A-Za-z_][A-Za-z0-9_.]*\}?)"#
);

/// Keys of YAML whose value gives variables: of steps and containers, of a secret of Kubernetes.
const MAPPINGS: &[&str] = &["env", "environment", "stringData"];

impl<'t> Document<'t> {
    /// Returns the places that give a PAT to a variable of such a name.
    pub(crate) fn settings_of(&self, named: fn(&str) -> bool, takes: Takes) -> Vec<Setting<'t>> {
        let mut found = Vec::new();
        let steps: BTreeMap<usize, StepId> = self
            .steps()
            .filter(|_| self.kind == Kind::Pipeline)
            .flat_map(|(id, step)| step.env().iter().map(move |entry| (entry.key.at.start, id)))
            .collect();
        self.each_entry(&mut |entry| {
            if !MAPPINGS.iter().any(|key| entry.has_key(key)) {
                return;
            }
            for entry in entry
                .value
                .entries()
                .iter()
                .filter(|entry| named(entry.name()))
            {
                let step = steps.get(&entry.key.at.start).copied();
                found.extend(self.set_by_entry(entry, step, takes));
            }
            for item in entry.value.items() {
                found.extend(self.set_by_item(item, named, takes));
            }
        });
        found.extend(self.settings_in_scripts(named, takes));
        found
    }

    fn settings_in_scripts(&self, named: fn(&str) -> bool, takes: Takes) -> Vec<Setting<'t>> {
        let mut found = Vec::new();
        for script in self.scripts() {
            // Shells and Terraform write manifests too.
            let in_manifests = script.find(&IN_MANIFEST);
            for assigned in script.find(&ASSIGNED).chain(in_manifests) {
                let (Some(name), Some(value)) = (assigned.group("name"), assigned.group("value"))
                else {
                    continue;
                };
                let name = self.slice(name);
                if named(name) {
                    found.extend(self.set_by_script(name, &script, value, takes));
                }
            }
        }
        found
    }

    fn set_by_script(
        &self,
        name: &'t str,
        script: &Script<'t>,
        value: Range<usize>,
        takes: Takes,
    ) -> Option<Setting<'t>> {
        let quoted = self.slice(value.clone()).starts_with(['"', '\'']);
        let inner = if quoted {
            value.start + 1..value.end - 1
        } else {
            value
        };
        Some(Setting {
            name,
            place: Place::Script,
            given: self.given(script, inner, takes)?,
        })
    }

    fn set_by_entry(
        &self,
        entry: &'t Entry,
        step: Option<StepId>,
        takes: Takes,
    ) -> Option<Setting<'t>> {
        Some(Setting {
            name: entry.name(),
            place: step.map_or(Place::Yaml, Place::Step),
            given: self.given_by_node(&entry.value, step, takes)?,
        })
    }

    /// An item of a list: `NAME=value` as in compose files, or `name` and `value` as in Kubernetes.
    fn set_by_item(
        &self,
        item: &'t Node,
        named: fn(&str) -> bool,
        takes: Takes,
    ) -> Option<Setting<'t>> {
        let (name, given) = if let Some(text) = item.text() {
            let (name, _) = text.split_once('=')?;
            (name, self.given_by_node(item, None, takes))
        } else {
            let name = item.get("name")?;
            let given = match item.get("value") {
                Some(value) => self.given_by_node(value, None, takes),
                None => item
                    .get("valueFrom")
                    .and_then(|from| from.get("secretKeyRef"))
                    .map(|_| Given {
                        at: name.at.clone(),
                        reference: None,
                    }),
            };
            (name.text()?, given)
        };
        let name = name.trim();
        Some(Setting {
            name,
            place: Place::Yaml,
            given: given.filter(|_| named(name))?,
        })
    }

    /// Makes the fix that puts a token in the place of a setting's PAT, where the step of a pipeline sets it.
    pub(crate) fn swapped_setting(&self, setting: &Setting<'_>) -> Option<Fix> {
        let Place::Step(id) = setting.place else {
            return None;
        };
        let reference = setting.given.reference.as_ref()?;
        Some(
            self.swap(id, slice::from_ref(reference), FixClass::Safe)
                .fix,
        )
    }

    /// Returns the name of the variable with a token for a setting.
    pub(crate) fn token_for(&self, setting: &Setting<'_>) -> String {
        match setting.place {
            Place::Step(id) => self.token_variable(id).name,
            Place::Yaml | Place::Script => self.new_variable(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn set(path: &str, text: &str) -> Vec<String> {
        let nodes = yaml::read(text);
        let document = Document::new(path, text, Kind::of(path, text), &nodes, "NAME");
        document
            .settings_of(|name| name == "X_PAT", Takes::PatsOnly)
            .into_iter()
            .map(|setting| document.slice(setting.given.at).to_owned())
            .collect()
    }

    #[test]
    fn a_variable_is_set_in_every_way_of_writing() {
        for text in [
            "X_PAT=$A b",
            "export X_PAT=\"${A}\"",
            "docker run -e X_PAT=$A b",
        ] {
            assert_eq!(set("a.sh", text).len(), 1, "{text}");
        }
        assert_eq!(set("a.ps1", "$env:X_PAT = \"$A\""), ["$A"]);
        assert_eq!(
            set("a.py", "os.environ[\"X_PAT\"] = os.environ[\"A\"]").len(),
            1
        );
        assert_eq!(
            set("compose.yml", "a:\n  environment:\n  - X_PAT=${A}\n"),
            ["${A}"]
        );
        assert_eq!(
            set(
                "pod.yaml",
                "env:\n- name: X_PAT\n  valueFrom:\n    secretKeyRef: {name: a}\n"
            ),
            ["X_PAT"]
        );
        assert_eq!(
            set(
                "azure-pipelines.yml",
                "steps:\n- script: a\n  env:\n    X_PAT: $(A)\n"
            ),
            ["$(A)"]
        );
    }

    #[test]
    fn a_comparison_or_another_name_sets_nothing() {
        for text in [
            "[ $X_PAT == $A ]",
            "MAX_PAT=$A",
            "$X_PAT = $A",
            "X_PATH=$A",
            "X_PAT=abc",
        ] {
            assert_eq!(set("a.sh", text), [""; 0], "{text}");
        }
    }
}
