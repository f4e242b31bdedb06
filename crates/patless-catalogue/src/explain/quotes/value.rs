//! Reads one value from a text, and checks that it is well formed.

use super::super::secret::may_be_secret;
use super::super::wrapped;
use super::quote::Quote;
use super::word::{Word, word};
use crate::federation::{Form, Part, issuer_shape, subject_shape};
use crate::field::Field;
use crate::identifiers::{TenantId, guid};
use crate::text::one_line;
use crate::values::MASK;

/// A value that was found in a text.
pub(super) enum Read {
    /// The value.
    Whole(String),
    /// The value is split across lines and cannot be rejoined safely. Its beginning, and `…`.
    Broken(&'static str),
}

impl Quote {
    /// Reads the value after the words that begin at `start`. `None` if there is no well-formed value.
    pub(super) fn value(&self, text: &str, start: usize) -> Option<Read> {
        let begins_word = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        if !begins_word {
            return None;
        }
        let line = text.ceil_char_boundary(start.saturating_sub(WINDOW_BYTES));
        let from = start + self.after.len();
        let rest = &text[from..text.floor_char_boundary(from + WINDOW_BYTES)];
        let read = if self.takes_line(&text[line..start], rest) {
            Word::line(rest)
        } else {
            word(rest, self.reach())
        };
        let value = self.part(read.value);
        if !read.after.starts_with(self.before) || !value.starts_with(self.begins) {
            return None;
        }
        // An apostrophe at the end of a line may belong to a name.
        let after = read.after.strip_prefix(['\'', '"', '`']);
        let after = after.filter(|_| read.is_quoted).unwrap_or(read.after);
        if is_half_of_secret(value, after) {
            return None;
        }
        let end = from + rest.len() - after.len();
        let broken = value.contains('\n') || wrapped::may_continue(&text[line..end], after);
        if broken {
            let joined = joined(value);
            if self.is_closed(&joined) && !may_be_secret(&joined) {
                return Some(Read::Whole(joined));
            }
        }
        if self.field == Field::Subject && (broken || read.may_be_cut()) {
            return BEGINNINGS
                .iter()
                .find(|(scheme, _)| value.starts_with(scheme))
                .map(|(_, beginning)| Read::Broken(beginning));
        }
        let fits = self.is_well_formed(value) && (!broken || self.is_free());
        fits.then(|| Read::Whole(one_line(value, 600)))
    }

    /// Returns whether the value extends to the end of its line: a subject in one of our reports, which may contain spaces.
    fn takes_line(&self, before: &str, rest: &str) -> bool {
        let line = before.rsplit('\n').next().unwrap_or_default();
        self.after == "subject" && line.trim().is_empty() && rest.starts_with("  ")
    }

    fn reach(&self) -> &'static [char] {
        match self.field {
            Field::Now | Field::ValidFrom | Field::ValidTo => &[',', '\n', '"'],
            // An action of Azure has no spaces; a permission of Azure DevOps is a phrase.
            Field::Permission if self.begins == "Microsoft." => {
                &[' ', '\n', '"', '\'', '<', ']', ')', ',', ';']
            }
            Field::Permission => &['\n', '"', '<'],
            Field::Tenant => &[' ', '\n', '"', '\'', '`', ',', ';', ')', '/', '\\'],
            Field::Organization => &[
                ' ', '\n', '"', '\'', '`', ',', ';', ')', '/', '\\', '?', '#', ':',
            ],
            Field::Resource => &[' ', '\n', '"', ',', ';', ')'],
            _ => &[' ', '\n', '"', '\'', '`', ',', ';', ')', '(', '<', '>', '|'],
        }
    }

    /// Returns the relevant part of a longer value.
    fn part<'a>(&self, value: &'a str) -> &'a str {
        match self.field {
            Field::ObjectId | Field::Identity => value.rsplit('\\').next().unwrap_or(value),
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
        if value.is_empty() || value.contains('…') || may_be_secret(value) {
            return false;
        }
        match self.field {
            Field::Issuer => value == MASK || is_issuer(value),
            Field::Subject => value == MASK || is_subject(value),
            Field::Audience => {
                value == MASK || value.starts_with("api://") || guid(value).is_some()
            }
            Field::Tenant => is_tenant(value),
            // This value becomes part of commands that people copy.
            Field::Organization => {
                value.starts_with(char::is_alphanumeric)
                    && is_plain(value, "-_.%")
                    && !NO_ORGANIZATIONS.contains(&value.to_ascii_lowercase().as_str())
            }
            // One that the agent masked leads nowhere.
            Field::Resource => {
                let has_user = value.contains("://") && value.contains('@');
                is_plain(value, "-_.%:/+@*() \n") && !value.contains(MASK) && !has_user
            }
            Field::Now | Field::ValidFrom | Field::ValidTo => {
                // `current time 2026-01-01T00:00:00Z is before …` in an error of Go is the clock of the machine itself.
                let is_of_time = |c: char| c.is_ascii_alphanumeric() || ":/.+- ".contains(c);
                value.starts_with(|c: char| c.is_ascii_digit())
                    && value.len() <= LONGEST_TIME
                    && value.chars().all(is_of_time)
                    && !value.contains(" is ")
            }
            // A connection string or an address is no name.
            Field::Permission | Field::Parameter | Field::Repository
                if value.contains('=') || value.contains("://") =>
            {
                false
            }
            _ => self.is_free() || self.field == Field::Repository || self.is_closed(value),
        }
    }

    /// Returns whether the form of the value proves that it is complete and contains no space.
    pub(super) fn is_closed(&self, value: &str) -> bool {
        match self.field {
            Field::Audience => value == "api://AzureADTokenExchange" || guid(value).is_some(),
            Field::Issuer => match issuer_shape(value).form() {
                Form::Other => false,
                _ => is_issuer(value),
            },
            Field::Subject => is_whole_entra_subject(value),
            Field::Client
            | Field::ObjectId
            | Field::Identity
            | Field::Connection
            | Field::Project
            | Field::CorrelationId
            | Field::TraceId
            | Field::ActivityId
            | Field::Tenant => guid(value).is_some(),
            _ => false,
        }
    }

    /// Returns whether the value consists of words, so that a line may break between them.
    fn is_free(&self) -> bool {
        matches!(
            self.field,
            Field::Permission | Field::Parameter | Field::Now | Field::ValidFrom | Field::ValidTo
        )
    }
}

