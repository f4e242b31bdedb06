//! The assertion: the signed JWT in which Azure DevOps states the identity of the job.

mod claims;
mod held;
pub(crate) mod jwt;
mod request;

pub use claims::UnverifiedClaims;
pub(crate) use held::HeldAssertion;
pub use jwt::Assertion;
pub(crate) use jwt::Delivery;
pub(crate) use request::request_assertion;
