//! What to do about a failure, with the known values filled in.

use crate::federation::{Form, Part, entra_issuer, federated_credential, subject_shape};
use crate::field::Field;
use crate::identifiers::TenantId;
use crate::values::Values;

/// What to do about a failure.
///
/// A text may contain `{key}` for any [`Field`]. It is replaced by the value, or by a placeholder in capitals if the value
/// is unknown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Remedy {
    /// Follow the text.
    Do(&'static str),
    /// Follow the text. The matching federated credential is shown below it.
    FederatedCredential(&'static str),
    /// Wait: the same request may succeed later.
    Wait,
}

impl Remedy {
    /// What to do next, in words.
    pub(crate) fn filled(self, values: &Values) -> String {
        match self {
            Self::Do(text) => fill(text, values),
            Self::FederatedCredential(text) => {
                format!("{}\n  {}", fill(text, values), credential(values))
            }
            Self::Wait => "the failure is temporary: run the job again".to_owned(),
        }
    }
}

fn fill(text: &str, values: &Values) -> String {
    Field::ALL.iter().fold(text.to_owned(), |text, &field| {
        let mark = format!("{{{}}}", field.key());
        match values.known(field).filter(|value| is_harmless(value)) {
            Some(value) => text.replace(&mark, value),
            None => text.replace(&mark, field.placeholder()),
        }
    })
}

/// Returns whether a value can stand in a command that people copy. Shells give a meaning to the other signs, and the value
/// may be from a text that somebody else wrote.
fn is_harmless(value: &str) -> bool {
    value
        .chars()
        .all(|c| c.is_alphanumeric() || " -_.:/@+,()%*".contains(c))
        && !value.starts_with('-')
}

/// Writes the federated credential. An unknown issuer is derived from the subject.
fn credential(values: &Values) -> String {
    let subject = values.known(Field::Subject);
    let implied = subject.and_then(issuer_of);
    let issuer = values.known(Field::Issuer).or(implied.as_deref());
    federated_credential(
        issuer.unwrap_or(Field::Issuer.placeholder()),
        subject.unwrap_or(Field::Subject.placeholder()),
    )
}

/// Derives the issuer from a subject, as far as the subject reveals it.
fn issuer_of(subject: &str) -> Option<String> {
    let shape = subject_shape(subject);
    if shape.form() == Form::AzureDevOps {
        return Some("https://vstoken.dev.azure.com/ORGANIZATION_ID".to_owned());
    }
    if shape.form() == Form::GitHub {
        // https://docs.github.com/en/actions/reference/security/oidc
        return Some("https://token.actions.githubusercontent.com".to_owned());
    }
    let tenant = TenantId::parse(shape.part(Part::TenantId)?).ok()?;
    Some(entra_issuer(&tenant))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUBJECT: &str = "/eid1/c/pub/t/v4j5cvGGr0GRqy180BHbRw/a/rISbSSETf0KqFyZ8ppdXmA/sc/0f7c6a2e-5d3b-4c1e-9a84-2b6d8e1f3a50/1f2e3d4c-0000-4000-8000-000000000001";

    #[test]
    fn known_values_are_filled_in_and_others_are_placeholders() {
        let remedy = Remedy::Do("az ad sp create --id {client} # {tenant}");
        let mut values = Values::default();
        assert_eq!(
            remedy.filled(&values),
            "az ad sp create --id CLIENT_ID # TENANT_ID"
        );
        values.set(Field::Client, "x");
        values.set(Field::Tenant, "***");
        assert_eq!(remedy.filled(&values), "az ad sp create --id x # TENANT_ID");
    }

    #[test]
    fn a_value_that_a_shell_would_run_stays_out_of_every_hint() {
        for hostile in [
            "$(id)", "`id`", "a;id", "a|id", "a&id", "a'b", "a\"b", "a\nid", "--help",
        ] {
            let mut values = Values::default();
            for field in Field::ALL {
                values.set(*field, hostile);
            }
            for row in crate::rows() {
                if let Remedy::Do(text) = row.remedy {
                    let hint = row.hint(&values);
                    assert!(text.contains(hostile) || !hint.contains(hostile), "{hint}");
                }
            }
        }
    }

    #[test]
    fn the_issuer_is_derived_from_a_github_subject() {
        let mut values = Values::default();
        values.set(Field::Subject, "repo:acme/web:ref:refs/heads/main");
        let text = Remedy::FederatedCredential("create:").filled(&values);
        assert!(
            text.contains("\"https://token.actions.githubusercontent.com\""),
            "{text}"
        );
    }

    #[test]
    fn the_issuer_is_derived_from_an_entra_subject() {
        let mut values = Values::default();
        values.set(Field::Subject, SUBJECT);
        let text = Remedy::FederatedCredential("create:").filled(&values);
        assert!(
            text.starts_with("create:\n  {\"audiences\":[\"api://AzureADTokenExchange\"]")
                && text.contains("microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0"),
            "{text}"
        );
    }
}
