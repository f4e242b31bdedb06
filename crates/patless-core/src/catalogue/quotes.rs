//! Owns where the texts of servers and tools hold the values that they are about.

use super::values::MASK;
use super::{Field, Values};
use crate::federation::{Form, subject_shape};
use crate::identifiers::{TenantId, guid};
use crate::text::one_line;

/// Where a value stands: behind these words, in quotes or as one word.
struct Quote {
    field: Field,
    behind: &'static str,
    /// What must follow the value. Empty for anything.
    before: &'static str,
}

const fn quote(field: Field, behind: &'static str) -> Quote {
    Quote {
        field,
        behind,
        before: "",
    }
}

/// The words before each value, in lower case. The first one that leads to a well-formed value counts.
const QUOTES: &[Quote] = &[
    quote(Field::Issuer, "assertion issuer"),
    quote(Field::Issuer, "credentials issued by"),
    quote(Field::Issuer, "issuer"),
    quote(Field::Subject, "assertion subject"),
    quote(Field::Subject, "subject claim"),
    quote(Field::Subject, "subject"),
    quote(Field::Audience, "assertion audience"),
    quote(Field::Audience, "audience"),
    quote(Field::Tenant, "in the directory"),
    quote(Field::Tenant, "in the tenant named"),
    quote(Field::Tenant, "in the tenant"),
    quote(Field::Tenant, "specified tenant identifier"),
    quote(Field::Tenant, "at least once as"),
    quote(Field::Tenant, "tenant id"),
    quote(Field::Tenant, "tenant"),
    Quote {
        field: Field::Tenant,
        behind: "login.microsoftonline.com/",
        before: "/oauth2",
    },
    quote(Field::Client, "application with identifier"),
    quote(Field::Client, "client application"),
    quote(Field::Client, "msi identity"),
    quote(Field::Client, "client id"),
    quote(Field::Client, "client_id"),
    quote(Field::Client, "the client"),
    quote(Field::Client, "application"),
    quote(Field::Client, "client"),
    quote(Field::Client, "app"),
    quote(Field::ObjectId, "at least once as"),
    quote(Field::ObjectId, "with object id"),
    quote(Field::Identity, "the user"),
    quote(Field::Connection, "service connection"),
    quote(Field::Connection, "serviceconnectionid"),
    quote(Field::Organization, "azure devops organization"),
    quote(Field::Organization, "https://dev.azure.com/"),
    quote(Field::Project, "the project with id"),
    quote(Field::Repository, "repository with name or identifier"),
    quote(Field::Resource, "the resource principal named"),
    quote(Field::Resource, "provided value for scope"),
    quote(Field::Resource, "on the resource"),
    quote(Field::Permission, "to perform this action"),
    quote(Field::Parameter, "the following parameter"),
    quote(Field::Now, "current time"),
    quote(Field::ValidFrom, "assertion valid from"),
    quote(Field::ValidTo, "expiry time of assertion"),
    quote(Field::CorrelationId, "correlation id"),
    quote(Field::CorrelationId, "correlation_id"),
    quote(Field::TraceId, "trace id"),
    quote(Field::TraceId, "trace_id"),
    quote(Field::ActivityId, "activityid"),
    quote(Field::ActivityId, "x-vss-e2eid"),
    quote(Field::ActivityId, "request id"),
];

/// Reads the values that a text in clear holds.
pub(super) fn values_in(text: &str) -> Values {
    let mut values = Values::default();
    // ASCII only, so that positions stay the same.
    let lower = text.to_ascii_lowercase();
    for quote in QUOTES {
        let starts = lower.match_indices(quote.behind).map(|(start, _)| start);
        let mut found = starts.filter_map(|start| quote.value(text, start));
        if let Some(value) = found.next() {
            values.set(quote.field, &value);
        }
    }
    if let Some(policies) = policies_in(text, &lower) {
        values.set(Field::Policies, &policies);
    }
    values
}

impl Quote {
    /// Reads the value behind the words that begin at `start`. `None` where there is no well-formed one.
    fn value(&self, text: &str, start: usize) -> Option<String> {
        let begins_word = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let rest = &text[start + self.behind.len()..];
        let (value, after) = if self.takes_line(text, start) {
            let line = rest.trim_start_matches([' ', ':', '=']).lines().next()?;
            (line.trim_end(), "")
        } else {
            word(rest, self.reach())
        };
        let value = self.part(value);
        let fits = begins_word && after.starts_with(self.before) && self.is_well_formed(value);
        fits.then(|| one_line(value, 600))
    }

    /// Tells whether the value goes to the end of its line: a subject in a report of ours, where it may hold spaces.
    fn takes_line(&self, text: &str, start: usize) -> bool {
        let line = text[..start].rsplit('\n').next().unwrap_or_default();
        let rest = &text[start + self.behind.len()..];
        self.behind == "subject" && line.trim().is_empty() && rest.starts_with("  ")
    }

