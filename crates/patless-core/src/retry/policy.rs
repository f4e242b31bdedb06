//! Retry policy: which failures are retried, and when.
//!
//! It decides from statuses, exact codes and typed errors. The catalogue's rows say the same in words.

use std::time::{Duration, SystemTime};

use patless_catalogue::Server;

use crate::http::{Response, TransportError, is_unavailable};

/// What a failure says about another attempt.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Advice {
    /// It cannot work.
    GiveUp,
    /// It may work.
    TryAgain,
    /// It may work after this time, which the server asked for. Never retried sooner, and at most after twice the time.
    TryAgainAfter(Duration),
    /// It may work at once with a new assertion: the one that was sent was too old. Only once: if the new one is refused as
    /// well, its age is not the cause.
    FreshAssertion,
    /// It may work once a change in Entra has reached every server, which takes minutes. Retried only if the user asked to.
    WaitForPropagation,
}

/// Decides on the status of an unavailable server, and on how long it asks to wait.
pub(crate) fn of_busy(server: Server, status: u16, retry_after: Option<Duration>) -> Advice {
    let is_passing =
        is_unavailable(status) || (server == Server::ManagedIdentity && is_updating(status));
    // A server that does not implement something will not implement it within half a minute.
    if !is_passing || matches!(status, 501 | 505) {
        return Advice::GiveUp;
    }
    retry_after.map_or(Advice::TryAgain, Advice::TryAgainAfter)
}

/// Returns whether a status means that the metadata service of a virtual machine is being updated, which takes up to 70
/// seconds.
///
/// Source: <https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#error-handling>.
pub(crate) const fn is_updating(status: u16) -> bool {
    matches!(status, 404 | 410)
}

/// How long a server asks to wait. `None` if it does not say.
pub(crate) fn retry_after(answer: &Response) -> Option<Duration> {
    // A date is on the server's clock.
    let now = answer.server_time().unwrap_or(answer.sent_at);
    let text = answer.header("retry-after")?;
    seconds_or_date(text, now)
}

/// Decides on a request that got no answer.
pub(crate) fn of_transport(error: &TransportError) -> Advice {
    if error.is_passing() {
        Advice::TryAgain
    } else {
        Advice::GiveUp
    }
}

/// Decides on a success that holds nothing.
pub(crate) const fn of_missing_result(server: Server) -> Advice {
    match server {
        // A hiccup to Microsoft's own clients, which try again.
        Server::Assertion | Server::GitHub => Advice::TryAgain,
        Server::ManagedIdentity | Server::Target | Server::Token => Advice::GiveUp,
    }
}

/// Decides on a refusal of Azure DevOps by the name of the exception.
pub(crate) fn of_azure_devops_exception(type_key: Option<&str>) -> Advice {
    match type_key {
        // The job's plan is not visible (yet). The agent itself retries on this exception.
        Some("TaskOrchestrationPlanSecurityException") => Advice::TryAgain,
        _ => Advice::GiveUp,
    }
}

/// What decides in a refusal of Entra.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntraRefusal<'a> {
    /// The number after `AADSTS`. `None` if there is none.
    pub(crate) code: Option<u32>,
    /// The OAuth error.
    pub(crate) error: &'a str,
    /// Entra's own words.
    pub(crate) description: &'a str,
    /// The subject that was presented.
    pub(crate) subject: Option<&'a str>,
}

impl EntraRefusal<'_> {
    /// Decides on the refusal.
    ///
    /// Codes: <https://learn.microsoft.com/entra/identity-platform/reference-error-codes>.
    pub(crate) fn advice(self) -> Advice {
        // The subject of a pipeline: no federated credential of a service connection ever matches it.
        let is_of_pipeline = self.subject.is_some_and(|it| it.starts_with("p://"));
        match self.code {
            // The issuer was unreachable (50166, 501661, 90061), the tenant is throttled (90055), or Entra failed.
            Some(
                50000 | 50033 | 50087 | 50088 | 50166 | 501_661 | 70012 | 90006 | 90012 | 90024
                | 90033 | 90055 | 90061 | 90090 | 90091,
            ) => Advice::TryAgain,
            Some(700_024) => Advice::FreshAssertion,
            // No federated credential matches: a new one takes minutes to reach all of Entra's servers.
            Some(70021 | 700_211 | 700_213) if !is_of_pipeline => Advice::WaitForPropagation,
            Some(70025) => Advice::WaitForPropagation,
            // Also the code of a policy: the message tells the two apart.
            Some(700_223) if self.finds_no_match() => Advice::WaitForPropagation,
            _ if self.error == "temporarily_unavailable" => Advice::TryAgain,
            _ => Advice::GiveUp,
        }
    }

    fn finds_no_match(self) -> bool {
        let words = self.description.to_ascii_lowercase();
        words.contains("no matching federated identity record")
    }
}

