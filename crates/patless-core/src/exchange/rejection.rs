//! Entra's refusal: selected fields of the answer, and the five values that have to match.

use std::fmt;

use patless_catalogue::{Cause, Field, Found, Observation, Server, Values, values_in};
use serde::Deserialize;

use super::grant::Grant;
use super::proof::CERTIFICATE;
use crate::assertion::UnverifiedClaims;
use crate::http::Response;
use crate::retry::{Advice, EntraRefusal};
use crate::scope::Scope;
use patless_catalogue::federation::{Comparison, Form, Part, entra_subject, subject_shape};
use patless_catalogue::identifiers::{ClientId, OrganizationId, ServiceConnectionId, TenantId};
use patless_catalogue::text::one_line;

/// A refusal by Entra, and what was presented.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rejection {
    /// The HTTP status.
    pub status: u16,
    /// The OAuth error, such as `invalid_client`.
    pub error: String,
    /// The number after `AADSTS`. `None` if Entra gave none.
    pub code: Option<u32>,
    /// Entra's own words, without the ids that it appends.
    pub description: String,
    /// What was presented: `assertion`, `client certificate`, `client secret`.
    pub proof: &'static str,
    /// What the assertion says of itself: issuer, subject, audience. `None` if the proof was no assertion.
    pub claims: Option<UnverifiedClaims>,
    /// The tenant that was asked.
    pub tenant: TenantId,
    /// The service connection that the assertion is for. `None` if the identity is of another source.
    pub connection: Option<ServiceConnectionId>,
    /// The client that was presented.
    pub client: ClientId,
    /// The requested scope.
    pub scope: Scope,
    /// How far the clock of Azure DevOps is ahead of this machine's, in seconds. `None` if it sent no time.
    pub azure_devops_skew_s: Option<i64>,
    /// How far the clock of Entra is ahead of this machine's, in seconds. `None` if it sent no time.
    pub entra_skew_s: Option<i64>,
    /// The ids of the Conditional Access policies that refused, where Entra named them.
    pub policies: Option<String>,
    /// The id of the request in Entra's sign-in log.
    pub correlation_id: String,
    /// The id that Entra gave the request. `None` if it gave none.
    pub trace_id: Option<String>,
}

/// What was presented in one request.
pub(crate) struct Presented<'a> {
    pub(crate) grant: Grant<'a>,
    pub(crate) correlation_id: &'a str,
}

/// Entra's error body. Without `error` it is not Entra's: a proxy answers in JSON too.
#[derive(Deserialize)]
struct WireError {
    error: String,
    error_description: Option<String>,
    /// Numbers, or texts that hold one.
    error_codes: Option<Vec<serde_json::Value>>,
    /// A claims challenge: JSON in a text.
    claims: Option<serde_json::Value>,
    trace_id: Option<String>,
    correlation_id: Option<String>,
}

impl Rejection {
    /// Reads an answer that is a refusal of Entra. `None` where it is not in Entra's form.
    pub(crate) fn read(answer: &Response, presented: &Presented<'_>) -> Option<Self> {
        let wire: WireError = answer.json_object()?;
        let grant = presented.grant;
        let assertion = grant.proof.assertion();
        let description = own_words(&wire.error_description.unwrap_or_default());
        let code = wire
            .error_codes
            .unwrap_or_default()
            .first()
            .and_then(code_of)
            .or_else(|| code_in(&description));
        let id = |text: String| one_line(&text, 80);
        Some(Self {
            status: answer.status.as_u16(),
            error: one_line(&wire.error, 80),
            code,
            description,
            proof: grant.proof.name(),
            claims: assertion.map(|it| it.claims().clone()),
            tenant: grant.application.tenant().clone(),
            connection: grant.connection,
            client: grant.application.client(),
            scope: grant.scope.clone(),
            azure_devops_skew_s: assertion.and_then(|it| it.clock_skew_s()),
            entra_skew_s: answer.clock_skew_s(),
            policies: wire.claims.as_ref().and_then(policies_in),
            correlation_id: wire
                .correlation_id
                .map_or_else(|| presented.correlation_id.to_owned(), id),
            trace_id: wire.trace_id.map(id),
        })
    }

    /// Why Entra refuses.
    pub fn cause(&self) -> Cause {
        self.found().cause
    }

    /// Why Entra refuses, and the code that says so.
    pub fn found(&self) -> Found {
        let mut observed = Observation::of(Server::Token)
            .with_message(&self.error)
            .with_message(&self.description);
        if let Some(code) = self.code {
            observed = observed.with_code(code);
        }
        if let Some(subject) = self.subject() {
            observed = observed.with_subject(subject);
        }
        if self.proof == CERTIFICATE {
            observed = observed.with_client_certificate();
        }
        observed.found()
    }

