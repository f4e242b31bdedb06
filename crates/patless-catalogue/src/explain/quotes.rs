//! Finds values, such as the subject, in the messages of servers and tools.

mod host;
mod quote;
mod value;
mod word;

use self::quote::{Quote, beginning, quote};
use self::value::Read;
use super::wrapped;
use crate::field::Field;
use crate::identifiers::guid;
use crate::values::Values;

/// The words before each value, in lower case. The first that leads to a well-formed value wins.
const QUOTES: &[Quote] = &[
    quote(Field::Issuer, "assertion issuer"),
    quote(Field::Issuer, "credentials issued by"),
    quote(Field::Issuer, "issuer -"),
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
    quote(
        Field::Tenant,
        "must match the tenant 'https://sts.windows.net/",
    ),
    quote(Field::Tenant, "tenant id"),
    quote(Field::Tenant, "tenant"),
    Quote {
        field: Field::Tenant,
        after: "login.microsoftonline.com/",
        begins: "",
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
    quote(Field::ObjectId, "oid"),
    quote(Field::ObjectId, "the principal"),
    quote(Field::ObjectId, "principal"),
    quote(Field::Identity, "the user"),
    quote(Field::Identity, "details: identity"),
    quote(Field::Connection, "service connection"),
    quote(Field::Connection, "serviceconnectionid"),
    quote(Field::Organization, "azure devops organization"),
    quote(Field::Organization, "https://dev.azure.com/"),
    quote(Field::Project, "the project with id"),
    quote(Field::Repository, "repository with name or identifier"),
    quote(Field::Resource, "the resource principal named"),
    quote(Field::Resource, "provided value for scope"),
    quote(Field::Resource, "on the resource"),
    quote(Field::Resource, "service principal for resource"),
    beginning(Field::Resource, "over scope", "/"),
    beginning(Field::Resource, "resource:", "/subscriptions/"),
    quote(Field::Permission, "you need the git"),
    quote(Field::Permission, "you need to have"),
    quote(Field::Permission, "to perform this action:"),
    beginning(Field::Permission, "to perform action", "Microsoft."),
    beginning(Field::Permission, "action:", "Microsoft."),
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

/// Reads the values in a text whose escapes are undone.
pub(super) fn values_in(text: &str) -> Values {
    let mut values = Values::default();
    // Byte positions do not change: only ASCII letters are lowered, and white space is replaced one for one.
    let lower = text.to_ascii_lowercase().replace(['\n', '\t'], " ");
    let mut broken = Vec::new();
    for quote in QUOTES {
        for read in all_in(quote, text, &lower) {
            match read {
                Read::Whole(value) => {
                    values.set(quote.field, &value);
                    break;
                }
                Read::Broken(beginning) => broken.push((quote.field, beginning)),
            }
        }
    }
    if let Some(policies) = policies_in(text, &lower) {
        values.set(Field::Policies, &policies);
    }
    if let Some(host) = host::host_in(text, &lower) {
        values.set(Field::Host, &host);
    }
    if let Some(text) = wrapped::rejoined(text) {
        add_closed(&mut values, &text);
    }
    for (field, beginning) in broken {
        values.set(field, beginning);
    }
    values
}

/// Adds values from rejoined lines, if they cannot have lost a space where a line was broken.
fn add_closed(values: &mut Values, text: &str) {
    let lower = text.to_ascii_lowercase().replace(['\n', '\t'], " ");
    for quote in QUOTES {
        for read in all_in(quote, text, &lower) {
            if let Read::Whole(value) = read
                && quote.is_closed(&value)
            {
                values.set(quote.field, &value);
                break;
            }
        }
    }
}

/// Reads the ids of the Conditional Access policies in a claims challenge (`capolids`).
fn policies_in(text: &str, lower: &str) -> Option<String> {
    let start = lower.find("capolids")?;
    let list = text[start..].split(']').next()?;
    let ids = list
        .split(|c: char| !c.is_ascii_hexdigit() && c != '-')
        .filter(|word| guid(word).is_some());
    let ids: Vec<_> = ids.collect();
    (!ids.is_empty()).then(|| ids.join(", "))
}

/// Reads every value after the words of a quote. Malformed values are skipped.
fn all_in(quote: &Quote, text: &str, lower: &str) -> impl Iterator<Item = Read> {
    let starts = lower.match_indices(quote.after).map(|(start, _)| start);
    starts.filter_map(move |start| quote.value(text, start))
}

#[cfg(test)]
mod tests;
