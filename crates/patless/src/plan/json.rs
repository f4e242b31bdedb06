//! A plan as JSON.

use serde_json::{Map, Value, json};

use super::forms::{az, az_preamble, portal, terraform, terraform_preamble};
use super::found::Plan;
use super::step::{State, Step};

impl Plan {
    /// Converts the plan to JSON. docs/VERBS.md describes the format; fields may be added to it.
    pub(crate) fn to_json(&self) -> Value {
        let known = &self.known;
        json!({
            "version": 1,
            "purpose": known.purpose.name(),
            "organization": known.organization,
            "project": known.project.as_ref().map(|it| &it.name),
            "asker": {
                "name": self.asker.name,
                "source": self.asker.source.as_str(),
                "kind": self.asker.kind.as_str(),
            },
            "missing": self.missing(),
            "unseen": self.unseen(),
            "azPreamble": az_preamble(known),
            "terraformPreamble": terraform_preamble(known),
            "steps": self.steps.iter().map(|it| self.step(it)).collect::<Vec<_>>(),
        })
    }

    fn step(&self, step: &Step) -> Value {
        let status = match step.state {
            State::There(_) => "exists",
            State::Missing(..) => "missing",
            State::Unseen(..) => "unseen",
        };
        let values = step.values.iter();
        let values: Map<_, _> = values
            .map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str())))
            .collect();
        let known = &self.known;
        json!({
            "name": step.name.as_str(),
            "status": status,
            "text": step.text(),
            "values": values,
            "az": step.change().and_then(|it| az(it, known)),
            "terraform": step.change().and_then(|it| terraform(it, known)),
            "portal": step.change().map(|it| portal(it, known)),
        })
    }
}