/// Reads `Retry-After`, seconds or a date (RFC 9110 §10.2.3). `None` when it is neither.
fn seconds_or_date(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use patless_catalogue::{Pattern, Retry, rows};

    /// What a row says of each code that is a sign of its own.
    fn rows_by_code() -> impl Iterator<Item = (u32, Retry)> {
        rows().flat_map(|row| {
            row.patterns.iter().filter_map(|pattern| match pattern {
                Pattern::Aadsts(code) => Some((*code, row.retry)),
                _ => None,
            })
        })
    }

    #[test]
    fn the_rows_say_of_each_code_of_entra_what_is_done() {
        let mut count = 0;
        for (code, said) in rows_by_code() {
            let refusal = EntraRefusal {
                code: Some(code),
                error: "invalid_client",
                description: "",
                subject: None,
            };
            let done = match refusal.advice() {
                Advice::GiveUp => Retry::Never,
                Advice::TryAgain | Advice::TryAgainAfter(_) => Retry::TriedAgain,
                Advice::FreshAssertion => Retry::FreshAssertion,
                Advice::WaitForPropagation => Retry::WithPropagation,
            };
            assert_eq!(said, done, "AADSTS{code}");
            count += 1;
        }
        assert!(count >= 70, "{count} codes");
    }

    #[test]
    fn a_refusal_is_judged_by_code_word_and_subject() {
        let refusal = |code, error, description, subject| {
            let refusal = EntraRefusal {
                code,
                error,
                description,
                subject: Some(subject),
            };
            refusal.advice()
        };
        let no_match = "No matching Federated Identity Record found";
        for (code, error, description, subject, expected) in [
            (
                Some(700_213),
                "invalid_client",
                "",
                "sc://a/b/c",
                Advice::WaitForPropagation,
            ),
            (
                Some(700_213),
                "invalid_client",
                "",
                "p://a/b/c",
                Advice::GiveUp,
            ),
            (
                Some(700_223),
                "invalid_client",
                no_match,
                "",
                Advice::WaitForPropagation,
            ),
            (
                Some(700_223),
                "invalid_client",
                "A policy",
                "",
                Advice::GiveUp,
            ),
            (None, "temporarily_unavailable", "", "", Advice::TryAgain),
            (
                None,
                "invalid_client",
                "temporarily_unavailable, ECONNRESET",
                "",
                Advice::GiveUp,
            ),
        ] {
            assert_eq!(
                refusal(code, error, description, subject),
                expected,
                "{code:?} {error}"
            );
        }
    }

    #[test]
    fn only_an_exception_that_passes_is_tried_again() {
        let passing = "TaskOrchestrationPlanSecurityException";
        assert_eq!(of_azure_devops_exception(Some(passing)), Advice::TryAgain);
        for other in [None, Some("UnauthorizedRequestException")] {
            assert_eq!(of_azure_devops_exception(other), Advice::GiveUp);
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000);
        assert_eq!(seconds_or_date(" 60 ", now), Some(Duration::from_secs(60)));
        let date = httpdate::fmt_http_date(now + Duration::from_secs(5));
        assert_eq!(seconds_or_date(&date, now), Some(Duration::from_secs(5)));
        assert_eq!(
            seconds_or_date("Wed, 21 Oct 2015 07:28:00 GMT", now),
            Some(Duration::ZERO)
        );
        assert_eq!(seconds_or_date("soon", now), None);
    }
}
