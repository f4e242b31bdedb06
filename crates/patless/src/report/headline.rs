//! Owns the first line of a report.

use patless_core::catalogue::Found;

use crate::failure::Failure;

/// Says on one line the cause in plain words, then what did not come of it, then the particulars.
///
/// People see the beginning of the line in a list of errors. What a server said of its own is among the values.
pub fn headline(error: &Failure) -> String {
    let found = error.found();
    let particulars = particulars(error, found.as_ref());
    let cause = found
        .filter(|found| !particulars.contains(found.row.cause))
        .map(|found| cause(error, &found, &particulars));
    let outcome = outcome(error);
    let parts = match cause {
        Some(cause) => [Some(cause), outcome, Some(particulars)],
        None => [Some(particulars), outcome, None],
    };
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let parts: Vec<_> = parts
        .iter()
        .map(|part| part.trim_end_matches('.'))
        .collect();
    let said = parts.into_iter().filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(": ")
}

/// Says the cause, with the code or status under which people search for it where nothing else says that.
fn cause(error: &Failure, found: &Found, particulars: &str) -> String {
    let cause = found.row.cause;
    // Where Entra gave no code, its word for the error.
    let word = error
        .rejection()
        .filter(|rejection| rejection.code.is_none());
    let word = word.map(|rejection| &rejection.error);
    match found.label.as_ref().or(word) {
        Some(label) if !particulars.contains(label.as_str()) => format!("{cause} ({label})"),
        _ => cause.to_owned(),
    }
}

/// Says what did not come of it. `None` where the particulars say it.
fn outcome(error: &Failure) -> Option<String> {
    match error {
        Failure::Assertion(_) | Failure::Exchange { .. } | Failure::Target { .. } => {
            Some(error.to_string())
        }
        _ => None,
    }
}

/// Says what else is known: what was tried, on what. A refusal in a server's own words is left out where the cause is known.
fn particulars(error: &Failure, found: Option<&Found>) -> String {
    let mut texts = error.texts();
    // A refusal is at the bottom of the chain.
    let is_value = error.refusal().is_some() || error.rejection().is_some();
    if is_value && found.is_some() {
        texts.pop();
    }
    // Says nothing that the rest does not, or comes as the outcome.
    let is_said = matches!(
        error,
        Failure::Environment(_) | Failure::Inputs(_) | Failure::Network(_)
    );
    if is_said || outcome(error).is_some() {
        texts.remove(0);
    }
    texts.join(": ")
}