    fn reach(&self) -> &'static [char] {
        match self.field {
            Field::Now | Field::ValidFrom | Field::ValidTo => &[',', '\n', '"'],
            Field::Permission => &['\n', '"', '<'],
            Field::Tenant | Field::Organization => {
                &[' ', '\n', '"', '\'', '`', ',', ';', ')', '/', '\\']
            }
            Field::Resource => &[' ', '\n', '"', ',', ';', ')'],
            _ => &[' ', '\n', '"', '\'', '`', ',', ';', ')', '(', '<', '>', '|'],
        }
    }

    /// Takes the part of a longer value that is meant.
    fn part<'a>(&self, value: &'a str) -> &'a str {
        match self.field {
            Field::ObjectId => value.rsplit('\\').next().unwrap_or(value),
            Field::Project => value.rsplit('/').next().unwrap_or(value),
            Field::Now | Field::ValidFrom | Field::ValidTo => {
                // A sentence may follow.
                value.split(". ").next().unwrap_or(value)
            }
            _ => value,
        }
        .trim_end_matches(['.', ':'])
    }

    fn is_well_formed(&self, value: &str) -> bool {
        // The beginning of a JWT: nobody meant to show it.
        if value.is_empty() || value.contains("eyJ") {
            return false;
        }
        match self.field {
            Field::Issuer => value == MASK || value.starts_with("https://"),
            Field::Subject => value == MASK || is_subject(value),
            Field::Audience => {
                value == MASK || value.starts_with("api://") || guid(value).is_some()
            }
            Field::Tenant => is_tenant(value),
            Field::Organization => value.starts_with(char::is_alphanumeric),
            Field::Client
            | Field::ObjectId
            | Field::Identity
            | Field::Connection
            | Field::CorrelationId
            | Field::TraceId
            | Field::ActivityId => guid(value).is_some(),
            Field::Now | Field::ValidFrom | Field::ValidTo => {
                value.starts_with(|c: char| c.is_ascii_digit())
            }
            _ => true,
        }
    }
}

fn is_subject(value: &str) -> bool {
    subject_shape(value).form() != Form::Other || value.starts_with("repo:")
}

fn is_tenant(value: &str) -> bool {
    let domain = value.contains('.') && value.len() > 3 && TenantId::parse(value).is_ok();
    domain || guid(value).is_some() || value.starts_with("$(")
}

/// Reads one value, and what follows it: what is in quotes, else what comes before one of `ends`.
fn word<'a>(text: &'a str, ends: &[char]) -> (&'a str, &'a str) {
    let rest = text.trim_start_matches([' ', ':', '=', '\n', '(', '[']);
    // `"subject": "x"` and `subject': 'x'`: the first quote belongs to the key.
    let unquoted = rest.trim_start_matches(['"', '\'']);
    let rest = if unquoted.starts_with([':', '=']) {
        unquoted.trim_start_matches([' ', ':', '=', '['])
    } else {
        rest
    };
    let quote = rest.chars().next().filter(|c| ['"', '\'', '`'].contains(c));
    let Some(quote) = quote else {
        let end = rest.find(ends).unwrap_or(rest.len());
        return rest.split_at(end);
    };
    let inner = &rest[1..];
    let mut closing = inner.match_indices(quote).map(|(end, _)| end);
    // A name may hold an apostrophe: a closing quote is not followed by a letter.
    let end = closing.find(|end| !inner[end + 1..].starts_with(char::is_alphanumeric));
    inner.split_at(end.unwrap_or(0))
}

/// Reads the ids of the conditional access policies in a claims challenge (`capolids`).
fn policies_in(text: &str, lower: &str) -> Option<String> {
    let start = lower.find("capolids")?;
    let list = text[start..].split(']').next()?;
    let ids = list
        .split(|c: char| !c.is_ascii_hexdigit() && c != '-')
        .filter(|word| guid(word).is_some());
    let ids: Vec<_> = ids.collect();
    (!ids.is_empty()).then(|| ids.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "9c1b2a3d-0000-4000-8000-000000000002";

    fn value(field: Field, text: &str) -> Option<String> {
        values_in(text).get(field).map(str::to_owned)
    }

    #[test]
    fn a_subject_is_read_with_its_spaces_and_apostrophes() {
        for text in [
            "presented assertion subject 'sc://acme/My Web/Bob's one'. Check",
            "Assertion Subject: 'sc://acme/My Web/Bob's one'.",
            "  subject         sc://acme/My Web/Bob's one\n  audience x",
            "{\"subject\": \"sc://acme/My Web/Bob's one\"}",
        ] {
            assert_eq!(
                value(Field::Subject, text).as_deref(),
                Some("sc://acme/My Web/Bob's one"),
                "{text}"
            );
        }
        assert_eq!(value(Field::Subject, "Subject, Audience and Issuer"), None);
    }

    #[test]
    fn ids_are_read_where_they_are_ids() {
        let text =
            format!("Application with identifier '{ID}' was not found in the directory 'Acme'");
        assert_eq!(value(Field::Client, &text).as_deref(), Some(ID));
        assert_eq!(value(Field::Tenant, &text), None);
        let text =
            format!("sign-in at least once as {ID}\\{ID}\\1f2e3d4c-0000-4000-8000-000000000001 in");
        assert_eq!(value(Field::Tenant, &text).as_deref(), Some(ID));
        assert_eq!(
            value(Field::ObjectId, &text).as_deref(),
            Some("1f2e3d4c-0000-4000-8000-000000000001")
        );
        let text = format!("POST https://login.microsoftonline.com/{ID}/oauth2/v2.0/token");
        assert_eq!(value(Field::Tenant, &text).as_deref(), Some(ID));
        let text = format!("issuer 'https://login.microsoftonline.com/{ID}/v2.0'.");
        assert_eq!(value(Field::Tenant, &text), None);
    }

    #[test]
    fn policies_are_listed() {
        let text = format!(
            r#"{{"access_token":{{"capolids":{{"essential":true,"values":["{ID}","{ID}"]}}}}}}"#
        );
        assert_eq!(value(Field::Policies, &text), Some(format!("{ID}, {ID}")));
    }

    #[test]
    fn what_may_be_an_assertion_is_not_quoted() {
        assert_eq!(
            value(
                Field::Repository,
                "repository with name or identifier eyJ0eXAi.x does"
            ),
            None
        );
    }
}
