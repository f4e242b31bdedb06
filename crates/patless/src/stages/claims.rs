//! Checks the claims of an assertion.

use patless_catalogue::federation::{Form, subject_shape};
use patless_core::{Assertion, Cloud, ServiceConnection};

use crate::failure::Failure;

/// Refuses an assertion about the pipeline if one about a service connection was requested: Entra's error for it is
/// misleading.
pub(super) fn refuse_pipeline(assertion: &Assertion) -> Result<(), Failure> {
    if is_of_pipeline(assertion) {
        return Err(Failure::PipelineAssertion {
            subject: assertion.claims().subject.clone().unwrap_or_default(),
        });
    }
    Ok(())
}

/// Whether the assertion is about the pipeline instead of a service connection.
pub(crate) fn is_of_pipeline(assertion: &Assertion) -> bool {
    let subject = assertion.claims().subject.as_deref().unwrap_or_default();
    subject_shape(subject).form() == Form::Pipeline
}

/// Says that the connection must be migrated to Entra's issuer. `None` if it has been, or if its cloud has no such
/// issuer.
pub(crate) fn retirement(
    assertion: &Assertion,
    connection: &ServiceConnection,
) -> Option<&'static str> {
    let retires = assertion.has_retiring_issuer() && connection.cloud() == &Cloud::Public;
    retires.then_some(
        "the issuer of this service connection, Azure DevOps, retires on 1 July 2027: open the connection in the \
         project settings and choose Update, unless its app is multitenant",
    )
}
