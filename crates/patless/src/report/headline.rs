//! The first line of a report.

use patless_catalogue::Label;
use patless_core::SourceError;

use crate::failure::Failure;

/// Says on one line the cause in plain words, then what did not come of it, then the particulars.
///
/// People see the beginning of the line in a list of errors. What a server said of its own is among the values.
pub(crate) fn headline(error: &Failure) -> String {
    let outcome = outcome(error);
    let parts = if says_its_cause(error) {
        [Some(particulars(error)), outcome, None]
    } else {
        [Some(cause(error)), outcome, Some(particulars(error))]
    };
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let parts: Vec<_> = parts
        .iter()
        .map(|part| part.trim_end_matches('.'))
        .collect();
    let said = parts.into_iter().filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(": ")
}

/// Tells whether the error's own words say the cause, so that those of the row add nothing.
fn says_its_cause(error: &Failure) -> bool {
    error.cause().is_general()
        || matches!(
            error,
            Failure::OutsideJob | Failure::PipelineAssertion { .. }
        )
}

/// Says the cause, with the code or status under which people search for it where nothing else says that.
fn cause(error: &Failure) -> String {
    let found = error.found();
    let summary = found.row().summary;
    // Where Entra gave no code, its word for the error.
    let word = error
        .rejection()
        .filter(|rejection| rejection.code.is_none());
    let word = word.map(|rejection| rejection.error.clone());
    let label = found.label.filter(|label| !says(error, label));
    match label.map(|label| label.to_string()).or(word) {
        Some(label) => format!("{summary} ({label})"),
        None => summary.to_owned(),
    }
}

/// Whether the particulars contain a code or status. They do not contain the exception that a server threw.
fn says(error: &Failure, label: &Label) -> bool {
    !is_in_values(error) && !matches!(label, Label::TypeKey(_))
}

/// Says what could not be obtained. `None` if the particulars say it.
fn outcome(error: &Failure) -> Option<String> {
    match error {
        Failure::Assertion(_)
        | Failure::Exchange { .. }
        | Failure::NewAssertion { .. }
        | Failure::Target { .. } => Some(error.to_string()),
        _ => None,
    }
}

/// Says what else is known: what was tried, on what. A server's own message is among the values.
fn particulars(error: &Failure) -> String {
    let mut texts = error.texts();
    // A refusal is at the bottom of the chain, and so is the list of all sources.
    if is_in_values(error) || matches!(error, Failure::Source(SourceError::Nowhere(_))) {
        texts.pop();
    }
    // It adds nothing to the rest, or is the outcome.
    let is_said = matches!(
        error,
        Failure::Environment(_) | Failure::Inputs(_) | Failure::Network(_) | Failure::Source(_)
    );
    if is_said || outcome(error).is_some() {
        texts.remove(0);
    }
    texts.join(": ")
}

/// Whether a server refused with a message of its own, which is shown among the values.
fn is_in_values(error: &Failure) -> bool {
    error.refusal().is_some() || error.rejection().is_some()
}
