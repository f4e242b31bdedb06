//! A diagnosis as JSON.

use serde_json::{Value, json};

use super::checks::Check;
use super::diagnosis::Diagnosis;
use super::outcome::Outcome;
use crate::report::{failure_to_json, texts_to_json};

impl Diagnosis {
    /// Converts the diagnosis to JSON. docs/DOCTOR.md describes the format; fields may be added to it.
    pub(crate) fn to_json(&self) -> Value {
        let credential = self.federated_credential.as_deref();
        json!({
            "checks": self.checks.iter().map(check).collect::<Vec<_>>(),
            "firstFailure": self.failures().next().map(|(check, _)| check.stage.name()),
            "federatedCredential": credential.and_then(|json| serde_json::from_str::<Value>(json).ok()),
        })
    }
}

fn check(check: &Check) -> Value {
    let (name, outcome) = (check.stage.name(), &check.outcome);
    match outcome {
        Outcome::Failed(error) => {
            json!({ "name": name, "status": "failed", "failure": failure_to_json(error) })
        }
        Outcome::Passed(found) => json!({
            "name": name,
            "status": "passed",
            "message": found.text,
            "values": texts_to_json(&found.values),
        }),
        Outcome::Skipped(why) => json!({ "name": name, "status": "skipped", "message": why }),
    }
}
