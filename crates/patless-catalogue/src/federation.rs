//! Federated credentials: their issuers and subjects, parsed, computed and compared without a request.

mod comparison;
mod credential;
mod issuer;
mod part;
mod shape;
mod subject;

pub use comparison::{Comparison, Difference};
pub use credential::federated_credential;
pub use issuer::{entra_issuer, issuer_shape};
pub use part::Part;
pub use shape::{Form, Shape};
pub use subject::{entra_subject, subject_shape};