    /// The values for the remedy. The client id is left out: the agent masks it, and `***` is no help in a command.
    pub fn values(&self) -> Values {
        let mut values = Values::default();
        let tenant = self.tenant.to_string();
        let claims = self.claims.as_ref();
        for (field, value) in [
            (Field::Issuer, claims.and_then(|it| it.issuer.as_deref())),
            (Field::Subject, self.subject()),
            (Field::Tenant, Some(tenant.as_str())),
            (Field::Resource, Some(self.scope.as_str())),
            (Field::Policies, self.policies.as_deref()),
            (Field::CorrelationId, Some(self.correlation_id.as_str())),
        ] {
            if let Some(value) = value {
                values.set(field, value);
            }
        }
        if let Some(code) = self.code {
            values.set(Field::Code, &code.to_string());
        }
        values
    }

    /// Compares the subject with the one that Entra gives to this service connection in this tenant. `None` where the
    /// subject is not in Entra's form, or the tenant is given by its name.
    pub fn comparison(&self) -> Option<Comparison> {
        let presented = self.subject()?;
        let shape = subject_shape(presented);
        // The organization is used as presented: there is no other source for it.
        let organization = OrganizationId::parse(shape.part(Part::OrganizationId)?).ok()?;
        let expected = entra_subject(&self.tenant, organization, self.connection?)?;
        (shape.form() == Form::Entra).then(|| Comparison::of_subjects(&expected, presented))
    }

    /// The subject of the assertion.
    fn subject(&self) -> Option<&str> {
        self.claims.as_ref()?.subject.as_deref()
    }

    /// What it means for a retry.
    pub(crate) fn advice(&self) -> Advice {
        let refusal = EntraRefusal {
            code: self.code,
            error: &self.error,
            description: &self.description,
            subject: self.subject(),
        };
        refusal.advice()
    }
}

impl Rejection {
    /// Describes how far the clocks of Azure DevOps and Entra are from this machine's, where they are too far from each other:
    /// then an assertion of the one is not in time for the other. `None` if they agree, or sent no time.
    pub fn clocks_apart(&self) -> Option<String> {
        let (issued, checked) = (self.azure_devops_skew_s?, self.entra_skew_s?);
        let apart = issued.abs_diff(checked) > CLOCKS_AGREE_WITHIN_S;
        apart
            .then(|| format!("Azure DevOps is {issued} s ahead of this machine, Entra {checked} s"))
    }
}

/// How far two servers' clocks may be apart, in seconds, before it is worth a mention.
const CLOCKS_AGREE_WITHIN_S: u64 = 120;

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "AADSTS{code}")?,
            None => f.write_str(&self.error)?,
        }
        write!(f, ", {}", self.cause().row().summary)
    }
}

/// Keeps Entra's message up to the ids that it appends after a space or a line break.
fn own_words(description: &str) -> String {
    let line = one_line(description, 1_000);
    let end = [" Trace ID: ", " Correlation ID: ", " Timestamp: "]
        .iter()
        .filter_map(|mark| line.find(mark))
        .min();
    line[..end.unwrap_or(line.len())].to_owned()
}

/// Reads the policies out of a claims challenge.
fn policies_in(claims: &serde_json::Value) -> Option<String> {
    let text = claims
        .as_str()
        .map_or_else(|| claims.to_string(), str::to_owned);
    values_in(&text).get(Field::Policies).map(str::to_owned)
}

fn code_of(value: &serde_json::Value) -> Option<u32> {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.trim().parse().ok()
}

/// Finds the code at the beginning of Entra's words: `AADSTS700213: …`.
fn code_in(description: &str) -> Option<u32> {
    let digits = description
        .strip_prefix("AADSTS")?
        .split(|c: char| !c.is_ascii_digit())
        .next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_appended_ids_are_cut_behind_a_space_or_a_line_break() {
        for separator in [" ", "\r\n"] {
            let text = format!(
                "AADSTS70025: None.{separator}Trace ID: a{separator}Correlation ID: b{separator}Timestamp: c"
            );
            assert_eq!(own_words(&text), "AADSTS70025: None.");
        }
    }

    #[test]
    fn a_code_is_a_number_or_a_text() {
        assert_eq!(code_of(&serde_json::json!(700_213)), Some(700_213));
        assert_eq!(code_of(&serde_json::json!("700213")), Some(700_213));
        assert_eq!(code_of(&serde_json::json!(null)), None);
    }

    #[test]
    fn the_code_is_found_in_the_words() {
        assert_eq!(code_in("AADSTS7002138: x"), Some(7_002_138));
        assert_eq!(code_in("no code"), None);
    }
}
