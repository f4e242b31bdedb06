//! Owns what people are told about the claims of an assertion, and the one thing that can be wrong with them.

use patless_catalogue::federation::{Form, subject_shape};
use patless_core::{Assertion, Cloud, ServiceConnection};

use crate::doctor::Finding;
use crate::failure::Failure;

/// Says what came, without what it says.
pub fn delivery(assertion: &Assertion) -> Finding {
    let lifetime = assertion
        .lifetime()
        .map_or("an unknown time".to_owned(), |left| {
            format!("{} s", left.as_secs())
        });
    format!(
        "Azure DevOps gave one, good for {lifetime} (request id {})",
        assertion.request_id().unwrap_or("none")
    )
    .into()
}

/// Says what the assertion says.
///
/// # Errors
/// One that speaks of the pipeline, where a service connection was asked for: Entra would refuse it with a riddle.
pub fn judge(assertion: &Assertion, connection: &ServiceConnection) -> Result<Finding, Failure> {
    let claims = assertion.claims();
    if is_of_pipeline(assertion) {
        return Err(Failure::PipelineAssertion {
            subject: claims.subject.clone().unwrap_or_default(),
        });
    }
    let text = |claim: &Option<String>| claim.clone().unwrap_or_else(|| "(none)".to_owned());
    let subject = text(&claims.subject);
    // The agent may mask issuer and subject as wholes: their parts it does not.
    let parts = subject_shape(&subject).to_string();
    let mut values = vec![
        ("issuer", text(&claims.issuer)),
        ("subject", subject),
        ("audience", text(&claims.audience)),
    ];
    values.extend(retirement(assertion, connection).map(|text| ("note", text.to_owned())));
    Ok(Finding {
        text: parts,
        values,
    })
}

/// Tells whether the assertion speaks of the pipeline instead of a service connection.
pub fn is_of_pipeline(assertion: &Assertion) -> bool {
    let subject = assertion.claims().subject.as_deref().unwrap_or_default();
    subject_shape(subject).form() == Form::Pipeline
}

/// Warns of what the claims give reason to warn of.
pub fn warn(assertion: &Assertion, connection: &ServiceConnection) {
    if let Some(warning) = retirement(assertion, connection) {
        tracing::warn!("{warning}");
    }
}

/// Says that the connection has to move to Entra's issuer. `None` where it has, or where there is none to move to: in
/// other clouds.
fn retirement(assertion: &Assertion, connection: &ServiceConnection) -> Option<&'static str> {
    let retires = assertion.has_retiring_issuer() && connection.cloud() == &Cloud::Public;
    retires.then_some(
        "the issuer of this service connection, Azure DevOps, retires on 1 July 2027: open the connection in the \
         project settings and choose Update, unless its app is for several tenants",
    )
}
