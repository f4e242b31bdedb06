//! Owns the explanation of a text that somebody pasted.

use std::fmt;

use super::sign::is_code;
use super::values::{MASK, PIECE};
use super::{Evidence, Field, Found, Row, Values, find, pasted, quotes};
use crate::federation::{Form, subject_shape};

/// What is known about a pasted text: its cause, the values that it holds, what to do.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// The row that names the cause most surely.
    pub row: &'static Row,
    /// The code or status that showed, such as `AADSTS700213`. `None` where a phrase did.
    pub label: Option<String>,
    /// The values that the text itself holds.
    pub values: Values,
    /// Other failures in the same text that have a code.
    pub also: Vec<Found>,
}

/// Explains a text of any origin, without a request: a line of a log, an exception of an SDK, a body, a page. `None`
/// where it holds nothing that is known.
pub fn explain(text: &str) -> Option<Explanation> {
    let text = pasted::in_clear(text);
    let mut values = quotes::values_in(&text);
    let evidence = Evidence::of_text(&text, values.get(Field::Subject));
    let mut found = find::all(&evidence).into_iter();
    let Found { row, label } = if let Some(found) = found.next() {
        found
    } else {
        let code = evidence.codes().first()?;
        values.set(Field::Code, &code.to_string());
        find::unlisted(&evidence)?
    };
    let also = found.filter(|other| has_code(other) && other.label != label);
    Some(Explanation {
        row,
        values,
        also: also.collect(),
        label,
    })
}

fn has_code(found: &Found) -> bool {
    let label = found.label.as_deref().unwrap_or_default();
    label.starts_with("AADSTS") || is_code(label)
}

impl fmt::Display for Explanation {
    /// Writes the whole text, over several lines: cause, values, what to do, whether it is tried again, where more is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(label) = &self.label {
            write!(f, "{label}, ")?;
        }
        f.write_str(self.row.cause)?;
        for (field, value) in self.values.iter() {
            write!(f, "\n  {:14}  {value}", field.key())?;
            if value == MASK {
                f.write_str(" (masked by the agent: see the page of the service connection)")?;
            } else if field == Field::Subject && value.ends_with(PIECE) {
                f.write_str(
                    " (broken over lines in this text: see the page of the service connection)",
                )?;
            }
            if field == Field::Subject {
                write_form(f, value)?;
            }
        }
        write!(f, "\n\nhint: {}", self.row.hint(&self.values))?;
        write!(f, "\nretry: {}", self.row.retry.in_words())?;
        for found in &self.also {
            let label = found.label.as_deref().unwrap_or_default();
            write!(f, "\nalso: {label}, {}", found.row.cause)?;
        }
        write!(f, "\nmore: {}", self.row.address())
    }
}

/// Writes what a subject says in clear.
fn write_form(f: &mut fmt::Formatter<'_>, subject: &str) -> fmt::Result {
    let shape = subject_shape(subject);
    match shape.form() {
        Form::Other => Ok(()),
        _ => write!(f, "\n  {:14}  {shape}", "subject of"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_a_known_failure_is_not_explained() {
        assert!(explain("").is_none());
        assert!(explain("Build succeeded.").is_none());
    }

    #[test]
    fn a_code_without_a_row_is_said_to_be_one() {
        let explanation = explain("AADSTS999999: Something new.").unwrap();
        assert_eq!(explanation.row.name, "unlisted-code");
        assert_eq!(explanation.label.as_deref(), Some("AADSTS999999"));
    }

    #[test]
    fn the_first_code_of_entra_counts_and_others_are_told_beside() {
        let text = "AADSTS700016: Application … AADSTS70025: … remote: TF401444: Please sign-in";
        let explanation = explain(text).unwrap();
        assert_eq!(explanation.row.name, "unknown-client");
        let also: Vec<_> = explanation
            .also
            .iter()
            .map(|found| found.row.name)
            .collect();
        assert_eq!(also, ["no-federated-credential", "not-in-organization"]);
    }
}
