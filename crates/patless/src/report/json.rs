//! Failures and explanations as JSON. Fields may be added.

use patless_catalogue::Explanation;
use serde_json::{Map, Value, json};

use super::exit_code::exit_code;
use super::text::Report;
use crate::failure::Failure;

/// Converts a failure to JSON.
pub(crate) fn failure_to_json(failure: &Failure) -> Value {
    let report = Report::of(failure);
    json!({
        "message": report.headline,
        "values": texts_to_json(&report.values),
        "hint": report.hint,
        "name": report.row.name(),
        "retry": report.row.retry.in_words(),
        "anchor": report.row.anchor(),
        "more": report.row.address(),
        "exitCode": exit_code(failure.kind()),
    })
}

/// Converts an explanation to JSON.
pub(crate) fn explanation_to_json(explanation: &Explanation) -> Value {
    let row = explanation.row();
    let Explanation {
        label,
        values,
        also,
        confidence,
        evidence,
        line,
        step,
        ..
    } = explanation;
    let texts: Vec<_> = values
        .iter()
        .map(|(field, text)| (field.key(), text.to_owned()))
        .collect();
    json!({
        "label": label.as_ref().map(ToString::to_string),
        "also": also.iter().map(|found| found.label.as_ref().map(ToString::to_string)).collect::<Vec<_>>(),
        "name": row.name(),
        "message": row.summary,
        "confidence": confidence.to_string(),
        "decidedBy": evidence,
        "line": line,
        "step": step,
        "values": texts_to_json(&texts),
        "hint": row.hint(values),
        "patless": row.stand_in(),
        "retry": row.retry.of_any_tool(),
        "anchor": row.anchor(),
        "more": row.address(),
        "exitCode": exit_code(row.kind),
    })
}

/// Makes an object of named texts.
pub(crate) fn texts_to_json(texts: &[(&'static str, String)]) -> Map<String, Value> {
    let texts = texts
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Value::String(text.clone())));
    texts.collect()
}