fn is_plain(value: &str, signs: &str) -> bool {
    value
        .chars()
        .all(|c| c.is_alphanumeric() || signs.contains(c))
}

fn is_issuer(value: &str) -> bool {
    let shape = issuer_shape(value);
    if shape.form() == Form::AzureDevOps {
        let id = shape.part(Part::OrganizationId);
        return id.is_some_and(|id| guid(id).is_some());
    }
    // Without the name of a user and without a query: both may hold a password.
    let is_foreign = |c: char| c.is_whitespace() || "@?#=".contains(c);
    value.starts_with("https://") && !value.contains(is_foreign)
}

fn is_subject(value: &str) -> bool {
    match subject_shape(value).form() {
        Form::Entra => is_whole_entra_subject(value),
        Form::Other => value.starts_with("repo:"),
        // An empty name means that the subject was truncated. No name contains a quotation mark.
        _ => !value.ends_with('/') && !value.contains('"'),
    }
}

/// Returns whether it is a complete Entra subject of a service connection, with every id.
fn is_whole_entra_subject(value: &str) -> bool {
    let shape = subject_shape(value);
    let ids = [
        Part::TenantId,
        Part::ApplicationId,
        Part::OrganizationId,
        Part::ConnectionId,
    ];
    let is_id = |part| shape.part(part).is_some_and(|id| guid(id).is_some());
    shape.form() == Form::Entra && ids.into_iter().all(is_id)
}

fn is_tenant(value: &str) -> bool {
    let domain = value.contains('.') && value.len() > 3 && TenantId::parse(value).is_ok();
    domain || guid(value).is_some() || is_macro(value)
}

/// Returns whether a value may be the first half of a secret that goes on in the next line.
fn is_half_of_secret(value: &str, after: &str) -> bool {
    // The line break may still be escaped. A box may pad the line and end it with its border.
    let near = &after[..after.floor_char_boundary(WINDOW_BYTES)];
    let near = near.replace("\\r", "\n").replace("\\n", "\n");
    let rest = near.trim_start_matches([' ', '\t', '|', '│', '\\', '\'', '"', '`']);
    let Some(rest) = rest.strip_prefix('\n') else {
        return false;
    };
    let mut joined = value.to_owned();
    let pieces = rest.split(|c: char| c.is_whitespace() || "|│'\"`".contains(c));
    let pieces = pieces.filter(|piece| !piece.is_empty()).take(PIECES);
    let mut joins = pieces.map(|piece| {
        joined.push_str(piece);
        may_be_secret(&joined)
    });
    joins.any(|is_secret| is_secret)
}

/// How many pieces of the following lines are looked at: a secret may be broken more than once.
const PIECES: usize = 3;

/// Returns whether it is a macro of Azure Pipelines that was not expanded: `$(name)`.
fn is_macro(value: &str) -> bool {
    let name = value.strip_prefix("$(").and_then(|it| it.strip_suffix(')'));
    name.is_some_and(|name| !name.is_empty() && is_plain(name, "-_."))
}

/// Removes line breaks and the spaces around them.
fn joined(value: &str) -> String {
    value.lines().map(str::trim).collect()
}

/// The longest time, as any tool writes it, in bytes.
const LONGEST_TIME: usize = 40;

/// How far to search for a value and for the beginning of its line, in bytes. This limits the cost of a very long text.
const WINDOW_BYTES: usize = 1_400;

/// What stands in the place of an organization's name, and is none.
const NO_ORGANIZATIONS: &[&str] = &["http", "https", "myorganization", "organization"];

/// How subjects begin, and what is shown for one that is split across lines.
const BEGINNINGS: &[(&str, &str)] = &[
    ("/eid1/", "/eid1/…"),
    ("sc://", "sc://…"),
    ("p://", "p://…"),
    ("repo:", "repo:…"),
];
