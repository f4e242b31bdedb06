//! Requests and responses of the services, and the encodings in them.

mod base64url;
mod jwt;
mod names;
mod random;
mod request;
mod response;
mod segments;

pub(crate) use base64url::base64url;
pub(crate) use jwt::UnverifiedJwt;
pub(crate) use names::{FEDERATION_AUDIENCE, FEDERATION_RESOURCE_ID, SIGN_IN_PAGE};
pub(crate) use random::{guid_of, random_bytes, random_guid, random_text};
pub(crate) use request::{Form, Request};
pub(crate) use response::{RefusalBody, Response};
pub(crate) use segments::segments;
