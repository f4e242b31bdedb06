//! Owns the form of a diagnosis for machines.

use serde_json::{Map, Value, json};

use super::{Check, Diagnosis, Outcome};
use crate::failure::Failure;
use crate::report::{Report, exit_code};

impl Diagnosis {
    /// Writes the diagnosis for machines. The form is described in docs/DOCTOR.md; fields may be added to it.
    pub fn to_json(&self) -> Value {
        let credential = self.federated_credential.as_deref();
        json!({
            "checks": self.checks.iter().map(check).collect::<Vec<_>>(),
            "firstFailure": self.failures().next().map(|(check, _)| check.name),
            "federatedCredential": credential.and_then(|json| serde_json::from_str::<Value>(json).ok()),
        })
    }
}

fn check(check: &Check) -> Value {
    let (name, outcome) = (check.name, &check.outcome);
    match outcome {
        Outcome::Failed(error) => {
            json!({ "name": name, "status": "failed", "failure": failure(error) })
        }
        Outcome::Passed(found) => json!({
            "name": name,
            "status": "passed",
            "message": found.text,
            "values": object(found.values.clone()),
        }),
        Outcome::Skipped(why) => json!({ "name": name, "status": "skipped", "message": why }),
    }
}

fn failure(failure: &Failure) -> Value {
    let report = Report::of(failure);
    json!({
        "message": report.headline,
        "values": object(report.values),
        "hint": report.hint,
        "name": report.row.name(),
        "retry": report.row.retry.in_words(),
        "anchor": report.row.anchor(),
        "more": report.row.address(),
        "exitCode": exit_code(failure.kind()),
    })
}

fn object(values: Vec<(&str, String)>) -> Map<String, Value> {
    let texts = values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Value::String(value)));
    texts.collect()
}
