//! The variables that the steps of a file set for later ones.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::pattern::pattern;
use crate::script::StepId;
use crate::steps::StepList;
use crate::yaml::Node;

/// What sets a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Setter {
    /// The task Patless.
    Patless,
    /// A script, with these bytes as the value.
    Script(Range<usize>),
}

/// The variables that steps set, by their names in small letters.
#[derive(Debug, Default)]
pub(crate) struct Sets {
    by_name: BTreeMap<String, Vec<(StepId, Setter)>>,
    /// The steps with the task Patless, in order.
    patless: Vec<StepId>,
}

pattern!(
    SET,
    r"(?i)##vso\[task\.setvariable\s+variable=(?P<name>[^;\]\s]+)[^\]\n]*\](?P<value>[^\n]*)"
);

impl Sets {
    /// Collects what the steps of a file set.
    pub(crate) fn of(text: &str, lists: &[StepList<'_>]) -> Self {
        let mut sets = Self::default();
        for (list, steps) in lists.iter().enumerate() {
            for (step, found) in steps.steps.iter().enumerate() {
                let id = StepId { list, step };
                if found.task().is_some_and(|task| task == "patless") {
                    sets.patless.push(id);
                    let inputs = ["variable", "variables", "tokens"];
                    inputs
                        .iter()
                        .filter_map(|input| found.input(input)?.text())
                        .flat_map(|names| names.split(['\n', ',', ' ', '=']))
                        .for_each(|name| sets.add(name, id, Setter::Patless));
                    let tools = found.input("for").and_then(Node::text).unwrap_or_default();
                    of_tools(tools).for_each(|name| sets.add(name, id, Setter::Patless));
                }
                let Some((script, _)) = found.script else {
                    continue;
                };
                let body = text.get(script.at.clone()).unwrap_or_default();
                for set in SET.captures_iter(body.as_bytes()) {
                    let (Some(name), Some(value)) = (set.name("name"), set.name("value")) else {
                        continue;
                    };
                    let value = script.at.start + value.start()..script.at.start + value.end();
                    let name = body.get(name.range()).unwrap_or_default();
                    sets.add(name, id, Setter::Script(value));
                }
            }
        }
        sets
    }

    fn add(&mut self, name: &str, step: StepId, setter: Setter) {
        let name = name.trim().to_ascii_lowercase();
        if !name.is_empty() {
            self.by_name.entry(name).or_default().push((step, setter));
        }
    }

    /// Returns the steps with the task Patless before another step of their list, the last one first.
    pub(crate) fn patless_before(&self, id: StepId) -> impl Iterator<Item = StepId> + '_ {
        let end = self
            .patless
            .partition_point(|step| (step.list, step.step) < (id.list, id.step));
        let before = self.patless.get(..end).unwrap_or_default();
        before
            .iter()
            .rev()
            .copied()
            .take_while(move |step| step.list == id.list)
    }

    /// Returns the last step before another one of its list that sets a variable.
    pub(crate) fn before(&self, id: StepId, name: &str) -> Option<(StepId, &Setter)> {
        let all = self.by_name.get(&name.to_ascii_lowercase())?;
        let end = all.partition_point(|(step, _)| (step.list, step.step) < (id.list, id.step));
        let (step, setter) = all.get(end.checked_sub(1)?)?;
        (step.list == id.list).then_some((*step, setter))
    }
}

/// Returns the variables with tokens that `Patless@1` sets for tools.
fn of_tools(tools: &str) -> impl Iterator<Item = &'static str> + '_ {
    let of_tool = |tool: &str| -> &'static [&'static str] {
        match tool.trim() {
            "renovate" => &["RENOVATE_TOKEN", "NPM_PKGS_DEV_AZURE_COM_TOKEN"],
            "vsce" => &["VSCE_PAT"],
            "az-devops" => &["AZURE_DEVOPS_EXT_PAT"],
            _ => &[],
        }
    };
    tools
        .split([',', '\n'])
        .flat_map(move |tool| of_tool(tool).iter().copied())
}
